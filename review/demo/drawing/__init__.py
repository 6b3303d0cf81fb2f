"""Pictures of products, drawn: the sample catalogue needs no photograph of anybody's."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PIL import Image

from review.demo.chance import dice_for

from . import appliances, footwear, luggage, packs
from .canvas import Canvas
from .look import Look

DRAWERS: dict[str, Callable[[Look, Random], Canvas]] = {
    "suitcase": luggage.suitcase,
    "backpack": luggage.backpack,
    "sneaker": footwear.sneaker,
    "boot": footwear.boot,
    "lenses": packs.lenses,
    "coffee": packs.coffee,
    "tea": packs.tea,
    "kettle": appliances.kettle,
    "headphones": appliances.headphones,
}

__all__ = ["DRAWERS", "Look", "draw"]


def draw(kind: str, look: Look) -> Image.Image:
    """The product on a transparent sheet of 1000 x 1000. Same look, same picture."""
    return DRAWERS[kind](look, dice_for(f"{kind} {look.brand} {look.model}")).image
