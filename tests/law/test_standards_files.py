"""The files of standards, papers, money and packs: complete, in force, tried; no number of the law stands in code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import thidua.law
from thidua.law.cases.covering import reached_by
from thidua.law.catalogue import NotInForceError, all_award_forms, all_parameters, catalogue, instruments, sources
from thidua.law.conditions import Condition
from thidua.law.day import (
    Law,
    all_bonuses,
    all_conditions,
    all_deadlines,
    all_dossiers,
    all_principles,
    all_transitions,
    national,
    shipped_packs,
)
from thidua.law.entries import RecipientKind
from thidua.law.judging import requirement
from thidua.law.loading.packs import read_pack
from thidua.law.standards.tests import TESTS
from thidua.law.strict import LawFileError, read_yaml_text
from thidua.law.telling import tell
from thidua.law.verdicts import Outcome

PACKAGE = Path(thidua.law.__file__).parent
CASES = Path(__file__).parent / "cases"
EVERYTHING = [
    *all_conditions(),
    *all_dossiers(),
    *all_deadlines(),
    *all_bonuses(),
    *all_transitions(),
    *all_principles(),
]
LOCAL = [
    entry
    for pack in shipped_packs().values()
    for entry in (*pack.conditions, *pack.deadlines, *pack.dossiers, *pack.bonuses)
]
INDIVIDUAL = RecipientKind.INDIVIDUAL
# Whole numbers that are no law: none, one, double, tenths, months of a year, per cent.
PLAIN_NUMBERS = {0, 1, 2, 10, 12, 100}


def name(entry: object) -> str:
    return f"{getattr(entry, 'code', getattr(entry, 'award', ''))} {getattr(entry, 'since', '')}"


@pytest.mark.parametrize("entry", [*EVERYTHING, *LOCAL], ids=name)
def test_every_entry_has_a_provision_in_force_on_its_first_day_and_a_source_that_is_listed(entry: Condition) -> None:
    law = Law.on(entry.since, shipped_packs().values())

    assert [place.number for place in entry.provisions if not law.instrument(place.number).in_force(entry.since)] == []
    assert entry.provisions != ()
    assert entry.sources != ()
    assert [key for key in entry.sources if key not in sources()] == []


@pytest.mark.parametrize("entry", [*EVERYTHING, *LOCAL], ids=name)
def test_a_rule_whose_instruments_have_ended_is_told_as_unsure(entry: Condition) -> None:
    law = Law.on(entry.since, shipped_packs().values())
    ends = [law.instrument(place.number).until for place in entry.provisions]
    until = getattr(entry, "until", None)
    if None in ends or not entry.verified:
        return
    last = max(end for end in ends if end)
    if until and until <= last:
        return

    assert "không còn hiệu lực" in Law.on(last, law.packs).caution(entry.provisions, verified=True)


def test_an_amendment_whose_content_was_not_seen_is_never_the_ground_of_a_verified_rule() -> None:
    unseen = {each.number for each in instruments().values() if not each.content_seen}
    bold = [name(each) for each in EVERYTHING if each.verified and unseen & {place.number for place in each.provisions}]

    # The dates of the change itself were seen on the official page; its content was not.
    assert bold == [" 2026-10-01"]


def test_what_a_lapsed_decree_alone_said_is_carried_on_as_not_verified() -> None:
    for code in ("council_vote_share", "council_vote_share_high", "vote_denominator", "state_comment_days"):
        before, after = all_parameters()[code]
        assert (before.verified, after.verified, before.value) == (True, False, after.value)
        assert "chưa thấy" in after.note


@pytest.mark.parametrize("condition", [*all_conditions(), *(each for each in LOCAL if isinstance(each, Condition))])
def test_every_requirement_can_be_read_on_its_first_and_last_day(condition: Condition) -> None:
    packs = shipped_packs().values() if condition.local else ()
    days = [condition.since, *([condition.until - timedelta(days=1)] if condition.until else [])]

    assert [requirement(condition, Law.on(day, packs)) for day in days] != []
    assert "{" not in requirement(condition, Law.on(condition.since, packs))


@pytest.mark.parametrize("form", catalogue(date(2026, 11, 27)), ids=lambda form: form.code)
def test_every_award_of_the_catalogue_has_a_standard_for_each_kind_of_recipient(form) -> None:  # type: ignore[no-untyped-def]
    if form.classes:  # a class is awarded, not its family
        return
    for kind in form.recipient_kinds:
        assert Law.on(date(2026, 11, 27)).own_conditions(form.code, kind) != ()


def test_a_day_without_a_standard_is_an_error_that_says_so() -> None:
    form = all_award_forms()["bang_khen_bo_tinh"][0]
    kind = next(iter(form.recipient_kinds))

    with pytest.raises(NotInForceError, match=r"standard of bang_khen_bo_tinh .* on 2023-12-31"):
        Law.on(date(2023, 12, 31)).conditions("bang_khen_bo_tinh", kind)


def test_every_condition_is_tried_by_cases_that_meet_it_and_cases_that_do_not() -> None:
    reached = reached_by(sorted(CASES.glob("*.yaml")), shipped_packs())
    counts = {(code, place, outcome) for _award, code, place, outcome in reached}
    untried = [
        (each.awards, each.code, outcome)
        for each in (*all_conditions(), *(one for one in LOCAL if isinstance(one, Condition)))
        for outcome in (Outcome.MET, Outcome.NOT_MET)
        if (each.code, "; ".join(map(str, each.provisions)), outcome) not in counts
    ]

    assert untried == []


def test_every_test_is_used_by_some_condition() -> None:
    def used(condition: Condition) -> Iterator[str]:
        yield condition.test
        for part in condition.parts:
            yield from used(part)

    conditions = [*all_conditions(), *(each for each in LOCAL if isinstance(each, Condition))]
    assert sorted(set(TESTS) - {test for each in conditions for test in used(each)}) == []


def numbers_in(file: Path) -> Iterator[tuple[str, int, object]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield str(file.relative_to(PACKAGE)), node.lineno, node.value


def test_no_number_of_the_law_stands_in_code() -> None:
    suspicious = [
        place
        for file in sorted(PACKAGE.rglob("*.py"))
        for place in numbers_in(file)
        if place[2] not in PLAIN_NUMBERS and file.name not in {"strict.py", "yaml_text.py"}
    ]

    # The only others: sizes of caches, and the last day of a year of a case.
    assert sorted({(file, value) for file, _line, value in suspicious}) == [
        ("cases/questions.py", 31),
        ("catalogue.py", 64),
        ("standards/tests.py", 64),
    ]


def test_a_pack_adds_to_the_law_only_for_those_who_follow_it() -> None:
    day = date(2026, 11, 27)
    kind = next(iter(all_award_forms()["co_thi_dua_bo_tinh"][-1].recipient_kinds))
    followed = Law.on(day, [shipped_packs()["bac_ninh_86_2025"]])

    added = {each.code for each in followed.own_conditions("co_thi_dua_bo_tinh", kind)} - {
        each.code for each in Law.on(day).own_conditions("co_thi_dua_bo_tinh", kind)
    }
    assert added == {"cum_khoi_de_nghi", "muc_do_hoan_thanh"}
    assert "phien_hop_hop_le" in {each.code for each in followed.conditions("giay_khen", RecipientKind.HOUSEHOLD)}


def test_the_later_of_two_packs_that_speak_of_one_thing_wins() -> None:
    day, code = date(2026, 11, 27), "grassroots_fighter_share"
    cap = shipped_packs()["tran_15_phan_tram"]
    tighter = replace(cap, code="chat_hon", parameters={code: (replace(cap.parameters[code][0], value=10),)})

    assert [Law.on(day, packs).number(code) for packs in ([cap], [cap, tighter], [tighter, cap])] == [15, 10, 15]


CORRECTION = """\
code: cong_bao
name: Lời văn trên Công báo
authority: Sở Nội vụ
correction: true
instruments:
  - number: 06/2026/QH16
    title: Luật sửa đổi
    issued_on: 2026-04-23
    in_force_from: 2026-10-01
    until: null
    amends: [06/2022/QH15]
    verified: true
    confidence: high
    sources: [S104]
standards:
  - awards: [chien_si_thi_dua_co_so]
    conditions:
      - code: co_sang_kien
        text: Có sáng kiến được công nhận
        test: has_innovations
        innovations: [sáng kiến]
        reach: cơ sở
        number: title_innovations
        since: 2026-10-01
        provision: 06/2026/QH16, Điều 1
        verified: true
        sources: [S104]
deciders:
  - awards: [chien_si_thi_dua_co_so]
    since: 2026-10-01
    who: Người đứng đầu cơ quan
    provision: 06/2026/QH16, Điều 1
    verified: true
"""


def test_the_text_of_the_gazette_at_hand_ends_the_doubt_where_it_is_stated() -> None:
    day = date(2026, 11, 27)
    pack = read_pack(read_yaml_text(CORRECTION, "gói"), national())
    before, after = (tell("chien_si_thi_dua_co_so", Law.on(day, packs)) for packs in ((), (pack,)))

    texts = [
        {rule.code: (rule.text, rule.verified) for rule in told.conditions[INDIVIDUAL]} for told in (before, after)
    ]
    assert texts[0]["co_sang_kien"][1] is False
    assert texts[1]["co_sang_kien"] == ("Có sáng kiến được công nhận", True)
    assert (after.deciders[0].text, after.deciders[0].verified) == ("Người đứng đầu cơ quan", True)
    assert [rule.verified for rule in after.recipients] == [True]
    assert texts[1]["hoan_thanh_xuat_sac"][1] is False  # not stated in the pack: still the draft


def test_a_pack_that_names_no_award_for_who_decides_is_refused() -> None:
    without = CORRECTION.replace("deciders:\n  - awards: [chien_si_thi_dua_co_so]", "deciders:\n  - awards: []")

    with pytest.raises(LawFileError, match="awards phải có ít nhất một mã"):
        read_pack(read_yaml_text(without, "gói"), national())
