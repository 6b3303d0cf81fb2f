"""PatternItemMatcher."""

from __future__ import annotations

from . import Table

RAL = {"pattern": r"(?i)\bRAL ?(\d{4})\b"}
SOCKET = {"pattern": r"(?i)\b(AM4|AM5|LGA ?\d{3,4})\b"}
MESH = {"pattern": r"(?i)(?:no?\.? ?|#|P|зерно |目数 ?)(\d{2,4})"}
POWER = {"pattern": r"(?i)(\d+(?:[.,]\d+)?) ?(?:V|В)(?:\W+(\d+(?:[.,]\d+)?) ?(?:A|А))?"}
WAYS = {"pattern": r"(?i)tog (\d+)|(\d+) tog"}
TON = {"pattern": r"(?i)(?:тон|shade|色号) ?(?:no|#|:)? ?(\d+(?:\.\d+)?)"}

TABLE = Table(
    "PatternItemMatcher",
    options=RAL,
    cases=[
        ("RAL 9005", "ral9005 jet black", "same"),
        ("Powder coated, RAL 7016", "Anthracite (RAL7016)", "same"),
        ("RAL 9010 matt", "Matt RAL 9010", "same"),
        ("ＲＡＬ ９００５", "RAL9005", "same"),
        ("Эмаль RAL 3020 красная", "RAL3020", "same"),
        ("Профлист, цвет RAL 8017", "шоколад RAL 8017", "same"),
        ("粉末喷涂 RAL9016 白色", "RAL 9016", "same"),
        ("劳尔色卡RAL 5010", "RAL5010 蓝", "same"),
        (["RAL 9005", "RAL 9010"], "RAL 9010", "same"),
        ("RAL 9005", "RAL 9016", "different"),
        ("Эмаль RAL 3020", "Эмаль RAL 3000", "different"),
        ("粉末喷涂 RAL9016", "粉末喷涂 RAL9005", "different"),
        ("RAL 90051", "RAL 9005", "unreadable"),
        ("jet black", "RAL 9005", "unreadable"),
        ("чёрный матовый", "RAL 9005", "unreadable"),
        ("黑色", "RAL 9005", "unreadable"),
        (None, "RAL 9005", "missing"),
        ("无", "RAL 9005", "missing"),
        ("не указан", "RAL 9005", "missing"),
    ],
    with_options=[
        (SOCKET, "Socket LGA1700", "lga 1700, DDR5", "different"),
        (SOCKET, "Материнская плата AM4", "сокет am4", "same"),
        (SOCKET, "主板 AM5 接口", "AM5", "same"),
        (SOCKET, "AM4", "AM5", "different"),
        (MESH, "Наждачная бумага P120", "Шлифлист зерно 120", "same"),
        (MESH, "砂纸 目数 240", "sandpaper #240", "same"),
        (MESH, "砂纸 目数 240", "sandpaper #400", "different"),
        (POWER, "12V 2A", "12 В, 2 А", "same"),
        (POWER, "12V/2A 电源适配器", "Блок питания 12В 2А", "same"),
        (POWER, "12V 2A", "12V 5A", "different"),
        (POWER, "12V 2A", "12V", "missing"),
        (POWER, "电源 19V", "Блок питания 19 В 3,42 А", "missing"),
        (WAYS, "Tog 10", "10 tog", "same"),
        (WAYS, "Tog 10", "13 tog", "different"),
        (TON, "Краска, тон 6.1", "shade 6.1", "same"),
        (TON, "口红 色号 999", "Помада, тон № 999", "same"),
        (TON, "口红 色号 999", "口红 色号 888", "different"),
    ],
    hostile=[
        ("RAL" * 3000, "RAL 9005", "unreadable"),
        ("9005 " * 2000, "RAL 9005", "unreadable"),
        ("RA\u200bL\u202e 9005\0\ud800", "RAL 9005", "same"),
        ("RAL 9005 " * 1000, "RAL 9005", "same"),
    ],
)
