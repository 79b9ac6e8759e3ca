"""How Vietnamese says what a person does at an event, over the matching form."""

from __future__ import annotations

import re

from thidua.reading.lexicon import alternation, lexicon, whole_words

_WORDS = lexicon("roles")


def _any(key: str) -> str:
    return whole_words(_WORDS[key])


# «xã đề nghị công nhận» is a kind of commune, and nobody speaks.
_NO_PROPOSAL = r"(?!đề nghị (?:công nhận|tặng|xét|khen))"
BEFORE = {
    "attend": re.compile(
        rf"{_any('attend_before')}(?! ?;)"
        r"|(?<!\w)(?:cùng đi|chung vui|có mặt|chứng kiến|chúc mừng)(?: [^\W\d_]+){0,8} có(?!\w)"
        r"|(?<!\w)dự(?! kiến| án| thảo| toán| báo| phòng)(?:,? (?:và|cùng|chỉ đạo|phát biểu))*"
        r"(?: [^\W\d_]+){0,6}(?: còn)? có(?!\w)"
        r"|^\W*ngoài ra,? (?:còn )?có $"
        r"|(?<!\w)(?:được|vui mừng|vinh dự|hân hạnh|trân trọng) (?:được )?(?:đón|đón tiếp|chào đón)(?! nhận)(?!\w)"
    ),
    "chair": re.compile(r"(?<!\w)(?:chủ trì|chủ tọa)(?!\w)[^.;\n]{0,60}?(?:là|có|gồm|của|:)\s"),
    "speak": re.compile(
        rf"(?<!\w)diễn văn(?!\w)[^.;]{{0,60}}$|^\W*{_any('speak_before')}"
        r"|(?<!\w)tham dự,? (?:và )?phát biểu(?: chỉ đạo| chúc mừng| khai mạc)? của $"
        r"|(?:^|,|;)\s*(?:tới dự|đến dự|tham dự|dự)[^,]{0,20} và phát biểu"
    ),
    "quoted": re.compile(rf"^\W*{_any('quoted_before')}"),
    "launch": re.compile(r"^\W*phát (?:động|lệnh)(?!\w)[^,;.]{3,80}, (?:[^,;.]{0,80} )?$"),
    "present_award": re.compile(
        rf"(?<!\w)dự(?: và|,)(?: cùng)? trao(?: tặng)?(?: các)? {alternation(_WORDS['award_nouns'])}(?!\w)"
        r"[^.]{0,300}$|"
        r"^\W*(?:(?:tại|trong) [^,;]{2,40}, )?trao(?! đổi)(?: tặng)? [^,;]{3,120}, (?:đồng chí |ông |bà |anh |chị )?$"
    ),
    "receive_award": re.compile(
        r"(?:thay mặt|đại diện)(?: cho)? (?:những|các) [^,;]{0,40}?(?:đoạt giải|đạt giải|được (?:khen|tuyên dương"
        r"|vinh danh|tôn vinh)|nhận (?:giải|thưởng|danh hiệu))[^,;]{0,40}, (?:đồng chí |ông |bà |anh |chị |em )?$"
    ),
    "report": re.compile(rf"^\W*{_any('report_before')}|(?<!\w)báo cáo [^.;]{{0,40}}?(?:do|của) $"),
}
BEHIND = {
    "attend": re.compile(
        rf"{_any('attend')}"
        rf"|(?<!vinh )(?<!\w)dự(?! kiến| án| thảo| toán| báo| phòng| khuyết"
        rf"| thi| trữ)(?!\w)"
    ),
    "chair": re.compile(_any("chair")),
    "speak": re.compile(
        rf"(?<!dự và )(?<!dự, )(?<!xem xét )(?<!được )(?<!các )(?<!hồ sơ ){_NO_PROPOSAL}{_any('speak')}"
        r"|(?<!\w)giao (?=công an|các|cho|ban|sở|ubnd|huyện|phòng|xã)"
    ),
    "say": re.compile(rf"{_any('say')}|^,?(?: [^\W\d_]+){{0,5}} ?: ?\""),
    "launch": re.compile(rf"^[^;.]{{0,80}}(?<!được )(?<!do )(?<!lễ )(?<!triển khai ){_any('launch')}"),
    "report": re.compile(_any("report")),
    "receive_award": re.compile(
        rf"^(?!.{{0,40}}(?<!\w)(?:các|cho|cùng(?! \d)|những)(?!\w)).{{0,40}}?(?:{_any('receive')}"
        r"|(?<!\w)(?:giành|đoạt) (?:được )?(?:giải|danh hiệu)(?!\w)"
        rf"|(?<!\w)nhận (?:các )?{alternation(_WORDS['award_nouns'])}(?!\w)"
        r"|(?<!\w)được [^,.;\n]{0,60}?(?:tặng|trao|khen thưởng|vinh danh|tuyên dương|biểu dương|tôn vinh)(?!\w))"
    ),
    "present_award": re.compile(
        rf"(?<!lễ )(?<!buổi )(?<!đêm ){_any('award_verbs')}(?! (?:lẵng )?hoa| quà"
        rf"| đổi)[^.;\n]{{0,60}}?(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)"
    ),
}
# «…, là một trong 14 người nhận danh hiệu …».
ONE_OF = re.compile(
    r"[^.;]{0,80}?(?<!\w)là (?:(?:một|hai|ba|bốn|[1-4]) trong )?(?:số )?(?:những|các|\d+) "
    r"(?:(?! có )[^,.;]){0,40}?(?<!\w)"
    rf"(?:{_any('receive')}|nhận {alternation(_WORDS['award_nouns'])}(?!\w)|được [^,.;]{{0,60}}?"
    rf"(?:{_any('award_verbs')}|tuyên dương|vinh danh|tôn vinh|biểu dương))"
)
# «Đó là các anh …» behind a sentence that tells of an award.
NAMELY = re.compile(r"(?:đó là|gồm|bao gồm|cụ thể là|họ là|trong đó có)(?!\w)")
CONTENT = re.compile(rf"{_NO_PROPOSAL}{_any('content')}")
GATHERING = re.compile(_any("gathering"))
QUOTE_BEFORE = re.compile(r"\"[ ,.-]{1,4}(?:(?:ông|bà|anh|chị|cô|thầy|em) )?$")
SAYS_SMILING = re.compile(r" (?:cười|vui vẻ|xúc động|tâm sự|bộc bạch|rưng rưng|hóm hỉnh|nói(?! thêm)|kể|bảo|nhớ)(?!\w)")
TO_PRESS = re.compile(
    r"(?<!\w)(?:nói|chia sẻ|trao đổi|cho biết|trả lời|tâm sự)(?: thêm)? (?:với|cùng) (?:các )?"
    r"(?:phóng viên|pv|báo|nhà báo|chúng tôi)(?!\w)"
)
FOR_OTHERS = re.compile(r"(?<!\w)(?:đại diện|thay mặt)(?!\w)[^.;]{0,80}$")
PROPOSES = re.compile(r"(?<!\w)(?:đề nghị|đề xuất|hoàn tất hồ sơ)(?!\w)")
AND_HANDS = re.compile(
    rf"đồng thời (?:đã )?(?:trao|tặng)(?: tặng)? [^.;]{{0,60}}?(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)"
)
GIFT = re.compile(r"(?<!\w)(?:đồng|quà|suất|học bổng|sổ tiết kiệm|nhà|mái ấm|xe)(?!\w)")
AWARD = re.compile(_any("award_nouns"))
# «nhận giải nhất từ Thứ trưởng A».
RECEIVED_FROM = re.compile(
    rf"(?<!\w)nhận (?:các )?{alternation(_WORDS['award_nouns'])}(?!\w)[^.;]{{0,60}} từ (?:tay )?"
    r"(?:[^,.;\d]{1,60} )?$"
)
HANDED_BY = re.compile(r"(?<!\w)được (?:đồng chí |ông |bà |anh |chị )?$")
HANDS = re.compile(r"(?:,[^.;]{2,70},)? ?(?:trực tiếp )?(?:trao|trao tặng|gắn)(?!\w)")
IS_GIVEN = re.compile(rf"(?<!\w)được [^,.;]{{0,80}}?{_any('award_verbs')}")
TOGETHER = re.compile(r"[^.;]{0,12}(?<!\w)(?:đồng chủ trì|cùng chủ trì|đồng chủ tọa|chủ trì)(?!\w)")
# «Thị xã Mỹ Lộc có các đồng chí: A, …; B, …»: who came from there.
GUESTS_OF = re.compile(r"^[^.;:\n]{3,60}(?<!\w)có $")
SEVERAL_GUESTS = ("các đồng chí", "các ông", "các bà", "các vị")
SEVERAL = re.compile(r"(?<!\w)(?:các|hai|ba) đồng chí(?!\w)[^.]{0,4}$")
PRESS = re.compile(_any("press"))
# «Chủ tịch UBND huyện tặng Giấy khen»: whoever holds the office awards it and need not hand it over.
GIVES_BY_OFFICE = re.compile(r" (?:đã |vừa |cũng )?(?:quyết định )?(?:tặng|tặng thưởng|khen thưởng)(?!\w)")
_RECEIVERS = [*_WORDS["receivers"], *lexicon("awards")["individuals"], *lexicon("posts")["callings"], "các"]
_GIVEN_TO = re.compile(
    rf"{_any('award_verbs')}[^.;\n]{{0,120}}(?<!\w)(?:cho|tới|tặng) (?:[^.;:]{{2,80}} và )?"
    rf"(?:(?:{alternation(_RECEIVERS)}|\d+|hai|ba|bốn):? ){{0,5}}$"
)
_PRIZE_LIST = re.compile(
    rf"(?<!\w)(?:trao|tặng|nhận|đạt|đoạt)(?!\w)[^.\n]{{0,160}}?(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)"
    r"[^.\n]{0,80}?(?<!\w)(?:gồm|là(?!\w)|trong (?:đó|số này|số đó|số ấy) có|tiêu biểu như"
    r"|\d [^\W\d_]+(?: [^\W\d_]+)?:|cho \d+ (?=$))"
    r"(?: có)?(?: các)?[^.\n]*$"
)
_PRIZE_OF = re.compile(
    rf"(?<!\w){alternation(_WORDS['award_nouns'])}(?!\w)[^.\n]{{0,80}}?(?<!\w)"
    r"(?:thuộc về|về tay|được trao cho)(?!\w)[^.\n]*$"
)
_HONOURED_LIST = re.compile(
    r"(?<!\w)(?:vinh danh|tuyên dương|tôn vinh|biểu dương|bình chọn|khen thưởng|xướng tên)(?!\w)[^.\n]{0,160}?(?:gồm"
    r"|là|còn có|trong (?:đó|số này|số đó)(?: có)?)(?: có)?[^.\n]*$"
)
# «giải Nhất cho giải pháp "…" của tác giả A»: whose work wins receives.
PRIZE_OF_WORK = re.compile(r"(?<!\w)(?:giải (?:nhất|nhì|ba|đặc biệt|khuyến khích|a|b|c)|đạt giải|đoạt giải)(?!\w)")
WORK_OF = re.compile(
    r"\" (?:của|do) "
    rf"(?:(?:nhóm |các )?tác giả |(?:ths|ts|ks|pgs|gs|{alternation(lexicon('names')['ranks'])})[.,]? ?){{0,3}}$"
)
# «Trong 11 cá nhân được … tặng Bằng … có anh Vũ Đình Khuê».
_AMONG_RECEIVERS = re.compile(
    rf"(?<!\w)trong (?:số )?[^.;\n]{{2,80}}(?:được [^.;\n]{{0,80}}?{_any('award_verbs')}|nhận "
    r"|được (?:vinh danh|tôn vinh|tuyên dương))"
    r"[^.;\n]{0,80}(?<!không) có (?:ông |bà |anh |chị |em |cụ |cô |thầy )?$"
)
_HONOURED_TOO = re.compile(
    r"(?<!\w)(?:cùng|cũng) được (?:vinh danh|tuyên dương|tôn vinh|khen thưởng|biểu dương)[^.;\n]{0,40} (?:có|là)"
    r"[^.;\n]{0,120}$"
)
RECEIVES_IN_LIST = (_HONOURED_TOO, _GIVEN_TO, _PRIZE_LIST, _HONOURED_LIST, _PRIZE_OF, _AMONG_RECEIVERS)
HONOURS = re.compile(
    r"(?<!\w)(?:vinh danh|tuyên dương|tôn vinh|khen thưởng|trao|tặng|nhận|đạt|đoạt)(?!\w)[^.\n]{0,120}(?:cho"
    r"|gồm|danh sách|sau đây|là)(?!\w)"
)
LIST_OPENS = re.compile(r":\s*$")
# «Các đồng chí: A, …; B, …; cùng hơn 450 đại biểu đã tới dự.»
LISTED_TOGETHER = re.compile(r";")
ALL_CAME = re.compile(
    r"(?:(?!(?<!\w)(?:không|chưa|mời|cảm ơn)(?!\w))[^.;\n]){0,200}(?<!\w)(?:đã )?(?:tới|đến|về|tham) dự"
    r"(?: (?:hội nghị|buổi lễ|lễ|đại hội|ngày hội))?\W*$"
)
# A caption: «Ông A (giữa) tại hội nghị».
SHOWN_AT = re.compile(r" ?(?:\([^()]*\) ?)?(?:tại|trong) (?:hội nghị|buổi lễ|lễ|đại hội|ngày hội)(?!\w)")
LETTER = re.compile(r"[^\W\d_]")
ITEM = re.compile(r"[-+*•\d]")
MEETS = re.compile(
    r"(?<!\w)(?:hội thi|hội thao|hội diễn|liên hoan|họp mặt|mít tinh|trao giải"
    r"|hội nghị|buổi lễ|lễ|đại hội|hội thảo|tọa đàm|phiên họp|buổi gặp mặt|gặp mặt|ngày hội"
    r"|cuộc họp|buổi làm việc|phiên|kỳ họp|chương trình|diễn đàn|buổi)(?!\w)"
)
PRONOUN = re.compile(
    r"(?:(?:năm|tháng|từ|đến) [^,;.]{2,20}, )?(?:đồng chí|ông|bà|anh|chị|cô|thầy|em)"
    r"(?= (?:cũng |đã |còn |vừa |từng |vinh dự )?(?:đề nghị|yêu cầu|nhấn mạnh|mong muốn|khẳng định|cho rằng|lưu ý"
    r"|cho biết|chia sẻ|nói|tin tưởng|đánh giá|được [^.;,]{0,60}(?:tặng|trao)))"
)
CONJUNCTION = re.compile(
    r"(?:\s*\([^()]{1,30}\))?[\s,;:()-]*(?:và|cùng|với|cùng với)?[\s,;:()-]*"
    r"(?:các )?(?:đồng chí|ông|bà|anh|chị)?[\s,:]*"
)
LEAD = 1500
"""Characters in which an article that is about a gathering names it."""
NEAR_BEGIN = 45
LONGEST_LEAD = 800
AWARD_BEFORE = 400
