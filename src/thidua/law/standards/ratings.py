"""How well the tasks of a year, or of years in a row, were completed (Law 06/2022/QH15, Art. 22-28, 73, 74)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    received counts too. Years without a rating are for a person to look up, where with them the row would do.
    """
    needed = law.number(number)
    years = years_of(record, least, after, or_received)
    run = years.run
    observed = f"{least.capitalize()} trở lên các năm {in_words(run)}." if run else f"Chưa có năm nào {least} trở lên."
    if len(run) >= needed:
        return Finding(Outcome.MET, observed, observed)
    if len(may_be := years.run_that_may_be(record.year - needed + 1)) >= needed:
        return not_rated(sorted(set(may_be) - years.good), observed)
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
    needed, length = law.number(number), law.number(within)
    years = years_of(record, least)
    last = record.year if record.year in record.ratings else record.year - 1
    counted = [year for year in sorted(years.good) if last - length < year <= last]
    observed = f"{least.capitalize()} các năm {in_words(counted)}." if counted else f"Chưa có năm nào {least}."
    if len(counted) >= needed:
        return Finding(Outcome.MET, observed, observed)
    if len(may_be := years.that_may_be(length)) >= needed:
        return not_rated(sorted(may_be - years.good), observed)
    lacking = needed - len(counted)
    return Finding(
        Outcome.NOT_MET,
        f"Mới có {len(counted)} năm {least}, cần {needed} năm.",
        observed,
        f"Thêm {lacking} năm {least}",
        date(last + lacking, 1, 1),
    )


@dataclass(frozen=True, slots=True)
class Years:
    """What is known of the years after ``begin`` up to ``last``: which were completed so well, and which were not.

    A year that is in neither has no rating: it is not known, and so never a refusal.
    """

    last: int
    begin: int
    good: frozenset[int]
    bad: frozenset[int]

    @property
    def run(self) -> tuple[int, ...]:
        """The years in a row known to be good, up to the last one, or to the one before where its result is to come."""
        return () if self.last in self.bad else run_up_to(self.last, self.good)

    def run_that_may_be(self, since: int) -> tuple[int, ...]:
        """Return the years in a row up to the last one, from ``since`` on, if every year not rated was good."""
        first = max(since, self.begin + 1, *(year + 1 for year in self.bad))
        return tuple(range(first, self.last + 1))

    def that_may_be(self, length: int) -> set[int]:
        """Return which of the last ``length`` years are good or not rated."""
        return set(range(max(self.begin, self.last - length) + 1, self.last + 1)) - self.bad

    def spans(self, length: int, earliest: int) -> tuple[range, range]:
        """Return the years that «in that time» speaks of: as known, and as they may be, back to ``earliest``.

        A row shorter than ``length`` years stands for the ``length`` years up to its end.
        """
        run = self.run
        end = run[-1] if run else self.last - 1
        sure = range(min(run[0] if run else end, end - length + 1), end + 1)
        may_be = self.run_that_may_be(earliest)
        return sure, range(min(may_be[0], sure.start), self.last + 1) if may_be else sure


def years_of(record: Record, least: Rating, after: tuple[str, ...] = (), or_received: tuple[str, ...] = ()) -> Years:
    """Return what is known of the years completed at ``least`` so well; see ``rated_in_a_row``."""
    begin = max(record.years_of(after), default=0) if after else 0
    if (day := record.counts_from) is not None:
        begin = max(begin, day.year - 1 if record.counts(day.year) else day.year)
    rated = {year: rating.reaches(least) for year, rating in record.ratings.items() if begin < year <= record.year}
    good = {year for year, reaches in rated.items() if reaches}
    good.update(record.years_of(or_received) if or_received else ())
    return Years(record.year, begin, frozenset(good), frozenset(rated) - good)


def not_rated(years: Iterable[int], observed: str) -> Finding:
    """Return that a person is to look up how well the tasks of some years were completed."""
    said = in_words(years)
    return Finding(
        Outcome.TO_JUDGE,
        f"Chưa có kết quả đánh giá, xếp loại năm {said}.",
        observed,
        f"Kết quả đánh giá, xếp loại năm {said}",
    )


def _last_year(year: int, run: tuple[int, ...]) -> int:
    return run[-1] if run else year - 1
