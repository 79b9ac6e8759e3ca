"""Stored totals are held against their figures: what was changed past the product is found, told and mended."""

from datetime import date

import pytest
from click.testing import CliRunner
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report, month

from thidua.config.cli.totals import totals as command
from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import move_unit
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.commands.checking import check_totals
from thidua.reports.models import Total
from thidua.reports.queries.rebuilding import Compared, Difference
from thidua.reports.rules import Span
from thidua.reports.rules.adding import Part
from thidua.reports.rules.calendar import calendar_span

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME = tmp_path


def reported_under(province):
    """Two communes reported for October 2026: 12 and 30."""
    form = make_form("sessions")
    for name, value in {"An Thi": "12", "Ân Thi": "30"}.items():
        report = make_report(form, make_commune(name, under=province), month(), sessions=value)
        file_and_accept(report, above=province)
    settle_totals(at=LATER)
    return province


@pytest.fixture
def province():
    """A province of two communes, with nothing above it."""
    return reported_under(make_unit("Hưng Yên"))


def total(unit, label):
    return Total.objects.get(unit=unit, period__label=label)


def test_totals_that_are_what_their_figures_add_up_to_do_not_differ(province):
    assert check_totals(at=LATER) == Compared(figures=2, totals=Total.objects.count(), differences=[])


def test_without_any_figure_nothing_differs():
    assert check_totals(at=LATER) == Compared(0, 0, [])


def spoil(province):
    """One total changed, one gone, one of a month in which nobody reported; returns what is to be told of them."""
    month_total, year_total = total(province, "tháng 10/2026"), total(province, "2026")
    indicator, right = month_total.indicator_id, Part(42, 0, 2, 0)
    november = calendar_span("month", 2026, 11)
    Total.objects.filter(pk=month_total.pk).update(value=43)
    Total.objects.filter(pk=year_total.pk).delete()
    Total.objects.create(
        unit=province,
        period=ensure_span(span=november),
        indicator=month_total.indicator,
        value=1,
        figures=1,
        qualifier=2,
    )
    return [
        Difference(province.pk, calendar_span("month", 2026, 10), indicator, Part(43, 0, 2, 0), right),
        Difference(province.pk, november, indicator, Part(1, 0, 1, 2), None),
        Difference(province.pk, calendar_span("year", 2026), indicator, None, right),
    ]


def by_span(differences):
    return sorted(differences, key=lambda each: each.period.key)


def test_a_total_that_was_changed_one_that_is_gone_and_one_too_many_are_told(province):
    spoilt = spoil(province)

    assert by_span(check_totals(at=LATER).differences) == by_span(spoilt)


@pytest.mark.parametrize("has_a_country", [False, True])
def test_what_differs_is_added_anew_and_what_is_right_above_it_stays(has_a_country):
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY) if has_a_country else None
    province = reported_under(make_unit("Hưng Yên", under=country))
    before = list(Total.objects.order_by("unit", "period").values_list("unit", "period", "value", "figures"))
    spoil(province)

    assert check_totals(at=LATER, mend=True).differences == []
    assert list(Total.objects.order_by("unit", "period").values_list("unit", "period", "value", "figures")) == before


def test_a_year_is_held_against_the_trees_of_its_last_day_also_where_nothing_was_reported_since():
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    old, new = (make_unit(name, under=country) for name in ("Hưng Yên", "Thái Bình"))
    make_indicator("models", over_time=Combination.LATEST)
    commune = make_commune("An Thi", under=old)
    file_and_accept(make_report(make_form("models"), commune, month(), models="7"), above=old)
    move_unit(unit=commune, under=new, on=date(2026, 12, 1), by=process_actor(), at=AT)
    settle_totals(at=LATER)

    assert check_totals(at=LATER).differences == []
    assert set(Total.objects.filter(period__label="2026").values_list("unit__name", "value")) == {
        ("Thái Bình", 7), ("Việt Nam", 7),
    }  # fmt: skip


def test_a_phase_is_not_looked_at(province):
    phase = ensure_span(span=Span("phase", date(2025, 1, 1), date(2026, 7, 1), "giai đoạn một"))
    known = total(province, "2026")
    Total.objects.create(unit=province, period=phase, indicator=known.indicator, value=7, figures=1, qualifier=0)

    assert check_totals(at=LATER).differences == []


def test_the_command_names_unit_indicator_and_period_of_a_wrong_total_and_ends_with_one(province):
    spoil(province)
    indicator = Total.objects.first().indicator

    told = CliRunner().invoke(command, ["check"])

    assert told.exit_code == 1
    assert "3 tổng không khớp:" in told.output
    assert f"  tỉnh Hưng Yên, {indicator}, tháng 10/2026: đang lưu 43 (2 số), cộng lại 42 (2 số)\n" in told.output
    assert f"  tỉnh Hưng Yên, {indicator}, 2026: đang lưu không có, cộng lại 42 (2 số)\n" in told.output


def test_the_command_mends(province):
    spoil(province)

    told = CliRunner().invoke(command, ["check", "--mend"])

    assert (told.exit_code, told.output) == (0, "2 số đã duyệt, 4 tổng.\nMọi tổng đang lưu đều đúng.\n")
