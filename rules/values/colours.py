"""Colours as sellers name them: 曜石黑 = обсидиан = jet black; navy = 藏青色 = тёмно-синий, a dark blue.

A shade ("dark blue") has a family ("blue") and neighbours, which another seller may call it by (charcoal, black).
Modifiers make shades of plain colours ("light green", 深绿). Finish (matte, 哑光) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rules.values import colour_names
from rules.values.enums import Lexicon, find_words, lexicon_of
from rules.values.scripts import HAN, level
from rules.values.text import Found, plain, split_list
from rules.values.vocabulary import entries


@dataclass(frozen=True)
class Shade:
    """`name` is "dark blue", `family` "blue"; they are equal where only the family is said. `near` are families and
    shades that the same thing may be called by another seller."""

    name: str
    family: str
    near: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        return self.family != _UNKNOWN


MULTICOLOUR = "multicolour"
_TRANSPARENT = "transparent"  # what is "clear white" may be called either
_UNKNOWN = "?"
# Words for the stuff or the pattern: beside a colour in one breath they are none ("black stainless steel", 黑白拼色).
_STUFF = frozenset((MULTICOLOUR, "titanium", "steel", "denim", "natural", _TRANSPARENT))

# Dark black is black.
_AS_THEY_ARE = frozenset(("black", "white", _TRANSPARENT, MULTICOLOUR))
_DARK = r"(?:dark|deep|т[её]мн[а-я]*|насыщенн[а-я]*)[ -]|т[её]мно[ -]?|[深暗浓]"
_LIGHT = r"(?:light|pale|pastel|soft|бледно|нежно|пастельно|св)[ -]|светл(?:о|ы|а)[а-я]*[ -]?|[浅淡]"
_MODIFIER = re.compile(rf"(?<![^\W\d_{HAN}])(?:(?P<dark>{_DARK})|(?P<light>{_LIGHT}))$")
_LONGEST_MODIFIER = 14
_LONGEST_NAME = 40
_MOST_PARTS = 100
# One character is a colour before 色, a mark, another colour or a word for a joint: 黑间灰, 蓝白条纹; not in 蓝牙.
_SINGLE = {
    **{"黑": "black", "白": "white", "灰": "grey", "红": "red", "蓝": "blue", "绿": "green", "黄": "yellow"},
    **{"紫": "purple", "粉": "pink", "橙": "orange", "桔": "orange", "橘": "orange", "棕": "brown", "褐": "brown"},
    **{"咖": "dark brown", "银": "silver", "金": "gold", "青": "turquoise", "杏": "apricot", "米": "beige"},
}
_COLOURS = "".join(_SINGLE)
_ONE = re.compile(
    rf"(?<![合五基现奖奶面蛋口网水年沥千玉])(?<![0-9](?=米))([{_COLOURS}])"
    rf"(?=$|[^{HAN}]|[色间拼配加和底边条格花字面内框壳款系杠纹点线钻搭撞渐与及{_COLOURS}])"
)
_ET_CETERA = re.compile(r"\betc\b|\bи (?:др|т\. ?д|другие)\b|等(?![^\W\d_])", re.IGNORECASE)
_ARTICLE = re.compile(r"[A-Za-z]{0,4}[0-9][A-Za-z0-9-]{3,20}")
_NEUTRAL = re.compile(
    r"\b(?:matt?e?|gloss[a-z]*|metallic|colou?rs?|finish|body|standard|main|цвет[а-я]*|матов[а-я]*|глянц[а-я]*|металлик|основн[а-я]*)\b"
    r"|颜色|主色|色|哑光|亮光|磨砂|[\W\d_]+"
)


def parse_colours(text: str) -> tuple[Shade, ...]:
    """The shades that a whole value names, in order; () where it names none.

    A part of a list that names no colour ("black / sunset") is a shade that is not known: it may be any.
    """
    named = [(part, _shades_of(part)) for part in _parts(plain(text))[:_MOST_PARTS]]
    if not any(shades for _, shades in named):
        return ()
    unknown = [Shade(part[:_LONGEST_NAME], _UNKNOWN) for part, shades in named if _says_more(part, shades)]
    return tuple(dict.fromkeys((*(shade for _, shades in named for shade in shades), *unknown)))


def _shades_of(part: str) -> list[Shade]:
    shades = [found.value for found in find_colours(part)]
    colours = [shade for shade in shades if shade.name not in _STUFF]
    if any(shade.name == _TRANSPARENT for shade in shades):
        colours = [replace(shade, near=shade.near | {_TRANSPARENT}) for shade in colours]
    return colours or shades


def find_colours(text: str) -> list[Found[Shade]]:
    """Each colour in free text. A word inside another is none (Blackview, greenhouse, 蓝牙)."""
    text = plain(text)
    leveled = level(text)
    named = [(found.start, found.start + len(found.quote), found.value) for found in find_words(text, _lexicon())]
    spans = sorted([*named, *_singles(leveled, named)])
    return [_shaded(text, leveled, *span) for span in spans]


def _singles(leveled: str, named: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    taken = {place for start, end, _ in named for place in range(start, end)}
    for match in _ONE.finditer(leveled):
        if match.start() not in taken:
            yield match.start(), match.end(), _SINGLE[match[1]]


def _shaded(text: str, leveled: str, start: int, end: int, name: str) -> Found[Shade]:
    """With the modifier before it, where the colour is a plain one: "dark" and green make dark green."""
    shade = _shades()[name]
    modifier = _MODIFIER.search(leveled, max(0, start - _LONGEST_MODIFIER), start)
    if modifier and shade.name == shade.family and shade.name not in _AS_THEY_ARE:
        start, shade = modifier.start(), _darker_or_lighter(shade, "dark" if modifier["dark"] else "light")
    return Found(shade, text[start:end], start)


def _darker_or_lighter(shade: Shade, how: str) -> Shade:
    name = f"{how} {shade.family}"
    return _shades().get(name) or Shade(name, shade.family, shade.near)


def _parts(text: str) -> list[str]:
    return [piece for part in split_list(text) for piece in re.split(r" ?(?:\+|&| and | и |和) ?", part)]


def _says_more(part: str, shades: list[Shade]) -> bool:
    """A part without a colour of ours, or one with "etc."."""
    return bool(_ET_CETERA.search(part)) if shades else not _is_neutral(part)


def _is_neutral(part: str) -> bool:
    """Nothing but words of finish and place ("matte", "Цвет:", 主色), or an article number."""
    return bool(_ARTICLE.fullmatch(part)) or not _NEUTRAL.sub("", level(part))


@cache
def _lexicon() -> Lexicon:
    return lexicon_of({_head(head)[0]: synonyms for head, synonyms in _lines()})


@cache
def _shades() -> dict[str, Shade]:
    shades = {}
    for head, _ in _lines():
        name, family, near = _head(head)
        shades[name] = Shade(name, family, near)
    return shades


def _lines() -> Iterator[tuple[str, list[str]]]:
    yield from entries(colour_names.PLAIN)
    yield from entries(colour_names.SHADES)


def _head(head: str) -> tuple[str, str, frozenset[str]]:
    """ "dark grey = grey ~ black" as its name, family and neighbours."""
    named, _, near = head.partition("~")
    name, _, family = (part.strip() for part in named.partition("="))
    return name, family or name, frozenset(filter(None, map(str.strip, near.split(","))))
