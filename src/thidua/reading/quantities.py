"""Numbers with what they count: qualifier, unit, and whether they are a quantity at all.

Figures, targets and awards all start from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.qualifiers import qualifier_before, qualifier_behind
from thidua.vietnamese.dates import DateMention, PeriodMention
from thidua.vietnamese.letters import CAPITALS
from thidua.vietnamese.numbers import Number, find_numbers

UnitKind = Literal["percent", "money", "known", "task", "unknown", "implied_money"]

_UNITS = lexicon("units")
_TASKS = frozenset(_UNITS["tasks"])
_NOT_COUNTED = frozenset(_UNITS["not_counted"])
_STOP = frozenset(_UNITS["stop"])
_PLACES_TOLD = frozenset(["tỉnh", "huyện", "quận"])
_NEVER_IN_WORDS = frozenset(_UNITS["never_in_words"])
_CLASSIFIERS = frozenset(_UNITS["classifiers"])
_MONEY = frozenset(["đồng", "đ", "vnđ", "vnd", "usd", "đô la", "đô la mỹ", "euro"])

_RECIPIENTS = [noun for kind in ("collectives", "individuals", "undivided") for noun in lexicon("awards")[kind]]
_COUNTED = [*_UNITS["units"], *_RECIPIENTS]
_UNIT = re.compile(
    rf"(?:{alternation([*_COUNTED, *_TASKS, *_NOT_COUNTED])}(?!\w)|%)".replace(r"\%(?!\w)", "%"),
)
_KNOWN_UNIT = re.compile(rf"{alternation(_COUNTED)}(?!\w)")
_MORE_UNITS = re.compile(
    r"(?:, ?| và | hoặc | ?/ ?)(?P<unit>(?!bằng khen|giấy khen|danh hiệu|hu[ây]n? chương|cờ|kỷ niệm chương|giải)"
    rf"{alternation([*_COUNTED, *_TASKS])})(?!\w)"
)
_PER = re.compile(r" ?/ ?(?:người|hộ|năm|tháng|ngày|ha|m2|kg|tấn|lượt|vụ|suất|con|giờ)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = re.compile(r"\]?[ ]{0,3}")
_WINDOW = 28

_YEAR_LISTED = re.compile(r"năm (?:19|20)\d\d(?:,| và| -) $")
_UNTIL_YEAR = re.compile(
    r"(?<!\w)(?:đến|đến hết|hết|tới|từ|trước|sau|đầu|cuối|giữa|hè) $"
)  # «đến 2015 bệnh viện phải có …»
_RANKED = re.compile(r"(?<!\w)(?:giải|hạng) $")  # «đoạt giải ba Hội thi»
_SPOKEN_OF = re.compile(r" (?:sẽ|đã|mới|cùng|đang|còn|đều)(?!\w)|[,.;)]")  # «hai tỉnh sẽ …»: those told of before
_NUMBERED = re.compile(rf"(?<!\w){alternation(_UNITS['numbered'])}(?:[ ]{{1,2}}|-)(?:số )?$")
_NUMBERED_SMALL = re.compile(rf"(?<!\w){alternation(_UNITS['numbered_small'])}[ ]{{1,2}}$")
_IN_A_NAME = re.compile(rf"[^\W\d_] [{CAPITALS}][^\W\d_{CAPITALS}]+ $")
_OF_PLACE = re.compile(rf" (?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Kk]hu phố|[Tt]hôn|[Ấấ]p) [{CAPITALS}\d]")
_COUNTED_SUM = re.compile(
    r"(?<!\w)(?:(?:trong|tổng|con|với|đạt|cả)(?: tổng)? số|thu hồi|(?:thắp|chiếu) sáng"
    r"|(?:mỗi|hằng|hàng|từng) (?:năm|tháng|tuần|ngày|quý|kỳ|đợt|giờ|khóa|xã|phường|thôn))[ ]{1,2}$"
)
_CODE_BEHIND = re.compile(rf"-[{CAPITALS}]|/(?:\d{{4}}/)?[{CAPITALS}]{{2}}|[:h]\d|/7(?!\d)")
_NAMED_BEHIND = re.compile(rf" [{CAPITALS}][^\W\d_{CAPITALS}]+ [{CAPITALS}]")
_SECOND_COUNT = re.compile(r"\d (?:vụ|hộ|lượt|trường hợp|đoàn|buổi|lớp|tổ|đội)/$")  # «91 vụ/134 đối tượng»
_CLOCK = re.compile(r"[01]?\d|2[0-4]")
_CODE_BEFORE = re.compile(r"gmt ?\+$|[\w:]-$|\d[:h/]$|[^\W\d_]/$|\w-\d{0,3}-$")
# «Chương trình "20 nghìn ý tưởng xanh"»: the number belongs to the name.
_LONG_QUOTED = re.compile(r"\"(?<!\w.)[^\"\n]{2,90}\"")
_NAME_FOLLOWS = re.compile(
    r"(?i:chương trình|phong trào|chủ đề|cuộc vận động|mô hình|đề án|thông điệp|khẩu hiệu|dự án|chiến dịch|cuộc thi)"
    r"(?: [^\W\d_]+){0,3}:? ?$"
)
_QUOTED = re.compile(r"\"(?<!\w.)[ ]?[^\"\n]{1,34}[ ]?\"(?!\w)")
# «45 "Mái ấm Công đoàn"»: what is counted goes by a name.
_NAMED_UNIT = re.compile(
    rf" \"[ ]?((?:[{CAPITALS}]|(?:nhà|người|gia đình|thôn|làng|mô hình|tổ|ngôi nhà) )[^\"\n]{{3,60}}?)[ ]?\""
)
_ANAPHORIC = re.compile(
    rf"[ ]{{1,2}}(?:{alternation(_UNITS['anaphoric'])}(?!\w)"
    r"|trên(?=[ ]?[,.;:)]|[ ](?:đã|đều|được|là|sẽ|có|cần|vẫn|cũng)(?!\w)|$))"
)
_MONEY_WORD = re.compile(whole_words(_UNITS["money_words"]))
_PARTIES = frozenset(["ngành", "bên"])  # «2 ngành Y tế và Giáo dục»: those who act together
_RANGE_JOINT = re.compile(r" ?- ?| (?:đến|tới) ")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SMALL = 1000
_PAIR = 2
_CRITERIA = "tiêu chí"  # «bộ 19 tiêu chí» says what the set is; «đạt 15 tiêu chí» is a result
_MEETS = re.compile(r"(?<!\w)(?:đạt|hoàn thành|thêm|tăng|còn|giảm|thiếu)(?: chuẩn| được)?(?: \w+){0,2} $")
_PER_ONE = re.compile(r"(?:đồng|tấn|tạ|kg) trên $")  # «130 triệu đồng trên 1 ha»
_SHOUTED = 12


@dataclass(frozen=True)
class Quantity:
    """A number that counts or measures something. Indices are into the normalised text.

    Attributes:
        start: first character, the qualifier included.
        end: one past the last character of the unit or of the qualifier behind it.
        number: the number.
        qualifier: ``exact``, ``at_least``, ``almost``, ``at_most`` or ``approx``.
        unit: the counted noun as printed.
        unit_start: first character of the unit.
        unit_end: one past its last character.
        head: the first entry of the word list in the unit, in matching form.
        kind: how the unit was found.
    """

    start: int
    end: int
    number: Number
    qualifier: str
    unit: str
    unit_start: int
    unit_end: int
    head: str
    kind: UnitKind


def find_quantities(norm: str, low: str, times: Iterable[DateMention | PeriodMention]) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order.

    Args:
        norm: the text.
        low: its matching form.
        times: the dates and periods in it, whose numbers count nothing.
    """
    barred = _barred(norm, times)
    found: list[Quantity] = []
    place = 0
    for number in find_numbers(norm, low):
        while place < len(barred) and barred[place][1] <= number.start:
            place += 1
        inside = place < len(barred) and barred[place][0] < number.end
        quantity = _quantity(norm, low, number, barred[place] if inside else None)
        if quantity:
            found.append(quantity)
    return tuple(_ranges_joined(low, found))


def _ranges_joined(low: str, quantities: list[Quantity]) -> Iterator[Quantity]:
    """«0,5% - 2,5%», «700.000 đồng đến 1,4 triệu đồng»: a range whose unit is told twice."""
    place = 0
    while place < len(quantities):
        first = quantities[place]
        second = quantities[place + 1] if place + 1 < len(quantities) else None
        if second and _is_range(low, first, second):
            number = replace(first.number, end=second.number.end, value_max=second.number.value)
            yield replace(first, end=second.end, number=number, unit=second.unit)
            place += 2
        else:
            yield first
            place += 1


def _is_range(low: str, first: Quantity, second: Quantity) -> bool:
    plain = all(each.number.of is None and each.number.value_max is None for each in (first, second))
    alike = first.kind == second.kind and first.kind in {"percent", "money"}
    from_to = low.endswith("từ ", 0, first.start) and low.startswith(" đến ", first.end)
    alike = alike or (from_to and first.unit == second.unit != "")
    rising = first.number.value < second.number.value
    return plain and alike and rising and _RANGE_JOINT.fullmatch(low, first.end, second.start) is not None


def _barred(norm: str, times: Iterable[DateMention | PeriodMention]) -> list[Span]:
    """Return the spans of dates, periods and short quoted names, in order of their ends."""
    spans = [(each.start, each.end) for each in times]
    spans += [found.span() for found in _QUOTED.finditer(norm)]
    spans += [
        found.span()
        for found in _LONG_QUOTED.finditer(norm)
        if _NAME_FOLLOWS.search(norm, max(0, found.start() - _WINDOW), found.start())
    ]
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _quantity(norm: str, low: str, number: Number, barred: Span | None) -> Quantity | None:
    unit = None if _is_per_one(low, number) else _unit(norm, low, number)
    if unit is None or _is_code(norm, low, number) or (number.value == 0 and unit[3] == "money"):
        return None  # «phiên chợ 0 đồng» is a name
    start, end, head, kind = unit
    joined = number.of is not None or number.value_max is not None
    if barred and not (joined and kind in {"known", "task", "percent"} and barred[0] == number.start):
        return None
    qualifier, begin = qualifier_before(low, number, head)
    if begin == number.start and _is_numbered(norm, low, number, kind):
        return None
    if number.in_words and _is_no_count_in_words(low, number, unit, qualified=begin < number.start):
        return None
    if (_ANAPHORIC.match(low, end) and not number.scaled) or _is_known_set(low, number, head):
        return None
    behind, finish = qualifier_behind(low, end, is_share=kind == "percent")
    return Quantity(
        begin, finish, number, behind or qualifier, norm[start:end], start, end, head, kind,
    )  # fmt: skip


def _is_known_set(low: str, number: Number, head: str) -> bool:
    """«2 ngành Y tế và Giáo dục» are those who act; «bộ 19 tiêu chí» is what a standard consists of."""
    if head == _CRITERIA and number.of is None:
        return _MEETS.search(low, max(0, number.start - _WINDOW), number.start) is None
    return head in _PARTIES and number.value == _PAIR


def _is_per_one(low: str, number: Number) -> bool:
    return number.value == 1 and _PER_ONE.search(low, max(0, number.start - _WINDOW), number.start) is not None


def _unit(norm: str, low: str, number: Number) -> tuple[int, int, str, UnitKind] | None:
    """Return start, end, head and kind of the unit behind ``number``; ``None`` if nothing is counted there."""
    blanks = _BLANKS.match(low, number.end)
    start = blanks.end() if blanks else number.end
    known = _UNIT.match(low, start)
    if known:
        head = known[0]
        if head in _NOT_COUNTED:
            return None
        if head in {"%", "phần trăm"}:
            return start, known.end(), head, "percent"
        end = _whole_unit(norm, low, known.end())
        if head in _CLASSIFIERS and end == known.end():
            end = _next_word_end(norm, low, _next_word_end(norm, low, end))
        kind: UnitKind = "money" if head in _MONEY else "task" if head in _TASKS else "known"
        return start, end, head, kind
    return _unknown_unit(norm, low, start, number)


def _whole_unit(norm: str, low: str, end: int) -> int:
    """Go on over «nghị quyết, chỉ thị, đề án», «lượt cán bộ, chiến sĩ», «nữ công nhân», «đồng/người/năm»."""
    if low.endswith(("lượt", "nữ"), 0, end) and (noun := _KNOWN_UNIT.match(low, end + 1)):
        end = noun.end()
    while (more := _MORE_UNITS.match(low, end)) and not _is_counted_again(low, more.start("unit")):
        if norm[more.start("unit")].isupper() and norm[end - 1].islower():
            break  # «… 30 cá nhân, Ban chấp hành Thành đoàn trao …»
        if _NAMED_BEHIND.match(norm, more.end()) and norm[end - 1].islower():
            break  # «2 tập thể và đồng chí Vi Văn Khánh»
        if low.startswith(' "', more.end()):
            break  # «từ 41 tỉnh, thành, dự án "Túi ươm cây" …»
        end = more.end()
    while per := _PER.match(low, end):
        end = per.end()
    return end


def _is_counted_again(low: str, start: int) -> bool:
    return low[start - 1].isdigit()


def _unknown_unit(norm: str, low: str, start: int, number: Number) -> tuple[int, int, str, UnitKind] | None:
    quoted = _NAMED_UNIT.match(norm, number.end) if not number.in_words else None
    if quoted:
        return quoted.start(1), quoted.end(1), low[quoted.start(1) : quoted.end(1)], "unknown"
    first = _WORD.match(low, start)
    shouted = norm[max(0, number.start - _SHOUTED) : number.start].isupper()  # a headline in capitals names nothing
    named = first is not None and norm[start].isupper() and not shouted
    if not first or number.in_words or start == number.end or first[0] in _STOP or named:
        return _implied_money(low, number)
    words = low if shouted else norm
    end = _next_word_end(words, low, _next_word_end(words, low, first.end()))
    return start, end, low[start:end], "unknown"


def _next_word_end(norm: str, low: str, end: int) -> int:
    """Return the end of the next word if it may belong to a noun that ends at ``end``, else ``end``."""
    word = _WORD.match(low, end + 1) if low[end : end + 1] == " " else None
    return word.end() if word and word[0] not in _STOP and not norm[end + 1].isupper() else end


def _implied_money(low: str, number: Number) -> tuple[int, int, str, UnitKind] | None:
    """«thu nhập 43,3 triệu»: a scaled number without a unit among words of money is money."""
    if number.scaled and _MONEY_WORD.search(low, max(0, number.start - 3 * _WINDOW), number.start):
        return number.end, number.end, "đồng", "implied_money"
    return None


def _is_code(norm: str, low: str, number: Number) -> bool:
    """Return whether the number belongs to a document number, a code, a time of day or a telephone number."""
    window = low[max(0, number.start - 6) : number.start]
    if norm.startswith("g", number.end) and _CLOCK.fullmatch(norm, number.start, number.end):
        return True  # «từ 4g sáng»
    second = _SECOND_COUNT.search(low, max(0, number.start - _WINDOW), number.start)
    if _CODE_BEHIND.match(norm, number.end) or (_CODE_BEFORE.search(window) and not second):
        return True
    digits = norm[number.start : number.end]
    return digits[0] == "0" and len(digits) > len("05") and digits.isdigit()


def _is_numbered(norm: str, low: str, number: Number, kind: UnitKind) -> bool:
    """Return whether the word before makes the number a name, an order or a date."""
    plain = low[number.start : number.end].isdigit() or number.in_words
    if number.of is not None or number.value_max is not None:
        plain = True
    if not plain or number.scaled or kind in {"percent", "money"}:
        return False
    window = low[max(0, number.start - _WINDOW) : number.start]
    a_year = kind == "unknown" or _YEAR_LISTED.search(window) or _UNTIL_YEAR.search(window)
    if _FIRST_YEAR <= number.value <= _LAST_YEAR and a_year:
        return True
    if _COUNTED_SUM.search(window):
        return False
    if _NUMBERED.search(window):
        return True
    return number.value < _SMALL and _is_part_of_name(norm, window, number, kind)


def _is_part_of_name(norm: str, window: str, number: Number, kind: UnitKind) -> bool:
    """«Xí nghiệp May 10 nhặt được …», «tổ 14 phường Ngọc Thụy»."""
    small = _NUMBERED_SMALL.search(window) is not None
    if kind != "unknown":  # «lớp 8 Trường THCS A»
        named = norm[number.end + 1 : number.end + 2].isupper() and window.endswith("lớp ")
        return named or (small and _OF_PLACE.match(norm, number.end) is not None)
    return small or _IN_A_NAME.search(norm, max(0, number.start - _WINDOW), number.start) is not None


def _is_no_count_in_words(low: str, number: Number, unit: tuple[int, int, str, UnitKind], *, qualified: bool) -> bool:
    """«đoạt giải ba Hội thi», «hai tỉnh sẽ …», «một việc»: a word for a number that counts nothing."""
    _, end, head, kind = unit
    if _RANKED.search(low, max(0, number.start - _WINDOW), number.start):
        return True
    told_of_before = head in _PLACES_TOLD and _SPOKEN_OF.match(low, end) is not None
    return told_of_before or not _may_be_in_words(number, head, kind, qualified=qualified)


def _may_be_in_words(number: Number, head: str, kind: UnitKind, *, qualified: bool) -> bool:
    """«một» is an article unless something qualifies it; other words count only what is usually counted."""
    if kind == "unknown" or head in _NEVER_IN_WORDS:
        return False
    return number.value != 1 or qualified
