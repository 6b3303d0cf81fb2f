"""Encoders turn pictures into vectors; `settings.ENCODERS` names them by dotted path."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from .base import EncoderError, PictureEncoder
from .builtin import BuiltinEncoder
from .siglip import SiglipEncoder

__all__ = ["BuiltinEncoder", "EncoderError", "PictureEncoder", "SiglipEncoder", "load"]


def load(name: str = "") -> PictureEncoder:
    """The encoder of this name, by default the one in settings. Raises EncoderError."""
    encoder: PictureEncoder = import_string(settings.ENCODERS[name or settings.ENCODER])()
    return encoder
