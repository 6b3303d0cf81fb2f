"""What turns words and pictures into tensors, without what only videos and sounds need.

`AutoProcessor` builds a class of every part that it knows. For Qwen-VL, SmolVLM and others one of them is a video
processor, and that wants torchvision. Here the parts for words and pictures are made, the others are None.
Pictures are always read by the PIL form, so that a machine with torchvision gives the same answers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import transformers
from transformers.models.auto.processing_auto import PROCESSOR_MAPPING

# Classes that refuse to start without a package for videos, and the one that does the same with pictures.
FOR_PICTURES = {"SmolVLMProcessor": "Idefics3Processor"}
NAMED_IN = ("processor_config.json", "preprocessor_config.json", "tokenizer_config.json")


def tokenizer_of(folder: Path) -> Any:
    """Pads on the left: what is generated continues the right end."""
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, padding_side="left")
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def processor_of(folder: Path, config: Any, tokenizer: Any) -> Any:
    """Raises ValueError where the checkpoint names no processor that these packages know."""
    kind = _class_of(folder, config)
    pictures = transformers.AutoImageProcessor.from_pretrained(folder, local_files_only=True, backend="pil")
    parts = {"image_processor": pictures, "tokenizer": tokenizer}
    options, _ = kind.get_processor_dict(folder, local_files_only=True)
    return kind.from_args_and_dict([parts.get(name) for name in kind.get_attributes()], options)


def _class_of(folder: Path, config: Any) -> Any:
    """The class for words and pictures, in a form that does not insist on its other parts."""
    for name in (*_named(folder), getattr(PROCESSOR_MAPPING.get(type(config), None), "__name__", "")):
        found = getattr(transformers, FOR_PICTURES.get(name, name), None) if name else None
        if found is not None:
            return type(found.__name__, (found,), {"check_argument_for_proper_class": _any_class})
    raise ValueError("it names no processor that this version of transformers knows")


def _named(folder: Path) -> list[str]:
    files = (folder / name for name in NAMED_IN)
    named = (json.loads(file.read_text(encoding="utf-8")).get("processor_class") for file in files if file.is_file())
    return [str(name) for name in named if name]


def _any_class(processor: Any, name: str, part: Any) -> type:
    """In place of a check that refuses None, and a tokenizer that was made before."""
    return type(part)
