"""What sellers write, in English, Chinese and Russian: names of things and sentences to put them in."""

from __future__ import annotations

LANGUAGES = ("en", "zh", "ru")
CURRENCIES = {"en": "USD", "zh": "CNY", "ru": "RUB"}
RATES = {"USD": 1.0, "CNY": 7.2, "RUB": 92.0}

# Names of colours, flavours, materials and genders.
NAMES: dict[str, tuple[str, str, str]] = {
    "black": ("black", "黑色", "чёрный"),
    "white": ("white", "白色", "белый"),
    "red": ("red", "红色", "красный"),
    "blue": ("blue", "蓝色", "синий"),
    "green": ("green", "绿色", "зелёный"),
    "yellow": ("yellow", "黄色", "жёлтый"),
    "grey": ("grey", "灰色", "серый"),
    "pink": ("pink", "粉色", "розовый"),
    "brown": ("brown", "棕色", "коричневый"),
    "beige": ("beige", "米色", "бежевый"),
    "orange": ("orange", "橙色", "оранжевый"),
    "purple": ("purple", "紫色", "фиолетовый"),
    "classic": ("classic", "原味", "классический"),
    "hazelnut": ("hazelnut", "榛果", "лесной орех"),
    "vanilla": ("vanilla", "香草", "ваниль"),
    "caramel": ("caramel", "焦糖", "карамель"),
    "chocolate": ("chocolate", "巧克力", "шоколад"),
    "jasmine": ("jasmine", "茉莉", "жасмин"),
    "bergamot": ("bergamot", "佛手柑", "бергамот"),
    "lemon": ("lemon", "柠檬", "лимон"),
    "mint": ("mint", "薄荷", "мята"),
    "ginger": ("ginger", "生姜", "имбирь"),
    "peach": ("peach", "桃子", "персик"),
    "raspberry": ("raspberry", "覆盆子", "малина"),
    "mesh": ("mesh", "网布", "сетка"),
    "leather": ("leather", "真皮", "натуральная кожа"),
    "suede": ("suede", "反绒皮", "замша"),
    "nubuck": ("nubuck", "磨砂皮", "нубук"),
    "textile": ("textile", "织物", "текстиль"),
    "men": ("men", "男", "мужской"),
    "women": ("women", "女", "женский"),
}

# Two titles for each kind and language; {…} are the phrases of `wording`.
TITLES: dict[str, dict[str, tuple[str, str]]] = {
    "suitcase": {
        "en": ("{brand} {model} hard shell suitcase {size}", "{brand} {model} spinner luggage with TSA lock, {size}"),
        "zh": ("{brand} {model} 万向轮拉杆箱 {size}", "{brand} {model} 硬壳行李箱 密码锁 {size}"),
        "ru": ("Чемодан {brand} {model} на колёсах, {size}", "{brand} {model} пластиковый чемодан {size}"),
    },
    "backpack": {
        "en": ("{brand} {model} backpack {size}", "{brand} {model} daypack with laptop sleeve, {size}"),
        "zh": ("{brand} {model} 双肩背包 {size}", "{brand} {model} 大容量电脑书包 {size}"),
        "ru": ("Рюкзак {brand} {model}, {size}", "{brand} {model} городской рюкзак для ноутбука {size}"),
    },
    "sneaker": {
        "en": ("{brand} {model} {gender}'s running sneakers, {colour}", "{gender}'s trainers {brand} {model} {colour}"),
        "zh": ("{brand} {model} {gender}款运动鞋 {colour}", "{brand} {model} {gender}士跑步鞋 {colour}"),
        "ru": (
            "Кроссовки {gender_many} {brand} {model}, {colour}",
            "{brand} {model} {gender_many} кроссовки, {colour}",
        ),
    },
    "boot": {
        "en": ("{brand} {model} {gender}'s boots, {colour}", "{gender}'s ankle boots {brand} {model} {colour}"),
        "zh": ("{brand} {model} {gender}款短靴 {colour}", "{brand} {model} {gender}士马丁靴 {colour}"),
        "ru": ("Ботинки {gender_many} {brand} {model}, {colour}", "{brand} {model} {gender_many} ботинки, {colour}"),
    },
    "lenses": {
        "en": (
            "{brand} {model} contact lenses {power}, {lenses} pack",
            "Contact lenses {brand} {model} {lenses} pcs, power {power}",
        ),
        "zh": (
            "{brand} {model} 隐形眼镜 {power} {lenses}片装",
            "{brand} {model} 透明隐形近视眼镜 {lenses}片装 度数 {power}",
        ),
        "ru": (
            "Контактные линзы {brand} {model}, {lenses} шт., {power}",
            "{brand} {model} линзы контактные {power}, {lenses} шт.",
        ),
    },
    "coffee": {
        "en": (
            "{brand} {model} {flavour} ground coffee {weight}{packs}",
            "Coffee {brand} {model}, {flavour}, {weight}{packs}",
        ),
        "zh": (
            "{brand} {model} {taste}咖啡粉 {weight}{packs}",
            "{brand} {model} 研磨咖啡 {taste} {weight}{packs}",
        ),
        "ru": (
            "Кофе молотый {brand} {model}, {flavour}, {weight}{packs}",
            "{brand} {model} кофе {flavour} {weight}{packs}",
        ),
    },
    "tea": {
        "en": (
            "{brand} {model} {flavour} tea {weight}{packs}",
            "Loose leaf tea {brand} {model}, {flavour}, {weight}{packs}",
        ),
        "zh": ("{brand} {model} {flavour}茶 {weight}{packs}", "{brand} {model} 散装茶叶 {taste} {weight}{packs}"),
        "ru": (
            "Чай {brand} {model}, {flavour}, {weight}{packs}",
            "{brand} {model} чай листовой {flavour} {weight}{packs}",
        ),
    },
    "kettle": {
        "en": ("{brand} {model} electric kettle {volume}", "Electric kettle {brand} {model}, {volume}, 2200 W"),
        "zh": ("{brand} {model} 电热水壶 {volume}", "{brand} {model} 不锈钢烧水壶 自动断电 {volume}"),
        "ru": ("Чайник электрический {brand} {model}, {volume}", "{brand} {model} электрочайник {volume} 2200 Вт"),
    },
    "headphones": {
        "en": ("{brand} {model} over-ear headphones", "Wireless headphones {brand} {model} with microphone"),
        "zh": ("{brand} {model} 头戴式耳机", "{brand} {model} 无线蓝牙耳机 带麦克风"),
        "ru": ("Наушники {brand} {model} полноразмерные", "{brand} {model} беспроводные наушники с микрофоном"),
    },
}

# What the sellers' form asks for: (name, value) in each language. Material of bags is a field of the shop's own form.
ATTRIBUTES: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "suitcase": {
        "en": (("size", "{size}"), ("质地", "{raw_material}"), ("wheels", "4")),
        "zh": (("尺寸", "{size}"), ("质地", "{raw_material}"), ("轮子", "4个")),
        "ru": (("размер", "{size}"), ("质地", "{raw_material}"), ("колёса", "4")),
    },
    "backpack": {
        "en": (("size", "{size}"), ("质地", "{raw_material}")),
        "zh": (("尺寸", "{size}"), ("质地", "{raw_material}")),
        "ru": (("размер", "{size}"), ("质地", "{raw_material}")),
    },
    "sneaker": {
        "en": (("color", "{colour}"), ("gender", "{gender}"), ("upper material", "{material}")),
        "zh": (("颜色", "{colour}"), ("性别", "{gender}"), ("鞋面材质", "{material}")),
        "ru": (("цвет", "{colour}"), ("пол", "{gender}"), ("материал верха", "{material}")),
    },
    "lenses": {
        "en": (("power", "{power}"), ("pack size", "{lenses} lenses"), ("base curve", "8.6")),
        "zh": (("度数", "{power}"), ("包装数量", "{lenses}片"), ("基弧", "8.6")),
        "ru": (("оптическая сила", "{power}"), ("в упаковке", "{lenses} шт."), ("радиус кривизны", "8,6")),
    },
    "coffee": {
        "en": (("flavour", "{flavour}"), ("net weight", "{weight}")),
        "zh": (("口味", "{taste}"), ("净含量", "{weight}")),
        "ru": (("вкус", "{flavour}"), ("масса нетто", "{weight}")),
    },
    "kettle": {
        "en": (("model", "{model}"), ("capacity", "{volume}"), ("color", "{colour}")),
        "zh": (("型号", "{model}"), ("容量", "{volume}"), ("颜色", "{colour}")),
        "ru": (("модель", "{model}"), ("объём", "{volume}"), ("цвет", "{colour}")),
    },
    "headphones": {
        "en": (("model", "{model}"), ("color", "{colour}")),
        "zh": (("型号", "{model}"), ("颜色", "{colour}")),
        "ru": (("модель", "{model}"), ("цвет", "{colour}")),
    },
}
ATTRIBUTES["boot"] = ATTRIBUTES["sneaker"]
ATTRIBUTES["tea"] = ATTRIBUTES["coffee"]

DESCRIPTIONS: dict[str, dict[str, str]] = {
    "suitcase": {
        "en": "Four silent wheels, telescopic handle and a lined inside with straps. {brand} {model}, {size}.",
        "zh": "静音万向轮，伸缩拉杆，内衬带固定带。{brand} {model}，尺寸 {size}。",
        "ru": "Четыре бесшумных колеса, выдвижная ручка, подкладка с ремнями. {brand} {model}, {size}.",
    },
    "backpack": {
        "en": "Padded back, adjustable straps and a pocket for a bottle on each side. {size}.",
        "zh": "透气背垫，可调节肩带，两侧水瓶袋。尺寸 {size}。",
        "ru": "Мягкая спинка, регулируемые лямки и карманы для бутылок по бокам. {size}.",
    },
    "sneaker": {
        "en": "Light shoe with a springy sole for the street and the track. Upper: {material}.",
        "zh": "轻便回弹鞋底，日常与跑步皆宜。鞋面：{material}。",
        "ru": "Лёгкая обувь с упругой подошвой для города и бега. Верх: {material}.",
    },
    "boot": {
        "en": "Sturdy boot with a warm lining and a sole that grips. Upper: {material}.",
        "zh": "结实耐穿，保暖内里，防滑鞋底。鞋面：{material}。",
        "ru": "Прочная обувь с тёплой подкладкой и нескользкой подошвой. Верх: {material}.",
    },
    "lenses": {
        "en": "Soft lenses that stay moist all day. Diameter 14.2 mm.",
        "zh": "软性镜片，全天保湿。直径 14.2 毫米。",
        "ru": "Мягкие линзы, которые остаются влажными весь день. Диаметр 14,2 мм.",
    },
    "coffee": {
        "en": "Slowly roasted, finely ground, sealed at once. Keep cool and dry.",
        "zh": "慢火烘焙，细致研磨，即时密封。请置于阴凉干燥处。",
        "ru": "Медленная обжарка, тонкий помол, герметичная упаковка. Хранить в сухом месте.",
    },
    "tea": {
        "en": "Whole leaves with nothing artificial. Brew for three to five minutes.",
        "zh": "整叶原茶，无人工添加。冲泡三至五分钟。",
        "ru": "Цельный лист без искусственных добавок. Заваривать три-пять минут.",
    },
    "kettle": {
        "en": "Boils quickly, switches off by itself, no water no heat. {brand} {model}.",
        "zh": "快速沸腾，自动断电，防干烧。{brand} {model}。",
        "ru": "Быстро кипятит, отключается сам, защита от включения без воды. {brand} {model}.",
    },
    "headphones": {
        "en": "Clear sound, soft cushions, folds flat for the bag. {brand} {model}.",
        "zh": "音质清晰，软垫耳罩，可折叠收纳。{brand} {model}。",
        "ru": "Чистый звук, мягкие амбушюры, складная конструкция. {brand} {model}.",
    },
}
