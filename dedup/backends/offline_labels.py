"""Names with what is said behind them in running text: "Net weight: 250 g; colour - white", 颜色：黑色."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rules.values.scripts import level

_MARK = re.compile(r" ?[:：=] ?|(?<=[^\W\d_]) [-–—] ")
# Up to the end of the phrase or the next name.
_VALUE = re.compile(r"(?:(?![,，、] ?[\w ]{1,30}[:：])[^;|•.。]|\.(?=\d)){1,60}")
_LONGEST = 60
# A label in capitals that lost the line before it: "…25K PAGE YIELDCOLOR: BlackUPC: 095205742466".
_GLUED = re.compile(r"(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ]{3,20}(?: [A-ZА-ЯЁ]{2,20}){0,3} ?#?:)")
_PHRASES = {
    "material": re.compile(
        r"(?<![^\W_])(?:(?:made|crafted|constructed|manufactured|built) (?:entirely )?(?:of|from|with|out of)"
        r"|(?:изготовлен\w*|выполнен\w*|сделан\w*|сшит\w*) из)(?!\w) ?|采用|选用",
        re.IGNORECASE,
    )
}


def parted(text: str) -> str:
    return _GLUED.sub(" ", text)


class Labels:
    """The marks of one text that may stand behind a name. Found once for all names."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def marks(self) -> list[tuple[str, int]]:
        """What stands before each mark, as `level` makes it, and where the value begins."""
        leveled = level(self.text)
        return [
            (leveled[max(0, mark.start() - _LONGEST) : mark.start()], mark.end()) for mark in _MARK.finditer(leveled)
        ]

    def behind(self, names: tuple[str, ...]) -> Iterator[str]:
        """What is said behind one of these names, in order."""
        for before, start in self.marks:
            named = before.endswith(names) and any(_is_word(before, name) for name in names)
            if named and (value := _VALUE.match(self.text, start)):
                yield value[0].strip()

    def phrases(self, kind: str) -> Iterator[str]:
        """What prose says in other words: "made of steel"."""
        for match in _PHRASES[kind].finditer(self.text) if kind in _PHRASES else ():
            if value := _VALUE.match(self.text, match.end()):
                yield value[0].strip()


def _is_word(before: str, name: str) -> bool:
    return before.endswith(name) and not before[-len(name) - 1 : -len(name)].isalnum()
