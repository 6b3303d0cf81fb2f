"""Units as sellers write them, in three languages. Pint knows what each is worth; the spellings are ours.

A shop's 寸 is the inch; the Chinese one only where 市寸 is written. An `oz` is taken as weight, and as
fluid ounce where it stands against a volume (see quantity).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

Kind = Literal["length", "mass", "volume", "memory", "charge", "energy", "power"]

BASES: dict[Kind, str] = {
    "length": "centimeter",
    "mass": "gram",
    "volume": "milliliter",
    "memory": "megabyte",
    "charge": "milliampere_hour",
    "energy": "watt_hour",
    "power": "watt",
}


@dataclass(frozen=True)
class Unit:
    """`pint` is an expression that Pint reads; `*` at the end of a spelling stands for any ending."""

    symbol: str
    kind: Kind
    pint: str
    spellings: str


UNITS = (
    Unit("mm", "length", "millimeter", "mm millimeter* millimetre* мм миллиметр* 毫米 公厘"),
    Unit("cm", "length", "centimeter", "cm cms centimeter* centimetre* см сантиметр* 厘米 公分 釐米"),
    Unit("dm", "length", "decimeter", "dm дм дециметр* 分米"),
    Unit("m", "length", "meter", "m meter meters metre metres mtr м метр* 米 公尺"),
    Unit("in", "length", "inch", "in inch inches inch. in. \" '' ′′ ” “ дюйм* 英寸 英吋 吋 寸"),
    Unit("市寸", "length", "3.3333333 centimeter", "市寸"),
    Unit("ft", "length", "foot", "ft foot feet фут* 英尺"),
    Unit("yd", "length", "yard", "yd yard* ярд*"),
    Unit("mg", "mass", "milligram", "mg milligram* мг миллиграмм* 毫克"),
    Unit("mcg", "mass", "microgram", "mcg µg μg ug мкг микрограмм* 微克"),
    Unit("g", "mass", "gram", "g gr gm gms gram grams gramme* г гр грамм* 克 公克"),
    Unit("kg", "mass", "kilogram", "kg kgs kilo kilos kilogram* кг кило килограмм* 公斤 千克"),
    Unit("oz", "mass", "ounce", "oz oz. ounce ounces унци* унция 盎司"),
    Unit("lb", "mass", "pound", "lb lbs lb. lbs. pound pounds фунт* 磅"),
    Unit("t", "mass", "metric_ton", "тонн* 吨"),
    Unit("斤", "mass", "500 gram", "斤 市斤"),
    Unit("两", "mass", "50 gram", "市两 两"),
    Unit("ml", "volume", "milliliter", "ml milliliter* millilitre* cc мл миллилитр* 毫升"),
    Unit("cl", "volume", "centiliter", "cl centiliter* centilitre* сл сантилитр*"),
    Unit("dl", "volume", "deciliter", "dl дл"),
    Unit("l", "volume", "liter", "l ltr lt liter liters litre litres л литр* 升 公升"),
    Unit("fl oz", "volume", "fluid_ounce", "fl.oz fl.oz. fl_oz fl._oz fl._oz. floz fluid_ounce fluid_ounces 液体盎司"),
    Unit("gal", "volume", "gallon", "gal gallon gallons галлон* 加仑"),
    Unit("MB", "memory", "megabyte", "mb мб мегабайт* 兆"),
    Unit("GB", "memory", "gigabyte", "gb гб гигабайт*"),
    Unit("TB", "memory", "terabyte", "tb тб терабайт*"),
    Unit("mAh", "charge", "milliampere_hour", "mah ma·h мач ма·ч ма*ч 毫安时 毫安"),
    Unit("Ah", "charge", "ampere_hour", "ah ач а·ч 安时"),
    Unit("Wh", "energy", "watt_hour", "wh w·h втч вт·ч 瓦时"),
    Unit("kWh", "energy", "kilowatt_hour", "kwh kw·h квтч квт·ч 千瓦时"),
    Unit("W", "power", "watt", "w watt watts вт ватт* 瓦 瓦特"),
    Unit("kW", "power", "kilowatt", "kw kilowatt* квт киловатт* 千瓦"),
)
BY_SYMBOL = {unit.symbol: unit for unit in UNITS}


def pattern(*kinds: Kind) -> str:
    """A regular expression for any spelling of the units of these kinds (of all without kinds)."""
    words = {w for unit in UNITS if not kinds or unit.kind in kinds for w in unit.spellings.split()}
    return "(?:" + "|".join(map(_bounded, sorted(words, key=len, reverse=True))) + ")"


@cache
def unit_of(spelled: str) -> Unit:
    """The unit of a text that `pattern` matched."""
    exact, stems = _spellings()
    word = spelled.lower()
    return exact.get(word) or next(unit for stem, unit in stems if word.startswith(stem))


@cache
def factor(symbol: str) -> float:
    """How many units of `BASES` one of these is: 2.54 for "in". The first call loads Pint (0.3 s)."""
    unit = BY_SYMBOL[symbol]
    return float(_registry()(unit.pint).to(BASES[unit.kind]).magnitude)


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


@cache
def _spellings() -> tuple[dict[str, Unit], list[tuple[str, Unit]]]:
    words = [(word.replace("_", " "), unit) for unit in UNITS for word in unit.spellings.split()]
    stems = [(word[:-1], unit) for word, unit in words if word.endswith("*")]
    exact = {word: unit for word, unit in words if not word.endswith("*")}
    return exact, sorted(stems, key=lambda pair: -len(pair[0]))


def _bounded(spelling: str) -> str:
    """Letters end where no letter follows; Chinese and marks end anywhere."""
    stem = re.escape(spelling.rstrip("*").replace("_", " "))
    if spelling.endswith("*"):
        return stem + "[a-zа-яё]{0,8}(?![a-zа-яё])"
    return stem + "(?![a-zа-яё])" if re.match("[a-zа-яё]", spelling[-1]) else stem
