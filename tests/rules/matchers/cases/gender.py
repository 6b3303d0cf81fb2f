"""GenderItemMatcher."""

from __future__ import annotations

from . import Table

STRICT = {"unisex": "differs"}

TABLE = Table(
    "GenderItemMatcher",
    cases=[
        ("Men", "мужской", "same"),
        ("Men's", "男士", "same"),
        ("муж.", "Male", "same"),
        ("для мужчин", "男款", "same"),
        ("М", "M", "same"),
        ("mens shoes", "男鞋", "same"),
        ("Женский", "Women", "same"),
        ("жен", "女", "same"),
        ("женские", "Ladies'", "same"),
        ("Ж", "F", "same"),
        ("для девушек", "女士", "same"),
        ("для него", "for him", "same"),
        ("дамская сумка", "女式", "same"),
        ("Унисекс", "男女同款", "same"),
        ("Unisex", "通用", "same"),
        ("男女通用", "мужской, женский", "same"),
        (["Men", "Women"], "унисекс", "same"),
        ("для мужчин и женщин", "Unisex adult", "same"),
        ("情侣款", "unisex", "same"),
        ("boys", "для мальчиков", "same"),
        ("Baby Boy", "男宝宝", "same"),
        ("Girls", "女童", "same"),
        ("для девочек", "女孩", "same"),
        ("Kids", "儿童", "same"),
        ("детский", "children", "same"),
        ("детские, унисекс", "男女童", "same"),
        ("女童", "女孩 儿童", "same"),
        ("мужской, для подростков", "Boys", "same"),
        # Unisex goes with both, unless the option says otherwise.
        ("унисекс", "Men", "same"),
        ("男女同款", "女款", "same"),
        ("Kids", "girls", "same"),
        ("男女童", "男童", "same"),
        ("Men", "Women", "different"),
        ("мужской", "женский", "different"),
        ("男", "女", "different"),
        ("Male", "女士", "different"),
        ("boys", "girls", "different"),
        ("мальчик", "девочка", "different"),
        ("Men", "boys", "different"),
        ("женщинам", "女童", "different"),
        ("Kids", "Women", "different"),
        # "Male" may be said of a boy's thing.
        ("мужской", "для мальчиков", "missing"),
        ("女", "女童", "missing"),
        ("unisex", "kids", "missing"),
        (None, "Men", "missing"),
        ("не указан", "мужской", "missing"),
        ("青年", "男", "unreadable"),
        ("humans", "men", "unreadable"),
        ("办公室", "男士", "unreadable"),
    ],
    with_options=[
        (STRICT, "унисекс", "Men", "different"),
        (STRICT, "男女通用", "Unisex", "same"),
        (STRICT, "kids", "女童", "different"),
    ],
    hostile=[
        ("М\u200bу\u200bж\0", "мужской", "same"),
        ("men" * 3000, "men", "unreadable"),
        ("ＭＥＮ", "men", "same"),
        ("women\u202enem", "men", "unreadable"),
        ("男" * 3000, "男", "same"),
        ("'; DROP TABLE men", "men", "same"),
    ],
)
