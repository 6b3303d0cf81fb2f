"""Colours in three languages, from general knowledge. Data, read by `colours`.

`shade = family ~ near, near: synonyms`. A line without `=` is a family of its own, and its plain shade. After `~` stand
shades that one seller may call by the other's name: they are never held to differ. Synonyms as in `vocabulary`.
"""

from __future__ import annotations

PLAIN = """
black: jet black, pitch black, deep black, pure black, matte black, obsidian, onyx, ebony, phantom black, noir,
    negro, schwarz, чёрный+, чёрн, чер, обсидиан, обсидиановый+, оникс, вороной+, угольно-чёрный+, 黑色, 纯黑, 亮黑,
    哑光黑, 哑黑, 曜石黑, 曜黑, 黑曜石, 星空黑, 暗夜黑, 幻夜黑, 玄黑, 炫黑, 雅黑, 墨黑, ral 9005, ral9005, ral 9004,
    ral 9011, ral 9017
white: pure white, snow white, bright white, arctic white, polar white, alpine white, glacier white, chalk white,
    blanc, weiss, белый+, бел, белоснежный+, снежно-белый+, 白色, 纯白, 亮白, 雪白, 漂白, 本白, 瓷白, 珍珠白, 雪域白,
    冰川白, 皓月白, ral 9003, ral9003, ral 9010, ral9010, ral 9016, ral9016
grey: gray, grau, gris, ash, ashes, серый+, сер, асфальт, мокрый+ асфальт, пепельный+, маренго, 灰色, 中灰, 烟灰,
    花灰, 麻灰, 水泥灰, 雾灰, 高级灰, ral 7040
silver ~ grey, light grey, white gold, steel, titanium: silvery, silver tone, silvertone, argent, серебристый+,
    серебряный+, серебро, серебра, сереб, 银色, 亮银, 银白, 流光银, 皓月银, 月光银
gold ~ yellow, champagne, bronze: golden, gold tone, goldtone, yellow gold, doré, золотой+, золотистый+, золото,
    золота, жёлтое золото, 金色, 土豪金, 黄金, 亮金, 流光金, 香槟金, 浅金, 淡金
rose gold ~ pink, gold, copper, champagne: pink gold, rosegold, розовое золото, розового золота, розово-золотой+,
    розово-золотистый+, красное золото, 玫瑰金, 粉金, 玫金
red ~ crimson: bright red, rouge, rot, scarlet, ruby, cherry red, product red, красный+, красн, крас, алый+,
    рубиновый+, кумачовый+, 红色, 大红, 正红, 中国红, 朱红, 鲜红, 亮红, 樱桃红, 宝石红, ral 3020
orange ~ coral, terracotta, apricot: tangerine, pumpkin, mandarin, оранжевый+, оранж, морковный+, мандариновый+,
    апельсиновый+, 橙色, 橘色, 橘子色, 桔色, 橘黄, 桔黄, 活力橙, ral 2004
yellow ~ lime, mustard: lemon, lemon yellow, canary, sunny yellow, bright yellow, жёлтый+, жёлт, лимонный+,
    лимонно-жёлтый+, канареечный+, солнечный+, 黄色, 柠檬黄, 明黄, 鹅黄, 亮黄, 嫩黄, ral 1018, ral 1021
green ~ khaki, lime, mint, olive, emerald: bright green, grass green, grün, vert, зелёный+, зелен, травяной+, 绿色,
    草绿, 翠绿, 果绿, 嫩绿, 豆绿, 牛油果绿, 抹茶绿, 原野绿, ral 6029
blue ~ turquoise: 兰色, bleu, blau, bright blue, синий+, син, ярко-синий+, 蓝色, 中蓝, 亮蓝, 雾霾蓝, 远峰蓝, 海蓝
brown ~ bronze, camel, taupe, terracotta, cognac: braun, marron, chestnut, hazelnut, коричневый+, коричн,
    каштановый+, ореховый+, 棕色, 褐色, 棕褐, 栗色, 浅啡
beige ~ cream, nude, sand, camel, taupe, khaki, champagne, apricot: бежевый+, беж, 米色, 米黄, 米杏, 燕麦色,
    奶茶色, ral 1015, ral 1001
pink ~ rose gold, coral, powder, hot pink, peach, raspberry: rose, rosa, rosy, sakura, cherry blossom, розовый+, роз,
    粉色, 粉红, 粉红色, 樱花粉, 樱粉, 少女粉, 桃粉, 藕粉, 嫩粉, 玫瑰粉
purple ~ fuchsia, plum, dark red: amethyst, фиолетовый+, фиолет, аметистовый+,
    紫色, 葡萄紫, 深空紫, 雪青
"""

SHADES = """
off white = white ~ cream, beige, ivory: offwhite, milk, milky, milk white, antique white, молочный+, молоко,
    молочно-белый+, 米白, 乳白, 奶白, 月白, 奶油白, 杏白
ivory = white ~ cream, beige, off white: айвори, слоновая кость, слоновой кости, цвет слоновой кости, 象牙白, 象牙色,
    ral 1014
pearl = white ~ silver, cream: pearl white, nacre, жемчужный+, жемчуг, перламутровый+, перламутр, 珍珠色
starlight ~ white, beige, gold, silver, champagne: сияющая звезда, звёздный свет, 星光色, 星光
light grey = grey ~ silver, white: ash grey, ash gray, pearl grey, pearl gray, dove grey, dove gray, жемчужно-серый+,
    银灰, 亮灰, ral 7035, ral7035, ral 7047
dark grey = grey ~ black: charcoal, charcoal grey, charcoal gray, anthracite, anthracite grey, anthracite gray,
    slate grey, slate gray, antracit, антрацит, антрацитовый+, графит, графитовый+, графитово-серый+,
    угольный+, graphite, 炭灰, 碳灰, 石墨, 石墨色, 石墨灰, 铁灰, 枪灰, 深炭灰, ral 7016, ral7016, ral 7024, ral7024
slate = grey ~ blue, dark blue, steel blue, dark grey, black: slate stone
space grey = grey ~ black, titanium: space gray, spacegrey, spacegray, space black, cosmic grey, cosmic gray,
    серый космос, космический+ серый+, космос, 深空灰, 太空灰, 星空灰
gunmetal ~ grey, black, steel: gun metal, gun grey, gun gray, вороненая сталь, воронёная сталь, 枪色, 枪黑
titanium ~ grey, silver, natural, steel: titan, titanium grey, titanium gray, natural titanium, титан, титановый+,
    титановый серый, 钛色, 钛灰, 钛金属色, 原色钛金属, 钛金色
steel ~ silver, grey: stainless steel, stainless, inox, brushed steel, chrome, chromed, nickel, aluminium, aluminum,
    platinum, сталь, стальной+, нержавеющая сталь, нержавейка, нерж, хром, хромированный+, никель, никелированный+,
    платина, платиновый+, алюминий, 不锈钢色, 不锈钢, 钢色, 镀铬, 铬色, 亮铬, 镍色, 白金色, 铂金色, ral 9006,
    ral9006
white gold = silver ~ gold, white: белое золото, белого золота, 白金, 白k金
champagne ~ gold, beige, rose gold, cream: champagne gold, шампань, шампанский+, цвет шампанского, 香槟色, 香槟
bronze ~ brown, gold, copper: antique bronze, бронза, бронзовый+, бронз, 古铜, 古铜色, 青铜色, 青古铜, 铜色
brass ~ gold, bronze, yellow: antique brass, латунь, латунный+, 黄铜色, 黄铜
copper ~ brown, orange, bronze, rose gold: медь, медный+, 红铜色, 紫铜色, 红古铜
dark red = red ~ brown, purple, plum: burgundy, wine, wine red, maroon, bordeaux, claret, oxblood, garnet, merlot,
    cherry, бордовый+, бургундский+, бордо, винный+, вишнёвый+, вишня, вишнев, марсала, гранатовый+, 酒红, 酒红色,
    枣红, 暗红, 绛红, 车厘子, 勃艮第, 波尔多, ral 3005, ral3005, ral 3003
orange red = orange ~ red, coral, terracotta, brick red: vermilion, киноварь, 橘红, 桔红, 橙红, 橘红色, 桔红色, 橙红色
crimson ~ red, pink, raspberry: малиново-красный+, 玫红, 玫瑰红, 玫瑰红色, 胭脂红
raspberry ~ red, pink, crimson, hot pink: малиновый+, малина, 树莓色, 莓红
berry ~ raspberry, red, pink, crimson, dark red, purple, plum, fuchsia: berries, ягодный+, ягода, 莓果色, 浆果色
brick red = red ~ brown, orange, terracotta: brick, кирпичный+, 砖红, 铁锈红, 锈红, rust, ржавый+
terracotta ~ brown, orange, red, coral: terra cotta, терракот, терракотовый+, терракота, 赤陶色, 陶土色
coral ~ pink, orange, red, peach: коралл, коралловый+, 珊瑚色, 珊瑚红, 珊瑚橙, 西瓜红
peach ~ pink, orange, apricot, beige, coral: персик, персиковый+, 蜜桃色, 桃色
apricot ~ beige, orange, peach, yellow, nude: абрикос, абрикосовый+, 杏色, 杏黄, 浅杏
mustard = yellow ~ gold, brown, orange: mustard yellow, ochre, ocher, горчица, горчичный+, охра, янтарный+,
    шафрановый+, 姜黄, 芥末黄, 土黄, 姜黄色
lime ~ green, yellow: lime green, chartreuse, salad, лайм, лаймовый+, салатовый+, салатный+, фисташковый+, фисташка,
    青柠, 荧光绿, 荧光黄, 黄绿, 黄绿色
light green = green ~ mint, lime: pistachio, sage, sage green, шалфей, шалфейный+, 粉绿, 豆沙绿, 浅草绿
mint ~ green, turquoise, light green: mint green, мята, мятный+, ментол, ментоловый+, 薄荷绿, 薄荷色, 薄荷
dark green = green: bottle green, forest green, hunter green, pine green, british racing green,
    бутылочный+, хвойный+, еловый+, тёмная зелень, 墨绿, 祖母绿, 森林绿, 松绿, 苍岭绿, ral 6005, ral6005
emerald = green ~ turquoise, dark green: emerald green, изумруд, изумрудный+, 翡翠绿, 宝石绿
olive = green ~ khaki, brown, dark green: olive green, moss green, болотный+, army green, military green, олива, оливка,
    оливковый+, армейский+, защитный+, 橄榄绿, 军绿, 军绿色, 橄榄色
khaki ~ beige, green, brown, olive, camel, sand, apricot: хаки, 卡其, 卡其色, 卡其绿
dark blue = blue ~ midnight: navy, navy blue, midnight blue, dark navy, true navy, marine blue, ink blue,
    oxford blue, polar night, тёмно-синий+, тёмно синий+, тём син, т синий+, нэви, нави, полуночно-синий+,
    чернильный+, 藏青, 藏青色, 藏蓝, 藏蓝色, 深蓝, 海军蓝, 午夜蓝, 宝石蓝黑, 墨蓝, 暗夜蓝, ral 5011, ral 5013
midnight ~ black, blue, dark blue: тёмная ночь, 午夜色
indigo = blue ~ purple, dark blue: индиго, сине-фиолетовый+, 靛蓝, 靛青
royal blue = blue: cobalt, cobalt blue, electric blue, ultramarine, sapphire, sapphire blue, klein blue, cornflower,
    cornflower blue, васильковый+, василёк, кобальт, кобальтовый+, сапфир, сапфировый+, ультрамарин, электрик,
    королевский синий, 宝蓝, 宝蓝色, 宝石蓝, 克莱因蓝, 克莱茵蓝, 皇家蓝, 钴蓝, 电光蓝, ral 5005, ral 5002
light blue = blue ~ turquoise: sky blue, baby blue, ice blue, powder blue, pale blue, pastel blue, azure,
    sierra blue, голубой+, голуб, голубика, небесный+, небесно-голубой+, лазурный+, лазурь, 天蓝, 天蓝色, 浅蓝,
    浅蓝色, 淡蓝, 湖蓝, 冰蓝, 冰川蓝, 粉蓝, 婴儿蓝, 天空蓝, 月光蓝, ral 5012, ral 5015
denim ~ blue, dark blue, light blue, steel blue, indigo, black, grey: jeans, jeans blue, blue denim, джинс,
    джинсовый+, джинса, деним, 牛仔蓝, 牛仔色, 水洗蓝
steel blue = blue ~ grey, steel: slate blue, blue grey, blue gray, grey blue, gray blue, smoke blue, dusty blue,
    серо-голубой+, серо-синий+, сизый+, 灰蓝, 蓝灰, 钢蓝, 雾蓝
turquoise ~ blue, green, mint, light blue, emerald: aqua, aquamarine, cyan, peacock, peacock blue,
    sea green, sea wave, turquoise blue, бирюза, бирюзовый+, аквамарин, аквамариновый+, морская волна, морской волны,
    морской+ волны, сине-зелёный+, изумрудно-синий+, тиффани, 青色, 蓝绿, 蓝绿色, 湖绿, 湖水蓝, 绿松石,
    孔雀蓝, 孔雀绿, 蒂芙尼蓝, 松石绿, 青绿, 青蓝, 水蓝
petrol = turquoise ~ blue, green, mint, light blue, emerald, dark blue, dark green: teal, petrol blue, петроль
dark brown = brown: chocolate, chocolate brown, coffee, coffee brown, espresso, cocoa, шоколад, шоколадный+,
    кофе, кофейный+, какао, эспрессо, горький+ шоколад, 咖啡色, 咖啡, 咖色, 深咖,
    巧克力色, 深棕, 深褐, 可可色, ral 8017, ral8017, ral 8019
latte = brown ~ beige, cream, camel, taupe, light brown, dark brown: café au lait, caffe latte, milk coffee,
    milky coffee, coffee with milk, mocha, кофе с молоком, латте, мокко, мокка, 拿铁, 拿铁色, 奶咖, 奶咖色, 摩卡, 摩卡色
light brown = brown ~ beige, camel, cognac: caramel, карамель, карамельный+, ириска, 焦糖色, 焦糖, 浅棕, 浅咖,
    茶色
tan = brown ~ beige, camel, cognac, light brown, orange, sand, khaki: tan brown, tan leather
cognac = brown ~ orange, light brown: whiskey, ginger, коньяк, коньячный+, рыжий+, 干邑色, 棕红
camel = brown ~ beige, khaki, light brown, sand: camel brown, кэмел, кемел, верблюжий+, 驼色, 驼, 深驼, 浅驼
taupe ~ grey, brown, beige: greige, mushroom, тауп, серо-коричневый+, серо-бежевый+, капучино, cappuccino, 灰褐,
    灰棕, 灰咖
dark beige = beige ~ brown, light brown, camel, taupe: тёмно-бежевый+, 深米色
light orange = orange ~ peach, apricot, coral: светло-оранжевый+, 浅橙
cream = beige ~ white, yellow, ivory, off white, natural: ecru, экрю, creme, creamy, кремовый+, крем, сливочный+,
    ваниль, ванильный+, vanilla, 奶油色, 奶黄, 奶油, 奶油黄, ral 9001, ral9001
sand = beige ~ yellow, brown, khaki: sandy, desert sand, песок, песочный+, песчаный+, 沙色, 沙漠色, 沙漠金
nude = beige ~ pink, powder: skin, skin tone, flesh, телесный+, нюд, нюдовый+, пудрово-бежевый+, 裸色, 肤色, 皮肤色
powder = pink ~ beige, nude: blush, dusty rose, dusty pink, пудра, пудровый+, пудрово-розовый+, пыльная роза,
    пыльно-розовый+, чайная роза, 豆沙色, 豆沙, 脏粉, 裸粉, 灰粉, 浅粉, 淡粉, 浅粉色
hot pink = pink ~ dark pink, fuchsia, red, purple: neon pink, barbie pink, ярко-розовый+, неоново-розовый+, 亮粉,
    荧光粉, 芭比粉, 玫粉
fuchsia = pink ~ purple, red, hot pink, raspberry: magenta, cerise, фуксия, фуксии, фуксиевый+, маджента, цикламен,
    цикламеновый+, 紫红, 紫红色, 洋红, 品红, 梅红
royal purple = purple ~ red, crimson, dark red, fuchsia, raspberry: tyrian purple, пурпурный+, пурпур
violet = purple ~ blue, indigo, dark blue, fuchsia, plum: violett, blue violet, 紫罗兰
plum = purple ~ dark red, brown: aubergine, eggplant, grape, слива, сливовый+, баклажан, баклажановый+, 李子色, 茄紫,
    深紫
light purple = purple ~ pink: lilac, lavender, mauve, orchid, сирень, сиреневый+, лавандовый+, лаванда, лиловый+,
    орхидея, 浅紫, 薰衣草紫, 丁香紫, 香芋紫, 淡紫, 粉紫, 藕荷色, 薰衣草
multicolour: multicolor, multi colour, multi color, multicoloured, multicolored, multi coloured, multi colored,
    multi, rainbow, colourful, colorful, разноцветный+, многоцветный+, мультиколор, мультицвет, мульти, радуга,
    радужный+, цветной+, пёстрый+, 彩色, 多色, 炫彩, 炫彩色, 幻彩, 彩虹, 彩虹色, 花色, 五彩, 混色, 撞色, 拼色
camouflage ~ green, khaki, brown, olive, grey: camo, камуфляж, камуфляжный+, милитари, 迷彩, 迷彩色
leopard ~ brown, beige, black: leopard print, animal print, леопард, леопардовый+, 豹纹
transparent ~ white: clear, see through, translucent, crystal clear, прозрачный+, прозрач, бесцветный+, 透明, 透明色,
    全透明, 无色
natural ~ beige, brown: natural wood, natural colour, natural color, натуральный+, натурального цвета, 原木色, 本色,
    原色, 木色, 原木
oak ~ brown, beige, natural, grey: дуб, дуба, дубовый+, дуб сонома, sonoma oak, дуб крафт, белёный дуб, 橡木色, 橡木
walnut ~ brown, dark brown, natural: black walnut, орех, орех тёмный, грецкий орех, 胡桃色, 胡桃木色, 胡桃木, 黑胡桃,
    黑胡桃色
wenge ~ brown, dark brown, black: венге, 鸡翅木色
beech ~ brown, beige, natural: бук, buche, 榉木色
birch ~ beige, white, natural: берёза, 桦木色
cherry wood ~ brown, red, natural: 樱桃木色, 红木色
mahogany ~ brown, dark red: махагон, красное дерево, красного дерева, 桃花心木
"""
