"""A transparent sheet of 1000 x 1000 on which a product is drawn, and the few shapes that it takes.

Nothing here is smoothed: a photograph shows the sheet at about half its size, and that does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

SIDE = 1000
Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shade:
    """A run of colours, left to right or (`down`) top to bottom, blended into each other."""

    colours: tuple[Colour, ...]
    down: bool = False

    def image(self, size: tuple[int, int]) -> Image.Image:
        strip = Image.new("RGB", (1, len(self.colours)) if self.down else (len(self.colours), 1))
        strip.putdata(self.colours)
        return strip.resize(size, Image.Resampling.BICUBIC)


Fill = Colour | Shade


def tone(colour: Colour, factor: float) -> Colour:
    """Darker below 1; above 1 nearer to white, 2 being white itself."""
    if factor <= 1:
        red, green, blue = (round(part * factor) for part in colour)
    else:
        red, green, blue = (round(part + (255 - part) * (factor - 1)) for part in colour)
    return red, green, blue


def ink_on(ground: Colour) -> Colour:
    """Black or white, whichever can be read on the ground."""
    red, green, blue = ground
    return (250, 250, 250) if 0.3 * red + 0.6 * green + 0.1 * blue < 150 else (34, 35, 38)


def rounded_body(colour: Colour) -> Shade:
    """Light from the left, as on a barrel."""
    return Shade(tuple(tone(colour, factor) for factor in (0.72, 1.12, 1.22, 1.0, 0.85, 0.62)))


def lit_from_above(colour: Colour) -> Shade:
    return Shade(tuple(tone(colour, factor) for factor in (1.22, 1.08, 1.0, 0.84, 0.68)), down=True)


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def smooth(points: Sequence[Point], *, steps: int = 10, closed: bool = True) -> list[Point]:
    """A curve through the points (Catmull and Rom's spline)."""
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for p, q, r, s in zip(around, around[1:], around[2:], around[3:], strict=False):
        curve += [_between(p, q, r, s, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(p: Point, q: Point, r: Point, s: Point, t: float) -> Point:
    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return axis(p[0], q[0], r[0], s[0]), axis(p[1], q[1], r[1], s[1])


class Canvas:
    def __init__(self) -> None:
        self.image = Image.new("RGBA", (SIDE, SIDE))
        self._draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], fill: Fill) -> None:
        corners = list(points)
        self._paint(_bounds(corners), fill, lambda draw, ink: draw.polygon(corners, fill=ink))

    def blob(self, points: Sequence[Point], fill: Fill) -> None:
        """A closed shape with a smooth outline through the points."""
        self.polygon(smooth(points), fill)

    def rounded(self, box: Box, radius: float, fill: Fill) -> None:
        self._paint(box, fill, lambda draw, ink: draw.rounded_rectangle(box, radius, fill=ink))

    def ellipse(self, box: Box, fill: Fill) -> None:
        self._paint(box, fill, lambda draw, ink: draw.ellipse(box, fill=ink))

    def line(self, points: Sequence[Point], width: int, colour: Colour, *, bent: bool = False) -> None:
        self._draw.line(smooth(points, closed=False) if bent else list(points), colour, width, "curve")

    def arc(self, box: Box, start: float, end: float, width: int, colour: Colour) -> None:
        self._draw.arc(box, start, end, fill=colour, width=width)

    def text(self, centre: Point, words: str, size: int, colour: Colour, *, widest: float = SIDE) -> None:
        """Words around a point, made smaller where they would be wider than `widest`."""
        fits = min(size, int(size * widest / max(1.0, font(size).getlength(words))))
        self._draw.text(centre, words, fill=colour, font=font(max(12, fits)), anchor="mm")

    def _paint(self, box: Box, fill: Fill, shape: Callable[[ImageDraw.ImageDraw, int | Colour], None]) -> None:
        if not isinstance(fill, Shade):
            shape(self._draw, fill)
            return
        mask = Image.new("L", self.image.size)
        shape(ImageDraw.Draw(mask), 255)
        left, top, right, bottom = (round(edge) for edge in box)
        area = (max(0, left), max(0, top), min(SIDE, right + 1), min(SIDE, bottom + 1))
        size = (area[2] - area[0], area[3] - area[1])
        self.image.paste(fill.image(size), area, mask.crop(area))


def _bounds(points: Sequence[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)
