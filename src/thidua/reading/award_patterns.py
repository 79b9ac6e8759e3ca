"""How Vietnamese says that something is awarded: the patterns of award statements, over the matching form."""

from __future__ import annotations

import re

from thidua.reading.lexicon import NOT_INSIDE, alternation, lexicon
from thidua.vietnamese.letters import CAPITALS

_WORDS = lexicon("awards")
_GIVE = alternation(_WORDS["give"])
_RECEIVE = alternation(_WORDS["receive"])
_VERB = alternation(_WORDS["verbs"])
_PERSON_WORDS = alternation(
    [*_WORDS["individuals"], *lexicon("names")["ranks"], "ông", "bà", "anh", "chị", "em", "cháu", "cô", "thầy", "cụ"]
)
_ANY_WORDS = [
    *_WORDS["instruments"],
    *_WORDS["verbs"],
    *_WORDS["titles"],
    *_WORDS["recognise"],
    "danh hi",
    "giải",
    "cờ",
    "chọn",
    'bằng "',
]
# What may stand in the name of a giver. A stop inside a sentence is that of an abbreviation («UBND TP. Huế»), and some
# commas belong to names («Sở Văn hóa, Thể thao và Du lịch»).
_BY = (
    r"(?:[^,;]|(?<=đảng),(?= nhà nước)|(?<=văn hóa),(?= thể thao)|(?<=lao động),(?= thương binh)|(?<=phòng),(?= chống)"
    r"|(?<=thi đua),(?= khen)|(?<=đảng), chính phủ,(?= nhà nước)|(?<=tỉnh),(?= thành)|(?<=huyện),(?= thị| thành)"
    r"|(?<=xã),(?= phường)|(?<=phường),(?= thị trấn)"
    r"|,(?= (?:công an|ubnd|ủy ban|bộ|sở|hội|ban|tỉnh đoàn|liên đoàn|chủ tịch|giám đốc|thủ tướng|lđlđ|tổng"
    r"|trung ương|tw|t.ư|mttq|hđnd|đảng ủy|cục|thành đoàn|huyện|tỉnh ủy)(?!\w)))"
)
ANY = re.compile(alternation(_ANY_WORDS, guard=NOT_INSIDE))
# The same in words that surely speak of awards: «hòa giải», «giải quyết» do not.
SURELY_ANY = re.compile(
    alternation(_ANY_WORDS, guard=NOT_INSIDE + "(?<!hòa .)")
    + r"(?! (?:quyết|pháp|phóng|trí|thích|tỏa|ngân|trình|tán|ra|dân)(?!\w))"
)
LISTED = re.compile(r"(?P<year> \(?(?:năm )?(?:19|20)\d\d\)?)?(?:,| và|, và| kèm| cùng) (?P<verb>tặng |trao )?")
# «giấy khen kèm tiền thưởng 3 triệu đồng/người cho 80 công nhân».
WITH_MONEY = re.compile(
    r" (?:và|cùng|kèm)(?: theo)?(?: mức)? (?:tiền thưởng|số tiền|phần thưởng|tiền mặt|tiền)[^,;]{0,50}?"
    r" (?:cho|tặng) (?:các )?"
)
RECEIVED = re.compile(
    rf"(?<!\w)(?<!công )(?<!ghi )(?<!chứng )(?:{_RECEIVE}|được (?P<by>{_BY}{{0,90}}?)(?:{_GIVE}(?:, | và |/))*"
    rf"(?:{_GIVE}|công nhận|phong|xét chọn|tuyên dương|vinh danh|tôn vinh|suy tôn|bình chọn|bình xét)|được)"
    r"(?: là)?(?: các| nhiều)?(?: danh hiệu)? \"?$"
)
LET_RECEIVE = re.compile(rf"(?<!\w)(?:công nhận|xét tặng|{_GIVE})(?: (?:cho|các|có))* $")
WISHED = re.compile(
    r"(?<!\w)(?:phấn đấu|đăng ký|tiêu chuẩn|điều kiện|để|nhằm|quyết tâm|chưa|không|nếu|thi đua"
    r"|nhiều lần)(?!\w)[^,;]{0,60}$"
)
SURELY_RECEIVED = re.compile(r"(?:được|đón|vinh dự) ")
ONE_BODY = re.compile(
    r"(?<!\w)(?<!các )(?<!nhiều )(?<!những )(?<!một số )(?<!mỗi )(?<!(?<!năm \d\d\d)\d )(?<!% )(?<!một )(?<!tổng )"
    rf"(?:{alternation(_WORDS['collectives'])}(?!\w)|(?<=, )(?:tập thể )?{alternation(_WORDS['one_body'])}(?!\w)"
    r"|ngành(?: (?!đã|được|vừa|còn|là)[\w&-]+){0,5}?)"
    r"(?: tôi| ta| này| đã| vừa| còn| cũng| từng| mới| năm \d{4}| liên tục| vinh dự| tiếp tục| luôn| nhiều năm| liền"
    r"| (?:hai|ba|bốn|năm|nhiều|\d) lần)"
    r"{0,5} $"
)
# «xã Phú An được … tặng»: the unit stands for its people.
UNIT_BEFORE = re.compile(
    r"(?<!\w)(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Tt]hôn|[Ấấ]p"
    rf"|[Kk]hu phố|[Bb]ản|[Ll]àng|[Tt]ổ dân phố)(?: [{CAPITALS}\d][\w-]*){{1,4}} $"
)
BODY_BEGINS = re.compile(
    rf"(?:(?:năm|trong|từ|với|nhiều|những)(?!\w)[^,;]{{0,40}}, )?(?P<body>{alternation(_WORDS['one_body'])})(?!\w)"
)
PERSON_BEGINS = re.compile(
    r"(?:(?:được biết|theo đó|ngoài ra|hiện),? )?"
    r"(?:(?:năm|từ|trước đó|mới đây|riêng|tháng|ngày|hồi|sau đó|trước đây)(?!\w)[^,;]{0,30},? )?"
    r"(?P<who>(?:ông|bà|anh|chị|cô|thầy|em|nữ sinh|nam sinh"
    r"|chàng trai|cô gái|bác sĩ|nữ công nhân|người lính|cậu học trò|nữ bác sĩ|nhà giáo|thầy giáo|cô giáo)"
    r"(?: này)?(?!\w))"
)
# Whom a clause is about, by its first words: «Năm ngoái, tổ CNSCĐ thôn Sơn Trung từng được …», «Dòng họ đã ba lần …».
CLAUSE_SUBJECT = re.compile(
    r"(?:(?:được biết|theo đó|ngoài ra|hiện|đặc biệt|riêng|còn|mới nhất),? )?"
    r"(?:(?:năm|từ|trước đó|mới đây|riêng|tháng|ngày|hồi|sau đó|trước đây|đầu|cuối|giữa|vừa qua|với|nhờ)(?!\w)"
    r"[^,;]{0,60}, |\d+ năm (?:liền|liên tục|qua),? )?"
    rf"(?:(?P<work>{alternation(_WORDS['works'])}(?!\w))|(?P<person>(?:ông|bà|anh|chị|cô|thầy|em|cụ|cháu|{alternation(_WORDS['individuals'])})(?!\w)"
    r"(?! em|(?: và|,) ))"
    rf"|(?P<house>(?:hộ|gia đình)(?!\w))"
    r"|(?P<body>(?:tập thể |cán bộ )?(?:dòng họ|chi hội|câu lạc bộ|clb|thôn|bản|ấp|làng|khu phố"
    rf"|{alternation(_WORDS['one_body'])})(?!\w)))"
)
NO_SUBJECT = re.compile(
    r"(?:(?:trong |từ )?(?:các )?năm (?:học )?\d{4}[\d, -]*|\d+ (?:năm liền|lần)|sau đó|mới đây)?,? ?"
    r"(?:đã |còn |cũng |từng |lại |vinh dự |liên tục )*"
)
PERSON_GOES_ON = re.compile(
    r"(?:,| và)(?: năm \d{4}| đã| vừa| còn| cũng| từng| mới đây| mới| nhiều lần| vinh dự| sau đó| mãi| tới| đến| nay"
    r"| liên tục| hồi tháng \d{1,2}| tháng \d{1,2}(?:/\d{4})?){0,5} $"
)
ONE_PERSON = re.compile(
    r"(?<!\w)(?:đồng chí|ông|bà|anh|chị|cô|thầy|em)(?: (?!các|những)[^\W\d_]+)??"
    r"(?: đã| vừa| còn| cũng| từng| mới| liên tục| vinh dự| tiếp tục| nhiều lần| năm \d{4}){0,4} $"
)
SUBJECT_WORD = re.compile(
    r"(?:^|[,;:.\n\"] ?|(?:này|đó|qua|nay|dịp|lễ|nghị|thi|năm|và|\d{4}) )(?P<who>"
    r"ban tổ chức(?: (?:cuộc thi|hội thi|hội thao|hội diễn|giải))?"
    r"|(?:bộ|sở|tỉnh|huyện|thành phố|quận|hội|ngành|công ty|nhà trường|trường|xã|phường|đoàn trường|cụm|khối"
    r"|khu dân cư|khu phố|tổ dân phố|thôn|ấp|bản|đơn vị|cơ quan|bệnh viện|quân khu|sư đoàn|lữ đoàn|trung đoàn|học viện"
    r"|tổng công ty|tập đoàn|nhà máy|xí nghiệp|hiệp hội|liên đoàn|công đoàn|đảng ủy|cục|chi cục|quỹ"
    r"|các cấp(?: (?:hội|đoàn|công đoàn|mặt trận|chính quyền))?|bcđ|ban chỉ đạo))"
    r"(?= (?:đã |vừa |sẽ |cũng |còn |quyết định |tiến hành |tổ chức )*$)"
)
COMMITTEE_HONOURS = re.compile(
    r"(?:(?<!\w)(?P<who>ban tổ chức(?: (?:cuộc thi|hội thi|hội thao|hội diễn|giải)(?: \"[^\"\n]{3,60}\")?)?)"
    r"|(?:^|[,;.] )(?P<body>cụm|khối|hội|nhà trường|đoàn trường))"
    rf"(?: đã| sẽ| cũng)?(?: quyết định| tiến hành)? (?:{_GIVE}|công bố kết quả)(?!\w)"
)
# Posts that do not award in their own name: who holds them hands over what another gives.
HANDS_OVER_ONLY = re.compile(r"(?:phó|nguyên|ủy viên|thứ trưởng|bí thư|đại biểu|thường trực)(?!\w)")
SUBJECT_GOES_ON = re.compile(
    r"(?: đã| vừa| cũng| còn| long trọng| vinh dự| trang trọng)* (?:tổ chức|kỷ niệm|đón|công bố)(?!\w)"
)
JOINED_NAMES = re.compile(
    r"(?: ?\([^()]{2,80}\))?(?:, và|,| và| cùng| -) "
    rf"(?:(?:đồng chí|ông|bà|anh|chị|em|cháu|cô giáo|thầy giáo|nhà giáo|bác sĩ"
    rf"|{alternation(lexicon('names')['ranks'])}) ){{0,2}}$"
)
GIVEN = re.compile(rf"(?<!\w)(?:{_GIVE}|công nhận)(?: các| những| thưởng)?(?: \d[\d.]*)? $")
HAS_GIVEN = re.compile(r"(?<!\w)có $")
GIVEN_TO = re.compile(
    r"[^;]{0,60}?(?<!\w)(?:cho|tặng|tới|đến|đối với)(?: cho| cả)?:? $| $|(?: [^\W\d_]+){0,4}: ?$| gồm $| là $| \($"
)
WAS_GIVEN = re.compile(rf" (?:đã |vinh dự )?được (?:[^,;]{{0,60}} )?{_GIVE} (?:cho )?$")
OF = re.compile(r" (?:của |do )?(?:lãnh đạo )?")
# «Cờ thi đua của tỉnh»: the level stands for its committee.
OF_LEVEL = re.compile(
    r" (?:của )(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|ngành|bộ|trung ương|nhà nước|ban chỉ đạo"
    r"|bệnh viện|nhà trường|trường|công ty|tổng công ty|tập đoàn|hội|đơn vị|cơ quan|sở|cục|chi cục|liên đoàn"
    r"|ban tổ chức|(?:các )?(?:tỉnh|thành phố|quận|huyện|xã|phường)"
    r"(?:, (?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường))+)"
    r"(?=[.,;:]| cho| tặng| năm| và| giai đoạn| do|$)"
)
TO_PEOPLE_OF = re.compile(
    r"[^;,]{0,40}? (?:cho|tặng) (?P<who>(?:tập thể )?(?:nhân dân(?: và |, )cán bộ"
    r"|đảng bộ, chính quyền(?: và|,) nhân dân"
    r"|cán bộ(?:, công chức|, viên chức|, chiến s[ĩỹ])*(?: và |, )(?:nhân dân|chiến s[ĩỹ]|nhân viên|người lao động))) "
)
# A giver by the shape of its name: behind the beginning of a clause, with a word for bodies at its head.
LONGEST_BODY = 130
CLAUSE_CUT = re.compile(
    r"[;:.] |, (?=[A-ZĐÂÊÔƠƯĂ])|(?<= này) |- "
    r"|^(?:Còn|Riêng|Ngoài ra|Cùng dịp|Nhân dịp này|Bên cạnh đó),? (?=[A-ZĐÂÊÔƠƯĂ])"
)
BODY_HEAD = re.compile(
    rf"{alternation(_WORDS['body_heads'])}(?!\w)(?! (?:này|đã|cũng|thi|nghị|thảo|diễn|thao|trại|khỏe))"
)
HOLDING = re.compile(
    r"(?<![Bb]an) tổ chức | (?:đã|vừa) | (?:công nhận|trao|tặng|tuyên dương|biểu dương|vinh danh|tôn vinh) "
    r"|(?<!thi đua)(?<!thi đua,)(?<!thi đua -) khen thưởng "
)
# What a body does before another awards, or instead of awarding: no part of its name.
NO_BODY = re.compile(
    r"(?<!\w)(?:chưa|không|chỉ(?! đạo| huy| thị)|từng|hủy|hủy bỏ|thu hồi|trình|xem xét|xem|đề xuất|đề nghị|kiến nghị"
    r"|phản đối|từ chối)(?!\w)"
)
# «chưa trao Bằng khen», «không được … tặng», «hủy quyết định tặng»: no award.
NOT_AWARDED = re.compile(
    r"(?<!\w)(?:chưa|không(?! (?:chỉ|những|ngừng|ngại|quản|ít|phải))|từ chối|hủy|thu hồi|phản đối)"
    r"(?: (?:bỏ|việc|quyết định|các|từng|ký|xét|bao giờ|hề|có|đón))*"
    rf"(?: được(?: [^.;,\n]{{1,60}})?)? (?:{_GIVE}|nhận|khen thưởng|tuyên dương|vinh danh|tôn vinh|công nhận)(?!\w)"
)
FAMILY = ("gia đình ", "gia đình ông ", "gia đình bà ", "gia đình anh ", "gia đình chị ", "gia đình đồng chí ")
FILLED = re.compile(
    r"(?: ?\([^()]{2,40}\))?(?:,? (?:đã|vừa|sẽ|cũng|còn|quyết định|thống nhất|tiến hành|ký quyết định"
    r"|ban hành quyết định))*[ ,]*$"
)
HOLDS = re.compile(r"(?: ?\([^()]{2,20}\))?(?: đã| vừa| long trọng| trang trọng){0,3} tổ chức(?!\w)")
_SEVERAL_HONOURED = alternation(_WORDS["several_honoured"])
HONOURS_SEVERAL = re.compile(
    rf"(?<!\w)(?P<verb>{alternation(_WORDS['honours_several'])})(?: cho)? (?:các|những|nhiều) {_SEVERAL_HONOURED}"
    rf"(?:(?:,| và|,? các) {_SEVERAL_HONOURED})*"
)
HONOUR_MEANT = re.compile(rf"(?<!\w){alternation(_WORDS['honour_meant'])}(?!\w)(?! này)[^,;]*$")
OCCASION = re.compile(rf"{alternation(_WORDS['occasions'])}(?!\w)")
CHAIN = re.compile(r"(?: \([^()]{2,20}\))?(?:, | và |, các )$")
ON_BEHALF = re.compile(r"(?<!\w)(?:thừa|được) (?:ủy quyền|lệnh|ủy nhiệm)(?: của)? ")
VERB_BEFORE = re.compile(rf"(?<!\w)(?P<verb>{_VERB})(?: (?:và|,) [^,;]{{0,40}}?)?(?: cho)?(?: các)? $")
VERB_BEHIND = re.compile(rf"[^;]{{0,240}}?(?<!\w)được (?P<by>{_BY}{{0,80}}?)(?P<verb>{_VERB})(?!\w)")
RECOGNISED = re.compile(
    rf"[^;]{{0,160}}?(?<!\w)được (?P<by>{_BY}{{0,80}}?)"
    rf"(?P<verb>(?:công|ghi) nhận (?:(?:là )?{alternation(_WORDS['recognised_as'])}(?!\w)|(?=\")))"
)
ANOTHER_DEED = re.compile(r"(?<!\w)(?:đăng ký|tham gia|dự thi|dự xét|đạt chuẩn)(?!\w)")
DECISION_OF = re.compile(r"(?<!\w)quyết định(?: (?!của)[^\s.;]+){0,4} của ")
DECISION_BEHIND = re.compile(r" ?[(,]? ?(?:theo|tại|kèm theo) (?:các )?quyết định(?!\w)[^();.]{0,60}? của ")
# A count of these is never the sum of bodies and persons told elsewhere.
NO_SUM = re.compile(rf"(?:hộ|gia đình|dòng họ|{alternation(lexicon('places')['unit_types'])}|thôn|ấp|bản|làng)(?!\w)")
RECEIVER_ENDS = re.compile(r"(?:,| và) \d| vì | có | đã |[.;]|$")
TO_BODY = re.compile(rf"[^;,.\d]{{0,40}}? cho (?P<who>[{CAPITALS}][^,;.()\d]{{2,80}})")
AMONG = re.compile(r"(?<!\w)trong (?:đó|số đó)(?: có)?(?!\w)")
HAS = re.compile(r"(?<!\w)có (?:thêm )?$")
SHARE = re.compile(r"%[^,;.]{0,60}$")
GOES_ON = re.compile(r"(?:,| và) (?:có )?$")
# «…, ba năm sau thì nhận Bằng khen …»: who was told of before receives this too.
GOES_ON_RECEIVING = re.compile(
    r"(?: cấp [^,;]{2,20})?(?: năm \d{4})?(?:,| và) "
    r"(?:(?!của |cho |do |với |còn |riêng |trong khi )[^\W\d_]+ |năm \d{4} |\d+ năm ){0,5}$"
)
# «87 người được …, (số) còn lại nhận giấy khen của …».
THE_REST = re.compile(r"(?<!\w)(?:(?:số )?còn lại|những (?:người|trường hợp|đơn vị) khác) (?:đều |sẽ |được |cùng )*$")
# «chọn ra 60 thanh niên để tuyên dương».
CHOSEN_FOR = re.compile(r"(?<!\w)(?:chọn|bình chọn|xét chọn|lựa chọn|tuyển chọn)(?: ra| được)? $")
FOR_HONOUR = re.compile(rf"(?: [^\W\d_]+){{0,6}} để (?:trao |được )?(?P<verb>{_VERB})(?!\w)")
# «Tỉnh đoàn tặng anh Tâm giấy khen»: who receives stands between the verb and the form.
GIVEN_ONE = re.compile(
    rf"(?<!\w)(?P<verb>{_GIVE})(?: cho)? "
    r"(?P<who>(?:đồng chí|ông|bà|anh|chị|cô|thầy|em|cháu|cụ)(?: (?!các|những)[^\W\d_]+){0,4}?) (?:danh hiệu )?$"
)
GIVEN_BODY = re.compile(rf"(?<!\w)(?:{_GIVE})(?: cho)? $")
# What stands between a body and its «được …»: «Công an huyện A dẫn đầu, được đề nghị …».
TOLD_BETWEEN = re.compile(
    r"(?: (?!của |và |cho |do |với |tặng |trao |nhận |có |là )[^\W\d_]+){1,3},? (?:đã |vừa |cũng |vinh dự )*$"
)
PLACE_WORD = re.compile(
    rf"{alternation(lexicon('places')['unit_types'])}(?!\w)|(?:thôn|ấp|bản|làng|buôn|khu phố)(?!\w)"
)
# «công nhận 318 sáng kiến» counts work that was accepted; nobody is honoured.
WORK = re.compile(rf"{alternation(_WORDS['work'])}(?!\w)")
RECOGNISES = re.compile(r"(?<!\w)công nhận(?: thêm| mới| lại| được)? (?:có )?$")
# «Quyết định của Chủ tịch UBND tỉnh về việc công nhận xã A đạt chuẩn …»: a named unit is recognised.
UNIT_RECOGNISED = re.compile(
    r"(?<!\w)(?:quyết định|bằng|giấy chứng nhận|giấy)(?!\w)(?P<by>[^.;]{0,120}?)(?<!\w)(?P<verb>công nhận) "
    r"(?=(?:xã|phường|thị trấn|huyện|thị xã|thành phố|thôn|làng|ấp|khu phố|tổ dân phố) )"
)
REACHED = re.compile(r"(?:, [^,.;]{2,40}?){0,2} (?:là [^,.;]{2,40} )?(?:đạt|hoàn thành) ")
COMMITTEE = re.compile(
    r"(?<!\w)ban tổ chức(?!\w)[^.;]{0,60}?(?<!\w)(?:công nhận|trao|chọn|chấm|xét|thống nhất|quyết định)(?!\w)"
)
QUOTED_TITLE = re.compile(r"(?<![\w.,])(?P<count>\d{1,4}) \"[ ]?(?P<title>[^\"\n]{4,70}?)[ ]?\"")
CHOSEN = re.compile(
    r"(?<!\w)(?:chọn|bình chọn|tôn vinh|vinh danh|tuyên dương|công nhận|trao|tặng)"
    r"(?: được| ra)?(?: danh hiệu)?(?: cho)? $"
)
PERSON_TITLE = re.compile(rf"{alternation(_WORDS['individuals'])}(?!\w)")
DOING = re.compile(
    r"(?: \([^()]{2,20}\))?[ ]?"
    r"(?:(?:đã|vừa|mới đây|vừa qua|có quyết định|có|sẽ|cũng|quyết định|tiến hành|tổ chức|chính thức|còn|ký)"
    r"(?: [^,;]{0,40})? ?)?$"
)
CONFERRED = re.compile(r"(?<!\w)(?:phong tặng|được tặng|công nhận|danh hiệu)(?!\w)")
WON = re.compile(r"(?<!\w)(?:đạt|giành|đoạt|mang về|ẵm|thắng)(?!\w)")
HONOURS_PERSON = re.compile(
    rf"(?<!được )(?<!\w)(?P<verb>(?:{_VERB})(?: đột xuất)?)(?: cho)? (?:(?:{_PERSON_WORDS}) )+$"
)
HONOURS_BODY = re.compile(rf"(?<!được )(?<!\w)(?!thưởng|trao|tặng)(?P<verb>(?:{_VERB})(?: đột xuất)?)(?: cho)? $")
CONTEST_OF = re.compile(
    r" (?:tại |của )?(?:cuộc thi|hội thi|giải|liên hoan|hội diễn|hội thao)(?!\w)[^.;]{0,90}? (?P<link>do|của) "
)
HONOURED_NAME = re.compile(rf"(?<!\w)được (?P<by>{_BY}{{0,80}}?)(?P<verb>{_VERB})(?!\w)")
ONE_OF = re.compile(r"(?<!\w)một trong (?:các|những|số|\d)")
HONOURS = re.compile(rf"[ ](?:đã |vừa |sẽ )?(?:quyết định )?(?P<verb>{_VERB}|{_GIVE})(?!\w)")
PERSON_BEFORE = re.compile(r"(?:đồng chí|ông|bà|anh|chị)[ ]*$")
JOINED_TO_NAME = re.compile(r" ?[,-] ?")
_ANYBODY = [*_WORDS["collectives"], *_WORDS["individuals"], *_WORDS["undivided"]]
TO_ONE_KIND = re.compile(
    rf" cho (?P<several>các |những )?(?:(?P<collectives>{alternation(_WORDS['collectives'])})"
    rf"|(?P<individuals>{alternation(_WORDS['individuals'])}))(?!\w)"
    rf"(?!(?:,| và)(?: các| những)? {alternation(_ANYBODY)}(?!\w))"
)
TO_SOMEBODY = re.compile(r" (?:cho|tới|đến|gửi|tặng|thuộc về) [^\W\d_]+")
TO_NAMED = re.compile(
    r"(?:[^;]{0,60}?(?<!\w)(?:cho|thuộc về|về tay|tặng|trao|về|đối với|tới|đến):?|:| là) "
    r"(?:(?:(?:các )?(?:ông|bà|anh|chị|đội|đội thi|đoàn|gia đình|cố|cô|thầy|cụ|bác"
    rf"|{alternation([*_WORDS['individuals'], *_WORDS['one_body']])})"
    rf"|{alternation(lexicon('names')['ranks'])}) ){{0,3}}$"
)
WON_BY = re.compile(
    rf"(?: (?!cho)[\w.]+){{0,14}} (?:thuộc về|về tay|trao cho|cho) "
    rf"(?:(?P<who>(?:các )?{alternation(_WORDS['collectives'])}(?!\w)(?:(?! và \d)[^,;.()]){{2,80}})"
    rf"|(?P<work>{alternation(_WORDS['works'])}(?!\w) (?:\"[^\"\n]{{2,120}}\"|[^,;.()]{{2,80}})))"
)
# «Ba giải nhì (mỗi giải 5 triệu đồng) thuộc về Lê Văn A (Đồng Tháp), …»: as many persons as prizes.
WON_BY_NAMED = re.compile(
    r"(?: ?\([^()]{2,40}\))? (?:thuộc về|được trao cho|trao cho|về tay|cho)(?: các| hai| ba)?(?::|"
    rf" (?:{_PERSON_WORDS}|{alternation(_WORDS['individuals'])})(?!\w))* "
)
OWNED = re.compile(
    r"(?<!\w)(?:năm \d{4}|kế đó|trước đó|sau đó|tiếp đó|tiếp đến|cao nhất|cao quý nhất|mới nhất|gần đây nhất|đem ra)"
    r"(?: là|:)(?: tấm| chiếc)? $"
)
REST_OF_BODY = re.compile(
    r" (?!(?:và|vì|đã|có|do|về|trong|tại|năm|nhân|để|ở|của|với|cùng|được|là|đạt|theo|giai|lập|hoàn|kèm|trước|sau|khi"
    r"|cho|mỗi|tham|dẫn|thực|tiêu|xuất|trên|số|thuộc|vừa|từ|đến|nhằm|cũng|còn|này)(?!\w))"
    rf"[^\W\d_{CAPITALS}][^\W\d_]*"
    r"[^,;.()\n\d]{0,60}?(?=[,;.(\n]| và | vì | đã | có | trong | do | về |$)"
)
TO_HOUSES = re.compile(r"[^;.]{0,40} cho (?:[^;.]{1,40}(?:, | và ))?\d[\d.]* hộ ")
MORE_BEHIND = re.compile(rf"(?:,| và) (?:\d|(?:ông |bà |anh |chị |đồng chí )?[{CAPITALS}])")
# «tặng bằng khen cho đội tuyển lặn và huấn luyện viên Vũ Văn Lam»: a body without a capital beside the one named.
BODY_AND_NAMED = re.compile(
    rf" (?:cho|tặng) (?:tập thể )?{alternation(_WORDS['one_body'])}(?!\w)[^,;()\d]{{0,60}} và [^,;()\d]{{0,40}}$"
)
# «trao Huân chương … cho lữ đoàn»: the one body that is spoken of.
TO_ONE_BODY = re.compile(
    r" (?:cho|tặng)(?: tập thể)?(?: cán bộ, (?:giáo viên|nhân viên|công chức|chiến sĩ|chiến sỹ|công nhân|đoàn viên)"
    r"(?: và học sinh)?)? "
    rf"(?P<who>(?!tập thể){alternation(_WORDS['one_body'])})"
    r"(?=[.;:)]|, (?!hộ|cá nhân|tập thể|đơn vị|gia đình|các)|$| vì| và| nhân(?! viên| dân)| do| tại| trong| để| ngay)"
)
TO_ONE_PERSON = re.compile(
    r" (?:cho|tặng) (?P<who>ông|bà|anh|chị|cô|thầy|em|cháu|cụ)(?= ?[.,;:)]|$| vì| và| cùng| kèm| năm)"
)
# «trao giấy khen … kèm 5 triệu đồng cho tổ tuần tra số 3»: one body that goes without a capital.
TO_ONE_COLLECTIVE = re.compile(
    rf"(?: [^;,.]{{2,50}})? (?:cho|tặng) (?P<who>(?:tập thể )?{alternation(_WORDS['one_body'])}"
    r"(?! có| đạt| đã| vì| là| dẫn| xuất| tiêu| hoàn| thực| tham| trong)(?: (?!và )[\w-]+){1,6})"
    r"(?=[.,;:(]|$| vì| đã| có| và)"
)
PLACE_NAMED = re.compile(
    rf"(?:[Tt]hôn|[Ấấ]p|[Bb]ản|[Ll]àng|[Bb]uôn|[Kk]hu phố|[Tt]ổ dân phố|[Xx]óm)(?: [{CAPITALS}\d][\w'-]*){{1,4}}"
)
# «ba giải ba thuộc về các đội A, B, C»: as many teams as prizes.
WON_BY_TEAMS = re.compile(
    r"(?: ?\([^()]{2,40}\))? (?:thuộc về|về tay) (?:các |hai |ba )?(?:đội|nhóm|trường|đơn vị|đoàn)(?!\w)"
    r"(?![^.;\n]{0,80} và \d)"
)
WON_BY_PLACE = re.compile(rf" (?:thuộc về|về tay) (?P<who>{PLACE_NAMED.pattern})")
TO_OTHERS_FIRST = re.compile(r" (?:cho|tới) [^,;]{3,80}, (?:và |đồng thời )?(?:tặng|trao|hỗ trợ) $")
ALSO_COUNTED = re.compile(r"(?: [^\W\d_]+){0,2} và $")
OF_ANOTHER = re.compile(r"(?<!\w)(?:một|trường hợp|các|những|cho|để)(?!\w)")
NAMED_ALONE = re.compile(
    r" ?(?:[.;:(]|$|-|, (?!ông |bà |anh |chị |đồng chí )|(?:vì|do|đã có|có|đạt|là|về|trong|tại|ở|thuộc|của)(?!\w))"
)
AND_NAMED = re.compile(r" và (?:đồng chí |ông |bà |anh |chị |em |cháu )?")
ACRONYM = r"[A-ZĐ]{2,}[A-ZĐ&-]*(?: [A-ZĐ]{2,}[\w-]*){0,2}"
ACRONYM_ACTS = re.compile(rf"(?:^|[,;:] |(?:và|nghị|lễ|này|đó) )(?P<who>{ACRONYM})$")
IS_ACRONYM = re.compile(rf"{ACRONYM} ?")
OF_SO_MANY_PLACES = re.compile(r" (?P<count>\d{1,3}) (?:tỉnh|thành|huyện|quận|xã|phường|thị|đơn vị|trường|địa phương)")
OF_SEVERAL = re.compile(r" các (?:tỉnh|thành phố|huyện|quận|xã|phường|đơn vị|địa phương)(?!\w)")
FEW_WORDS_BETWEEN = re.compile(r"(?: [^\W\d_]+){0,2}(?:,| và|, và) (?:hơn |gần |trên )?")
DIRECTLY_NAMED = re.compile(r" (?:tập thể )?$")
HAS_FOR = re.compile(r" (?:cũng |còn |đã )?có (?:các )?$")
KEPT_FOR = re.compile(r" (?:dành|gửi)(?: tặng)? (?:cho|tới) ")
PROPOSED = re.compile(r"(?: được)?(?: đề nghị)(?: cấp trên)?(?: xét)?(?: tặng| khen| tặng thưởng)(?: danh hiệu)? \"?$")
AND_COUNTED = re.compile(r"(?: [^\W\d_]+){0,5}(?: ?\([^()]{1,30}\))?(?: và|,| cùng) $")
IS_GIVEN = re.compile(r" (?:đã |vừa |sẽ )?được (?:[^,;]{0,40} )?(?:trao|tặng|trao tặng) cho (?!các |những )")
MORE_WINNERS = re.compile(rf"(?:,| và) {alternation(_WORDS['collectives'])}(?!\w)")
TO_POST = re.compile(r"[^;,]{0,60}? (?:cho|đối với) (?:đồng chí )?$")
TO_POST_OF_NAMED = re.compile(r" (?:cho|tặng) (?!các |những |nhiều |mỗi |tập thể |cá nhân )[^,;:()\d]{0,80} $")
BLANK_VERB = re.compile(
    r"[ ]?(?:\([^()]{2,20}\) )?(?:đã |vừa |cũng |là |tiếp tục |vinh dự |vinh dự là |từng |mới |nhiều lần |liên tục "
    r"|(?:\w+ ){0,2}năm (?:liền|liên tục|liên tiếp) (?:\([^()]{4,30}\) )?)*$"
)
APPOSITION = re.compile(
    r"(?: (?:ở|quê|tại|của) [^,;.()]{2,40}, (?=người ))?"
    r"(?: ?\([^()]{2,80}\)| ?[,-] [^;()]{2,80}?(?: ?\([^()]{2,80}\))?,?)"
    r"(?: (?:đã|vừa|cũng|là người|người|từng|mới|vinh dự|xuất sắc|lần lượt))* $"
)
