"""What every picture encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image


class EncoderError(Exception):
    """The encoder cannot work here; the message says what to install or to set."""


class PictureEncoder(Protocol):
    """Pictures in, unit vectors out; vectors of two encoders, or of two names, never mix.

    `name` changes whenever the vectors would: it is stored with them. `gate` is the inner product
    from which two pictures are near enough to make their listings candidates.
    """

    name: str
    dimensions: int
    gate: float

    def encode(self, pictures: Sequence[Image]) -> NDArray[np.float32]:
        """(n, dimensions), each row of length 1. Raises EncoderError."""
        ...


def unit(rows: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Each row at length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    made: NDArray[np.float32] = (rows / np.maximum(length, 1e-12)).astype(np.float32)
    return made
