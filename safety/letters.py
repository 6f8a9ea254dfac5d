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
    {"a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "і", "j": "ј", "k": "к", "m": "м", "o": "о", "p": "р", "t": "т", "x": "х", "y": "у", "u": "и", "3": "з", "0": "о", "6": "б"}
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
LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "l", "€": "e", "+": "t", "£": "l", "¡": "i", "9": "g", "(": "c"})  # fmt: skip

#: Squared and circled capitals that Unicode does not decompose, and the flag letters.
BADGES = {base + i: chr(ord("a") + i) for base in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for i in range(26)}

#: Letters in circles and brackets: Unicode calls them signs, readers call them letters.
ENCLOSED = "\u249c-\u24e9"

#: Characters that nobody sees: soft hyphen, zero-width and bidirectional marks, variation selectors, tags, skin tones.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)

#: Traditional Chinese characters and, at the same place below, their simplified forms: those that the rules use and common ones.
TRADITIONAL = (
    "並乾亂佈佔併來侖係倉個們傘備傢傳傷傾僅價儘兒內兩冇冊凍別刪剋剎剛創劃劇劑勁動務勞勵勸勻卻厭參吶員問喚喪喫"
    "單嗎嘆嘍嘗噁噹嚇嚐嚨嚮嚴囉囌囑國圍園圓圖團堅報場塊墜墳壓壞壺夠夢夥奮妳姊姦媽嬤學寜實寧寫寵寶將專尋對導尷"
    "屍屜層屬島嶺帥師帳帶幣幫幹幾廁廠廢廣廳張強彆彈後從復徵徹恥悶惡惱愛態慘慚慣慮慶慾憂憊憑應懟懲懶懷懸懼戀戰"
    "戲戶拋挾捨捲掙掛揚換揮搶摳摺撐撓撲撿擁擇擊擋擔據擠擱擺擾攔攜攢敗敵數斷於時暈暢曆曬書會東條棄業極榮槍樂樓"
    "標樣樹橋機檔檯欄歐歡歲歷歸殘殺毀毆氣決沒沖涼淚淨淩淺減測湊湯準溫滅滿漢潔潛潰澆濫瀉灑為烏無煉煙煩熱燈燉燒"
    "燙營燬爐爛爺爾牆牠牽狀猶獲獸獻現環甚產産甦畢畫當瘋瘡療癒癢癥癮發皺盡監盤睏瞭確碼磚礙祂祕禍禮禱種稱積穫窩"
    "窮窯竊筆節簡糧糰紀約紋紙級紮細終組結絕給統綁經綜綠綫維網綳緊緒線緣緩練緻縊縱總繃織繩繫繼續纍纏纔罰罵罷羨"
    "義習聞聯聲職聽脅脈脫腦腳膚膠膩臉臟臥臺與興舊莊華萬葉著蒼蓋蔔薦藝藥蘇蘋蘿處號虧螞蟎蟲蟻蠅術衛衝衹裏裝裡製"
    "複褻襬襲見規視親覺觀訂計訊討訓託記訣訪許訴診評詞試詩話該認誘語誤說誰課調談請諒論諗謀謂講謝證識譜議護讀變"
    "讓讚豬貓貝負貨貪責貴買費貼資賓賠賣賤賬賭賴購賽贅趕跡蹤躍車軌軍軟較輔輕輩輪輸轉辦辭辯農迴這連週進遊運過達"
    "遞遠適遲選遺邁還邊鄉鄰醜醫針鉀銀銅銷錄錢錯錶鍊鍋鍵鍾鎖鎮鏇鏈鐘鐧鐵鑒長門閃閉開閑閒間閤閨閻闆闌關陣陰陸陽"
    "隊階隨險隱隻雙雜雞離難電霧靈靜韆響頁頂項順須預領頭頸頻顆題顏顔願類顧顯風颯颱飛飯飲養餓餘館饞馬駕駡騎騙騷"
    "驗驚髒體髮鬆鬍鬚鬧鬨鬱魚鯊鳥鷄鹹鹼鹽麗麥麵麼麽黃點黨鼕齊齒齣齦龍龜"
)
PLAIN_CHINESE = (
    "并干乱布占并来仑系仓个们伞备家传伤倾仅价尽儿内两没册冻别删克刹刚创划剧剂劲动务劳励劝匀却厌参呐员问唤丧吃"
    "单吗叹喽尝恶当吓尝咙向严啰苏嘱国围园圆图团坚报场块坠坟压坏壶够梦伙奋你姐奸妈嬷学宁实宁写宠宝将专寻对导尴"
    "尸屉层属岛岭帅师帐带币帮干几厕厂废广厅张强别弹后从复征彻耻闷恶恼爱态惨惭惯虑庆欲忧惫凭应怼惩懒怀悬惧恋战"
    "戏户抛挟舍卷挣挂扬换挥抢抠折撑挠扑捡拥择击挡担据挤搁摆扰拦携攒败敌数断于时晕畅历晒书会东条弃业极荣枪乐楼"
    "标样树桥机档台栏欧欢岁历归残杀毁殴气决没冲凉泪净凌浅减测凑汤准温灭满汉洁潜溃浇滥泻洒为乌无炼烟烦热灯炖烧"
    "烫营毁炉烂爷尔墙它牵状犹获兽献现环什产产苏毕画当疯疮疗愈痒症瘾发皱尽监盘困了确码砖碍他秘祸礼祷种称积获窝"
    "穷窑窃笔节简粮团纪约纹纸级扎细终组结绝给统绑经综绿线维网绷紧绪线缘缓练致缢纵总绷织绳系继续累缠才罚骂罢羡"
    "义习闻联声职听胁脉脱脑脚肤胶腻脸脏卧台与兴旧庄华万叶着苍盖卜荐艺药苏苹萝处号亏蚂螨虫蚁蝇术卫冲只里装里制"
    "复亵摆袭见规视亲觉观订计讯讨训托记诀访许诉诊评词试诗话该认诱语误说谁课调谈请谅论谂谋谓讲谢证识谱议护读变"
    "让赞猪猫贝负货贪责贵买费贴资宾赔卖贱账赌赖购赛赘赶迹踪跃车轨军软较辅轻辈轮输转办辞辩农回这连周进游运过达"
    "递远适迟选遗迈还边乡邻丑医针钾银铜销录钱错表链锅键钟锁镇旋链钟锏铁鉴长门闪闭开闲闲间合闺阎板阑关阵阴陆阳"
    "队阶随险隐只双杂鸡离难电雾灵静千响页顶项顺须预领头颈频颗题颜颜愿类顾显风飒台飞饭饮养饿余馆馋马驾骂骑骗骚"
    "验惊脏体发松胡须闹闹郁鱼鲨鸟鸡咸碱盐丽麦面么么黄点党冬齐齿出龈龙龟"
)
SIMPLIFIED = str.maketrans(TRADITIONAL, PLAIN_CHINESE)
