"""What a drawer needs to know of a product: nothing but what a camera would see."""

from __future__ import annotations

from dataclasses import dataclass

from .canvas import Colour


@dataclass(frozen=True)
class Look:
    """`words` stand on the pack, Latin only, so that no font of the system is needed."""

    model: str
    brand: str
    colour: Colour
    accent: Colour
    words: tuple[str, ...] = ()
    size: float = 0.5
