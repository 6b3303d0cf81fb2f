"""Materials as sellers write them: "95% хлопок, 5% эластан" = 棉95%氨纶5%, PC = поликарбонат = 聚碳酸酯.

A material has kinds ("plastic", "wood"): what another seller may say without saying which. Shares are read beside their
material, before it or behind. Of "верх: кожа, подкладка: текстиль" only the main part counts. What only looks like a
material (仿真丝, "wood effect") is another one, which we may not know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rules.values import material_names
from rules.values.enums import Lexicon, find_words, lexicon_of
from rules.values.imitations import Mark, mark_of
from rules.values.numbers import to_float
from rules.values.scripts import level
from rules.values.text import Found, fold, plain, split_list
from rules.values.vocabulary import entries


@dataclass(frozen=True)
class Material:
    """`kinds` are all that it may be called by ("plastic" of abs), `near` what another seller may say for it.

    `is_imitation` is what looks like another material: it is read, but nobody says what it is made of.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    is_known: bool = True
    is_imitation: bool = False


@dataclass(frozen=True)
class Share:
    """`percent` is None where none is stated."""

    material: Material
    percent: float | None = None

    @property
    def text(self) -> str:
        return self.material.name if self.percent is None else f"{self.material.name} {self.percent:g} %"


_LONGEST_NAME = 40
_MOST_PARTS = 100
# Less than this is rounding, or a trace.
_REST = 10
_END = 10**9
_PERCENT = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]{1,2})?) ?%")
# Labels of the parts of a thing: those of the main part, and those of the others.
_LABEL = re.compile(
    r"(?P<main>\b(?:upper|outer(?: material)?|outside|shell|main(?: material)?|body|face|верх\w*|основа"
    r"|основной материал|корпус\w*|снаружи|внешний материал)\b|面料|鞋面|帮面|外层|主体|表面|机身|主材质)"
    r"|(?P<other>\b(?:lining|inner|inside|insole|sole|outsole|midsole|fill(?:ing|er)?|padding|trim|hardware|zipper|back|"
    r"handle|lid|подклад\w*|подошв\w*|стельк\w*|внутри|наполнител\w*|утеплител\w*|фурнитур\w*|отделк\w*|изнанк\w*|ручк\w*|"
    r"крышк\w*|молни\w*)\b|里料|内里|里布|衬里|鞋底|鞋垫|大底|中底|填充物?|内胆|配料|辅料|胆料|夹层|底料)",
    re.IGNORECASE,
)
# An imitation of a fabric is a fabric all the same.
_STILL = frozenset(("textile",))
_MAN_MADE = frozenset(("synthetic", "plastic"))
_OTHER = frozenset(
    ("other", "others", "other fibres", "other fibers", "другое", "другие", "прочее", "другие волокна", "其他", "其它")
)
_NEUTRAL = re.compile(
    r"\b(?:materials?|composition|made|of|from|quality|high|premium|soft|pure|материал\w*|состав\w*|из|и|мягк\w+|"
    r"качествен\w+|высок\w+|прочн\w+)\b|材质|材料|成分|优质|高级|面料|[\W\d_]+"
)
_SHORT = {"х/б": "хлопок", "п/э": "полиэстер", "и/к": "искусственная кожа", "н/к": "натуральная кожа"}
_EXCEPT = re.compile(r"\((?:除|不含)[^)]{0,40}\)")
_DOT = re.compile(r"(?<=[а-яё])\. ?(?=[а-яё])", re.IGNORECASE)
_JOINTS = re.compile(r" ?(?:\+|&|(?<![^\W_])(?:and|und|и|with|с)(?![^\W_])|和|与) ?")


def parse_materials(text: str) -> tuple[Share, ...]:
    """What a whole value names, each once, in order; () where it names none.

    A part of a list in which nothing is known ("cotton, EverCool") is a material that is not known.
    """
    parts = [part for segment in _main_segments(_spelled_out(plain(text))) for part in _parts(segment)]
    found = _once([share for part in parts[:_MOST_PARTS] for share in _shares(part)])
    if not any(share.material.is_known or share.material.is_imitation for share in found):
        return ()
    return (*found, *_rest(found))


def find_materials(text: str) -> list[Found[str]]:
    """Each mention in free text, by its name in `material_names`."""
    return find_words(text, _lexicon())


def _spelled_out(text: str) -> str:
    """ "х/б" and "нат. кожа" without marks that would part them, 牛皮 without what it is not (除牛反绒)."""
    text = _EXCEPT.sub("", text)
    for short, long in _SHORT.items():
        text = re.sub(rf"(?<![^\W\d]){short}(?![^\W\d])", long, text, flags=re.IGNORECASE)
    return _DOT.sub(" ", text)


def _main_segments(text: str) -> list[str]:
    """The text without what is said of lining, sole and filling, unless nothing else is said."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return [text]
    starts = [0, *(label.start() for label in labels)]
    ends = [*starts[1:], len(text)]
    pieces = zip(starts, ends, [None, *labels], strict=True)
    kept = [text[start:end] for start, end, label in pieces if not (label and label["other"])]
    return kept if any(find_materials(segment) for segment in kept) else [text]


def _parts(text: str) -> list[str]:
    return [piece for part in split_list(text) for piece in _JOINTS.split(part) if piece]


def _shares(part: str) -> list[Share]:
    """A share stands before its material or behind it, the same way all through a text."""
    part = plain(part)
    named = _named(part)
    if not named:
        return _unknown(part)
    places = [place for place, _ in named]
    percents = [(match.start(), to_float(match[1])) for match in _PERCENT.finditer(part)]
    shares: Sequence[float | None] = [None] * len(named)
    if percents:
        shares = _before(places, percents) if percents[0][0] < places[0] else _behind(places, percents)
    return [Share(material, share) for (_, material), share in zip(named, shares, strict=True) if material]


def _named(part: str) -> list[tuple[int, Material | None]]:
    """Where each material is named; None for one that is denied. "Faux oak wood" is no wood either, but a fabric may be
    of faux silk."""
    named: list[tuple[int, Material | None]] = []
    looks: set[str] = set()
    for material, mark, place in _marked(part):
        if mark == "imitated":
            looks |= {material.name, *material.kinds} - _STILL
        named.append((place, None if mark == "denied" else _real(material, looks)))
    return named


def _marked(part: str) -> Iterator[tuple[Material, Mark, int]]:
    found = find_materials(part)
    leveled = level(part)
    ends = [0, *(one.start + len(one.quote) for one in found)]
    starts = [*(one.start for one in found), len(part)]
    for at, one in enumerate(found):
        mark = mark_of(leveled[ends[at] : one.start], leveled[ends[at + 1] : starts[at + 1]])
        yield _materials()[one.value], mark, one.start


def _real(material: Material, looks: Collection[str]) -> Material:
    """The material itself, or what imitates it; "faux PU" is PU."""
    if material.name not in looks or _is_man_made(material):
        return material
    known = _materials().get(material_names.IMITATIONS.get(material.name, ""))
    kinds = material.kinds & _STILL
    return known or Material(f"imitation {material.name}", kinds, is_known=False, is_imitation=True)


def _is_man_made(material: Material) -> bool:
    called = {material.name, *material.kinds, *material.near}
    return not called.isdisjoint(_MAN_MADE) or material.name in material_names.IMITATIONS.values()


Percents = Sequence[tuple[int, float]]


def _before(places: Sequence[int], percents: Percents) -> list[float | None]:
    """Of each material the percent between the one before and itself."""
    return [_between(low, high, percents) for low, high in zip([-1, *places[:-1]], places, strict=True)]


def _behind(places: Sequence[int], percents: Percents) -> list[float | None]:
    return [_between(low, high, percents) for low, high in zip(places, [*places[1:], _END], strict=True)]


def _between(low: int, high: int, percents: Percents) -> float | None:
    return next((percent for at, percent in percents if low < at < high), None)


def _unknown(part: str) -> list[Share]:
    bare = _PERCENT.sub("", part)
    if fold(bare) in _OTHER or not _NEUTRAL.sub("", level(bare)):
        return []
    stated = _PERCENT.search(part)
    return [Share(Material(fold(bare)[:_LONGEST_NAME], is_known=False), to_float(stated[1]) if stated else None)]


def _rest(shares: Sequence[Share]) -> list[Share]:
    """What is left to 100 %: of 羊毛4% 其他96% the wool is not the main part."""
    stated = [share.percent for share in shares if share.percent is not None]
    left = 100 - sum(stated)
    return [Share(Material("other", is_known=False), left)] if stated and left >= _REST else []


def _once(shares: Sequence[Share]) -> tuple[Share, ...]:
    """Each material once, with its largest share: 聚氨酯弹性纤维(氨纶)5% names elastane twice."""
    kept: dict[Material, float | None] = {}
    for share in shares:
        known = kept.get(share.material)
        kept[share.material] = max(filter(None, (known, share.percent)), default=None)
    return tuple(Share(material, percent) for material, percent in kept.items())


@cache
def _lexicon() -> Lexicon:
    return lexicon_of({_head(head)[0]: synonyms for head, synonyms in _lines()})


@cache
def _materials() -> dict[str, Material]:
    heads = {name: (kinds, near) for name, kinds, near in (_head(head) for head, _ in _lines())}
    return {name: Material(name, _all_kinds(name, heads), near) for name, (_, near) in heads.items()}


def _all_kinds(name: str, heads: dict[str, tuple[frozenset[str], frozenset[str]]]) -> frozenset[str]:
    kinds = heads[name][0]
    return kinds.union(*(_all_kinds(kind, heads) for kind in kinds))


def _lines() -> Iterator[tuple[str, list[str]]]:
    for text in (material_names.TEXTILES, material_names.SKINS_AND_PLASTICS, material_names.HARD_STUFF):
        yield from entries(text)


def _head(head: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """ "tpu < plastic, rubber ~ silicone" as its name, kinds and neighbours."""
    named, _, near = head.partition("~")
    name, _, kinds = named.partition("<")
    return name.strip(), _names(kinds), _names(near)


def _names(listed: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, listed.split(","))))
