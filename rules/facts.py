"""What sellers call one fact in English, Chinese and Russian, so that "wheels", 轮子 and колёса meet. Pure: no Django.

Only names that mean the same whatever is sold: "size" is a weight for coffee, and "capacity" gigabytes for a disk.

`KINDS` says besides what a name is about, so that its value can be found in running text: a colour by the names of
colours. "Frame colour" is the colour of a part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rules.values.scripts import HAN
from rules.values.text import fold
from rules.values.vocabulary import words

NAMES = """
wheels, number of wheels: 轮子, 轮子数量, 滚轮, 脚轮: колёса, колеса, количество колёс, количество колес
handle, handle type: 拉杆, 手柄, 把手: ручка, тип ручки
lock, lock type: 锁, 锁类型, 锁具类型: замок, тип замка
closure, closure type, fastening: 闭合方式, 开合方式: застёжка, застежка, вид застёжки, вид застежки, тип застёжки
pockets, number of pockets: 口袋数量: карманы, количество карманов
compartments, number of compartments: 隔层数量: отделения, количество отделений
lining, lining material: 里料, 里料材质, 内里材质: подкладка, материал подкладки, материал подклада
upper material: 鞋面材质, 帮面材质: материал верха
sole material, outsole material: 鞋底材质, 大底材质: материал подошвы
insole material: 鞋垫材质, 内底材质: материал стельки
heel height: 跟高, 鞋跟高度: высота каблука
sleeve length: 袖长: длина рукава
neckline, collar: 领型, 领口: вырез, вырез горловины, воротник
pattern, print: 图案, 花纹: рисунок, принт, узор
season: 季节, 适用季节: сезон, сезонность
style: 风格: стиль
net weight: 净重, 净含量: вес нетто, масса нетто
gross weight: 毛重: вес брутто, масса брутто, вес с упаковкой
length: 长度: длина
width: 宽度: ширина
height: 高度: высота
depth: 深度: глубина
diameter: 直径: диаметр
thickness: 厚度: толщина
power, rated power, wattage: 功率, 额定功率: мощность, потребляемая мощность
voltage, rated voltage: 电压, 额定电压: напряжение, напряжение питания
battery capacity: 电池容量: ёмкость аккумулятора, емкость аккумулятора, ёмкость батареи, емкость батареи
cable length, cord length: 线长, 电源线长度: длина кабеля, длина шнура
connection, connectivity: 连接方式: подключение, тип подключения
screen size: 屏幕尺寸: диагональ, диагональ экрана
resolution, screen resolution: 分辨率, 屏幕分辨率: разрешение, разрешение экрана
processor, cpu: 处理器: процессор
operating system, os: 操作系统: операционная система
country of origin, made in: 产地, 原产国: страна производства, страна происхождения, страна-производитель
warranty, warranty period: 保修期, 质保期: гарантия, гарантийный срок
shelf life: 保质期: срок годности, срок хранения
flavour, flavor, taste: 口味, 味道: вкус
scent, fragrance: 香味, 香型: аромат, запах
roast, roast level: 烘焙程度, 烘焙度: обжарка, степень обжарки
number of pieces, pieces: 件数, 片数: количество предметов, количество штук
"""


def _read() -> Mapping[str, str]:
    """Every name, folded, with the first of its line."""
    lines = [[name.strip() for name in line.replace(":", ",").split(",")] for line in NAMES.strip().splitlines()]
    return {fold(name): names[0] for names in lines for name in names}


FACTS = _read()


def of(name: str) -> str:
    """The fact that an attribute of this name states; one that is not known stands for itself."""
    return FACTS.get(fold(name), name)


# kind: names, the one that says it best first. What is in brackets or behind a comma does not count.
KINDS = """
brand: brand, brand name, manufacturer, maker, manufacturer name, trademark, 品牌, 厂商, 制造商, 生产商, 厂家,
    牌子, бренд, производитель, марка, торговая марка, изготовитель, фирма
colour: colour, color, colours, colors, colourway, colorway, 颜色, 颜色分类, 主色, 色系, 配色, 色彩, 颜色名称,
    цвет, цвета, расцветка, оттенок, основной цвет, цвет товара
material: material, materials, fabric, fabric type, composition, material composition, 材质, 面料, 质地, 材料,
    材质成分, 面料材质, материал, материалы, состав, ткань, материал изделия, состав ткани
gender: gender, sex, department, department name, target gender, target group, applicable people, 性别, 适用性别,
    适用对象, 适用人群, пол, для кого, целевая группа, пол ребёнка
age: age, age range, age group, recommended age, target age, 年龄, 适用年龄, 年龄段, возраст, возрастная группа,
    рекомендуемый возраст, возраст ребёнка
clothing size: clothing size, apparel size, garment size, 尺码, 服装尺码, 衣服尺码, размер одежды,
    российский размер
shoe size: shoe size, footwear size, 鞋码, 鞋子尺码, 鞋号, размер обуви
size: size, sizes, item size, 尺寸, 大小, 规格, размер, размеры
season: season, seasons, applicable season, 季节, 适用季节, сезон, сезонность
year: year, model year, release year, year of release, 年份, 上市年份, 年款, год, год выпуска, модельный год
version: version, generation, gen, 版本, 代数, 第几代, версия, поколение
part number: part number, mpn, model number, model no, manufacturer part number, manufacturer stock number,
    stock number, article number, article, item model number, style number, style code, 型号, 产品型号, 货号, 款号,
    零件号, артикул, артикул производителя, код производителя, партномер, номер модели
gtin: gtin, ean, upc, barcode, ean code, upc code, isbn, retail upc, 条形码, 条码, 商品条码, штрихкод, штрих-код
count: pack count, pack size, pack quantity, package quantity, number of items, number of pieces, unit count,
    units, piece count, quantity, pieces, count, 包装数量, 件数, 数量, 装数, количество в упаковке,
    штук в упаковке, количество, количество штук
length: length, item length, overall length, 长度, 长, длина, длина изделия
width: width, item width, overall width, 宽度, 宽, ширина
height: height, item height, overall height, 高度, 高, высота
depth: depth, item depth, overall depth, 深度, 深, глубина
diameter: diameter, 直径, диаметр
thickness: thickness, 厚度, 厚, толщина
weight: weight, item weight, net weight, gross weight, 重量, 净重, 毛重, вес, масса, вес товара, вес нетто,
    вес брутто
volume: volume, liquid volume, 体积, 容积, объём, объем
content: net content, size/weight, weight/size, net weight/volume, net contents, net quantity, contents, 净含量,
    含量, масса нетто, содержимое
capacity: capacity, 容量, ёмкость, емкость, вместимость
storage: storage, storage capacity, internal storage, internal memory, hard drive size, ssd capacity, 存储容量,
    储存容量, 机身内存, 硬盘容量, встроенная память, объём памяти, объём накопителя
memory: ram, memory, ram size, working memory, system memory, installed ram, 运行内存, 内存, 内存容量,
    оперативная память, озу
voltage: voltage, rated voltage, 电压, 额定电压, напряжение
power: power, wattage, rated power, power consumption, thermal design power, tdp, 功率, 额定功率, мощность
frequency: frequency, clock speed, clock rate, processor speed, cpu speed, refresh rate, 频率, 主频, 刷新率,
    частота, тактовая частота, частота обновления
rotation: rotational speed, rotation speed, spindle speed, rpm, 转速, скорость вращения, частота вращения
flavour: flavour, flavor, taste, flavours, flavors, 口味, 味道, 风味, вкус
scent: scent, fragrance, aroma, smell, 香味, 香型, 气味, 香调, аромат, запах, отдушка
compatible: compatible models, compatible with, compatibility, compatible devices, compatible phone models,
    suitable for, fits, 适用型号, 适用机型, 兼容型号, 适配机型, совместимость, совместимые модели, подходит для
protection: spf, protection level, sun protection, sun protection factor, 防晒指数, фактор защиты, степень защиты
gauge: gauge
form: item form, form, product form, dosage form, form factor, 剂型, 形态, 产品形态, форма выпуска, форма,
    консистенция
pattern: pattern, pattern type, print, 图案, 花纹, 花型, рисунок, принт, узор
closure: closure, closure type, fastening, 闭合方式, 开合方式, 扣合方式, застёжка, вид застёжки, тип застёжки
sleeve: sleeve, sleeves, sleeve length, sleeve style, sleeve type, 袖长, 袖型, длина рукава, рукав
neckline: neckline, collar, neck, collar type, neck style, 领型, 领口, вырез, вырез горловины, воротник
roast: roast, roast type, roast level, 烘焙程度, 烘焙度, обжарка, степень обжарки
sport: sport, sport type, sports, sports type, activity, 运动类型, 适用运动, вид спорта, спорт
skin type: skin type, 肤质, 适合肤质, тип кожи
hair type: hair type, 发质, 适合发质, тип волос
power source: power source, power type, fuel, fuel type, 电源类型, 供电方式, 燃料, источник питания, тип питания,
    топливо
shape: shape, stone shape, 形状, форма изделия, форма камня
metal: metal, metal type, 金属类型, 金属材质, металл, вид металла
stone: stone, stones, stone type, stones type, gemstone, gem type, 宝石, 宝石类型, 镶嵌材质, камень, вставка,
    вид камня
interface: interface, interfaces, interface type, ports, connector, connector type, 接口, 接口类型, интерфейс,
    разъём, разъёмы
mounting: mounting, mounting type, installation, installation type, 安装方式, тип установки, тип крепления,
    способ монтажа
"""


@dataclass(frozen=True)
class Kind:
    """What an output is about. `part` are the words for a part of the thing ("frame" of a frame colour)."""

    name: str
    part: tuple[str, ...] = ()


def _kinds() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in KINDS.strip().replace("\n    ", " ").splitlines():
        kind, _, names = line.partition(":")
        found.update({fold(name): kind for name in names.split(",")})
    return found


KIND_OF = _kinds()
# Say nothing of a part.
_WHOLE = words(
    "product item main overall primary exact exterior outer article total retail basic general own the of size"
    " основной основная общий общая товара изделия продукта 产品 商品 主要 主"
)
_PLURAL = re.compile(r"\((?:s|es)\)")
_BESIDE = re.compile(r"[(\[（].*|[,，:：].*")
_WORDS = re.compile(rf"[{HAN}]+|[^\W_]+")


@lru_cache(maxsize=1024)
def kind_of(*names: str) -> Kind | None:
    """By the first of the names that is known as a whole, "size" last; else the kind of a part."""
    folded = [fold(_BESIDE.sub("", _PLURAL.sub("", name))) for name in names]
    known = [KIND_OF[name] for name in folded if name in KIND_OF]
    if known:
        return Kind(next((kind for kind in known if kind != "size"), known[0]))
    return next(filter(None, map(_of_a_part, folded)), None)


@lru_cache(maxsize=256)
def names_of(kind: str) -> tuple[str, ...]:
    """What attributes with such a value are called, whatever is sold."""
    return tuple(name for name, of in KIND_OF.items() if of == kind)


def _of_a_part(name: str) -> Kind | None:
    """ "Frame colour", "цвет оправы", 镜框颜色: the longest known name at its end, in Russian at its beginning."""
    for at in range(1, len(name)):
        for head, rest in ((name[at:], name[:at]), (name[:-at], name[-at:])):
            if (kind := KIND_OF.get(head.strip())) and _parted(head, rest):
                part = tuple(word for word in _WORDS.findall(rest) if word not in _WHOLE)
                return Kind(kind, part)
    return None


def _parted(head: str, rest: str) -> bool:
    """Between words, or anywhere in Chinese."""
    return head[0] == " " or head[-1] == " " or rest[0] == " " or rest[-1] == " " or bool(re.search(f"[{HAN}]", head))
