"""ModelNumberItemMatcher."""

from __future__ import annotations

from . import Table

TABLE = Table(
    "ModelNumberItemMatcher",
    cases=[
        ("AM53BK", "am-53-bk", "same"),
        ("PS-LX350H", "Sony PSLX350H turntable", "same"),
        ("DW 745", "DW745", "same"),
        ("MB990LL/A", "mb990lla", "same"),
        ("WH-1000XM4", "WH1000XM4", "same"),
        ("Model: AM53BK", "AM53BK", "same"),
        ("арт. 12345", "12345", "same"),
        ("货号：A1234-5", "A12345", "same"),
        ("型号AM53BK黑色", "AM 53 BK", "same"),
        ("АМ53ВК", "AM53BK", "same"),
        ("Артикул CW2288-111", "CW2288 111", "same"),
        (4711, "4711", "same"),
        (["AM53BK", "AM53WH"], "AM53WH", "same"),
        ("AM53BK", "AM54BK", "different"),
        ("AM53BK", "AM53WH", "different"),
        ("KT-1700", "KT-1250", "different"),
        ("арт. 12345", "арт. 12346", "different"),
        ("货号A1234", "货号B1234", "different"),
        ("Ц-12", "Д-12", "different"),
        ("none", "AM53BK", "missing"),
        ("нет", "AM53BK", "missing"),
        ("see picture", "AM53BK", "unreadable"),
        ("见图", "AM53BK", "unreadable"),
        ("24-inch", "AM53BK", "unreadable"),
        ("P/N: 00TN905", "00TN905", "same"),
        ("RTX 4070", "RTX4070", "same"),
        ("型号：WH-1000XM5", "wh1000xm5", "same"),
        ("модель ТК-110", "TK110", "same"),
        ("iPhone 15 Pro A3104", "A3104", "same"),
        ("SM-S918B/DS", "SM-S918B", "different"),
        ("DD1391-100", "DD1391-101", "different"),
        ("см. фото", "AM53BK", "unreadable"),
    ],
    with_options=[
        ({"suffix": 2}, "AM53", "AM53BK", "same"),
        ({"suffix": 2}, "AM53", "AM53BLK", "different"),
        ({"suffix": 2}, "AM5", "AM53", "different"),
        ({"suffix": 2}, "AM53BK", "AM53WH", "different"),
        ({"suffix": 0}, "AM53", "AM53B", "different"),
    ],
    hostile=[
        ("A1-" * 3000, "AM53BK", "different"),
        ("AM\u200b53\ud800BK", "AM53BK", "same"),
        ("-" * 5000, "AM53BK", "missing"),
    ],
)
