"""Counting and deciding, whatever the numbers: property tests of the pure rules."""

from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.councils.choices import Choice, Majority, Outcome, TieRule
from thidua.councils.rules.attending import Seat, attending, entitled, may_write
from thidua.councils.rules.box import KEY_BYTES, BoxBroken, seal, shuffled, unseal
from thidua.councils.rules.lists import Listed, by_award, digest
from thidua.councils.rules.outcomes import proposal
from thidua.councils.rules.parts import Part, may_conclude, may_run
from thidua.councils.rules.quorum import Quorum, quorum_of
from thidua.councils.rules.standard import Standard, standard_of
from thidua.councils.rules.tally import Tally, counted
from thidua.law.day import Law, shipped_packs
from thidua.law.entries import RecipientKind
from thidua.law.record import Record
from thidua.law.standards.council import voted
from thidua.law.verdicts import Outcome as Found

DAY = date(2026, 11, 20)
NATIONAL, PROVINCIAL, BASE, FLAG = (
    "chien_si_thi_dua_toan_quoc",
    "chien_si_thi_dua_bo_tinh",
    "chien_si_thi_dua_co_so",
    "co_thi_dua_bo_tinh",
)
STANDARDS = [
    *(
        Standard("", percent=percent, denominator=each)
        for percent in (80, 90)
        for each in ("all_members", "not_recused")
    ),
    *(Standard("", majority=each) for each in Majority.values),
]


@st.composite
def tallies(draw):
    """A count that can be: members fall apart into who stepped aside, who voted, who wrote and who did neither."""
    members = draw(st.integers(1, 40))
    recused = draw(st.integers(0, members))
    left = members - recused
    parts = []
    for _each in range(5):
        parts.append(draw(st.integers(0, left - sum(parts))))
    favour, against, blank, written_favour, written_against = parts
    cast = favour + against + blank
    present = draw(st.integers(cast, left - written_favour - written_against))
    there_aside = draw(st.integers(0, recused))
    return Tally(*parts, members, recused, present + there_aside, present)


@given(tallies())
def test_every_member_is_counted_once(tally):
    told = tally.recused + tally.in_favour + tally.opposed + tally.blank + tally.silent

    assert told == tally.members
    assert Tally.from_json(tally.as_json()) == tally


@pytest.mark.parametrize(
    "changed",
    [{"favour": -1}, {"favour": 12}, {"written_favour": 5}, {"entitled": 13}, {"attending": 16}, {"recused": 16}],
)
def test_counts_that_cannot_be_are_an_error(changed):
    possible = Tally(9, 1, 1, 3, 0, members=15, recused=1, attending=12, entitled=11)

    with pytest.raises(ValueError, match=r"."):
        replace(possible, **changed)


@given(tallies(), st.sampled_from([80, 90]), st.sampled_from(["all_members", "not_recused"]))
def test_a_share_of_the_law_is_reached_exactly_where_its_per_cent_are(tally, percent, denominator):
    standard = Standard("", percent=percent, denominator=denominator)
    base = tally.members - (tally.recused if denominator == "not_recused" else 0)

    assert standard.base(tally) == base
    assert standard.is_met(tally) == (base > 0 and 100 * tally.in_favour >= percent * base)


@given(tallies(), st.sampled_from([NATIONAL, PROVINCIAL, BASE, FLAG]))
def test_the_council_and_the_engine_of_the_law_say_the_same(tally, award):
    law = Law.on(DAY)
    kind = RecipientKind.COLLECTIVE if award == FLAG else RecipientKind.INDIVIDUAL
    standard = standard_of(law, award, kind, majority="of_members", majority_words="")
    (condition,) = [each for each in law.conditions(award, kind) if each.test == "voted"]

    found = voted(Record(kind, 2026, votes=tally.votes()), law, **condition.arguments)

    assert standard.is_met(tally) == (found.outcome is Found.MET)


@given(tallies(), st.sampled_from(STANDARDS))
def test_one_more_vote_for_it_never_makes_it_fail(tally, standard):
    if tally.against == 0:
        return
    turned = replace(tally, favour=tally.favour + 1, against=tally.against - 1)

    assert standard.is_met(turned) >= standard.is_met(tally)


@given(tallies(), st.sampled_from(STANDARDS), st.sampled_from(TieRule.values), st.booleans())
def test_agreed_is_allowed_only_where_enough_are_for_it_or_the_chair_decides_a_tie(
    tally, standard, rule, is_nomination
):
    told = proposal(standard, tally, rule, is_nomination=is_nomination)

    by_chair = told.is_tie and rule == TieRule.CHAIR_DECIDES
    assert (Outcome.AGREED in told.allowed) == (standard.is_met(tally) or by_chair)
    assert told.outcome is None or told.outcome in told.allowed
    assert told.must_repeat == (not told.allowed)
    assert not (standard.is_of_law and told.is_tie)


@given(tallies())
def test_nobody_is_agreed_to_by_half(tally):
    for majority in (Majority.OF_MEMBERS, Majority.OF_ATTENDING):
        standard = Standard("", majority=majority)
        assert standard.is_met(tally) == (standard.base(tally) > 0 and 2 * tally.in_favour > standard.base(tally))
    assert Standard("", majority=Majority.OF_VOTES).is_met(tally) == (tally.in_favour > tally.opposed)


def test_without_a_vote_a_nomination_is_neither_agreed_nor_refused():
    standard = STANDARDS[0]

    nomination = proposal(standard, None, TieRule.NOT_AGREED, is_nomination=True)
    words = proposal(standard, None, TieRule.NOT_AGREED, is_nomination=False)

    assert nomination.allowed == {Outcome.SUPPLEMENT, Outcome.LOWER_FORM, Outcome.PASS_UP}
    assert words.allowed == {Outcome.AGREED, Outcome.NOT_AGREED}


@pytest.mark.parametrize(
    ("award", "day", "percent", "verified", "provision"),
    [
        (PROVINCIAL, DAY, 90, False, "152/2025/NĐ-CP"),
        (PROVINCIAL, date(2024, 6, 1), 90, True, "98/2023/NĐ-CP, Điều 30 khoản 7"),
        (BASE, DAY, 80, False, "152/2025/NĐ-CP"),
        (FLAG, date(2025, 6, 30), 80, True, "98/2023/NĐ-CP, Điều 30 khoản 7"),
        ("giay_khen", DAY, 0, True, ""),
        ("khong_co", DAY, 0, True, ""),
    ],
)
def test_what_a_vote_must_reach_is_that_of_its_day(award, day, percent, verified, provision):
    kind = "collective" if award == FLAG else "individual"

    standard = standard_of(Law.on(day), award, kind, majority="of_members", majority_words="đồng ý quá nửa")

    assert (standard.percent, standard.verified, standard.provision) == (percent, verified, provision)
    assert standard.is_of_law == (percent > 0)
    assert Standard.from_json(standard.as_json()) == standard


def test_the_quorum_is_that_of_the_law_or_of_the_pack_that_an_office_follows():
    national, local = quorum_of(Law.on(DAY)), quorum_of(Law.on(DAY, [shipped_packs()["bac_ninh_86_2025"]]))

    assert (national.part, national.whole, national.least(15), national.verified) == (2, 3, 10, False)
    assert (local.part, local.whole, local.least(15), local.verified) == (80, 100, 12, True)
    assert local.provision == "86/2025/QĐ-UBND, Điều 8 khoản 4"
    assert Quorum.from_json(local.as_json()) == local


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_quorum_is_reached_where_the_part_is(present, members):
    assert Quorum(2, 3).is_reached(present, members) == (members > 0 and 3 * present >= 2 * members)


SEATS = st.lists(
    st.builds(Seat, st.integers(1, 30), st.sampled_from(["expected", "present", "absent"]), st.booleans()),
    unique_by=lambda seat: seat.member,
)


@given(SEATS, st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30)))
def test_nobody_both_votes_and_writes_and_who_stepped_aside_does_neither(roll, recused, cast):
    may_vote, writing = entitled(roll, recused), may_write(roll, recused, cast)

    assert may_vote.isdisjoint(writing)
    assert (may_vote | writing).isdisjoint(recused)
    assert may_vote <= attending(roll)
    assert writing.isdisjoint(cast)


def test_who_chairs_concludes_and_others_only_in_their_place():
    assert may_conclude({Part.CHAIR}, chair_can=True)
    assert not may_conclude({Part.SECRETARY, Part.CLERK, Part.VICE_CHAIR}, chair_can=True)
    assert not may_conclude({Part.CHAIR}, chair_can=False)
    assert all(may_conclude({part}, chair_can=False) for part in (Part.SECRETARY, Part.CLERK, Part.VICE_CHAIR))
    assert [part for part in Part if may_run({part})] == [Part.CLERK, Part.CHAIR, Part.SECRETARY]


@given(st.sampled_from(Choice.values), st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES), st.binary(max_size=16))
def test_a_sealed_choice_opens_under_its_key_for_its_box_alone(choice, key, box):
    sealed = seal(choice, key=key, box=box)

    assert (unseal(sealed, key=key, box=box), len(sealed)) == (choice, 40)
    for other_key, other_box in ((bytes(KEY_BYTES), box), (key, box + b"x")):
        if (other_key, other_box) != (key, box):
            with pytest.raises(BoxBroken):
                unseal(sealed, key=other_key, box=other_box)


@given(st.text(max_size=50))
def test_what_is_no_sealed_ballot_opens_no_box(text):
    with pytest.raises(BoxBroken):
        unseal(text, key=bytes(KEY_BYTES), box=b"")


def test_one_choice_sealed_twice_is_two_texts():
    assert len({seal("for", key=bytes(KEY_BYTES), box=b"") for _each in range(100)}) == 100


@given(st.lists(st.integers()))
def test_shuffling_keeps_what_there_is(things):
    assert sorted(shuffled(things)) == sorted(things)


@given(st.lists(st.sampled_from(Choice.values)))
def test_ballots_are_counted_whatever_their_order(choices):
    told = counted(choices)

    assert told == counted(sorted(choices))
    assert (told.cast, told.favour) == (len(choices), choices.count("for"))


LISTED = st.builds(Listed, *[st.text(max_size=5)] * 2, st.integers(1, 5), *[st.text(max_size=5)] * 3, st.just("x"))


@given(st.lists(LISTED, min_size=1, max_size=5), st.integers(1, 15))
def test_a_digest_names_one_list_and_one_number_of_voters(listed, voters):
    known = digest(listed, entitled=voters)

    assert digest(list(listed), entitled=voters) == known
    assert digest(listed, entitled=voters + 1) != known
    assert digest(listed[:-1], entitled=voters) != known
    for name, value in asdict(listed[0]).items():
        other = replace(listed[0], **{name: value + 1 if isinstance(value, int) else value + "x"})
        assert digest([other, *listed[1:]], entitled=voters) != known
    assert sum(count for *_award, count in by_award(listed)) == len(listed)
