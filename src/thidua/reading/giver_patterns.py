"""How a sentence tells who awards, over the matching form."""

from __future__ import annotations

import re

from thidua.reading.award_verbs import GIVE, VERB
from thidua.reading.lexicon import alternation, lexicon

_WORDS = lexicon("awards")
SUBJECT_WORD = re.compile(
    r"(?:^|[,;:.\n\"] ?|(?:này|đó|qua|nay|dịp|lễ|nghị|thi|năm|và|\d{4}|lãnh đạo) )(?P<who>"
    r"ban tổ chức(?: (?:cuộc thi|hội thi|hội thao|hội diễn|giải))?"
    r"|(?:bộ|sở|tỉnh|huyện|thành phố|quận|hội|ngành|công ty|nhà trường|trường|xã|phường|đoàn trường|cụm|khối"
    r"|khu dân cư|khu phố|tổ dân phố|thôn|ấp|bản|đơn vị|cơ quan|bệnh viện|quân khu|sư đoàn|lữ đoàn|trung đoàn|học viện"
    r"|tổng công ty|tập đoàn|nhà máy|xí nghiệp|hiệp hội|liên đoàn|công đoàn|đảng ủy|cục|chi cục|quỹ"
    r"|các cấp(?: (?:hội|đoàn|công đoàn|mặt trận|chính quyền))?|bcđ|ban chỉ đạo))"
    r"(?= (?:đã |vừa |sẽ |cũng |còn |quyết định |tiến hành |tổ chức )*$)"
)
COMMITTEE_HONOURS = re.compile(
    r"(?:(?<!\w)(?P<who>ban tổ chức(?: (?:cuộc thi|hội thi|hội thao|hội diễn|giải)(?: \"[^\"\n]{3,60}\")?)?)"
    r"|(?:^|(?<=[,;.] )|(?<=\n))(?P<body>cụm|khối|hội|nhà trường|đoàn trường|công ty|bệnh viện|ngân hàng|đơn vị"
    r"|tập đoàn))"
    rf"(?: đã| sẽ| cũng)?(?: quyết định| tiến hành| xét chọn,?| lựa chọn,?)? (?:{GIVE}|{VERB}|công bố kết quả)(?!\w)"
)
# Posts that do not award in their own name: who holds them hands over what another gives.
HANDS_OVER_ONLY = re.compile(r"(?:phó|nguyên|ủy viên|thứ trưởng|bí thư|đại biểu|thường trực)(?!\w)")
OF = re.compile(
    r"\"?(?: năm (?:học )?\d{4}(?: - \d{4})?(?= của )| trong (?:phong trào|công tác) [^,.;]{3,90}?(?= của ))?"
    r"(?: |(?<=\"))(?:của |do )?(?:lãnh đạo )?"
)
# «Cờ thi đua của tỉnh»: the level stands for its committee.
OF_LEVEL = re.compile(
    r"\"? (?:của |(?:ở )?(?=các cấp))(?P<level>các cấp"
    r"|(?:cả )?(?:2|hai) (?:ngành|đơn vị|cơ quan)(?: (?!về |vì )[\w&-]+){2,8}"
    r"|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|ngành|bộ|trung ương|nhà nước|ban chỉ đạo"
    r"|bệnh viện|nhà trường|trường|công ty|tổng công ty|tập đoàn|hội|đơn vị|cơ quan|sở|cục|chi cục|liên đoàn"
    r"|ban tổ chức|(?:các )?(?:tỉnh|thành phố|quận|huyện|xã|phường)"
    r"(?:, (?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường))+)"
    r"(?=[.,;:]| cho| tặng| năm| và| giai đoạn| do| về| vì|$)"
)
# «được biểu dương, khen thưởng các cấp».
EVERY_LEVEL = re.compile(r" (?:ở )?(?P<level>các cấp)(?!\w)")
# A giver by the shape of its name: behind the beginning of a clause, with a word for bodies at its head.
LONGEST_BODY = 130
CLAUSE_CUT = re.compile(
    r"[;:.] |, (?=[A-ZĐÂÊÔƠƯĂ])|(?<= này) |- "
    r"|^(?:Còn|Riêng|Ngoài ra|Cùng dịp|Nhân dịp này|Bên cạnh đó),? (?=[A-ZĐÂÊÔƠƯĂ])"
)
BODY_HEAD = re.compile(
    rf"{alternation(_WORDS['body_heads'])}(?!\w)(?! (?:này|đã|cũng|thi|nghị|thảo|diễn|thao|trại|khỏe))"
)
TOGETHER = re.compile(
    r",? (?:phối hợp|cùng)(?: với| cùng)? "
    r"| và (?=(?:Hội|Sở|Ban|Công|Tỉnh|Đoàn|Trung|UBND|Ủy|Liên|Huyện|Báo) )"
)
HOLDING = re.compile(
    r"(?<![Bb]an) tổ chức | (?:đã|vừa|sẽ|quyết định|gặp mặt|họp mặt)[ ,]"
    r"| (?:công nhận|trao|tặng|tuyên dương|biểu dương|vinh danh|tôn vinh) "
    r"|(?<!thi đua)(?<!thi đua,)(?<!thi đua -) khen thưởng "
)
# What a body does before another awards, or instead of awarding: no part of its name.
NO_BODY = re.compile(
    r"(?<!\w)(?:chưa|không|chỉ(?! đạo| huy| thị)|từng|hủy|hủy bỏ|thu hồi|trình|xem xét|xem|đề xuất|đề nghị|kiến nghị"
    r"|phản đối|từ chối)(?!\w)"
)
FILLED = re.compile(
    r"(?: ?\([^()]{2,40}\))?(?:,? (?:đã|vừa|sẽ|cũng|còn|vinh dự|liên tục|quyết định|thống nhất|tiến hành"
    r"|long trọng|trang trọng|trọng thể"
    r"|ký quyết định"
    r"|ban hành quyết định))*[ ,]*$"
)
# «trao Cờ thi đua của Chính phủ tặng thành phố A»: whose award it is, not who gives what follows.
AWARD_OF = re.compile(
    r"(?<!\w)(?:cờ thi đua|cờ|bằng khen|giấy khen|huân chương|kỷ niệm chương|danh hiệu)(?: [^,;.]{1,40})? của $"
)
# «do Ban Chỉ đạo … tổ chức» behind a gathering at which somebody is honoured.
HELD_BY = re.compile(r"[^.;]{0,80}?(?<!\w)do ")
GATHERING_BEFORE = re.compile(r"(?<!\w)(?:lễ|buổi lễ|hội nghị|chương trình|đêm|chương trình gặp mặt) $")
HOLDS = re.compile(r"(?: ?\([^()]{2,20}\))?(?: đã| vừa| long trọng| trang trọng){0,3} tổ chức(?!\w)")
CHAIN = re.compile(r"(?: \([^()]{2,20}\))?(?:, | và |, các | cùng (?:với )?|,? phối hợp (?:với|cùng) )$")
ON_BEHALF = re.compile(r"(?<!\w)(?:thừa|được) (?:ủy quyền|lệnh|ủy nhiệm)(?: của)? ")
DECISION_BEHIND = re.compile(r" ?[(,]? ?(?:theo|tại|kèm theo) (?:các )?quyết định(?!\w)[^();.]{0,60}? của ")
RECEIVER_ENDS = re.compile(r"(?:,| và) \d| vì | có | đã |[.;]|$")
DOING = re.compile(
    r"(?: \([^()]{2,20}\))?[ ]?"
    r"(?:(?:đã|vừa|mới đây|vừa qua|có quyết định|có|sẽ|cũng|quyết định|tiến hành|tổ chức|chính thức|còn|ký"
    r"|long trọng|trang trọng|trọng thể)"
    r"(?: [^,;]{0,40})? ?)?$"
)
CONTEST_OF = re.compile(
    r" (?:tại |của )?(?:cuộc thi|hội thi|giải|liên hoan|hội diễn|hội thao)(?!\w)[^.;]{0,90}? (?P<link>do|của) "
)
PERSON_BEFORE = re.compile(r"(?:đồng chí|ông|bà|anh|chị)[ ]*$")
JOINED_TO_NAME = re.compile(r" ?[,-] ?")
ACRONYM = r"[A-ZĐ]{2,}[A-ZĐ&-]*(?: [A-ZĐ]{2,}[\w-]*){0,2}"
ACRONYM_ACTS = re.compile(rf"(?:^|[,;:] |(?:và|nghị|lễ|này|đó) )(?P<who>{ACRONYM})$")
IS_ACRONYM = re.compile(rf"{ACRONYM} ?")
