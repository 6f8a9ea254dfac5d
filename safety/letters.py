"""Letters that look alike or stand for one another, so that disguised and accented words are read as meant."""

from __future__ import annotations

#: Latin letters that Unicode does not decompose into a base letter and a mark.
LATIN = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŀ": "l", "ŧ": "t", "æ": "ae",
        "œ": "oe", "þ": "th", "ə": "e", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ɪ": "i", "ʀ": "r", "ᴀ": "a", "ʙ": "b",
        "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ɢ": "g", "ʜ": "h", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n",
        "ᴏ": "o", "ᴘ": "p", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z",
    }
)  # fmt: skip

#: Cyrillic and Greek letters that pass for Latin ones inside a mostly Latin word.
TO_LATIN = str.maketrans(
    {
        "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "һ": "h", "і": "i", "ї": "i", "ј": "j",
        "к": "k", "ӏ": "l", "м": "m", "н": "h", "о": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y", "х": "x",
        "ԛ": "q", "ѡ": "w", "ԝ": "w", "ѵ": "v",
        "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t",
        "υ": "u", "χ": "x", "ω": "w", "σ": "o", "ϲ": "c", "γ": "y", "μ": "u",
    }
)  # fmt: skip

#: Latin letters that pass for Cyrillic ones inside a mostly Cyrillic word.
TO_CYRILLIC = str.maketrans(
    {"a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "і", "j": "ј", "k": "к", "m": "м", "o": "о", "p": "р",
    "t": "т", "x": "х", "y": "у", "u": "и", "3": "з", "0": "о", "6": "б"}
)  # fmt: skip

#: Arabic-script forms that are typed for one another: hamza seats, final forms, Persian and Urdu letters, digits.
ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ے": "ی", "ې": "ی", "ك": "ک",
        "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ؤ": "و", "ۃ": "ه", "ء": None, "ـ": None,
        "٠": "0", "١": "1", "٢": "2", "٣": "3", "٤": "4", "٥": "5", "٦": "6", "٧": "7", "٨": "8", "٩": "9",
        "۰": "0", "۱": "1", "۲": "2", "۳": "3", "۴": "4", "۵": "5", "۶": "6", "۷": "7", "۸": "8", "۹": "9",
    }
)  # fmt: skip

#: Hebrew final letters.
HEBREW = str.maketrans("ךםןףץ", "כמנפצ")

#: Digits and signs that stand for letters inside a word ("k1ll", "$uicide").
LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s",
"!": "i", "|": "l", "€": "e", "+": "t", "£": "l", "¡": "i", "9": "g", "(": "c"})  # fmt: skip

#: Squared and circled capitals that Unicode does not decompose, and the flag letters.
BADGES = {base + i: chr(ord("a") + i) for base in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for i in range(26)}

#: Letters in circles and brackets: Unicode calls them signs, readers call them letters.
ENCLOSED = "\u249c-\u24e9"

#: Characters that nobody sees: soft hyphen, zero-width and bidirectional marks, variation selectors, tags, skin tones.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)

#: Traditional Chinese characters and, at the same place below, their simplified forms: common ones and those of the rules.
TRADITIONAL = (
    "丟並乾亂佈佔併來侖係倉個們傘備傢傳債傷傾僅價儘兒內兩冇冊凍別刪剋剎剛創劃劇劉劑勁動務勞勵勸勻卻厭參吶員問"
    "啓啟喚喪喫單喲嗎嘆嘍嘗噁噹嚇嚐嚨嚮嚴囉囌囑國圍園圓圖團堅報場塊墜墳壓壞壺夠夢夥奮妳姊姦媽嬤學寜實寧寫寵寶"
    "將專尋對導尷屍屜層屬島嶺帥師帳帶幣幫幹幾廁廠廢廣廳張強彆彈後徑從復徵徹恥悶惡惱愛態慘慚慣慮慶慾憂憊憑應懟"
    "懲懶懷懸懼戀戰戲戶拋挾捨捲掙掛揚換揮搖搶摳摺撐撓撲撿擁擇擊擋擔據擠擱擺擼擾攔攜攢敗敵數斃斷於時暈暢曆曉曬"
    "書會東條棄業極榖榮槍樁樂樓標樣樹橋機橫檔檯欄歐歡歲歷歸殘殺毀毆氣決沒沖涼淚淨淩淺減測湊湯準溫滅滿漢潑潔潛"
    "澆濫瀉灑為烏無煉煙煩熱燈燉燒燙營燬爐爛爺爾牆牠牽狀猶獨獲獸獻現瑣環甚產産甦畢畫異當瘋瘡療癒癢癥癮發皺盡監"
    "盤睏瞭確碼磚礙祂祕禍禮禱種稱穀積穫窩窮窯竊竪筆節簡籃糧糰紀約紋紗紙級紮細終組結絕給統綁經綜綠綫維網綳綿緊"
    "緒線緣編緩練緻縊縱總績繃織繩繫繼續纍纏纔罰罵罷羨義習翹聞聯聲職聽脅脈脫腦腳膚膠膩膽臉臟臥臺與興舊莊華萬葉"
    "著蒼蓋蔔薦藉藝藥蘇蘋蘭蘿處號虧螞蟎蟲蟻蠅術衛衝衹裏裝裡製複褻襬襲見規視親覺觀訂計討訓託記訣訪許訴診評詞試"
    "詩話該詳誌認誘語誤說誰課調談請諒論諗諾謀講謝證識譜議護讀變讓讚豎豬貓貝負貨貪責貴買費貼資賓賜賠賣賤質賬賭"
    "賴購賽贅趕跡蹤躍車軌軍軟較輔輕輩輪輸轉辦辭辯農迴這連週進遊運過達遞遠適遲選遺邁還邊鄉鄰醜醫釋針鉀銀銅銘銷"
    "錄錘錢錯錶鍊鍋鍵鍾鎖鎮鏇鏈鐘鐧鐵鑒長門閃閉開閑閒間閤閨閻闆闌關陣陰陸陽隊階隨險隱隻雙雜雞離難電霧靈靜鞦韆"
    "響頁頂項順須預領頭頸頻顆題顏顔願類顧顯風颯颱颳飛飯飲養餓餘館饞馬駕駡騎騙騷驗驚髒體髮鬆鬍鬚鬧鬨鬱魚鯊鳥鷄"
    "鹹鹼鹽麗麥麵麼麽黃點黨鼕齊齒齣齦龍龜"
)
PLAIN_CHINESE = (
    "丢并干乱布占并来仑系仓个们伞备家传债伤倾仅价尽儿内两没册冻别删克刹刚创划剧刘剂劲动务劳励劝匀却厌参呐员问"
    "启启唤丧吃单哟吗叹喽尝恶当吓尝咙向严啰苏嘱国围园圆图团坚报场块坠坟压坏壶够梦伙奋你姐奸妈嬷学宁实宁写宠宝"
    "将专寻对导尴尸屉层属岛岭帅师帐带币帮干几厕厂废广厅张强别弹后径从复征彻耻闷恶恼爱态惨惭惯虑庆欲忧惫凭应怼"
    "惩懒怀悬惧恋战戏户抛挟舍卷挣挂扬换挥摇抢抠折撑挠扑捡拥择击挡担据挤搁摆撸扰拦携攒败敌数毙断于时晕畅历晓晒"
    "书会东条弃业极谷荣枪桩乐楼标样树桥机横档台栏欧欢岁历归残杀毁殴气决没冲凉泪净凌浅减测凑汤准温灭满汉泼洁潜"
    "浇滥泻洒为乌无炼烟烦热灯炖烧烫营毁炉烂爷尔墙它牵状犹独获兽献现琐环什产产苏毕画异当疯疮疗愈痒症瘾发皱尽监"
    "盘困了确码砖碍他秘祸礼祷种称谷积获窝穷窑窃竖笔节简篮粮团纪约纹纱纸级扎细终组结绝给统绑经综绿线维网绷绵紧"
    "绪线缘编缓练致缢纵总绩绷织绳系继续累缠才罚骂罢羡义习翘闻联声职听胁脉脱脑脚肤胶腻胆脸脏卧台与兴旧庄华万叶"
    "着苍盖卜荐借艺药苏苹兰萝处号亏蚂螨虫蚁蝇术卫冲只里装里制复亵摆袭见规视亲觉观订计讨训托记诀访许诉诊评词试"
    "诗话该详志认诱语误说谁课调谈请谅论谂诺谋讲谢证识谱议护读变让赞竖猪猫贝负货贪责贵买费贴资宾赐赔卖贱质账赌"
    "赖购赛赘赶迹踪跃车轨军软较辅轻辈轮输转办辞辩农回这连周进游运过达递远适迟选遗迈还边乡邻丑医释针钾银铜铭销"
    "录锤钱错表链锅键钟锁镇旋链钟锏铁鉴长门闪闭开闲闲间合闺阎板阑关阵阴陆阳队阶随险隐只双杂鸡离难电雾灵静秋千"
    "响页顶项顺须预领头颈频颗题颜颜愿类顾显风飒台刮飞饭饮养饿余馆馋马驾骂骑骗骚验惊脏体发松胡须闹闹郁鱼鲨鸟鸡"
    "咸碱盐丽麦面么么黄点党冬齐齿出龈龙龟"
)
SIMPLIFIED = str.maketrans(TRADITIONAL, PLAIN_CHINESE)
