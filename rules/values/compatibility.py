"""What an accessory fits: "iPhone 12/12 Pro/13, Samsung S21", 适用于华为P40/P40 Pro, "для Xiaomi Redmi Note 10, 10S".

The text is cut where a brand is named (see `brands`); what follows belongs to that brand until the next one. Inside,
a model is a word with a figure, the words of its line before it ("Note 10") and of its grade behind it ("Pro Max").
What is left out is taken from the model before: "12/Pro/Pro Max", "Note 10, 10S", "A52/72".
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rules.values.brands import find_brands, maker_of
from rules.values.text import plain

# So much of one list is read.
LONGEST = 1_500
MOST_MODELS = 100
_GRADES = frozenset(
    ["pro", "max", "mini", "plus", "ultra", "lite", "fe", "neo", "prime", "play", "turbo", "gt", "edge", "+"]
)
_LETTERS_BEHIND = frozenset("scetix")
_NETWORKS = frozenset(["5g", "4g", "3g", "lte"])
_ELSEWHERE = {
    **{"про": "pro", "макс": "max", "мини": "mini", "плюс": "plus", "лайт": "lite", "ультра": "ultra", "нот": "note"},
    **{"青春版": "lite", "至尊版": "ultra", "至尊纪念版": "ultra", "promax": "pro max", "proplus": "pro plus"},
}
# Words that are no part of a name: what is sold, and how one says that it fits.
_NOISE = frozenset(
    [
        *(
            "for",
            "fits",
            "fit",
            "compatible",
            "with",
            "case",
            "cover",
            "phone",
            "phones",
            "smartphone",
            "models",
            "model",
        ),
        *(
            "the",
            "screen",
            "protector",
            "glass",
            "tempered",
            "film",
            "charger",
            "cable",
            "band",
            "strap",
            "series",
            "all",
        ),
        *(
            "and",
            "or",
            "new",
            "clear",
            "black",
            "white",
            "silicone",
            "leather",
            "holder",
            "original",
            "universal",
            "only",
        ),
    ]
)
# Amounts and counts; "13 in black" has none.
_AMOUNT = re.compile(
    r"(?<![a-z0-9])(?![345]g(?![a-z0-9]))[0-9]+(?:[.,][0-9]+)?"
    r"(?: ?(?:gb|tb|mm|cm|inch|w|mah|pcs|pc|pack|pieces|шт|см|мм|гб|дюйм\w*|寸|[\"”″])|(?:in|g|v|x[0-9]+|x))"
    r"(?![a-z0-9])"
)
_IN_BRACKETS = re.compile(r"\(((?:19|20)[0-9]{2}|[345]g|lte)\)", re.IGNORECASE)
_CONSOLE = re.compile(r"(?<![a-z])ps ?(?=[1-5](?![0-9a-z]))", re.IGNORECASE)
_WITHOUT_FIGURES = frozenset(["x", "xr", "xs", "se"])
# A name that sellers leave out, and one that they put where only the brand stands.
_UNSAID = frozenset(["galaxy"])
_UNDERSTOOD = {"Apple": "iphone"}

_LATIN = re.compile(r"[a-z]")
_FIGURE = re.compile("[0-9]")
_GLUED = re.compile(r"(?<=[0-9])(?=(?:pro|max|mini|plus|ultra|lite|note)(?![a-z]{3}))")
_NAME_AND_FIGURE = re.compile("(?<=[a-zа-яё]{3})(?=[0-9])", re.IGNORECASE)
_NOT_LATIN = re.compile("[^\x00-\x7f]+")
_FOREIGN = re.compile("|".join(sorted(_ELSEWHERE, key=len, reverse=True)))
_PART = re.compile(r"[,;/|\\()\[\]&\n]| and | or ")
_TOKEN = re.compile(r"[0-9]+\.[0-9]+|[0-9]{1,2}-[0-9]{1,2}(?![0-9-])|[a-z0-9]+|\+|\"")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


@dataclass(frozen=True)
class Device:
    """`model` is its key without blanks ("iphone12promax"), "" where only a brand is named; `brand` "" where none is.

    `details` are what may be left unsaid: a network ("5g") and a year.
    """

    brand: str
    model: str
    details: frozenset[str] = frozenset()
    text: str = field(default="", compare=False)


def parse_compatible(text: str) -> tuple[Device, ...]:
    """In order, each once; () where neither a brand nor a model is named, as in "universal"."""
    text = _CONSOLE.sub("PlayStation ", _NAME_AND_FIGURE.sub(" ", plain(text[:LONGEST])))
    mentions = find_brands(text)
    starts = [*(mention.start for mention in mentions), len(text)]
    runs = [(_Run("", ""), text[: starts[0]])]
    for mention, end in zip(mentions, starts[1:], strict=True):
        runs.append((_Run(maker_of(mention.value), mention.value), text[mention.start + len(mention.quote) : end]))
    devices = (device for run, segment in runs for device in run.devices(segment))
    return tuple(dict.fromkeys(islice(devices, MOST_MODELS)))


@dataclass
class _Run:
    """The models behind one mention of a brand; `line` and `stem` are those of the model before."""

    maker: str
    name: str
    line: str = ""
    stem: str = ""
    last: str = ""
    plain_names: bool = True

    @property
    def family(self) -> str:
        family = "" if self.name == self.maker else re.sub(r"\W", "", self.name.lower())
        return "" if family in _UNSAID else family

    def devices(self, segment: str) -> Iterator[Device]:
        """The models of a segment; the brand alone where there are none."""
        for part in _PART.split(_latin(segment)):
            if tokens := deque(token for token in _TOKEN.findall(part) if token not in _NOISE):
                yield from self._of_part(tokens)
        if not self.last and self.maker:
            yield Device(self.maker, "", text=self.name)

    def _of_part(self, tokens: deque[str]) -> Iterable[Device]:
        if self.last and _GRADES.issuperset(tokens):
            return [self._device(self.last, list(tokens), [])]
        return self._with_figures(tokens) if any(map(_has_figure, tokens)) else self._without_figures(tokens)

    def _without_figures(self, tokens: deque[str]) -> Iterator[Device]:
        """ "XS Max", "Camry": the first behind a brand, or one after such a one."""
        named = tokens[0] in _WITHOUT_FIGURES or (self.plain_names and self.maker)
        if named and len(tokens) <= 3 and _LATIN.match(tokens[0]):
            if tokens[0] not in _WITHOUT_FIGURES:  # "Watch 7/SE" is a Watch SE
                self.line, self.stem = "", ""
            self.last = self.line + tokens.popleft()
            grades, details = _behind(tokens)
            yield self._device(self.last, [*grades, *tokens], details)

    def _with_figures(self, tokens: deque[str]) -> Iterator[Device]:
        words: list[str] = []
        while tokens:
            token = tokens.popleft()
            if not _has_figure(token):
                words.append(token)
            elif self._is_a_model(token, words):
                yield from self._models(words, token, tokens)
                words = []
                if tokens and not _has_figure(tokens[0]):  # a word that belongs to no model ends the list
                    return

    def _is_a_model(self, token: str, words: Sequence[str]) -> bool:
        """Not the year behind a model, and not the inches of a screen; "Nokia 6.1" is one."""
        if self.last and not words and _YEAR.fullmatch(token):
            return False
        return "." not in token or (not self.last and not words and self.maker not in ("", "Apple"))

    def _models(self, words: list[str], token: str, after: deque[str]) -> Iterator[Device]:
        words = words[-1:] if words[:-1] == ["z"] else words[-2:]  # "Galaxy Z Fold 3", "Flip 3"
        base, self.plain_names = token, False
        if _YEAR.fullmatch(token) and words:  # "Camry 2015", "SE 2020"
            words, base, self.plain_names = words[:-1], words[-1], True
            after.appendleft(token)
        if words or not base[0].isdigit():
            self.line, self.stem = "".join(words), re.match("[a-z]*", base)[0]  # type: ignore[index]
            prefix = self.line
        else:
            prefix = self.line + self.stem
        grades, details = _behind(after)
        for one in _range(base):
            self.last = prefix + one
            yield self._device(self.last, grades, details)

    def _device(self, base: str, grades: Sequence[str], details: Sequence[str]) -> Device:
        family = self.family
        if not family and (base[0].isdigit() or base in _WITHOUT_FIGURES):
            family = _UNDERSTOOD.get(self.maker, "")
        grade = "".join("plus" if word == "+" else word for word in grades)
        said = " ".join([self.name, base.upper(), *map(str.capitalize, grades), *details]).strip()
        return Device(self.maker, family + base + grade, frozenset(details), said)


def _latin(segment: str) -> str:
    """Small letters; grades in Chinese and Russian in Latin, all else in those scripts a separator."""
    lower = segment.lower().replace("i\u0307", "i")  # a Turkish İ: its dot would part every letter from the next
    lower = _AMOUNT.sub(",", _IN_BRACKETS.sub(r" \1 ", lower))
    lower = _FOREIGN.sub(lambda match: f" {_ELSEWHERE[match[0]]} ", lower)
    return _GLUED.sub(" ", _NOT_LATIN.sub(",", lower))


def _has_figure(token: str) -> bool:
    return bool(_FIGURE.search(token)) and token not in _NETWORKS


def _behind(tokens: deque[str]) -> tuple[list[str], list[str]]:
    """Takes grades, networks and years off the front of `tokens`."""
    grades: list[str] = []
    details: list[str] = []
    while tokens:
        if tokens[0] in _GRADES or (not grades and tokens[0] in _LETTERS_BEHIND):
            grades.append(tokens.popleft())
        elif tokens[0] in _NETWORKS or _YEAR.fullmatch(tokens[0]):
            details.append(tokens.popleft())
        else:
            break
    return grades, details


def _range(base: str) -> list[str]:
    """ "11-13" as 11, 12, 13; "S21" as it is."""
    first, dash, last = base.partition("-")
    if not dash:
        return [base]
    return [str(number) for number in range(int(first), min(int(last), int(first) + 10) + 1)] or [first, last]
