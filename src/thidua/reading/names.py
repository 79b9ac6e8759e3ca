"""Where the names of persons may stand: capitalised runs that begin with a family name or follow a clear word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.reading.lexicon import alternation, lexicon
from thidua.vietnamese.letters import CAPITALS, matching_form

_WORDS = lexicon("names")
_PLACES = lexicon("places")
# «H'Nhung», «K'Brôi»: names of the Central Highlands; «Y», «A» stand alone.
_BEHIND_CAPITAL = (
    rf"(?:'(?= [{CAPITALS}])|'[{CAPITALS}]?[^\W\d_{CAPITALS}]{{1,8}}|[^\W\d_{CAPITALS}]{{1,6}}|(?<=[YAÝ]))"
)
_SYLLABLE = rf"[{CAPITALS}]{_BEHIND_CAPITAL}"
_RUN = re.compile(rf"[{CAPITALS}](?<!\w.){_BEHIND_CAPITAL}(?: {_SYLLABLE}){{1,11}}(?!\w)")
# «ông K'Broih», «bà H'Nhung»: a name of one syllable, behind a word of address.
_ALONE = re.compile(rf"(?<![\w'])[KHYA]'[{CAPITALS}]?[^\W\d_{CAPITALS}]{{1,8}}(?![\w'])(?! [{CAPITALS}])")
# «ông Somphone Vongsavanh»: a guest's name, behind a word of address.
_FOREIGN = re.compile(r"(?<![\w'])[A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15}){1,3}(?![\w'])(?! [A-ZĐ])")
_LONG_SYLLABLE = re.compile(r"[A-Za-z]{7,}")
_PLACE = re.compile(alternation([*_PLACES["provinces"], *_PLACES["areas"]]) + r"(?!\w)")
_SURNAMES = frozenset(map(matching_form, _WORDS["surnames"]))
_WEAK = frozenset(map(matching_form, _WORDS["weak"]))
_HISTORICAL = frozenset(map(matching_form, _WORDS["historical"]))
_HONORIFIC = alternation(_WORDS["honorifics"])
_RANK = alternation(_WORDS["ranks"])
_TITLE = alternation(_WORDS["titles"])
_TITLE_SYLLABLES = frozenset(
    {
        "ths",
        "ts",
        "gs",
        "pgs",
        "bs",
        "ks",
        "cn",
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "thầy",
        "em",
        "bác",
        "chú",
        "cụ",
        "mẹ",
        "cháu",
        "cậu",
        "bé",
        "lão",
    }
)
# A word of address leads on in its own line and sentence; a title may end in a stop («TS. Nguyễn …»).
_CUE = re.compile(rf"(?<!\w)(?:(?:{_HONORIFIC}|{_RANK})[ ,:]{{1,2}}|{_TITLE}[ ,.:]{{1,3}})$")
_NAMESAKE = re.compile(rf"(?<!\w)(?<!thành ){alternation(_WORDS['namesake_before'])}[\s:\"']{{1,3}}$")
_KEPT_OUT = re.compile(rf"(?<!\w){alternation(_WORDS['kept_out'])}[\s:,]{{1,2}}$")
_POST_NEAR = re.compile(
    r"(?<!\w)(?:chủ tịch|bí thư|giám đốc|trưởng|phó|chủ nhiệm|hiệu trưởng|viện trưởng|thứ trưởng"
    r"|ủy viên)(?!\w)(?:[^,;.:\n]|(?<=t[px])\.|(?<=\Wt)\.(?=ư))*$"
)
_HEAD_OF_BODY = re.compile(
    r"(?<!\w)(?:[Gg]iám đốc|[Cc]hủ tịch|[Qq]uản đốc|[Bb]í thư|[Tt]rưởng|[Cc]hủ nhiệm) "
    r"(?:(?:công đoàn|đảng ủy|công ty mẹ) )?"
    r"(?:tổng công ty|tập đoàn|công ty|xí nghiệp|nhà máy|doanh nghiệp|hợp tác xã|trung tâm|chi nhánh|công đoàn) $"
)
_UNIT_BEFORE = re.compile(
    rf"(?<!\w)(?:{alternation(_PLACES['unit_types'])}|(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|đoàn)) $"
)
_PROVINCE_BEFORE = re.compile(r"(?<!\w)(?:tỉnh|thành phố|tp\.?|(?:tỉnh|thành) (?:ủy|đoàn)) $")
_CENTRAL_BEFORE = re.compile(r"(?<!\w)(?:trung ương|t\.ư|tw|chủ tịch|nhà) $")
_BODIES = frozenset({"thành đoàn", "tỉnh đoàn", "huyện đoàn", "quận đoàn", "thị đoàn", "thành hội", "tỉnh hội"})
# «Đoàn Trường Cao đẳng …», «Công Thương Việt Nam»: bodies and fields, where a family name seems to begin.
_NO_NAME = re.compile(
    r"đoàn (?:trường (?:cao đẳng|đại học|trung cấp|trung học|tiểu học|mầm non|chính trị|thpt|thcs|ptdt|đh|cđ)"
    r"|bệnh viện|thanh niên|đại biểu|khối |nghệ thuật|thể thao)"
    r"|giải (?:báo|thưởng|nhất|nhì|ba|phong|đặc|khuyến|cờ|bóng)"
    r"|phó (?:giáo sư|chủ|bí thư|giám|trưởng|ban |đoàn|tổng|hiệu|viện)|công (?:thương|nghiệp|nghệ) |việt nam "
)
_CENTRAL = frozenset({"nước", "đảng", "đoàn", "hội"})
_MIDDLE = frozenset({"thị", "văn"})  # the second syllable of names alone
_WINDOW, _SHORT_WINDOW = 80, 44
_FEWEST, _MOST = 2, 4


@dataclass(frozen=True)
class NameSpan:
    """A stretch that may name a person.

    Attributes:
        start: first character of the family name.
        end: one past the last character of the given name.
        cued: an honorific, rank or title stands before it.
        weak: without such a word, or a post, it is rather a place or an everyday word.
    """

    start: int
    end: int
    cued: bool
    weak: bool


@dataclass(frozen=True)
class _Run:
    norm: str
    low: str
    tokens: tuple[tuple[int, int], ...]

    def word(self, index: int) -> str:
        return self.low[slice(*self.tokens[index])]

    def left(self, index: int) -> str:
        start = self.tokens[index][0]
        return self.low[max(0, start - _WINDOW) : start]

    def follows(self, words: re.Pattern[str], index: int) -> bool:
        """Whether one of ``words`` (none longer than the short window) stands directly before a token."""
        start = self.tokens[index][0]
        return words.search(self.low, max(0, start - _SHORT_WINDOW), start) is not None

    def surname_at(self, index: int, *, strong: bool = False) -> bool:
        word = self.word(index)
        return word in _SURNAMES and not (strong and word in _WEAK)


def find_names(norm: str, low: str) -> tuple[NameSpan, ...]:
    """Return the possible names in order; ``low`` is ``norm`` in matching form."""
    found = [
        NameSpan(*alone.span(), cued=True, weak=False)
        for alone in _ALONE.finditer(norm)
        if _CUE.search(low, max(0, alone.start() - _SHORT_WINDOW), alone.start())
    ]
    found += [
        NameSpan(*guest.span(), cued=True, weak=False)
        for guest in _FOREIGN.finditer(norm)
        if _LONG_SYLLABLE.search(guest[0]) and _CUE.search(low, max(0, guest.start() - _SHORT_WINDOW), guest.start())
    ]
    for match in _RUN.finditer(norm):
        tokens = tuple(
            (match.start() + word.start(), match.start() + word.end()) for word in re.finditer(r"\S+", match[0])
        )
        name = _name_in(_Run(norm, low, tokens))
        if name:
            found.append(name)
    return tuple(sorted(found, key=lambda name: name.start))


def is_historical(low_name: str) -> bool:
    """Return whether ``low_name`` (matching form) is a person of history, whom schools and streets are named after."""
    return low_name in _HISTORICAL


def _name_in(run: _Run) -> NameSpan | None:
    first = 0
    while first < len(run.tokens) - _FEWEST and run.word(first) in _TITLE_SYLLABLES:
        first += 1
    cued = first > 0 or run.follows(_CUE, 0)
    if first == 0 and len(run.tokens) > _FEWEST and run.word(0) in _CENTRAL and _CENTRAL_BEFORE.search(run.left(0)):
        first = 1
    if len(run.tokens) > first + 1 and f"{run.word(first)} {run.word(first + 1)}" in _BODIES:
        first += 2  # «Phó Bí thư Thành Đoàn | Nguyễn Văn A»
        if first >= len(run.tokens):
            return None
    begin = _begin(run, first, cued=cued)
    if begin is None or _NO_NAME.match(run.low, run.tokens[begin][0]):
        return None
    start, end = run.tokens[begin][0], run.tokens[-1][1]
    namesake = not cued and run.follows(_NAMESAKE, begin) and not _heads_a_body(run, begin)
    kept_out = namesake or run.follows(_KEPT_OUT, begin)
    if kept_out or is_historical(run.low[start:end]):
        return None
    size = len(run.tokens) - begin
    weak = not run.surname_at(begin) or (
        size == _FEWEST and run.surname_at(begin) and not run.surname_at(begin, strong=True)
    )
    return NameSpan(start, end, cued=cued and begin == first, weak=weak)


def _heads_a_body(run: _Run, begin: int) -> bool:
    """«Giám đốc xí nghiệp Trần Công Khoái»: the body goes without a name of its own, and the name is its head's."""
    start = run.tokens[begin][0]
    long = len(run.tokens) - begin > _FEWEST and run.surname_at(begin, strong=True)
    return long and _HEAD_OF_BODY.search(run.norm, max(0, start - _WINDOW), start) is not None


def _begin(run: _Run, first: int, *, cued: bool) -> int | None:
    """Return the token with which the name begins."""
    size = len(run.tokens)
    place = _PLACE.match(run.low, run.tokens[first][0])
    if place and (not cued or place.end() >= run.tokens[-1][1]):
        behind = next((k for k in range(first, size) if run.tokens[k][0] >= place.end()), size)
        if behind == size:
            return None
        return behind if run.surname_at(behind) and _fits(size - behind) else None
    if not cued and first == 0 and _UNIT_BEFORE.search(run.left(0)):
        return _begin_behind_unit(run)
    if run.surname_at(first) and _fits(size - first, most=_MOST + cued):
        return first
    if _POST_NEAR.search(run.left(first)) or run.surname_at(first):
        return _last_surname(run, first + 1)
    return first if cued and _fits(size - first) else None


def _begin_behind_unit(run: _Run) -> int | None:
    """«huyện Vũ Thư | Nguyễn Văn A»: the first syllables name the unit, unless it goes without a name («tỉnh»)."""
    size = len(run.tokens)
    if size > _FEWEST and run.surname_at(0) and run.word(1) in _MIDDLE and _fits(size):
        return 0
    if size == _MOST and run.surname_at(0) and run.left(0).endswith("tỉnh ") and _POST_NEAR.search(run.left(0)):
        return 0  # «Phó Chủ tịch UBND tỉnh | Trần Quang Minh Tuệ»: every province is known
    if size >= _MOST:
        begins = [k for k in (2, 1, 3) if k < size and run.surname_at(k) and _fits(size - k)]
        return next((k for k in begins if run.surname_at(k, strong=True)), next(iter(begins), None))
    if size > _FEWEST and run.surname_at(0, strong=True) and _POST_NEAR.search(run.left(0)):
        return 0
    if size > _FEWEST and run.surname_at(0) and _fits(size) and _PROVINCE_BEFORE.search(run.left(0)):
        return 0 if _POST_NEAR.search(run.left(0)) else None  # every province is known, so this is no place
    return 0 if run.surname_at(0, strong=True) and _PROVINCE_BEFORE.search(run.left(0)) else None


def _last_surname(run: _Run, first: int) -> int | None:
    size = len(run.tokens)
    choices = [k for k in range(first, size) if run.surname_at(k, strong=True) and _fits(size - k)]
    three = [k for k in choices if size - k > _FEWEST]
    found = three or choices
    return found[-1] if found else None


def _fits(size: int, most: int = _MOST) -> bool:
    return _FEWEST <= size <= most
