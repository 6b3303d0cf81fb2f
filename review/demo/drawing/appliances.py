"""Kettles and headphones: sold by model number."""

from __future__ import annotations

from random import Random

from review.demo.chance import dice_for

from .canvas import Canvas, Colour, Shade, ink_on, lit_from_above, rounded_body, tone
from .look import Look

STEEL: Colour = (188, 192, 198)
BLACK: Colour = (34, 35, 38)
PEARL: Colour = (244, 248, 250)


def kettle(look: Look, dice: Random) -> Canvas:
    sheet = Canvas()
    neck, belly = dice.randint(150, 190), dice.randint(220, 262)
    sheet.arc((560, 270, 900, 800), 262, 98, 54, BLACK)
    sheet.rounded((610, 262, 760, 322), 26, BLACK)
    sheet.polygon([(500 - neck, 300), (500 - neck - 118, 262), (500 - belly + 20, 470)], tone(look.colour, 0.9))
    sheet.blob(
        [
            (500 - neck, 262),
            (500, 246),
            (500 + neck, 262),
            (500 + belly, 560),
            (500 + belly - 12, 800),
            (500, 822),
            (500 - belly + 12, 800),
            (500 - belly, 560),
        ],
        rounded_body(look.colour),
    )
    _lid(sheet, look, dice, neck)
    _belt(sheet, look, dice, belly)
    sheet.rounded((500 - belly - 6, 800, 500 + belly + 6, 850), 20, BLACK)
    sheet.rounded((500 - belly - 40, 852, 500 + belly + 40, 896), 20, tone(BLACK, 1.2))
    sheet.text((500, 640), look.brand, 64, ink_on(look.colour), widest=300)
    sheet.text((500, 706), look.model, 40, ink_on(look.colour), widest=280)
    return sheet


def _lid(sheet: Canvas, look: Look, dice: Random, neck: int) -> None:
    sheet.rounded((500 - neck, 226, 500 + neck, 276), 24, tone(look.colour, 0.7))
    if dice.random() < 0.5:
        sheet.ellipse((460, 172, 540, 240), BLACK)
    else:
        sheet.rounded((430, 192, 570, 232), 16, STEEL)


def _belt(sheet: Canvas, look: Look, dice: Random, belly: int) -> None:
    """A water gauge, steel belts or a dial: the model's face."""
    face = dice.choice(("gauge", "belts", "dial", "window"))
    if face == "gauge":
        sheet.rounded((500 - belly + 60, 420, 500 - belly + 96, 740), 14, (206, 226, 238))
        for y in range(460, 720, 50):
            sheet.line([(500 - belly + 60, y), (500 - belly + 96, y)], 4, BLACK)
    elif face == "belts":
        for y in (350, 390, 770):
            sheet.rounded((500 - belly + 26, y, 500 + belly - 26, y + 18), 6, STEEL)
    elif face == "dial":
        sheet.ellipse((420, 400, 580, 560), STEEL)
        sheet.ellipse((440, 420, 560, 540), (246, 246, 242))
        sheet.line([(500, 480), (500 + dice.randint(-40, 40), 440)], 8, (200, 40, 40))
    else:
        sheet.rounded((410, 390, 590, 540), 30, Shade(((190, 216, 232), (120, 164, 196)), down=True))
        sheet.ellipse((470, 440, 500, 470), PEARL)


def headphones(look: Look, dice: Random) -> Canvas:
    sheet = Canvas()
    band = dice.randint(34, 64)
    sheet.arc((190, 120, 810, 900), 186, 354, band + 22, tone(look.colour, 0.6))
    sheet.arc((200, 132, 800, 890), 190, 350, band, look.colour)
    for side in (-1, 1):
        _cup(sheet, look, side, dice_for(look.model))
    sheet.text((500, 168 + band / 2), look.brand, 34, ink_on(look.colour), widest=220)
    return sheet


def _cup(sheet: Canvas, look: Look, side: int, dice: Random) -> None:
    x, tall = 500 + side * 292, dice.randint(150, 200)
    inner = x - side * 58
    sheet.rounded((x - 16, 380, x + 16, 480), 10, STEEL)
    sheet.rounded((inner - 46, 566 - tall + 20, inner + 46, 566 + tall - 20), 44, BLACK)
    sheet.rounded((x - 62, 566 - tall, x + 62, 566 + tall), 56, lit_from_above(look.colour))
    if dice.random() < 0.5:
        sheet.ellipse((x - 40, 520, x + 40, 612), look.accent)
        sheet.ellipse((x - 22, 540, x + 22, 592), tone(look.accent, 0.6))
    else:
        for y in range(500, 640, 28):
            sheet.rounded((x - 42, y, x + 42, y + 12), 6, look.accent)
