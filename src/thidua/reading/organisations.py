"""Names of organisations, read piece by piece: a head («Sở», «Công an»), fields, capitalised words, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.reading.accused import without_accused
from thidua.reading.context import Context
from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.names import NameSpan
from thidua.reading.places import begun_in
from thidua.reading.remembered import once_for_each
from thidua.vietnamese.letters import CAPITALS, matching_form

_WORDS = lexicon("organisations")
_PLACES = lexicon("places")
_POSTS = lexicon("posts")
_COMPLETE = frozenset(map(matching_form, _WORDS["complete"]))
_NAMESAKES = frozenset(map(matching_form, _WORDS["namesakes"]))
# «Bộ Tài nguyên - môi trường» is the Bộ Tài nguyên và môi trường.
_SUBJECTS = [form for subject in _WORDS["subjects"] for form in (subject, subject.replace(" và ", " - "))]
_VERBAL = frozenset(map(matching_form, _WORDS["verbal"]))
_INNER = frozenset(map(matching_form, _WORDS["inner_units"]))
_BEGINS_HEAD = r"(?<![\w/-].)(?<=(?!hội trường|hội nghị|hội thảo).)"
_HEAD = re.compile(rf"{alternation([*_WORDS['complete'], *_WORDS['heads']], guard=_BEGINS_HEAD)}(?!\w)")
_PIECE = re.compile(
    r"(?: | ?- ?)"
    rf"({alternation([*_WORDS['complete'], *_WORDS['heads'], *_SUBJECTS, *_WORDS['verbal']])})(?!\w)"
)
_UNIT = re.compile(
    rf" ?(t[px]\.|\d{{1,2}} (?:tỉnh|huyện|xã|phường)(?:, thành phố|, thành)?(?!\w)"
    rf"|{alternation([*_PLACES['plural_units'], *_PLACES['unit_types']])}(?!\w| (?:ủy|đoàn)(?!\w)))"
)
_BARE_UNIT = re.compile(rf" {alternation(_PLACES['unit_types'])}(?= )")
_KNOWN_PLACE = re.compile(rf"[ \n]?{alternation([*_PLACES['provinces'], *_PLACES['areas']])}(?!\w)")
_PLACED = re.compile(rf" {alternation([*_PLACES['unit_types'], *_PLACES['provinces'], *_PLACES['areas']])}(?!\w)")
_MORE_PLACES = re.compile(rf"(?: và|,) {alternation([*_PLACES['provinces'], *_PLACES['areas']])}(?!\w)")
# In a headline in capitals these end a name as they do in small letters.
_JOINING = (
    r"(?!(?:VÀ|CỦA|CHO|TẠI|VỚI|TRONG|NĂM|TỔ CHỨC|ĐÃ|ĐƯỢC|DO|VỀ|GIAI ĐOẠN|LẦN|Ảnh|ẢNH)(?!\w)"
    r"|(?:Huân|Huy) chương|Bằng khen|Giấy khen|Cờ thi đua|Kỷ niệm chương|Danh hiệu)"
)
_CAPITAL = re.compile(rf"(?: ?[-&] ?| )({_JOINING}[{CAPITALS}][\w&]*(?:[.&/-][{CAPITALS}]\w*)*)")
_GLUED = re.compile(rf"(?<=\.)([{CAPITALS}]\w*)")
_NUMBER = re.compile(r" (?:số )?(?:\d{1,4}|(?<=số )[IVX]{1,4})(?:/[A-ZĐ]{2,})?(?![\w%/]|[.,]\d| năm | lần )")
_NUMBERED = re.compile(
    r"(?:chỉ đạo|bcđ|quận|phường|khu phố|khu|tổ|đội|phòng|số|sư đoàn|trung đoàn|lữ đoàn|quân khu|quân đoàn|khối"
    r"|cụm|cụm thi đua|ấp|thôn|pc|hải đội|hải đoàn|tiểu đoàn|đại đội|nông trường|cảnh sát biển|hải quân"
    r"|(?:lữ|trung|sư|quân|binh) đoàn(?: [^\W\d_]+){1,3})$"
)
_PAREN = re.compile(r" \(([^()\n]{2,20})\)")
# The short name in brackets, of more than one word or in capitals alone.
_INTRODUCED = re.compile(
    rf" \((?:(?:gọi tắt|viết tắt|sau đây gọi) là )?([{CAPITALS}][{CAPITALS}\d&-]+(?: [{CAPITALS}][\w&-]*){{0,3}})\)"
)
# What goes with a short name.
_ABOVE = re.compile(r"(?<!\w)(?:Trung ương|T\.Ư|TƯ|TW|BCH) $")
_LONGEST_ABOVE = 12
_OF_UNIT = re.compile(
    rf"(?: (?:tỉnh|huyện|thành phố|quận|thị xã|xã|phường|các cấp|VN|TP\.?|TX\.?)(?: [{CAPITALS}][^\W\d_]*){{0,3}}"
    r"| Việt Nam)(?!\w)"
)
_ACRONYM = re.compile(rf"\s*\([{CAPITALS}&.-]{{2,}}\)")
_QUOTED = re.compile(r" \"[^\"\n]{2,60}\"")
# «trường THPT Trần Phú», «công ty TNHH Phú An»: a head in small letters before the name of a firm or school.
_SMALL_HEAD = re.compile(
    r"(?:trường (?=(?:(?:THPT|THCS|TH|PTDT|PTCS|PTTH|ĐH|CĐ|Đại học|Cao đẳng|Tiểu học|Mầm non|Mẫu giáo|Trung học)(?!\w)"
    rf"|(?:đại học|cao đẳng|trung cấp|tiểu học|mầm non|mẫu giáo|trung học)(?: [a-zà-ỹ]+){{0,2}} [{CAPITALS}]))"
    rf"|(?:công ty|tổng công ty|tập đoàn|bệnh viện|ngân hàng|xí nghiệp|nhà máy|học viện|liên đoàn|hợp tác xã) "
    rf"(?=[{CAPITALS}]))"
)
_POST_HEAD = re.compile(rf"(?:phó |nguyên )?{alternation(_POSTS['heads'])}(?!\w)")
# «Công ty nông sản Ia Grai»: what a firm or school does, in small letters before its own name.
_PLAIN_WORDS = re.compile(rf"(?: [a-zà-ỹđ]+){{1,4}}(?= [{CAPITALS}][^\W\d_])")
_NO_NAME = re.compile(
    r"(?<!\w)(?:của|và|đã|được|cho|tại|ở|với|do|về|là|có|trao|tặng|nhận|tổ|ông|bà|anh|chị|từ|cùng|cũng|vừa|sẽ|ký|mời|hỗ"
    r"|khen|phát|công|trong|trên|theo|đến|thuộc|nơi|khi|vì|để|bị|năm|mở|thưởng)(?!\w)"
)
_MOST_PIECES = 24
_LONGEST_ALIAS = 40
_MOST_PLACE_WORDS = 4


@dataclass(frozen=True, eq=False)
class Page:
    """A text with the possible names of persons in it, at which the name of an organisation ends.

    Attributes:
        norm: the text.
        low: its matching form, of the same length.
        names: possible names of persons, but of none who is told as accused.
        stops: where all of them begin.
    """

    norm: str
    low: str
    names: tuple[NameSpan, ...]
    stops: frozenset[int]

    @classmethod
    def of(cls, context: Context) -> Page:
        """Return the page of ``context``, always the same one."""
        return _page_of(context)


@once_for_each
def _page_of(context: Context) -> Page:
    stops = frozenset(name.start for name in context.names if name.cued or not name.weak)
    return Page(context.text.norm, context.low, without_accused(context.text.norm, context.low, context.names), stops)


@dataclass(frozen=True)
class Organisation:
    """An organisation as the text names it.

    Attributes:
        start: first character in the normalised text.
        end: one past the last.
        name: as printed, blanks collapsed, without an acronym in brackets.
    """

    start: int
    end: int
    name: str


def organisation_at(page: Page, start: int, *, any_case: bool = False) -> Organisation | None:
    """Return the organisation whose name begins at ``start``; printed with a capital unless ``any_case``."""
    head = _HEAD.match(page.low, start)
    if not head or not (any_case or page.norm[start].isupper() or _SMALL_HEAD.match(page.norm, start)):
        return None
    word = head[0]
    end = name_tail(page, head.end(), first=word not in _COMPLETE, namesake=word in _NAMESAKES)
    if end == head.end() and word not in _COMPLETE:
        return None
    if word in _INNER and not _PLACED.search(page.low, start, end):
        end = _parent(page, end)
    return Organisation(start, end, printed(page.norm[start:end]))


@once_for_each
def all_organisations(page: Page) -> tuple[Organisation, ...]:
    """Return the organisations that the text names, in order, none inside another."""
    organisations: list[Organisation] = []
    position = 0
    while head := _HEAD.search(page.low, position):
        found = organisation_at(page, head.start())
        if found:
            organisations.append(found)
        position = max(head.end(), found.end if found else 0)
    return tuple(organisations)


def find_organisations(page: Page, start: int, end: int) -> Sequence[Organisation]:
    """Return the organisations whose names begin in ``page.norm[start:end]``, in order."""
    return begun_in(all_organisations(page), start, end)


def _with_what_goes_with(page: Page, start: int, end: int) -> Span:
    """«Trung ương HKH Việt Nam», «HKH tỉnh»."""
    above = _ABOVE.search(page.norm, max(0, start - _LONGEST_ABOVE), start)
    of_unit = _OF_UNIT.match(page.norm, end)
    return above.start() if above else start, of_unit.end() if of_unit else end


@once_for_each
def find_aliases(page: Page) -> tuple[Span, ...]:
    """Return where a body goes by the short name it was introduced with: «Công ty Điện lực Kon Tum (PC Kon Tum)».

    The place of the introduction itself is left out: there the name is told in full.
    """
    introduced = {
        found[1]: found.end()
        for each in all_organisations(page)
        if (found := _INTRODUCED.search(page.norm, each.start, min(len(page.norm), each.end + _LONGEST_ALIAS)))
        and each.start < found.start() <= each.end
        and not _HEAD.fullmatch(found[1].lower())
    }
    if not introduced:
        return ()
    told = re.compile(whole_words(introduced))
    places = (
        (found.start(), found.end())
        for found in told.finditer(page.low)
        if found.start() >= introduced.get(page.norm[found.start() : found.end()], len(page.norm))
    )
    return tuple(_with_what_goes_with(page, *place) for place in places)


def unit_at(page: Page, position: int) -> int | None:
    """Return where the name of a place that begins at ``position`` ends; a unit without a name is none."""
    end = _place(page, position)
    if end is None:
        return None
    named = any(ch.isupper() or ch.isdigit() for ch in page.norm[position:end].replace("TP", ""))
    return end if named else None


def printed(name: str) -> str:
    """Return ``name`` without an acronym in brackets and with single blanks.

    >>> printed("Ủy ban nhân dân (UBND)  tỉnh Phú An")
    'Ủy ban nhân dân tỉnh Phú An'
    """
    return " ".join(_ACRONYM.sub("", name).split())


def name_tail(page: Page, position: int, *, first: bool, namesake: bool = False) -> int:
    """Return where the pieces end that go on with a name at ``position``.

    Args:
        page: the text.
        position: behind the head.
        first: the head cannot stand alone, so the next piece may be one that is also a verb («Sở xây dựng»).
        namesake: a person's name belongs to it («Trường …»).
    """
    placed = False
    for _ in range(_MOST_PIECES):
        place_end = _place(page, position)
        if place_end:
            position, placed, first = place_end, True, False
            continue
        end = _piece(page, position, first=first, placed=placed, namesake=namesake)
        if end is None:
            return position
        position, first = end, False
    return position


def _piece(page: Page, position: int, *, first: bool, placed: bool, namesake: bool) -> int | None:
    """Return where the next piece that is no place ends."""
    numbered = _NUMBER.match(page.norm, position)
    if numbered and (" số " in numbered[0] or _NUMBERED.search(page.low, max(0, position - 32), position)):
        return numbered.end()
    found = _PIECE.match(page.low, position)
    if found and _piece_fits(page, found, first=first, placed=placed):
        return found.end()
    bracket = _PAREN.match(page.norm, position)
    if bracket and bracket[1][:1].isupper() and not _POST_HEAD.match(page.low, bracket.start(1)):
        return None if _place(page, bracket.start(1)) == bracket.end(1) else bracket.end()
    capital = _CAPITAL.match(page.norm, position)
    if (
        capital
        and (namesake or capital.start(1) not in page.stops)
        and not _POST_HEAD.match(page.low, capital.start(1))
    ):
        return capital.end()
    plain = _PLAIN_WORDS.match(page.norm, position) if namesake else None
    if plain and not _NO_NAME.search(plain[0]):
        return plain.end()
    quoted = _QUOTED.match(page.norm, position) if namesake else None
    return quoted.end() if quoted else None


def _piece_fits(page: Page, found: re.Match[str], *, first: bool, placed: bool) -> bool:
    word, capital = found[1], page.norm[found.start(1)].isupper()
    if any(at in page.stops for at in range(found.start(1), found.end())) or _POST_HEAD.match(page.low, found.start(1)):
        return False
    if capital or first:
        return capital or word != "tổ chức"
    return not placed and " " in word and word not in _VERBAL


def _place(page: Page, position: int) -> int | None:
    """Return where a place that begins at ``position`` ends («tỉnh Phú An», «các tỉnh, thành», «Nghệ An»)."""
    bare = _BARE_UNIT.match(page.low, position)
    if bare and bare.end() + 1 in page.stops:
        return bare.end()  # «Chủ tịch Hội Chữ thập đỏ tỉnh | Đoàn Ngọc Bút»
    known = _KNOWN_PLACE.match(page.low, position)
    if known and any(ch.isupper() for ch in page.norm[known.start() : known.end()]):
        return _more_places(page, known.end())
    unit = _UNIT.match(page.low, position)
    if not unit or (unit.start(1) == position and page.norm[position - 1 : position].isalnum()):
        return None
    end = unit.end()
    known = _KNOWN_PLACE.match(page.low, end)
    if known and page.norm[known.end() - 1].strip():
        return _more_places(page, known.end())
    number = re.compile(r" ?\d{1,3}(?!\w| năm | lần )").match(page.norm, end)
    if number and not unit[1].startswith(("tỉnh", "các", "huyện")):
        return number.end()
    for index in range(_MOST_PLACE_WORDS):
        capital = _CAPITAL.match(page.norm, end) or (_GLUED.match(page.norm, end) if index == 0 else None)
        if not capital or capital.start(1) in page.stops or _POST_HEAD.match(page.low, capital.start(1)):
            break
        end = capital.end()
    return end


def _more_places(page: Page, end: int) -> int:
    more = _MORE_PLACES.match(page.low, end)
    return more.end() if more and page.low[end : end + 3] == " và" else end


def _parent(page: Page, end: int) -> int:
    """«Phòng …, Công an tỉnh …» and «Phòng … - Công an …» are one name."""
    joint = re.compile(r", | - ").match(page.norm, end)
    if not joint:
        return end
    parent = _HEAD.match(page.low, joint.end())
    if not parent or parent[0] in _INNER or not page.norm[joint.end()].isupper():
        return end
    return name_tail(page, parent.end(), first=parent[0] not in _COMPLETE)
