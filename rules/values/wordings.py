"""Words for facts that have a handful of values in every shop: form, pattern, closure, sleeves, roast, sport. Data.

In three languages, from general knowledge. Each line is `value: synonyms`, as in `vocabulary`. A word that is mostly
something else ("ground", "print", "bar") is here only with the word that makes it plain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rules.values.enums import Lexicon, find_words, lexicon_of
from rules.values.text import Found
from rules.values.vocabulary import entries

WORDINGS = {
    "form": """
powder: powders, powdered, порошок, порошка, порошков*, 粉末, 粉剂, 粉状
liquid: liquids, жидк*, 液体, 液态
gel: gels, гель, геля, гелев*, 凝胶, 啫喱
capsule: capsules, softgel, softgels, veggie capsules, vegetarian capsules, vegan capsules, vcaps, капсул*, 胶囊, 软胶囊
tablet: tablets, caplet, caplets, chewable tablets, chewables, chewable, effervescent tablets, таблет*, 药片, 片剂,
    咀嚼片
gummy: gummies, жевательн* пастил*, мармелад*, 软糖
drops: liquid drops, капли, 滴剂
cream: creams, крем, 霜, 乳霜, 面霜
lotion: lotions, лосьон*, 乳液
spray: sprays, aerosol, спрей, аэрозоль, 喷雾
foam: mousse, пена, пенка, мусс, 泡沫, 慕斯
stick: стик, 棒状
balm: бальзам*
oil: oils, масло, 精油
wipes: салфетк*, 湿巾
pods: pod, pacs, pac, single serve cups, k cups, k cup, kcups, капсулы для кофемашин, 胶囊咖啡, 洗衣凝珠, 凝珠
whole bean: whole beans, coffee beans, в зёрнах, зерновой+, 咖啡豆
ground: ground coffee, молотый+, 研磨, 咖啡粉
instant: растворимый+, 速溶
tea bags: tea bag, teabags, bags, sachets, sachet, пакетик*, 茶包, 袋泡茶
loose leaf: loose tea, loose, листовой+, рассыпной+, 散茶
bar soap: soap bar, мыло кусковое, 香皂
""",
    "pattern": """
solid: solid colour, solid color, plain, однотонный+, 纯色, 素色
striped: stripe, stripes, полосатый+, в полоску, полоска, 条纹
plaid: checked, checkered, tartan, gingham, клетчатый+, в клетку, клетка, 格子, 格纹
floral: floral print, flower print, flowers, цветочный+, в цветочек, 碎花, 印花, 花卉
polka dot: polka dots, dotted, dots, в горошек, горох, 波点, 圆点
camouflage: camo, камуфляж*, 迷彩
leopard: leopard print, animal print, леопард*, 豹纹
geometric: geometry, геометрич*, 几何
letter: letters, lettering, буквы, надпись, 字母
printed: graphic print, принт, с принтом, 印图
paisley: пейсли, огурцы
patchwork: пэчворк, 拼接
embroidered: embroidery, вышивка, вышитый+, 刺绣, 绣花
tie dye: tie dyed, тай дай, 扎染
""",
    "closure": """
zipper: zip, zippered, zip up, full zip, zip closure, молния, на молнии, 拉链
button: buttons, buttoned, button closure, пуговиц*, на пуговицах, 纽扣, 扣子, 单排扣, 双排扣
lace up: laces, laced, шнуровка, шнурки, на шнуровке, 系带
velcro: hook and loop, hook loop, липучк*, на липучках, 魔术贴
buckle: пряжк*, 搭扣, 皮带扣
slip on: pull on, slipon, без застёжки, 套脚, 套头
snap: snaps, press stud, кнопк*, на кнопках, 按扣, 暗扣
drawstring: кулиск*, шнурок, 抽绳
magnetic: magnetic closure, магнитный+, 磁扣
elastic: elasticated, на резинке, 松紧
clasp: toggle, карабин, крючок
""",
    "sleeve": """
long sleeve: long sleeves, long sleeved, full sleeve, длинный+ рукав, длинные рукава, 长袖
short sleeve: short sleeves, short sleeved, короткий+ рукав, короткие рукава, 短袖
sleeveless: без рукавов, безрукавный+, 无袖
three quarter sleeve: 3 4 sleeve, 3 4 sleeves, three quarter, рукав 3 4, 七分袖, 中袖, 五分袖
""",
    "neckline": """
v neck: v necked, vneck, v образный+ вырез, v领
crew neck: round neck, o neck, crewneck, круглый+ вырез, 圆领
turtleneck: turtle neck, high neck, mock neck, водолазк*, высокий+ воротник, 高领
hooded: hood, hoodie, с капюшоном, капюшон, 连帽
polo: polo collar, поло, 翻领
off shoulder: off the shoulder, открытые плечи, 一字领
halter: halter neck, 挂脖
square neck: квадратный+ вырез, 方领
scoop neck: boat neck, лодочка
stand collar: стойка, воротник стойка, 立领
""",
    "roast": """
light roast: светлый+ обжарка, 浅烘, 浅度烘焙
medium roast: средний+ обжарка, 中烘, 中度烘焙
medium dark roast: 中深烘
dark roast: тёмный+ обжарка, 深烘, 深度烘焙
french roast: французский+ обжарка, 法式烘焙
italian roast: итальянский+ обжарка, 意式烘焙
blonde roast:
espresso roast:
""",
    "sport": """
running: jogging, run, бег, для бега, беговой+, 跑步
cycling: bicycle, bike, mtb, велоспорт, велосипед*, 骑行, 自行车
fishing: рыбалк*, 钓鱼
hiking: trekking, поход*, треккинг*, 徒步, 登山
skiing: ski, лыж*, горнолыж*, 滑雪
snowboarding: snowboard, сноуборд*
basketball: баскетбол*, 篮球
football: soccer, футбол*, 足球
tennis: теннис*, 网球
badminton: бадминтон*, 羽毛球
table tennis: ping pong, настольный+ теннис, 乒乓球
golf: гольф*, 高尔夫
swimming: swim, плаван*, 游泳
yoga: йог*, 瑜伽
fitness: gym, workout, training, фитнес*, тренировк*, 健身
camping: кемпинг*, 露营, 野营
climbing: скалолаз*, 攀岩
hunting: охот*, 狩猎
motorcycle: motorcycling, motocross, мотоцикл*, 摩托车
volleyball: волейбол*, 排球
baseball: бейсбол*, 棒球
rugby: регби, 橄榄球
boxing: бокс, 拳击
skateboarding: skateboard, скейтборд*, 滑板
surfing: surf, серфинг*, 冲浪
diving: дайвинг*, 潜水
horse riding: equestrian, конный+ спорт, 马术
""",
    "skin type": """
sensitive skin: sensitive, чувствительный+ кожа, чувствительный+, 敏感肌, 敏感肌肤
dry skin: сухой+ кожа, 干性皮肤, 干皮
oily skin: oily, acne prone, acne prone skin, жирный+ кожа, 油性皮肤, 油皮
combination skin: комбинированный+ кожа, 混合性皮肤
normal skin: normal to dry skin, normal to oily skin, нормальный+ кожа, 中性皮肤
all skin types: для всех типов кожи, 所有肤质
""",
    "hair type": """
dry hair: dry damaged hair, сухие волосы, сухих волос, 干性发质
oily hair: жирные волосы, жирных волос, 油性发质
damaged hair: damaged, повреждённых волос, 受损发质
colour treated hair: color treated hair, colored hair, coloured hair, color treated, окрашенных волос, 染后
curly hair: curly, вьющихся волос, кудрявых волос, 卷发
fine hair: thin hair, тонких волос, 细软发
frizzy hair: frizzy
all hair types: для всех типов волос, 所有发质
""",
    "power source": """
battery powered: battery operated, battery, batteries, на батарейках, 电池
rechargeable: аккумуляторный+, usb rechargeable, 充电式, 可充电
electric: электрический+, 电动
manual: ручной+, 手动
solar: solar powered, на солнечных батареях, 太阳能
gas: propane, butane, газовый+, 燃气, 丁烷
alcohol: спиртовой+, 酒精
wood burning: дровяной+, 柴火
corded: сетевой+, 有线
cordless: беспроводной+, 无线
""",
    "shape": """
round: circular, круглый+, 圆形
square: квадратный+, 方形, 正方形
rectangular: rectangle, прямоугольный+, 长方形, 矩形
oval: овальный+, 椭圆形
triangular: triangle, треугольный+, 三角形
heart: heart shaped, сердце, в форме сердца, 心形
hexagonal: hexagon, шестиугольный+, 六角形
princess cut: princess, принцесса, 公主方
cushion cut: cushion, кушон
pear shaped: pear cut
marquise: маркиз
emerald cut:
""",
    "metal": """
white gold: 10k white gold, 14k white gold, 18k white gold, белый+ золото, белое золото, 白金, 18k白金
yellow gold: 10k yellow gold, 14k yellow gold, 18k yellow gold, жёлтое золото, 黄金
rose gold: pink gold, 10k rose gold, 14k rose gold, 18k rose gold, розовое золото, 玫瑰金
gold: 10k gold, 14k gold, 18k gold, 10kt gold, 14kt gold, золото, k金
sterling silver: 925 silver, 925 sterling silver, silver, серебро, 925银, 纯银
platinum: платина, 铂金
titanium: титан, 钛
stainless steel: нержавеющая сталь, 不锈钢
tungsten: tungsten carbide, вольфрам
palladium: палладий
""",
    "stone": """
diamond: diamonds, бриллиант*, алмаз*, 钻石
sapphire: sapphires, blue sapphire, сапфир*, 蓝宝石
ruby: rubies, рубин*, 红宝石
emerald: emeralds, изумруд*, 祖母绿
amethyst: amethysts, аметист*, 紫水晶
topaz: blue topaz, топаз*, 托帕石
pearl: pearls, жемчуг*, 珍珠
opal: opals, опал*, 欧泊
garnet: garnets, гранат, 石榴石
aquamarine: аквамарин*, 海蓝宝石
peridot: перидот*, хризолит*, 橄榄石
citrine: цитрин*, 黄水晶
tanzanite: танзанит*, 坦桑石
turquoise: бирюза, 绿松石
cubic zirconia: cz, фианит*, цирконий, 锆石
moissanite: муассанит*, 莫桑石
onyx: оникс*, 玛瑙
""",
    "interface": """
usb: usb 2 0, usb 3 0, usb 3 1, usb c, usb type c, type c
sata: sata iii, sata ii, sata 6gb s, serial ata, serial ata 600, serial ata 300
sas: serial attached scsi, sas 6gb s, sas 12gb s
scsi: ultra320 scsi, ultra160 scsi, ultra320
ide: ata, pata, eide
pcie: pci express, pci e
nvme: nvm express
hdmi: mini hdmi, micro hdmi
displayport: mini displayport
ethernet: gigabit ethernet, 10 gigabit ethernet, rj45, rj 45
fibre channel: fiber channel
thunderbolt:
bluetooth: блютуз, 蓝牙
vga:
dvi:
""",
    "mounting": """
wall mount: wall mounted, wall mountable, настенный+, 壁挂, 挂墙
ceiling mount: ceiling mounted, потолочный+, 吸顶
desk mount: desk mounted, desktop, настольный+, 台式
floor standing: freestanding, free standing, floor mount, напольный+, 落地
undermount: under mount
drop in: built in, встраиваемый+, 嵌入式
countertop: counter top
rack mount: rackmount, rack mountable
""",
}


def find_wordings(kind: str) -> Callable[[str], list[Found[str]]]:
    """What finds the words of one of `WORDINGS` in free text, in order."""
    return lambda text: find_words(text, _lexicon(kind))


@cache
def _lexicon(kind: str) -> Lexicon:
    return lexicon_of(dict(entries(WORDINGS[kind])))
