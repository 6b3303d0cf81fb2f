"""What is planted in the sample catalogue: duplicates of every kind, and near-misses that are none.

A duplicate is the same product once more; a near-miss is another product that differs in a field
which the rule of its category requires, so that the machine must never call it a match.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from random import Random

from . import words
from .drawing import photographs
from .offers import CATEGORIES, Offer, gtin
from .products import PALETTE, Product

Twins = tuple[Offer, Offer]
MADE_OF = {  # the kinds of product that a kind of duplicate makes sense for; not named: all
    "other_unit": ("suitcase", "backpack", "coffee", "tea"),
    "reordered_dimensions": ("suitcase", "backpack"),
    "variant_overlap": ("suitcase", "backpack", "headphones"),
    "same_part_number": ("suitcase", "backpack", "sneaker", "boot", "kettle", "headphones"),
    "other_category": ("suitcase", "backpack", "sneaker", "boot", "coffee", "tea", "kettle", "headphones"),
    "typos": ("suitcase", "backpack", "sneaker", "boot", "kettle", "headphones"),
}
MISFILED = {
    "suitcase": "backpack",
    "backpack": "suitcase",
    "sneaker": "boot",
    "boot": "sneaker",
    "coffee": "tea",
    "tea": "coffee",
    "kettle": "coffee",
    "headphones": "kettle",
}


def _unmarked(base: Offer) -> Offer:
    """Without identifiers, so that the pair has to be found by what its kind says."""
    return replace(base, gtin="", mpn="")


def same_photo_other_title(base: Offer, dice: Random) -> Twins:
    base = _unmarked(base)
    return base, base.in_words(dice, title=1 - base.manner.title).photographed(base.shot.recompressed(dice))


def other_photo_same_text(base: Offer, dice: Random) -> Twins:
    base = _unmarked(base)
    return base, base.in_words(dice).photographed(photographs.seller(dice))


def translated_title(base: Offer, dice: Random) -> Twins:
    base = _unmarked(base)
    language = dice.choice([other for other in words.LANGUAGES if other != base.manner.language])
    return base, base.in_words(dice, language=language).photographed(base.shot.recompressed(dice))


def same_gtin(base: Offer, dice: Random) -> Twins:
    base = replace(base, gtin=gtin(base.product), mpn="")
    language = dice.choice(words.LANGUAGES)
    return base, base.in_words(dice, language=language, title=1 - base.manner.title).photographed(
        photographs.seller(dice)
    )


def same_part_number(base: Offer, dice: Random) -> Twins:
    """The number is spelt with other hyphens and capitals, as sellers do."""
    base = replace(base, gtin="", mpn=base.product.mpn)
    other = base.in_words(dice, title=1 - base.manner.title).photographed(photographs.seller(dice))
    return base, replace(other, mpn=base.mpn.lower().replace("-", " "))


def other_unit(base: Offer, dice: Random) -> Twins:
    base = _unmarked(base)
    other = base.in_words(dice).photographed(photographs.seller(dice))
    return base, replace(other, manner=replace(other.manner, imperial=True))


def reordered_dimensions(base: Offer, dice: Random) -> Twins:
    base = _unmarked(base)
    other = base.in_words(dice, title=1 - base.manner.title).photographed(photographs.seller(dice))
    return base, replace(other, manner=replace(other.manner, order=(2, 0, 1)))


def variant_overlap(base: Offer, dice: Random) -> Twins:
    """The main pictures show different colours; one colour is among the variants of both."""
    one, two, three = base.product.colours
    base = replace(_unmarked(base), colours=(one, two))
    return base, replace(base.in_words(dice), colours=(three, two), shot=photographs.seller(dice))


def other_category(base: Offer, dice: Random) -> Twins:
    base = _unmarked(base)
    other = base.in_words(dice, title=1 - base.manner.title).photographed(base.shot.recompressed(dice))
    return base, replace(other, category=CATEGORIES[MISFILED[base.product.kind]])


def price_notation(base: Offer, dice: Random) -> Twins:
    base = replace(_unmarked(base), manner=replace(base.manner, local_price=False))
    other = base.in_words(dice).photographed(photographs.seller(dice))
    return base, replace(other, manner=replace(other.manner, local_price=True, attributes=False))


def typos(base: Offer, dice: Random) -> Twins:
    """Chinese is not typed letter by letter, so this one is in English or Russian."""
    language = base.manner.language if base.manner.language != "zh" else "en"
    base = _unmarked(base.in_words(dice, language=language))
    other = base.in_words(dice).photographed(photographs.seller(dice))
    return base, replace(other, manner=replace(other.manner, typo=dice.randrange(1000)))


DUPLICATES: dict[str, Callable[[Offer, Random], Twins]] = {
    "variant_overlap": variant_overlap,
    "reordered_dimensions": reordered_dimensions,
    "other_unit": other_unit,
    "same_part_number": same_part_number,
    "typos": typos,
    "other_category": other_category,
    "same_photo_other_title": same_photo_other_title,
    "other_photo_same_text": other_photo_same_text,
    "translated_title": translated_title,
    "same_gtin": same_gtin,
    "price_notation": price_notation,
}


def other_size(product: Product, dice: Random) -> Product:
    factor = dice.choice((0.84, 0.88, 1.12, 1.18))
    across, wide, deep = (round(side * factor) for side in product.size or (40, 30, 15))
    return replace(product, size=(across, wide, deep), mpn="")


def other_material(product: Product, dice: Random) -> Product:
    hard, soft = ("PC", "ABS", "PP", "铝合金"), ("尼龙", "涤纶", "帆布", "牛皮")
    choices = hard if product.kind == "suitcase" else soft
    return replace(product, material=dice.choice(choices), mpn="")


def other_colour(product: Product, dice: Random) -> Product:
    return replace(product, colours=(dice.choice(list(PALETTE)),), mpn="")


def other_gender(product: Product, dice: Random) -> Product:
    return replace(product, gender="women" if product.gender == "men" else "men", mpn="")


def other_dioptre(product: Product, dice: Random) -> Product:
    return replace(product, power=product.power + dice.choice((-0.5, -0.25, 0.25, 0.5)))


def other_sign(product: Product, dice: Random) -> Product:
    """+2.25 and -2.25: one character apart."""
    return replace(product, power=-product.power)


def other_lens_count(product: Product, dice: Random) -> Product:
    lenses = dice.choice((3, 6, 30, 90))
    return replace(product, lenses=lenses, price=product.price * lenses / product.lenses)


def other_flavour(product: Product, dice: Random) -> Product:
    coffee = ("classic", "hazelnut", "vanilla", "caramel", "chocolate")
    tea = ("jasmine", "bergamot", "lemon", "mint", "ginger", "peach", "raspberry")
    return replace(product, flavour=dice.choice(coffee if product.kind == "coffee" else tea))


def other_weight(product: Product, dice: Random) -> Product:
    grams = dice.choice((100, 200, 250, 400, 500, 1000))
    return replace(product, grams=grams, price=product.price * grams / product.grams)


def other_pack_count(product: Product, dice: Random) -> Product:
    packs = dice.choice((1, 2, 3, 4, 6))
    return replace(product, packs=packs, price=product.price * packs / product.packs)


def other_model_number(product: Product, dice: Random) -> Product:
    """The last digit of the number is another one: the next model of the same make."""
    at = max(place for place, sign in enumerate(product.model) if sign.isdigit())
    model = product.model[:at] + dice.choice("0123456789") + product.model[at + 1 :]
    return replace(product, model=model, mpn=model)


# kind -> (how the product changes, the kinds of product it makes sense for)
NEAR_MISSES: dict[str, tuple[Callable[[Product, Random], Product], tuple[str, ...]]] = {
    "other_size": (other_size, ("suitcase", "backpack")),
    "other_material": (other_material, ("suitcase", "backpack")),
    "other_colour": (other_colour, ("sneaker", "boot")),
    "other_gender": (other_gender, ("sneaker", "boot")),
    "other_dioptre": (other_dioptre, ("lenses",)),
    "other_sign": (other_sign, ("lenses",)),
    "other_lens_count": (other_lens_count, ("lenses",)),
    "other_flavour": (other_flavour, ("coffee", "tea")),
    "other_weight": (other_weight, ("coffee", "tea")),
    "other_pack_count": (other_pack_count, ("coffee", "tea")),
    "other_model_number": (other_model_number, ("kettle", "headphones")),
}


def near_miss(kind: str, base: Offer, dice: Random, taken: Collection[tuple[object, ...]]) -> Offer | None:
    """Another product, offered like `base`, often with the very photograph; None where all are taken."""
    change, _ = NEAR_MISSES[kind]
    for _ in range(20):
        product = change(base.product, dice)
        if product.required not in taken:
            shot = base.shot.recompressed(dice) if dice.random() < 0.5 else photographs.seller(dice)
            colours = product.colours[:1] if kind == "other_colour" else base.colours
            return replace(base.in_words(dice), product=product, colours=colours, shot=shot, gtin="", mpn="")
    return None
