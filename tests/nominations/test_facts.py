"""What a dossier states goes into a row and comes back the same, and reaches the law as it was stated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.entries import RecipientKind
from thidua.law.record import (
    Achievement,
    CommendationType,
    Group,
    HeldAward,
    Members,
    Rating,
    Reach,
    Service,
)
from thidua.nominations.rules.facts import Facts, Surroundings, read_facts, record_of, write_facts

_DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
_COUNTS = st.none() | st.integers(0, 500)
_ACHIEVEMENTS = st.builds(
    Achievement, st.sampled_from(["phong trào", "đột xuất", "đóng góp"]), st.none() | st.sampled_from(Reach)
)
FACTS = st.builds(
    Facts,
    group=st.none() | st.sampled_from(Group),
    ratings=st.dictionaries(st.integers(2010, 2030), st.sampled_from(Rating), max_size=6),
    achievements=st.lists(
        st.builds(
            Achievement, st.sampled_from(["phong trào", "đột xuất", "đóng góp"]), st.none() | st.sampled_from(Reach)
        ),
        max_size=3,
    ).map(tuple),
    members=st.none() | st.builds(Members, st.integers(1, 500), _COUNTS, _COUNTS, _COUNTS, _COUNTS),
    cluster_rank=st.none() | st.integers(1, 20),
    service=st.lists(st.builds(Service, _DAYS, _DAYS, st.booleans()), max_size=3).map(tuple),
    deed_on=st.none() | _DAYS,
    counts_from=st.none() | _DAYS,
)


@given(facts=FACTS)
def test_facts_come_back_from_a_row_as_they_went_in(facts):
    assert read_facts(write_facts(facts)) == facts


def test_what_is_not_known_is_not_written():
    assert write_facts(Facts()) == {}


@pytest.mark.parametrize(
    "kept", [{"group": "người lạ"}, {"ratings": {"năm nay": "hoàn thành"}}, {"ratings": {"2026": "khá"}}]
)
def test_a_word_that_is_not_ours_is_an_error(kept):
    with pytest.raises(ValueError, match="valid"):
        read_facts(kept)


def test_the_law_is_told_what_was_stated_and_what_the_ledger_has():
    facts = Facts(ratings={2025: Rating.GOOD}, cluster_rank=1)
    around = Surroundings(
        kind="collective",
        year=2026,
        type="merit",
        received=(("co_thi_dua_bo_tinh", 2025, "movement"), ("", 2024, "")),
        papers=frozenset({"to_trinh"}),
        ended_on=date(2026, 7, 1),
    )

    record = record_of(facts, around)

    assert (record.kind, record.type, record.year) == (RecipientKind.COLLECTIVE, CommendationType.MERIT, 2026)
    assert record.honours == (HeldAward("co_thi_dua_bo_tinh", 2025, CommendationType.MOVEMENT),)
    assert (record.ratings, record.cluster_rank) == ({2025: Rating.GOOD}, 1)
    assert (record.papers, record.ended_on) == (frozenset({"to_trinh"}), date(2026, 7, 1))


@pytest.mark.parametrize(
    ("type_", "has_achievement", "told"),
    [
        ("movement", True, (Achievement("phong trào"),)),
        ("ad_hoc", True, (Achievement("đột xuất"),)),
        ("merit", True, ()),
        ("movement", False, ()),
    ],
)
def test_an_achievement_in_words_counts_by_the_type_of_commendation(type_, has_achievement, told):
    around = Surroundings(kind="individual", year=2026, type=type_, has_achievement=has_achievement)

    assert record_of(Facts(), around).achievements == told


def test_an_achievement_that_the_dossier_lists_stands_instead_of_one_by_type():
    listed = (Achievement("nhiều thành tích", Reach.GRASSROOTS),)
    around = Surroundings(kind="individual", year=2026, type="movement", has_achievement=True)

    assert record_of(Facts(achievements=listed), around).achievements == listed
