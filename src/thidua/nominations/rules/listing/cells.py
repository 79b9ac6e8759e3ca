"""What the cells say that only a list of nominees has: ratings of years, innovations, spans, an award of the round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.honours.rules.importing.cells import read_date
from thidua.law.catalogue import NotInForceError, UnknownCodeError, award_form, recognise_form
from thidua.law.record import InnovationKind, Rating, Reach
from thidua.reports.rules.sheet import Problem, as_text
from thidua.vietnamese.fold import fold

_SHOWN = 60
_LONGEST_NAME, _LONGEST_NUMBER = 400, 100


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


NO_RATING = gettext_noop(
    "Ô %(place)s: “%(text)s” không phải là xếp loại. Ghi hoàn thành xuất sắc, hoàn thành tốt, hoàn thành "
    "hoặc không hoàn thành."
)
NO_RATINGS = gettext_noop("Ô %(place)s: “%(text)s” không đọc được. Ghi năm rồi xếp loại, như 2025: hoàn thành tốt.")
NO_SPAN = gettext_noop("Ô %(place)s: “%(text)s” không đọc được. Ghi hai ngày, như 01/01/2025 - 31/12/2025.")
BACKWARDS = gettext_noop("Ô %(place)s: ngày cuối trước ngày đầu. Kiểm tra lại hai ngày.")
NOT_OF_ROUND = gettext_noop("Ô %(place)s: “%(text)s” không phải danh hiệu, hình thức của đợt này. Chọn: %(awards)s.")
_RATINGS = (
    (r"khong hoan thanh|^khong ht|^kht", Rating.NOT_COMPLETED),
    (r"xuat sac|^htxs", Rating.EXCELLENT),
    (r"hoan thanh tot|^tot\b|^htt", Rating.GOOD),
    (r"^hoan thanh|^dat$|^ht(?:nv)?$", Rating.COMPLETED),
)
_RATING_PATTERNS = tuple((re.compile(pattern), rating) for pattern, rating in _RATINGS)
_RATED_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)\s*[:\-–.=(]*\s*([^\d;,()]+)\)?")
_SPAN_BETWEEN = re.compile(
    r"\s*(?:–|—|\bđến\b|\btới\b|(?<=\d)\s*-\s*(?=\d{1,2}[/.]\d{1,2}[/.])|(?<=\d{4})\s*-\s*)\s*", re.IGNORECASE
)
_BEFORE_SPAN = re.compile(r"^\s*từ\s*(?:ngày)?\s*", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})[/.-]((?:19|20)\d\d)$", re.IGNORECASE)
_CERTIFICATE = re.compile(r"(?:\bsố\s*)?(\d+[\w-]*(?:/[\w&Đđ-]+)+)", re.IGNORECASE)
_INNOVATION_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d\d)(?![\d/])")
_PIECES = re.compile(r"[;\n\r]+")
_BULLET = re.compile(r"^\s*(?:[-–•*+]|\d{1,2}[.)])\s*")
_TAIL = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*\.?$")
_ABOUT = re.compile(r"(?:19|20)\d\d|\bcap\b|\bso\b|\bqd\b|toan ")
"""What in brackets behind an innovation is about it, and not part of its name."""
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class ListedInnovation:
    """An innovation as a cell tells it; ``kind`` and ``reach`` in the words of ``thidua.law.record``."""

    name: str
    year: int
    kind: str
    reach: str
    certificate: str


@lru_cache(maxsize=1024)
def read_rating(text: str) -> Rating | Problem | None:
    """Return the rating of a year, ``None`` where the cell is empty.

    >>> read_rating("HTXSNV"), read_rating("Hoàn thành tốt nhiệm vụ")
    (<Rating.EXCELLENT: 'hoàn thành xuất sắc'>, <Rating.GOOD: 'hoàn thành tốt'>)
    """
    flat = fold(text).strip(" .-")
    if not flat:
        return None
    found = next((rating for pattern, rating in _RATING_PATTERNS if pattern.search(flat)), None)
    return found or Problem(NO_RATING, {"text": text[:_SHOWN]})


@lru_cache(maxsize=4096)
def read_ratings(text: str) -> tuple[tuple[int, Rating], ...] | Problem:
    """Return the ratings of several years that stand in one cell.

    >>> read_ratings("2024: HTT; 2025: HTXS")
    ((2024, <Rating.GOOD: 'hoàn thành tốt'>), (2025, <Rating.EXCELLENT: 'hoàn thành xuất sắc'>))
    """
    if not text.strip(" .-"):
        return ()
    found: dict[int, Rating] = {}
    for year, words in _RATED_YEAR.findall(fold(text)):
        said = read_rating(words)
        if not isinstance(said, Rating) or int(year) in found:
            return Problem(NO_RATINGS, {"text": text[:_SHOWN]})
        found[int(year)] = said
    return tuple(sorted(found.items())) if found else Problem(NO_RATINGS, {"text": text[:_SHOWN]})


@lru_cache(maxsize=4096)
def read_span(text: str) -> tuple[date, date] | Problem | None:
    """Return the first and the last day of a stretch that one cell tells; years and months are taken whole.

    >>> read_span("từ 01/01/2025 đến 30/6/2025"), read_span("2024-2025"), read_span("01/2025 - 6/2025")[1]
    ((datetime.date(2025, 1, 1), datetime.date(2025, 6, 30)), (datetime.date(2024, 1, 1), datetime.date(2025, 12, 31)), datetime.date(2025, 6, 30))
    """  # noqa: E501 - one answer
    told = _BEFORE_SPAN.sub("", " ".join(text.split()))
    if not told.strip(" .-"):
        return None
    parts = [part for part in _SPAN_BETWEEN.split(told) if part]
    ends = [(read_end(part, is_last=False), read_end(part, is_last=True)) for part in parts]
    days = [(first, last) for first, last in ends if isinstance(first, date) and isinstance(last, date)]
    if len(days) != len(parts) or len(days) not in {1, 2}:
        return Problem(NO_SPAN, {"text": text[:_SHOWN]})
    return (days[0][0], days[-1][1]) if days[0][0] <= days[-1][1] else Problem(BACKWARDS)


def read_end(value: object, *, is_last: bool) -> date | Problem | None:
    """Return the day with which a stretch begins, or ends: of a year or a month the first or the last day."""
    text = value if isinstance(value, str) else ""
    month = _MONTH.match(text.strip())
    if month and 1 <= int(month[1]) <= _DECEMBER:
        return _month_end(int(month[2]), int(month[1])) if is_last else date(int(month[2]), int(month[1]), 1)
    said = read_date(value)
    if isinstance(said, int):
        return date(said, 12, 31) if is_last else date(said, 1, 1)
    return said


def read_innovations(text: str, *, year: int) -> tuple[ListedInnovation, ...]:
    """Return the innovations of a cell, one on each line or between semicolons; without a year it is that of the list.

    >>> read_innovations("Số hóa hồ sơ một cửa (QĐ 12/QĐ-UBND, cấp tỉnh, 2025)", year=2026)[0].reach
    'bộ, tỉnh'
    """
    told = (_BULLET.sub("", piece).strip(" .,") for piece in _PIECES.split(text))
    return tuple(_innovation(piece, year) for piece in told if any(letter.isalpha() for letter in piece))


def award_meant(text: str, codes: Sequence[str], *, authority: str, on: date) -> str | Problem:
    """Return the code, among those of a round, that words mean; the authority of the round tells «Bằng khen» apart.

    >>> award_meant("Bằng khen", ["bang_khen_bo_tinh", "giay_khen"], authority="", on=date(2026, 11, 20))
    'bang_khen_bo_tinh'
    """
    return _award_meant(text, tuple(codes), authority, on)


@lru_cache(maxsize=4096)
def _award_meant(text: str, codes: tuple[str, ...], authority: str, on: date) -> str | Problem:
    if text in codes:
        return text
    form = recognise_form(text, authority or None, on) or recognise_form(text, None, on)
    if form is not None and form.code in codes:
        return form.code
    flat = fold(text)
    names = {code: fold(name) for code in codes if (name := award_name(code, on))}
    begins = [code for code, name in names.items() if name.startswith(flat) or flat.startswith(name)]
    exact = [code for code in begins if names[code] == flat]
    if form is None and len(exact or begins) == 1:
        return (exact or begins)[0]
    awards = ", ".join(award_name(code, on) or code for code in codes)
    return Problem(NOT_OF_ROUND, {"text": text[:_SHOWN], "awards": awards})


def award_name(code: str, on: date) -> str:
    """Return the official name of an award on a day, empty where the law had none."""
    try:
        return award_form(code, on).name
    except (NotInForceError, UnknownCodeError):
        return ""


def _innovation(piece: str, year: int) -> ListedInnovation:
    tail = _TAIL.search(piece)
    is_about = tail is not None and piece[: tail.start()].strip() and _ABOUT.search(fold(tail[1]))
    name = piece[: tail.start()].strip(" .,") if tail and is_about else piece
    about = tail[1] if tail and is_about else piece
    certificate = _CERTIFICATE.search(about)
    without = about.replace(certificate[0], " ") if certificate else about
    told_year = _INNOVATION_YEAR.search(without)
    flat = fold(piece)
    return ListedInnovation(
        name=" ".join(name.split())[:_LONGEST_NAME],
        year=int(told_year[1]) if told_year else year,
        kind=str(_kind_in(flat)),
        reach=str(_reach_in(fold(about))),
        certificate=certificate[1][:_LONGEST_NUMBER] if certificate else "",
    )


def _kind_in(flat: str) -> InnovationKind:
    if re.search(r"^(?:de tai|de an|cong trinh|du an)\b", flat):
        return InnovationKind.RESEARCH
    return InnovationKind.COMBAT_CREATIVITY if "muu tri" in flat else InnovationKind.INNOVATION


def _reach_in(flat: str) -> Reach:
    if re.search(r"toan quoc|cap nha nuoc|quoc gia", flat):
        return Reach.NATIONAL
    if re.search(r"cap (?:tinh|bo|thanh pho)|toan tinh|toan nganh", flat):
        return Reach.MINISTRY_PROVINCE
    return Reach.COMMUNE if re.search(r"cap (?:xa|phuong)|toan xa|toan phuong", flat) else Reach.GRASSROOTS


def _month_end(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def told_as(value: object) -> str:
    """Return a cell as a text; lines in it stay lines."""
    return "" if value is None else as_text(value).replace("\0", "").strip()
