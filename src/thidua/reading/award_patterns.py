"""How Vietnamese says that something is awarded: the patterns of award statements, over the matching form."""

from __future__ import annotations

import re

from thidua.reading.lexicon import alternation, lexicon

_WORDS = lexicon("awards")
_GIVE = alternation(_WORDS["give"])
_RECEIVE = alternation(_WORDS["receive"])
_VERB = alternation(_WORDS["verbs"])
_ANY_WORDS = [
    *_WORDS["instruments"],
    *_WORDS["verbs"],
    *_WORDS["titles"],
    *_WORDS["recognise"],
    "danh hi",
    "giải",
    "cờ",
    "chọn",
]
ANY = re.compile(rf"(?<!\w){alternation(_ANY_WORDS)}")
LISTED = re.compile(r"(?:,| và|, và| kèm| cùng) (?:tặng |trao )?")
RECEIVED = re.compile(
    rf"(?<!\w)(?:{_RECEIVE}|được (?P<by>(?:đảng, )?[^,;.]{{0,90}}?)(?:{_GIVE}(?:, | và |/))*"
    rf"(?:{_GIVE}|công nhận|phong|xét chọn))"
    r"(?: là)?(?: các)?(?: danh hiệu)? \"?$"
)
GIVEN = re.compile(rf"(?<!\w){_GIVE}(?: các| những| thưởng)?(?: \d[\d.]*)? $")
GIVEN_TO = re.compile(r"[^;.]{0,60}?(?<!\w)(?:cho|tặng|tới|đến|đối với)(?: cho)? $| $")
WAS_GIVEN = re.compile(rf" (?:đã |vinh dự )?được (?:[^,;.]{{0,60}} )?{_GIVE} (?:cho )?$")
OF = re.compile(r" (?:của |do )?(?:lãnh đạo )?")
CHAIN = re.compile(r"(?: \([^()]{2,20}\))?(?:, | và |, các )$")
ON_BEHALF = re.compile(r"(?<!\w)(?:thừa|được) (?:ủy quyền|lệnh|ủy nhiệm)(?: của)? ")
VERB_BEFORE = re.compile(rf"(?<!\w)(?P<verb>{_VERB})(?: (?:và|,) [^,;.]{{0,40}}?)?(?: cho)?(?: các)? $")
VERB_BEHIND = re.compile(rf"[^;.]{{0,240}}?(?<!\w)được (?P<by>[^,;.]{{0,80}}?)(?P<verb>{_VERB})(?!\w)")
RECOGNISED = re.compile(
    rf"[^;.]{{0,160}}?(?<!\w)được (?P<by>[^,;.]{{0,80}}?)"
    rf"(?P<verb>(?:công|ghi) nhận (?:là )?{alternation(_WORDS['recognised_as'])})(?!\w)"
)
QUOTED_TITLE = re.compile(r"(?<![\w.,])(?P<count>\d{1,4}) \"[ ]?(?P<title>[^\"\n]{4,70}?)[ ]?\"")
CHOSEN = re.compile(
    r"(?<!\w)(?:chọn|bình chọn|tôn vinh|vinh danh|tuyên dương|công nhận|trao|tặng)"
    r"(?: được| ra)?(?: danh hiệu)?(?: cho)? $"
)
PERSON_TITLE = re.compile(rf"{alternation(_WORDS['individuals'])}(?!\w)")
DOING = re.compile(
    r"(?: \([^()]{2,20}\))?[ ]?"
    r"(?:(?:đã|vừa|sẽ|cũng|quyết định|tiến hành|tổ chức|chính thức|còn|ký)(?: [^,;.]{0,40})? ?)?$"
)
WON = re.compile(r"(?<!\w)(?:đạt|giành|đoạt|mang về|ẵm|thắng)(?!\w)")
HONOURED_NAME = re.compile(rf"(?<!\w)được (?P<by>[^,;.]{{0,80}}?)(?P<verb>{_VERB})(?!\w)")
HONOURS = re.compile(rf"[ ](?:đã |vừa |sẽ )?(?:quyết định )?(?P<verb>{_VERB}|{_GIVE})(?!\w)")
PERSON_BEFORE = re.compile(r"(?:đồng chí|ông|bà|anh|chị)[ ]*$")
JOINED_TO_NAME = re.compile(r" ?[,-] ?")
TO_ONE_KIND = re.compile(
    rf" cho (?:các |những )?(?:(?P<collectives>{alternation(_WORDS['collectives'])})"
    rf"|(?P<individuals>{alternation(_WORDS['individuals'])}))(?!\w)(?!,| và)"
)
TO_SOMEBODY = re.compile(r" (?:cho|thuộc về) [^\W\d_]+")
TO_NAMED = re.compile(
    r"(?:[^;.]{0,60}?(?<!\w)(?:cho|thuộc về|về tay)|:) "
    r"(?:(?:các )?(?:đồng chí|ông|bà|anh|chị|em|cháu|tác giả|thí sinh|nhà báo) )?$"
)
BLANK_VERB = re.compile(r"[ ]?(?:\([^()]{2,20}\) )?(?:đã |vừa |cũng |là |tiếp tục |vinh dự |vinh dự là )*$")
APPOSITION = re.compile(
    r"(?: ?\([^()]{2,80}\)| ?[,-] [^;.()]{2,80}?,?)"
    r"(?: (?:đã|vừa|cũng|là người|vinh dự|xuất sắc|lần lượt))* $"
)
