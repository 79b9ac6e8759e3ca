"""What one cell of a list of past awards says: a year, a day, a decision, who it is; each value is worked out once."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from thidua.honours.choices import CommendationKind, Gender, HolderKind
from thidua.reports.rules.sheet import Problem, as_text
from thidua.vietnamese.fold import fold, same_form

FIRST_YEAR = 1900
_SHOWN = 60
_SERIALS = range(7_000, 80_000)
"""Days since the end of 1899 as spreadsheets count them: 1919 to 2119."""
_EPOCH = date(1899, 12, 30)
_YEAR = re.compile(r"(?:nam(?: hoc)? )?((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)\d\d))?\W*$")
_DAY = re.compile(r"(?:ngay )?(\d{1,2})(?: ?[-/.] ?| thang )(\d{1,2})(?: ?[-/.,] ?| nam )((?:19|20)\d\d)(?!\d)")
_ISO = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]|$)")
_BEFORE_NUMBER = re.compile(r"^(?:quyết\s+định|qđ)?\s*(?:số)?\s*:?\s*", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"[\s,;(]*(?:ngày\s*)?$", re.IGNORECASE)


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


NO_YEAR = gettext_noop("Ô %(place)s: “%(text)s” không phải là năm. Ghi bốn chữ số, như 2019.")
NO_DATE = gettext_noop(
    "Ô %(place)s: “%(text)s” không phải là ngày. Ghi đủ ngày, tháng, năm, như 05/06/2019; chỉ biết năm thì ghi năm."
)
NO_BIRTH = gettext_noop(
    "Ô %(place)s: “%(text)s” không phải là năm sinh. Ghi bốn chữ số, như 1968; không biết thì để trống."
)
NO_GENDER = gettext_noop("Ô %(place)s: “%(text)s” không phải là giới tính. Ghi nam hoặc nữ, không biết thì để trống.")
NO_TYPE = gettext_noop(
    "Ô %(place)s: “%(text)s” không phải loại hình khen thưởng. "
    "Ghi công trạng, đột xuất, phong trào, cống hiến, niên hạn hoặc đối ngoại."
)
NO_KIND = gettext_noop("Ô %(place)s: “%(text)s” không rõ là ai. Ghi cá nhân, tập thể hoặc hộ gia đình.")
_GENDERS = {"nam": Gender.MALE, "nu": Gender.FEMALE, "ong": Gender.MALE, "ba": Gender.FEMALE}
_TYPES = (
    ("cong trang", CommendationKind.MERIT),
    ("thuong xuyen", CommendationKind.MERIT),
    ("dot xuat", CommendationKind.AD_HOC),
    ("phong trao", CommendationKind.MOVEMENT),
    ("chuyen de", CommendationKind.MOVEMENT),
    ("theo dot", CommendationKind.MOVEMENT),
    ("cong hien", CommendationKind.SERVICE_HISTORY),
    ("qua trinh", CommendationKind.SERVICE_HISTORY),
    ("nien han", CommendationKind.SENIORITY),
    ("doi ngoai", CommendationKind.EXTERNAL_AFFAIRS),
)
_KINDS = (
    ("ho gia dinh", HolderKind.HOUSEHOLD),
    ("gia dinh", HolderKind.HOUSEHOLD),
    ("ho", HolderKind.HOUSEHOLD),
    ("tap the", HolderKind.COLLECTIVE),
    ("don vi", HolderKind.COLLECTIVE),
    ("ca nhan", HolderKind.INDIVIDUAL),
)
_HOUSEHOLDS = re.compile(r"(?:hộ(?:\s+gia\s+đình)?|gia\s+đình)\s+\S", re.IGNORECASE)
_BODY_WORDS = (
    "tập thể|cán bộ|nhân dân|phòng|trường|uỷ ban|ủy ban|ubnd|hđnd|ubmttq|mttq|mặt trận|sở|ban|cục|chi cục|tổng cục|vụ|"
    "công ty|tổng công ty|tập đoàn|doanh nghiệp|hợp tác xã|htx|hội|liên đoàn|liên minh|hiệp hội|chi hội|chi bộ|đảng bộ|"
    "đảng ủy|đảng uỷ|tỉnh ủy|thành ủy|huyện ủy|công an|quân khu|bộ chỉ huy|bộ tư lệnh|bệnh viện|trung tâm|trạm|khoa|tổ|"
    "đội|viện|văn phòng|thanh tra|tòa án|toà án|đoàn thanh niên|đoàn tncs|đoàn trường|tỉnh đoàn|thành đoàn|huyện đoàn|"
    "công đoàn|thôn|xóm|ấp|bản|khu phố|tổ dân phố|xã|phường|thị trấn|quận|huyện|thị xã|thành phố|tỉnh|báo|đài|kho bạc|"
    "ngân hàng|bảo hiểm|chi nhánh|lực lượng|tiểu đoàn|trung đoàn|sư đoàn|lữ đoàn|đại đội|đồn|hạt|câu lạc bộ|clb|nhà máy"
)
_IS_BODY = re.compile(rf"(?:{_BODY_WORDS})(?!\w)", re.IGNORECASE)
_POST_ENDS = re.compile(rf"^(?P<title>\S.*?)(?:\s*[,;-]\s*|\s+)(?P<body>(?:{_BODY_WORDS})(?!\w).*)$", re.IGNORECASE)
_OWN_OF_POST = re.compile(r"(?:trưởng|phó|chánh|phó chánh|phó trưởng|ủy viên|uỷ viên|quyền)$", re.IGNORECASE)


def read_year(value: object) -> int | Problem | None:
    """Return the year that a cell says; of a stretch the last, of a day its own; ``None`` where it is empty.

    >>> read_year(2019.0), read_year("Năm 2019"), read_year("2018-2019"), read_year(""), read_year("05/6/2019")
    (2019, 2019, 2019, None, 2019)
    """
    return _year_of(_key(value))


def read_date(value: object) -> date | int | Problem | None:
    """Return the day that a cell says, or the year where it says no more; ``None`` where it is empty.

    >>> read_date("Ngày 5 tháng 6 năm 2020"), read_date("05/06/2020"), read_date(43987.0), read_date(2020.0)
    (datetime.date(2020, 6, 5), datetime.date(2020, 6, 5), datetime.date(2020, 6, 5), 2020)
    """
    return _date_of(_key(value))


def read_birth(value: object) -> int | Problem | None:
    """Return the year of birth: the day, where a list has it, is not kept.

    >>> read_birth("12/05/1968"), read_birth(1968.0), read_birth("-")
    (1968, 1968, None)
    """
    said = _date_of(_key(value))
    if isinstance(said, Problem):
        return Problem(NO_BIRTH, said.values)
    return said.year if isinstance(said, date) else said


@lru_cache(maxsize=1 << 14)
def read_decision(text: str) -> tuple[str, date | None]:
    """Return the number and the day of a decision that stand in one cell.

    >>> read_decision("QĐ số 123/QĐ-UBND ngày 05/6/2020")
    ('123/QĐ-UBND', datetime.date(2020, 6, 5))
    """
    flat = _flat(text)
    found = next((match for match in _DAY.finditer(flat) if _day(*map(int, reversed(match.groups())))), None)
    if found is None:
        return read_number(text), None
    number = _BEFORE_DAY.sub("", text[: found.start()]) if len(flat) == len(text) else flat[: found.start()]
    return read_number(number), _day(*map(int, reversed(found.groups())))


@lru_cache(maxsize=1 << 14)
def read_number(text: str) -> str:
    """Return the number of a decision without the words before it."""
    return _BEFORE_NUMBER.sub("", " ".join(text.split()), count=1).strip(" ,;")


@lru_cache(maxsize=256)
def read_gender(text: str) -> str | Problem:
    """Return the gender, empty where the cell is."""
    if not text:
        return ""
    return _GENDERS.get(fold(text)) or Problem(NO_GENDER, {"text": text[:_SHOWN]})


@lru_cache(maxsize=1024)
def read_type(text: str) -> str | Problem:
    """Return the type of commendation, empty where the cell is."""
    if not text:
        return ""
    flat = fold(text)
    found = next((kind for words, kind in _TYPES if words in flat), None)
    return found or Problem(NO_TYPE, {"text": text[:_SHOWN]})


@lru_cache(maxsize=1024)
def read_kind(text: str) -> str | Problem:
    """Return who it is as a column says it, empty where the cell is."""
    if not text:
        return ""
    flat = f"{fold(text)} "
    found = next((kind for words, kind in _KINDS if f"{words} " in flat), None)
    return found or Problem(NO_KIND, {"text": text[:_SHOWN]})


@lru_cache(maxsize=1 << 14)
def kind_by_word(name: str) -> str:
    """Return who a name is by its first word, empty where that says nothing: a person, mostly.

    >>> [str(kind_by_word(name)) for name in ("Phòng Tham mưu", "Hộ ông Lê Văn A", "Trương Văn Tổ")]
    ['collective', 'household', '']
    """
    if _HOUSEHOLDS.match(name):
        return HolderKind.HOUSEHOLD
    return HolderKind.COLLECTIVE if _IS_BODY.match(name) else ""


@lru_cache(maxsize=1 << 14)
def split_post(text: str) -> tuple[str, str]:
    """Return the title and the body of a post that a list has in one cell; the body is empty where none is named.

    >>> split_post("Chủ tịch UBND xã An Bình"), split_post("Trưởng phòng, Sở Nội vụ"), split_post("Giáo viên")
    (('Chủ tịch', 'UBND xã An Bình'), ('Trưởng phòng', 'Sở Nội vụ'), ('Giáo viên', ''))
    """
    head, comma, tail = text.partition(",")
    if comma and _IS_BODY.match(tail.strip()):
        return head.strip(), tail.strip()
    found = _POST_ENDS.match(text)
    if found is None or _OWN_OF_POST.search(found["title"]):
        return (head.strip(), tail.strip()) if comma else (text, "")
    return found["title"].strip(), found["body"].strip()


@lru_cache(maxsize=1 << 12)
def is_written_alike(one: str, other: str) -> bool:
    """Whether two names with one folded form are the same name; marks that one lacks altogether are no difference.

    >>> is_written_alike("Lê Thị Hoà", "LÊ THỊ HÒA"), is_written_alike("LE THI HOA", "Lê Thị Hòa")
    (True, True)
    >>> is_written_alike("Lê Văn Hùng", "Lê Văn Hưng")
    False
    """
    first, second = same_form(one), same_form(other)
    return first == second or first.isascii() or second.isascii()


def _key(value: object) -> object:
    """Return what a value is looked up by: a day without its hour, a number as it is, a text in one line."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return " ".join(as_text(value).split())


@lru_cache(maxsize=1 << 14)
def _year_of(value: object) -> int | Problem | None:
    said = _date_of(value)
    if not isinstance(said, Problem):
        return said.year if isinstance(said, date) else said
    found = _YEAR.match(_flat(str(value)))
    if found:
        return int(found[2] or found[1])
    return Problem(NO_YEAR, said.values)


@lru_cache(maxsize=1 << 14)
def _date_of(value: object) -> date | int | Problem | None:
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return _of_number(value)
    text = str(value)
    if not text.strip("-–. "):
        return None
    flat = _flat(text)
    if found := _DAY.match(flat):
        day = _day(int(found[3]), int(found[2]), int(found[1]))
    elif found := _ISO.match(flat):
        day = _day(*map(int, found.groups()))
    elif flat.isascii() and flat.isdigit() and len(flat) <= 5:  # noqa: PLR2004 - a serial number of a day has five
        return _of_number(int(flat))
    else:
        found = _YEAR.match(flat)
        return int(found[1]) if found and not found[2] else Problem(NO_DATE, {"text": text[:_SHOWN]})
    return day or Problem(NO_DATE, {"text": text[:_SHOWN]})


def _of_number(value: float) -> date | int | Problem:
    if FIRST_YEAR <= value < 2100 and value == int(value):  # noqa: PLR2004 - a year
        return int(value)
    if 0 < value < _SERIALS.stop and int(value) in _SERIALS:
        return _EPOCH + timedelta(days=int(value))
    return Problem(NO_DATE, {"text": as_text(value)[:_SHOWN]})


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:  # noqa: PLR2004 - months
        return None
    return date(year, month, day)


def _flat(text: str) -> str:
    return fold(text).replace("–", "-")
