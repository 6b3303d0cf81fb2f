"""What an accessory fits: "iPhone 12/12 Pro/13, Samsung S21", 适用于华为P40/P40 Pro, "для Xiaomi Redmi Note 10, 10S".

The text is cut where a brand is named (see `brands`); what follows belongs to that brand until the next one. Inside,
a model is a word with a figure, the words of its line before it ("Note 10") and of its grade behind it ("Pro Max").
What is left out is taken from the model before: "12/Pro/Pro Max", "Note 10, 10S", "A52/72". Years, networks, sizes
and the like behind a model are its details (see `details`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product

from rules.values.brands import find_brands, maker_of
from rules.values.details import Detail, detail_of, model_and_details, shown, with_details
from rules.values.identifiers import normal
from rules.values.text import Found, plain

# So much of one list is read.
LONGEST = 1_000
MOST_MODELS = 100
_GRADES = frozenset(
    ["pro", "max", "mini", "plus", "ultra", "lite", "fe", "neo", "prime", "play", "turbo", "gt", "edge", "+"]
)
# Words that are a grade behind the models of one maker only: a case for an iPhone may have a "power" button.
_GRADES_OF = {"Motorola": frozenset(["power", "stylus"]), "Xiaomi": frozenset(["power"])}
_WATCH_GRADES = frozenset(["classic", "active"])
_LETTERS_BEHIND = frozenset("scetix")
_IN_RUSSIAN = {
    **{"про": "pro", "макс": "max", "промакс": "pro max", "мини": "mini", "плюс": "plus", "лайт": "lite"},
    **{
        "ультра": "ultra",
        "нот": "note",
        "ноут": "note",
        "ноте": "note",
        "эйр": "air",
        "вотч": "watch",
        "флип": "flip",
        "фолд": "fold",
    },
    **{"хр": "xr", "хс": "xs", "се": "se"},
}
_IN_CHINESE = {
    **{"青春版": "lite", "至尊版": "ultra", "至尊纪念版": "ultra", "promax": "pro max", "proplus": "pro plus"},
}
_ELSEWHERE = _IN_RUSSIAN | _IN_CHINESE
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
_NO_MODEL = re.compile(
    r"(?<!\w)(?:[2-9] ?(?:in|в|合) ?1(?![0-9])|[1-4]x(?!\w))|power ?(?:bank|adapter|supply)", re.IGNORECASE
)
_CONSOLE = re.compile(r"(?<![a-z])ps ?(?=[1-5](?![0-9a-z]))", re.IGNORECASE)
_WITHOUT_FIGURES = frozenset(["x", "xr", "xs", "se"])
# A name that sellers leave out, and one that they put where only the brand stands.
_UNSAID = frozenset(["galaxy"])
_UNDERSTOOD = {"Apple": "iphone"}

_SIZED = frozenset(["ipad", "macbook"])
_WATCHES = frozenset(["Amazfit", "Garmin", "Fitbit"])

_LATIN = re.compile(r"[a-z]")
_FIGURE = re.compile("[0-9]")
_GLUED = re.compile(
    r"(?<=[0-9])(?=(?:pro|max|mini|plus|ultra|lite|note)(?![a-z]{3}))|(?<=[a-z]se)(?=20[0-9]{2})|(?<![a-z]se)(?<=se)(?=20[0-9]{2})"
)
_NAME_AND_FIGURE = re.compile("(?<=[a-zа-яё]{3})(?=[0-9])", re.IGNORECASE)
# "А52" and "ХR" in Cyrillic letters that look Latin, as most Russian sellers type them; and the lone Х of an iPhone.
_MIXED = re.compile("(?<![^\\W_])(?=[а-я]{0,20}[a-z0-9])(?=[a-z0-9]{0,20}[а-я])[a-z0-9авекмнорстух]{2,20}(?![^\\W_])")
# С looks like a C and sounds like an S, which Samsung and Apple have: "Самсунг С21", "айфон 6с"; and so "Note 9С".
_SAY_S = frozenset(["Samsung", "Apple"])
_ES = re.compile(r"(?<!\w)с(?=[0-9])|(?<=[0-9])с(?!\w)", re.IGNORECASE)
_NOTE_ES = re.compile(r"((?:note|ноу?те?) ?[0-9]{1,2})с(?!\w)")
_TEN = re.compile(r"(^|[/,(]) ?х(?!\w)")
_NOT_LATIN = re.compile("[^\x00-\x7f]+")
_FOREIGN = re.compile(
    rf"(?<![а-яё])(?:{'|'.join(_IN_RUSSIAN)})(?![а-яё])|{'|'.join(sorted(_IN_CHINESE, key=len, reverse=True))}"
)
_PART = re.compile(r"[,;/|\\()\[\]&\n]| and | or ")
_TOKEN = re.compile(r"[0-9]+\.[0-9]+(?:in)?|[0-9]{1,2}-[0-9]{1,2}(?![0-9-])|[a-z0-9]+|\+|\"")
# Sellers call the iPhone X, XS and XR by the figure that they stand for.
_TENTH = re.compile("^10(?=[sr]?$)")
_TIMES = re.compile("[0-9]+x")
# "MacBook Pro M1 Pro": the chip, whatever its grade.
_CHIP = re.compile(r"(?<![a-z0-9])(m[1-9])(?: (?:pro|max|ultra)(?![a-z]))?(?: chip)?(?![a-z0-9])")
# "Watch 45mm Series 7", "Air M1 13": the figure of the model goes first.
_LATE_FIGURE = re.compile(r"(?<=[a-z]) +((?:(?:[0-9]{2}mm|m[0-9]chip) +){1,3})(?:series )?([0-9]{1,2})(?![\w.])")


@dataclass(frozen=True)
class Device:
    """`model` is its key without blanks ("iphone12promax"), "" where only a brand is named; `brand` "" where none is.

    `details` are what may be left unsaid, of each kind at most one.
    """

    brand: str
    model: str
    details: frozenset[Detail] = frozenset()
    text: str = field(default="", compare=False)


def parse_compatible(text: str) -> tuple[Device, ...]:
    """In order, each once; () where neither a brand nor a model is named, as in "universal"."""
    text = _CONSOLE.sub("PlayStation ", _NAME_AND_FIGURE.sub(" ", _NO_MODEL.sub(",", plain(text[:LONGEST]))))
    text = plain(text)
    mentions = find_brands(text)
    starts = [*(mention.start for mention in mentions), len(text)]
    segments = [("", "", text[: starts[0]])]
    for mention, end, following in zip(mentions, starts[1:], [*mentions[1:], None], strict=False):
        segment = text[mention.start + len(mention.quote) : end]
        if segment.strip() or not following or not _one_maker(mention, following):
            segments.append((maker_of(mention.value), mention.value, segment))
    once = dict.fromkeys(segments)  # a segment that repeats letter by letter says nothing new
    devices = (device for maker, name, segment in once for device in _Run(maker, name).devices(segment))
    return tuple(dict.fromkeys(islice(devices, MOST_MODELS)))


def _one_maker(left: Found[str], right: Found[str]) -> bool:
    """In "Xiaomi Mi A1" and "Motorola Moto G" the model is of the second name."""
    return maker_of(left.value) == maker_of(right.value) and left.quote != right.quote


@dataclass
class _Run:
    """The models behind one mention of a brand; `line` and `stem` are those of the model before."""

    maker: str
    name: str
    line: str = ""
    stem: str = ""
    last: str = ""
    plain_names: bool = True
    found: bool = False

    @cached_property
    def family(self) -> str:
        family = "" if self.name == self.maker else re.sub(r"\W", "", self.name.lower())
        return "" if family in _UNSAID else family

    def devices(self, segment: str) -> Iterator[Device]:
        """The models of a segment; the brand alone where there are none."""
        if self.maker in _SAY_S:
            segment = _ES.sub("s", segment)
        text = _latin(segment)
        if self.family in _SIZED:
            text = _CHIP.sub(r" \1chip ", text)
        for part in _PART.split(_LATE_FIGURE.sub(r" \2 \1", text)):
            if tokens := self._tokens(part):
                for device in self._of_part(tokens):
                    self.found = True
                    yield device
        if not self.found and self.maker:
            yield Device(self.maker, "", text=self.name)

    def _tokens(self, part: str) -> deque[str]:
        words = _TOKEN.findall(part)
        said = [word for word in words if word not in _NOISE and (self.maker or not _TIMES.fullmatch(word))]
        if not any(map(_kind, said)):
            return deque(said)
        silent = self._silent({*said, self.last})
        return deque(word for word in said if _kind(word) not in silent or self._is_a_model(word, ()))

    def _silent(self, words: Iterable[str]) -> frozenset[str]:
        """Kinds of details that say nothing here: the inches of a phone go by its model, millimetres are a watch's."""
        watch = self.name in _WATCHES or any(word.startswith("watch") for word in words)
        tablet = self.family in _SIZED or any(word.startswith("tab") or word.endswith("pad") for word in words)
        return frozenset([*(() if watch else ("case", "strap")), *(() if tablet else ("screen",))])

    def _of_part(self, tokens: deque[str]) -> Iterable[Device]:
        rest = [token for token in tokens if not _kind(token)]
        own = self.last or (self.family and not rest)
        if own and _GRADES.issuperset(rest) and not any(self._is_a_model(token, ()) for token in tokens):
            return self._devices(self.last, rest, [token for token in tokens if _kind(token)])
        figures = any(_FIGURE.search(token) and _kind(token) != "network" for token in tokens)
        return self._with_figures(tokens) if figures else self._without_figures(tokens)

    def _without_figures(self, tokens: deque[str]) -> Iterator[Device]:
        """ "XS Max", "Camry": the first behind a brand, or one after such a one."""
        named = tokens[0] in _WITHOUT_FIGURES or (self.plain_names and self.maker)
        if named and len(tokens) <= 3 and _LATIN.match(tokens[0]):
            if tokens[0] not in _WITHOUT_FIGURES:  # "Watch 7/SE" is a Watch SE
                self.line, self.stem = "", ""
            self.last = self.line + tokens.popleft()
            grades, details = self._behind(tokens)
            yield from self._devices(self.last, [*grades, *tokens], details)

    def _with_figures(self, tokens: deque[str]) -> Iterator[Device]:
        words: list[str] = []
        while tokens:
            token = tokens.popleft()
            if not _FIGURE.search(token):
                words.append(token)
                continue
            if self._is_a_model(token, words):
                yield from self._models(words, token, tokens)
            elif words and _kind(token) not in ("", "network"):
                tokens.appendleft(token)
                yield from self._by_details(words, tokens)
            else:
                continue
            words = []
            if tokens and not _FIGURE.search(tokens[0]):  # a word that belongs to no model ends the list
                return

    def _is_a_model(self, token: str, words: Sequence[str]) -> bool:
        """Not the year behind a model, and not the inches of a screen; "Nokia 6.1" is one, and a Peugeot 2008."""
        match _kind(token):
            case "":
                return bool(_FIGURE.search(token)) and "." not in token
            case "year":
                return not (self.last or words or self.family)
            case "screen" if not token.endswith("in"):
                first = not self.last or "." in self.last
                return first and not words and self.maker not in ("", "Apple")
        return False

    def _models(self, words: list[str], base: str, after: deque[str]) -> Iterator[Device]:
        words = words[-1:] if words[:-1] == ["z"] else words[-2:]  # "Galaxy Z Fold 3", "Flip 3"
        self.plain_names = False
        if words or not base[0].isdigit():
            self.line, self.stem = "".join(words), re.match("[a-z]*", base)[0]  # type: ignore[index]
            prefix = self.line
        else:
            prefix = self.line + self.stem
        self.last = prefix + base
        grades, details = self._behind(after)
        for one in _range(base):
            self.last = prefix + one
            yield from self._devices(self.last, grades, details)

    def _by_details(self, words: list[str], after: deque[str]) -> Iterator[Device]:
        """ "Camry 2015", "Watch 44mm", "Tab A 10.1"."""
        self.line, self.stem, self.plain_names = "".join(words[-2:-1]), "", True
        self.last = self.line + words[-1]
        yield from self._devices(self.last, *self._behind(after))

    def _behind(self, tokens: deque[str]) -> tuple[list[str], list[str]]:
        """Takes grades and details off the front of `tokens`."""
        grades: list[str] = []
        details: list[str] = []
        while tokens:
            if self._is_a_grade(tokens[0]) or (not grades and tokens[0] in _LETTERS_BEHIND):
                grades.append(tokens.popleft())
            elif _kind(tokens[0]) and not self._is_a_model(tokens[0], ()):
                details.append(tokens.popleft())
            else:
                break
        return grades, details

    def _is_a_grade(self, word: str) -> bool:
        return (
            word in _GRADES
            or word in _GRADES_OF.get(self.maker, ())
            or (word in _WATCH_GRADES and self.last.startswith("watch"))
        )

    def _devices(self, base: str, grades: Sequence[str], stated: Iterable[str]) -> Iterator[Device]:
        """Several where the list gives several details of a kind: "38/40 mm", "2020, 2022"."""
        kinds: dict[str, list[Detail]] = {}
        for detail in filter(None, map(detail_of, stated)):
            kinds.setdefault(detail[0], []).append(detail)
        for details in product(*kinds.values()):
            yield self._device(base, grades, dict(details))

    def _device(self, base: str, grades: Sequence[str], stated: Mapping[str, str]) -> Device:
        family = self.family
        if not family and (base[:1].isdigit() or base in _WITHOUT_FIGURES):
            family = _UNDERSTOOD.get(self.maker, "")
        if self.maker == "Apple":  # Watch S7
            base = re.sub("^watchs(?=[0-9])", "watch", base)
        key = _TENTH.sub("x", base) if family == "iphone" else base
        grade = "".join("plus" if word == "+" else word for word in grades)
        model, details = model_and_details(family + key, stated)
        said = " ".join([self.name, base.upper(), *map(str.capitalize, grades), *map(shown, stated.items())])
        return Device(self.maker, model + grade, frozenset(details.items()), " ".join(said.split()))


def _latin(segment: str) -> str:
    """Small letters; grades in Chinese and Russian in Latin, all else in those scripts a separator."""
    lower = segment.lower().replace("i\u0307", "i")  # a Turkish İ: its dot would part every letter from the next
    lower = _MIXED.sub(lambda match: normal(match[0]).lower(), _NOTE_ES.sub(r"\1s", lower))
    lower = _FOREIGN.sub(lambda match: f" {_ELSEWHERE[match[0]]} ", _TEN.sub(r"\1 x", with_details(lower)))
    return _GLUED.sub(" ", _NOT_LATIN.sub(",", lower))


def _kind(token: str) -> str:
    detail = detail_of(token)
    return detail[0] if detail else ""


def _range(base: str) -> list[str]:
    """ "11-13" as 11, 12, 13; "S21" as it is."""
    first, dash, last = base.partition("-")
    if not dash:
        return [base]
    return [str(number) for number in range(int(first), min(int(last), int(first) + 10) + 1)] or [first, last]
