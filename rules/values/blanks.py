"""What people type where they know nothing: "n/a", "не указано", 无信息, "I don't know".

Everything here is held against folded text (see `text.fold`).
"""

from __future__ import annotations

import re

BLANK = frozenset(
    [
        *("n/a", "na", "n.a", "none", "null", "nil", "not applicable", "not available", "no data", "no details", "n/k"),
        *("does not apply", "no brand", "unbranded", "noname", "no name", "tbd", "tba", "nan", "undefined", "unclear"),
        *("out of stock", "sold out"),
        *(
            "无",
            "暂无",
            "没有",
            "无品牌",
            "未填写",
            "不适用",
            "無",
            "無品牌",
            "暂缺",
            "待定",
            "待确认",
            "待补充",
            "不明",
        ),
        *("不明", "无数据", "暂无数据", "没有数据", "無數據", "缺货", "无货", "无现货", "暂无货"),
        *("нет", "без бренда", "нет бренда", "н/д", "отсутствует", "не применимо", "неприменимо", "распродано"),
        *("уточняйте", "уточняется", "уточняйте у продавца", "уточняйте у менеджера"),
    ]
)

_INFORMATION = "(?:информаци[яию]|инф|инфо|данны[ех]|сведени[яй])"
_NOT_SAID = (
    "(?:specified|stated|indicated|mentioned|listed|given|known|disclosed|determined|defined|sure|certain|clear)"
)
_NOT_TOLD = (
    "(?:указ(?:ан[аоы]?|ывается|ываются)|уточн(?:ен[аоы]?|яется|яются)|извест(?:ен|н[аоы])"
    "|определен[аоы]?|заполнен[аоы]?|задан[аоы]?|выбран[аоы]?|знаю|знаем|помню|увер(?:ен[аы]?))"
)
# Words that never say that a thing lacks something. "Not included" and 未提供 may, and "no data cable" and 无数据线
# do; so "no data" and 无数据 count only alone.
UNSTATED = re.compile(
    rf"\b(?:no (?:info|information|idea)|not {_NOT_SAID}|unknown|unspecified|unsure|idk"
    rf"|(?:i )?(?:don'?t|do not|can'?t|cannot) (?:know|tell|say)"
    rf"|(?:нет|без|отсутству[юе]т) {_INFORMATION}|{_INFORMATION} (?:нет|отсутству[юе]т)"
    rf"|не {_NOT_TOLD}|неизвест(?:ен|н[аоы])|(?:временно )?нет (?:в наличии|на складе))\b"
    r"|不(?:知道|确定|確定|清楚|了解|详|詳)|未(?:知|标明|標明|标注|標註|注明|說明|说明|指定|公布|确定|確定)"
    r"|(?:无法|無法|不能)(?:确定|確定|判断|判斷|确认|確認|得知)|(?:暂无|没有|无|無|沒有)(?:相关|任何)?(?:信息|資訊|资料|資料)"
)
# "Производитель не указан", "brand not specified", 品牌不详: the name of what is not stated may stand in front.
_NAME = r"(?:[^\W\d_]{1,20}:? |(?:品牌|型号|颜色|材质|尺寸|规格|产地|信息|数据):?)"
_WHOLE = re.compile(rf"{_NAME}?(?:(?!unknown)(?:{UNSTATED.pattern}))|unknown")


def says_nothing(folded: str) -> bool:
    """A folded text without a letter or digit, or one of the many ways of stating nothing."""
    return folded in BLANK or not any(map(str.isalnum, folded)) or bool(_WHOLE.fullmatch(folded))
