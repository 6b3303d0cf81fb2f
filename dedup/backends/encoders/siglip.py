"""SigLIP and SigLIP 2 through transformers: `SIGLIP_CHECKPOINT` is a name on the hub or a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from PIL.Image import Image

from .base import EncoderError, unit

INSTALL = "The siglip2 encoder needs torch and transformers: pip install -r requirements.txt"
BATCH = 16


class SiglipEncoder:
    # ecom.tech gates SigLIP-like pictures at an inner product of 0.80-0.95, by category; the middle of it.
    gate = 0.87

    def __init__(self, checkpoint: str = "") -> None:
        """Loads the checkpoint. Raises EncoderError when a package or the checkpoint is missing."""
        self.checkpoint = checkpoint or settings.SIGLIP_CHECKPOINT
        self._torch, auto_model, auto_processor = _packages()
        try:
            self._model = auto_model.from_pretrained(self.checkpoint).eval()
            self._processor = auto_processor.from_pretrained(self.checkpoint)
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"SIGLIP_CHECKPOINT={self.checkpoint!r} cannot be loaded ({error}). Say a folder that holds the"
                " checkpoint, or a name that this machine can download from the hub."
            ) from error
        if not hasattr(self._model, "get_image_features"):
            raise EncoderError(f"SIGLIP_CHECKPOINT={self.checkpoint!r} is not a SigLIP model")
        self.dimensions = self.encode([_grey()]).shape[1]
        self.name = f"siglip2:{self.checkpoint}@{self._fingerprint()}"

    def encode(self, pictures: Sequence[Image]) -> NDArray[np.float32]:
        batches = [self._batch(pictures[at : at + BATCH]) for at in range(0, len(pictures), BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dimensions), np.float32)

    def _batch(self, pictures: Sequence[Image]) -> NDArray[np.float32]:
        pixels = self._processor(images=[picture.convert("RGB") for picture in pictures], return_tensors="pt")
        with self._torch.inference_mode():
            features = self._model.get_image_features(**pixels)
        # transformers 5 returns an output object, 4 returned the tensor itself.
        return unit(getattr(features, "pooler_output", features).float().numpy())

    def _fingerprint(self) -> str:
        """Of the configuration and one small layer: other weights under the same folder name are another version."""
        config = json.dumps(self._model.config.to_dict(), sort_keys=True, default=str)
        layer = self._model.vision_model.embeddings.patch_embedding.weight.detach().float().numpy()
        return hashlib.sha256(config.encode() + layer.tobytes()).hexdigest()[:8]


def _packages() -> tuple[Any, Any, Any]:
    try:
        import torch
        from transformers import AutoImageProcessor, AutoModel
    except ImportError as error:
        raise EncoderError(f"{INSTALL} ({error})") from error
    return torch, AutoModel, AutoImageProcessor


def _grey() -> Image:
    from PIL.Image import new

    return new("RGB", (64, 64), "grey")
