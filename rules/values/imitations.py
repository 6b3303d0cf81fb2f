"""Whether a material is what it is called: 仿真丝 and "wood effect" only look so, "no cotton" and "PVC-free" deny it.

Read from the words right before and right behind its name.
"""

from __future__ import annotations

import re
from typing import Literal

Mark = Literal["real", "imitated", "denied"]

# In English and Russian an adjective may stand between ("искусственный белый мех"). 仿古铜 is old copper, no imitation.
_ADJECTIVE = r"(?: \w+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ую|юю|ых|их))?"
_LOOKS_BEFORE = re.compile(
    r"(?<!\w)(?:(?:faux|fake|mock|vegan|pseudo|imitation(?: of)?|imitated|simulated)(?: [a-z]+)?|artificial"
    r"|(?:искусственн\w*|искусств?|имитаци\w+|имитирующ\w+|ненастоящ\w+|веганск\w+|псевдо|под)"
    rf"{_ADJECTIVE})[ -]$|(?:仿真?|人造|人工|假) ?$"
)
_LOOKS_BEHIND = re.compile(
    r"[ (-]{0,2}(?:effect|look|like|style|feel|touch|finish|grain|alternative|substitute|imitation|replica"
    r"|искусственн\w*|имитаци\w+)(?!\w)|纹|质?感(?!应)"
)
_DENIED_BEFORE = re.compile(
    r"(?<!\w)(?:no|non|not|without|instead of|free of|free from|без|не|нет|вместо)"
    r"(?: (?:any|an?|real|made of|contain\w*|из|содерж\w+|добавлени\w+))?[ -]$|(?:不含|不是|不加|没有|无|非) ?$"
)
# Free size and free shipping deny nothing; "gold tone" and 银色 are colours, 棉色丁 is sateen.
_DENIED_BEHIND = re.compile(
    r"-free(?!\w)| free(?=\W*$)|[ -](?:tone|colou?red)(?!\w)|[ -](?:colou?r|цвета)(?=\W*$)|色(?![丁织纺布纱丝])"
)
# So much before a name is looked at.
REACH = 40


def mark_of(before: str, behind: str) -> Mark:
    """`before` and `behind` are the texts between a name and its neighbours, as `scripts.level` makes them."""
    before = before[-REACH:]
    if _DENIED_BEFORE.search(before) or _DENIED_BEHIND.match(behind):
        return "denied"
    return "imitated" if _LOOKS_BEFORE.search(before) or _LOOKS_BEHIND.match(behind) else "real"
