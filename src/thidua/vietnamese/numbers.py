"""Numbers in running Vietnamese text, by a strict grammar of our own.

A point separates thousands, a comma decimals; «nghìn», «vạn», «triệu», «tỷ» scale; number words count as far as they
cannot be something else («năm» alone is a year). What breaks the grammar («1.60», «10.0000») is no number: it is left
out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.vietnamese.letters import CAPITALS, matching_form

SCALES = {
    "chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
DIGIT_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LAST_DIGITS = {**DIGIT_WORDS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_BIG = {word: size for word, size in SCALES.items() if word not in {"chục", "trăm"}}
_LONGEST_TOKEN = 24

# «tỷ lệ», «triệu chứng», «tỷ phú» are words of their own.
_SCALE = (
    r"(?:chục|trăm|nghìn|ngàn|vạn|triệu(?![ ]+(?:chứng|tập|hồi|phú))"
    r"|t[ỷỉ](?![ ]+(?:lệ|số|giá|trọng|mỉ|phú|suất|mẩn)))(?!\w)"
)
# Here and below what must not stand before is asked behind the first sign, so that the search leaps to that sign.
_TOKEN = re.compile(r"\d(?<![\w.,].)[\d.,]*+")
_PLAIN = re.compile(r"(?:(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?)")
_SCALES_BEHIND = re.compile(rf"(?:[ ]{{1,3}}{_SCALE})+")
_HALF = re.compile(r"[ ]{1,3}rưỡi(?!\w)")
# Only these may stand glued to the digits; «PC67», «4G», «12A» are names. Capitals matter.
_GLUED = re.compile(r"(?:km|m|cm|mm|ha|kg|g|l|kWh?|MW|tấn|tạ|tỷ|tỉ|triệu|đồng|đ|người|h|VNĐ|VND|USD)[23²³]?(?!\w)|\W|$")
_PART = re.compile(r"[ ]{1,3}(\d{1,3}(?:,\d{1,3})?)(?![\w.,/])")
_WORD = rf"(?:{'|'.join(sorted({*_LAST_DIGITS, *SCALES, 'mười', 'mươi', 'linh', 'lẻ'}, key=len, reverse=True))})(?!\w)"
_BEGUN = [rf"{word[0]}(?<!\w.){word[1:]}" for word in (*DIGIT_WORDS, "mười")]
_FIRST_WORD = rf"(?:{'|'.join(_BEGUN)})(?!\w)"
_WORDS = re.compile(rf"{_FIRST_WORD}(?:[ ]{{1,3}}{_WORD})*+")
# «năm» is a five only in a list before something that is surely counted («sáu giải nhất, năm giải nhì»).
_FIVE = re.compile(
    r"năm(?:(?<=, năm)|(?<=và năm)|(?<=cho năm)|(?<=trao năm)|(?<=tặng năm))"
    r"(?= (?:giải|tập thể|cá nhân|đơn vị|đồng chí|người"
    r"|hộ|xã|huyện|tỉnh|vụ|mô hình|công trình|doanh nghiệp)(?!\w))"
)
_VAGUE_BEFORE = re.compile(r"(?:hàng|vài|mấy|nhiều|những|thứ|tháng|ngày|quý|lớp|khóa|lần thứ)[ ]{1,3}$")
_VAGUE_BEHIND = re.compile(r"[ ]{1,3}(?:vài|số|phần|chút|ít|cách|lần nữa|mặt|loạt)(?!\w)")
_PLAIN_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "–": "-", "—": "-"})
_RANGE = re.compile(r"[ ]?-[ ]?|[ ]{1,3}(?:đến|tới)[ ]{1,3}")
_RATIO = re.compile(r"[ ]?/[ ]?")
_LINK_BEFORE = re.compile(r"(?<=\d[/-])|(?<=\d [/-])|(?<=\d [/-] )")
_LONGEST_LINK = 9
_MORE_SLASH = re.compile(r"[ ]?[/-][ ]?\d")


@dataclass(frozen=True)
class Number:
    """A number where it stands in a text.

    Attributes:
        start: first character.
        end: one past the last character, scales («tỷ») included, units not.
        value: the number; whole ones are ``int``. The lower one of a range, the first one of a ratio.
        value_max: the upper end of a range («1 - 2»).
        of: the second number of a ratio («63/63»).
        in_words: whether it is written in words alone.
        scaled: whether a scale word stands behind it.
    """

    start: int
    end: int
    value: int | Decimal
    value_max: int | Decimal | None = None
    of: int | Decimal | None = None
    in_words: bool = False
    scaled: bool = False


def parse_number(text: str) -> int | Decimal | None:
    """Return the value of ``text`` if all of it is one number, else ``None``.

    >>> parse_number("1.600"), parse_number("41,7 tỷ"), parse_number("hai mươi lăm"), parse_number("1.60")
    (1600, 41700000000, 25, None)
    """
    stripped = text.strip()
    for number in find_numbers(stripped):
        if (number.start, number.end) == (0, len(stripped)) and number.value_max is None and number.of is None:
            return number.value
    return None


def find_numbers(text: str, low: str | None = None) -> list[Number]:
    """Return the numbers of ``text`` in order, without overlap; ranges and ratios as one.

    ``low`` is its matching form with plain blanks and dashes, where the caller has it.

    >>> [n.value for n in find_numbers("hơn 3.600 vụ, 41,7 tỷ đồng, 32 vạn, 113 nghìn tỷ, hai mươi lăm xã, 1.60 ha")]
    [3600, 41700000000, 320000, 113000000000000, 25]
    >>> [(n.value, n.value_max, n.of) for n in find_numbers("63/63 tỉnh có 1 - 2 đề tài")]
    [(63, None, 63), (1, 2, None)]
    """
    if low is None:
        low = matching_form(text).translate(_PLAIN_SIGNS)
    single = sorted([*_in_digits(text, low), *_in_words(text, low)], key=lambda number: number.start)
    return list(_joined(low, single))


def _in_digits(text: str, low: str) -> Iterator[Number]:
    done = 0
    for token in _TOKEN.finditer(low):
        if token.start() < done:
            continue
        digits = token[0].rstrip(".,") if len(token[0]) <= _LONGEST_TOKEN else ""
        end = token.start() + len(digits)
        value = _plain(digits)
        if value is None or not _GLUED.match(text, end):
            continue
        end, value, size = _scaled(low, end, value)
        while size and (part := _smaller_part(low, end, size)):
            end, value, size = part[0], value + part[1], part[2]
        done = end
        yield Number(token.start(), end, _whole(value), scaled=bool(size))


def _plain(digits: str) -> Decimal | None:
    found = _PLAIN.fullmatch(digits)
    if not found:
        return None
    return Decimal(found["whole"].replace(".", "") + "." + (found["part"] or "0"))


def _scaled(low: str, end: int, value: Decimal) -> tuple[int, Decimal, int]:
    """Return the end, value and scale with the scale words behind; scale 0 if there are none."""
    scales = _SCALES_BEHIND.match(low, end)
    if not scales:
        return end, value, 0
    size = 1
    for word in scales[0].split():
        size *= SCALES[word]
    half = _HALF.match(low, scales.end())
    total = value * size + (Decimal(size) / 2 if half else 0)
    return (half or scales).end(), total, size


def _smaller_part(low: str, end: int, size: int) -> tuple[int, Decimal, int] | None:
    """Return what goes on behind a scale: the «500 triệu» of «2 tỷ 500 triệu»."""
    found = _PART.match(low, end)
    if not found:
        return None
    value = Decimal(found[1].replace(",", "."))
    part_end, value, part_size = _scaled(low, found.end(), value)
    return (part_end, value, part_size) if 0 < part_size < size > value else None


def _in_words(text: str, low: str) -> Iterator[Number]:
    for five in _FIVE.finditer(low):
        yield Number(five.start(), five.end(), DIGIT_WORDS["năm"], in_words=True)
    for run in _WORDS.finditer(low):
        start = run.start()
        if _VAGUE_BEFORE.search(low, max(0, start - 12), start) or _VAGUE_BEHIND.match(low, run.end()):
            continue
        if text[start] != low[start] and not _begins_sentence(text, start, run.end()):
            continue
        words = [(word[0], start + word.start(), start + word.end()) for word in re.finditer(r"\w+", run[0])]
        place = 0
        while place < len(words):
            value, used = _read_words([word for word, _, _ in words[place : place + 24]])
            if not used:
                place += 1
                continue
            first, last = words[place], words[place + used - 1]
            yield Number(first[1], last[2], value, in_words=True, scaled=last[0] in SCALES)
            place += used


def _begins_sentence(text: str, start: int, end: int) -> bool:
    """Return whether the capital at ``start`` is that of a sentence, not of a name («Ba Đình», «ông Ba»)."""
    before = text[max(0, start - 3) : start].rstrip(" \"'")
    goes_on = re.match(rf"[ ]+[{CAPITALS}]", text[end : end + 4])
    return (not before or before[-1] in ".!?…:\n-") and not goes_on


def _read_words(words: list[str]) -> tuple[int, int]:
    """Return the value of the longest number at the beginning of ``words`` and how many words it takes, else 0, 0."""
    total, used, ceiling = 0, 0, 10**18
    while used < len(words):
        value, taken = _below_thousand(words[used:])
        if not taken:
            break
        scale, behind = 1, used + taken
        while behind < len(words) and words[behind] in _BIG:
            scale *= _BIG[words[behind]]
            behind += 1
        if scale >= ceiling or (scale == 1 and used and words[used] in DIGIT_WORDS and taken == 1):
            break
        if words[used] == "năm" and behind == used + 1:
            break
        total, used, ceiling = total + value * scale, behind, scale
        if scale == 1:
            break
    return total, used


def _below_thousand(words: list[str]) -> tuple[int, int]:
    """Read «hai trăm linh năm», «ba mươi tư», «mười lăm», «tám»; return value and words used (0 if none)."""
    if words[1:2] == ["trăm"] and words[0] in DIGIT_WORDS:
        value = DIGIT_WORDS[words[0]] * 100
        if words[2:3] in (["linh"], ["lẻ"]) and words[-1] not in words[2:3] and words[3] in _LAST_DIGITS:
            return value + _LAST_DIGITS[words[3]], 4
        rest, taken = _below_hundred(words[2:])
        goes_on = taken > 1 or words[2:3] == ["mười"]
        return (value + rest, 2 + taken) if goes_on else (value, 2)
    return _below_hundred(words)


def _below_hundred(words: list[str]) -> tuple[int, int]:
    if not words:
        return 0, 0
    if words[0] == "mười":
        last = _last_digit(words[1:2])
        return (10 + last, 2) if last else (10, 1)
    if words[0] not in DIGIT_WORDS:
        return 0, 0
    tens = DIGIT_WORDS[words[0]]
    if words[1:2] in (["mươi"], ["chục"]):
        last = _last_digit(words[2:3])
        return (tens * 10 + last, 3) if last else (tens * 10, 2)
    return tens, 1


def _last_digit(word: list[str]) -> int:
    """Return the digit behind «mươi»; 0 for none. «hai mươi năm» are years: the five is «lăm» there."""
    return _LAST_DIGITS.get(word[0], 0) if word and word[0] != "năm" else 0


def _joined(low: str, numbers: list[Number]) -> Iterator[Number]:
    """Join the two numbers of a range or a ratio; drop word numbers inside a number of digits."""
    held: Number | None = None
    for number in numbers:
        if held and number.start < held.end:
            continue
        joined = _join(low, held, number) if held else None
        if joined:
            yield joined
            held = None
            continue
        if held:
            yield held
        held = number
    if held:
        yield held


def _join(low: str, first: Number, second: Number) -> Number | None:
    if second.start - first.end > _LONGEST_LINK or first.in_words != second.in_words:
        return None
    single = first.value_max is None and first.of is None and not _LINK_BEFORE.match(low, first.start)
    if single and _RATIO.fullmatch(low, first.end, second.start) and not _MORE_SLASH.match(low, second.end):
        return None if first.scaled else replace(first, end=second.end, of=second.value, scaled=second.scaled)
    if single and _RANGE.fullmatch(low, first.end, second.start) and not _MORE_SLASH.match(low, second.end):
        lower = first.value
        if second.scaled and not first.scaled:
            last = _SCALES_BEHIND.search(low, second.start, second.end)
            lower = _scaled(low, last.start(), Decimal(lower))[1] if last else lower
        if lower < second.value:
            return replace(
                first, end=second.end, value=_whole(Decimal(lower)), value_max=second.value, scaled=second.scaled
            )
    return None


def _whole(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value.normalize()
