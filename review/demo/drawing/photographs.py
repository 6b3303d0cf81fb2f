"""A drawn product in front of a camera: other ground, place, light, watermark and JPEG each time."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from review.demo.chance import dice_for

from .canvas import Colour, Shade, font

PIXELS = 560
GROUNDS = ("studio", "grey", "wood", "room", "paper", "cloth")
WATERMARKS = ("", "", "", "BEST SHOP", "outlet24", "HOME & GO")
PAPERS: tuple[Colour, ...] = ((246, 222, 214), (214, 230, 238), (228, 236, 214), (244, 236, 206))


@dataclass(frozen=True)
class Shot:
    """`scale` and `shift` are parts of the picture, `turn` degrees, `light` and `warmth` 1 for neutral."""

    ground: str = "studio"
    hue: int = 0
    scale: float = 0.9
    turn: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    light: float = 1.0
    warmth: float = 1.0
    watermark: str = ""
    quality: int = 88
    pixels: int = PIXELS

    def recompressed(self, dice: Random) -> Shot:
        """The same photograph, as another seller saved it from a page."""
        return replace(self, quality=dice.randint(42, 60), pixels=round(self.pixels * dice.uniform(0.7, 0.9)))


def studio(dice: Random) -> Shot:
    """The maker's own picture: plain ground, straight."""
    return Shot(ground=dice.choice(("studio", "studio", "grey")), scale=dice.uniform(0.84, 0.96))


def seller(dice: Random) -> Shot:
    """A seller's picture of the same thing."""
    return Shot(
        ground=dice.choice(GROUNDS),
        hue=dice.randrange(len(PAPERS)),
        scale=dice.uniform(0.7, 1.04),
        turn=dice.uniform(-9, 9),
        shift=(dice.uniform(-0.06, 0.06), dice.uniform(-0.04, 0.04)),
        light=dice.uniform(0.86, 1.12),
        warmth=dice.uniform(0.94, 1.06),
        watermark=dice.choice(WATERMARKS),
        quality=dice.randint(62, 90),
    )


def take(product: Image.Image, shot: Shot) -> bytes:
    """A JPEG of `shot.pixels` squared. Same product, same shot, same bytes."""
    frame = _ground(shot.ground, shot.hue).copy()
    side = round(PIXELS * shot.scale)
    thing = product.resize((side, side), Image.Resampling.LANCZOS)
    if shot.turn:
        thing = thing.rotate(shot.turn, Image.Resampling.BICUBIC)
    left, top = (round((PIXELS - side) / 2 + PIXELS * part) for part in shot.shift)
    frame.paste((40, 40, 44), (left + 6, top + 10), _shadow(thing))
    frame.paste(thing, (left, top), thing)
    frame = _lit(frame, shot)
    _sign(frame, shot.watermark)
    if shot.pixels != PIXELS:
        frame = frame.resize((shot.pixels, shot.pixels), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    frame.save(out, "JPEG", quality=shot.quality)
    return out.getvalue()


def _shadow(thing: Image.Image) -> Image.Image:
    small = thing.getchannel("A").reduce(4).filter(ImageFilter.GaussianBlur(4))
    return small.point([value * 2 // 5 for value in range(256)]).resize(thing.size)


def _lit(frame: Image.Image, shot: Shot) -> Image.Image:
    frame = ImageEnhance.Brightness(frame).enhance(shot.light)
    if shot.warmth == 1:
        return frame
    red, green, blue = frame.split()
    warm = [min(255, round(value * shot.warmth)) for value in range(256)]
    cold = [min(255, round(value / shot.warmth)) for value in range(256)]
    return Image.merge("RGB", (red.point(warm), green, blue.point(cold)))


def _sign(frame: Image.Image, words: str) -> None:
    if words:
        ImageDraw.Draw(frame, "RGBA").text((PIXELS - 16, PIXELS - 14), words, (90, 90, 96, 150), font(30), anchor="rd")


@cache
def _ground(name: str, hue: int) -> Image.Image:
    size = (PIXELS, PIXELS)
    match name:
        case "studio":
            return Image.new("RGB", size, "white")
        case "grey":
            return Shade(((240, 241, 243), (226, 228, 231), (198, 201, 206)), down=True).image(size)
        case "paper":
            return Image.new("RGB", size, PAPERS[hue])
        case "wood":
            return _wood(dice_for(f"wood {hue}"))
        case "cloth":
            return _cloth(dice_for(f"cloth {hue}"))
        case _:
            return _room(dice_for(f"room {hue}"))


def _wood(dice: Random) -> Image.Image:
    board = Shade(((206, 164, 116), (190, 146, 98), (176, 132, 88)), down=True).image((PIXELS, PIXELS))
    draw = ImageDraw.Draw(board)
    for top in range(0, PIXELS, 94):
        draw.line([(0, top), (PIXELS, top)], (128, 92, 58), 3)
        for _ in range(7):
            y, x = top + dice.randint(8, 88), dice.randint(0, PIXELS)
            draw.line([(x, y), (x + dice.randint(80, 320), y + dice.randint(-3, 3))], (172, 128, 84), 2)
    return board


def _room(dice: Random) -> Image.Image:
    wall = dice.choice(((226, 222, 214), (208, 216, 222), (222, 212, 204), (212, 220, 210)))
    room = Image.new("RGB", (PIXELS, PIXELS), wall)
    draw = ImageDraw.Draw(room)
    floor = round(PIXELS * 0.76)
    draw.rectangle((0, floor, PIXELS, PIXELS), (164, 138, 112))
    draw.rectangle((0, floor - 14, PIXELS, floor), (244, 243, 240))
    x = dice.randint(20, PIXELS - 150)
    draw.rectangle((x, 40, x + 120, 130), (250, 250, 248), (120, 110, 100), 5)
    return room.filter(ImageFilter.GaussianBlur(2.4))


def _cloth(dice: Random) -> Image.Image:
    base = dice.choice(((196, 204, 214), (214, 200, 190), (202, 210, 196), (208, 200, 214)))
    cloth = Image.new("RGB", (PIXELS, PIXELS), base)
    draw = ImageDraw.Draw(cloth)
    for number in range(0, 2 * PIXELS, 26):
        shade: Colour = (base[0] - 10, base[1] - 10, base[2] - 10)
        draw.line([(number, 0), (number - PIXELS, PIXELS)], shade, 5)
    return cloth.filter(ImageFilter.GaussianBlur(1.2))
