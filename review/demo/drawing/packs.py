"""Boxes of lenses, bags of coffee, boxes and tins of tea: what is printed on them tells them apart."""

from __future__ import annotations

import math
from random import Random

from .canvas import Canvas, Colour, Shade, ink_on, lit_from_above, rounded_body, tone
from .look import Look

INK: Colour = (38, 38, 44)
PAPER: Colour = (250, 249, 245)


def lenses(look: Look, dice: Random) -> Canvas:
    """A flat box with an eye; words: power, count."""
    sheet = Canvas()
    power, count = look.words
    sheet.polygon([(120, 300), (190, 230), (930, 230), (870, 300)], tone(look.colour, 1.35))
    sheet.polygon([(870, 300), (930, 230), (930, 720), (870, 800)], tone(look.colour, 0.6))
    sheet.rounded((120, 300, 870, 800), 8, Shade((PAPER, (236, 240, 246)), down=True))
    sheet.polygon([(120, 300), (520, 300), (400, 800), (120, 800)], lit_from_above(look.colour))
    _eye(sheet, look, dice)
    sheet.text((640, 370), look.brand, 74, INK, widest=380)
    sheet.text((660, 446), look.model, 46, tone(look.colour, 0.7), widest=340)
    sheet.rounded((560, 520, 830, 620), 14, INK)
    sheet.text((695, 568), f"PWR {power}", 54, PAPER, widest=250)
    sheet.text((690, 690), f"{count} lenses", 50, INK, widest=320)
    return sheet


def _eye(sheet: Canvas, look: Look, dice: Random) -> None:
    x, y, wide = 290, 550, dice.randint(118, 150)
    sheet.blob([(x - wide, y), (x, y - 84), (x + wide, y), (x, y + 84)], PAPER)
    sheet.ellipse((x - 66, y - 66, x + 66, y + 66), look.accent)
    for number in range(dice.randint(8, 16)):
        angle = number * math.tau / 12
        sheet.line([(x, y), (x + 64 * math.cos(angle), y + 64 * math.sin(angle))], 4, tone(look.accent, 0.7))
    sheet.ellipse((x - 30, y - 30, x + 30, y + 30), INK)
    sheet.ellipse((x + 6, y - 26, x + 26, y - 6), PAPER)


def coffee(look: Look, dice: Random) -> Canvas:
    """A stand-up bag with a folded top; words: flavour, weight, count ("" for a single one)."""
    sheet = Canvas()
    flavour, weight, count = look.words
    sheet.polygon([(268, 120), (732, 120), (742, 200), (258, 200)], tone(look.colour, 0.7))
    sheet.rounded((250, 176, 750, 196), 6, (214, 190, 120))
    sheet.blob(
        [
            (258, 200),
            (500, 194),
            (742, 200),
            (772, 520),
            (776, 880),
            (742, 920),
            (500, 930),
            (258, 920),
            (224, 880),
            (228, 520),
        ],
        rounded_body(look.colour),
    )
    sheet.rounded((292, 300, 708, 838), 24, PAPER)
    sheet.text((500, 366), look.brand, 72, INK, widest=370)
    sheet.text((500, 432), look.model, 40, (120, 84, 50), widest=350)
    _beans(sheet, dice)
    _flavour_band(sheet, look, flavour, 662)
    sheet.text((500, 790), f"{weight}  {count}".strip(), 48, INK, widest=370)
    return sheet


def _flavour_band(sheet: Canvas, look: Look, flavour: str, top: float) -> None:
    sheet.rounded((292, top, 708, top + 84), 0, look.accent)
    sheet.text((500, top + 40), flavour.upper(), 54, ink_on(look.accent), widest=380)


def _beans(sheet: Canvas, dice: Random) -> None:
    """A picture of beans whose arrangement belongs to the model."""
    for _ in range(dice.randint(3, 6)):
        x, y, size = dice.randint(360, 640), dice.randint(500, 606), dice.randint(30, 48)
        brown = tone((122, 78, 44), dice.uniform(0.7, 1.15))
        sheet.ellipse((x - size, y - size * 0.7, x + size, y + size * 0.7), brown)
        sheet.line([(x - size * 0.8, y), (x, y - 9), (x + size * 0.8, y + 4)], 6, tone(brown, 0.5), bent=True)


def tea(look: Look, dice: Random) -> Canvas:
    """A box or a tin; words as for coffee."""
    sheet = Canvas()
    flavour, weight, count = look.words
    if dice.random() < 0.5:
        _tin(sheet, look)
    else:
        sheet.polygon([(262, 250), (340, 180), (810, 180), (738, 250)], tone(look.colour, 1.4))
        sheet.polygon([(738, 250), (810, 180), (810, 850), (738, 920)], tone(look.colour, 0.55))
        sheet.polygon([(262, 250), (738, 250), (738, 920), (262, 920)], lit_from_above(look.colour))
    sheet.ellipse((308, 300, 692, 640), PAPER)
    sheet.text((500, 384), look.brand, 64, INK, widest=300)
    sheet.text((500, 444), look.model, 40, tone(look.colour, 0.6), widest=310)
    _leaves(sheet, dice)
    _flavour_band(sheet, look, flavour, 690)
    sheet.text((500, 846), f"{weight}  {count}".strip(), 46, ink_on(tone(look.colour, 0.8)), widest=380)
    return sheet


def _tin(sheet: Canvas, look: Look) -> None:
    sheet.ellipse((262, 860, 738, 950), tone(look.colour, 0.5))
    sheet.polygon([(262, 220), (738, 220), (738, 905), (262, 905)], rounded_body(look.colour))
    sheet.rounded((250, 160, 750, 262), 20, rounded_body((190, 176, 140)))
    sheet.ellipse((262, 138, 738, 200), (214, 202, 168))


def _leaves(sheet: Canvas, dice: Random) -> None:
    for number in range(dice.randint(3, 6)):
        x, y = 390 + number * 44, 560 + dice.randint(-22, 22)
        lean = dice.randint(-26, 26)
        green = tone((84, 140, 70), dice.uniform(0.7, 1.2))
        sheet.blob([(x, y - 58), (x + 24, y), (x + lean, y + 50), (x - 24, y)], green)
        sheet.line([(x, y - 44), (x + lean / 2, y + 40)], 4, tone(green, 0.6))
