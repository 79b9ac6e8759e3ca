"""The table of totals: what counts at and under a unit, and the parts of which each number consists."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor
from tests.factories.reports import (
    LATER,
    add_passage_section,
    file_and_accept,
    file_and_return,
    make_form,
    make_indicator,
    make_report,
    month,
    type_in,
)

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.models import Lineage, Placement, Unit
from thidua.reports.choices import SectionKind
from thidua.reports.commands import amend_report, ensure_span, settle_totals
from thidua.reports.models import FormEdition, FormLine, FormReporter, FormSection, Report, TotalMark
from thidua.reports.queries.totals import forms_counted, parts_of, totals_table
from thidua.reports.rules.adding import Part
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
YEAR = calendar_span("year", 2026)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


def make_communes(province, *names):
    return [make_commune(name, under=province) for name in names]


def make_village(name, *, under, **fields):
    return make_unit(name, kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=under, **fields)


def accept(form, unit, above, number=10, **texts):
    """A report of a month, accepted by the unit above."""
    return file_and_accept(make_report(form, unit, month(number), **texts), above=above)


def table(form, unit, *, reader=None, year=2026, on=TODAY):
    settle_totals(at=LATER)
    return totals_table(process_actor(reader or unit), form, unit, year, on=on)


def parts(form, unit, span=None, code="sessions", *, reader=None, on=TODAY):
    settle_totals(at=LATER)
    indicator = Indicator.objects.get(code=code)
    return parts_of(
        process_actor(reader or unit), form, indicator, unit, span or calendar_span("month", 2026, 10), on=on
    )


def cells(found, code="sessions"):
    """The cells of one line: the periods, then the year."""
    return next(row.cells for section in found.sections for row in section.rows if row.line.indicator.code == code)


def cell(found, number=10, code="sessions"):
    return cells(found, code)[number - 1]


def year_cell(found, code="sessions"):
    return cells(found, code)[-1]


def named(found):
    """The parts as (name, value)."""
    return [(each.name, each.part.value) for each in found.parts]


# The table


def test_the_rows_are_the_numeric_lines_of_the_form_in_its_sections(province):
    form = make_form("sessions", "attendances")
    add_passage_section(form)
    section = FormSection.objects.create(
        edition=form.editions.get(), order=3, kind=SectionKind.NUMBERS, title="Mô hình"
    )
    FormLine.objects.create(section=section, order=1, number="3", indicator=make_indicator("models"))

    found = table(form, province)

    assert [
        (each.title, [(row.line.number, row.line.indicator.code) for row in each.rows]) for each in found.sections
    ] == [("Tuyên truyền", [("1", "sessions"), ("2", "attendances")]), ("Mô hình", [("3", "models")])]


def test_the_columns_are_the_periods_of_the_year_then_the_year(province):
    found = table(make_form("sessions"), province)

    assert [column.span.label for column in found.columns] == [*(f"tháng {n}/2026" for n in range(1, 13)), "2026"]


def test_the_periods_of_a_quarterly_form_are_quarters(province):
    make_indicator("sessions", period="quarter")
    form = make_form("sessions", kind="quarter")

    found = table(form, province)

    assert [column.span.label for column in found.columns] == [
        *(f"quý {n}/2026" for n in ("I", "II", "III", "IV")),
        "2026",
    ]


def test_a_yearly_form_has_one_column(province):
    make_indicator("sessions", period="year")
    form, commune = make_form("sessions", kind="year"), make_commune(under=province)
    report = make_report(form, commune, ensure_span(span=calendar_span("year", 2025)), sessions="12")
    file_and_accept(report, above=province)

    found = table(form, province, year=2025)

    assert [column.span.label for column in found.columns] == ["2025"]
    assert cell(found, 1).part == Part(12, 0, 1, 0)
    assert not found.has_year


def test_a_cell_says_its_sum_and_of_how_many_values_of_how_many_it_consists(province):
    form = make_form("sessions")
    first, second, _silent = make_communes(province, "Vũ Thư", "Thái Thụy", "Kiến Xương")
    accept(form, first, province, sessions="12")
    accept(form, second, province, sessions="5")

    found = cell(table(form, province))

    assert (found.part, found.expected, found.missing) == (Part(17, 0, 2, 0), 3, 1)


def test_where_some_are_missing_the_number_is_at_least_that(province):
    form = make_form("sessions")
    first, second = make_communes(province, "Vũ Thư", "Thái Thụy")
    accept(form, first, province, sessions="12")
    partial = cell(table(form, province))
    accept(form, second, province, sessions="5")

    whole = cell(table(form, province))

    assert (partial.word, whole.word) == ("ít nhất", "")


@pytest.mark.parametrize(
    ("texts", "word"),
    [
        (("12", "5"), ""),
        (("trên 12", "5"), "ít nhất"),
        (("gần 12", "5"), "gần"),
        (("không quá 12", "gần 5"), "không quá"),
        (("trên 12", "gần 5"), "khoảng"),
    ],
)
def test_a_total_has_the_word_of_its_parts_together(province, texts, word):
    form = make_form("sessions")
    for commune, text in zip(make_communes(province, "Vũ Thư", "Thái Thụy"), texts, strict=True):
        accept(form, commune, province, sessions=text)

    assert cell(table(form, province)).word == word


def test_where_nothing_was_accepted_there_is_no_number_not_zero(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    make_report(form, commune, sessions="12")

    found = table(form, province)

    assert [each.part for each in cells(found)] == [None] * 13
    assert (cell(found).missing, found.is_empty) == (1, True)


def test_a_zero_that_was_reported_is_a_number(province):
    form = make_form("sessions")
    accept(form, make_commune(under=province), province, sessions="0")

    assert cell(table(form, province)).part == Part(0, 0, 1, 0)


def test_the_year_adds_flows_and_takes_of_stocks_the_latest_of_each_unit(province):
    make_indicator("models", over_time=Combination.LATEST)
    form, communes = make_form("sessions", "models"), make_communes(province, "Vũ Thư", "Thái Thụy")
    accept(form, communes[0], province, 9, sessions="3", models="20")
    accept(form, communes[0], province, 10, sessions="4", models="22")
    accept(form, communes[1], province, 9, sessions="5", models="7")

    found = table(form, province)

    assert (year_cell(found).part, year_cell(found, "models").part) == (Part(12, 0, 3, 0), Part(29, 0, 2, 0))


def test_of_the_year_so_many_values_are_due_as_reports_of_flows_and_as_units_of_stocks(province):
    make_indicator("models", over_time=Combination.LATEST)
    form = make_form("sessions", "models")
    make_communes(province, "Vũ Thư", "Thái Thụy")

    found = table(form, province)

    assert (year_cell(found).expected, year_cell(found, "models").expected) == (20, 2)


def test_a_period_that_is_not_over_is_due_in_the_year_only_once_somebody_has_a_number(province):
    form, communes = make_form("sessions"), make_communes(province, "Vũ Thư", "Thái Thụy")
    before = year_cell(table(form, province)).expected
    accept(form, communes[0], province, 11, sessions="1")

    assert (before, year_cell(table(form, province)).expected) == (20, 22)


def test_a_ratio_adds_parts_and_wholes_and_is_never_at_least(province):
    make_indicator("reach", over_units=Combination.AVERAGE, over_time=Combination.AVERAGE)
    form = make_form("reach")
    first, second, _silent = make_communes(province, "Vũ Thư", "Thái Thụy", "Kiến Xương")
    accept(form, first, province, reach="12/15")
    accept(form, second, province, reach="3/10")

    found = cell(table(form, province), code="reach")

    assert (found.part, found.word) == (Part(15, 25, 2, 0), "")


def test_what_is_not_added_over_units_has_no_total(province):
    make_indicator("share", over_units=Combination.NONE, over_time=Combination.LATEST, decimals=1)
    form = make_form("share")
    accept(form, make_commune(under=province), province, share="98,2")

    found = table(form, province)

    assert cell(found, code="share").part is None
    assert [row.is_added for row in found.sections[0].rows] == [False]


def test_a_unit_that_reports_itself_shows_its_own_values(province):
    make_indicator("models", over_time=Combination.LATEST)
    make_indicator("share", over_units=Combination.NONE, over_time=Combination.LATEST)
    form, commune = make_form("sessions", "models", "share"), make_commune(under=province)
    accept(form, commune, province, 9, sessions="trên 3", models="20", share="90")
    accept(form, commune, province, 10, sessions="4", models="22", share="95")

    found = table(form, commune)

    assert [(cell(found, 9, code).part.value, cell(found, 10, code).part.value) for code in ("sessions", "share")] == [
        (3, 4),
        (90, 95),
    ]
    assert [year_cell(found, code).part.value for code in ("sessions", "models", "share")] == [7, 22, 95]
    assert (cell(found, 9).word, cell(found, 9).expected, found.is_own) == ("trên", 1, True)


def test_a_commune_with_villages_that_report_shows_their_total(province):
    commune, form = make_commune(under=province), make_form("sessions", levels=(Level.VILLAGE,))
    villages = [make_village(name, under=commune) for name in ("Thôn Đông", "Thôn Đoài")]
    accept(form, villages[0], commune, sessions="2")

    found = table(form, commune)

    assert (cell(found).part, cell(found).expected, found.is_own) == (Part(2, 0, 1, 0), 2, False)


def test_what_a_higher_level_reports_for_those_under_it_is_not_due_and_not_counted(country, province):
    form = make_form("sessions", levels=(Level.PROVINCE, Level.COMMUNE))
    bare = make_unit("Lào Cai", under=country)
    accept(form, make_commune(under=province), province, sessions="2")
    accept(form, province, country, sessions="999")
    accept(form, bare, country, sessions="5")

    found = table(form, country)

    assert (cell(found).part, cell(found).expected, found.columns[9].units) == (Part(7, 0, 2, 0), 2, 2)


def test_what_a_unit_reported_before_others_under_it_did_counts_with_theirs(province):
    form, commune = make_form("sessions", levels=(Level.COMMUNE, Level.VILLAGE)), make_commune(under=province)
    accept(form, commune, province, 1, sessions="3")
    village = make_village("Thôn Đông", under=commune, since=date(2026, 2, 1))
    accept(form, village, commune, 2, sessions="4")

    found = table(form, commune)

    assert [each.part for each in (cell(found, 1), cell(found, 2), year_cell(found))] == [
        Part(3, 0, 1, 0),
        Part(4, 0, 1, 0),
        Part(7, 0, 2, 0),
    ]
    assert year_cell(table(form, province)).part == Part(7, 0, 2, 0)
    assert named(parts(form, commune, YEAR)) == [("", 3), ("", 4)]


def test_the_lines_are_those_of_the_newest_edition_of_the_year(province):
    form = make_form("sessions")
    first = form.editions.get()
    first.until = date(2026, 7, 1)
    first.save()
    second = FormEdition.objects.create(
        form=form, number=2, since=date(2026, 7, 1), days_to_file=5, content="hai", created_at=AT
    )
    FormReporter.objects.create(edition=second, level=Level.COMMUNE)
    section = FormSection.objects.create(edition=second, order=1, kind=SectionKind.NUMBERS, title="Phần mới")
    FormLine.objects.create(section=section, order=1, number="1", indicator=make_indicator("attendances"))

    assert [section.title for section in table(form, province).sections] == ["Phần mới"]
    assert [section.title for section in table(form, province, year=2025).sections] == ["Tuyên truyền"]


def test_a_year_without_an_edition_has_no_rows_and_nothing_is_due(province):
    form = make_form("sessions")
    FormEdition.objects.filter(form=form).update(since=date(2026, 1, 1))
    make_commune(under=province)

    found = table(form, province, year=2025)

    assert (found.sections, {column.expected for column in found.columns}, found.is_empty) == ((), {0}, True)


def test_the_newest_period_is_the_last_that_is_over_and_has_figures(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    accept(form, commune, province, 9, sessions="1")
    accept(form, commune, province, 11, sessions="1")

    assert table(form, province).newest.span.label == "tháng 9/2026"


def test_without_figures_the_newest_period_is_the_last_that_is_over(province):
    form = make_form("sessions")
    make_commune(under=province)

    assert table(form, province).newest.span.label == "tháng 10/2026"


def test_a_column_says_how_many_units_have_figures_of_how_many_that_report(province):
    form = make_form("sessions", "attendances")
    FormLine.objects.update(is_required=False)
    communes = make_communes(province, "Vũ Thư", "Thái Thụy", "Kiến Xương")
    accept(form, communes[0], province, sessions="1")
    accept(form, communes[1], province, attendances="9")
    file_and_return(make_report(form, communes[2], sessions="4"), above=province)

    newest = table(form, province).newest

    assert (newest.units, newest.expected) == (2, 3)


def test_a_unit_is_due_only_in_the_periods_on_whose_last_day_it_stood(province):
    form = make_form("sessions")
    make_commune("Vũ Thư", under=province, until=date(2026, 3, 1))
    make_commune("Thái Thụy", under=province, since=date(2026, 3, 1))
    make_commune("Kiến Xương", under=province)

    assert [column.expected for column in table(form, province).columns[:4]] == [2, 2, 2, 2]


def test_the_first_units_without_figures_are_named_in_order(province):
    form = make_form("sessions")
    communes = make_communes(province, "Vũ Thư", "Đông Hưng", "An Thi", "Thái Thụy")
    accept(form, communes[0], province, sessions="1")

    assert table(form, province).missing == ("xã An Thi", "xã Đông Hưng", "xã Thái Thụy")


def test_the_units_directly_below_are_told_by_the_name_of_that_day(province):
    communes = make_communes(province, "Vũ Thư", "An Thi")

    below = table(make_form("sessions"), province).below

    assert [(each.name, each.uid) for each in below] == [("xã An Thi", communes[1].uid), ("xã Vũ Thư", communes[0].uid)]


def test_a_total_that_waits_to_be_added_is_told_with_the_old_number(country, province):
    form, communes = make_form("sessions"), make_communes(province, "Vũ Thư", "Thái Thụy")
    accept(form, communes[0], province, sessions="12")
    table(form, country)
    accept(form, communes[1], province, sessions="5")

    found = totals_table(process_actor(country), form, country, 2026, on=TODAY)

    assert [(each.is_stale, each.part) for each in (cell(found, 9), cell(found), year_cell(found))] == [
        (False, None),
        (True, Part(12, 0, 1, 0)),
        (True, Part(12, 0, 1, 0)),
    ]


def test_only_the_lines_of_which_something_changed_wait(province):
    form, commune = make_form("sessions", "attendances"), make_commune(under=province)
    report = accept(form, commune, province, sessions="12", attendances="30")
    table(form, province)
    amend_report(report=report, reason="Đính chính", by=process_actor(commune), at=AT)
    file_and_accept(type_in(Report.objects.get(pk=report.pk), sessions="13"), above=province)

    found = totals_table(process_actor(province), form, province, 2026, on=TODAY)

    assert [cell(found, code=code).is_stale for code in ("sessions", "attendances")] == [True, False]


def test_a_total_that_waits_elsewhere_is_not_told_here(country, province):
    form, other = make_form("sessions"), make_unit("Lào Cai", under=country)
    TotalMark.objects.create(
        unit=other, period=month(), indicator=Indicator.objects.get(code="sessions"), marked_at=LATER
    )

    found = totals_table(process_actor(province), form, province, 2026, on=TODAY)

    assert not any(each.is_stale for each in cells(found))


def test_when_totals_were_last_added_is_told(province):
    form = make_form("sessions")
    accept(form, make_commune(under=province), province, sessions="1")

    assert table(form, province).added_at == LATER


@pytest.mark.parametrize("read", [table, parts])
def test_a_foreign_unit_is_not_read(country, province, read):
    foreign = make_unit("Lào Cai", under=country)

    with pytest.raises(Unit.DoesNotExist):
        read(make_form("sessions"), foreign, reader=province)


def test_a_unit_sees_those_below_and_not_the_one_above(province):
    form, commune = make_form("sessions"), make_commune(under=province)

    assert table(form, commune, reader=province).unit == commune
    with pytest.raises(Unit.DoesNotExist):
        table(form, province, reader=commune)


def test_forms_are_offered_where_the_unit_or_some_level_below_reports(country, province):
    monthly, yearly = make_form("sessions"), make_form("models", kind="year", levels=(Level.PROVINCE,))
    make_form("exemplars", kind="phase")
    commune = make_commune(under=province)

    assert [list(forms_counted(unit)) for unit in (country, province, commune)] == [
        [monthly, yearly],
        [monthly, yearly],
        [monthly],
    ]


def fill(form, province, name):
    commune = make_commune(name, under=province)
    make_commune(f"{name} im lặng", under=province)
    for number in (9, 10):
        accept(form, commune, province, number, sessions="3", models="4")


def test_the_table_takes_as_many_queries_for_three_units_as_for_one(province):
    make_indicator("models", over_time=Combination.LATEST)
    form, actor = make_form("sessions", "models"), make_actor(unit=province)
    counted = []
    for names in (["Vũ Thư"], ["Thái Thụy", "Kiến Xương"]):
        for name in names:
            fill(form, province, name)
        settle_totals(at=LATER)
        totals_table(actor, form, province, 2026, on=TODAY)
        with CaptureQueriesContext(connection) as queries:
            totals_table(actor, form, province, 2026, on=TODAY)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 16


@pytest.mark.parametrize("code", ["sessions", "models"])
@pytest.mark.parametrize("span", [calendar_span("month", 2026, 10), YEAR])
def test_the_parts_take_as_many_queries_for_three_units_as_for_one(province, code, span):
    make_indicator("models", over_time=Combination.LATEST)
    form, actor = make_form("sessions", "models"), make_actor(unit=province)
    indicator, counted = Indicator.objects.get(code=code), []
    for names in (["Vũ Thư"], ["Thái Thụy", "Kiến Xương"]):
        for name in names:
            fill(form, province, name)
        settle_totals(at=LATER)
        parts_of(actor, form, indicator, province, span, on=TODAY)
        with CaptureQueriesContext(connection) as queries:
            parts_of(actor, form, indicator, province, span, on=TODAY)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 17


# The parts


def test_a_total_consists_of_the_units_directly_below_each_with_its_report(province):
    form, communes = make_form("sessions"), make_communes(province, "Vũ Thư", "An Thi")
    first = accept(form, communes[0], province, sessions="12")
    second = accept(form, communes[1], province, sessions="trên 5")

    found = parts(form, province)

    assert [(each.name, each.part, each.word) for each in found.parts] == [
        ("xã An Thi", Part(5, 0, 1, 1), "trên"),
        ("xã Vũ Thư", Part(12, 0, 1, 0), ""),
    ]
    assert [
        (each.accepted.report, each.accepted.number, each.accepted.accepted_at, each.accepted.accepted_by)
        for each in found.parts
    ] == [(second.uid, 1, LATER, "Người thử"), (first.uid, 1, LATER, "Người thử")]
    assert (found.total, found.expected, found.word) == (Part(17, 0, 2, 1), 2, "ít nhất")


def test_after_an_amendment_the_part_names_the_new_revision(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    report = accept(form, commune, province, sessions="12")
    amend_report(report=report, reason="Đính chính", by=process_actor(commune), at=AT)
    file_and_accept(type_in(Report.objects.get(pk=report.pk), sessions="14"), above=province)

    found = parts(form, province)

    assert [(each.part.value, each.accepted.number) for each in found.parts] == [(14, 2)]


def test_units_without_a_number_are_named_in_order_and_those_that_are_not_asked_are_not(province):
    form, communes = make_form("sessions"), make_communes(province, "Vũ Thư", "Đông Hưng", "An Thi")
    make_unit("Quỳnh Phụ", kind=UnitKind.DISTRICT, level=Level.DISTRICT, under=province)
    accept(form, communes[0], province, sessions="12")

    found = parts(form, province)

    assert [each.name for each in found.missing] == ["xã An Thi", "xã Đông Hưng"]
    assert found.word == "ít nhất"


def test_a_unit_with_units_below_gives_its_total_and_says_how_many_it_has_of_how_many(country, province):
    form = make_form("sessions")
    first, _silent = make_communes(province, "Vũ Thư", "Thái Thụy")
    accept(form, first, province, sessions="12")

    found = parts(form, country)

    assert [(each.name, each.part, each.expected, each.missing, each.accepted) for each in found.parts] == [
        ("tỉnh Hưng Yên", Part(12, 0, 1, 0), 2, 1, None)
    ]
    assert found.parts[0].word == "ít nhất"


def test_a_flow_of_a_year_consists_of_its_months_and_those_without_are_told_once_they_are_over(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    for number, text in ((8, "3"), (10, "4")):
        accept(form, commune, province, number, sessions=text)

    found = parts(form, province, YEAR)

    assert [(each.span.label, each.part.value) for each in found.parts] == [("tháng 8/2026", 3), ("tháng 10/2026", 4)]
    assert [each.span.label for each in found.missing] == [f"tháng {n}/2026" for n in (1, 2, 3, 4, 5, 6, 7, 9)]
    assert (found.total, found.expected, found.is_over_time) == (Part(7, 0, 2, 0), 10, True)


def test_a_flow_of_a_quarter_consists_of_its_three_months(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    for number in (6, 7, 9, 10):
        accept(form, commune, province, number, sessions=str(number))

    found = parts(form, province, calendar_span("quarter", 2026, 3))

    assert [(each.span.label, each.part.value) for each in found.parts] == [("tháng 7/2026", 7), ("tháng 9/2026", 9)]
    assert found.total == Part(16, 0, 2, 0)


def test_a_stock_of_a_year_consists_of_the_latest_value_of_each_unit_with_its_month(province):
    make_indicator("models", over_time=Combination.LATEST)
    form, communes = make_form("models"), make_communes(province, "Vũ Thư", "An Thi")
    accept(form, communes[0], province, 3, models="20")
    accept(form, communes[0], province, 9, models="22")
    accept(form, communes[1], province, 10, models="7")

    found = parts(form, province, YEAR, "models")

    assert [(each.name, each.span.label, each.part.value) for each in found.parts] == [
        ("xã An Thi", "tháng 10/2026", 7),
        ("xã Vũ Thư", "tháng 9/2026", 22),
    ]
    assert (found.total, found.is_over_time) == (Part(29, 0, 2, 0), False)


def test_the_own_number_of_a_unit_consists_of_its_report(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    report = accept(form, commune, province, sessions="12")

    found = parts(form, commune)

    assert [(each.name, each.part.value, each.accepted.report) for each in found.parts] == [("", 12, report.uid)]
    assert found.total == Part(12, 0, 1, 0)


def test_an_own_number_that_is_missing_is_told_as_missing(province):
    form, commune = make_form("sessions"), make_commune(under=province)

    found = parts(form, commune)

    assert (found.parts, [each.name for each in found.missing], found.total) == ((), [""], None)


def test_the_own_year_of_a_unit_consists_of_its_months_each_with_its_report(province):
    form, commune = make_form("sessions"), make_commune(under=province)
    reports = [accept(form, commune, province, number, sessions="3") for number in (9, 10)]

    found = parts(form, commune, YEAR)

    assert [each.accepted.report for each in found.parts] == [report.uid for report in reports]
    assert found.total == Part(6, 0, 2, 0)


def test_what_is_not_added_over_units_consists_of_the_own_value_alone(province):
    make_indicator("share", over_units=Combination.NONE, over_time=Combination.LATEST)
    form, commune = make_form("share"), make_commune(under=province)
    accept(form, commune, province, share="98")

    above, own = parts(form, province, code="share"), parts(form, commune, code="share")

    assert (above.total, above.parts, above.missing, above.expected) == (None, (), (), 0)
    assert (own.total, own.expected) == (Part(98, 0, 1, 0), 1)


def test_what_is_not_added_over_time_has_no_year_and_no_parts_of_it(province):
    make_indicator("sessions", over_time=Combination.NONE)
    form, commune = make_form("sessions"), make_commune(under=province)
    accept(form, commune, province, sessions="3")

    found = parts(form, province, YEAR)

    assert (found.total, found.parts, found.missing) == (None, (), ())
    assert [year_cell(table(form, unit)).part for unit in (province, commune)] == [None, None]


def move(unit, to, day):
    """Put a unit under another one from a day on."""
    Placement.objects.filter(unit=unit).update(until=day)
    Lineage.objects.filter(descendant=unit, depth__gt=0).update(until=day)
    Placement.objects.create(unit=unit, parent=to, tree=Tree.TERRITORY, since=day)
    for row in Lineage.objects.filter(descendant=to, tree=Tree.TERRITORY):
        Lineage.objects.create(
            ancestor=row.ancestor, descendant=unit, tree=Tree.TERRITORY, depth=row.depth + 1, since=day
        )


def test_a_unit_that_is_anothers_today_counts_where_it_stood_then_and_is_not_named(country, province):
    form, other = make_form("sessions"), make_unit("Lào Cai", under=country)
    stays, goes, silent = make_communes(province, "Vũ Thư", "An Thi", "Đông Hưng")
    accept(form, stays, province, sessions="12")
    accept(form, goes, province, sessions="5")
    for unit in (goes, silent):
        move(unit, other, date(2026, 11, 1))

    found, seen = parts(form, province), table(form, province)

    assert (named(found), found.elsewhere, found.total) == (
        [("xã Vũ Thư", 12)],
        Part(5, 0, 1, 0),
        Part(17, 0, 2, 0),
    )
    assert (found.missing, seen.missing, seen.newest.expected) == ((), (), 3)
    assert sorted(named(parts(form, province, reader=country))) == [("xã An Thi", 5), ("xã Vũ Thư", 12)]


def test_a_number_that_is_being_added_anew_says_so_beside_its_parts(province):
    form, communes = make_form("sessions"), make_communes(province, "Vũ Thư", "An Thi")
    accept(form, communes[0], province, sessions="12")
    settle_totals(at=LATER)
    accept(form, communes[1], province, sessions="5")
    indicator, span = Indicator.objects.get(code="sessions"), calendar_span("month", 2026, 10)

    found = parts_of(process_actor(province), form, indicator, province, span, on=TODAY)

    assert (found.is_stale, found.total.value, named(found)) == (True, 12, [("xã An Thi", 5), ("xã Vũ Thư", 12)])


def added_up(found):
    """The parts of a number, those elsewhere too, as one; ``None`` where there are none."""
    every = [each.part for each in found.parts] + ([found.elsewhere] if found.elsewhere else [])
    return sum(every, Part()) if every else None


@pytest.mark.parametrize("seed", range(3))
def test_after_any_filings_every_number_of_every_unit_is_the_sum_of_its_parts(country, seed):
    random = Random(seed)
    make_indicator("models", over_time=Combination.LATEST)
    form, homes = make_form("sessions", "models", levels=(Level.COMMUNE, Level.VILLAGE)), {}
    provinces = [make_unit(name, under=country) for name in ("Hưng Yên", "Lào Cai")]
    for home in provinces:
        for number in range(3):
            homes[make_commune(f"Xã {number}", under=home)] = home
    divided = next(iter(homes))
    homes |= {make_village(f"Thôn {number}", under=divided, since=date(2026, 4, 1)): divided for number in range(2)}
    for _step in range(20):
        unit, above = random.choice(list(homes.items()))
        period = month(random.randint(1, 12))
        if unit.since and period.until - timedelta(days=1) < unit.since:
            continue
        if not Report.objects.filter(form=form, unit=unit, period=period).exists():
            texts = {
                code: random.choice(["", "trên ", "gần "]) + str(random.randint(0, 99))
                for code in ("sessions", "models")
            }
            file_and_accept(make_report(form, unit, period, **texts), above=above)
    settle_totals(at=LATER)

    for unit in (country, *provinces, *homes):
        shown = totals_table(process_actor(country), form, unit, 2026, on=TODAY)
        for code in ("sessions", "models"):
            indicator = Indicator.objects.get(code=code)
            for column, kept in zip(shown.columns, cells(shown, code), strict=True):
                found = parts_of(process_actor(country), form, indicator, unit, column.span, on=TODAY)
                assert (found.total, added_up(found)) == (kept.part, kept.part), (unit, column.span.label, code)
