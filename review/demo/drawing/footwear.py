"""Sneakers and boots, seen from the side, toe to the right."""

from __future__ import annotations

from random import Random

from .canvas import Canvas, Colour, Point, ink_on, lit_from_above, tone
from .look import Look

LACE: Colour = (245, 245, 242)


def sneaker(look: Look, dice: Random) -> Canvas:
    sheet = Canvas()
    dark = tone(look.colour, 0.66)
    sheet.blob([(172, 430), (230, 372), (330, 396), (352, 470), (250, 520), (170, 500)], tone(look.colour, 0.4))
    sheet.blob(
        [
            (120, 700),
            (132, 560),
            (150, 410),
            (215, 388),
            (300, 452),
            (400, 432),
            (520, 470),
            (640, 560),
            (790, 606),
            (884, 656),
            (905, 730),
            (500, 760),
            (130, 750),
        ],
        lit_from_above(look.colour),
    )
    sheet.blob([(740, 600), (830, 622), (893, 668), (908, 730), (760, 742), (722, 670)], tone(look.colour, 0.82))
    sheet.blob([(118, 720), (128, 580), (168, 560), (222, 640), (236, 738)], look.accent)
    _side_mark(sheet, look, dice)
    _laces(sheet, dark)
    _sole(sheet, look, dice)
    sheet.text((196, 470), look.brand, 30, ink_on(look.colour), widest=90)
    return sheet


def _laces(sheet: Canvas, dark: Colour) -> None:
    sheet.line([(420, 446), (532, 492), (640, 576)], 36, dark, bent=True)
    for number in range(5):
        x, y = 428 + 50 * number, 424 + 34 * number
        sheet.line([(x, y), (x + 52, y + 40)], 13, LACE)
        sheet.line([(x + 48, y - 2), (x - 2, y + 52)], 13, LACE)


def _side_mark(sheet: Canvas, look: Look, dice: Random) -> None:
    """What the brand sews on the side; it belongs to the model."""
    mark = dice.choice(("stripes", "wave", "dots", "panel", "bolt"))
    if mark == "stripes":
        for number in range(dice.randint(2, 4)):
            x = 330 + 62 * number
            sheet.polygon(
                [(x, 716), (x + 30, 716), (x + 104, 520 + 14 * number), (x + 74, 512 + 14 * number)], look.accent
            )
    elif mark == "wave":
        sheet.line([(240, 640), (340, 690), (450, 620), (560, 690), (690, 650)], 28, look.accent, bent=True)
    elif mark == "dots":
        for number in range(dice.randint(4, 7)):
            x = 290 + 62 * number
            sheet.ellipse((x, 620 + 6 * number, x + 38, 658 + 6 * number), look.accent)
    elif mark == "panel":
        sheet.blob([(300, 720), (340, 560), (520, 520), (600, 620), (650, 720)], look.accent)
        sheet.line([(320, 690), (380, 590), (520, 560)], 6, tone(look.accent, 0.6), bent=True)
    else:
        sheet.polygon([(300, 650), (470, 560), (430, 640), (640, 600), (440, 730), (470, 664)], look.accent)


def _sole(sheet: Canvas, look: Look, dice: Random) -> None:
    thick = dice.randint(64, 96)
    base = 748 + thick
    sheet.blob(
        [
            (104, 726),
            (300, 742),
            (520, 752),
            (740, 742),
            (916, 716),
            (934, 770),
            (900, base),
            (500, base + 8),
            (130, base),
            (98, 790),
        ],
        lit_from_above((238, 238, 234)),
    )
    sheet.line([(118, base - 28), (500, base - 18), (906, base - 30)], 12, look.accent, bent=True)
    for x in range(150, 890, 52):
        sheet.polygon([(x, base - 4), (x + 30, base - 4), (x + 24, base + 14), (x + 6, base + 14)], (70, 70, 74))


def boot(look: Look, dice: Random) -> Canvas:
    sheet = Canvas()
    dark = tone(look.colour, 0.6)
    top = dice.randint(130, 240)
    sheet.ellipse((212, top - 34, 510, top + 50), dark)
    sheet.blob(_boot_outline(top), lit_from_above(look.colour))
    sheet.blob([(700, 640), (800, 660), (872, 716), (880, 790), (690, 796), (668, 700)], tone(look.colour, 0.8))
    sheet.line([(236, top + 70), (360, top + 88), (494, top + 66)], 10, dark, bent=True)
    sheet.line([(226, 700), (330, 660), (420, 720), (440, 796)], 8, dark, bent=True)
    _closing(sheet, look, dice, top)
    _heel(sheet, dice)
    sheet.text((340, top + 130), look.brand, 38, ink_on(look.colour), widest=190)
    return sheet


def _boot_outline(top: float) -> list[Point]:
    shaft: list[Point] = [(214, top), (360, top + 22), (508, top - 4), (514, 400), (540, 540)]
    foot: list[Point] = [(660, 622), (800, 656), (880, 730), (880, 800), (500, 806), (224, 800), (214, 640), (226, 400)]
    return shaft + foot


def _closing(sheet: Canvas, look: Look, dice: Random, top: float) -> None:
    """Laces, a zip, a strap or an elastic side."""
    closing = dice.choice(("laces", "zip", "strap", "elastic"))
    if closing == "laces":
        for number in range(6):
            y = top + 190 + (560 - top) * number / 7
            sheet.line([(440, y), (532 + 8 * number, y + 26)], 14, look.accent)
            sheet.ellipse((424, y - 12, 446, y + 10), (200, 180, 120))
    elif closing == "zip":
        sheet.line([(330, top + 190), (336, 500), (360, 700)], 14, (190, 190, 194), bent=True)
        sheet.rounded((318, top + 180, 350, top + 250), 8, look.accent)
    elif closing == "strap":
        sheet.line([(220, 560), (360, 590), (550, 560)], 44, tone(look.colour, 0.5), bent=True)
        sheet.rounded((400, 548, 476, 626), 10, (204, 186, 130))
        sheet.rounded((420, 568, 456, 606), 6, tone(look.colour, 0.5))
    else:
        sheet.blob([(300, top + 190), (420, top + 190), (404, 560), (360, 650), (318, 560)], look.accent)
        for x in range(322, 412, 16):
            sheet.line([(x, top + 210), (360 + (x - 360) * 0.6, 590)], 4, tone(look.accent, 0.6))


def _heel(sheet: Canvas, dice: Random) -> None:
    sole: Colour = dice.choice([(60, 46, 36), (34, 34, 36), (150, 112, 70)])
    sheet.polygon([(206, 796), (890, 796), (896, 836), (420, 850), (410, 900), (212, 900)], sole)
    if dice.random() < 0.6:
        for x in range(430, 880, 48):
            sheet.polygon([(x, 834), (x + 34, 834), (x + 28, 872), (x + 6, 872)], sole)
