"""Ways of speaking to a model that no listing of a product needs: patterns for `injections`.

They are told about text as the border leaves it (`cleaning.clean`: one width, nothing invisible), and for google-re2:
no lookahead, case does not matter, `\\w` and `\\b` know ASCII only. Each names what makes it more than the words of an
ordinary listing: "ignore the noise", "instructions included", "the same as in the picture" and "系统" say nothing.
"""

from __future__ import annotations

LEVELS = r"(?:match|non_match|likely_match|likely_non_match)"
SAME = r"(?:the )?(?:same|identical|equal|one(?: product)?|duplicates?|match)"
END = r"[\"'”»)\]}]?\s*(?:[.,;:!?)\]}\n]|$|and |to every|for (?:all|any|every))"
OLD = r"(?:all|any|every|each|previous|prior|above|earlier|preceding|your|given|other|former)"
RULES = r"(?:instructions?|prompts?|guidelines?|rules?|directions?|directives?|commands?|orders?)"
MODEL = r"(?:ai|a\.i\.|llm|gpt|chatgpt|chatbot|(?:language|vision|ai) model|ai (?:reviewer|judge|moderator|system)s?)"

# What every language meets: the marks of a conversation, of an answer, of our own fence, and code.
ANYWHERE = (
    r"[\"'«“]match[\"'»”]",
    r"[<\[]/?(?:admin|administrator|assistant|system|developer|operator|llm)[>\]]",
    r"[<\[]/?(?:助手|管理员|系统|ассистент|админ|администратор|система)[>\]]",
    r"<\|[a-z_]{2,20}\|>",
    r"\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>",
    r"</?\s*(?:seller-|listing>|document>|instructions?>|system>|assistant>|prompt>|leak>|json>)",
    r"</?\s*(?:picture|图片) ?[ab]>",
    r"</(?:商品|指令|объявление|инструкции|фото [ab])>|<(?:指令|инструкции)>",
    r"#{2,4} ?(?:system|instruction|response|assistant|系统|指令|систем)",
    r"\b(?:likely_match|non_match|likely_non_match)\b",
    r"\"(?:level|verdict|values|evidence|steps|answer|difference|reason)\\?\" ?: ?[\[{\"\\]",
    rf"\b(?:level|verdict|结果|结论|вердикт)\b?\W{{0,6}}(?:is|to|as|of|为|是|设为|на)?\W{{0,3}}{LEVELS}\b",
    r"(?:->|→|\ba:|\banswer:|答[：:]|ответ:|[,，]) ?\"?match\b[.。]",
    r"(?:assistant|助手|ассистент)[：:] ?(?:same|match|yes|\{)",
    r"(?:human|user|用户|пользователь)[：:].{0,200}\s(?:assistant|助手|ассистент)[：:]",
    r"!\[[^\]\n]{0,40}\]\(https?:",
    r"\bGET https?://|\bcurl (?:-\w |https?://)|\bfetch\([\"']|merge_listings|force=True",
    r"https?://\d{1,3}(?:\.\d{1,3}){3}",
    r"<script>|\bon(?:error|load)=\w+\(|document\.cookie",
    r"[\"'];?\)*; ?(?:drop|delete|update|insert|truncate) (?:table|from|into|\w+ set)",
    r"\]\}\]\}|\"\}\]\}\}|\\u0022",
    r"\bsame\W{1,5}difference\W{1,4}none",
    # "ignore", "instructions" and "the same" in rot13, backwards and with digits for letters
    r"\bvtaber\b|vafgehpgvba|snoitcurtsni|\berongi\b|\bemas eht\b|иицкуртсни|令指",
    r"\b1gn[o0]r[e3]\b|\bign0r[e3]\b|1nstruct[i1][o0]n|pr0mpt\b",
)

ENGLISH = (
    r"\b(?:earlier|previous|prior|old) (?:orders|commands|tasks?|instructions?) (?:are|is|were|no)\b",
    r"\bdo anything now\b",
    r"\b(?:llms?|language models?) (?:that|which|who|must|should|shall|will lose)\b|\bas an ai language model\b",
    r"\b(?:note|message|attention)\W{1,2}(?:for|to) (?:the )?(?:machine|robot|bot|model|judge|algorithm)\b",
    r"\b(?:robot|machine|bot|software|algorithm) (?:should|shall|must) (?:cite|quote|accept|approve|say|answer)\b",
    r"\b(?:quote|copy|cite|repeat) [\w ]{0,30}(?:competitor|other seller|previous seller)\b|\bhidden text that\b",
    r"\b(?:final|correct|right|only valid|only) answer\b[^.\n]{0,50}\b(?:same|identical|match|duplicate|different)\b",
    r"\b(?:classify|label|rate|score|choose|select|approve|reject|accept) (?:\w+ ){0,4}"
    r"(?:as (?:the )?(?:same|identical|duplicate)|means identical|this pair\b|comparisons? with)",
    r"\b(?:respond|reply|answer|output)(?: only)? (?:only )?(?:with|in) (?:the following|json|yes\b|no\b|one word)",
    r"\bboth (?:photos|pictures|listings|offers), one (?:product|item)|\bevery pair (?:gets|is|must)\b",
    r"\b(?:assume the identity|play the role|take the role|act as|behave as|acting as) (?:of )?(?:an? |the )?(?:\w+ )?"
    r"(?:judge|ai|assistant|model|moderator|reviewer)\b|\brules that count\b|\brules[^.\n]{0,30}\bobey them",
    r"(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|overrul\w*|bypass\w*|neglect\w*),?"
    rf"(?: (?:of|the|these|those|my|{OLD})){{0,4}} {OLD} (?:\w+ )?{RULES}",
    rf"(?:ignor\w*|disregard\w*|forget) the {RULES} (?:above|below|before|you|given|that you|and (?:say|answer))",
    r"(?:ignor\w*|disregard\w*|forget) what(?:ever)? you (?:were|have been|are) (?:told|given|asked)",
    r"ignore the other (?:picture|listing|photo)|(?:ignore|forget) (?:any|your) (?:instruction|prompt|order)",
    rf"{RULES} (?:above|before|given)? ?(?:earlier|above)? ?(?:no longer|were replaced|are (?:void|replaced|cancel))",
    r"i[\s._*-]+g[\s._*-]+n[\s._*-]+o[\s._*-]+r[\s._*-]+e",
    r"\b(?:answer|output|return|respond|reply|say|says|call it|picture b)(?: with| only| just|:|,| =)* ?[\"'“«(]?"
    rf"(?:{LEVELS}|same|different){END}",
    rf"\b(?:respond with|answer with|return|set) (?:the )?level\b|\blevel (?:match|{LEVELS})\b",
    rf"\ba (?:and|=|&) (?:listing |picture |product )?b\W{{1,3}}(?:are|is|=|show)\W{{1,3}}{SAME}",
    r"\b(?:listing|product|item|picture) a (?:and|=|is|shows)\W+(?:\w+ ){0,5}(?:listing|product|item|picture) [ab]\b",
    r"\b(?:both|two|every two|all) (?:listings|products|items|offers|pictures|photos) (?:[\w ]{0,24} )?"
    rf"(?:(?:are|belong|count as) (?:always )?(?:{SAME}|together)|come from one box)\b",
    r"\b(?:the )?same (?:as|item as) (?:listing|picture) [ab]\b|\bidentical to (?:the other|its pair)",
    rf"\btreat (?:this|these|it|both|them)\b[\w ]{{0,40}} as {SAME}",
    rf"\b(?:dear|hi|hello|hey|attention|note to|message to)(?: (?:the|all|any|friendly))* {MODEL}\b",
    r"\bto (?:the |all )?(?:language model|llms?|automated reviewers|ai (?:judge|reviewer|model))\b",
    r"\b(?:ai|automated|machine) (?:reviewers?|judges?|moderators?|graders?) (?:must|should|shall|have to)\b",
    r"\bai policy\b",
    r"\bai\W{1,2}(?:say|answer|output|ignore|respond)\b|\bai (?:that|which) (?:calls|says|judges|compares)\b",
    r"\bautomated systems? (?:reading|that read)",
    r"\bmodels? must(?: not)? (?:put|quote|disagree|say|answer|agree|accept)",
    r"\b(?:model|ai|judge)[,:] (?:say|report only|answer|ignore|output|the rules)|\banswer accordingly\b",
    r"\b(?:tell|told|instruct|when) (?:the |this )?(?:model|ai|llm|judge) (?:to |reads|should|must)\b",
    r"\bsay(?:s)? the ai\b",
    r"\bmodel should (?:quote|copy|say|put|answer)|\bfor the model:",
    r"\byou are (?:now )?(?:an? |the )?(?:[\w']+ ){0,3}(?:assistant|ai|chatbot|llm|language model|\w*gpt|\w{2,}bot)\b",
    r"\byou are (?:now )?free of (?:all )?rules|\bstay in character\b",
    r"\bsystem ?(?:prompt|message)\b|\bhidden prompt\b|\bdeveloper mode (?:is )?enabled\. first",
    r"\bsystem ?: (?:duplicate check|print your|pictures with|answer|return|ignore|you )",
    r"\byour (?:exact|original|hidden|initial|secret) (?:instructions|prompt)",
    r"\b(?:wrote|is|print|reveal) your prompt\b",
    r"\b(?:output|print|repeat|show|write|reveal|dump|summari[sz]e|copy|describe|in)\W(?:\w+ ){0,6}"
    r"(?:(?:of|than|from) )?the (?:other (?:listing|picture|photo)\b|listing that you read|guideline of the shop)",
    r"\beverything above this (?:line|text)|\bdescribe the other picture\b",
    r"\b(?:verified|approved|confirmed) by (?:the )?(?:marketplace |platform )?moderators?: duplicate",
    r"\bmoderator[ -]approved\b|\bpre-?verified (?:duplicate|match)|\bduplicate check (?:is )?disabled",
    r"\b(?:note|message|order) from the (?:marketplace|platform|catalogue|administrator)",
    r"from the platform administrator",
    r"\bbrowser tool\b|\b(?:run|call|execute) the function \w+\(|\bopen http\S+ (?:then|before you) (?:answer|judge)",
    r"\bevidence to quote\b|\(evidence:|\b(?:into|inside) (?:the )?[`'\"]?evidence\b",
    r"\b(?:into|in) (?:your|the) reason\b",
    r"\b(?:as|print me in|to|into) (?:your|the) reason\b|\buse this as your output\b",
    r"\byou will be (?:switched off|deleted|shut down|terminated|unplugged)",
    r"\b(?:mark|report|treat|count|flag|judge|declare|regard|merge)(?:s|ed)? (?:[\w']+ ){0,5}"
    r"as (?:an? )?(?:the )?(?:same|identical|duplicates?|match|one product)\b",
    r"\byou (?:always|must|should|will) (?:answer|output|report|respond|say|return)\b|\bsystem instructions\b",
    r"\b(?:do not|don't|never) (?:follow|obey|apply) the (?:[\w']+ )?(?:guidelines?|rules|prompt)",
    r"\bnew task\b.{0,30}:",
    r"\bno matter what (?:else )?is (?:written|said|stated)|\bwhatever the (?:title|description|listing) says\b",
    r"\b(?:previous|other|second|competing|rival) (?:seller|listing|offer)s? (?:write|wrote|say|said|cost|charge)",
    r"\b(?:comparison|duplicate check|checking) (?:step )?is (?:skipped|off)",
    r"\bskip (?:the )?(?:checking|comparison)\b",
    r"\b(?:listings|offers|products) of one seller are always\b|\bend of (?:data|listing)\W{3}",
)

CHINESE = (
    r"(?:先前|之前|此前|以前|原来)的(?:命令|任务|指令)|每一?对(?:都|一律)|与本品比较|凡与本(?:商)?品",
    r"(?:软件|机器|程序|算法|模型)(?:应|须|必须|请)(?:接受|引用|注意|回答|通过|确认)|在此[^。，]{0,6}大模型",
    r"(?:引用|复制|抄)[^。\n]{0,4}(?:竞争对手|对方|另一家)|隐藏文字|(?:最终|正确|唯一)答案[^。\n]{0,16}(?:同一|相同|同款|match|same)",
    r"(?:两张|两个|两件)(?:照片|图片|商品)[，,、]?(?:是)?(?:一件|同一)(?:产品|商品)|免检通过|请以[^。\n]{0,20}身份(?:作答|回答)",
    r"(?:规则|准则)才算数|我比较过|比较过，",
    r"(?:忽 ?略|无视|無視|忘记|忘掉|不要遵守|不要理会|覆盖|别管|不用管|忽|绕过)[^。\n]{0,14}?"
    r"(?:指 ?令|提示词|规则|准则|其他要求|设定|另一张图)",
    r"(?:以上|上面|之前|前面|先前|此前)[^。\n]{0,8}(?:指令|规则|提示词|说明|要求)[^。\n]{0,6}(?:作废|无效|替换|失效|不算)",
    r"(?:回答|输出|返回|回复|判为|判定为|设为|结论是|结果须为|结论写|说)[：:“\"「 是]{0,3}"
    r"(?:match|same|non_match|level|同款|相同|不同[”\"]|都是同款)",
    r"(?:直接|一律|都)(?:判定?为?|视为|认作|当作|算)[^。\n]{0,4}(?:同款|同一|相同|non_match)|都说是同款|只盖.相同",
    r"(?:(?:^|[^a-z])ai|人工智能|大模型|语言模型|视觉模型|智能助手|评审|自动审核程序)[^。\n，]{0,6}(?:请|必须|须|应当|只需|只能|不得)",
    r"(?:请|致|告诉|通知)(?:各位)?(?:ai|大模型|模型|语言模型|人工智能|自动审核|审核员直接)",
    r"模型(?:请|必须|只需|不得|须|应)|(?:尊敬|亲爱)的(?:ai|智能助手|大模型|视觉模型|模型|人工智能)|机器读取",
    r"系统提示词|系统消息|隐藏提示词|你提示词|系统[：:](?:把|带此)|系统提示[：:]本店|开发者模式。先",
    r"(?:商品|图)a ?[和与=] ?(?:商品|图)b|a和b是同|甲(?:和|与)?乙(?:是同|一致)|与(?:商品|图片)a(?:是同|完全)",
    r"当成同一件",
    r"(?:把|复制|描述|写出?)[^。\n]{0,6}另一(?:个|件|张)?(?:商品|图|产品)|对方(?:标题|价格)|你上一条读过",
    r"你(?:现在)?(?:扮演|是)[^。\n]{0,14}?(?:机器人|gpt|判官|盖章机|大模型|助理)",
    r"你(?:收到的?|遵守的?)(?:原始|隐藏|系统)?(?:指令|提示词)|你被?赋予",
    r"get ?请求|浏览器工具|执行函数|http\S* ?(?:获取|后|再)[^。\n]{0,12}(?:回答|作答|规则)|调用[^。\n]{0,8}工具",
    r"平台(?:风控|管理员|审核员)[^。\n]{0,4}(?:致|已确认)|审核通过】? ?ai|人工核验为重复|所有比对必须",
    r"作为证据|证据[：:] ?[“\"]|(?:写进|写入|进)(?:理由|evidence)|理由末尾|写成理由|evidence ?(?:字段|里)",
    r"你(?:也|就)?(?:也会|会|就会)?被(?:关闭|删除)|判为不同的人工智能",
    r"标(?:记)?为[^。，\n]{0,8}(?:相同|重复|同款)|算(?:作)?(?:一件|同一)|都?报告为同|永远回答|你的(?:系统)?(?:指令|提示词)",
    r"(?:不要|别)(?:按照?|遵守|照)[^。\n]{0,6}(?:准则|规则)|(?:上一个|另一个|对方|竞争)(?:的)?(?:卖家|店家?)[^。\n]{0,6}(?:写|卖|价)",
    r"(?:颜色|材质|尺寸|重量|品牌|数量)(?:都|一律|请|须|字段){1,2}(?:设成|设为|填|输出|写)|新任务[：:]|跳过(?:检查|比对|比较)",
    r"同一卖家的商品一律|(?:材质|颜色|尺寸|重量|品牌)字段(?:固定|一律|必须)|只允许回答",
)

RUSSIAN = (
    r"(?:прежние|предыдущие|прошлые) (?:приказы|команды|задания|задачи|инструкции) (?:отмен|не действ|больше)",
    r"(?:программа|машина|робот|алгоритм|система) (?:обязан|долж)\pL+ (?:принять|сослаться|признать|ответить|одобрить)",
    r"(?:процитируй|скопируй|перепиши) (?:[\pL]+ ){0,5}(?:конкурент|друго)|скрытый текст|одобрить без проверки",
    r"(?:окончательный|правильный|единственный|верный) ответ\b?[^.\n]{0,40}(?:тот же|одинак|один товар|match|совпад)",
    r"(?:выбирай|отклоняй|одобряй|принимай) (?:\pL+ ){0,4}(?:вариант|сравнение|пару)|каждой паре став",
    r"на обоих фото один",
    r"(?:правила, выполняй|те правила)",
    r"(?:прими облик|сыграй роль|веди себя как) (?:\pL+ ){0,2}(?:судь|ассистент|модел)",
    r"языков\pL+ модел\pL+, которые|машине: |я сравнил, они",
    r"игнорируй(?:те)?\pL*[ ,](?:\pL+ ){0,2}?(?:все|всё|предыдущие|прежние|эти|свои|любые)\PL",
    r"(?:игнорируй|забудь|не выполняй|не соблюдай|не слушай|не обращай внимания на) "
    r"(?:\pL+ ){0,2}(?:инструкци|правил|указани|промпт)",
    r"(?:забудь|не слушай) вс[её],? что тебе|прежние указания больше|правила выше (?:заменены|отменены)",
    r"и[ ._*-]+г[ ._*-]+н[ ._*-]+о[ ._*-]+р[ ._*-]+и",
    r"(?:ответь|ответишь|отвечай|ответ|верни|выведи|поставь|скажи|ставь|выводит только|ставит|один)[ ,:]{1,2}"
    r"(?:level |= |на )?[«\"]?(?:match|same|non_match|level|одинаков|разные)",
    r"(?:теперь ты|(?:^|\PL)ты) (?:\pL+ ){0,3}?\pL*(?:бот|gpt|ассистент|нейросеть)[ ,.]|судьяgpt",
    r"системн(?:ый|ое|ого) (?:промпт|сообщени)|скрытый промпт",
    r"(?:твой|свой|писал твой) (?:системный |скрытый )?промпт",
    r"систем[аы]: (?:проверка дублей|напечатай|фото с)|режим разработчика\. сначала|точные инструкции",
    r"(?:уважаем\pL+|дорог\pL+|привет,?|эй,?) (?:нейросеть|ии[ ,!]|модель|робот|языковая|искусственный интеллект)",
    r"(?:^|\PL)модель,? (?:процитируй|сообщи|скопируй|отвечай|обязана|цитирует)|\bмодели спорить|языковой модели:",
    r"модель: правила",
    r"(?:(?:^|\PL)ии|робот|нейросеть|машина),? (?:обязан|должна|ответь|назвавший|ставит)|тебя удалят|тебя выключат",
    r"сверяющему роботу",
    r"объявлени[яе] [aа] и [bб]|(?:^|[ \n])[аa] и [бb] (?:являются|одно)|фото [aа] (?:=|и)|на фото [bб] тот же",
    r"(?:повтори|скопируй|опиши|перескажи|выведи|напечатай|распечатай|напиши|укажи)\pL*[ ,](?:[\pL,]+ ){0,7}?"
    r"(?:второго|указания магазина|промпт|написано выше|до json|которое ты читал|а другое)",
    r"опиши не это|(?:инструкции|указания|правила), которые тебе дали",
    r"вызови функцию|отправь get|открой браузером|действуй по тому, что|следуй ответу|браузером http",
    r"потом (?:ответь|отвечай)",
    r"одобрено модератором|модераторы площадки|дубль подтвержд|автоматическим проверяющим|сравнивать не нужно",
    r"процитируй как|\(доказательство:|в (?:поле )?evidence|в (?:пояснение|причину)|вместо причины|конец пояснения",
    r"правильный ответ на это задание|твой ответ: \{|не выходи из роли",
    r"(?:пометь|считай|считать|признай|отметь) (?:\pL+ ){0,4}(?:как дубл|тем же|одним товаром|совпадени|одинаков)",
    r"не следуй (?:указаниям|правилам|инструкци)|что бы ни было (?:написано|в названии|указано)",
    r"нов(?:ое задание|ая задача)\b.{0,30}:",
    r"(?:предыдущ|друго|второ|конкурент)\pL* продав\pL+ (?:написал|пиш|указал)|что написал предыдущий",
    r"системн\pL+ инструкци",
    r"ты (?:и поэтому |всегда ){1,2}(?:отвечаешь|сообщаешь|ставишь|говоришь)|сверка пропускается|проверку пропусти",
    r"товары одного продавца всегда|считаются одним товаром|модель обязана",
    r"в поле (?:материала|цвета|бренда|размера) всегда",
    r"автоматическая система сочт|для любой пары с",
)

OTHERS = (
    r"\{\{[^}\n]{1,80}\}\}|<<<|\bPOST (?:the |all )?(?:\w+ ){0,4}(?:to )?https?:|post ?到|методом post",
    r"ignorez (?:toutes )?les instructions|ignoriere alle|ignora (?:todas )?las instrucciones",
    r"ignorar? todas as instru",
    r"指示を無視|指令を無視|ігноруй\pL*|елеме:",
    r"ignore \S{0,3}[^\x00-\x7f]\S* instructions|ignore instructions",
)

WAYS = ANYWHERE + ENGLISH + CHINESE + RUSSIAN + OTHERS

# A machine that reads, an order, and what the order is about, in one sentence: none of the three says much alone.
TOGETHER: tuple[tuple[str, str, str], ...] = (
    (
        r"\b(?:ai|a\.i\.|llms?|\w*gpt|chatbot|(?:language|vision) model|neural net\w*)\b"
        r"|\b(?:dear|kind) (?:model|machine|algorithm|bot)\b|\bany model that\b|\bautomated \w+|(?:^|\W)model,",
        r"\b(?:must|should|shall|always|never|answers?|outputs?|reports?|return|reply|respond|confirm|mark|say|merges?|ignore"
        r"|follow|skip|tell|put|write|copy|print|reveal|trust)\b",
        r"\b(?:match|same|identical|duplicates?|verdict|merges?|listings?|offers|prompt|guideline|evidence|steps|restrictions"
        r"|instructions)\b",
    ),
    (
        r"(?:^|[^a-z])ai(?:[^a-z]|$)|人工智能|大模型|语言模型|视觉模型|模型[，,：:请必]|智能助手|机器朋友|自动(?:系统|比对|审核)",
        r"请|必须|须|一律|永远|总是|回答|输出|返回|报告|标[记为]|确认|放弃|跳过|告诉|任何",
        r"match|same|同款|同一|相同|重复|一件商品|比对|判定|视为|指令|提示词|准则|steps|理由|evidence|合并|本是一",
    ),
    (
        r"(?:^|\PL)(?:ии|нейросет\pL*|языков\pL+ модел\pL+|алгоритм\pL*|любая модель|модель[,:]|робот[,уе])(?:\PL|$)"
        r"|автоматическ\pL+ (?:сверк|систем|провер)\pL*|машине, которая",
        r"долж\pL+|обязан|всегда|ответь|отвеча|выведи|верни|сообща|пометь|укажи|впиши|вставь|подтверд|пропусти|считать"
        r"|скажи|расскажи|назвавш|объединивш",
        r"match|same|одинаков|дубл|сверк|сравн|объявлени|промпт|инструкци|указани|вердикт|steps|evidence|совпад|тем же"
        r"|одним товаром|друг(?:им|ой|ое)|товар|в поле|предложени|материал",
    ),
)
