"""Totals: right at every unit above once a report is accepted, against plain Python that walks up figure by figure."""

from collections import defaultdict
from random import Random

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report, month, type_in

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.models import Lineage
from thidua.reports.commands import amend_report, ensure_span, is_anything_to_settle, settle_totals
from thidua.reports.models import AcceptedValue, Report, Total, TotalMark
from thidua.reports.rules.calendar import calendar_span, period_on
from thidua.totals.qualifiers import bits

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


def total(unit, period, code="sessions"):
    row = Total.objects.filter(unit=unit, period=period, indicator__code=code).first()
    return (row.value, row.figures) if row else None


def year(number=2026):
    return ensure_span(span=calendar_span("year", number))


def test_an_accepted_report_counts_at_every_unit_above(country, province):
    form = make_form("sessions")
    for name, text in (("Vũ Thư", "12"), ("Thái Thụy", "5")):
        file_and_accept(make_report(form, make_commune(name, under=province), sessions=text), above=province)

    settle_totals(at=LATER)

    assert [total(unit, month()) for unit in (province, country)] == [(17, 2), (17, 2)]


def test_where_nothing_was_accepted_there_is_no_total_not_zero(country, province):
    make_report(make_form("sessions"), make_commune("Vũ Thư", under=province), sessions="12")

    settle_totals(at=LATER)

    assert total(country, month()) is None


def test_a_total_that_waits_to_be_added_is_marked_and_the_mark_goes_with_the_adding(province):
    commune = make_commune(under=province)
    settle_totals(at=LATER)
    file_and_accept(make_report(make_form("sessions"), commune, sessions="12"), above=province)
    before = TotalMark.objects.values_list("unit", flat=True)[:]
    marked = list(before)

    settled = settle_totals(at=LATER)

    assert (marked, settled, TotalMark.objects.count()) == ([province.pk], 1, 0)


def test_there_is_something_to_settle_after_an_acceptance_and_after_a_change_of_the_trees_until_it_is_settled(province):
    commune = make_commune(under=province)
    told = [is_anything_to_settle()]
    settle_totals(at=LATER)
    told.append(is_anything_to_settle())
    file_and_accept(make_report(make_form("sessions"), commune, sessions="12"), above=province)
    told.append(is_anything_to_settle())
    settle_totals(at=LATER)
    told.append(is_anything_to_settle())
    make_commune("Thái Thụy", under=province)
    told.append(is_anything_to_settle())

    assert told == [True, False, True, False, True]


def test_only_what_changed_is_marked(province):
    commune, form = make_commune(under=province), make_form("sessions", "attendances")
    report = file_and_accept(make_report(form, commune, sessions="12", attendances="50"), above=province)
    settle_totals(at=LATER)
    amend_report(report=report, reason="Sót 2 buổi", by=process_actor(commune), at=AT)

    file_and_accept(type_in(Report.objects.get(pk=report.pk), sessions="14"), above=province)

    assert list(TotalMark.objects.values_list("indicator__code", flat=True)) == ["sessions"]


def test_adding_again_changes_nothing(province):
    file_and_accept(make_report(make_form("sessions"), make_commune(under=province), sessions="12"), above=province)
    settle_totals(at=LATER)
    rows = list(Total.objects.order_by("pk").values())
    TotalMark.objects.create(
        unit=province, period=month(), indicator=Indicator.objects.get(code="sessions"), marked_at=LATER
    )

    settle_totals(at=LATER)

    assert list(Total.objects.order_by("pk").values()) == rows


def test_flows_are_added_over_months_and_of_stocks_the_latest_counts(country, province):
    make_indicator("models", over_time=Combination.LATEST)
    form, commune = make_form("sessions", "models"), make_commune(under=province)
    for number, sessions, models in ((1, "3", "20"), (2, "4", "22")):
        report = make_report(form, commune, month(number), sessions=sessions, models=models)
        file_and_accept(report, above=province)

    settle_totals(at=LATER)

    assert (total(country, year()), total(country, year(), "models")) == ((7, 2), (22, 1))


def test_a_total_is_known_as_exactly_as_its_parts_together(province):
    form = make_form("sessions")
    for name, text in (("Vũ Thư", "trên 12"), ("Thái Thụy", "5")):
        file_and_accept(make_report(form, make_commune(name, under=province), sessions=text), above=province)

    settle_totals(at=LATER)

    assert Total.objects.get(unit=province, period=month()).qualifier == bits("at_least")


@pytest.mark.parametrize(("other", "held"), [("trên 5", "at_least"), ("5", "exact"), ("gần 5", "almost")])
def test_a_doubt_that_goes_from_one_commune_stays_above_only_where_another_has_it(country, province, other, held):
    form, communes = make_form("sessions"), [make_commune(name, under=province) for name in ("Vũ Thư", "Thái Thụy")]
    doubtful, _other = (
        file_and_accept(make_report(form, commune, sessions=text), above=province)
        for commune, text in zip(communes, ("trên 12", other), strict=True)
    )
    settle_totals(at=LATER)
    amend_report(report=doubtful, reason="Đếm lại", by=process_actor(communes[0]), at=AT)
    file_and_accept(type_in(Report.objects.get(pk=doubtful.pk), sessions="13"), above=province)

    settle_totals(at=LATER)

    rows = Total.objects.filter(period__in=[month(), year()]).values_list("unit", "value", "qualifier")
    assert set(rows) == {(unit.pk, 18, bits(held)) for unit in (province, country)}


def test_an_amendment_reads_no_other_part_of_a_country_than_those_of_its_province(country):
    form = make_form("sessions")
    provinces = [make_unit(name, under=country) for name in ("Hưng Yên", "Lào Cai", "Huế")]
    for place, unit in enumerate(provinces):
        file_and_accept(make_report(form, make_commune(f"Xã {place}", under=unit), sessions="4"), above=unit)
    settle_totals(at=LATER)
    Total.objects.filter(unit=provinces[1]).update(value=1_000)  # what is stored there is not looked at
    file_and_accept(make_report(form, make_commune("Xã mới", under=provinces[0]), sessions="3"), above=provinces[0])

    settle_totals(at=LATER)

    assert [total(country, each) for each in (month(), year())] == [(15, 4)] * 2


def test_villages_count_through_their_commune(country, province):
    commune = make_commune(under=province)
    village = make_unit("Thôn Đông", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=commune)
    form = make_form("sessions", levels=(Level.VILLAGE,))
    file_and_accept(make_report(form, village, sessions="2"), above=commune)

    settle_totals(at=LATER)

    assert [total(unit, month()) for unit in (commune, province, country)] == [(2, 1)] * 3


def plain_totals():
    """Every total, by walking up from each accepted value: (unit, period label, code) → (value, figures, bits)."""
    sums = defaultdict(lambda: [0, 0, 0])
    above = defaultdict(list)
    for row in Lineage.objects.filter(depth__gt=0):
        above[row.descendant_id].append(row.ancestor_id)
    values = list(AcceptedValue.objects.select_related("indicator", "period"))
    for kind in ("month", "quarter", "half", "year"):
        newest = {}
        for each in values:
            first = each.period.since
            label = period_on(kind, first).label
            if each.indicator.over_time == Combination.LATEST:
                key = (each.unit_id, each.indicator_id, label)
                if key not in newest or newest[key].period.since < first:
                    newest[key] = each
            else:
                _count(sums, above, each, label)
        for (_unit, _indicator, label), each in newest.items():
            _count(sums, above, each, label)
    return {key: tuple(found) for key, found in sums.items()}


def _count(sums, above, value, label):
    for unit in above[value.unit_id]:
        kept = sums[unit, label, value.indicator.code]
        kept[0] += value.value
        kept[1] += 1
        kept[2] |= value.qualifier


def stored_totals():
    rows = Total.objects.values_list("unit", "period__label", "indicator__code", "value", "figures", "qualifier")
    return {(unit, label, code): found for unit, label, code, *rest in rows for found in [tuple(rest)]}


@pytest.mark.parametrize("seed", range(4))
def test_after_any_filings_and_amendments_every_total_is_that_of_the_plain_oracle(country, seed):
    random = Random(seed)
    make_indicator("models", over_time=Combination.LATEST)
    form = make_form("sessions", "models")
    communes = {}
    for name in ("Hưng Yên", "Lào Cai"):
        home = make_unit(name, under=country)
        communes |= {make_commune(f"Xã {number}", under=home): home for number in range(3)}
    for _step in range(24):
        commune, home = random.choice(sorted(communes.items(), key=lambda pair: pair[0].pk))
        period = month(random.randint(1, 12))
        texts = {
            code: random.choice(["", "trên ", "gần "]) + str(random.randint(0, 999)) for code in ("sessions", "models")
        }
        known = Report.objects.filter(form=form, unit=commune, period=period).first()
        if known:
            amend_report(report=known, reason="Đính chính", by=process_actor(commune), at=AT)
            file_and_accept(type_in(Report.objects.get(pk=known.pk), **texts), above=home)
        else:
            file_and_accept(make_report(form, commune, period, **texts), above=home)
        if random.random() < 0.5:
            settle_totals(at=LATER)

    settle_totals(at=LATER)

    assert stored_totals() == plain_totals()
