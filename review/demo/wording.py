"""One product in the words, units and price notation of one seller."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from . import words
from .chance import dice_for
from .products import Product

GRAMS_PER_OUNCE = 28.3495
CM_PER_INCH = 2.54


@dataclass(frozen=True)
class Manner:
    """`order` puts height, width and depth in another order; `typo` is the seed of a slip of the keyboard."""

    language: str
    title: int = 0
    imperial: bool = False
    order: tuple[int, int, int] = (0, 1, 2)
    local_price: bool = False
    markup: float = 1.0
    typo: int | None = None
    attributes: bool = True
    description: bool = True


def text(product: Product, manner: Manner, colours: tuple[str, ...]) -> dict[str, object]:
    """Title, brand, attributes, description, price and currency as the seller typed them.

    A listing of several colours does not name one of them: its variants do.
    """
    said = phrases(product, manner)
    title = words.TITLES[product.kind][manner.language][manner.title].format(**said)
    title = title[0].upper() + title[1:]
    currency = words.CURRENCIES[manner.language]
    row: dict[str, object] = {
        "title": title if manner.typo is None else _slip(title, product, dice_for(f"typo {manner.typo}")),
        "brand": product.brand,
        "price": _price(product.price * manner.markup * words.RATES[currency], manner),
        "currency": currency,
    }
    if manner.attributes:
        form = words.ATTRIBUTES[product.kind][manner.language]
        row["attributes"] = {
            name: value.format(**said) for name, value in form if len(colours) == 1 or value != "{colour}"
        }
    if manner.description:
        row["description"] = words.DESCRIPTIONS[product.kind][manner.language].format(**said)
    return row


def name(word: str, language: str) -> str:
    return words.NAMES[word][words.LANGUAGES.index(language)]


def colour_attribute(language: str) -> str:
    return {"en": "color", "zh": "颜色", "ru": "цвет"}[language]


def phrases(product: Product, manner: Manner) -> dict[str, str]:
    language = manner.language
    named = {field: getattr(product, field) for field in ("gender", "flavour", "material")}
    named = {field: name(word, language) if word in words.NAMES else word for field, word in named.items()}
    return {
        "brand": product.brand,
        "model": product.model,
        "raw_material": product.material,
        "colour": name(product.colours[0], language),
        "gender_many": {"men": "мужские", "women": "женские"}.get(product.gender, ""),
        "size": size(product, manner),
        "weight": weight(product.grams, manner),
        "volume": _volume(product.millilitres, language),
        "packs": packs(product.packs, language),
        "lenses": str(product.lenses),
        "power": power(product.power, language),
        "taste": named["flavour"].removesuffix("味") + "味",  # the Chinese way to say it
        **named,
    }


def size(product: Product, manner: Manner) -> str:
    """`55 x 40 x 20 cm`, `55×40×20厘米`, `21.7 x 15.7 x 7.9 in`: as people of the language write it."""
    if product.size is None:
        return ""
    sides = [product.size[place] for place in manner.order]
    if manner.imperial:
        numbers = [f"{side / CM_PER_INCH:.1f}" for side in sides]
        unit = {"en": " in", "zh": "英寸", "ru": " дюйма"}[manner.language]
    else:
        numbers = [f"{side:g}" for side in sides]
        unit = {"en": " cm", "zh": "厘米", "ru": " см"}[manner.language]
    between = {"en": " x ", "zh": "×", "ru": "х"}[manner.language]
    return _numbers(between.join(numbers) + unit, manner.language)


def weight(grams: int, manner: Manner) -> str:
    if manner.imperial:
        unit = {"en": " oz", "zh": "盎司", "ru": " унций"}[manner.language]
        return _numbers(f"{grams / GRAMS_PER_OUNCE:.1f}{unit}", manner.language)
    if grams >= 1000:
        return (
            _numbers(f"{grams / 1000:g}", manner.language) + {"en": " kg", "zh": "千克", "ru": " кг"}[manner.language]
        )
    return f"{grams}" + {"en": " g", "zh": "克", "ru": " г"}[manner.language]


def packs(count: int, language: str) -> str:
    if count == 1:
        return ""
    return {"en": f", pack of {count}", "zh": f" {count}袋装", "ru": f", {count} упаковки"}[language]


def power(dioptres: float, language: str) -> str:
    return _numbers(f"{dioptres:+.2f}", language)


def _volume(millilitres: int, language: str) -> str:
    litres = _numbers(f"{millilitres / 1000:.1f}", language)
    return litres + {"en": " L", "zh": "升", "ru": " л"}[language]


def _numbers(written: str, language: str) -> str:
    return written.replace(".", ",") if language == "ru" else written


def _price(amount: float, manner: Manner) -> str:
    """`1234.50`, or as the shops of the language print it."""
    if not manner.local_price:
        return f"{amount:.2f}"
    grouped = f"{amount:,.2f}"
    european = grouped.replace(",", " ").replace(".", ",")
    return {"en": f"${grouped} (USD)", "zh": f"¥{grouped}元", "ru": f"{european} ₽"}[manner.language]


def _slip(title: str, product: Product, dice: Random) -> str:
    """Two neighbouring letters of one word changed places; never in the brand, a colour or a number."""
    kept = {product.brand, product.model, *(name(product.colours[0], language) for language in words.LANGUAGES)}
    found = [word for word in re.finditer(r"[^\W\d_]{5,}", title) if word.group() not in kept]
    word = dice.choice(found)
    at = dice.choice([at for at in range(word.start() + 1, word.end() - 1) if title[at] != title[at + 1]])
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :]
