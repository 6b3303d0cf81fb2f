"""What settings say of rates and budgets. Pure: `config.settings` reads them when a process starts."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

EVERY = ""  # backend that is not named


@lru_cache
def rates(text: str) -> dict[str, float]:
    """Requests a minute by backend, `EVERY` for those that are not named: "600", or "gemini=600,openai_compatible=60".

    Raises ValueError.
    """
    found: dict[str, float] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name, equals, number = part.rpartition("=")
        if bool(equals) != bool(name.strip()) or name.strip() in found:
            raise ValueError("say a number, or each backend once: gemini=600,openai_compatible=60")
        found[name.strip()] = _rate(number)
    return found


def _rate(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{text.strip()!r} is no number of requests a minute") from None
    if not 0 < number < float("inf"):
        raise ValueError("a rate is more than 0 a minute; to ask nothing set JUDGE=offline")
    return number


@lru_cache
def money(text: str) -> Decimal | None:
    """US dollars; None where nothing is said. Raises ValueError."""
    if not text.strip():
        return None
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError("say US dollars, such as 5 or 0.50") from None
    if not number.is_finite() or not 0 <= number < 1_000_000:
        raise ValueError("say US dollars from 0 to less than a million")
    return number.quantize(Decimal("1e-8"))


@lru_cache
def count(text: str) -> int | None:
    """Questions; None where nothing is said. Raises ValueError."""
    if not text.strip():
        return None
    if not text.strip().isdecimal() or int(text) >= 2**31:
        raise ValueError("say a whole number, such as 1000")
    return int(text)
