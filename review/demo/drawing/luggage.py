"""Suitcases and backpacks. `dice` belongs to the model: the same model is always drawn the same."""

from __future__ import annotations

from random import Random

from .canvas import Canvas, Colour, ink_on, lit_from_above, rounded_body, tone
from .look import Look

METAL: Colour = (168, 172, 178)
RUBBER: Colour = (38, 38, 42)


def suitcase(look: Look, dice: Random) -> Canvas:
    """A hard shell on four wheels; `look.size` 0..1 makes it taller."""
    sheet = Canvas()
    top = 330 - 110 * look.size
    left, right = 250 - 20 * look.size, 750 + 20 * look.size
    _pull_handle(sheet, top)
    for x in (left + 60, right - 60):
        sheet.rounded((x - 34, 868, x + 34, 940), 26, RUBBER)
        sheet.ellipse((x - 14, 892, x + 14, 920), METAL)
    sheet.rounded((left, top, right, 888), 62, rounded_body(look.colour))
    _shell(sheet, look, dice, (left, top, right))
    _badge(sheet, look, (500, top + 92))
    for x in (left + 16, right - 16):
        sheet.rounded((x - 14, 560, x + 14, 640), 10, METAL)
    return sheet


def _pull_handle(sheet: Canvas, top: float) -> None:
    for x in (404, 578):
        sheet.rounded((x, 70, x + 18, top + 20), 6, METAL)
    sheet.rounded((380, 48, 620, 96), 22, RUBBER)
    sheet.rounded((420, top - 26, 580, top + 30), 20, RUBBER)


def _shell(sheet: Canvas, look: Look, dice: Random, edges: tuple[float, float, float]) -> None:
    """The pressed pattern that tells one model from another."""
    left, top, right = edges
    dark, light = tone(look.colour, 0.62), tone(look.colour, 1.3)
    pattern = dice.choice(("upright", "level", "diamond", "slant"))
    count = dice.randint(5, 9)
    for number in range(1, count):
        if pattern == "upright":
            x = left + (right - left) * number / count
            _groove(sheet, [(x, top + 165), (x, 850)], dark, light)
        elif pattern == "level":
            y = top + 165 + (685 - top) * number / count
            _groove(sheet, [(left + 24, y), (right - 24, y)], dark, light)
        elif pattern == "slant":
            x = left + (right - left) * number / count
            _groove(sheet, [(x - 40, top + 165), (x + 20, 850)], dark, light)
        else:
            half = (right - left) * number / count / 2
            middle = (top + 165 + 850) / 2
            tall = (685 - top) * number / count / 2
            _groove(sheet, [(500 - half, middle), (500, middle - tall), (500 + half, middle)], dark, light)
            _groove(sheet, [(500 - half, middle), (500, middle + tall), (500 + half, middle)], dark, light)


def _groove(sheet: Canvas, points: list[tuple[float, float]], dark: Colour, light: Colour) -> None:
    sheet.line([(x + 6, y + 5) for x, y in points], 6, light)
    sheet.line(points, 8, dark)


def _badge(sheet: Canvas, look: Look, centre: tuple[float, float]) -> None:
    x, y = centre
    sheet.rounded((x - 130, y - 34, x + 130, y + 34), 16, METAL)
    sheet.text((x, y - 2), look.brand.upper(), 42, (40, 42, 46), widest=236)


def backpack(look: Look, dice: Random) -> Canvas:
    sheet = Canvas()
    dark = tone(look.colour, 0.6)
    top = 210 - 50 * look.size
    sheet.arc((420, top - 120, 580, top + 70), 180, 360, 30, dark)
    for side in (-1, 1):
        x = 500 + side * 285
        sheet.rounded((x - 62, 560, x + 62, 860), 50, lit_from_above(tone(look.colour, 0.8)))
    sheet.blob(
        [
            (500, top),
            (690, top + 50),
            (768, 420),
            (778, 800),
            (730, 905),
            (500, 925),
            (270, 905),
            (222, 800),
            (232, 420),
            (310, top + 50),
        ],
        rounded_body(look.colour),
    )
    sheet.line([(262, 470), (300, 310), (500, 252), (700, 310), (738, 470)], 12, dark, bent=True)
    _pocket(sheet, look, dice)
    sheet.rounded((400, 350, 600, 420), 12, look.accent)
    sheet.text((500, 384), look.brand, 46, ink_on(look.accent), widest=184)
    return sheet


def _pocket(sheet: Canvas, look: Look, dice: Random) -> None:
    """The front pocket: its height, flap and straps belong to the model."""
    dark, high = tone(look.colour, 0.55), dice.randint(480, 590)
    sheet.rounded((300, high, 700, 880), 50, lit_from_above(tone(look.colour, 0.92)))
    style = dice.choice(("flap", "zip", "straps", "mesh"))
    if style == "flap":
        sheet.blob([(292, high - 8), (500, high - 26), (708, high - 8), (690, high + 130), (310, high + 130)], dark)
        sheet.rounded((470, high + 96, 530, high + 166), 8, METAL)
    elif style == "zip":
        sheet.line([(320, high + 60), (500, high + 40), (680, high + 60)], 12, dark, bent=True)
        sheet.rounded((640, high + 54, 664, high + 116), 8, look.accent)
    elif style == "straps":
        for x in (390, 610):
            sheet.rounded((x - 22, high - 60, x + 22, 890), 8, look.accent)
            sheet.rounded((x - 32, high + 100, x + 32, high + 150), 8, METAL)
    else:
        for x in range(320, 700, 30):
            sheet.line([(x, high + 20), (x - 10, 866)], 4, dark)
            sheet.line([(x - 10, high + 20), (x, 866)], 4, dark)
