"""Numbers as shops write them: 1,5 = 1.5, "1 234,50", "1.234,50", "1,234.50", "22 1/2".

`NUMBER` is a regular expression without groups, to be built into larger ones over `plain` text.
Every repetition in it is bounded: a long run of digits costs linear time and is no number.
"""

from __future__ import annotations

import re

from rules.values.text import plain

_DECIMALS = r"(?:[.,][0-9]{1,18})?"
FRACTION = r"(?:1[/⁄]2|[12][/⁄]3|[13][/⁄]4|[1357][/⁄]8|(?:[13579]|1[135])[/⁄]16)"
_FORMS = (
    r"[0-9]{1,3}(?:,[0-9]{3}){1,3}\.[0-9]{1,4}",
    r"[0-9]{1,3}(?:\.[0-9]{3}){1,3},[0-9]{1,4}",
    r"[0-9]{1,3}(?:,[0-9]{3}){2,3}",
    r"[0-9]{1,3}(?:\.[0-9]{3}){2,3}",
    r"[0-9]{1,3}(?:'[0-9]{3}){1,3}" + _DECIMALS,
    # In running text only whole thousands are joined over a blank: "iPhone 15 128 GB" has two numbers.
    r"[0-9]{1,3}(?: 000){1,3}" + _DECIMALS,
    r"(?:[0-9]{1,3}[ -])?" + FRACTION,
    r"[0-9]{1,9}" + _DECIMALS,
    r"[.,][0-9]{1,4}",
)
NUMBER = r"(?<![0-9])(?<![0-9][.,'])(?:" + "|".join(_FORMS) + r")(?![0-9])(?![.,/⁄][0-9])"

_WHOLE = re.compile(r"([+−–-]?) ?(" + NUMBER + ")")
BLANK_GROUPS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


def parse_number(text: str) -> float | None:
    """A whole text that is one number; in it any group of three after a blank is thousands ("1 234,50")."""
    whole = _WHOLE.fullmatch(BLANK_GROUPS.sub("", plain(text)))
    if not whole:
        return None
    return -to_float(whole[2]) if whole[1] in ("-", "−", "–") else to_float(whole[2])


def to_float(token: str) -> float:
    """The value of what `NUMBER` matched. One comma before exactly three digits parts thousands."""
    if "/" in token or "⁄" in token:
        return _fraction(token.replace("⁄", "/"))
    token = token.replace(" ", "").replace("'", "")
    return float(_dotted(token))


def show_number(value: float) -> str:
    """At most four decimals, and no zeros at the end: 0.5, 330, 55.88."""
    return f"{round(value, 4):.10g}"


def _fraction(token: str) -> float:
    *whole, part = re.split(r"[ -]", token)
    above, below = part.split("/")
    return sum(map(float, whole)) + float(above) / float(below)


def _dotted(token: str) -> str:
    commas, dots = token.count(","), token.count(".")
    if commas and dots:
        last = max(token.rfind(","), token.rfind("."))
        return re.sub(r"[.,]", "", token[:last]) + "." + token[last + 1 :]
    if commas > 1 or dots > 1 or _THOUSANDS.fullmatch(token):
        return re.sub(r"[.,]", "", token)
    return token.replace(",", ".")
