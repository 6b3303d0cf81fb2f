"""What sellers call one fact in English, Chinese and Russian, so that "wheels", 轮子 and колёса meet. Pure: no Django.

Only names that mean the same whatever is sold: "size" is a weight for coffee, and "capacity" gigabytes for a disk.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.values.text import fold

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
