"""The words of an award statement: forms, recipients and authorities, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.organisations import Page, all_organisations, find_aliases
from thidua.reading.posts import find_posts
from thidua.vietnamese.letters import CAPITALS

FormKind = Literal["instrument", "title", "prize", "class"]
RecipientKind = Literal["collectives", "individuals", "total"]

_WORDS = lexicon("awards")
_INSTRUMENTS: dict[str, str] = _WORDS["instruments"]
_OPEN_ENDED = frozenset(_WORDS["open_ended"])
_FLAGS = frozenset({"cờ thi đua", "cờ thi đua xuất sắc"})
_CLASS = rf"hạng {alternation(_WORDS['classes'])}(?!\w)"
_CLASSES = rf"{_CLASS}(?:(?:,| và) (?:hạng )?{alternation(_WORDS['classes'])}(?!\w))*"
_ORDER = re.compile(
    rf" \"?{alternation(_WORDS['orders'])}(?!\w)\"?"
    rf"(?: {_CLASSES}| các hạng)?"
)
_FURTHER_CLASS = re.compile(rf" \(?(?:năm )?\d{{4}}\)?(?:,| và|;) (?P<class>{_CLASS})")
_CLASS_BEHIND = re.compile(rf" (?:cho|tặng) [^;.]{{3,120}}?(?:,| và|;) (?P<class>{_CLASSES})(?= (?:cho|tặng) )")
_QUOTED = re.compile(r" ?\"[ ]?([^\"\n]{2,80}?)[ ]?\"")
_MODIFIER = re.compile(rf" {alternation(_WORDS['modifiers'])}(?!\w)")
_INSTRUMENT = re.compile(whole_words(_INSTRUMENTS))
_BARE_FLAG = re.compile(r"(?<=nhận |trao )cờ(?= của|[,;.]| cho)|(?<=tặng )cờ(?= của|[,;.]| cho)")
_TITLE = re.compile(
    rf"danh(?<!\wdanh) hi[ệê][un](?: vinh dự(?: nhà nước)?| cao quý)? (?!{alternation(_INSTRUMENTS)}|vinh dự|cao quý)"
)
_KNOWN_TITLE = re.compile(rf"(?<!\w)\"?{alternation(_WORDS['titles'])}(?!\w)\"?")
_PRIZE = re.compile(rf"giải(?<!\wgiải)(?: thưởng(?= phụ))? {alternation(_WORDS['prizes'])}(?!\w)(?! (?:pháp|quyết))")
# «57 em đoạt giải học sinh giỏi cấp huyện», «4 giải pháp đoạt giải».
_WON_PRIZE = re.compile(
    r"giải(?<=(?:đạt|oạt) giải)(?: học sinh giỏi| quốc gia| quốc tế"
    r"| cấp (?:trường|xã|huyện|quận|tỉnh|thành phố|quốc gia))*"
    r"(?=[.,;)]| \(| gồm| tại| các| cấp| ở| trong| và|$)"
)
# «3 em đạt các giải quốc gia», «840 em đạt học sinh giỏi các cấp».
_WON_SEVERAL = re.compile(
    r"giải(?<=(?:đạt|oạt) các giải) (?:cao|quốc tế|quốc gia)(?!\w)"
    r"|học sinh giỏi(?<=đạt học sinh giỏi)(?: (?:các cấp|cấp (?:trường|huyện|quận|tỉnh|thành phố|quốc gia)))?(?!\w)"
)
_COUNTED_PRIZE = re.compile(
    r"giải(?<=\d giải)(?: thưởng)?(?= cho| các loại| tập thể| cá nhân| hội thi| cuộc thi|[,.;]|$)"
)
_QUOTED_FLAG = re.compile(
    r"(?:(?<=nhận )|(?<=trao )|(?<=tặng )|(?<=thưởng )|(?<=cấp ))(?P<what>cờ|bằng|cúp|biểu trưng|giấy chứng nhận) "
    r"\"[ ]?([^\"\n]{2,120}?)[ ]?\""
)
_QUOTED_PRIZE = re.compile(r"giải(?<!\wgiải) \"[ ]?([^\"\n]{3,60}?)[ ]?\"")
_NAMED_PRIZE = re.compile(r"giải(?<!\wgiải) thưởng(?!\w)")
# «trao Giải Báo chí Lâm Đồng»: a prize printed as a name.
_PRINTED_PRIZE = re.compile(
    rf"Giải(?<=(?:[Tt]rao|[Nn]hận|[Đđ]oạt) Giải)(?= (?!Nhất|Nhì|Ba\b|Khuyến|Đặc|[ABC]\b|Vàng|Bạc|Đồng)[{CAPITALS}])"
)
_OWN_NAME = re.compile(rf" \d{{1,2}}[/-]\d{{1,2}}(?![\d/-])| [{CAPITALS}][\w-]*(?: [\w-]+){{0,9}}")
# «được công nhận "Gia đình hiếu học"»: a title that goes by its name alone.
_QUOTED_TITLE = re.compile(
    r"(?:(?<=công nhận )|(?<=công nhận là )|(?<=\wđạt )|(?<= đạt )|(?<=suy tôn )|(?<=suy tôn là ))"
    r"\"[ ]?(?!\d)([^\"\n]{6,60}?)[ ]?\""
)
# «giải thưởng sáng tạo trẻ huyện»: by its field, in small letters.
_FIELD_NAME = re.compile(
    r" (?:sáng tạo|khoa học|báo chí|văn học|âm nhạc|công nghệ|thanh niên|nữ sinh|văn hóa|nghệ thuật|chất lượng)(?!\w)"
    r"(?: [\w-]+){0,8}"
)
_TITLE_WORDS = re.compile(
    r"(?!các(?!\w)|thi đua(?! toàn| cấp)|cao quý|vinh dự|này|đó|trên|và|khác)[^\W\d_][\w-]*(?: [\w-]+){0,9}"
)
_TITLE_END = re.compile(
    r"[,;.:\"()]| các cấp(?!\w)"
    r"| (?:19|20)\d\d(?!\d)"
    r"| (?:năm|cho|của|do|trong|giai đoạn|vì|lần|và|được|gồm|cấp|tại|là|để|tặng|trao|đã|với|hạng|có)(?!\w)"
)

_GIVEN_BY = "(?:(?<=được .)|(?<=do .)|(?<=của .)|(?<=đề nghị .))"
_LEVELS = re.compile(rf"{alternation(_WORDS['levels'], guard=_GIVEN_BY)}(?!\w)")
# «cấp 70 giấy chứng nhận đào tạo»: papers that are issued, no honour.
_OF_PAPERS = re.compile(
    r"giấy chứng nhận (?:huấn luyện|đăng ký|quyền|đủ điều kiện|hoàn thành|tập huấn|bồi dưỡng|an toàn|xuất xứ|bảo hiểm"
    r"|kết hôn|sử dụng|nghề|đầu tư|tốt nghiệp)(?!\w)"
)
_BOARD = "ban "
_PARTY_YEARS = re.compile(r" \d{2} năm tuổi đảng")


@dataclass(frozen=True)
class Form:
    """What is awarded. ``name`` as it is reported; ``kind`` how it was told."""

    start: int
    end: int
    name: str
    kind: FormKind


@dataclass(frozen=True)
class Recipients:
    """Who is awarded: counts by kind, or none of them («các tập thể, cá nhân»)."""

    start: int
    end: int
    counts: tuple[tuple[RecipientKind, int], ...] = ()
    noun: str = ""
    names: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether any number is given."""
        return bool(self.counts)


@dataclass(frozen=True)
class Authority:
    """Who may have awarded: a body or a post; ``person`` if the name of a person follows the post."""

    start: int
    end: int
    name: str
    post: bool = False
    person: bool = False


def find_forms(norm: str, low: str, start: int, end: int) -> list[Form]:
    """Return the forms named in ``norm[start:end]``, in order, without overlap."""
    found: list[Form] = [*_instruments(norm, low, start, end), *_titles(norm, low, start, end)]
    for pattern in (_PRIZE, _COUNTED_PRIZE, _WON_PRIZE, _WON_SEVERAL):
        found += [Form(m.start(), m.end(), m[0], "prize") for m in pattern.finditer(low, start, end)]
    for prize in _QUOTED_PRIZE.finditer(low, start, end):
        found.append(Form(prize.start(), prize.end(), f"giải {norm[prize.start(1) : prize.end(1)]}", "prize"))
    for prize in (*_NAMED_PRIZE.finditer(low, start, end), *_PRINTED_PRIZE.finditer(norm, start, end)):
        finish = _own_name_end(norm, low, prize.end(), end, is_prize=True)
        name = " ".join(norm[prize.end() : finish].replace('"', " ").split())
        found.append(Form(prize.start(), finish, f"{low[prize.start() : prize.end()]} {name}".strip(), "prize"))
    kept: list[Form] = []
    for form in sorted(found, key=lambda each: (each.start, -each.end)):
        if form.name.startswith("Giấy chứng nhận") and _OF_PAPERS.match(low, form.start):
            continue
        if not kept or form.start >= kept[-1].end:
            kept.append(form)
    return kept


def find_authorities(page: Page) -> list[Authority]:
    """Return the bodies and posts of the text that may award, in order, the longest where two overlap."""
    found = [Authority(m.start(), m.end(), page.norm[m.start() : m.end()]) for m in _LEVELS.finditer(page.low)]
    found += [Authority(each.start, each.end, page.norm[each.start : each.end]) for each in all_organisations(page)]
    found += [Authority(start, end, page.norm[start:end]) for start, end in find_aliases(page)]
    for post in find_posts(page):
        if page.low.endswith(_BOARD, 0, post.start):  # «Ban Giám đốc Công an tỉnh»: a body, not its head
            start = post.start - len(_BOARD)
            found.append(Authority(start, post.end, page.norm[start : post.end]))
        elif not post.rank and len(post.name) > len("Chủ tịch"):
            person = post.end + 1 in page.stops or post.end + 2 in page.stops
            found.append(Authority(post.start, post.end, page.norm[post.start : post.end], post=True, person=person))
    kept: list[Authority] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _instruments(norm: str, low: str, start: int, end: int) -> Iterator[Form]:
    for found in _INSTRUMENT.finditer(low, start, end):
        name, finish = _INSTRUMENTS[found[0]], found.end()
        if years := _PARTY_YEARS.match(low, finish, end):
            finish = years.end()
            name += norm[years.start() : finish]
        elif found[0] in _OPEN_ENDED:
            finish = _own_name_end(norm, low, finish, end)
            own = norm[found.end() : finish].replace('"', " ").strip()
            name = f"{name} {own}".rstrip()
        elif found[0] in _FLAGS and (quoted := _QUOTED.match(low, finish, end)):
            finish = quoted.end()
            name += f" {norm[quoted.start(1) : quoted.end(1)]}"
        elif modifier := _MODIFIER.match(low, finish, end):
            finish = modifier.end()
            name += modifier[0]
        yield Form(found.start(), finish, name, "instrument")
        yield from _further_classes(norm, low, finish, end, name)
    for found in _QUOTED_FLAG.finditer(low, start, end):
        what = norm[found.start("what") : found.end("what")].capitalize()
        yield Form(found.start(), found.end(), f"{what} {norm[found.start(2) : found.end(2)]}", "instrument")
    for found in _BARE_FLAG.finditer(low, start, end):
        yield Form(found.start(), found.end(), "Cờ thi đua", "instrument")


def _further_classes(norm: str, low: str, start: int, end: int, name: str) -> Iterator[Form]:
    """«Huân chương Lao động hạng Ba năm 2005, hạng Nhì năm 2010»: the later classes are orders of their own."""
    order = name.partition(" hạng ")[0]
    while further := _FURTHER_CLASS.match(low, start, end) or _CLASS_BEHIND.match(low, start, end):
        start = further.end()
        yield Form(further.start("class"), start, f"{order} {norm[further.start('class') : start]}", "class")


def _own_name_end(norm: str, low: str, start: int, end: int, *, is_prize: bool = False) -> int:
    """Return where the own name of an order, badge or cup ends («Lao động hạng Ba», «Vì sức khỏe nhân dân»)."""
    known = (None if is_prize else _ORDER.match(low, start, end)) or _QUOTED.match(low, start, end)
    if known:
        return known.end()
    named = _OWN_NAME.match(norm, start, min(end, start + 60))
    if not named and is_prize:
        named = _FIELD_NAME.match(low, start, min(end, start + 60))
    if not named:
        return start
    stops = _TITLE_END.finditer(low, start + len(" Vì"), named.end())
    stop = next((each for each in stops if not norm[each.start() + 1].isupper()), None)  # «Lương Định Của»
    return stop.start() if stop else named.end()


def _titles(norm: str, low: str, start: int, end: int) -> Iterator[Form]:
    for found in _QUOTED_TITLE.finditer(low, start, end):
        yield Form(found.start(), found.end(), norm[found.start(1) : found.end(1)], "title")
    for found in _TITLE.finditer(low, start, end):
        quoted = _QUOTED.match(low, found.end() - 1, end)
        if quoted:
            yield Form(found.start(), quoted.end(), f"danh hiệu {norm[quoted.start(1) : quoted.end(1)]}", "title")
        elif known := _KNOWN_TITLE.match(low, found.end(), end):
            yield Form(
                found.start(), known.end(), f"danh hiệu {norm[found.end() : known.end()].strip(chr(34))}", "title"
            )
        elif named := _TITLE_WORDS.match(low, found.end(), min(end, found.end() + 70)):
            stop = _TITLE_END.search(low, found.end(), named.end())
            finish = stop.start() if stop else named.end()
            yield Form(found.start(), finish, f"danh hiệu {norm[found.end() : finish].strip()}", "title")
    for found in _KNOWN_TITLE.finditer(low, start, end):
        name = norm[found.start() : found.end()].strip('" ')
        yield Form(found.start(), found.end(), f"danh hiệu {name}", "title")
