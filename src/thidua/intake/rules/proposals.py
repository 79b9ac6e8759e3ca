"""What an accepted fact will be in the registry, as far as the text alone decides it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from thidua.conferences.choices import ConferenceKind
from thidua.conferences.rules import day_of
from thidua.intake.rules.sums import is_general

Value = Mapping[str, Any]

_GATHERINGS = (
    (ConferenceKind.CONGRESS, "Đại hội"),
    (ConferenceKind.FESTIVAL, "Ngày hội"),
    (ConferenceKind.ANNIVERSARY, "Lễ kỷ niệm"),
)
_CONFERENCE = "Hội nghị"
_ACTS = {
    ConferenceKind.INTERIM_REVIEW: "sơ kết",
    ConferenceKind.FINAL_REVIEW: "tổng kết",
    ConferenceKind.HONOUR: "biểu dương điển hình",
    ConferenceKind.LAUNCH: "phát động",
    ConferenceKind.ROLL_OUT: "triển khai",
    ConferenceKind.AWARDING: "trao thưởng",
    ConferenceKind.SIGNING: "ký kết",
}
_KIND_WORDS = {"movement": "phong trào", "award_scheme": "giải"}
_BODIES = re.compile(
    r"^(?:công an|ubnd|ủy ban|sở|phòng|ban|đội|xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|trường|công ty|tổng công ty"
    r"|hội|đoàn|tổ|cụm|khối|chi cục|cục|trung tâm|bệnh viện|ngân hàng|nhân dân|cán bộ|tập thể|đơn vị|thôn|khu|làng|bộ"
    r"|viện|tòa án|mặt trận|liên đoàn|chi bộ|đảng bộ|chi nhánh|trạm|nhà máy|hợp tác xã)(?!\w)"
)
_PERSON = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*\s+){1,5}[^\W\d_a-z][^\W\d_]*$")
_STRETCH = re.compile(r"(\d{1,2})\s*năm")


def period_of(own: Value | None, event: Value | None, *, status: str = "achieved") -> Value | None:
    """Return the period of a figure or award: its own years, else those of the conference, else its own words.

    ``event`` is the conference's value. Its years are not taken for a result when they still lie ahead of its day
    (a review of 2020 that opens the phase 2020–2025 reports on the years before).

    >>> meeting = {"date": "2019-11-05", "period": {"from": 2014, "to": 2019}}
    >>> period_of({"from": None, "to": None, "text": "5 năm"}, meeting)
    {'from': 2014, 'to': 2019}
    >>> period_of(None, {"date": "2020-06-05", "period": {"from": 2020, "to": 2025}}) is None
    True
    """
    if own and (own.get("from") is not None or own.get("to") is not None):
        return own
    years = (event or {}).get("period") or {}
    has_years = years.get("from") is not None or years.get("to") is not None
    if not has_years or (status != "target" and _lies_ahead(years, event or {})):
        return own or None
    stretch = _STRETCH.search(str((own or {}).get("text", "")))
    if stretch and not _is_as_long(years, int(stretch[1])):
        return own
    return years


def main_event(facts: Sequence[tuple[str, Value]]) -> int | None:
    """Return the place in ``facts`` (kind, value) of the text's own conference: the main one, else the first."""
    events = [place for place, (kind, _value) in enumerate(facts) if kind == "event"]
    return next((place for place in events if facts[place][1].get("main")), events[0] if events else None)


def day_of_document(event: Value | None, published: str, today: date) -> date:
    """Return the day on whose map names in the text are to be understood: of the conference, of publication, today.

    >>> day_of_document({"date": "2017-03-07"}, "2017-03-08", date(2026, 1, 1))
    datetime.date(2017, 3, 7)
    >>> day_of_document(None, "2020-06", date(2026, 1, 1)), day_of_document(None, "", date(2026, 1, 1))
    (datetime.date(2020, 6, 1), datetime.date(2026, 1, 1))
    """
    for text in (str((event or {}).get("date") or ""), published):
        found = day_of(text) or day_of(f"{text}-01") or day_of(f"{text}-01-01")
        if found:
            return found
    last = ((event or {}).get("period") or {}).get("to")
    return min(date(int(last), 12, 31), today) if last else today


def main_concern(event: Value) -> Value | None:
    """Return what a conference is about: its first movement, else its first programme, directive or project."""
    concerns = event.get("concerns") or []
    return next((each for each in concerns if each.get("category") == "movement"), concerns[0] if concerns else None)


def conference_name(event: Value) -> str:
    """Return a name for a conference that has none of its own in the text.

    >>> conference_name({"kind": ["tong_ket", "phat_dong"], "period": {"from": 2016, "to": 2016},
    ...     "concerns": [{"category": "movement", "name": "Toàn dân bảo vệ an ninh Tổ quốc"}]})
    'Hội nghị tổng kết, phát động phong trào Toàn dân bảo vệ an ninh Tổ quốc 2016'
    """
    if given := str(event.get("name") or "").strip():
        return given
    kinds = event.get("kind") or []
    head = next((word for kind, word in _GATHERINGS if kind in kinds), _CONFERENCE)
    acts = ", ".join(word for kind, word in _ACTS.items() if kind in kinds)
    concern = main_concern(event)
    about = f"{_KIND_WORDS.get(concern['category'], '')} {concern['name']}" if concern else ""
    return " ".join(f"{head} {acts} {about} {years_of(event.get('period'))}".split())


def years_of(period: Value | None) -> str:
    """Return a period in words: «2014–2019», «2016», «từ 2014», or what the text calls it.

    >>> years_of({"from": 2014, "to": None}), years_of({"from": None, "to": None, "text": "5 năm"}), years_of(None)
    ('từ 2014', '5 năm', '')
    """
    if not period:
        return ""
    first, last = period.get("from"), period.get("to")
    if first is None and last is None:
        return str(period.get("text") or "")
    if first == last:
        return str(first)
    if last is None:
        return f"từ {first}"
    return f"{first}–{last}" if first is not None else f"đến {last}"


def is_given_at(award: Value, event: Value) -> bool:
    """Whether an award was given at the conference: made, by somebody named, and for no other years than its own."""
    if award.get("status") == "planned" or is_general(award):
        return False
    own = award.get("period") or {}
    if own.get("from") is None and own.get("to") is None:
        return True
    years = event.get("period") or {}
    return (own.get("from"), own.get("to")) == (years.get("from"), years.get("to"))


def phased_concerns(event: Value) -> list[Value]:
    """Return which of the concerns the conference's years are a phase of.

    Where one movement is reviewed and another launched in one sentence, the years are those of the first.
    """
    concerns = list(event.get("concerns") or [])
    movements = [each for each in concerns if each.get("category") == "movement"]
    if len(movements) > 1 and "phat_dong" in (event.get("kind") or []):
        return [each for each in concerns if each.get("category") != "movement" or each is movements[0]]
    return concerns


def recipient_kind(name: str, award: Value) -> str:
    """Return whether a named recipient is a collective or a person; the counts of the award decide before the name.

    >>> recipient_kind("Công an xã Vũ Thư", {}), recipient_kind("Nguyễn Văn An", {})
    ('collective', 'individual')
    """
    if award.get("collectives") is not None and award.get("individuals") is None:
        return "collective"
    if award.get("individuals") is not None and award.get("collectives") is None:
        return "individual"
    if _BODIES.match(name.lower()) or not _PERSON.match(name.strip()):
        return "collective"
    return "individual"


def _lies_ahead(years: Value, event: Value) -> bool:
    year = str(event.get("date") or "")[:4]
    first, last = years.get("from"), years.get("to")
    if not year.isdigit() or first is None:
        return False
    return int(year) <= first and (last is None or last > int(year))


def _is_as_long(years: Value, stretch: int) -> bool:
    first, last = years.get("from"), years.get("to")
    return first is None or last is None or last - first in {stretch, stretch - 1}
