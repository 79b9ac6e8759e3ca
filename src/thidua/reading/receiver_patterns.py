"""How a sentence tells who is awarded, over the matching form."""

from __future__ import annotations

import re

from thidua.reading.award_verbs import GIVE, PERSON_WORDS, VERB
from thidua.reading.lexicon import alternation, lexicon
from thidua.vietnamese.letters import CAPITALS

_WORDS = lexicon("awards")
ONE_BODY = re.compile(
    r"(?<!\w)(?<!các )(?<!nhiều )(?<!những )(?<!một số )(?<!mỗi )(?<!(?<!năm \d\d\d)\d )(?<!% )(?<!một )(?<!tổng )"
    rf"(?:{alternation(_WORDS['collectives'])}(?!\w)|(?<=, )(?:tập thể )?{alternation(_WORDS['one_body'])}(?!\w)"
    r"|ngành(?: (?!đã|được|vừa|còn|là)[\w&-]+){0,5}?)"
    r"(?: tôi| ta| này| có"
    r"| đã| vừa| còn| cũng| từng| mới| năm \d{4}| liên tục| vinh dự| tiếp tục| luôn| nhiều năm| liền"
    r"| (?:hai|ba|bốn|năm|nhiều|\d) lần)"
    r"{0,5} $"
)
# «xã Phú An được … tặng»: the unit stands for its people.
UNIT_BEFORE = re.compile(
    r"(?<!\w)(?P<who>(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Tt]hôn|[Ấấ]p"
    rf"|[Kk]hu phố|[Bb]ản|[Ll]àng|[Tt]ổ dân phố)(?: [{CAPITALS}\d][\w-]*){{1,4}})"
    r"(?: đã| vừa| từng| vinh dự| liên tục| (?:nhiều|hai|ba|bốn|năm|\d) lần){0,3} $"
)
# «phường II, phường Lộc Tiến được …»: another one stands before it.
ANOTHER_UNIT_BEFORE = re.compile(
    rf"(?<!\w)(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|thôn|ấp)(?: [{CAPITALS}\d][\w-]*){{1,3}}(?:,| và) $"
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
    rf"|(?P<house>(?:hộ|gia đình|thôn|bản|ấp|làng|buôn|khu phố|tổ dân phố|xã|phường|huyện)(?!\w))"
    r"|(?P<body>(?:tập thể |cán bộ )?(?:dòng họ|chi hội|câu lạc bộ|clb"
    rf"|{alternation(_WORDS['one_body'])})(?!\w)))"
)
# «Đảng bộ xã đạt danh hiệu …, được …»: more than the name of a body.
HAS_VERB = re.compile(r" (?:được|đạt|giành|đã|nhận|có|giới thiệu|bắt|cử|đưa|giúp|cứu|là|gồm|hiến|tặng) |\d ")
NO_SUBJECT = re.compile(
    r"(?:(?:trong |từ )?(?:các )?năm (?:học )?\d{4}[\d, -]*|\d+ (?:năm liền|lần)|sau đó|mới đây)?,? ?"
    r"(?:đã |còn |cũng |từng |lại |vinh dự |liên tục )*"
)
PERSON_OPENS = re.compile(
    rf"(?:(?:còn|riêng|đặc biệt|như|điển hình như|điển hình là),? )?(?:{PERSON_WORDS}(?: [^\W\d_]+)?,? ){{1,3}}"
)
PERSON_GOES_ON = re.compile(
    r"(?:,| và)(?: năm \d{4}| đã| vừa| còn| cũng| từng| mới đây| mới| nhiều lần| vinh dự| sau đó| mãi| tới| đến| nay"
    r"| liên tục| hồi tháng \d{1,2}| tháng \d{1,2}(?:/\d{4})?){0,5} $"
)
ONE_PERSON = re.compile(
    r"(?<!\w)(?<!của )(?:đồng chí|ông|bà|anh|chị|cô|thầy|em)(?: (?!các|những)[^\W\d_]+)??"
    r"(?: đã| vừa| còn| cũng| từng| mới| liên tục| vinh dự| tiếp tục| nhiều lần| (?:\d|hai|ba|bốn|năm) lần"
    r"| năm \d{4}){0,4} $"
)
SUBJECT_GOES_ON = re.compile(
    r"(?: đã| vừa| cũng| còn| long trọng| vinh dự| trang trọng)* (?:tổ chức|kỷ niệm|đón|công bố)(?!\w)"
)
JOINED_NAMES = re.compile(
    r"(?: ?\([^()]{2,80}\))?(?:, và|,| và| cùng| -) "
    rf"(?:(?:đồng chí|ông|bà|anh|chị|em|cháu|cô giáo|thầy giáo|nhà giáo|bác sĩ|nhân dân|ưu tú|{PERSON_WORDS}"
    rf"|{alternation(lexicon('names')['ranks'])}) ){{0,3}}$"
)
TO_PEOPLE_OF = re.compile(
    r"(?:[^;,]{0,40}? (?:cho|tặng|gửi) | (?=cán bộ, chiến))(?P<who>(?:tập thể )?(?:nhân dân(?: và |, )cán bộ"
    r"|đảng bộ, chính quyền(?: và|,) nhân dân"
    r"|cán bộ(?:, công chức|, viên chức|, chiến s[ĩỹ])*(?: và |, )(?:nhân dân|chiến s[ĩỹ]|nhân viên|người lao động))) "
)
FAMILY = ("gia đình ", "gia đình ông ", "gia đình bà ", "gia đình anh ", "gia đình chị ", "gia đình đồng chí ")
TO_BODY = re.compile(rf"[^;,.\d]{{0,40}}? cho (?P<who>[{CAPITALS}][^,;.()\d]{{2,80}})")
# «Tỉnh đoàn tặng anh Tâm giấy khen»: who receives stands between the verb and the form.
GIVEN_ONE = re.compile(
    rf"(?<!\w)(?P<verb>{GIVE})(?: cho)? "
    r"(?P<who>(?:đồng chí|ông|bà|anh|chị|cô|thầy|em|cháu|cụ)(?: (?!các|những|và)[^\W\d_]+){0,4}?) (?:danh hiệu )?$"
)
GIVEN_BODY = re.compile(rf"(?<!\w)(?:{GIVE})(?: cho)? $")
# What stands between a body and its «được …»: «Công an huyện A dẫn đầu, được đề nghị …».
TOLD_BETWEEN = re.compile(
    r"(?: (?!của |và |cho |do |với |tặng |trao |nhận |có |là )[^\W\d_]+){1,3},? (?:đã |vừa |cũng |vinh dự )*$"
)
_ANYBODY = [*_WORDS["collectives"], *_WORDS["individuals"], *_WORDS["undivided"]]
TO_ONE_KIND = re.compile(
    rf" cho (?P<several>các |những )?(?:(?P<collectives>{alternation(_WORDS['collectives'])})"
    rf"|(?P<individuals>{alternation(_WORDS['individuals'])}))(?!\w)"
    rf"(?!(?:,| và)(?: các| những)? {alternation(_ANYBODY)}(?!\w))"
)
# «5 giải Ba, 8 giải Khuyến khích cho các cá nhân»: the kind that the whole list of prizes goes to.
LIST_TO_KIND = re.compile(
    r"(?:(?:,|;| và) \w{1,4} giải [^,;.]{1,20}?){0,6} cho (?:các|những) (?P<kind>cá nhân|tập thể)(?! và|,? (?:tập|cá))"
)
TO_SOMEBODY = re.compile(r" (?:cho|tới|đến|gửi|tặng|thuộc về) [^\W\d_]+")
TO_NAMED = re.compile(
    r"(?:[^;]{0,60}?(?<!\w)(?:cho|thuộc về|về tay|tặng|trao|về|đối với|tới|đến):?|:| là) "
    r"(?:(?:(?:các )?(?:ông|bà|anh|chị|đội|đội thi|đoàn|gia đình|cố|cô|thầy|cụ|bác"
    rf"|{alternation([*_WORDS['individuals'], *_WORDS['one_body']])})"
    rf"|{alternation(lexicon('names')['ranks'])}|(?:pgs|gs|tskh|ts|ths|bs|ks)[.,]?) ?){{0,4}}$"
)
WON_BY = re.compile(
    rf"(?: (?!cho)[\w.]+){{0,14}} (?:thuộc về|về tay|trao cho|cho) "
    rf"(?:(?P<who>(?:các )?{alternation(_WORDS['collectives'])}(?!\w)(?:(?! và \d)[^,;.()]){{2,80}})"
    rf"|(?P<work>{alternation(_WORDS['works'])}(?!\w) (?:\"[^\"\n]{{2,120}}\"|[^,;.()]{{2,80}})))"
)
# «Ba giải nhì (mỗi giải 5 triệu đồng) thuộc về Lê Văn A (Đồng Tháp), …»: as many persons as prizes.
WON_BY_NAMED = re.compile(
    r"(?: ?\([^()]{2,40}\))? (?:thuộc về|được trao cho|trao cho|về tay|cho)(?: các| hai| ba)?(?::|"
    rf" (?:{PERSON_WORDS}|{alternation(_WORDS['individuals'])})(?!\w))* "
)
REST_OF_BODY = re.compile(
    r" (?!(?:và|vì|đã|có|do|về|trong|tại|năm|nhân|để|ở|của|với|cùng|được|là|đạt|theo|giai|lập|hoàn|kèm|trước|sau|khi"
    r"|cho|mỗi|tham|dẫn|thực|tiêu|xuất|trên|số|thuộc|vừa|từ|đến|nhằm|cũng|còn|này)(?!\w))"
    rf"[^\W\d_{CAPITALS}][^\W\d_]*"
    r"[^,;.()\n\d]{0,60}?(?=[,;.(\n]| và | vì | đã | có | trong | do | về |$)"
)
TO_HOUSES = re.compile(r"[^;.]{0,40} cho (?:[^;.]{1,40}(?:, | và ))?\d[\d.]* hộ ")
MORE_BEHIND = re.compile(rf"(?:,| và) (?:\d|(?:ông |bà |anh |chị |đồng chí )?[{CAPITALS}])")
# «Giám đốc Công an tỉnh thưởng nóng tổ công tác 10 triệu đồng».
HONOURS_PLAIN_BODY = re.compile(
    rf"(?<!được )(?<!\w)(?P<verb>{VERB}) (?:cho )?(?P<who>(?:tập thể )?{alternation(_WORDS['one_body'])}"
    r"(?: (?:công tác|tuần tra|chuyên án|công an|dân quân|cứu hộ|cứu nạn"
    r"|liên ngành|trinh sát|đặc nhiệm|phản ứng nhanh))?)"
    r"(?=,? (?:số tiền )?\d| vì|[.;]|$)"
)
NAMES_IN_BRACKETS = re.compile(r" ?\([^()]{4,240}\)")
NAMES_OPEN = re.compile(rf" ?\((?:gồm |là )?(?:(?:{PERSON_WORDS}|các) ){{0,3}}")
# «cho xã Mỹ An Trung, phường Sa Giang và Công an xã …»: several, not all of them in the list of bodies.
PLACES_BEHIND = re.compile(
    r"(?:,| và) (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|thôn|ấp|bản|khu phố|tổ|đội|trường|hội|đoàn)"
    rf" [{CAPITALS}\d]"
)
_NAMED_COLLECTIVE = alternation(
    [*_WORDS["one_body"], "thôn", "xóm", "ấp", "làng", "bản", "khu phố", "tàu", "lớp", "kíp"]
)
COLLECTIVE_NAMED = re.compile(
    rf" (?P<who>{_NAMED_COLLECTIVE}(?: (?!có |đạt |vì |của |nào )[^\W\d_{CAPITALS}]+){{0,2}}"
    rf" [{CAPITALS}\d][\w-]*(?: [{CAPITALS}\d][\w-]*){{0,4}})"
)
# «cho tập thể Trường Trung cấp nghề muối»: whatever begins with a capital there is its name.
COLLECTIVE_IN_CAPITALS = re.compile(rf" (?P<who>[{CAPITALS}][^,;.:()\d\n]{{2,80}}?)(?= và | vì | đã | có |[,;.:(]|$)")
PLACE_ALONE = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|thôn|ấp|bản|làng|buôn)(?!\w)")
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
OF_ANOTHER = re.compile(r"(?<!\w)(?:một|trường hợp|các|những|cho|để)(?!\w)")
NAMED_ALONE = re.compile(
    r" ?(?:[.;:(]|$|-|, (?!ông |bà |anh |chị |đồng chí )|(?:vì|do|đã có|có|đạt|là|về|trong|tại|ở|thuộc|của)(?!\w))"
)
AND_NAMED = re.compile(r" và (?:đồng chí |ông |bà |anh |chị |em |cháu )?")
OF_SO_MANY_PLACES = re.compile(r" (?P<count>\d{1,3}) (?:tỉnh|thành|huyện|quận|xã|phường|thị|đơn vị|trường|địa phương)")
OF_SEVERAL = re.compile(r" các (?:tỉnh|thành phố|huyện|quận|xã|phường|đơn vị|địa phương)(?!\w)")
# «cho Công an huyện Phước An, Tiên An»: the places of further bodies of the same kind.
FURTHER_PLACES = re.compile(
    rf"(?:,| và) [{CAPITALS}][^\W\d_]+(?: [{CAPITALS}][^\W\d_]+){{0,2}}(?=[,;.]| và | vì | đã |$)"
)
DIRECTLY_NAMED = re.compile(r" (?:tập thể )?$")
MORE_WINNERS = re.compile(rf"(?:,| và) {alternation(_WORDS['collectives'])}(?!\w)")
TO_POST = re.compile(r"[^;,]{0,60}? (?:cho|đối với) (?:đồng chí )?$")
TO_POST_OF_NAMED = re.compile(r" (?:cho|tặng) (?!các |những |nhiều |mỗi |tập thể |cá nhân )[^,;:()\d]{0,80} $")
BLANK_VERB = re.compile(
    r"[ ]?(?:\([^()]{2,20}\) )?"
    r"(?:,? ?năm \d{4} |đã |vừa |sẽ |cũng |là |tiếp tục |vinh dự |vinh dự là |từng |mới |liên tục "
    r"|(?:nhiều|hai|ba|bốn|năm|\d) lần "
    r"|(?:\w+ ){0,2}năm (?:liền|liên tục|liên tiếp) (?:\([^()]{4,30}\) )?)*$"
)
APPOSITION = re.compile(
    r"(?: (?:ở|quê|tại|của) [^,;.()]{2,40}, (?=người ))?"
    r"(?: ?\([^()]{2,80}\)| ?[,-] [^;()\"]{2,80}?(?: ?\([^()]{2,80}\))?,?)"
    r"(?: (?:đã|vừa|cũng|là người|người|từng|mới|vinh dự|xuất sắc|lần lượt))* $"
)
