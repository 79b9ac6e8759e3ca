"""What an event is about: movements, programmes, directives, projects, award schemes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.organisations import Page, organisation_at, printed
from thidua.reading.short_forms import short_form
from thidua.vietnamese.letters import CAPITALS, matching_form

_WORDS = lexicon("concerns")
_EXPAND: dict[str, str] = _WORDS["expand"]
_MOVEMENT_WORD = (
    r"(?<!\w)(?:phong trào(?: nêu gương| thi đua(?: đặc biệt)?| quần chúng)?|cuộc vận động|ngày hội"
    r"|phong trào thi đua đặc biệt|đợt thi đua(?: cao điểm)?(?: đặc biệt)?)"
)
_QUOTED = re.compile(
    rf"{_MOVEMENT_WORD}(?:(?: năm \d{{4}}(?: - \d{{4}})?)?,?(?: với chủ đề| mang tên| có chủ đề)"
    r"|(?: (?!và )[^\W\d_]+){1,3})?:? ?"
    r"\"\s*([^\"\n]{3,160}?)\s*\""
)
_MODEL = re.compile(r"(?<!\w)mô hình:? ?\"\s*([^\"\n]{3,120}?)\s*\"")
_NEXT_QUOTED = re.compile(r"(?:,| và|;|, và) ?\"\s*([^\"\n]{3,160}?)\s*\"")
_KNOWN = re.compile(whole_words(_WORDS["movements"]))
_OWN_TITLE = re.compile(
    r"(?<!\w)(?:phong trào thi đua|cuộc vận động) (?!(?:của|trong|do|được|năm|giai|ở|trên|cụm|khối|này|đã|là|và"
    r"|các|cho|yêu|phải|cần|theo|với|từ|để|gắn|ngày|có|chào|nhân|lập|hằng|hàng|đặc|sâu|rộng|sôi|tiếp|tại|đối|về"
    r"|như|mà|mới|vào|bằng|lần|thường|cao|ngắn|thiết)\b)"
    r"([^\",.;:()\n]{6,90}?)(?= (?:giai đoạn|năm|của|trong|trên|do|và|được|tại|đã|nhằm|là|với|ở)(?!\w)"
    r"|[,.;:()\n]|$)"
)
_GENERAL = re.compile(whole_words(_WORDS["general"]))
_PROJECT = re.compile(
    r"(?<!\w)đề án(?: \"\s*([^\"\n]{4,220}?)\s*\"| (?!này|số)([^\",.;:()\n]{8,120}?)(?= giai đoạn| năm 20| của"
    r"| trên| do|[,.;:()\n]|$))"
)
_PROGRAMME = re.compile(
    rf"(?<!\w){alternation(_WORDS['programmes'])}(?: số \d+[\w/-]*)?(?: \"[^\"\n]{{4,120}}\""
    rf"| [^\",.;:()\n]{{3,90}}?(?= giai đoạn| vùng| năm | của| trên| do| được| đã|[,.;:()\"\n]|$))?"
)
_QUOTED_PROGRAMME = re.compile(r"(?<!\w)chương trình \"[^\"\n]{4,160}\"")
_NUMBERED_PROGRAMME = re.compile(rf"{alternation(_WORDS['programmes'])} số \d+[\w/-]*")
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d|[-/]))"  # «Kế hoạch 2024» is the plan of a year
_DIRECTIVE = re.compile(
    rf"(?<!\w)(?<!kỷ )(?<!kỉ ){alternation(_WORDS['directives'])} "
    rf"(?:số |{_NO_YEAR})\d+(?:[-/][\w/-]+(?:\.ư)?)?(?: của )?"
)
_SCHEME = re.compile(
    rf"(?<!\w){alternation(_WORDS['schemes'])} "
    r"(?:(?:(?:(?!trong |của |do |và |cho |với |được |có )[^\W\d_]+ ){0,7}\"(?P<quoted>[^\"\n]{4,120})\")"
    r"|(?:về |báo chí |sáng tạo |tìm hiểu |(?<=hội thi )(?=[^\W\d_]+ [^\W\d_]+ (?:giỏi|khỏe|thanh lịch|tài năng)))"
    r"[^\".;:()\n]{4,110}?(?= trong phong| năm 20| giai đoạn| lần| trên| do| của|[.;:()\"\n]|$))"
)
# «lễ tuyên dương "Thanh niên sống đẹp"»: those who are honoured go by the name of what they were chosen for.
_HONOURED_AS = re.compile(rf"(?<!\w){alternation(_WORDS['honours'])}(?: (?!và )\w+){{0,4}} \"([^\"\n]{{4,80}})\"")
# Names printed with a capital instead of quotation marks; matched in the text itself.
_PRINTED_END = (
    r"(?= (?:năm|lần|giai|cho|của|trong|trên|do|và|được|tại|đã|nhằm|tỉnh|toàn|khu|gắn|với|\d+)(?!\w)"
    r"|[,.;:()\"\n]|$)"
)
# «Tháng Công nhân», «Tuần lễ …», «Năm Du lịch quốc gia»: time given to one thing.
_NAMED_TIME = re.compile(
    rf"((?:Tháng|Tuần lễ|Năm|Hành trình) (?:hành động|cao điểm|công nhân|thanh niên|nhân đạo|(?!\d)[{CAPITALS}])"
    rf"(?:[^,.;:()\"\n]|,(?= (?:vệ sinh|chống) )){{0,60}}?){_PRINTED_END.replace('|toàn', '')}"
)
_CAMPAIGN = re.compile(
    r"[Cc]hiến dịch (?:(?:thanh niên|sinh viên|tình nguyện|truyền thông|vận động|hè) ){0,3}"
    rf"(?:\"([^\"\n]{{4,120}})\"|([{CAPITALS}][^,.;:()\"\n]{{3,60}}?){_PRINTED_END})"
)
_STATE_TITLE = (
    r"(?:Thầy thuốc|Nhà giáo|Nghệ sĩ|Nghệ nhân|NSND|NSƯT|Anh hùng|Chiến s[ĩỹ]|Lao động|Tập thể|Đơn vị|Bà mẹ|Cờ)"
)
_PRINTED: dict[str, re.Pattern[str]] = {
    "movement": re.compile(rf"[Pp]hong trào ([{CAPITALS}][^,.;:()\"\n]{{6,90}}?){_PRINTED_END}"),
    "programme": re.compile(
        rf"([Cc]hương trình (?!Giao|Gặp|Nghệ|Tuyên|Vinh|Tọa"
        rf"|Chào)[{CAPITALS}][^,.;:()\"\n]{{4,90}}?){_PRINTED_END}"
    ),
    "award_scheme": re.compile(
        rf"((?:[Gg]iải thưởng|[Dd]anh hiệu(?! {_STATE_TITLE})|[Cc]uộc thi|[Hh]ội thi|[Ll]iên hoan|[Hh]ội diễn) "
        rf"(?:[{CAPITALS}][^,.;:()\"\n]{{3,80}}?"
        rf"|\"[^\"\n]{{3,120}}\")){_PRINTED_END}"
    ),
    "project": re.compile(rf"(?:[Đđ]ề án|[Dd]ự án) ([{CAPITALS}][^,.;:()\"\n]{{6,120}}?){_PRINTED_END}"),
    "directive": re.compile(
        rf"((?:Luật|Pháp lệnh) [{CAPITALS}][^.;:()\"\n]{{3,60}}?|Nghị quyết Trung ương \d+"
        rf"|Nghị quyết Đại hội){_PRINTED_END}"
    ),
}
# «trao giải Nhân tài trẻ 2016»; «giải Nhất» is a rank and no scheme.
_PRIZE = re.compile(
    rf"(?:[Tt]rao|[Nn]hận|[Đđ]oạt) ([Gg]iải (?!Cuộc|Hội thi|Hội thao|Giải|Liên hoan|Nhất|Nhì|Ba\b"
    rf"|Khuyến|Vàng|Bạc|Đồng|Đặc|Olympic|[ABC]\b)[{CAPITALS}][^,.;:()\"\n]{{5,80}}?)"
    rf"{_PRINTED_END}"
)
# Without one of these words nothing below is found.
_ANY = re.compile(
    alternation(
        ["phong trào", "vận động", "ngày hội", "đợt thi đua", "mô hình", "đề án", "dự án", "chương trình", "pháp lệnh"]
        + ["chiến dịch", "tháng", "tuần lễ", "hành trình", *_WORDS["honours"]]
        + ["giải", "cuộc thi", "hội thi", "danh hiệu", "liên hoan", "hội diễn"]
        + [word for kind in ("movements", "programmes", "directives", "schemes") for word in _WORDS[kind]]
    )
)
_NOT_A_MOVEMENT_BEFORE = re.compile(r"(?:mục tiêu quốc gia|chương trình|đạt chuẩn|công cuộc|chủ trương|tiêu chí) $")
_WINDOW = 24
_MOST = 60  # more than any event is about
_WITH_NUMBER = re.compile(r"((?:[^\W\d_]+ ){2,3})(?:số )?\d")
_TELLING_WORDS = 4
_SIGNS = re.compile(r"[^\w\s]")


@dataclass(frozen=True)
class Concern:
    """What an event is about.

    Attributes:
        category: movement, programme, directive, project or award_scheme.
        name: as printed, abbreviations in it written out, with a capital.
        start: where it stands in the normalised text.
        quoted: its name stands in quotation marks or in the list of known movements.
    """

    category: str
    name: str
    start: int
    quoted: bool = True


def find_concerns(page: Page, start: int, end: int) -> tuple[Concern, ...]:
    """Return what ``page.norm[start:end]`` is about, in order, each once; of a long list its beginning."""
    if not _ANY.search(page.low, start, end):
        return ()
    found: list[Concern] = []
    for concern in sorted(_all(page, start, end), key=lambda each: (each.start, not each.quoted)):
        if len(found) == _MOST:
            break
        if not any(_is_told(each, concern) for each in found):
            found.append(concern)
    return tuple(found)


def _is_told(known: Concern, concern: Concern) -> bool:
    """Return whether ``concern`` is known, or only part of the name of a campaign or contest."""
    if known.category == concern.category and is_same_name(known.name, concern.name):
        return True
    if {known.category, concern.category} == {"movement", "project"}:
        return is_same_name(known.name, concern.name)
    if _is_told_by_number(known.name, concern.name):
        return True
    inside = known.start <= concern.start < known.start + len(known.name)
    return inside and known.category in {"programme", "award_scheme"} and concern.category == "movement"


def _is_told_by_number(known: str, name: str) -> bool:
    """«Nghị quyết liên tịch 02/NQLT», then «Nghị quyết liên tịch về …»: the one that has the number."""
    head = _WITH_NUMBER.match(known.lower())
    return head is not None and name.lower().startswith(head[1]) and not _WITH_NUMBER.match(name.lower())


def is_same_name(one: str, other: str) -> bool:
    """Return whether one name holds the other, or all of its words in their order.

    >>> is_same_name("Nông dân sản xuất, kinh doanh giỏi", "Nông dân thi đua sản xuất, kinh doanh giỏi, đoàn kết")
    True
    """
    shorter, longer = sorted((_bare(one), _bare(other)), key=len)
    if f" {shorter} " in f" {longer} ":
        return True
    words, rest = shorter.split(), iter(longer.split())
    return len(words) >= _TELLING_WORDS and all(word in rest for word in words)


@lru_cache(maxsize=2048)
def _bare(name: str) -> str:
    return " ".join(short_form(_SIGNS.sub(" ", name)).split())


def usual_movement(page: Page, start: int, end: int, *, often: int = 1) -> Concern | None:
    """Return the movement named most often and at least ``often`` times; the first of equals.

    Only known names and names in quotation marks count.
    """
    named = [each for each in _movements(page, start, end) if each.quoted and _is_called_movement(page, each)]
    counts = Counter(_bare(each.name) for each in named)
    usual = max(named, key=lambda each: (counts[_bare(each.name)], -each.start), default=None)
    return usual if usual and counts[_bare(usual.name)] >= often else None


def general_concern(page: Page, start: int, end: int) -> Concern | None:
    """Return «công tác thi đua, khen thưởng» where an event is about nothing narrower."""
    found = _GENERAL.search(page.low, start, end)
    return Concern("movement", page.norm[found.start() : found.end()], found.start()) if found else None


def _all(page: Page, start: int, end: int) -> Iterator[Concern]:
    yield from _movements(page, start, end)
    yield from _projects(page, start, end)
    for pattern in (_NUMBERED_PROGRAMME, _PROGRAMME, _QUOTED_PROGRAMME):
        for found in pattern.finditer(page.low, start, end):
            yield Concern("programme", _title(page, *found.span()), found.start())
    for found in _DIRECTIVE.finditer(page.low, start, end):
        issuer = organisation_at(page, found.end()) if found[0].endswith(" của ") else None
        stop = issuer.end if issuer else found.start() + len(found[0].removesuffix(" của ").rstrip())
        yield Concern("directive", _title(page, found.start(), stop), found.start())
    yield from _printed_names(page, start, end)
    for found in _SCHEME.finditer(page.low, start, end):
        place = found.span("quoted" if found["quoted"] else 0)
        yield Concern("award_scheme", _title(page, *place), found.start())
    for found in _HONOURED_AS.finditer(page.low, start, end):
        if not _KNOWN.fullmatch(found[1].strip()):
            yield Concern("award_scheme", _title(page, *found.span(1)), found.start(1))


def _projects(page: Page, start: int, end: int) -> Iterator[Concern]:
    for found in _PROJECT.finditer(page.low, start, end):
        group = 1 if found[1] else 2
        yield Concern("project", _title(page, *found.span(group)), found.start())
    for found in _MODEL.finditer(page.low, start, end):
        for place in (found, *_next_quoted(page, found.end(), end)):
            yield Concern("project", _title(page, *place.span(1)), place.start(1))


def _printed_names(page: Page, start: int, end: int) -> Iterator[Concern]:
    for category, pattern in _PRINTED.items():
        for found in pattern.finditer(page.norm, start, end):
            yield Concern(category, _title(page, *found.span(1)), found.start(1), quoted=False)
    for found in _NAMED_TIME.finditer(page.norm, start, end):
        yield Concern("programme", _title(page, *found.span(1)), found.start(1))
    for found in _CAMPAIGN.finditer(page.norm, start, end):
        yield Concern("programme", _title(page, *found.span(1 if found[1] else 2)), found.start())
    for found in _PRIZE.finditer(page.norm, start, end):
        yield Concern("award_scheme", _title(page, *found.span(1)), found.start(1), quoted=False)


def _movements(page: Page, start: int, end: int) -> Iterator[Concern]:
    for found in _QUOTED.finditer(page.low, start, end):
        yield Concern("movement", _title(page, *found.span(1)), found.start(1))
        for more in _next_quoted(page, found.end(), end):
            yield Concern("movement", _title(page, *more.span(1)), more.start(1))
    for found in _KNOWN.finditer(page.low, start, end):
        if not _NOT_A_MOVEMENT_BEFORE.search(page.low, max(start, found.start() - _WINDOW), found.start()):
            yield Concern("movement", _title(page, *found.span()), found.start())
    for found in _OWN_TITLE.finditer(page.low, start, end):
        yield Concern("movement", _title(page, *found.span(1)), found.start(1), quoted=False)


def _next_quoted(page: Page, position: int, end: int) -> Iterator[re.Match[str]]:
    while more := _NEXT_QUOTED.match(page.low, position, end):
        yield more
        position = more.end()


def _is_called_movement(page: Page, concern: Concern) -> bool:
    before = page.low[max(0, concern.start - _WINDOW) : concern.start]
    return "phong trào" in before or "vận động" in before


def _title(page: Page, start: int, end: int) -> str:
    name = printed(page.norm[start:end].strip(' "')).replace('"', "").removesuffix(" về").rstrip(" ,.;:-")
    words = [_EXPAND.get(matching_form(word), word) for word in name.split()]
    return " ".join(words)
