"""Sizes of clothes and shoes inside free text: "Jacket XL", "размер 48-50", "T恤 175/92A", "EU 42", "9.5 D(M) US".

Only what can be nothing else: behind the word "size", beside the name of a system, a Chinese code, jeans, letters of
two and more. A lone "M" or "42" is a size only as the last part of a text, alone behind a comma, a dash or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from rules.values.clothing import ClothingSize, parse_clothing_size
from rules.values.shoes import ShoeSize, parse_shoe_size
from rules.values.size_marks import SIZE
from rules.values.text import Found, plain

T = TypeVar("T")

_I = re.IGNORECASE
_RANGE = rf"(?<![0-9.,]){SIZE}(?: ?[-–/] ?{SIZE})?(?![0-9]|[.,⁄][0-9])"
_SYSTEM = "(?:EUR?|RUS?|USA?|UK|CN|JP|IT|FR|DE)"
_NO_WORD = "(?<![A-Za-zА-Яа-яёЁ0-9'’&.-])"
_END = "(?![A-Za-zА-Яа-яёЁ0-9'’&]|[.,][0-9])"
_LABEL = rf"(?:{_NO_WORD}(?:sizes?|размер[аы]?|р-р|разм\.?|р\.)|尺码|码数|鞋码|号码) ?[:=.№]? ?"
_BEFORE = re.compile(_LABEL, _I)
# Of "S M L XL" none: a choice is offered.
_LETTERS = r"(?<![ ,/][SMLХ][ ,/])(?:(?:[2-9]|1[0-2])X[SL]?|X{1,4}[SL]|X-?(?:Small|Large))"
_ANY_LETTERS = rf"(?:{_LETTERS}|[SMLМ]|Small|Medium|Large)"
# The width of an American shoe.
_WIDTH = r"(?: ?(?:[2-4]?[EW]|D|B|M|N)(?:\([MWN]\))?)?"
_LAST = r"(?:(?<=[,;|/(] )|(?<=[,;|(])|(?<= - ))"
_WEAR_NUMBER = rf"(?:{_RANGE}{_WIDTH} ?{_SYSTEM}|{_NO_WORD}{_SYSTEM} ?{_RANGE}){_END}"

_CLOTHES = re.compile(
    rf"{_LABEL}(?:{_ANY_LETTERS}(?: ?[-/–] ?{_ANY_LETTERS})?|{_RANGE}(?: ?{_SYSTEM})?|{_SYSTEM} ?{_RANGE}){_END}"
    rf"|(?<![0-9.,/-])1[4-9][0-9]/(?:[6-9][0-9]|1[0-2][0-9])[ABCYАВС]?{_END}"
    rf"|{_NO_WORD}W ?[2-5][0-9] ?[/xх×*,-]? ?L ?[23][0-9]{_END}"
    rf"|{_NO_WORD}{_LETTERS}(?: ?[-/–] ?{_LETTERS})?{_END}|{_WEAR_NUMBER}"
    rf"|{_LAST}(?:[SMLМ]|Small|Medium|Large|{_RANGE})(?=[)\]]?$)",
    _I,
)
_SHOES = re.compile(
    rf"{_LABEL}(?:{_SYSTEM} ?)?{_RANGE}(?:{_WIDTH} ?{_SYSTEM}|{_WIDTH}){_END}|{_WEAR_NUMBER}"
    rf"|{_RANGE}(?: ?размер[а-я]{{0,2}}|[码碼]){_END}|{_LAST}{_RANGE}(?=[)\]]?$)",
    _I,
)


def find_clothing_sizes(text: str) -> list[Found[ClothingSize]]:
    """In order."""
    return _found(_CLOTHES, text, parse_clothing_size)


def find_shoe_sizes(text: str) -> list[Found[ShoeSize]]:
    """In order."""
    return _found(_SHOES, text, parse_shoe_size)


def _found(pattern: re.Pattern[str], text: str, parse: Callable[[str], T | None]) -> list[Found[T]]:
    text = plain(text)
    found = []
    for match in pattern.finditer(text):
        label = _BEFORE.match(match[0])
        bare = match[0][label.end() :] if label else match[0]
        if (size := parse(bare)) is not None:
            found.append(Found(size, bare, match.end() - len(bare)))
    return found
