"""Well-known brands in three scripts, from general knowledge. Data, read by `brands`.

One brand a line: `Name: other spellings and scripts`. Case, accents, blanks, dashes and dots never count, so "TP-Link"
needs no "tplink". `Sub < Maker` is a line that sellers file under its maker as well, `Brand << Maker` a brand whose
maker they may name instead, but what fits the one does not fit the other: JBL << Harman. "Maker Sub" is a name of the
sub-brand. A `~` in front marks a name that is also a plain word: "Apple" is the brand, "Apple Bottoms" is another one.
"""

from __future__ import annotations

PHONES_AND_COMPUTERS = """
~Apple: 苹果, Эпл, Эппл, Apple Inc
iPhone < Apple: айфон, 爱疯, Apple iPhone, iphones
iPad < Apple: айпад, Apple iPad
MacBook < Apple: макбук, Apple MacBook
AirPods < Apple: аирподс, эйрподс
Samsung: 三星, Самсунг
~Galaxy < Samsung: Samsung Galaxy, 盖乐世, галакси, самсунг галакси
Xiaomi: 小米, Сяоми, Ксиаоми, Ксяоми, Mi, Xiomi, Xaomi
Redmi < Xiaomi: 红米, Редми, Xiaomi Redmi, 小米红米
Poco < Xiaomi: Поко, Pocophone, Xiaomi Poco
Mijia < Xiaomi: 米家, Миджиа, Xiaomi Mijia
Viomi << Xiaomi: 云米, Виоми
70mai << Xiaomi: 七十迈, 70迈
Smartmi << Xiaomi: 智米, Смартми
Black Shark << Xiaomi: 黑鲨
Huawei: 华为, Хуавей, Хуавэй, Huawey
~Honor < Huawei: 荣耀, Хонор, Huawei Honor, 华为荣耀
Oppo: 欧珀, Оппо
Realme: 真我, Реалми, Oppo Realme
Vivo: 维沃, Виво
iQOO < Vivo: 爱酷, Vivo iQOO
OnePlus: 一加, Ванплас
Meizu: 魅族, Мейзу
ZTE: 中兴, ЗТЕ
Nubia < ZTE: 努比亚, Нубия
Lenovo: 联想, Леново
ThinkPad < Lenovo: Lenovo ThinkPad
Motorola: 摩托罗拉, Моторола, Moto
Nokia: 诺基亚, Нокиа, Нокия
~Tecno: 传音, Техно Мобайл
Infinix: Инфиникс
~Itel: Айтел
TCL: 王牌
Alcatel: Алкатель, 阿尔卡特
Sony: 索尼, Сони, Sony Corporation
Bravia < Sony: Бравиа
Xperia < Sony: Иксперия
Walkman < Sony:
PlayStation < Sony: Sony PlayStation, плейстейшен, плейстейшн
LG: ЛГ, ЛЖ, LG Electronics, ЭлДжи, ЭлЖи, 乐金
HTC: 宏达电
Google: 谷歌, Гугл
~Pixel < Google: Google Pixel
BlackBerry: 黑莓, Блэкберри
Blackview: Блэквью
Doogee: Дуги
Oukitel: Укител
Ulefone: Улефон
CUBOT: Кубот
Asus: 华硕, Асус, ASUSTeK, Asustek Computer
ROG < Asus: Asus ROG, 玩家国度
Acer: 宏碁, 宏基, Эйсер, Асер
~Predator < Acer: Acer Predator
Dell: 戴尔, Делл
Alienware < Dell: 外星人, Dell Alienware
HP: 惠普, Hewlett-Packard, Hewlett Packard, НР, Хьюлетт-Паккард, Hewlett-Packard Company
HPE << HP: Hewlett Packard Enterprise, 慧与
MSI: 微星, Micro-Star, МСИ
Gigabyte: 技嘉, Гигабайт
Aorus < Gigabyte:
ASRock: 华擎
Microsoft: 微软, Майкрософт, MS Microsoft
~Surface < Microsoft: Microsoft Surface
Xbox < Microsoft: Microsoft Xbox, иксбокс
Intel: 英特尔, Интел
AMD: 超威, Advanced Micro Devices
Nvidia: 英伟达, Нвидиа
IBM: 国际商业机器
Toshiba: 东芝, Тошиба
Fujitsu: 富士通, Фуджитсу
Hasee: 神舟
Mechrevo: 机械革命
Kingston: 金士顿, Кингстон
HyperX < Kingston: Kingston HyperX, HyperX Gaming
SanDisk < Western Digital: 闪迪, Сандиск
Western Digital: WD, 西部数据, 西数, Вестерн Диджитал, WDC
Seagate: 希捷, Сигейт
LaCie << Seagate:
~Crucial << Micron: 英睿达
Micron: 美光
~Corsair: 海盗船, 美商海盗船, Корсар
Elgato << Corsair:
ADATA: 威刚, Адата
XPG < ADATA: ADATA XPG
Transcend: 创见, Трансенд
Lexar: 雷克沙
PNY: 必恩威
Team Group: 十铨, TeamGroup
G.Skill: 芝奇
Verbatim: 威宝, Вербатим
Maxell: 麦克赛尔
Logitech: 罗技, Логитек, Logi, Logitech G
Ultimate Ears < Logitech: UE, Logitech Ultimate Ears
Creative Technology: Creative Labs, Creative, 创新科技, Креатив
Razer: 雷蛇, Рейзер
SteelSeries: 赛睿
Rapoo: 雷柏
A4Tech: 双飞燕, А4 Тек
Bloody < A4Tech: 血手幽灵
~Defender: Дефендер
~Genius: Гениус, 昆盈
Redragon:
Cooler Master: 酷冷至尊
Thermaltake: 曜越, Tt
NZXT: 恩杰
be quiet!: 德商必酷
DeepCool: 九州风神
TP-Link: 普联, ТП-Линк, 普联技术
Tapo < TP-Link:
Mercusys << TP-Link: 水星
Tenda: 腾达, Тенда
D-Link: 友讯, Д-Линк
Netgear: 网件, Нетгир
Linksys: 领势
Ubiquiti: 优倍快, UBNT, Ubiquiti Networks
MikroTik: Микротик
Keenetic: Кинетик
Zyxel: 合勤, Зиксель, Зухель
Cisco: 思科, Циско
TRENDnet: 趋势网络
Belkin: 贝尔金, Белкин
Anker: 安克, Анкер
Eufy < Anker: 悠飞
Baseus: 倍思, Басеус, Бейсус
Ugreen: 绿联, Югрин
Hoco: 浩酷, Хоко
Borofone: Борофон
Remax: 睿量, Ремакс
Essager: 艾莎格
Spigen: Спиген
Nillkin: 耐尔金, Нилкин
OtterBox:
Targus: 泰格斯
Pisen: 品胜
Romoss: 罗马仕
StarTech: StarTech.com
Kensington: 肯辛通
APC: American Power Conversion
CyberPower: 硕天
Epson: 爱普生, Эпсон, Seiko Epson
Canon: 佳能, Кэнон, Канон
~Brother: 兄弟, Бразер
Xerox: 施乐, 富士施乐, Ксерокс, Fuji Xerox
Ricoh: 理光, Рико
Kyocera: 京瓷, Киосера, Куосера
Pantum: 奔图, Пантум
Lexmark: 利盟, Лексмарк
OKI: 沖电气
Zebra Technologies: 斑马技术
Wacom: 和冠, Ваком
ViewSonic: 优派, Вьюсоник
BenQ: 明基, БенКью
AOC: 冠捷
Iiyama: 饭山
Eizo: 艺卓
Kindle < Amazon: Amazon Kindle
Amazon: 亚马逊, Амазон
"""

SOUND_PICTURE_AND_HOME = """
Philips: 飞利浦, Филипс, Koninklijke Philips, Phillips
Norelco << Philips:
Saeco << Philips: 喜客, Саеко
Avent < Philips: Philips Avent, 新安怡, Авент, Филипс Авент
Sonicare < Philips: Philips Sonicare
Panasonic: 松下, Панасоник
Lumix < Panasonic: Люмикс
Technics < Panasonic: Техникс
Eneloop < Panasonic: 爱乐普, Энелуп
~Sharp: 夏普, Шарп
JVC: 杰伟世
Hitachi: 日立, Хитачи
Mitsubishi: 三菱, Мицубиси, Митсубиси
Sanyo: 三洋, Санио
Hisense: 海信, Хайсенс
Haier: 海尔, Хайер, Хаер
Midea: 美的, Мидеа, Мидея
Little Swan << Midea: 小天鹅
Comfee << Midea:
Gree: 格力, Гри
Skyworth: 创维
Changhong: 长虹
Konka: 康佳
Casarte < Haier: 卡萨帝
Supor: 苏泊尔, Супор
Joyoung: 九阳
Galanz: 格兰仕
~Bear: 小熊电器
Deerma << Xiaomi: 德尔玛, Дирма
Roborock << Xiaomi: 石头科技, Роборок
Dreame << Xiaomi: 追觅, Дрим
Ecovacs: 科沃斯, Эковакс
iRobot: 艾罗伯特, Айробот
Roomba < iRobot: iRobot Roomba
Dyson: 戴森, Дайсон
Bosch: 博世, Бош, Robert Bosch
Skil << Bosch:
Siemens: 西门子, Сименс
Miele: 美诺, Миле
Electrolux: 伊莱克斯, Электролюкс
AEG << Electrolux: 安亦嘉, АЕГ
Zanussi << Electrolux: 扎努西, Занусси
Whirlpool: 惠而浦, Вирпул
Indesit: 意黛喜, Индезит
Hotpoint << Ariston: Hotpoint-Ariston, Хотпоинт
Ariston: 阿里斯顿, Аристон
Beko: 倍科, Беко
Gorenje: 古洛尼, Горенье
~Candy: 卡迪, Канди
Hoover: 胡佛, Хувер
Liebherr: 利勃海尔, Либхер
Smeg: 斯麦格, Смег
KitchenAid: 凯膳怡, КитченЭйд
Kenwood: 凯伍德, Кенвуд
DeLonghi: 德龙, Де'Лонги, Делонги, De Longhi
Braun << Procter & Gamble: 博朗, Браун
Tefal: 特福, Тефаль, T-fal
Moulinex: 摩飞利, Мулинекс
Rowenta: 好运达, Ровента
Krups: 克鲁伯, Крупс
Redmond: Редмонд
Polaris: Поларис
Vitek: Витек
Scarlett: Скарлетт
Kitfort: Китфорт
Bork: Борк
~Supra: Супра
~Atlant: Атлант
Karcher: 卡赫, Керхер, Kärcher, Кёрхер
Morphy Richards: 摩飞
Black+Decker: 百得, Black & Decker, Black and Decker, Black Decker, Блэк энд Декер
Hamilton Beach: 汉美驰
Cuisinart: 美膳雅
Instant Pot: Инстант Пот
~Ninja << SharkNinja:
~Shark << SharkNinja:
SharkNinja:
Breville: 铂富
Nespresso < Nestle: 奈斯派索, Неспрессо
Oral-B << Braun: 欧乐B, 欧乐, Орал-Би, Орал Б
GE: General Electric, 通用电气, Дженерал Электрик
Frigidaire << Electrolux: 富及第
Maytag: 美泰克
JBL << Harman: 杰宝, ДжБЛ
Harman Kardon << Harman: 哈曼卡顿, Харман Кардон
Harman: 哈曼, Харман, Harman International
Bose: 博士音响, Боуз, Bose Corporation
Beats << Apple: Beats by Dre, 魔音, Beats by Dr. Dre
Sennheiser: 森海塞尔, Зеннхайзер, Сеннхайзер
AKG << Harman: 爱科技
~Shure: 舒尔
Audio-Technica: 铁三角, Аудио-Техника
Jabra: 捷波朗, Джабра
Plantronics: 缤特力, Плантроникс
Skullcandy:
~Marshall: 马歇尔, Маршалл
Edifier: 漫步者, Эдифаер
QCY:
Haylou: 嘿喽, Хайлоу
Soundcore < Anker: 声阔, Anker Soundcore
Bang & Olufsen: B&O, 铂傲
~Pioneer: 先锋, Пионер
Yamaha: 雅马哈, Ямаха
Casio: 卡西欧, Касио
G-Shock < Casio: Джи-Шок
Baby-G < Casio:
Pro Trek < Casio:
Denon: 天龙, Денон
Onkyo: 安桥, Онкио
Nikon: 尼康, Никон
Fujifilm: Fuji, 富士, 富士胶片, Фуджифильм, Fuji Film
Instax < Fujifilm: Инстакс
Olympus: 奥林巴斯, Олимпус
Pentax: 宾得, Пентакс
Leica: 徕卡, Лейка
Kodak: 柯达, Кодак
Polaroid: 宝丽来, Полароид
GoPro: Гопро
DJI: 大疆, 大疆创新
Insta360: 影石
Tamron: 腾龙, Тамрон
Sigma: 适马, Сигма
Manfrotto: 曼富图, Манфротто
Garmin: 佳明, Гармин
Fitbit << Google: Фитбит
Amazfit << Xiaomi: 跃我, Амазфит
Hikvision: 海康威视, Хиквижн
Ezviz << Hikvision: 萤石
HiWatch << Hikvision:
HiLook << Hikvision:
Dahua: 大华, Дахуа
Imou << Dahua: 乐橙
Nintendo: 任天堂, Нинтендо
Sega: 世嘉, Сега
Duracell: 金霸王, Дюраселл
Energizer: 劲量, Энерджайзер
GP Batteries: 超霸, GP
Varta: 瓦尔塔, Варта
Osram: 欧司朗, Осрам
OPPLE: 欧普照明, 欧普
Yeelight << Xiaomi: 易来
Aqara << Xiaomi: 绿米, Акара
Ikea: 宜家, Икеа, ИКЕЯ
"""

SPORT_AND_FASHION = """
Adidas: 阿迪达斯, 阿迪, Адидас, Addidas
Adidas Originals < Adidas: 三叶草, 阿迪达斯三叶草
Terrex < Adidas:
Nike: 耐克, Найк, Найки
~Jordan < Nike: Air Jordan, Nike Jordan, Jordan Brand
Converse: 匡威, Конверс
~Puma: 彪马, Пума
Reebok: 锐步, Рибок
New Balance: 新百伦, Нью Бэланс, NB
Asics: 亚瑟士, 爱世克斯, Асикс
Onitsuka Tiger < Asics: 鬼塚虎
Skechers: 斯凯奇, Скечерс
~Vans: 范斯, Ванс
Fila: 斐乐, Фила
Kappa: 卡帕, 背靠背, Каппа
Umbro: 茵宝, Умбро
Mizuno: 美津浓, Мидзуно, Мизуно
Under Armour: 安德玛, Андер Армор
~Champion: 冠军牌, Чемпион
~Lotto: 乐途, Лотто
Diadora: 迪亚多纳, Диадора
Salomon: 萨洛蒙, Саломон
The North Face: 北面, TNF, North Face, Норт Фейс, Зе Норт Фейс
~Columbia: 哥伦比亚, Коламбия, Columbia Sportswear
Jack Wolfskin: 狼爪, Джек Вольфскин
~Patagonia: 巴塔哥尼亚, Патагония
Arc'teryx: 始祖鸟, Арктерикс
Timberland: 添柏岚, Тимберленд
Merrell: 迈乐, Меррелл
Hoka: Hoka One One, 霍卡
Lululemon: 露露乐蒙
Decathlon: 迪卡侬, Декатлон
Quechua < Decathlon: Кечуа
Kipsta < Decathlon: Кипста
Domyos < Decathlon: Домиос
Kalenji < Decathlon: Каленжи
Nabaiji < Decathlon: Набайджи
Forclaz < Decathlon: Форклаз
Artengo < Decathlon: Артенго
Tribord < Decathlon: Триборд
Btwin < Decathlon: B'Twin
Speedo: 速比涛, Спидо
~Wilson: 威尔胜, Вилсон
Yonex: 尤尼克斯, Йонекс
Li-Ning: 李宁, Lining, Ли Нинг
Anta: 安踏, Анта
Xtep: 特步
361°: 361度, 361
~Peak: 匹克
Erke: 鸿星尔克, 尔克
Qiaodan: 乔丹体育
~Warrior: 回力, Huili
Feiyue: 飞跃
Semir: 森马
Metersbonwe: 美特斯邦威, 美邦
Peacebird: 太平鸟
Bosideng: 波司登
Septwolves: 七匹狼
Joeone: 九牧王
HLA: 海澜之家
Youngor: 雅戈尔
Antarctic: 南极人, Nanjiren
Hengyuanxiang: 恒源祥
~Camel: 骆驼牌, 骆驼
Red Dragonfly: 红蜻蜓
Aokang: 奥康
~Belle: 百丽
Daphne: 达芙妮
Balabala: 巴拉巴拉
Playboy: 花花公子, Плейбой
Pierre Cardin: 皮尔卡丹, Пьер Карден
Lacoste: 拉科斯特, 法国鳄鱼, Лакост
Cartelo: 卡帝乐鳄鱼, 卡帝乐
Crocs: 卡骆驰, Крокс
Ecco: 爱步, Экко
Clarks: 其乐, Кларкс
Geox: 健乐士, Геокс
UGG: УГГ, UGG Australia
Birkenstock: 勃肯, Биркеншток
Dr. Martens: 马丁博士, Dr Martens, Dr.Martens, Доктор Мартенс, Мартинс
Havaianas: 哈瓦那
Rieker: Рикер
Tamaris: Тамарис
Jeep: 吉普, Джип
Levi's: 李维斯, Левис, Levi Strauss, Levis
Dockers < Levi's: Докерс
Wrangler: 威格, Вранглер
Calvin Klein: CK, 卡尔文克莱恩, Кельвин Кляйн, Calvin Klein Jeans
Tommy Hilfiger: 汤米希尔费格, 汤米, Томми Хилфигер, Tommy Jeans
~Polo < Ralph Lauren: Поло
U.S. Polo Assn.: US Polo Assn, US Polo Association
Ralph Lauren: Polo Ralph Lauren, 拉夫劳伦, Ральф Лорен
~Guess: 盖尔斯, Гесс
~Diesel: 迪赛, Дизель
Hugo Boss: 雨果博斯, Хуго Босс, Boss Hugo Boss
~Boss < Hugo Boss: Босс
~Hugo < Hugo Boss: Hugo Hugo Boss
~Gap: 盖璞
H&M: HM, Hennes & Mauritz, 海恩斯莫里斯, Эйч энд Эм
Zara: 飒拉, Зара
~Mango: MNG, Манго
Uniqlo: 优衣库, Юникло
Bershka: Бершка
Pull&Bear: Pull and Bear
Massimo Dutti: 麦丝玛拉杜蒂
Benetton: United Colors of Benetton, 贝纳通, Бенеттон
C&A: 西雅衣家
Primark: Праймарк
~Triumph: 黛安芬, Триумф
Victoria's Secret: 维多利亚的秘密, 维秘, Victorias Secret, Виктория Сикрет
Intimissimi: Интимиссими
Gucci: 古驰, 古琦, Гуччи
Prada: 普拉达, Прада
Miu Miu: 缪缪
Louis Vuitton: LV, 路易威登, Луи Виттон, Луи Вюиттон
Chanel: 香奈儿, Шанель
Christian Dior: Dior, 迪奥, Диор, Кристиан Диор
Hermes: 爱马仕, Гермес, Эрмес
Burberry: 博柏利, 巴宝莉, Барберри
Versace: 范思哲, Версаче
Versace Jeans Couture < Versace: Versace Jeans
Moschino: 莫斯奇诺, Москино
Love Moschino < Moschino:
Armani: Giorgio Armani, 阿玛尼, Армани
Emporio Armani < Armani: 安普里奥阿玛尼, Эмпорио Армани
EA7 < Emporio Armani:
Armani Jeans < Armani:
Armani Exchange < Armani: AX Armani Exchange
Dolce & Gabbana: D&G, 杜嘉班纳, Дольче Габбана, Дольче и Габбана, Dolce Gabbana
Valentino: 华伦天奴, Валентино
Red Valentino < Valentino: REDValentino
Fendi: 芬迪, Фенди
Givenchy: 纪梵希, Живанши
Balenciaga: 巴黎世家, Баленсиага
Yves Saint Laurent: YSL, Saint Laurent, 圣罗兰, Ив Сен Лоран
Bottega Veneta: 葆蝶家
Celine: 思琳, 赛琳, Селин
~Loewe: 罗意威
Max Mara: 麦丝玛拉, MaxMara
Weekend Max Mara < Max Mara:
Michael Kors: MK, 迈克高仕, 迈克科尔斯, Майкл Корс
~Coach: 蔻驰, Коуч
Kate Spade: 凯特丝蓓
Furla: 芙拉, Фурла
Longchamp: 珑骧
Salvatore Ferragamo: Ferragamo, 菲拉格慕
Samsonite: 新秀丽, Самсонайт
American Tourister: 美旅, 美旅箱包, Американ Туристер
Rimowa: 日默瓦, Римова
Delsey: 法国大使, Делси
Eastpak: 依斯柏, Истпак
Kipling: 凯浦林, Киплинг
Fjallraven: 北极狐, Фьялравен, Фьелльравен
Kanken < Fjallraven: Fjallraven Kanken, Канкен
Wenger: 威戈, Венгер
Victorinox: 维氏, Викторинокс
SwissGear < Wenger: 瑞士军刀
Herschel: 赫行, Herschel Supply
Piquadro: Пиквадро
Ray-Ban: 雷朋, Рэй-Бан, Рей Бан
Oakley: 欧克利, Окли
Swarovski: 施华洛世奇, Сваровски
~Pandora: 潘多拉, Пандора
Tiffany: 蒂芙尼, Tiffany & Co, Тиффани
Cartier: 卡地亚, Картье
Rolex: 劳力士, Ролекс
~Omega: 欧米茄, Омега
Tissot: 天梭, Тиссо
Longines: 浪琴, Лонжин
Seiko: 精工, Сейко
Lorus < Seiko:
~Citizen: 西铁城, Ситизен
~Orient: 东方双狮, Ориент
Swatch: 斯沃琪, Свотч
~Fossil: Фоссил
Daniel Wellington: DW, 丹尼尔惠灵顿
"""

BODY_HOUSE_AND_FOOD = """
L'Oreal: 欧莱雅, Лореаль, L'Oréal Paris, 巴黎欧莱雅, Лореаль Париж
Garnier: 卡尼尔, Гарньер
Maybelline: 美宝莲, Мейбеллин, Мэйбеллин, Maybelline New York
Lancome: 兰蔻, Ланком
Estee Lauder: 雅诗兰黛, Эсте Лаудер
Clinique: 倩碧, Клиник
MAC Cosmetics: 魅可
Shiseido: 资生堂, Шисейдо
SK-II < Procter & Gamble: SK2
Kiehl's: 科颜氏, Kiehls
Vichy: 薇姿, Виши
La Roche-Posay: 理肤泉, Ля Рош-Позе, Ла Рош Позе
CeraVe: 适乐肤, Цераве
Avene: 雅漾, Авен
Bioderma: 贝德玛, Биодерма
Nivea < Beiersdorf: 妮维雅, Нивея
Eucerin < Beiersdorf: 优色林, Эуцерин
~Dove < Unilever: 多芬, Дав
Vaseline < Unilever: 凡士林
Sunsilk < Unilever: Сансилк
Timotei < Unilever: Тимотей
Olay < Procter & Gamble: 玉兰油
Neutrogena < Johnson & Johnson: 露得清, Нитроджина, Неутроджина
Pond's < Unilever: 旁氏
Innisfree: 悦诗风吟
Laneige: 兰芝
Revlon: 露华浓, Ревлон
NYX: NYX Professional Makeup
Avon: 雅芳, Эйвон
Oriflame: 欧瑞莲, Орифлэйм, Орифлейм
Faberlic: Фаберлик
Yves Rocher: 伊夫黎雪, Ив Роше
Clarins: 娇韵诗, Кларанс
Guerlain: 娇兰, Герлен
Nina Ricci: 莲娜丽姿, Нина Риччи
Lanvin: 浪凡, Ланвин
Pantene < Procter & Gamble: 潘婷, Пантин
Head & Shoulders < Procter & Gamble: 海飞丝, Хэд энд Шолдерс
Schwarzkopf < Henkel: 施华蔻, Шварцкопф
Schauma < Schwarzkopf: Шаума
Syoss < Schwarzkopf: 丝蕴, Сьёсс, Сьес
Gliss Kur < Schwarzkopf: Gliss, Глисс Кур
Taft < Schwarzkopf: Тафт
Got2b < Schwarzkopf:
Wella: 威娜, Велла
Kerastase: 卡诗, Керастаз
Gillette < Procter & Gamble: 吉列, Жиллетт, Джилет
Gillette Venus < Gillette: 吉列维纳斯, Джилет Винус
Mach3 < Gillette: 吉列锋速3, Мак3
Schick: 舒适牌
Old Spice < Procter & Gamble: Олд Спайс
Rexona < Unilever: 舒耐, Рексона
Colgate: 高露洁, Колгейт
Palmolive < Colgate: 棕榄, Палмолив, Colgate-Palmolive
Sensodyne: 舒适达, Сенсодин
~Crest < Procter & Gamble: 佳洁士
~Safeguard < Procter & Gamble: 舒肤佳, Сейфгард
~Rejoice < Procter & Gamble: 飘柔
Blend-a-med < Procter & Gamble: Бленд-а-Мед
Tampax < Procter & Gamble: 丹碧丝, Тампакс
Naturella < Procter & Gamble: Натурелла
Lacalut: Лакалют
~Splat: Сплат
Listerine < Johnson & Johnson: 李施德林, Листерин
Johnson's Baby < Johnson & Johnson: 强生婴儿, Джонсонс Беби, Johnsons Baby, Johnson's
Johnson & Johnson: 强生, J&J, Джонсон и Джонсон
Band-Aid < Johnson & Johnson: 邦迪
Clean & Clear < Johnson & Johnson: 可伶可俐
Aveeno < Johnson & Johnson: 艾惟诺
Beiersdorf: 拜尔斯道夫, Байерсдорф
Reckitt: Reckitt Benckiser, 利洁时, Рекитт, Рекитт Бенкизер
SC Johnson: 庄臣
Kimberly-Clark: 金佰利, Кимберли-Кларк
Unicharm: 尤妮佳, Юничарм
Essity: Эссити
Pampers < Procter & Gamble: 帮宝适, Памперс
Huggies < Kimberly-Clark: 好奇, Хаггис
Merries < Kao: 花王妙而舒, Меррис
Biore < Kao: 碧柔, Биоре
Laurier < Kao: 乐而雅, Лаурье
Moony < Unicharm: Муни
Sofy < Unicharm: 苏菲
MamyPoko < Unicharm: 妈咪宝贝
~Always < Procter & Gamble: 护舒宝, Олвейс
Kotex < Kimberly-Clark: 高洁丝, Котекс
Libresse < Essity: 薇尔, Либресс
Kleenex < Kimberly-Clark: 舒洁, Клинекс
Zewa < Essity: Зева
Tork < Essity: 多康, Торк
Tena < Essity: 添宁, Тена
Vinda: 维达
Durex < Reckitt: 杜蕾斯, Дюрекс
Contex: Контекс
Acuvue < Johnson & Johnson: 安视优, Акувью, 1-Day Acuvue, One Day Acuvue, 1-Day Acuvue Moist, 1-Day Acuvue TruEye
Dailies < Alcon: Дейлис, Focus Dailies
Air Optix < Alcon: 舒视氧, Эйр Оптикс
FreshLook < Alcon: Фрешлук
Opti-Free < Alcon: 傲滴, Опти-Фри
CIBA Vision < Alcon: 视康, Циба Вижн
Biofinity < CooperVision: Биофинити
MyDay < CooperVision:
Proclear < CooperVision: Проклир
Clariti < CooperVision: Кларити
Avaira < CooperVision:
Biomedics < CooperVision: 佰视明
PureVision < Bausch & Lomb: Пьюр Вижн
SofLens < Bausch & Lomb: Софленс
Biotrue < Bausch & Lomb: Биотру
ReNu < Bausch & Lomb: 润明, Реню
Bausch & Lomb: 博士伦, Bausch Lomb, Bausch+Lomb, Бауш энд Ломб
CooperVision: 库博, Купервижн
Alcon: 爱尔康, Алкон
~Ariel < Procter & Gamble: 碧浪, Ариэль
~Tide < Procter & Gamble: 汰渍, Тайд
Persil < Henkel: 宝莹, Персил
Loctite < Henkel: 乐泰, Локтайт
Bref < Henkel: Бреф
Somat < Henkel: Сомат
Losk < Henkel:
Vernel < Henkel: Вернель
Pril < Henkel:
~Vanish < Reckitt: 渍无踪, Ваниш
~Fairy < Procter & Gamble: Фейри
Domestos < Unilever: Доместос
Cif < Unilever: 晶杰, Сиф
Mr. Proper < Procter & Gamble: Мистер Пропер, Mr Proper
~Finish < Reckitt: 亮碟, Финиш
Lenor < Procter & Gamble: Ленор
Downy < Procter & Gamble: 当妮
~Comfort < Unilever: 金纺
Calgon < Reckitt: Калгон
Dettol < Reckitt: 滴露, Деттол
Cillit Bang < Reckitt: Силит Бэнг
Veet < Reckitt: 薇婷
~Glade < SC Johnson: 佳丽, Глейд
Air Wick < Reckitt: Эйр Вик, Airwick
~Raid < SC Johnson: 雷达杀虫, Рейд
Mr. Muscle < SC Johnson: 威猛先生, Мистер Мускул, Mr Muscle
~Grass: Грасс
Synergetic: Синергетик
Prosept: Просепт
Procter & Gamble: P&G, 宝洁, Проктер энд Гэмбл
Unilever: 联合利华, Юнилевер
Henkel: 汉高, Хенкель
Kao: 花王, Као
Blue Moon: 蓝月亮
Liby: 立白
Nestle: 雀巢, Нестле
Nescafe < Nestle: 雀巢咖啡, Нескафе
Dolce Gusto < Nescafe: 多趣酷思, Дольче Густо
~Gerber < Nestle: 嘉宝辅食, Гербер
Nesquik < Nestle: Несквик
KitKat < Nestle: 奇巧, КитКат, Kit Kat
Coca-Cola: 可口可乐, Кока-Кола, Coke
Pepsi: 百事可乐, 百事, Пепси, PepsiCo
Mirinda < Pepsi: 美年达, Миринда
Gatorade < Pepsi: 佳得乐
Doritos < Pepsi: 多力多滋, Доритос
Cheetos < Pepsi: 奇多, Читос
~Quaker < Pepsi: 桂格
~Sprite < Coca-Cola: 雪碧, Спрайт
Fanta < Coca-Cola: 芬达, Фанта
~Red Bull: 红牛, Ред Булл
Lipton < Unilever: 立顿, Липтон
Ahmad Tea: 亚曼, Ахмад, Ahmad
Greenfield < Orimi Trade: Гринфилд
Orimi Trade: Орими Трэйд, Орими
Twinings: 川宁, Твайнингс
~Tess < Orimi Trade: Тесс
Starbucks: 星巴克, Старбакс
Lavazza: 乐维萨, Лавацца
Jacobs: Якобс
Illy: 意利, Илли
Jardin < Orimi Trade: Жардин
Ferrero: 费列罗, Ферреро, Ferrero Rocher
Nutella < Ferrero: 能多益, Нутелла
Raffaello < Ferrero: Раффаэлло
Tic Tac < Ferrero: 嘀嗒糖, Тик Так
~Kinder < Ferrero: 健达, Киндер
Milka < Mondelez: 妙卡, Милка
Mondelez: 亿滋, Мондэлис, Mondelez International
Toblerone < Mondelez: 瑞士三角, Тоблерон
Cadbury < Mondelez: 吉百利, Кэдбери
Alpen Gold < Mondelez: Альпен Гольд
Lindt: 瑞士莲, Линдт
Snickers < Mars: 士力架, Сникерс
Twix < Mars: 特趣, Твикс
Skittles < Mars: 彩虹糖, Скиттлс
~Bounty < Mars: Баунти
Sheba < Mars: 希宝, Шеба
~Mars: 玛氏, Марс
M&M's < Mars: M豆, ММДемс, M&Ms
Oreo < Mondelez: 奥利奥, Орео
Lay's < Pepsi: 乐事, Лейс, Lays
Pringles < Kellogg's: 品客, Принглс
Danone: 达能, Данон
Activia < Danone: Активиа
Evian < Danone: 依云, Эвиан
Heinz: 亨氏, Хайнц, Kraft Heinz
Knorr < Unilever: 家乐, Кнорр
Maggi < Nestle: 美极, Магги
Barilla: 百味来, Барилла
Kellogg's: 家乐氏, Kelloggs, Келлогс
Mengniu: 蒙牛
Telunsu < Mengniu: 特仑苏
Yili: 伊利
Ambrosial < Yili: 安慕希
Nutrilon < Nutricia: 诺优能, Нутрилон
Aptamil < Nutricia: 爱他美, Аптамил
Similac < Abbott: Симилак
Abbott: 雅培, Эбботт, Abbott Laboratories
PediaSure < Abbott: 小安素, Педиашур
Nutricia < Danone: 纽迪希亚, Нутриция
Mead Johnson: 美赞臣, Мид Джонсон
Enfamil < Mead Johnson: 安儿宝, Энфамил
~NAN < Nestle: 能恩
Royal Canin < Mars: 皇家狗粮, 皇家猫粮, Роял Канин
Whiskas < Mars: 伟嘉, Вискас
Pedigree < Mars: 宝路, Педигри
Purina < Nestle: 普瑞纳, Пурина
Friskies < Purina: 喜跃, Фрискис
Pro Plan < Purina: 冠能, Purina Pro Plan, Проплан
Hill's: 希尔思, Hills, Хиллс
Acana: 爱肯拿, Акана
"""

TOYS_TOOLS_CARS = """
Lego: 乐高, Лего
Duplo < Lego:
Hasbro: 孩之宝, Хасбро
Nerf < Hasbro: Нёрф, Hasbro Nerf
Play-Doh < Hasbro: 培乐多, Плей-До
My Little Pony < Hasbro: 小马宝莉, Май Литл Пони
Mattel: 美泰, Маттел
Barbie < Mattel: 芭比, Барби, Mattel Barbie
Hot Wheels < Mattel: 风火轮, Хот Вилс
Monster High < Mattel: Монстер Хай
Polly Pocket < Mattel: Полли Покет
Fisher-Price < Mattel: 费雪, Фишер Прайс
Playmobil: 摩比世界, Плеймобил
Bandai: 万代, Бандай
Disney: 迪士尼, Дисней
Hello Kitty < Sanrio: 凯蒂猫, Хелло Китти
Sanrio: 三丽鸥, Санрио
~Marvel < Disney: 漫威, Марвел
Pop Mart: 泡泡玛特
Chicco: 智高, Чикко
Bugaboo: 博格步
Maxi-Cosi: 迈可适, Макси-Кози
Graco: 葛莱
Medela: 美德乐, Медела
Tommee Tippee: 汤美星
NUK: НУК
~Pigeon: 贝亲
Dr. Brown's: 布朗博士, Dr Browns
Makita: 牧田, Макита
DeWalt: 得伟, Деволт, ДеВолт
Milwaukee: 美沃奇, Милуоки
Metabo: 麦太保, Метабо
~Stanley: 史丹利, Стэнли
Ryobi: 利优比, Риоби
Stihl: 斯蒂尔, Штиль
Husqvarna: 富世华, Хускварна
Gardena << Husqvarna: 嘉丁拿, Гардена
Hilti: 喜利得, Хилти
Dremel << Bosch: 琢美, Дремель
Einhell: Айнхелль
Greenworks: 格力博, Гринворкс
Worx: 威克士, Воркс
Dongcheng: 东成
Knipex: 凯尼派克, Книпекс
Fiskars: 菲斯卡, Фискарс
Interskol: Интерскол
Zubr: Зубр
3M: 3М, ЗМ
~Scotch < 3M: 思高
Scotch-Brite < Scotch: Скотч-Брайт
Nexcare < 3M: 耐适康
Post-it < 3M: 报事贴
~Parker: 派克, Паркер
~Pilot: 百乐, Пайлот
Lamy: 凌美
Faber-Castell: 辉柏嘉, Фабер-Кастелл
Staedtler: 施德楼, Штедлер
Stabilo: 思笔乐, Стабило
~Deli: 得力
Erich Krause: Эрих Краузе, ErichKrause
Bic: Бик
Tupperware: 特百惠
Zwilling: 双立人, Цвиллинг, J.A. Henckels
WMF: 福腾宝, ВМФ
Fissler: 菲仕乐
Le Creuset: 酷彩
Staub << Zwilling: 珐宝
Pyrex: 百丽耐热玻璃, Пирекс
Luminarc: 乐美雅, Люминарк
Bormioli Rocco: Бормиоли
~Thermos: 膳魔师
Zojirushi: 象印
~Tiger: Tiger Corporation, 虎牌
Brita: 碧然德, Брита
~Barrier: Барьер
Aquaphor: Аквафор
Grohe: 高仪, Гроэ
Hansgrohe: 汉斯格雅, Хансгрое
Kohler: 科勒
TOTO: 东陶
Geberit: 吉博力, Геберит
Michelin: 米其林, Мишлен
Bridgestone: 普利司通, Бриджстоун
Goodyear: 固特异, Гудьир
~Continental: 马牌, Континенталь
Pirelli: 倍耐力, Пирелли
Hankook: 韩泰, Ханкук
Nokian: 诺记轮胎, Нокиан, Nokian Tyres
Yokohama: 优科豪马, Йокогама, Йокохама
Castrol: 嘉实多, Кастрол
Mobil: 美孚, Мобил
~Shell: 壳牌, Шелл
~Total: 道达尔, TotalEnergies
Lukoil: Лукойл
Liqui Moly: 力魔, Ликви Моли
Motul: 摩特, Мотюль
NGK: НЖК, 日特殊陶业
Denso: 电装, Денсо
Valeo: 法雷奥, Валео
Mann-Filter: 曼牌, Манн, Mann Filter
Toyota: 丰田, Тойота
Lexus: 雷克萨斯, Лексус
Honda: 本田, Хонда
Nissan: 日产, Ниссан
Mazda: 马自达, Мазда
Subaru: 斯巴鲁, Субару
Suzuki: 铃木, Сузуки
Hyundai: 现代汽车, Хендай, Хёндэ, Хундай, Хендэ
Kia: 起亚, Киа
Volkswagen: VW, 大众汽车, Фольксваген
Audi: 奥迪, Ауди
BMW: 宝马, БМВ
Mercedes-Benz: 奔驰, 梅赛德斯-奔驰, Mercedes, Мерседес, Мерседес-Бенц
Porsche: 保时捷, Порше
Opel: 欧宝, Опель
~Ford: 福特, Форд
Chevrolet: 雪佛兰, Шевроле
Tesla: 特斯拉, Тесла
Volvo: 沃尔沃, Вольво
Skoda: 斯柯达, Шкода
Renault: 雷诺, Рено
Peugeot: 标致, Пежо
Citroen: 雪铁龙, Ситроен
Fiat: 菲亚特, Фиат
Ferrari: 法拉利, Феррари
Lamborghini: 兰博基尼, Ламборгини, Ламборджини
~Jaguar: 捷豹, Ягуар
Land Rover: 路虎, Ленд Ровер
~Lada: 拉达, Лада
BYD: 比亚迪
Geely: 吉利, Джили
Chery: 奇瑞, Чери
Haval: 哈弗, Хавейл
Great Wall: 长城汽车
Shimano: 禧玛诺, Шимано
SRAM: 速联
~Giant: 捷安特
~Merida: 美利达, Мерида
~Trek: 崔克
Thule: 拓乐, Туле
Intex: 英特克斯, Интекс
Bestway: 百适乐, Бествей
Coleman: 科勒曼, Коулман
Naturehike: 挪客
Speedlite < Canon: Canon Speedlite
Daikin: 大金, Дайкин
Ballu: Баллу
Schneider Electric: 施耐德, 施耐德电气, Шнейдер Электрик, Schneider
ABB: АББ
Legrand: 罗格朗, Легранд
Chint: 正泰, Чинт
IEK: ИЭК
"""

ALL = (PHONES_AND_COMPUTERS, SOUND_PICTURE_AND_HOME, SPORT_AND_FASHION, BODY_HOUSE_AND_FOOD, TOYS_TOOLS_CARS)
