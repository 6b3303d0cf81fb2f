"""Flavours and scents that packs name, in many languages, from general knowledge. Data, read by `flavours`.

`name < kind, kind: synonyms`. A kind ("citrus") is what another pack may say instead, without saying which; it never
differs from its own. Synonyms as in `vocabulary`. A * is only at the end of words that go on in one sense: what a
reader of pictures runs together ("VANILLAFLAVOUR") is read by it, "appellation" must not be an apple.

Left out is what a pack says whatever its flavour: original, classic, natural, milk, cream, kinds of tea and of coffee,
and words that are first of all a colour (rose, violet).
"""

from __future__ import annotations

FRUIT = """
citrus < fruit: citrus fruit, citrus fruits, citrusfrukt*, zitrus*, agrumes, agrumi, citricos, cytrus*, narenciye,
    цитрус*, 柑橘, 柑桔
lemon < citrus: lemons, lemony, lemonade, lemon juice, zitrone*, citron, citrons, citronnade, citronsmak,
    limon, limones, limone, limoni, limonata, limao, citroen, citroensmaak, cytryn*, citrom*, sitron*,
    sitruuna*, lamaie, лимон*, 柠檬, 檸檬, レモン
lime < citrus: limes, limette, limetten*, limonka, лайм*, 青柠, 青檸, ライム
orange < citrus: oranges, orangensaft, orangen*, orangeade, naranja*, laranja*, arancia, arance, aranciata,
    apelsin*, appelsin*, appelsien*, sinaasappel*, pomarancz*, pomeranc*, narancs*, portakal*, portocal*,
    blood orange, апельсин*, 橙子, 甜橙, 香橙, 橙味, 橙汁, 鲜橙, 血橙, オレンジ
mandarin < citrus: mandarine*, mandarina*, mandarino, mandarynk*, mandariini, tangerine*, clementine*,
    clementina*, satsuma, mandalina, мандарин*, 橘子, 桔子, 蜜桔, 蜜橘, みかん
grapefruit < citrus: grapefruits, pamplemousse*, pompelmo, pomelo, toronja, toranja, greippi, грейпфрут*,
    помело, 西柚, 葡萄柚, 柚子, グレープフルーツ
yuzu < citrus: юдзу, 香柚, 日本柚子, ゆず
bergamot < citrus: bergamotte, bergamota, bergamotto, earl grey, earl gray, бергамот*, эрл грей, 佛手柑, 伯爵茶
lemongrass < citrus: lemon grass, citronella, citronnelle, zitronengras, лемонграсс*, цитронелл*, 香茅
apple < fruit: apples, green apple, apple juice, apfel*, apfelsaft, pomme, pommes, manzana*, maca verde, mela,
    appel, appels, appelsap, appelmoes, applen, appeljuice, appelmust, æble, æbler, æblejuice, eple, eplejuice,
    jablko, jablek, jabłko, jabłek, jabłkow*, jabuka, omena*, elma, яблок*, яблоч*, 苹果, 青苹果, 蘋果, りんご
pear < fruit: pears, birne, birnen*, poire, poires, pera, peras, peren, paron, parondryck, gruszk*, hruska,
    armut, груш*, 雪梨, 香梨, 鸭梨, 梨子, 梨味, 梨汁
peach < fruit: peaches, peachy, white peach, pfirsich*, peche, peches, peche de vigne, pesca, pesche,
    melocoton*, durazno, pessego, perzik*, persika, persiko*, fersken, brzoskwin*, broskev, barack*, seftali,
    piersici, персик*, 桃子, 蜜桃, 白桃, 水蜜桃, 黄桃, 桃味, 桃汁, ピーチ
nectarine < fruit: nectarines, nektarine*, нектарин*, 油桃
apricot < fruit: apricots, aprikose*, aprikos, abricot*, albaricoque, damasco, albicocca, albicocche, abrikoos,
    abrikozen, morela, morele, morelowy, merunka, kayisi, kayısı, caise, абрикос*, кураг*, 杏子, 杏味, 黄杏
plum < fruit: plums, pflaume*, zwetschge*, prune, prunes, pruneau*, ciruela*, ameixa, prugna, prugne, pruim,
    pruimen, plommon, blomme, sliwk*, svestk*, слив, слива, сливовый+, чернослив*, 梅子, 话梅, 李子, 乌梅, 西梅, 杨梅
cherry < fruit, berries: cherries, morello, black cherry, sour cherry, kirsch*, kirsche*, sauerkirsch*, cerise,
    cerises, cereza*, cereja, ciliegia, ciliegie, amarena, kersen, korsbar, kirsebær*, wisnia, wisniow*,
    tresn*, visn*, meggy, visne, kirsikka*, visine, вишн*, черешн*, 樱桃, 车厘子, チェリー
sakura: cherry blossom, cherry blossoms, kirschblute*, fleur de cerisier, сакур*, цвет вишни, 樱花, さくら
grape < fruit: grapes, concord grape, traube*, traubensaft, raisin, raisins, uva, uvas, druif, druiven*,
    vindruv*, winogron*, hrozn*, szolo, uzum, struguri, виноград*, изюм*, 葡萄, 提子, 葡萄干, ぶどう
pomegranate < fruit: pomegranates, granatapfel*, granatapple*, grenade, melograno, melagrana, granaatappel*,
    granat, nar eksisi, гранат*, 石榴
fig < fruit: figs, feige*, figue*, higo, higos, fichi, fikon, инжир*, 无花果
date fruit < fruit: medjool, dattel*, datte, dattes, datiles, datteri, dadel*, финик*, 红枣, 椰枣, 大枣, 枣味
banana < fruit, tropical: bananas, banane*, banan, bananen*, bananowy, platano, platanos, muz, banaani*,
    банан*, 香蕉, バナナ
pineapple < fruit, tropical: pineapples, ananas, ananasowy, ananassaft, abacaxi, ананас*, 菠萝, 凤梨
pina colada < tropical, pineapple, coconut: пина колада
mango < fruit, tropical: mangos, mangoes, mangue, mangues, mangowy, манго, 芒果, マンゴー
passion fruit < fruit, tropical: passionfruit*, passionsfrucht, passionsfrukt*, maracuja*, maracuya*, marakuja,
    parchita, fruit de la passion, frutto della passione, passievrucht, маракуй*, 百香果, 西番莲
papaya < fruit, tropical: papayas, papaye, папай*, 木瓜
guava < fruit, tropical: guavas, goyave, guayaba, goiaba, гуав*, 番石榴, 芭乐
lychee < fruit, tropical: litchi, lychees, lichi, личи, 荔枝, ライチ
dragon fruit < fruit, tropical: dragonfruit, pitaya, pitahaya, питай*, 火龙果
kiwi < fruit, tropical: kiwis, kiwifruit, kiwi fruit, киви, 猕猴桃, 奇异果
coconut < tropical, nuts: coconuts, coconut*, kokos, kokosnuss*, kokosnot, kokosowy, kokosmilch, kokosmjolk,
    noix de coco, lait de coco, leche de coco, leite de coco, agua de coco, cocco, kookos*, hindistan cevizi,
    кокос*, 椰子, 椰香, 椰汁, 生椰, 椰奶, ココナッツ
melon < fruit: melons, honeydew, cantaloupe, melone*, meloun, kavun, дын*, 哈密瓜, 蜜瓜, 甜瓜, 香瓜, メロン
watermelon < fruit: watermelon*, water melon, wassermelone*, pasteque, sandia, anguria, watermeloen,
    vattenmelon, vandmelon, arbuz*, karpuz, арбуз*, 西瓜
quince < fruit: quitte*, coing, membrillo, айв*
persimmon < fruit: kaki, хурм*, 柿子
hawthorn < fruit: боярышник*, 山楂
sea buckthorn < berries, fruit: sanddorn, argousier, havtorn, rokitnik*, облепих*, 沙棘
tropical < fruit: tropical fruit, tropical fruits, tropisk*, tropique*, tropicale, tropisch*, tropikalny,
    exotic fruit, exotic fruits, exotisk*, exotique*, мультифрукт*, тропическ*, экзотическ*, 热带水果
fruit: fruits, mixed fruit, mixed fruits, multifruit*, multivitamin*, multifrucht, fruit mix, fruit salad,
    fruit punch, tutti frutti, fruchte mix, фрукты, фруктов*, фруктовый+, 水果, 混合水果, 什锦水果
"""

BERRIES = """
berries < fruit: berry, mixed berry, mixed berries, wild berry, wild berries, summer berries, red berries,
    forest fruit, forest fruits, fruits of the forest, red fruit, red fruits, beeren, beerenmix, waldfrucht*,
    waldbeere*, fruits rouges, fruits des bois, frutos rojos, frutos del bosque, frutti di bosco,
    frutos vermelhos, bosvruchten, rode vruchten, skogsbar, blandade bar, owoce lesne, lesni ovoce, marjaisa,
    ягод*, лесной+ ягода, лесные ягоды, лесных ягод, 莓果, 混合莓果, 浆果, 野莓
strawberry < berries, fruit: strawberr*, erdbeer*, fraise, fraises, fresa, fresas, frutilla, morango, fragola,
    fragole, aardbei*, jordgubb*, jordbær*, jordbar, truskawk*, jahod*, eper, epres, cilek, capsuni,
    mansikka*, клубни*, земляни*, 草莓, イチゴ, いちご
raspberry < berries, fruit: raspberr*, himbeer*, framboise*, frambuesa*, framboesa, framboos, frambozen*,
    lampone, lamponi, hallon*, hindbær*, bringebær*, malina, malinow*, malna, ahududu, zmeura, vadelma*,
    малин*, 覆盆子, 树莓, 山莓
blueberry < berries, fruit: blueberr*, bilberr*, heidelbeer*, blaubeer*, myrtille*, arandano, arandanos,
    mirtilo, mirtillo, mirtilli, blauwe bes, bosbes, blabar*, blabær, borowk*, boruvk*, afonya, yaban mersini,
    mustikka*, черник*, черничный+, голубик*, 蓝莓, 藍莓
blackberry < berries, fruit: blackberr*, brombeer*, zarzamora, amora, more di rovo, braam, bramen, bjornbar,
    jezyn*, ostruzin*, bogurtlen, ежевик*, ежевич*, 黑莓
blackcurrant < berries, fruit: blackcurrant*, black currant*, johannisbeer*, cassis, grosella negra,
    ribes nero, zwarte bes, svarta vinbar, svartvinbar*, solbær*, czarna porzeczka, czarnej porzeczki,
    cerny rybiz, черный смородина, чёрная смородина, чёрной смородины, чёрной смородиной, смородин*, 黑加仑, 黑醋栗
redcurrant < berries, fruit: red currant*, redcurrant*, groseille*, rote johannisbeer*, roda vinbar,
    красная смородина, красной смородины, 红醋栗
cranberry < berries, fruit: cranberr*, cranberry juice, moosbeer*, canneberge*, arandano rojo, tranbar*,
    tranebær*, zurawin*, brusinky, клюкв*, 蔓越莓
lingonberry < berries, fruit: lingon*, cowberry, preiselbeer*, airelle*, tyttebær*, borowka brusznica,
    puolukka*, брусник*, 越橘
gooseberry < berries, fruit: gooseberries, stachelbeer*, krusbar*, agrest, крыжовник*, 醋栗, 鹅莓
cloudberry < berries, fruit: hjortron*, multebær*, морошк*
elderberry < berries, fruit: holunderbeere*, sureau, sambuco, fladerbar, бузин*, 接骨木莓
elderflower: holunderblute*, fleur de sureau, flader, fladerblom*, hyldeblomst*, бузины цвет, 接骨木花
acai < berries, fruit: асаи, 巴西莓
goji < berries, fruit: goji berr*, годжи, 枸杞
mulberry < berries, fruit: mulberries, шелковиц*, 桑葚, 桑椹
rhubarb < fruit: rhabarber*, rhubarbe, ruibarbo, rabarbaro, rabarber*, rebarber*, rabarbar, ревен*, 大黄
rosehip: rose hip, hagebutte*, cynorrhodon, nypon*, dzika roza, шиповник*, 玫瑰果
"""

SWEET = """
vanilla: vanill*, french vanilla, vainilla, vaniglia, baunilha, vanilj*, vanilje*, wanili*, vanilk*, vanilya*,
    ванил*, 香草, 云呢拿, 雲呢拿, バニラ
chocolate: chocolat*, choco, choc, schoko*, cioccolat*, czekolad*, cokolad*, cikolata*, csokolad*, ciocolat*,
    chocolade*, choklad*, sjokolade*, chokolade*, suklaa*, cocoa, cacao, kakao*, шоколад*, какао, 巧克力, 可可, チョコ,
    チョコレート, ココア
mocha < chocolate: moccha, mokka, moka, мокко, мокка, 摩卡
caramel: caramel*, karamel*, karamell*, salted caramel, dulce de leche, caramelo, caramello, kinuski*,
    карамел*, 焦糖, キャラメル
toffee < caramel: butterscotch, kola toffee, ирис, ириски, тоффи, 太妃, 太妃糖
fudge < caramel, chocolate: фадж
honey: honig*, miel, miele, honing*, honung*, honning*, miod, miodow*, hunaja*, мёд, мёда, мёдом, медовый+, 蜂蜜,
    はちみつ
maple: maple syrup, ahorn*, sirop d erable, lonnsirap, кленовый+ сироп, кленов*, 枫糖
cookies and cream: cookies cream, cookies n cream, cookie dough, cookie, cookies, печенье, печенья, печеньем,
    曲奇, 饼干奶油
marshmallow: marshmallows, зефир*, маршмеллоу, 棉花糖
bubble gum: bubblegum, бабл гам, бабблгам, 泡泡糖
cotton candy: candy floss, barbe a papa, сахарная вата, сахарной ваты
cheesecake: cheese cake, чизкейк*, 芝士蛋糕
tiramisu: tirami*, тирамису, 提拉米苏
brownie < chocolate: brownies, брауни, 布朗尼
gingerbread < ginger: lebkuchen, pain d epices, pepparkak*, piernik*, пряник*, имбирный+ пряник, 姜饼
speculoos: spekulatius, speculaas, lotus biscoff
cinnamon: cinnamon*, zimt*, cannelle, canela, cannella, kaneel*, kanel*, cynamon*, skorice, tarcin, fahej,
    scortisoara, кориц*, коричн*, 肉桂
pumpkin: pumpkin spice, kurbis*, potiron, citrouille, calabaza, zucca, pompoen, dynia, dyni, тыкв*, 南瓜
irish cream: baileys, ирландские сливки, ирландский крем, ирландских сливок, 爱尔兰奶油, 百利甜
rum: rum raisin, ром с изюмом, 朗姆
cola: kola, кола, колы, 可乐
licorice: liquorice, licorice, lakritz*, lakrits*, lakrids*, lakris, reglisse, regaliz, liquirizia, zoethout,
    lukrecj*, лакриц*, солодк*, 甘草
matcha: матча, маття, 抹茶
tamarind: tamarindo, тамаринд*, 罗望子
taro: таро, 香芋, 芋头
red bean: azuki, adzuki, 红豆
osmanthus: османтус*, 桂花
"""

NUTS = """
nuts: mixed nuts, nut, nusse, nuss, noix, frutos secos, noten, notter, orzech*, орех*, ореховый+, 坚果
hazelnut < nuts: hazelnut*, haselnuss*, noisette*, avellana*, avela, nocciola, nocciole, hazelnoot, hazelnoten,
    hasselnot*, hasselnod*, orzech laskowy, orzechow laskowych, liskov*, mogyoro, findik, fındık, alune, фундук*,
    лесной орех, лесного ореха, лесным орехом, 榛子, 榛果
almond < nuts: almond*, mandel, mandeln, mandelmjolk, mandelmilch, amande, amandes, almendra*, amendoa*,
    mandorla, mandorle, amandel*, migdal*, mandle, mandlov*, mandula, badem, migdale, amaretto, миндал*,
    амаретто, 杏仁, 扁桃仁, 巴旦木, アーモンド
walnut < nuts: walnuts, walnuss*, noix de grenoble, nuez, nueces, noce, noci, valnot*, orzech wloski, ceviz,
    грецкий орех, грецкого ореха, грецкий+ орех*, 核桃, 胡桃
peanut < nuts: peanuts, peanut butter, erdnuss*, cacahuete*, cacahuate, mani tostado, amendoim, arachide*,
    arachidi, pinda*, jordnot*, jordnod*, peanot*, arasid*, fistik ezmesi, арахис*, 花生, ピーナッツ
pistachio < nuts: pistachios, pistazie*, pistache*, pistacho*, pistacchio, pistasch*, pistacj*, pistacie,
    antep fıstığı, фисташ*, 开心果, ピスタチオ
cashew < nuts: cashews, cashewkern*, noix de cajou, anacardo*, caju, кешью, 腰果
pecan < nuts: pecans, pekan*, noix de pecan, пекан*, 碧根果
macadamia < nuts: макадами*, 夏威夷果
chestnut < nuts: chestnuts, maroni, kastanie*, marron, castana, castagna, каштан*, 栗子, 板栗
sesame: sesam*, sezam*, ajonjoli, sesamo, susam, кунжут*, 芝麻, 黑芝麻
pine nut < nuts: pine nuts, кедровый орех, кедрового ореха, кедровый+ орех*, 松子
"""

SAVOURY = """
paprika: bell pepper, papryk*, papriku, paprikasi, паприк*, 甜椒, 红椒
chilli: chili, chillies, chilies, chilli*, hot chili, jalapeno, jalapenos, sriracha, habanero, piment,
    peperoncino, guindilla, чили, халапеньо, острый перец, 辣椒, 香辣, 麻辣, 剁椒
black pepper: pfeffer*, poivre, pimienta, pepe nero, svartpeppar, чёрный перец, чёрным перцем, чёрного перца,
    黑胡椒, 胡椒
barbecue: bbq, barbeque, bar b q, барбекю, 烧烤
sour cream: sour cream and onion, sour cream onion, creme fraiche, smetana, сметан*, 酸奶油
cheddar < cheese: чеддер
mozzarella < cheese: моцарелл*
parmesan < cheese: parmigiano, пармезан*
gouda < cheese: гауда
cheese: kase, fromage, queso, queijo, formaggio, kaas, ostsmak, serowy, cheesy, nacho cheese, сыр, сыра, сыром,
    сырный+, 芝士, 奶酪, 起司, チーズ
onion: onions, spring onion, zwiebel*, oignon*, cebolla*, cipolla, cipolle, cebul*, луком, лук, лука, луковый+,
    зелёный+ лук, 洋葱, 葱香, 香葱
garlic: garlic*, knoblauch*, ajo, alho, aglio, knoflook, vitlok*, hvidlog, czosnek, czosnkow*, sarımsak,
    чеснок*, чесноч*, 大蒜, 蒜香, 蒜蓉
bacon: bacon*, бекон*, 培根
ham: jamon, schinken*, prosciutto, jambon, ветчин*, 火腿
chicken: chickens, hahnchen*, huhn, poulet, pollo, frango, kyckling*, kylling*, kurczak*, kurcze, kure,
    kuracia, tavuk, csirke, куриц*, курин*, цыплён*, 鸡肉, 鸡味, 香菇鸡, チキン
turkey meat: turkey breast, roast turkey, with turkey, puten*, dinde, kalkoen, kalkon, indyk*, индейк*, индюш*,
    火鸡
duck: canard, pato, anatra, eend, kaczk*, утк*, утин*, 鸭肉, 烤鸭
beef: rind, rindfleisch, boeuf, carne de res, ternera, manzo, rundvlees, notkott, oksekod, wolowin*, hovezi,
    говядин*, говяж*, 牛肉, ビーフ
lamb: lamm, agneau, cordero, agnello, jagniecin*, ягнён*, баранин*, 羊肉
pork: schwein*, porc, cerdo, maiale, varkensvlees, flask, wieprzowin*, свинин*, 猪肉
rabbit: kaninchen, lapin, conejo, coniglio, konijn, krolik*, кролик*, 兔肉
salmon: lachs*, saumon, salmone, zalm, laks, losos*, лосос*, сёмг*, 三文鱼, 鲑鱼
tuna: thunfisch*, thon, atun, atum, tonno, tonijn, tonfisk, tunczyk*, тунец, тунца, тунцом, 金枪鱼, 吞拿鱼
shrimp: shrimps, prawn, prawns, garnele*, crevette*, camaron, gamba, gambas, gambero, garnalen, rakor,
    krewetk*, креветк*, 虾仁, 鲜虾, 虾味
crab: krebs, crabe, cangrejo, granchio, krabbe, krabba, краб*, 蟹黄, 蟹肉, 蟹味
mushroom: mushrooms, champignon*, pilze, funghi, setas, svamp, pieczark*, grzyb*, гриб*, грибн*, шампиньон*,
    蘑菇, 香菇, 菌菇
tomato: tomatoes, tomate*, pomodoro, tomaat, tomaten*, tomat, tomater, tomatsmak, pomidor*, rajce, paradajk*,
    domates, томат*, помидор*, 番茄, 西红柿, トマト
basil: basilikum, basilic, albahaca, basilico, bazyli*, fesleg*, базилик*, 罗勒
rosemary: rosmarin*, romarin, romero, rosmarino, rozmaryn*, розмарин*, 迷迭香
thyme: thymian, thym, tomillo, tymian*, тимьян*, чабрец*, 百里香
oregano: origano, орегано, душиц*, 牛至
dill: dille, aneth, eneldo, aneto, koperk*, koper, укроп*, 莳萝
parsley: petersilie*, perejil, prezzemolo, peterselie, persilja, persille, петрушк*, 欧芹
coriander: cilantro, koriander*, coriandre, кориандр*, кинз*, 香菜, 芫荽
curry: curri, карри, 咖喱, カレー
teriyaki: терияки, 照烧
wasabi: васаби, 芥末
mustard: senf, moutarde, mostaza, senape, mosterd, senap, sennep, musztard*, горчиц*, горчич*, 芥末酱
horseradish: meerrettich, raifort, pepparrot*, peberrod, chrzan*, хрен, хрена, хреном, 辣根
seaweed: nori, kelp, нори, водоросл*, 海苔, 紫菜
truffle: truffles, truffel*, truffe*, trufa, tartufo, tryffel*, трюфел*, 松露
olive: olives, oliven*, aceituna*, azeitona, oliv, zaitin, оливк*, маслин*, 橄榄
salt and vinegar: salt vinegar, vinegar, malt vinegar, essig, vinaigre, aceto, 盐醋
sea salt: meersalz, sel de mer, fleur de sel, sal marina, sale marino, zeezout, havssalt, морская соль,
    морской солью, 海盐
ketchup: catsup, кетчуп*, 番茄酱
pizza: пицц*, 披萨, 比萨
kimchi: кимчи, 泡菜, 辣白菜
"""

HERBS = """
mint: mints, minty, fresh mint, minze*, menthe, menta, hortela, munt, mynta, mynte, mieta, mietow*,
    mata peprna, nane, mentol, menthol*, minttu, мят*, ментол*, 薄荷, ミント
peppermint < mint: peppermint*, pfefferminz*, menthe poivree, pepermunt*, pepparmint*, pebermynte*,
    перечный+ мята, мята перечная, 胡椒薄荷
spearmint < mint: krauseminze, menthe verte, hierbabuena, gronmynta, кудрявая мята, 留兰香, 绿薄荷
eucalyptus: eukalyptus*, eucalipto, ekaliptus, eukaliptus*, okaliptus, эвкалипт*, 桉树, 尤加利
ginger: ingwer*, gingembre, jengibre, gengibre, zenzero, gember, ingefara, ingefær, imbir*, zazvor*, zencefil,
    ginger ale, ginger beer, имбир*, 生姜, 姜味, 姜汁, 老姜
cardamom: kardamom*, cardamome, cardamomo, kardemumma*, кардамон*, 豆蔻
clove: cloves, gewurznelke*, clou de girofle, clavo de olor, chiodi di garofano, гвоздик*
anise: anis, aniseed, anice, анис*, 茴香, 八角
saffron: safran, azafran, zafferano, saffran, шафран*, 藏红花
turmeric: kurkuma*, curcuma, gurkmeja, куркум*, 姜黄
sage: salbei*, sauge, salvia, szalwi*, шалфе*, 鼠尾草
nettle: brennnessel*, ortie, ortiga, pokrzyw*, крапив*, 荨麻
camomile: chamomile, kamille*, camomille, manzanilla, camomilla, kamomill*, rumian*, hermank*, papatya,
    ромашк*, 洋甘菊
hibiscus: hibisk*, karkade, гибискус*, каркад*, 洛神花
rooibos: ройбос*, ройбуш*
linden: lindenblute*, tilleul, lipow*, липов*, липа, липы, 椴树
melissa < citrus: lemon balm, zitronenmelisse, melisse, melis*, мелисс*
aloe: aloe vera, aloevera, алоэ, 芦荟
tea tree: tea tree oil, teebaum*, arbre a the, arbol de te, drzewo herbaciane, чайное дерево, чайного дерева, 茶树
cucumber: cucumbers, gurke, gurken, concombre, pepino, cetriolo, komkommer, gurka, agurk, ogorek, ogork*,
    salatalık, огурец, огурц*, огуречный+, 黄瓜, 青瓜
charcoal: activated charcoal, aktivkohle, charbon actif, carbon activo, carbone attivo, wegiel aktywny, węgiel aktywny,
    активированный уголь, угольный+, уголь, 竹炭, 活性炭
propolis: propolis*, прополис*, 蜂胶
"""

SCENTS = """
floral: flowers, flower, floral*, blumen*, fleurs, fleuri, flores, fiori, kwiatow*, цветочный+, цветы, цветов,
    花香, 鲜花, 百花
lavender < floral: lavend*, lavande, lavanda, lawend*, levandul*, levendula, laventeli*, лаванд*, 薰衣草, ラベンダー
jasmine < floral: jasmin*, jazmin, gelsomino, jasmijn, jasmin, жасмин*, 茉莉, 茉莉花, ジャスミン
rose scent < floral: rose petal*, rose water, rosewater, wild rose, rose fragrance, rosen*, rosenduft,
    petales de rose, petalos de rosa, rozany, роза, розы, роз, розой, лепестки розы, лепестками роз, 玫瑰, バラ
lily < floral: lilies, lilie*, lirio, lilj*, лили*, 百合
lily of the valley < floral: maiglockchen, muguet, mughetto, liljekonvalj, konwali*, ландыш*, 铃兰
lilac < floral: flieder*, lilas, syren*, сирен*, 紫丁香
orchid < floral: orchidee*, orquidea, orchidea, orkide*, орхиде*, 兰花
peony < floral: pfingstrose*, pivoine, peonia, пион*, 牡丹, 芍药
magnolia < floral: магноли*, 玉兰
freesia < floral: freesie*, frezj*, фрези*, 小苍兰
lotus flower < floral: лотос*, 莲花, 荷花
gardenia < floral: гардени*, 栀子花, 栀子
ylang ylang < floral: иланг иланг, 依兰
orange blossom < floral, citrus: neroli, orangenblute*, fleur d oranger, azahar, fiori d arancio, нероли,
    флёрдоранж, 橙花
ocean: ocean*, ocean breeze, sea breeze, marine, ozean, meeresbrise, brise marine, brisa marina, oceano,
    морской+ бриз, морская свежесть, морской свежести, океан*, 海洋, 大海
pine needle < forest scent: pine needles, forest pine, pine fresh, pine scent, kiefer*, pino silvestre, sosna,
    sosnow*, хвоя, хвойный+, хвои, сосн*, 松木, 松香, 松针
cedar < forest scent: cedarwood, zeder*, cedre, cedro, cedr, кедр*, 雪松
forest scent: forest fresh, woodland, лесная свежесть, лесной свежести, 森林清香
sandalwood: sandelholz, santal, sandalo, sandaltra, сандал*, 檀香, 檀木
musk: moschus, musc, almizcle, muschio, mysk, мускус*, 麝香
amber: bernstein, ambre, ambar, ambra, амбр*, 琥珀
patchouli: patschuli, пачули, 广藿香
alpine: alpine fresh, alpenfrische, mountain fresh, mountain air, альпийская свежесть, альпийской свежести,
    горная свежесть, горной свежести, альпийск*, 高山
spring fresh: spring flowers, fresh spring, fruhlings*, весенняя свежесть, весенней свежести, весенн*
cotton fresh: fresh cotton, clean cotton, fresh linen, свежесть хлопка, 棉花清香
baby powder: talco, детская присыпка, 爽身粉
unscented: fragrance free, fragrancefree, scent free, perfume free, parfum free, no perfume, odourless,
    odorless, without perfume, unperfumed, parfumfrei, ohne duftstoffe, sans parfum, sin perfume,
    sin fragancia, senza profumo, parfumvrij, oparfymerad, utan parfym, uparfumeret, bezzapachow*, parfumsuz,
    unflavoured, unflavored, без запаха, без отдушки, без отдушек, без ароматизаторов, без аромата, 无香, 无香型,
    无味, 无香料
"""

# What holds a flavour's word and names none.
NONE = """
-: pomme de terre, pommes de terre, pommes frites, pomme frites, cherry tomato, cherry tomatoes, cherrytomat*,
    tomates cerises, kirschtomate*, apple cider vinegar, applewood, apple wood, custard apple, orange pekoe,
    dr pepper, olive oil, oliveoil, olivenol, huile d olive, aceite de oliva, olio di oliva, olio d oliva,
    azeite de oliva, olijfolie, olivolja, оливковое масло, оливкового масла, оливковом масле, 橄榄油, grape seed,
    grapeseed*, seafood, sea food, pepper spray, rice vinegar, wine vinegar, balsamic vinegar, white vinegar,
    rose gold, nut free, nuts free, may contain nuts, contains nuts, traces of nuts, lemon yellow, mint green,
    cherry red, honeycomb, honey comb, amber glass, amber ale, cheese cloth, marine collagen, musk melon,
    peach skin, rum punch, turkey red
"""
