"""How Vietnamese says that something is awarded: the patterns of award statements, over the matching form."""

from __future__ import annotations

import re

from thidua.reading.award_verbs import BY, GIVE, PERSON_WORDS, RECEIVE, VERB
from thidua.reading.lexicon import NOT_INSIDE, alternation, lexicon

_WORDS = lexicon("awards")
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
# Words that speak of awards: «hòa giải», «giải quyết» do not.
ANY = re.compile(
    alternation(_ANY_WORDS, guard=NOT_INSIDE + "(?<!hòa .)")
    + r"(?! (?:quyết|pháp|phóng|trí|thích|tỏa|ngân|trình|tán|ra|dân)(?!\w))"
)
# «…, 57 đơn vị đạt Tập thể lao động xuất sắc»: these have a form of their own; «đạt thành tích» only says why.
ACHIEVES = re.compile(
    r" (?:được|(?:đã )?(?:đạt|đoạt|giành)(?! (?:được |nhiều )?(?:thành tích|kết quả|điểm|yêu cầu)))(?!\w)"
)
LISTED = re.compile(r"(?P<year> \(?(?:năm )?(?:19|20)\d\d\)?)?(?:,| và|, và| kèm| cùng) (?P<verb>tặng |trao )?")
# «giấy khen kèm tiền thưởng 3 triệu đồng/người cho 80 công nhân».
WITH_MONEY = re.compile(
    r" (?:và|cùng|kèm)(?: theo)?(?: mức)? (?:tiền thưởng|số tiền|phần thưởng|tiền mặt|tiền)[^,;]{0,50}?"
    r" (?:cho|tặng) (?:các )?"
)
RECEIVED = re.compile(
    rf"(?<!\w)(?<!công )(?<!ghi )(?<!chứng )(?:{RECEIVE}|được (?P<by>{BY}{{0,150}}?)(?:(?:{GIVE}|{VERB})(?:, | và |/))*"
    rf"(?:{GIVE}|công nhận|phong|xét chọn|tuyên dương|vinh danh|tôn vinh|suy tôn|bình chọn|bình xét)|được)"
    r"(?: là)?(?: các| nhiều)?(?: danh hiệu)? \"?$"
)
LET_RECEIVE = re.compile(rf"(?<!\w)(?:công nhận|xét tặng|{GIVE}|{VERB})(?: (?:cho|các|có))* $")
WISHED = re.compile(
    r"(?<!\w)(?:phấn đấu|đăng ký|tiêu chuẩn|điều kiện|để|nhằm|quyết tâm|chưa|không|nếu|thi đua"
    r"|nhiều lần)(?!\w)[^,;]{0,60}$"
)
SURELY_RECEIVED = re.compile(r"(?:được|đón|vinh dự) ")
GIVEN = re.compile(rf"(?<!\w)(?:{GIVE}|công nhận)(?: các| những| thưởng)?(?: \d[\d.]*)? \"?$")
# «12 sáng kiến đạt giải (»: what stands in the bracket says which prizes.
PRIZES_OPEN = re.compile(r"\d [^,;.()]{2,60} (?:đạt|đoạt) giải \($")
# «ba giải ba cho các đội còn lại»: as many teams as prizes.
THE_OTHERS = re.compile(r" (?:còn lại|khác)(?!\w)")
HANDED_TO = re.compile(r"\"? (?:cho|tặng) (?!năm |ngày |tháng )")
HAS_GIVEN = re.compile(r"(?<!\w)có $")
GIVEN_TO = re.compile(
    r"[^;]{0,60}?(?<!\w)(?:cho|tặng|tới|đến|đối với|về tay)(?: cho| cả)?:? $| $"
    r"|(?: [^\W\d_]+){0,4}: ?$| gồm $| là $| \($"
)
WAS_GIVEN = re.compile(rf" (?:đã |vinh dự )?được (?:[^,;]{{0,60}} )?{GIVE} (?:cho )?$")
# «chưa trao Bằng khen», «không được … tặng», «hủy quyết định tặng»: no award.
NOT_AWARDED = re.compile(
    r"(?<!\w)(?:chưa|không(?! (?:chỉ|những|ngừng|ngại|quản|ít|phải))|từ chối|hủy|thu hồi|phản đối)"
    r"(?: (?:bỏ|việc|quyết định|các|từng|ký|xét|bao giờ|hề|có|đón))*"
    r"(?: được(?:(?! được| nhưng| mà|, )[^.;\n]){0,60}"
    r"| được(?:(?! được| nhưng| mà)[^.;\n]){1,160}? và [^,.;\n]{1,60})?"
    rf" (?:{GIVE}|nhận|khen thưởng|tuyên dương|vinh danh|tôn vinh|công nhận)(?!\w)"
    r"|(?<!\w)(?:chưa|không) (?:từng |hề |được )?(?:đoạt|giành|đạt)(?!\w)"
    r"|(?<!\w)(?:mong|muốn|ước|hy vọng|tự nhận|xin|chờ) (?:là )?(?:đã )?được [^,.;\n]{0,100}"
    rf"(?<!\w)(?:{GIVE}|khen thưởng|tuyên dương|vinh danh|tôn vinh|công nhận)(?!\w)"
)
_SEVERAL_HONOURED = alternation(_WORDS["several_honoured"])
HONOURS_SEVERAL = re.compile(
    rf"(?<!\w)(?P<verb>{alternation(_WORDS['honours_several'])})(?: cho)? "
    rf"(?:(?:các|những|nhiều) {_SEVERAL_HONOURED}(?:(?:,| và|,? các) {_SEVERAL_HONOURED})*"
    rf"|{_SEVERAL_HONOURED} (?:đoạt|đạt|có thành tích|xuất sắc|tiêu biểu)(?!\w))"
)
HONOUR_MEANT = re.compile(rf"(?<!\w){alternation(_WORDS['honour_meant'])}(?!\w)(?! này)[^,;]*$")
OCCASION = re.compile(rf"{alternation(_WORDS['occasions'])}(?!\w)")
VERB_BEFORE = re.compile(rf"(?<!\w)(?P<verb>{VERB})(?: (?:và|,) [^,;]{{0,40}}?)?(?: cho)?(?: các| những)? $")
# «Giải thưởng Nguyễn Văn Linh lần thứ II đã tôn vinh 33 công nhân»: the prize is the subject.
PRIZE_HONOURS = re.compile(
    r"(?<!\w)(?P<prize>giải thưởng [^.,;:\n]{3,60}?)"
    r"(?:(?: lần (?:thứ )?\w+)?(?: năm \d{4})?(?: đã| vừa| sẽ)+| lần (?:thứ )?\w+(?: năm \d{4})?| năm \d{4}) $"
)
LIST_OF_HONOURS = re.compile(
    rf"(?<!\w)được (?P<by>{BY}{{4,120}}?)(?:{GIVE}) (?:nhiều|các|những) (?:phần thưởng|danh hiệu|hình thức)"
    r"[^.;:\n]{0,40}(?: như| gồm| là|:)"
)
LIST_DENIED = re.compile(r"(?<!\w)(?:không|chưa|không hề|chưa từng|mong|muốn|tự nhận) $")
VERB_BEHIND = re.compile(rf"[^;]{{0,240}}?(?<!\w)được (?P<by>{BY}{{0,80}}?)(?P<verb>{VERB})(?!\w)")
# «hàng chục tập thể, cá nhân được Bộ Y tế, Bộ Nội vụ và UBND huyện khen thưởng».
SEVERAL_HONOURED_BY = re.compile(rf"[^;,.]{{0,60}}? được (?P<by>{BY}{{4,240}}?)(?P<verb>{VERB})(?!\w)")
RECOGNISED = re.compile(
    rf"[^;]{{0,160}}?(?<!\w)được (?P<by>{BY}{{0,80}}?)"
    rf"(?P<verb>(?:công|ghi) nhận (?:(?:là )?{alternation(_WORDS['recognised_as'])}(?!\w)|(?=\")))"
)
BY_LEVEL = re.compile(
    r"(?:trong đó|gồm|[,:]) (?:có )?(?P<level>cấp (?:trung ương|tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
    r"|cơ sở|bộ|ngành|toàn quốc))(?: có| là|:)? $"
)
AIMED = re.compile(r"(?<!\w)(?:nhằm|để)(?!\w)")
ANOTHER_DEED = re.compile(r"(?<!\w)(?:đăng ký|tham gia|dự thi|dự xét|đạt chuẩn|được (?:chọn|cử|mời|giới thiệu))(?!\w)")
DECISION_OF = re.compile(r"(?<!\w)quyết định(?: (?!của)[^\s.;]+){0,4} của ")
# A count of these is never the sum of bodies and persons told elsewhere.
NO_SUM = re.compile(rf"(?:hộ|gia đình|dòng họ|{alternation(lexicon('places')['unit_types'])}|thôn|ấp|bản|làng)(?!\w)")
NEXT_PREDICATE = re.compile(
    r"(?:,| và) (?:(?:nhiều năm|\d năm|các năm|năm) (?:liền |qua )?(?:\d{4}(?:,| và)? ?)*|đã |vừa |cũng |từng |vinh dự "
    r"|còn |hai lần |\d lần |đều |mới đây ){0,4}$"
)
PRONOUN_OPENS = re.compile(
    r"(?:(?:năm|từ|tháng|trước đó|mới đây|sau đó)[^,;]{0,30}, )?"
    r"(?:ông|bà|anh|chị|cô|thầy|em|tổ|đội|chi bộ|đơn vị|trường) "
)
# «ông Lực cùng 15 hội viên …, được»: they receive, too.
GOES_WITH = re.compile(r"(?<!\w)(?:cùng|và|với) $")
# «Năm 2010, Công an tỉnh …»: what may stand before the subject of a clause.
CLAUSE_OPENS = re.compile(r"\W*(?:(?:năm|từ|tháng|trong|với|riêng|còn)(?!\w)[^,;]{0,40},? )?")
# «tặng Cờ thi đua …, thành phố tặng quà cho 20 hộ»: those get presents.
GIFT = re.compile(r"(?<!\w)(?:tặng|trao) (?:quà|học bổng|\d+ (?:suất|phần|căn|xe))(?!\w)")
IF = re.compile(r"\W*(?:nếu|giả sử|khi nào)(?!\w)")
NEEDED = re.compile(r"(?<!\w)(?:phải|cần|thiếu|ít nhất|tối thiểu|mỗi)(?!\w)[^,;]{0,60}$")
WHERE = re.compile(r"(?<!\w)(?:tại|ở|thuộc|của|từ) $")
SUCH_AS = re.compile(r"(?<!\w)(?:nhiều|các|những) [^.;:\n]{4,60}? (?:như|tiêu biểu là|gồm)(?: có)?:? ")
ARE_GIVEN = re.compile(rf"[^.;,]{{0,60}}? (?:được|nhận)(?: [^.;,]{{1,60}})? (?:{GIVE}|nhận|bằng khen|giấy khen)(?!\w)")
AMONG = re.compile(r"(?<!\w)trong (?:đó|số đó)(?: có)?(?!\w)")
HAS = re.compile(r"(?<!\w)có (?:thêm )?$")
BRACKET_THEN = re.compile(r"[^;:]{0,60}\([^()]{2,60}\)[;,] (?:cùng |và )?")
PARTS_FOLLOW = re.compile(r"\W*(?:trong đó|cụ thể|bao gồm|gồm)(?!\w)")
# «… 12 hộ khá trong tổng số 900 hộ được biểu dương»; «5 cá nhân đại diện cho 600 công nhân».
OF_ALL = re.compile(
    r"(?<!\w)(?:(?:trong|trên) tổng số|đại diện cho(?: (?:[^.;]|\.(?=\d)){2,40} với)?)"
    r"(?: gần| hơn| trên)? $"
)
SHARE = re.compile(r"(?:%|\d/[\d.]+ )[^,;.]{0,60}$")
GOES_ON = re.compile(r"(?:,| và) (?:có )?$")
# «…, ba năm sau thì nhận Bằng khen …»: who was told of before receives this too.
GOES_ON_RECEIVING = re.compile(
    r"(?: cấp [^,;]{2,20})?(?: năm \d{4})?(?:[,;]| và) "
    r"(?:(?!của |cho |do |với |còn |riêng |trong khi )[^\W\d_]+ |năm \d{4}(?:(?:,| và) \d{4}){0,4} |\d+ năm ){0,5}$"
)
# «87 người được …, (số) còn lại nhận giấy khen của …».
THE_REST = re.compile(r"(?<!\w)(?:(?:số )?còn lại|những (?:người|trường hợp|đơn vị) khác) (?:đều |sẽ |được |cùng )*$")
# «chọn ra 60 thanh niên để tuyên dương».
CHOSEN_FOR = re.compile(r"(?<!\w)(?:chọn|bình chọn|xét chọn|lựa chọn|tuyển chọn)(?: ra| được)? $")
FOR_HONOUR = re.compile(rf"(?: [^\W\d_]+){{0,6}} để (?:trao |được )?(?P<verb>{VERB})(?!\w)")
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
QUOTED_TITLE = re.compile(r"(?<![\w.,])(?P<count>\d{1,4}) \"[ ]?(?P<title>[^\"\n]{4,70}?)[ ]?\"")
CHOSEN = re.compile(
    r"(?<!\w)(?:chọn|bình chọn|tôn vinh|vinh danh|tuyên dương|công nhận|trao|tặng)"
    r"(?: được| ra)?(?: danh hiệu)?(?: cho)? $"
)
# «tuyên dương 52 "Thanh niên tiên tiến", 6 "Tập thể xung kích"»: the second one of a list.
CHOSEN_TOO = re.compile(
    r"(?<!\w)(?:bình chọn|tôn vinh|vinh danh|tuyên dương|trao|tặng) (?:[^.;\"\n]|\"[^\"\n]{2,60}\"){3,110}(?:,| và) $"
)
PERSON_TITLE = re.compile(rf"{alternation(_WORDS['individuals'])}(?!\w)")
KIND_OF_TITLE = re.compile(
    rf"(?:danh hiệu )?\"? ?(?:(?P<individuals>{alternation(_WORDS['individuals'])})|tập thể|đơn vị)(?!\w)"
)
CONFERRED = re.compile(r"(?<!\w)(?:phong tặng|được tặng|công nhận|danh hiệu)(?!\w)")
WON = re.compile(r"(?<!\w)(?:đạt|giành|đoạt|mang về|ẵm|thắng)(?!\w)")
HONOURS_PERSON = re.compile(rf"(?<!được )(?<!\w)(?P<verb>(?:{VERB})(?: đột xuất)?)(?: cho)? (?:(?:{PERSON_WORDS}) )+$")
HONOURS_BODY = re.compile(
    rf"(?<!được )(?<!\w)(?!thưởng(?! nóng| đột)|trao(?! thưởng)|tặng)(?P<verb>(?:{VERB})(?: đột xuất)?)"
    r"(?: kèm(?: theo)? (?:số )?tiền [^,;.]{2,30} đồng)?(?: cho| đối với)?(?: đơn vị| tập thể)? $"
)
HONOURED_NAME = re.compile(rf"(?<!\w)được (?P<by>{BY}{{0,80}}?)(?P<verb>{VERB})(?!\w)")
ONE_OF = re.compile(r"(?<!\w)một trong (?:các|những|số|\d)")
HONOURS = re.compile(rf"[ ](?:đã |vừa |sẽ )?(?:quyết định )?(?P<verb>{VERB}|{GIVE})(?!\w)")
OWNED = re.compile(
    r"(?<!\w)(?:năm \d{4}|kế đó|trước đó|sau đó|tiếp đó|tiếp đến|cao nhất|cao quý nhất|mới nhất|gần đây nhất|đem ra)"
    r"(?: là|:)(?: tấm| chiếc)? $"
)
TO_OTHERS_FIRST = re.compile(r" (?:cho|tới) [^,;]{3,80}, (?:và |đồng thời )?(?:tặng|trao|hỗ trợ) $")
ALSO_COUNTED = re.compile(r"(?: [^\W\d_]+){0,2} và $")
FEW_WORDS_BETWEEN = re.compile(r"(?: [^\W\d_]+){0,2}(?:,| và|, và) (?:hơn |gần |trên )?")
HAS_FOR = re.compile(r" (?:cũng |còn |đã )?có (?:các )?$")
KEPT_FOR = re.compile(r" (?:(?:dành|gửi)(?: tặng)? (?:cho|tới|đến) |gửi (?!từ |về |ngày ))")
PROPOSED = re.compile(r"(?: được)?(?: đề nghị)(?: cấp trên)?(?: xét)?(?: tặng| khen| tặng thưởng)(?: danh hiệu)? \"?$")
AND_COUNTED = re.compile(r"(?: [^\W\d_]+){0,5}(?: ?\([^()]{1,30}\))?(?: và|,| cùng) $")
IS_GIVEN = re.compile(r" (?:đã |vừa |sẽ )?được (?:[^,;]{0,40} )?(?:trao|tặng|trao tặng) cho (?!các |những )")
