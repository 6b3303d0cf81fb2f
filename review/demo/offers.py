"""A product as one shop sells it: its words, its pictures, where it filed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from . import words
from .chance import dice_for
from .drawing import photographs
from .drawing.photographs import Shot
from .products import Product
from .wording import Manner

CATEGORIES: dict[str, tuple[str, ...]] = {
    "suitcase": ("箱包", "行李箱"),
    "backpack": ("箱包", "背包"),
    "sneaker": ("Shoes", "Sneakers"),
    "boot": ("Shoes", "Boots"),
    "lenses": ("Contact lenses",),
    "coffee": ("Grocery", "Coffee"),
    "tea": ("Grocery", "Tea"),
    "kettle": ("Appliances", "Kettles"),  # these two have no rule of their own
    "headphones": ("Appliances", "Headphones"),
}
SELLERS = {
    "en": ("Globetrotter", "Corner Shop", "Best Deal", "Parcel & Co"),
    "zh": ("旅行家", "优选小店", "海淘之家", "东方百货"),
    "ru": ("Мир покупок", "Лавка", "Быстрый заказ", "Удобный дом"),
}
# 952 is the prefix that GS1 keeps for examples.
GTIN_PREFIX = "952"


@dataclass(frozen=True)
class Offer:
    """`colours` are the variants shown, the first one on the main picture; one colour: no variants."""

    product: Product
    manner: Manner
    shot: Shot
    colours: tuple[str, ...]
    category: tuple[str, ...]
    seller: str
    gtin: str = ""
    mpn: str = ""
    detail: bool = False
    note: str = ""

    def in_words(self, dice: Random, *, language: str = "", title: int | None = None) -> Offer:
        """The same offer by another seller, in another language or another order of words."""
        spoken = language or self.manner.language
        said = self.manner.title if title is None else title
        manner = replace(self.manner, language=spoken, title=said, markup=dice.uniform(0.9, 1.1))
        others = [seller for seller in SELLERS[spoken] if seller != self.seller]
        return replace(self, manner=manner, seller=dice.choice(others), note="")

    def photographed(self, shot: Shot) -> Offer:
        return replace(self, shot=shot)


def first(product: Product, dice: Random) -> Offer:
    """The offer that every product has; two in five show several colours where there are some."""
    language = dice.choices(words.LANGUAGES, (4, 3, 3))[0]
    several = len(product.colours) > 2 and dice.random() < 0.4
    return Offer(
        product=product,
        manner=Manner(language, dice.randrange(2), local_price=dice.random() < 0.2, description=dice.random() < 0.8),
        shot=photographs.studio(dice) if dice.random() < 0.6 else photographs.seller(dice),
        colours=product.colours if several else product.colours[:1],
        category=CATEGORIES[product.kind],
        seller=dice.choice(SELLERS[language]),
        gtin=gtin(product) if dice.random() < 0.3 else "",
        mpn=product.mpn if dice.random() < 0.4 else "",
        detail=dice.random() < 0.3,
    )


def gtin(product: Product) -> str:
    """A GTIN-13 with a valid check digit, the same for the same product."""
    body = f"{GTIN_PREFIX}{dice_for(repr(product.required)).randrange(10**9):09}"
    odd, even = (sum(int(digit) for digit in body[start::2]) for start in (0, 1))
    return f"{body}{(10 - (odd + 3 * even) % 10) % 10}"
