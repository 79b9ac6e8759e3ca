"""The shipped forms on which a province reports over its communes: its numbers are held against theirs."""

import pytest
from tests.factories.organisations import make_commune, make_unit
from tests.factories.reports import file_and_accept, load_shipped_forms, make_report, type_in

from thidua.reports.commands import ensure_span
from thidua.reports.models import Form, Report
from thidua.reports.queries.entry import read_entry
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.checks import AgainstChildren, parse_check

pytestmark = pytest.mark.django_db
NOUGHTS = {
    "coordination_programme": {
        "coordination_plans": "0", "coordination_reviews": "0", "coordination_sessions": "0",
        "coordination_attendances": "5000", "veteran_members": "0", "veteran_models_new": "0",
        "veteran_patrol_turns": "0", "veteran_mediations": "0", "coordination_commendations": "0",
    },
    "yearly_movement": {
        "steering_documents": "0", "exemplars": "0", "emulation_flags": "0", "certificates_of_merit": "0",
        "focus_points": "0", "targets_set": "0", "tasks_set": "0",
    },
}  # fmt: skip
PERIODS = {
    "coordination_programme": calendar_span("half", 2026, 1),
    "yearly_movement": calendar_span("year", 2025),
}


@pytest.fixture
def forms():
    load_shipped_forms()
    return {form.code: form for form in Form.objects.all()}


@pytest.fixture
def province(forms):
    return make_unit("Hưng Yên")


@pytest.fixture
def communes(province):
    return [make_commune(name, under=province) for name in ("An Thi", "Vũ Thư")]


@pytest.fixture
def report(forms):
    """What makes a report on a shipped form in which everything is nought but what is told."""

    def made(code, unit, **texts):
        begun = make_report(forms[code], unit, ensure_span(span=PERIODS[code]))
        return type_in(begun, **(NOUGHTS[code] | texts))

    return made


def said(report, code):
    """What the checks against the units below say of a cell."""
    entry = read_entry(Report.objects.get(pk=report.pk))
    return [str(each) for row in entry.rows if row.code == code for each in row.findings if "Cộng số" in each.message]


def test_both_forms_on_which_two_levels_report_hold_the_upper_one_against_the_lower(forms):
    held = {}
    for form in forms.values():
        edition = form.editions.get()
        rows = edition.checks.values("code", "severity", "terms", "message")
        cells = {check.terms.cell for check in map(parse_check, rows) if isinstance(check.terms, AgainstChildren)}
        held[form.code] = (edition.reporters.count(), len(cells))

    assert held == {
        "monthly_movement": (1, 0),
        "festival_day": (1, 0),
        "coordination_programme": (2, 7),
        "yearly_movement": (2, 3),
        "statistics_offices": (1, 0),
        "statistics_staff": (1, 0),
    }


def test_the_sum_of_the_communes_is_taken_without_a_word(report, province, communes):
    for commune, sessions in zip(communes, ("5", "7"), strict=True):
        file_and_accept(report("coordination_programme", commune, coordination_sessions=sessions), above=province)

    assert said(report("coordination_programme", province, coordination_sessions="12"), "coordination_sessions") == []


def test_another_number_asks_for_a_reason_such_as_what_is_the_provinces_own(report, province, communes):
    for commune, flags in zip(communes, ("1", "2"), strict=True):
        file_and_accept(report("yearly_movement", commune, emulation_flags=flags), above=province)
    own = report("yearly_movement", province, emulation_flags="4")

    assert said(own, "emulation_flags") == [
        "Cộng số của 2 đơn vị đã gửi được 3, ô này ghi 4, chênh +1. Ghi lý do trong một dòng để cấp trên hiểu."
    ]
    assert not read_entry(own).may_be_filed


def test_while_a_commune_is_missing_only_a_number_below_the_others_is_asked_about(report, province, communes):
    first, _missing = communes
    file_and_accept(report("coordination_programme", first, coordination_sessions="5"), above=province)
    own = report("coordination_programme", province, coordination_sessions="40")
    above = said(own, "coordination_sessions")
    own = type_in(own, coordination_sessions="4")

    assert (above, len(said(own, "coordination_sessions"))) == ([], 1)


def test_a_sum_of_numbers_that_are_known_only_about_is_not_held_against_exactly(report, province, communes):
    for commune, number in zip(communes, ("trên 1600", "400"), strict=True):
        file_and_accept(report("coordination_programme", commune, coordination_attendances=number), above=province)
    own = report("coordination_programme", province, coordination_attendances="2100")
    more = said(own, "coordination_attendances")
    own = type_in(own, coordination_attendances="1900")

    assert (more, len(said(own, "coordination_attendances"))) == ([], 1)


def test_a_commune_has_nothing_below_it_to_be_held_against(report, communes):
    assert (
        said(report("coordination_programme", communes[0], coordination_sessions="900"), "coordination_sessions") == []
    )
