"""Prices as shops type them: an amount and a currency out of one text.

Which mark is the decimal one is read from the text alone:

- two kinds of marks: the last one is decimal (`1.234,50`, `1,409.99`);
- one kind, several times: thousands (`1.234.567`), unless the last group is shorter (`15.991.67`);
- one mark before exactly three digits: thousands (`12.900` is twelve thousand nine hundred), because
  hardly any price has three decimals. Not so after a lone zero (`0.900`) or more than three digits
  (`1234.567`), nor for the currencies that do have three decimals, such as the Kuwaiti dinar;
- one mark otherwise: decimal (`134,00`, `9,5`).

Signs that several currencies share are read as the commonest (`$` US dollar, `¥` yuan, `R` rand);
a currency named in words or in its own column comes first. `kr` alone names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from . import cleaning

CODES = (  # ISO 4217
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL "
)
ISO = frozenset(CODES.split())
THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
NAMES = {
    # Signs and names of one currency, or nearly so.
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "us$": "USD", "usd$": "USD", "a$": "AUD", "au$": "AUD",
    "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN",
    "lei": "RON", "leu": "RON", "лв": "BGN", "лева": "BGN", "₽": "RUB", "руб": "RUB", "рублей": "RUB", "₴": "UAH",
    "грн": "UAH", "₸": "KZT", "тг": "KZT", "zł": "PLN", "zl": "PLN", "kč": "CZK", "kc": "CZK", "ft": "HUF",
    "₹": "INR", "₩": "KRW", "원": "KRW", "₺": "TRY", "tl": "TRY", "₫": "VND", "đ": "VND", "฿": "THB", "₪": "ILS",
    "₱": "PHP", "₦": "NGN", "₲": "PYG", "₡": "CRC", "₾": "GEL", "₼": "AZN", "rp": "IDR", "rm": "MYR", "元": "CNY",
    "人民币": "CNY", "rmb": "CNY", "円": "JPY", "日元": "JPY", "rsd": "RSD", "din": "RSD", "kn": "HRK",
}  # fmt: skip
# Shared by several: the commonest, and an explicit currency beside it is no contradiction.
SHARED = {"$": "USD", "¥": "CNY", "r": "ZAR", "rs": "INR", "р": "RUB", "fr": "CHF", "kr": ""}

LARGEST = Decimal(10) ** 14  # Spu.price has 16 digits, 2 of them decimals
CENT = Decimal("0.01")
EASTERN = str.maketrans("٫٬", ".,")

SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,2}")  # as programs write numbers: 2.59E1
NUMBER = re.compile(r"\d(?:[\d.,' ’]*\d)?")
# Groups of three, or the Indian two before the last three: 1,29,900.
WHOLE = re.compile(r"\d+|\d{1,3}([., '])(?:\d{2,3}\1)*\d{3}")
WORD = re.compile(r"[A-Za-z]{0,3}\$|[€£¥₽₴₸₹₩₺₫฿₪₱₦₲₡₾₼]|[^\W\d_]+")
# A dash after the amount stands for no cents ("12,-", "210,–"), before it for a minus.
NO_CENTS = re.compile(r"(?<=\d)\s*[.,]\s*[-–—]+")
NEGATIVE = re.compile(r"[-−]\s*[^\d\s]{0,3}\s*\d")


class Unreadable(ValueError):
    """No one price can be read here; says why."""


@dataclass(frozen=True, slots=True)
class Price:
    """`currency` is an ISO 4217 code, empty where the text names none; `shared` says the sign left a choice."""

    amount: Decimal
    currency: str = ""
    shared: bool = False


def read(value: object) -> Price:
    """The one price in a cell or JSON value, rounded to 2 decimals. Raises Unreadable."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Price(_fitting(Decimal(value)))
    if not isinstance(value, str):
        raise Unreadable("neither a number nor text")
    text = cleaning.line(value).translate(EASTERN)
    if SCIENTIFIC.fullmatch(text):
        return Price(_fitting(Decimal(text)))
    text = NO_CENTS.sub("", text)
    code, shared = _currency(text)
    return Price(_fitting(_amount(text, code)), code, shared)


def currency(value: str) -> str:
    """The ISO code that a currency column means, empty where it names none that we know."""
    return _currency(cleaning.line(value))[0]


def _currency(text: str) -> tuple[str, bool]:
    """The code, and whether its sign is shared. Codes in small letters count alone: "all" and "top" are codes too."""
    words = WORD.findall(text)
    for word in words:
        if word.upper() in ISO and (word.isupper() or len(words) == 1):
            return word.upper(), False
    small = [word.casefold() for word in words]
    named = next((NAMES[word] for word in small if word in NAMES), "")
    shared = next((SHARED[word] for word in small if word in SHARED), None)
    return named or shared or "", not named and shared is not None


def _amount(text: str, code: str) -> Decimal:
    found = NUMBER.findall(text)
    if len(found) != 1:
        raise Unreadable("no number" if not found else "more than one number")
    if NEGATIVE.search(text):
        raise Unreadable("a negative amount")
    number = found[0].replace("’", "'")
    mark = _decimal_mark(number, three_decimals=code in THREE_DECIMALS)
    whole, _, cents = number.rpartition(mark) if mark else (number, "", "")
    if not WHOLE.fullmatch(whole):
        raise Unreadable("digits grouped in no way that we know")
    return Decimal("".join(filter(str.isdecimal, whole)) + "." + (cents or "0"))


def _decimal_mark(number: str, *, three_decimals: bool) -> str:
    """The mark before the decimals, empty where the number has none."""
    marks = [char for char in number if char in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    whole, _, tail = number.rpartition(last)
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else ""
    if len(tail) != 3:
        return last
    if len(marks) > 1:
        return ""
    return last if whole == "0" or len(whole) > 3 or three_decimals else ""


def _fitting(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount < 0 or amount >= LARGEST:
        raise Unreadable("outside of what a price can be")
    return amount.quantize(CENT, ROUND_HALF_UP)
