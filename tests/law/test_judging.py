"""Record × Law → verdicts: what must hold for any nominee, and which law a dossier is judged by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.catalogue import NotInForceError, all_award_forms
from thidua.law.day import Law, all_transitions, shipped_packs
from thidua.law.entries import RecipientKind
from thidua.law.judging import assess, day_of_law, judge
from thidua.law.record import (
    CommendationType,
    Group,
    HeldAward,
    Innovation,
    InnovationKind,
    Members,
    Rating,
    Reach,
    Record,
    Service,
    Votes,
)
from thidua.law.standards.council import ALL_MEMBERS, NOT_RECUSED, base_of
from thidua.law.standards.sequences import run_up_to
from thidua.law.standards.service import months_served
from thidua.law.verdicts import Outcome, either, most_urgent_first, overall

TODAY = date(2026, 11, 27)
CODES = sorted(all_award_forms())
YEARS = st.integers(2015, 2027)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
RECORDS = st.builds(
    Record,
    kind=st.sampled_from(RecipientKind),
    year=st.integers(2024, 2027),
    type=st.none() | st.sampled_from(CommendationType),
    group=st.none() | st.sampled_from(Group),
    is_woman=st.none() | st.booleans(),
    ratings=st.dictionaries(YEARS, st.sampled_from(Rating), max_size=8),
    honours=st.lists(
        st.builds(HeldAward, st.sampled_from(CODES), YEARS, st.none() | st.sampled_from(CommendationType))
    ).map(tuple),
    innovations=st.lists(
        st.builds(Innovation, st.sampled_from(InnovationKind), YEARS, st.sampled_from(Reach), st.booleans()), max_size=3
    ).map(tuple),
    members=st.none() | st.builds(Members, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50)),
    cluster_rank=st.none() | st.integers(1, 9),
    judged_all=st.none() | st.booleans(),
    votes=st.none() | st.builds(Votes, st.integers(0, 15), st.just(15), st.integers(0, 3)),
    comment_days=st.none() | st.integers(0, 20),
    papers=st.none() | st.just(frozenset({"giay_xac_nhan_pham_vi"})),
    on_hold_until=st.none() | DAYS,
    counts_from=st.none() | DAYS,
    received_on=st.none() | DAYS,
)


@given(code=st.sampled_from(CODES), record=RECORDS)
def test_every_verdict_of_any_nominee_has_a_sentence_and_a_provision(code: str, record: Record) -> None:
    try:
        verdicts = judge(code, record, Law.on(TODAY, shipped_packs().values()))
    except NotInForceError:
        return
    assert [each.code for each in verdicts if not (each.reason and each.requirement and each.provision)] == []
    assert [each.code for each in verdicts if not each.verified and not each.caution] == []
    assert {each.code for each in verdicts if each.outcome is Outcome.NOT_YET} <= {
        "hoi_dong_dong_y",
        "lay_y_kien",
        "lay_y_kien_nhan_dan",
        "niem_yet",
        "phien_hop_hop_le",
        "so_nguoi_moi_nam",
        "ty_le_co_chinh_phu",
        "ty_le_tien_tien",
    }


@given(code=st.sampled_from(CODES), record=RECORDS)
def test_the_same_record_and_law_give_the_same_verdicts(code: str, record: Record) -> None:
    try:
        assert assess(code, record, TODAY) == assess(code, record, TODAY)
    except NotInForceError:
        return


@given(record=RECORDS, years=st.sets(YEARS, max_size=6))
def test_another_title_never_makes_a_title_that_rests_on_titles_harder(record: Record, years: set[int]) -> None:
    record = replace(record, kind=RecipientKind.INDIVIDUAL, received_on=date(2026, 9, 1), year=2026)
    more = tuple(HeldAward("chien_si_thi_dua_co_so", year) for year in sorted(years))
    before = outcome_of(record, "lien_tuc_chien_si_co_so")
    after = outcome_of(replace(record, honours=(*record.honours, *more)), "lien_tuc_chien_si_co_so")

    assert not (before is Outcome.MET and after is not Outcome.MET)


def outcome_of(record: Record, condition: str) -> Outcome:
    verdicts = judge("chien_si_thi_dua_bo_tinh", record, Law.on(date(2026, 9, 1)))
    return next(each.outcome for each in verdicts if each.code == condition)


@given(favour=st.integers(0, 40), members=st.integers(1, 40))
def test_the_share_of_votes_is_counted_without_rounding(favour: int, members: int) -> None:
    favour = min(favour, members)
    record = Record(kind=RecipientKind.INDIVIDUAL, year=2026, votes=Votes(favour, members))
    verdicts = judge("chien_si_thi_dua_bo_tinh", record, Law.on(date(2026, 9, 1)))
    outcome = next(each.outcome for each in verdicts if each.code == "hoi_dong_dong_y")

    assert (outcome is Outcome.MET) == (favour * 100 >= 90 * members)


def test_those_who_step_aside_count_or_not_as_the_data_says() -> None:
    votes = Votes(favour=13, members=15, recused=1)

    assert (base_of(votes, ALL_MEMBERS), base_of(votes, NOT_RECUSED)) == (15, 14)
    with pytest.raises(ValueError, match="unknown denominator"):
        base_of(votes, "half")


def test_a_wrong_kind_of_recipient_is_told_alone() -> None:
    record = Record(kind=RecipientKind.INDIVIDUAL, year=2026)

    (verdict,) = judge("co_thi_dua_bo_tinh", record, Law.on(TODAY))

    assert (verdict.code, verdict.outcome) == ("doi_tuong", Outcome.NOT_MET)
    assert verdict.provision == "06/2022/QH15, Điều 26"


@pytest.mark.parametrize(
    ("received", "law_day", "changed_on"),
    [
        (date(2023, 12, 31), date(2023, 12, 31), date(2024, 1, 1)),
        (date(2024, 1, 1), date(2024, 1, 1), date(2025, 7, 1)),
        (date(2025, 6, 30), date(2025, 6, 30), date(2025, 7, 1)),
        (date(2025, 7, 1), date(2025, 7, 1), date(2026, 10, 1)),
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 1)),
    ],
)
def test_the_day_of_receipt_chooses_the_law(received: date, law_day: date, changed_on: date) -> None:
    record = Record(kind=RecipientKind.INDIVIDUAL, year=2026, received_on=received)

    day, transition = day_of_law(record, TODAY)

    assert (day, transition.since if transition else None) == (law_day, changed_on)


@given(received=st.dates(date(2010, 1, 1), date(2030, 1, 1)), on=st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_no_dossier_is_judged_by_a_law_of_the_future(received: date, on: date) -> None:
    day, _transition = day_of_law(Record(kind=RecipientKind.INDIVIDUAL, year=2026, received_on=received), on)

    assert day <= max(received, on)
    sides = [change.since <= day for change in all_transitions() if change.since <= min(received, on)]
    assert all(sides)


def test_a_dossier_received_before_the_change_takes_the_newer_law_only_where_it_is_better() -> None:
    good = Record(
        kind=RecipientKind.INDIVIDUAL,
        year=2026,
        ratings={2026: Rating.EXCELLENT},
        innovations=(Innovation(InnovationKind.INNOVATION, 2026),),
        judged_all=True,
        received_on=date(2026, 9, 30),
    )

    both_met = assess("chien_si_thi_dua_co_so", good, TODAY)
    only_newer = assess(
        "chien_si_thi_dua_co_so", replace(good, judged_all=None, judgements={"doan_ket_phong_trao": False}), TODAY
    )
    received_later = assess("chien_si_thi_dua_co_so", replace(good, received_on=date(2026, 10, 1)), TODAY)

    assert (both_met.outcome, both_met.by_newer, both_met.law_day) == (Outcome.MET, False, date(2026, 9, 30))
    assert (only_newer.outcome, only_newer.by_newer, only_newer.law_day) == (Outcome.MET, True, date(2026, 10, 1))
    assert (received_later.outcome, received_later.by_newer) == (Outcome.MET, False)


@given(st.lists(st.sampled_from(Outcome)))
def test_all_of_and_one_of_agree_on_what_is_plain(outcomes: list[Outcome]) -> None:
    assert (overall(outcomes) is Outcome.NOT_MET) == (Outcome.NOT_MET in outcomes)
    assert (either(outcomes) is Outcome.MET) == (Outcome.MET in outcomes)


def test_what_stands_in_the_way_comes_first() -> None:
    record = Record(kind=RecipientKind.INDIVIDUAL, year=2026, ratings={2026: Rating.GOOD})
    verdicts = judge("chien_si_thi_dua_co_so", record, Law.on(date(2026, 9, 1)))

    order = [each.outcome for each in most_urgent_first(verdicts)]

    assert order == sorted(order, key=[Outcome.NOT_MET, Outcome.TO_JUDGE, Outcome.NOT_YET, Outcome.MET].index)


@given(year=YEARS, years=st.sets(YEARS))
def test_a_row_of_years_has_no_gap_and_ends_at_the_year_or_the_one_before(year: int, years: set[int]) -> None:
    run = run_up_to(year, years)

    assert set(run) <= years
    assert run == tuple(range(run[0], run[-1] + 1)) if run else True
    assert not run or run[-1] == (year if year in years else year - 1)
    assert not run or run[0] - 1 not in years


@given(since=st.dates(date(2000, 1, 1), date(2020, 1, 1)), days=st.integers(0, 4000))
def test_years_in_hard_areas_count_double_and_overlaps_once(since: date, days: int) -> None:
    span = Service(since, since + timedelta(days=days), hard_area=True)

    plain = months_served((span,), TODAY, hard_counts_double=False)

    assert months_served((span, span), TODAY, hard_counts_double=False) == plain
    assert months_served((span,), TODAY, hard_counts_double=True) == 2 * plain
