"""Colours and materials that running text says a thing has.

Words that are more often something else ("wine", "gold", "paper") count only alone between two marks; what is
imitated, denied or said of another thing not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dedup.backends import offline_passing as passing
from rules.values.colours import find_colours
from rules.values.imitations import mark_of
from rules.values.materials import find_materials
from rules.values.scripts import level
from rules.values.text import Found
from rules.values.vocabulary import words

_I = re.IGNORECASE
_PARTS = re.compile(r"[,;|()\[\]/，；、()【】:]| [-–—+] ")
_LETTER = re.compile(r"[^\W\d_]")

# Colours by their plain names; all others ("chocolate", "oak", "champagne") may be the thing itself.
_PLAIN = re.compile(
    r"black|white|gr[ae]y|\bred\b|blue|green|yellow|purple|pink|brown|beige|navy|burgundy|maroon|khaki|turquoise"
    r"|teal|violet|fuchsia|magenta|crimson|scarlet|indigo|cyan|multi-? ?colou?r|charcoal|\borange\b|\btan\b|\baqua\b"
    r"|silver|gold\b|черн|бел(?:ы|о|а[яй])|сер(?:ы|о[йгем]|ая)|красн|син(?:[ияе]й|яя|ее|их)|голуб(?:о|ы|ая)|зелен"
    r"|желт|оранжев|коричнев|бежев|розов|фиолетов|бордо|бирюзов|пурпурн|сиренев|хаки|серебрист|золотист|разноцвет"
    r"|色|[黑白灰红蓝绿黄紫粉橙棕褐银]",
)
# Of a food, a drink or a light the word is no colour of the thing that is sold.
_NAMES = re.compile(
    r" ?(?:tea|coffee|pepper|rice|wine|chocolate|beans?|currants?|berr(?:y|ies)|cumin|salt|garlic|truffles?|cheese"
    r"|juice|oil|onions?|cabbage|lentils?|potato(?:es)?|sugar|bread|vinegar|mushrooms?|clay|noise|board|friday|tooth"
    r"|beard|teeth|hair|meat|fish|peas|apples?|grapes?|peel|blossom|zest|mold|label|belt|light"
    r"|чай|чая|кофе|пер(?:ец|ца)|рис\w?|вин[оа]|шоколад\w?|фасол\w+|смородин\w+|сол[ьи]|хлеб\w?|икр[аы]|лук\w?"
    r"|капуст\w+|чечевиц\w+|глин\w+|молок\w+|сахар\w?|масл\w+|мыш[ьи]|дерев\w+|золот\w+|волос\w*)(?![^\W\d_])",
    _I,
)
_SHADED = re.compile(
    r"(?<![^\W_])(?:(?:matte?|bright|metallic|antique|heather|brushed|polished|glossy|neon|true|dusty|deep|light"
    r"|dark|pale|soft|hot|royal|classic|solid|матов\w+|ярко|нежно)[ -]){1,2}$",
    _I,
)
_BACK = 40


def colours(text: str) -> list[Found[Any]]:
    found = find_colours(text)
    stated = [one for one in found if not names_a_food(one, text)]
    told = [one for one in stated if _PLAIN.search(level(one.quote)) or _alone(one, found, text)]
    return [_shaded(one, text) for one in passing.outside(told, passing.beside(text))] if told else []


def names_a_food(one: Found[Any], text: str) -> bool:
    """Black tea, зелёный чай, white noise."""
    return bool(_NAMES.match(text, one.start + len(one.quote)))


def _shaded(one: Found[Any], text: str) -> Found[Any]:
    """With the words that shade it: "matte black"."""
    modifier = _SHADED.search(text, max(0, one.start - _BACK), one.start)
    start = modifier.start() if modifier else one.start
    return Found(one.value, text[start : one.start + len(one.quote)], start)


def _alone(one: Found[Any], found: Sequence[Found[Any]], text: str) -> bool:
    """Whether its part of the text names nothing else: "Ring, gold", "Sofa (oak / walnut)"."""
    behind = _PARTS.search(text, one.start + len(one.quote))
    low = max((mark.end() for mark in _PARTS.finditer(text, 0, one.start)), default=0)
    high = behind.start() if behind else len(text)
    if low == 0 and high == len(text):
        return False
    rest = list(text)
    for other in found:
        rest[other.start : other.start + len(other.quote)] = " " * len(other.quote)
    return not _LETTER.search("".join(rest[low:high]))


# As materials these are shorts of other words, or first of all something else.
_RARELY = words("""
down feather feathers pearl pearls crystal amber straw wax horn bone magnet magnets paper glass tin iron gold silver
platinum stone oxford pc pe pp pu pur pes pet ps abs eva md carbon cloth fabric fabrics textile textiles metal metals
poly oak pine walnut cherry beech maple ash cork jersey steel plastic copper titan mink resin lace poplin jeans
пух перо мех рог кость тик орех вишня сетка пк пп пэ пу хб пена сатин бук дуб кедр
皮 革 木 铁 银 铜 钢 麻 棉 竹 纸 布 陶 瓷 藤 锡 蜡 毡 缎 锦 涤 氨 腈 面料 布料
""")
_CARE = re.compile(
    r" ?(?:cleaner|polish|glue|adhesive|conditioner|care|paint|dye|stain|wash|shampoo|repair|cutter|drill|screws?|saw"
    r"|candy|stove|oven|detector|для ухода|клей|краск\w+|清洁|护理|胶水)(?![^\W\d_])",
    _I,
)
_SHARE_BEFORE = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{1,2})? ?% ?$")
_SHARE_BEHIND = re.compile(r" ?[0-9]{1,3}(?:[.,][0-9]{1,2})? ?%")
_HOW = re.compile(r"(?:made (?:of|from|with)|100 ?%|[0-9]{1,3} ?%|из|материал\w*:?|材质:?)(?: \w+)? ?$", _I)


def materials(text: str) -> list[Found[Any]]:
    """What it is really made of, not what cares for it."""
    found = find_materials(text)
    if not found:
        return []
    leveled = level(text)
    ends = [0, *(one.start + len(one.quote) for one in found)]
    starts = [*(one.start for one in found), len(text)]
    told = [
        one
        for at, one in enumerate(found)
        if mark_of(leveled[ends[at] : one.start], leveled[ends[at + 1] : starts[at + 1]]) == "real"
        and not _CARE.match(text, ends[at + 1])
        and (level(one.quote) not in _RARELY or _is_said(one, text) or _alone(one, found, text))
    ]
    return [_with_share(one, text) for one in passing.outside(told, passing.beside(text))] if told else []


def _with_share(one: Found[Any], text: str) -> Found[Any]:
    """ "95% cotton" and 棉95% whole."""
    start, end = one.start, one.start + len(one.quote)
    if before := _SHARE_BEFORE.search(text, max(0, start - _BACK), start):
        start = before.start()
    elif behind := _SHARE_BEHIND.match(text, end):
        end = behind.end()
    return Found(one.value, text[start:end], start)


def _is_said(one: Found[Any], text: str) -> bool:
    return bool(_HOW.search(text, max(0, one.start - _BACK), one.start))
