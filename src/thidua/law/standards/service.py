"""Years of service, as commemorative medals ask for them (Circular 20/2025/TT-BCA, Art. 4)."""

from __future__ import annotations

from datetime import date

from thidua.law.record import Record, Service
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView

_MONTHS = 12
_DOUBLE = 2


def served(
    record: Record, law: LawView, *, number: str, number_for_women: str = "", hard_counts_double: bool = False
) -> Finding:
    """Ask for ``number`` years of service (for women ``number_for_women``), full months added; overlaps count once."""
    if not record.service:
        return Finding(Outcome.TO_JUDGE, "Chưa có quá trình công tác trong hồ sơ.", missing="Quá trình công tác")
    if number_for_women and record.is_woman is None:
        return Finding(Outcome.TO_JUDGE, "Hồ sơ chưa ghi là nam hay nữ; số năm cần có khác nhau.", missing="Nam hay nữ")
    on = record.assessed_on or law.day
    needed = law.number(number_for_women if number_for_women and record.is_woman else number)
    months = months_served(record.service, on, hard_counts_double=hard_counts_double)
    observed = f"{months // _MONTHS} năm {months % _MONTHS} tháng."
    if months >= needed * _MONTHS:
        return Finding(Outcome.MET, f"Đã có {observed}", observed)
    lacking = needed * _MONTHS - months
    return Finding(
        Outcome.NOT_MET,
        f"Mới có {observed[:-1]}, cần {needed} năm.",
        observed,
        f"Thêm {lacking // _MONTHS} năm {lacking % _MONTHS} tháng",
        _later(on, lacking),
    )


def months_served(spans: tuple[Service, ...], on: date, *, hard_counts_double: bool) -> int:
    """Return the full months of the spans up to a day, each month once, those in hard areas twice where so ruled."""
    months: dict[int, int] = {}
    for span in spans:
        until = min(span.until, on)
        whole = _full_months(span.since, until)
        first = span.since.year * _MONTHS + span.since.month
        worth = _DOUBLE if span.hard_area and hard_counts_double else 1
        for month in range(first, first + whole):
            months[month] = max(months.get(month, 0), worth)
    return sum(months.values())


def _full_months(since: date, until: date) -> int:
    whole = (until.year - since.year) * _MONTHS + until.month - since.month - (until.day < since.day)
    return max(whole, 0)


def _later(day: date, months: int) -> date:
    month = day.year * _MONTHS + day.month - 1 + months
    return date(month // _MONTHS, month % _MONTHS + 1, 1)
