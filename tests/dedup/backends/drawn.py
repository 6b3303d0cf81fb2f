"""Product pictures drawn with a seed, and what sellers do to them."""

from __future__ import annotations

import io
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

SIDE = 600
Rgb = tuple[int, int, int]
WHITE, BEIGE, YELLOW = (255, 255, 255), (225, 205, 180), (230, 200, 60)
RED, BLUE, BLACK, GREY = (190, 30, 40), (40, 60, 190), (25, 25, 28), (75, 75, 80)


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def bag(seed: int, colour: Rgb = RED, *, trim: Rgb | None = YELLOW, paper: Rgb = WHITE) -> Image.Image:
    """A bag with pockets, stitches and a handle; `trim` is a thin stripe across it."""
    dice = Random(seed)  # noqa: S311
    image = Image.new("RGB", (SIDE, SIDE), paper)
    draw = ImageDraw.Draw(image)
    dark, light = (tuple(min(255, int(c * f) + d) for c in colour) for f, d in ((0.6, 0), (1.1, 25)))
    draw.arc([220, 60, 380, 260], 180, 360, fill=dark, width=14)
    draw.rounded_rectangle([110, 150, 490, 540], 36, fill=colour)
    draw.rectangle([110, 300, 490, 312], fill=trim or colour)
    for _ in range(14):
        x, y, side = dice.randint(130, 400), dice.randint(170, 480), dice.randint(20, 70)
        draw.rounded_rectangle([x, y, x + side, y + side * 0.7], 6, fill=dice.choice([dark, light]), outline=dark)
    for x in range(130, 470, 14):
        draw.line([x, 520, x + 7, 520], fill=light, width=2)
    return image


def pack(seed: int, weight: str = "250 g") -> Image.Image:
    """A printed coffee pack; only the small print says the weight."""
    dice = Random(seed)  # noqa: S311
    image = Image.new("RGB", (SIDE, SIDE), (250, 250, 250))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle([150, 40, 450, 570], 18, fill=tuple(dice.randint(30, 170) for _ in range(3)))
    draw.ellipse([210, 110, 390, 290], fill=tuple(dice.randint(30, 255) for _ in range(3)))
    for _ in range(10):
        x, y, side = dice.randint(170, 400), dice.randint(60, 330), dice.randint(6, 36)
        draw.rectangle([x, y, x + side, y + side], fill=tuple(dice.randint(0, 255) for _ in range(3)))
    draw.text((175, 350), f"ARABICA {seed + 11}", fill="white", font=ImageFont.load_default(44))
    draw.text((330, 520), weight, fill="white", font=ImageFont.load_default(32))
    return image


def labelled(seed: int, words: str) -> Image.Image:
    """A pack of its own design for every seed, with these words across it."""
    image = pack(seed)
    draw = ImageDraw.Draw(image)
    draw.rectangle([150, 400, 450, 480], fill="white")
    draw.text((160, 405), words, fill="black", font=ImageFont.load_default(44 if len(words) < 10 else 32))
    return image


def cropped(image: Image.Image, share: float = 0.8) -> Image.Image:
    edge = int(SIDE * (1 - share) / 2)
    return image.crop((edge, edge, SIDE - edge, SIDE - edge))


def padded(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", (SIDE + 160, SIDE + 60), "white")
    paper.paste(image, (110, 20))
    return paper


def turned(image: Image.Image, degrees: float = 4) -> Image.Image:
    return image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")


def lit(image: Image.Image, *, brightness: float = 1, red: float = 1, blue: float = 1) -> Image.Image:
    bright = np.asarray(ImageEnhance.Brightness(image).enhance(brightness)).astype(float)
    return Image.fromarray(np.clip(bright * [red, 1, blue], 0, 255).astype(np.uint8))


def stickered(image: Image.Image) -> Image.Image:
    image = image.copy()
    draw = ImageDraw.Draw(image)
    draw.ellipse([400, 380, 580, 560], fill=(250, 220, 0))
    draw.text((425, 440), "-50%", fill="black", font=ImageFont.load_default(52))
    return image


def small(image: Image.Image, *, badge: bool = False) -> Image.Image:
    """A small picture of it on a large sheet, with a shop's plain badge beside it or without."""
    sheet = Image.new("RGB", (SIDE, SIDE), "white")
    sheet.paste(image.resize((300, 300)), (280, 280))
    if badge:
        ImageDraw.Draw(sheet).ellipse([10, 10, 270, 270], fill=(210, 0, 0))
    return sheet


def leaning(image: Image.Image) -> Image.Image:
    """Seen from the side: a strong perspective."""
    return image.transform(
        (SIDE, SIDE), Image.Transform.PERSPECTIVE, (1.5, 0.35, -150, 0.1, 1.5, -120, 0.0002, 0.0012), fillcolor="white"
    )
