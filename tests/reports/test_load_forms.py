"""The shipped forms come into the database once, and an edition on which units report never changes."""

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, load_shipped_forms, make_form, make_report

from thidua.core.models import AuditEntry
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.reports.catalogue import entries
from thidua.reports.commands import FormInUseError, LoadedForms, ensure_span, load_forms
from thidua.reports.models import Form, FormCheck, FormEdition, FormLine, FormReporter, FormSection, Report
from thidua.reports.queries.entry import read_entry
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.checks import parse_check

pytestmark = pytest.mark.django_db

EDITIONS = [(form, edition) for form in entries() for edition in form.editions]
AMOUNTS = ("min", "max", "from_zero")


@pytest.fixture
def loaded():
    return load_shipped_forms()


@pytest.fixture
def commune():
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


def load_again():
    return load_forms(by=process_actor(), at=LATER)


def every_row():
    models = (Form, FormEdition, FormReporter, FormSection, FormLine, FormCheck)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def edition_of(code="monthly_movement"):
    return FormEdition.objects.get(form__code=code, number=1)


def change_data_of(edition):
    """Let the data differ from what was loaded: as if it had been loaded from other data before."""
    FormEdition.objects.filter(pk=edition.pk).update(content="như bản dữ liệu trước")
    edition.checks.all().delete()


# --- What is loaded ---------------------------------------------------------------------------------------------------


def test_every_shipped_edition_is_loaded(loaded):
    assert loaded == LoadedForms(unchanged=0, added=len(EDITIONS))


def test_forms_stand_in_the_order_of_the_data(loaded):
    assert list(Form.objects.values_list("code", flat=True)) == [form.code for form in entries()]


@pytest.mark.parametrize(("form", "entry"), EDITIONS, ids=[f"{form.code}.{each.number}" for form, each in EDITIONS])
def test_an_edition_asks_of_whom_until_when_and_what_its_data_say(loaded, form, entry):
    edition = FormEdition.objects.get(form__code=form.code, number=entry.number)

    assert (edition.form.name, edition.form.period_kind, edition.form.basis) == (form.name, form.period, form.basis)
    assert (edition.since, edition.days_to_file, edition.tree) == (entry.since, entry.days_to_file, entry.tree)
    assert [Level(each.level).name.lower() for each in edition.reporters.order_by("level")] == sorted(
        entry.levels, key=lambda level: Level[level.upper()]
    )
    assert [
        (section.title, section.kind, [(line.number, line.indicator.code) for line in section.lines.all()])
        for section in edition.sections.all()
    ] == [
        (section.title, section.kind, [(line.number, line.indicator) for line in section.lines])
        for section in entry.sections
    ]
    assert list(edition.checks.values_list("code", "severity", "message")) == [
        (check.code, check.severity, check.message) for check in entry.checks
    ]


def test_a_line_keeps_whether_it_is_required_and_takes_a_rough_number_and_how_it_is_counted(loaded):
    lines = FormLine.objects.values_list("is_required", "takes_qualifier", "hint")

    assert list(
        lines.order_by("section__edition__form__order", "section__edition__number", "section__order", "order")
    ) == [(line.is_required, line.takes_qualifier, line.hint) for _form, edition in EDITIONS for line in edition.lines]


def test_every_loading_is_in_the_audit_trail(loaded):
    trail = AuditEntry.objects.filter(act="load_form").order_by("id")

    assert [each.after for each in trail] == [
        {"form": form.code, "edition": edition.number} for form, edition in EDITIONS
    ]


# --- Checks -----------------------------------------------------------------------------------------------------------


def test_every_loaded_check_can_be_evaluated(loaded):
    checks = FormCheck.objects.order_by("pk")

    parsed = [
        parse_check({"code": each.code, "severity": each.severity, "terms": each.terms, "message": each.message})
        for each in checks
    ]

    assert [each.code for each in parsed] == [check.code for _form, edition in EDITIONS for check in edition.checks]


def test_amounts_of_checks_are_scaled_by_the_decimals_of_what_is_counted(loaded):
    decimals = dict(Indicator.objects.values_list("code", "decimals"))
    kept = dict(FormCheck.objects.values_list("code", "terms"))

    for _form, edition in EDITIONS:
        for check in edition.checks:
            told = {name: check.terms[name] for name in AMOUNTS if name in check.terms}
            scaled = {name: amount * 10 ** decimals[check.cells[0]] for name, amount in told.items()}
            assert {name: kept[check.code][name] for name in told} == scaled, check.code


def test_a_hundred_per_cent_is_kept_in_tenths_like_the_share_itself(loaded):
    check = FormCheck.objects.get(code="undertakings_within_hundred")

    assert (check.terms["min"], check.terms["max"]) == (0, 1000)


@pytest.mark.parametrize(("text", "state"), [("100", "ok"), ("98,6%", "ok"), ("100,1", "stop"), ("986", "stop")])
def test_a_share_over_a_hundred_per_cent_is_found_wrong(loaded, commune, text, state):
    report = make_report(Form.objects.get(code="monthly_movement"), commune, signed_undertakings=text)

    [row] = [row for row in read_entry(report).rows if row.code == "signed_undertakings"]

    assert row.state == state


# --- Loading again ----------------------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing(loaded):
    before = every_row()

    again = load_again()

    assert again == LoadedForms(unchanged=len(EDITIONS), added=0)
    assert every_row() == before
    assert AuditEntry.objects.filter(act="load_form", at=LATER).count() == 0


def test_loading_again_leaves_reports_and_forms_of_the_office_alone(loaded, commune):
    own = make_form("own_count")
    report = make_report(Form.objects.get(code="monthly_movement"), commune, outreach_sessions="12")

    load_again()

    assert Form.objects.filter(pk=own.pk).exists()
    assert [row.text for row in read_entry(Report.objects.get(pk=report.pk)).rows if row.text] == ["12"]


def test_an_edition_on_which_nobody_has_reported_is_replaced_when_its_data_change(loaded):
    before = edition_of()
    change_data_of(before)

    again = load_again()

    assert again == LoadedForms(unchanged=len(EDITIONS) - 1, added=1)
    assert FormEdition.objects.filter(form__code="monthly_movement").count() == 1
    assert edition_of().pk != before.pk
    assert edition_of().checks.count() == len(entries()[0].editions[0].checks)


def test_an_edition_in_use_cannot_change(loaded, commune):
    make_report(Form.objects.get(code="monthly_movement"), commune)
    change_data_of(edition_of())

    with pytest.raises(FormInUseError, match="edition 1 of monthly_movement is in use; write a new edition instead"):
        load_again()


def test_a_loading_that_is_refused_leaves_everything_as_it_was(loaded, commune):
    make_report(Form.objects.get(code="yearly_movement"), commune, period=ensure_span(span=calendar_span("year", 2026)))
    for code in ("monthly_movement", "yearly_movement"):
        change_data_of(edition_of(code))
    before = every_row()

    with pytest.raises(FormInUseError):
        load_again()

    assert every_row() == before


def test_the_name_of_a_form_may_be_corrected_while_it_is_in_use(loaded, commune):
    form = Form.objects.get(code="monthly_movement")
    make_report(form, commune)
    Form.objects.filter(pk=form.pk).update(name="Báo cáo thánng")

    load_again()

    assert Form.objects.get(pk=form.pk).name == entries()[0].name


def test_a_form_is_made_once_however_often_it_is_loaded(loaded):
    load_again()

    assert set(Form.objects.values_list("created_at", flat=True)) == {AT}
