"""A year without a rating is not known: it refuses nobody whom it could still help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.law.record import HeldAward, Innovation, InnovationKind, Rating, Reach, Record
from thidua.law.standards.honours import received_times_in_run
from thidua.law.standards.innovations import has_innovations
from thidua.law.standards.ratings import rated_in_a_row, rated_times
from thidua.law.verdicts import Finding, Outcome

LAW = Law.on(date(2026, 2, 1))
YEAR = 2025
SPAN = range(2018, YEAR + 1)
FIGHTER = "chien_si_thi_dua_co_so"
FIVE, TWO = "prime_minister_certificate_good_years", "ministry_province_certificate_years"
LEVELS = st.sampled_from([Rating.EXCELLENT, Rating.GOOD, Rating.COMPLETED])
KNOWN = st.dictionaries(st.sampled_from(SPAN), LEVELS)
HELD = st.sets(st.sampled_from(SPAN))


def nominee(ratings: Mapping[int, Rating], held: set[int] = frozenset(), counts_from: date | None = None) -> Record:  # type: ignore[assignment]
    return Record(
        kind=RecipientKind.INDIVIDUAL,
        year=YEAR,
        ratings=ratings,
        honours=tuple(HeldAward(FIGHTER, year) for year in sorted(held)),
        innovations=tuple(Innovation(InnovationKind.INNOVATION, year) for year in sorted(held)),
        counts_from=counts_from,
    )


def good_years(record: Record) -> Finding:
    return rated_in_a_row(record, LAW, least=Rating.GOOD, number=FIVE)


def excellent_year(record: Record) -> Finding:
    return rated_times(record, LAW, least=Rating.EXCELLENT, number="labour_order_third_excellent_years", within=FIVE)


def fighter_times(record: Record) -> Finding:
    return received_times_in_run(
        record, LAW, of=(FIGHTER,), number="prime_minister_certificate_fighters", least=Rating.GOOD, within=FIVE
    )


def innovations_in_time(record: Record) -> Finding:
    return has_innovations(
        record,
        LAW,
        innovations=(InnovationKind.INNOVATION,),
        reach=Reach.GRASSROOTS,
        number="ministry_province_certificate_innovations",
        in_years=TWO,
        least=Rating.GOOD,
    )


def filled(ratings: Mapping[int, Rating], level: Rating) -> dict[int, Rating]:
    return {year: ratings.get(year, level) for year in SPAN}


@given(ratings=st.dictionaries(st.sampled_from(SPAN), LEVELS, min_size=4))
def test_a_row_of_years_is_refused_exactly_where_no_rating_of_the_missing_years_would_do(
    ratings: dict[int, Rating],
) -> None:
    missing = [year for year in SPAN if year not in ratings]
    completed = [
        {**ratings, **dict(zip(missing, levels, strict=True))}
        for levels in product([Rating.GOOD, Rating.COMPLETED], repeat=len(missing))
    ]

    would_do = any(good_years(nominee(each)).outcome is Outcome.MET for each in completed)

    assert (good_years(nominee(ratings)).outcome is Outcome.NOT_MET) == (not would_do)


@given(ratings=KNOWN, held=HELD)
def test_what_the_missing_years_could_still_grant_is_never_refused(ratings: dict[int, Rating], held: set[int]) -> None:
    best = nominee(filled(ratings, Rating.EXCELLENT), held)
    for asked in (good_years, excellent_year, fighter_times, innovations_in_time):
        if asked(best).outcome is Outcome.MET:
            assert asked(nominee(ratings, held)).outcome is not Outcome.NOT_MET


@given(ratings=KNOWN.map(lambda known: filled(known, Rating.COMPLETED)), held=HELD)
def test_where_every_year_is_known_nothing_is_left_to_look_up(ratings: dict[int, Rating], held: set[int]) -> None:
    found = [asked(nominee(ratings, held)).outcome for asked in (good_years, excellent_year)]

    assert Outcome.TO_JUDGE not in found


def test_what_is_missing_names_the_years() -> None:
    found = good_years(nominee({2021: Rating.GOOD, 2023: Rating.EXCELLENT, 2024: Rating.GOOD}))

    assert (found.outcome, found.missing) == (Outcome.TO_JUDGE, "Kết quả đánh giá, xếp loại năm 2022, 2025")
    assert found.reason == "Chưa có kết quả đánh giá, xếp loại năm 2022, 2025."


def test_years_before_the_day_from_which_achievements_count_are_not_missing_but_out() -> None:
    counts_from = date(2022, 3, 1)

    found = good_years(nominee({2024: Rating.GOOD, 2025: Rating.GOOD}, counts_from=counts_from))

    assert (found.outcome, found.possible_from) == (Outcome.NOT_MET, date(2028, 1, 1))


def test_a_row_does_not_step_over_a_year_known_to_be_below() -> None:
    ratings = dict.fromkeys(range(2020, 2025), Rating.GOOD)

    assert good_years(nominee(ratings)).outcome is Outcome.MET
    assert good_years(nominee({**ratings, YEAR: Rating.COMPLETED})).outcome is Outcome.NOT_MET
