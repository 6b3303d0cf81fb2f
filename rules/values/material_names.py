"""Materials in three languages, from general knowledge. Data, read by `materials`.

`name < kind, kind ~ near, near: synonyms`. A kind ("plastic") is what a seller may say instead, without saying which.
After `~` stand materials that one seller may call by the other's name: they are never held to differ. Synonyms as in
`vocabulary`.
"""

from __future__ import annotations

TEXTILES = """
textile: textiles, fabric, fabrics, cloth, текстиль*, ткань, ткани, тканевый+, тряпичный+, 织物, 布, 布料, 布艺,
    面料, 纺织品, 布面
natural fibre < textile: natural fiber, natural fabric, натуральная ткань, натуральные волокна, 天然纤维
synthetic ~ imitation leather, textile: synthetics, synthetic fabric, synthetic fibre, synthetic fiber, man made,
    manmade, man made material, синтетика, синтетический+, синтетический+ материал, синтетический+ ткань, химволокно,
    искусственный+ материал, 化纤, 合成材料, 合成纤维
cotton < textile, natural fibre: cottons, cottonwool, pure cotton, organic cotton, combed cotton, хлопок, хлопка,
    хлопковый+, хлопчатобумажн*, хб, хлоп, котон, коттон, 棉, 棉花, 棉质, 纯棉, 全棉, 棉布, 精梳棉, 有机棉, 长绒棉,
    新疆棉, 丝光棉, 优质棉, 竹节棉
linen < textile, natural fibre ~ hemp: flax, лён, льна, льняной+, 亚麻, 麻, 麻布, 棉麻布
hemp < textile, natural fibre ~ jute: ramie, конопля, рами, пенька, 苎麻, 大麻
jute < textile, natural fibre: burlap, sisal, hessian, джут*, мешковина, сизаль, 黄麻, 麻线, 剑麻
wool < textile, natural fibre ~ cashmere, merino, wool fabric: sheep wool, woolen, woollen, lambswool, virgin wool,
    pure wool, шерсть, шерсти, шерстяной+, овечий+ шерсть, чистая шерсть, 羊毛, 绵羊毛, 纯羊毛, 全羊毛
merino < wool: merino wool, меринос*, шерсть мериноса, шерсть мериносов, 美利奴, 美利奴羊毛
cashmere < textile, natural fibre: кашемир*, 羊绒, 山羊绒, 开司米
alpaca < textile, natural fibre: альпака, альпаки, 羊驼, 羊驼毛
mohair < textile, natural fibre: мохер*, 马海毛
angora < textile, natural fibre: ангора, ангоры, 兔毛, 安哥拉
camel hair < textile, natural fibre: верблюжья шерсть, верблюжьей шерсти, 驼毛, 驼绒
ice silk < textile ~ viscose, nylon, polyester, silk: milk silk, ледяной+ шёлк, молочный+ шёлк, 冰丝, 牛奶丝
silk < textile, natural fibre: mulberry silk, pure silk, шёлк*, шёлковый+, натуральный+ шёлк, 真丝, 蚕丝, 桑蚕丝,
    丝绸, 重磅真丝
polyester < textile, synthetic: pes, poly, dacron, terylene, recycled polyester, полиэстер*, полиэфир*, лавсан,
    дакрон, пэ волокно, 涤纶, 聚酯, 聚酯纤维, 聚脂纤维, 涤, 涤丝, 涤沦, 新型聚酯纤维, 聚对苯二甲酸乙二酯, 的确良,
    太空棉, 雪纺纱, 喷胶棉, 仿丝棉, 丝棉, 空气棉, 仿棉, 中空棉, 七孔棉
fibrefill ~ polyester, polypropylene, polypropylene fibre, holofiber: pp cotton, pp хлопок, пп хлопок, pp棉, 填充棉
nylon < textile, synthetic, plastic: polyamide, pa6, pa66, cordura, нейлон*, полиамид*, капрон*, кордура, 尼龙, 锦纶,
    聚酰胺, 聚酰胺纤维, 锦, 卡普隆
acrylic fibre < textile, synthetic ~ wool: acrylic fiber, акриловый+ волокно, акриловое волокно, пан, пан волокно,
    腈纶, 聚丙烯腈, 腈, 仿羊绒, 仿羊毛, 仿毛, 腈纶线
acrylic < plastic, synthetic ~ acrylic fibre, acrylic glass: acryl, акрил*, акриловый+
elastane < textile, synthetic: spandex, lycra, elasthan, эластан*, спандекс, лайкра, лайкры, полиуретановое волокно,
    氨纶, 氨, 莱卡, 弹性纤维, 聚氨酯弹性纤维, 聚氨酯弹性纤维(氨纶)
polypropylene fibre < textile, synthetic ~ polypropylene: 丙纶
vinylon < textile, synthetic: винилон, 维纶, 乙纶
viscose < textile ~ bamboo fibre, modal, lyocell: rayon, artificial silk, artificial cotton, вискоз*,
    искусственный+ шёлк, 粘胶, 粘纤, 粘胶纤维, 人造棉, 人造丝, 人棉, 黏胶, 黏胶纤维, 再生纤维素纤维
modal < textile: модал*, модаль, 莫代尔, 莫代尔纤维
lyocell < textile: tencel, лиоцелл*, тенсел*, тенцел*, 莱赛尔, 天丝, 莱赛尔纤维
acetate < textile: triacetate, ацетат*, триацетат*, 醋酸, 醋酸纤维, 醋纤, 三醋酸, 三醋酯纤维, 三醋纤
cupro < textile ~ viscose: cupra, купро, 铜氨, 铜氨丝
bamboo fibre < textile ~ bamboo: bamboo viscose, бамбуковый+ волокно, бамбуковое волокно, 竹纤维
microfibre < textile, synthetic ~ polyester, nylon: microfiber, micro fibre, микрофибр*, микроволокно, 超细纤维,
    细纤维
denim < textile ~ cotton: jeans fabric, деним*, джинсовый+, джинса, 牛仔, 牛仔布, 丹宁
canvas < textile ~ cotton, polyester, linen, nylon: парусин*, канвас, брезент*, 帆布
corduroy < textile ~ cotton, polyester: вельвет*, 灯芯绒, 条绒
oxford < textile ~ polyester, nylon: oxford cloth, оксфорд*, 牛津布, 牛津纺
mesh < textile ~ polyester, nylon, knit: air mesh, сетка, сетки, сетчатый+, 网布, 网面, 网眼, 网纱, 三明治网布
calico < textile ~ cotton, polyester: poplin, percale, батист*, бязь, бязи, ситец, ситца, поплин*, перкаль*, 府绸
jacquard < textile ~ polyester, cotton, viscose: жаккард*, 提花
chenille < textile ~ polyester, cotton: шенилл*, 雪尼尔
matting < textile ~ polyester: рогожка, рогожки
kapok < textile, natural fibre ~ cotton: капок*, 木棉
chlorofibre < textile, synthetic: 氯纶
knit < textile ~ cotton, polyester, wool, acrylic fibre: knitted, knitwear, flyknit, primeknit, jersey, трикотаж*,
    вязаный+, кулирка, футер, 飞织, 针织, 针织布, 毛线, 毛线布
fleece < textile ~ polyester, cotton: polar fleece, флис*, 抓绒, 摇粒绒, 绒布, 绒质
velvet < textile ~ polyester, cotton, silk, nylon, suede, faux suede: velour, бархат*, велюр*, велюровый+, плюш*,
    丝绒, 天鹅绒, 金丝绒, 植绒, 绒面布
satin < textile ~ polyester, silk, cotton: сатин*, атлас*, 缎面, 绸缎, 色丁, 缎, 锦缎
chiffon < textile ~ polyester, silk: шифон*, 雪纺
lace < textile ~ polyester, cotton, nylon: кружев*, гипюр*, 蕾丝
tulle < textile ~ polyester, nylon, mesh: organza, тюль, фатин*, органза, 欧根纱, 软纱
flannel < textile ~ cotton, polyester, wool, fleece: фланел*, 法兰绒
coral fleece < textile ~ polyester, fleece, flannel, velvet, microfibre: coral velvet, коралловый+ флис, 珊瑚绒
plush < textile ~ polyester, fleece, flannel, velvet, coral fleece: crystal velvet, crystal fleece, 水晶绒, 牛奶绒,
    雪花绒, 贝贝绒
sherpa < textile ~ polyester, fleece, plush, faux fur: sherpa fleece, teddy fleece, шерпа, 羊羔绒, 羊羔毛, 泰迪绒
rabbit plush < textile ~ faux fur, acrylic fibre, polyester, angora, plush: 兔毛绒, 兔绒, 水貂绒, 貂绒, 金貂绒
peach skin < textile ~ polyester, microfibre: peachskin, 桃皮绒
terry < textile ~ cotton: terry cloth, махров*, махра, 毛圈, 毛巾布
felt < textile ~ wool, polyester: wool felt, фетр*, войлок*, войлочн*, 毛毡, 毡
wool fabric < textile ~ wool, polyester: tweed, woolen cloth, твид*, сукно, драп*, 毛呢, 呢子, 粗花呢, 呢料
non-woven < textile ~ polypropylene, polyester: nonwoven, non woven, нетканый+, нетканый+ материал, спанбонд*,
    无纺布, 不织布
taffeta < textile ~ polyester, nylon, silk: тафта, таффета, плащёвка, плащевая ткань, болонья, 塔夫绸, 春亚纺
down: goose down, duck down, down feather, пух, пуховый+, пух перо, гусиный+ пух, утиный+ пух, 羽绒, 鸭绒, 鹅绒,
    白鸭绒, 白鹅绒
down alternative < synthetic ~ down, polyester, holofiber, microfibre: swan down, лебяжий пух, лебяжьего пуха, 羽绒棉,
    羽丝绒, 羽丝棉
feather ~ down: feathers, перо, пера, 羽毛
fur: natural fur, мех натуральн*, real fur, mink, мех, меха, меховой+, натуральный+ мех, норка, овчина, 皮草, 裘皮,
    貂毛, 水貂, 狐狸毛, 真毛, 羊皮毛一体, 羊毛皮
faux fur ~ synthetic: мех искусственн*, иск мех, fake fur, artificial fur, искусственный+ мех, искусственного меха,
    экомех, эко мех, eco fur, 人造毛, 人造毛皮, 人造皮草, 人造短毛绒, 人造长毛绒, 仿皮草
foam ~ polyurethane, latex: sponge, memory foam, foam rubber, поролон*, пенополиуретан*, ппу, пена, memory cotton, 海绵,
    海棉, 记忆棉, 泡棉, 泡沫, 慢回弹
holofiber ~ polyester: holofibre, hollow fibre, холлофайбер*, холофайбер*, синтепон*, синтепух, 合成棉
"""

SKINS_AND_PLASTICS = """
leather ~ imitation leather: leathers, кожа, кожи, кожу, кожей, кожаный+, 皮, 皮革, 皮质, 革
genuine leather < leather ~ microfibre leather: real leather, full grain leather, full grain, top grain leather,
    top grain, split leather, cow leather, cowhide, cow hide, calfskin, calf leather, sheepskin leather, lambskin,
    goatskin, goat leather, pigskin, nappa, nappa leather, natural leather, crazy horse leather,
    bonded natural leather, saffiano leather, натуральный+ кожа, натуральная кожа, натуральной кожи,
    натуральную кожу, нат кожа, кожа натуральн*, воловья кожа, телячья кожа, козья кожа, овечья кожа, свиная кожа,
    真皮, 牛皮, 头层牛皮, 二层牛皮, 羊皮, 山羊皮, 绵羊皮, 小羊皮, 小牛皮, 猪皮, 头层猪皮, 二层猪皮, 头层皮, 二层皮,
    天然皮革, 牛皮革, 牛皮头层革, 牛皮剖层革, 疯马皮, 植鞣皮, 纳帕皮, 马皮, 鹿皮, 鳄鱼皮, 牛二层皮覆膜
suede < leather ~ genuine leather, faux suede, nubuck: genuine suede, замша, замши, замшу, замшей, замшевый+,
    натуральная замша, натуральный+ замша, велюр натуральный, 反绒皮, 麂皮, 反毛皮, 翻毛皮, 牛反绒, 羊反绒, 羊猄, 绒面皮
nubuck < leather ~ genuine leather, suede: нубук*, нубуковый+, 磨砂皮, 牛巴革, 牛巴戈
patent leather < leather ~ genuine leather, imitation leather: лакированный+ кожа, лакированная кожа,
    лакированной кожи, лаковая кожа, 漆皮
imitation leather ~ synthetic, polyurethane, pvc: faux leather, vegan leather, eco leather, ecoleather, pu leather, pu,
    pvc leather, synthetic leather, artificial leather, leatherette, leather like, leather look, leather touch,
    silicone leather, пресс кожа, прессованный+ кожа, man made leather, bonded leather, kpu, искусственный+ кожа,
    искусственная кожа, искусственной кожи, искусственную кожу, кожа искусственн*, кожа синтетич*, кожа эко, иск кожа,
    искусств кожа, кожа иск, искожа, экокож*, эко кожа, эко кожи, кожзам*, кожезаменител*, заменитель кожи, дерматин*,
    пу, пу кожа, кожа пу, кожа pu, синтетический+ кожа, синтетическая кожа, винилискожа, 人造革, 仿皮, 仿皮革, 仿皮质,
    pu皮, pu革, 合成革, 合成皮, 皮革(人造), 人造皮, 人造皮革, 仿真皮, 环保皮, 素皮, 太空革, 生态皮, 仿猪皮, pvc皮, 西皮,
    仿牛皮, 科技皮, 硅胶皮, 再生皮
microfibre leather < imitation leather ~ microfibre: microfiber leather, microfibre leather, кожа из микрофибры,
    микрокожа, 超纤皮, 超纤, 超纤革
faux suede ~ microfibre, polyester, imitation leather: artificial suede, micro suede, microsuede, alcantara,
    искусственный+ замша, искусственная замша, искусственной замши, замша искусственн*, экозамша, эко замша, эко замши,
    eco suede, алькантара, 仿麂皮, 人造麂皮, 麂皮绒, 鹿皮绒, 仿鹿皮
napped ~ suede, faux suede, imitation leather, velvet, textile: 绒面
tech cloth < textile ~ imitation leather, microfibre leather, faux suede, polyester: 科技布
plastic: plastics, пластик*, пластмасс*, пластиковый+, полимер*, 塑料, 塑胶, 塑料制品, 树脂塑料
polycarbonate < plastic: pc, поликарбонат*, пк, 聚碳酸酯, pc材质, 纯pc
abs < plastic: abs plastic, абс, абс пластик, абс пластика, 丙烯腈丁二烯苯乙烯, abs塑料
polypropylene < plastic: pp, полипропилен*, пп, 聚丙烯, pp塑料, curv
polyethylene < plastic: pe, hdpe, ldpe, полиэтилен*, пэ, пвд, пнд, 聚乙烯, 珍珠棉, pe塑料
pvc < plastic ~ imitation leather: polyvinyl chloride, vinyl, пвх, поливинилхлорид*, винил*, 聚氯乙烯, pvc材质
pet < plastic ~ polyester: pet plastic, polyethylene terephthalate, пэт, полиэтилентерефталат*, 聚酯瓶
acrylic glass < plastic: plexiglass, plexiglas, pmma, perspex, акриловое стекло, оргстекло, плексиглас*, 亚克力,
    有机玻璃
polystyrene < plastic ~ foam: ps plastic, eps, styrofoam, полистирол*, пенопласт*, 聚苯乙烯
melamine < plastic: меламин*, 密胺, 美耐皿, 三聚氰胺
tritan < plastic: тритан*
tpu < plastic, rubber ~ silicone, tpe, polyurethane: thermoplastic polyurethane, тпу, термополиуретан*, 热塑性聚氨酯
tpe < rubber, plastic ~ tpu, tpr, rubber: thermoplastic elastomer, термоэластопласт*, тэп, 热塑性弹性体
tpr < rubber, plastic ~ rubber, tpe: thermoplastic rubber, тпр, 牛筋, 牛筋底, 热塑性橡胶
eva < foam, plastic ~ rubber: ethylene vinyl acetate, эва, этиленвинилацетат, eva发泡胶, md, phylon
polyurethane ~ imitation leather, elastane, foam: pur, полиуретан*, 聚氨酯
silicone ~ tpu, rubber: silica gel, liquid silicone, силикон*, силиконовый+, 硅胶, 液态硅胶, 硅橡胶, 矽胶
rubber: natural rubber, synthetic rubber, artificial rubber, искусственный+ каучук, синтетический+ каучук, 合成橡胶,
    胶皮, резин*, резиновый+, каучук*, 橡胶, 天然橡胶, 橡皮
latex ~ rubber: латекс*, 乳胶, 天然乳胶
neoprene < rubber, textile: неопрен*, 氯丁橡胶, 潜水料
resin ~ plastic: polyresin, epoxy, смола, полистоун, эпоксидн*, 树脂, 环氧树脂
carbon fibre: carbon fiber, carbon, карбон*, углеволокно, углепластик*, 碳纤维, 碳纤
fibreglass: fiberglass, glass fibre, glass fiber, стекловолокно, стеклопластик*, 玻璃纤维, 玻纤, 玻璃钢
"""

HARD_STUFF = """
metal: metals, metallic, alloy, metal alloy, металл*, металлический+, сплав, сплава, 金属, 合金, 五金
steel < metal ~ iron: alloy steel, carbon steel, powder coated steel, tool steel, сталь, стали, стальной+,
    углеродистая сталь, 钢, 碳钢, 钢材, 钢铁, steel wool, стальная вата, 钢丝棉, 合金钢, 高碳钢, 弹簧钢
stainless steel < steel, metal: stainless, inox, 304 stainless steel, 316 stainless steel, 18 10 stainless steel,
    нержавеющий+ сталь, нержавеющая сталь, нержавеющей стали, нержавейк*, нерж, нерж сталь, 不锈钢, 304不锈钢,
    316不锈钢, 不銹钢, 不锈铁, titanium steel, титановый+ сталь, 钛钢
iron < metal ~ cast iron: wrought iron, железо, железный+, железа, 铁, 铁艺, 熟铁, 铁皮
cast iron < metal, iron: чугун*, чугунный+, 铸铁, 生铁
tin < metal ~ iron, steel: tinplate, жесть, жестяной+, олово, 马口铁, 锡
aluminium < metal: aluminum, aluminium alloy, aluminum alloy, anodized aluminum, алюмини*, алюминиевый+,
    алюминиевый+ сплав, дюралюмин*, 铝, 铝合金, 铝材, 航空铝, 铝镁合金
zinc alloy < metal ~ zinc: zinc aluminium alloy, zamak, цинковый+ сплав, силумин*, цам, 锌合金
zinc < metal: цинк*, 锌
copper < metal ~ brass, bronze: медь, меди, медный+, 铜, 紫铜, 红铜, 纯铜
brass < metal ~ bronze: латун*, латунный+, 黄铜
bronze < metal: бронз*, бронзовый+, 青铜
nickel silver < metal ~ copper, brass, silver, zinc alloy: cupronickel, white copper, german silver, tibetan silver,
    мельхиор*, нейзильбер*, тибетское серебро, 白铜, 洋白铜, 藏银
titanium < metal: titan, titanium alloy, титан*, титановый+, 钛, 钛合金, 纯钛
magnesium < metal: magnesium alloy, магни*, 镁合金
silver < metal: sterling silver, 925 silver, s925, серебро, серебра, серебряный+, 银, 纯银, 925银, s925银, 足银
gold < metal: solid gold, 14k gold, 18k gold, золото, золота, золотой+, 黄金, 足金, 18k金, k金
platinum < metal: платин*, 铂金, 白金
gold plated ~ gold, metal: позолот*, позолоченный+, 镀金
silver plated ~ silver, metal: посеребрен*, посеребрённый+, 镀银
tungsten < metal: tungsten steel, carbide, вольфрам*, 钨钢, 钨
wood ~ mdf, plywood, chipboard, veneer: wooden, timber, hardwood, softwood, solid wood, natural wood, древесин*, дерево,
    дерева, деревянный+, массив, массив дерева, 实木, 木质, 木头, 木材, 木制, 原木, 木
oak < wood: дуб, дуба, дубовый+, 橡木
pine < wood: сосна, сосны, сосновый+, 松木
birch < wood: берёза, берёзы, берёзовый+, 桦木
beech < wood: бук, бука, буковый+, 榉木
walnut < wood: black walnut, орех, ореха, ореховый+, 胡桃木, 黑胡桃, 黑胡桃木
ash wood < wood: ясень, ясеня, 白蜡木, 水曲柳
maple < wood: клён, клёна, кленовый+, 枫木
teak < wood: тик, тика, тиковый+, 柚木
acacia < wood: акация, акации, 相思木, 金合欢
rubberwood < wood: rubber wood, гевея, гевеи, 橡胶木
cherry wood < wood: вишня, вишни, 樱桃木
mahogany < wood: махагон*, красное дерево, 桃花心木
sandalwood < wood: ebony, rosewood, сандал*, 檀木, 紫檀, 红木, 黑檀
cedar < wood: кедр*, кедровый+, 雪松, 香柏木
bamboo ~ wood: бамбук*, бамбуковый+, 竹, 竹子, 竹制, 楠竹
rattan: wicker, ротанг*, лоза, 藤, 藤编
poly rattan ~ rattan, polyethylene, plastic: polyrattan, pe rattan, resin wicker, synthetic rattan, полиротанг*,
    техноротанг*, 仿藤, pe藤, 塑料藤
cork ~ wood: пробка, пробков*, пробковый+, 软木
veneer ~ mdf, plywood, chipboard: wood veneer, шпон*, 木皮
wood plastic ~ wood, plastic: wood plastic composite, wpc, дпк, древесно полимерный+ композит, 木塑
mdf ~ chipboard, plywood: fiberboard, fibreboard, мдф, двп, хдф, 密度板, 中纤板, 纤维板
plywood: фанер*, 胶合板, 多层板, 夹板
chipboard: particle board, particleboard, laminated chipboard, дсп, лдсп, 刨花板, 颗粒板
glass: tempered glass, borosilicate glass, crystal glass, стекл*, стеклянный+, закалённый+ стекло, закалённое стекло,
    хрустал*, 玻璃, 钢化玻璃, 钢化膜, 高硼硅玻璃, 水晶玻璃
ceramic ~ porcelain: ceramics, stoneware, earthenware, керами*, керамический+, керамогранит, глина, глиняный+, 陶瓷,
    陶, 陶土
porcelain < ceramic: bone china, china porcelain, фарфор*, фарфоровый+, костяной+ фарфор, 骨瓷, 瓷, 白瓷, 瓷器
enamel ~ steel, iron, cast iron: enamelled, enameled, эмаль, эмали, эмалированный+, 搪瓷, 珐琅
faience < ceramic: фаянс*
stone: natural stone, камень, камня, каменный+, натуральный+ камень, 石材, 石头, 天然石
marble < stone: мрамор*, мраморный+, 大理石
artificial stone ~ stone, resin: искусственный+ камень, камень искусственн*, кварцевый агломерат, 人造石, 岩板
granite < stone: гранит*, гранитный+, 花岗岩, 麦饭石
quartz < stone: кварц*, 石英, 石英石
concrete ~ stone: cement, бетон*, цемент*, 水泥, 混凝土
plaster: gypsum, гипс*, 石膏
crystal ~ glass, rhinestone: кристалл*, 水晶
rhinestone ~ crystal, glass: rhinestones, zircon, cubic zirconia, стразы, страз, фианит*, циркон*, 水钻, 锆石
pearl: pearls, жемчуг*, 珍珠
paper: cardboard, kraft paper, paperboard, бумаг*, бумажный+, картон*, картонный+, 纸, 牛皮纸, 纸板, 卡纸, 纸质
wax: paraffin, beeswax, soy wax, воск*, парафин*, 蜡, 石蜡, 大豆蜡
straw ~ rattan: raffia, соломк*, солома, рафия, 草编, 稻草, 拉菲草
amber: янтар*, 琥珀, 蜜蜡
magnet: magnets, магнит*, 磁铁, 吸铁石, 磁石
ptfe < plastic: teflon, тефлон*, 特氟龙, 铁氟龙, 特富龙, 聚四氟乙烯
asbestos: асбест*, 石棉
mineral wool: rock wool, stone wool, glass wool, минеральная вата, минвата, каменная вата, базальтовая вата, стекловата,
    岩棉, 矿棉, 玻璃棉, 玻璃丝棉
horn: bone, рог, кость, 牛角, 牛骨
"""

# What a known material is called where it is only imitated; the imitation of any other is a material that is not known.
IMITATIONS = {
    **dict.fromkeys(("leather", "genuine leather", "patent leather"), "imitation leather"),
    **dict.fromkeys(("suede", "nubuck"), "faux suede"),
    **{"fur": "faux fur", "down": "down alternative", "rattan": "poly rattan", "stone": "artificial stone"},
}
