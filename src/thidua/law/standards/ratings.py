"""How well the tasks of a year, or of years in a row, were completed (Law 06/2022/QH15, Art. 22-28, 73, 74)."""

from __future__ import annotations

from datetime import date

from thidua.law.record import Rating, Record
from thidua.law.standards.sequences import in_words, run_up_to
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView


def rated(record: Record, law: LawView, *, least: Rating) -> Finding:  # noqa: ARG001 - every test is given the law
    """Ask whether the year's tasks were completed at ``least`` so well."""
    rating = record.ratings.get(record.year)
    if rating is None:
        return Finding(
            Outcome.TO_JUDGE,
            f"Chưa có kết quả đánh giá, xếp loại năm {record.year}.",
            missing=f"Kết quả đánh giá, xếp loại năm {record.year}",
        )
    observed = f"Năm {record.year}: {rating}."
    if not record.counts(record.year):
        return Finding(Outcome.NOT_MET, f"Thành tích năm {record.year} không được tính.", observed)
    if rating.reaches(least):
        return Finding(Outcome.MET, observed, observed)
    return Finding(Outcome.NOT_MET, f"Năm {record.year} xếp loại {rating}, cần {least} trở lên.", observed, str(least))


def rated_in_a_row(
    record: Record,
    law: LawView,
    *,
    least: Rating,
    number: str,
    after: tuple[str, ...] = (),
    or_received: tuple[str, ...] = (),
) -> Finding:
    """Ask for ``number`` years in a row, up to this or the last year, each completed at ``least`` so well.

    Where ``after`` names awards, only years after the latest of them count; a year in which one of ``or_received`` was
    received counts too.
    """
    needed = law.number(number)
    run = run_of(record, least, after, or_received)
    observed = f"{least.capitalize()} trở lên các năm {in_words(run)}." if run else f"Chưa có năm nào {least} trở lên."
    if len(run) >= needed:
        return Finding(Outcome.MET, observed, observed)
    lacking = needed - len(run)
    return Finding(
        Outcome.NOT_MET,
        f"Mới có {len(run)} năm liên tục {least} trở lên, cần {needed} năm.",
        observed,
        f"Thêm {lacking} năm liên tục",
        date(_last_year(record.year, run) + lacking, 1, 1),
    )


def rated_times(record: Record, law: LawView, *, least: Rating, number: str, within: str) -> Finding:
    """Ask that of the ``within`` years up to this or the last one, ``number`` were completed at ``least`` so well."""
    needed, years = law.number(number), law.number(within)
    last = record.year if record.year in record.ratings else record.year - 1
    good = [year for year, rating in sorted(record.ratings.items()) if rating.reaches(least) and record.counts(year)]
    counted = [year for year in good if last - years < year <= last]
    observed = f"{least.capitalize()} các năm {in_words(counted)}." if counted else f"Chưa có năm nào {least}."
    if len(counted) >= needed:
        return Finding(Outcome.MET, observed, observed)
    lacking = needed - len(counted)
    return Finding(
        Outcome.NOT_MET,
        f"Mới có {len(counted)} năm {least}, cần {needed} năm.",
        observed,
        f"Thêm {lacking} năm {least}",
        date(last + lacking, 1, 1),
    )


def run_of(
    record: Record, least: Rating, after: tuple[str, ...] = (), or_received: tuple[str, ...] = ()
) -> tuple[int, ...]:
    """Return the years in a row, up to this or the last one, completed at ``least`` so well; see ``rated_in_a_row``."""
    begin = max(record.years_of(after), default=0) if after else 0
    good = {
        year
        for year, rating in record.ratings.items()
        if begin < year <= record.year and rating.reaches(least) and record.counts(year)
    }
    return run_up_to(record.year, good.union(record.years_of(or_received) if or_received else ()))


def _last_year(year: int, run: tuple[int, ...]) -> int:
    return run[-1] if run else year - 1
