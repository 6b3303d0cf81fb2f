"""Units as sellers write them, in three languages. Pint knows what each is worth; the spellings are ours.

A shop's 寸 is the inch; the Chinese one only where 市寸 is written. An `oz` is taken as weight, and as
fluid ounce where it stands against a volume (see quantity).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

# What a listing sells or holds, and what else a number may be of.
Kind = Literal["length", "mass", "volume", "memory", "charge", "energy", "power"]
Measure = (
    Kind
    | Literal["time", "frequency", "voltage", "current", "resistance", "pressure", "temperature"]
    | Literal["bit rate", "byte rate", "speed", "flow", "area"]
)

BASES: dict[Measure, str] = {
    "length": "centimeter",
    "mass": "gram",
    "volume": "milliliter",
    "memory": "megabyte",
    "charge": "milliampere_hour",
    "energy": "watt_hour",
    "power": "watt",
    "time": "second",
    "frequency": "hertz",
    "voltage": "volt",
    "current": "milliampere",
    "resistance": "ohm",
    "pressure": "kilopascal",
    "temperature": "degree_Celsius",
    "bit rate": "megabit / second",
    "byte rate": "megabyte / second",
    "speed": "kilometer / hour",
    "flow": "liter / minute",
    "area": "meter ** 2",
}


@dataclass(frozen=True)
class Unit:
    """`pint` is an expression that Pint reads, or several, parted by "|", for what one unit may be worth.

    `*` at the end of a spelling stands for any ending, `_` for a blank.
    """

    symbol: str
    kind: Measure
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
    Unit("MB", "memory", "megabyte | mebibyte", "mb мб мегабайт* 兆"),
    Unit("GB", "memory", "gigabyte | gibibyte", "gb гб гигабайт*"),
    Unit("TB", "memory", "terabyte | tebibyte", "tb тб терабайт*"),
    Unit("mAh", "charge", "milliampere_hour", "mah ma·h ma/h мач ма·ч ма*ч ма/ч 毫安时 毫安"),
    Unit("Ah", "charge", "ampere_hour", "ah ач а·ч 安时"),
    Unit("Wh", "energy", "watt_hour", "wh w·h втч вт·ч 瓦时"),
    Unit("kWh", "energy", "kilowatt_hour", "kwh kw·h квтч квт·ч 千瓦时"),
    Unit("W", "power", "watt", "w watt watts вт ватт* 瓦 瓦特"),
    Unit("kW", "power", "kilowatt", "kw kilowatt* квт киловатт* 千瓦"),
)
# Of a number that stands alone. In a title "5V", "12 months" or "30 km" is no amount that is sold.
RATINGS = (
    Unit("km", "length", "kilometer", "km kilometer* kilometre* км километр* 公里 千米"),
    Unit("mi", "length", "mile", "mile miles миля мили миль 英里"),
    Unit("KB", "memory", "kilobyte | kibibyte", "kb кб килобайт*"),
    Unit("mW", "power", "milliwatt", "mw мвт милливатт* 毫瓦"),
    Unit("hp", "power", "metric_horsepower", "hp ps л.с. л.с л._с. лошадин* 马力"),
    Unit("J", "energy", "joule", "j joule* дж джоул* 焦耳"),
    Unit("kJ", "energy", "kilojoule", "kj kilojoule* кдж килоджоул* 千焦 千焦耳"),
    Unit("kcal", "energy", "kilocalorie", "kcal ккал килокалор* 千卡 大卡"),
    Unit("ms", "time", "millisecond", "ms msec millisecond* мс миллисекунд* 毫秒"),
    Unit("s", "time", "second", "s sec secs second* с сек секунд* 秒 秒钟"),
    Unit("min", "time", "minute", "min mins minute* мин минут* 分钟 分鐘"),
    Unit("h", "time", "hour", "h hr hrs hour* ч час* 小时 小時 个小时 個小時"),
    Unit("d", "time", "day", "day days день дня дней дн сут сутки суток 天 日"),
    Unit("wk", "time", "week", "week* wk wks нед недел* 周 週 星期 个星期"),
    # A month has 30 or 31 days, or a twelfth of a year; a year 52 weeks, or 360, 365 or 366 days.
    Unit("mo", "time", "month | 30 day | 31 day", "month* mo mos mth mths мес месяц* 个月 個月 月"),
    Unit("yr", "time", "year | 52 week | 360 day | 365 day | 366 day", "year* yr yrs год года годов лет 年"),
    Unit("Hz", "frequency", "hertz", "hz hertz гц герц* 赫兹 赫"),
    Unit("kHz", "frequency", "kilohertz", "khz kilohertz кгц килогерц* 千赫 千赫兹"),
    Unit("MHz", "frequency", "megahertz", "mhz megahertz мгц мегагерц* 兆赫 兆赫兹"),
    Unit("GHz", "frequency", "gigahertz", "ghz gigahertz ггц гигагерц* 吉赫 吉赫兹 千兆赫 千兆赫兹"),
    Unit("mV", "voltage", "millivolt", "mv millivolt* мв милливольт* 毫伏"),
    Unit("V", "voltage", "volt", "v volt volts в вольт* 伏 伏特"),
    Unit("kV", "voltage", "kilovolt", "kv kilovolt* кв киловольт* 千伏"),
    Unit("mA", "current", "milliampere", "ma milliamp* ма миллиампер*"),
    Unit("A", "current", "ampere", "a amp* а ампер* 安 安培"),
    Unit("Ω", "resistance", "ohm", "ω ohm ohms ом ома омов 欧 欧姆"),
    Unit("kΩ", "resistance", "kiloohm", "kω kohm* kiloohm* ком килоом* 千欧"),
    Unit("Pa", "pressure", "pascal", "pa pascal* па паскал* 帕 帕斯卡"),
    Unit("kPa", "pressure", "kilopascal", "kpa kilopascal* кпа килопаскал* 千帕"),
    Unit("MPa", "pressure", "megapascal", "mpa megapascal* мпа мегапаскал* 兆帕"),
    Unit("mbar", "pressure", "millibar", "mbar millibar* мбар миллибар* 毫巴"),
    Unit("bar", "pressure", "bar", "bar bars бар бара баров 巴"),
    Unit("psi", "pressure", "psi", "psi"),
    Unit("atm", "pressure", "atmosphere", "atm атм атмосфер*"),
    Unit(
        "°C", "temperature", "degree_Celsius", "°c °_c °с °_с degrees_c degrees_celsius celsius градусов_цельсия 摄氏度"
    ),
    Unit("°F", "temperature", "degree_Fahrenheit", "°f °_f degrees_f degrees_fahrenheit fahrenheit 华氏度"),
    Unit("kbit/s", "bit rate", "kilobit / second", "kbps kbit/s кбит/с kbit"),
    Unit("Mbit/s", "bit rate", "megabit / second", "mbps mbit/s mbits/s мбит/с мбит/сек мбит mbit 兆比特/秒"),
    Unit("Gbit/s", "bit rate", "gigabit / second", "gbps gbit/s gbits/s гбит/с гбит/сек гбит gbit"),
    # Of bytes by the letter of it, but sellers write Mb/s and MB/s alike: against bits nobody can tell.
    Unit("KB/s", "byte rate", "kilobyte / second", "kb/s кб/с кб/сек"),
    Unit("MB/s", "byte rate", "megabyte / second", "mb/s мб/с мб/сек"),
    Unit("GB/s", "byte rate", "gigabyte / second", "gb/s гб/с гб/сек"),
    Unit("m/s", "speed", "meter / second", "m/s м/с м/сек 米/秒"),
    Unit("km/h", "speed", "kilometer / hour", "km/h kmh kph км/ч км/час 公里/小时 千米/小时"),
    Unit("mph", "speed", "mile / hour", "mph миль/ч 英里/小时"),
    Unit("l/min", "flow", "liter / minute", "l/min lpm л/мин 升/分钟 升/分"),
    Unit("l/h", "flow", "liter / hour", "l/h lph л/ч л/час 升/小时"),
    Unit("m³/h", "flow", "meter ** 3 / hour", "m3/h м3/ч м3/час 立方米/小时"),
    Unit("cm²", "area", "centimeter ** 2", "cm2 sq_cm sq.cm см2 кв.см кв._см кв_см 平方厘米"),
    Unit("m²", "area", "meter ** 2", "m2 sqm sq_m sq.m sq._m м2 кв.м кв._м кв_м 平方米 平米 平方"),
    Unit("ft²", "area", "foot ** 2", "ft2 sqft sq_ft sq.ft sq._ft square_feet 平方英尺"),
)
BY_SYMBOL = {unit.symbol: unit for unit in (*UNITS, *RATINGS)}


def pattern(*kinds: Measure, ratings: bool = False) -> str:
    """A regular expression for any spelling of `UNITS` of these kinds (of all without kinds); or of `RATINGS` too."""
    units = (*UNITS, *RATINGS) if ratings else UNITS
    words = {w for unit in units if not kinds or unit.kind in kinds for w in unit.spellings.split()}
    return "(?:" + "|".join(map(_bounded, sorted(words, key=len, reverse=True))) + ")"


@cache
def unit_of(spelled: str) -> Unit:
    """The unit of a text that `pattern` matched."""
    exact, stems = _spellings()
    word = spelled.lower()
    return exact.get(word) or next(unit for stem, unit in stems if word.startswith(stem))


def factor(symbol: str) -> float:
    """How many units of `BASES` one of these is: 2.54 for "in". The first call loads Pint (0.3 s)."""
    return worths(symbol)[0]


@cache
def worths(symbol: str) -> tuple[float, ...]:
    """`factor`, and whatever else sellers mean by the unit: 1 GB is 1000 MB on a label and 1024 in a computer."""
    unit = BY_SYMBOL[symbol]
    return tuple(_in_base(1, pint, unit) - _in_base(0, pint, unit) for pint in unit.pint.split("|"))


@cache
def zero(symbol: str) -> float:
    """Where the scale begins, in units of `BASES`: 0, but -17.8 for "°F"."""
    unit = BY_SYMBOL[symbol]
    return _in_base(0, unit.pint.partition("|")[0], unit)


def _in_base(amount: float, pint: str, unit: Unit) -> float:
    one = _registry()(pint)
    return float(_registry().Quantity(amount * one.magnitude, one.units).to(BASES[unit.kind]).magnitude)


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


@cache
def _spellings() -> tuple[dict[str, Unit], list[tuple[str, Unit]]]:
    words = [(word.replace("_", " "), unit) for unit in (*UNITS, *RATINGS) for word in unit.spellings.split()]
    stems = [(word[:-1], unit) for word, unit in words if word.endswith("*")]
    exact = {word: unit for word, unit in words if not word.endswith("*")}
    return exact, sorted(stems, key=lambda pair: -len(pair[0]))


def _bounded(spelling: str) -> str:
    """Letters end where no letter follows; Chinese and marks end anywhere."""
    stem = re.escape(spelling.rstrip("*").replace("_", " "))
    if spelling.endswith("*"):
        return stem + "[a-zа-яё]{0,8}(?![a-zа-яё])"
    return stem + "(?![a-zа-яё])" if re.match("[a-zа-яё]", spelling[-1]) else stem
