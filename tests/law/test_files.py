"""Every file of the law is complete and agrees with the others."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from thidua.law.catalogue import (
    AwardForm,
    Category,
    Group,
    Parameter,
    Provision,
    all_award_forms,
    all_parameters,
    award_form,
    catalogue,
    instruments,
    recognise_form,
    sources,
)
from thidua.law.day import (
    all_bonuses,
    all_conditions,
    all_deadlines,
    all_dossiers,
    all_principles,
    all_transitions,
    shipped_packs,
)
from thidua.law.loading import slug

ASCII_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
FORMS = [form for versions in all_award_forms().values() for form in versions]
VALUES = [value for values in all_parameters().values() for value in values]


def provisions_of(entry: AwardForm | Parameter) -> list[Provision]:
    if isinstance(entry, Parameter):
        return list(entry.provisions)
    of_recipients = [place for rule in entry.recipients for place in rule.provisions]
    return [*entry.provisions, *entry.decided_by.provisions, *of_recipients]


def test_codes_are_small_ascii_words_joined_by_underscores() -> None:
    codes = [*all_award_forms(), *all_parameters(), *map(slug, instruments())]

    assert [code for code in codes if code.isdecimal() or not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", code)] == []
    assert [code for code in [*all_award_forms(), *all_parameters()] if not ASCII_SNAKE.fullmatch(code)] == []


@pytest.mark.parametrize("entry", [*FORMS, *VALUES], ids=lambda entry: f"{entry.code} {entry.since}")
def test_every_entry_has_a_provision_of_a_known_instrument_and_a_source(entry: AwardForm | Parameter) -> None:
    places = provisions_of(entry)

    assert entry.provisions != ()
    assert [place for place in places if place.number not in instruments()] == []
    assert entry.sources != ()
    assert [key for key in entry.sources if key not in sources()] == []


def test_every_instrument_has_a_source_that_is_listed() -> None:
    missing = [each.number for each in instruments().values() if not each.sources or set(each.sources) - set(sources())]

    assert missing == []


def test_every_source_listed_is_used() -> None:
    rules = [*all_conditions(), *all_dossiers(), *all_deadlines(), *all_bonuses(), *all_transitions()]
    rules += all_principles()
    of_packs = [
        entry
        for pack in shipped_packs().values()
        for entry in (
            *pack.conditions,
            *pack.deadlines,
            *pack.instruments.values(),
            *(value for values in pack.parameters.values() for value in values),
        )
    ]
    entries = [*FORMS, *VALUES, *instruments().values(), *rules, *of_packs]
    used = {key for entry in entries for key in entry.sources}

    assert sorted(set(sources()) - used) == []


def test_what_comes_from_memory_alone_is_not_called_verified() -> None:
    from_memory = [form.code for form in FORMS if re.search("trí nhớ|Chưa có nguồn", form.note) and form.verified]

    assert from_memory == []


def test_an_amendment_whose_content_was_not_seen_is_never_the_ground_of_a_verified_version() -> None:
    unseen = {each.number for each in instruments().values() if not each.content_seen}
    bold = [form.code for form in FORMS if form.verified and unseen & {place.number for place in form.provisions}]

    assert bold == []


def test_the_official_name_of_every_form_leads_back_to_it() -> None:
    lost = [
        form.code
        for form in catalogue(date(2026, 9, 30))
        if (found := recognise_form(form.name, None, date(2026, 9, 30))) is None or found.code != form.code
    ]

    assert lost == []


def test_a_press_name_with_each_level_that_may_give_it_leads_back_to_the_form() -> None:
    lost = [
        (form.code, name, level)
        for form in catalogue(date(2026, 9, 30))
        for name in form.press_names
        for level in form.given_by
        if (found := recognise_form(name, level.label, date(2026, 9, 30))) is not None and found.code != form.code
    ]

    assert lost == []


def test_a_form_in_classes_has_three_and_each_names_its_family() -> None:
    families = [form for form in catalogue(date(2026, 9, 30)) if form.classes]

    assert sorted(family.code for family in families) == [
        "huan_chuong_bao_ve_to_quoc",
        "huan_chuong_chien_cong",
        "huan_chuong_doc_lap",
        "huan_chuong_lao_dong",
        "huan_chuong_quan_cong",
        "huy_chuong_chien_si_ve_vang",
    ]
    for family in families:
        assert len(family.classes) == 3
        assert {award_form(code, date(2026, 9, 30)).family for code in family.classes} == {family.code}


def test_the_seven_forms_of_commendation_and_the_titles_are_all_there() -> None:
    groups = {form.group for form in catalogue(date(2026, 9, 30))}
    commendations = {group for group in groups if group.category is Category.COMMENDATION}

    assert groups == set(Group)
    assert len(commendations) == 7


def test_every_label_is_there() -> None:
    enumerations = {type(form.group) for form in FORMS} | {Category}
    labels = [member.label for enumeration in enumerations for member in enumeration]

    assert all(labels)


@pytest.mark.parametrize("versions", [*all_award_forms().values(), *all_parameters().values()], ids=lambda v: v[0].code)
def test_a_boundary_day_belongs_to_the_later_version(versions: tuple[AwardForm, ...] | tuple[Parameter, ...]) -> None:
    for earlier, later in pairwise(versions):
        assert later.since is not None
        assert earlier.until == later.since
        assert (earlier.in_force(later.since), later.in_force(later.since)) == (False, True)
        day_before = later.since - timedelta(days=1)
        assert (earlier.in_force(day_before), later.in_force(day_before)) == (True, False)
