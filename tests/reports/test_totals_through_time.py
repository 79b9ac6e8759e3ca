"""Totals through moves, mergers and splits, against plain Python that walks up the tree value by value."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report, month, type_in

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, create_unit, end_unit, move_unit, place_unit, record_succession
from thidua.organisations.models import Placement, Succession, Unit
from thidua.reports.commands import amend_report, ensure_span, settle_totals
from thidua.reports.models import AcceptedValue, FormLine, Report, Total, TotalMark
from thidua.reports.queries.ladder import unit_above
from thidua.reports.queries.totals import parts_of
from thidua.reports.rules.calendar import calendar_span, period_on

pytestmark = pytest.mark.django_db
BY = process_actor()
JULY = date(2026, 7, 1)
YEAR = calendar_span("year", 2026)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def provinces(country):
    return [make_unit(name, under=country) for name in ("Hưng Yên", "Thái Bình")]


@pytest.fixture
def form():
    make_indicator("models", over_time=Combination.LATEST)
    made = make_form("sessions", "models")
    FormLine.objects.update(is_required=False)
    return made


def new_commune(name, *, under, since):
    unit = create_unit(
        name=name, full_name=f"xã {name}", kind=UnitKind.COMMUNE, level=Level.COMMUNE, since=since, by=BY, at=AT
    )
    place_unit(unit=unit, under=under, since=since, by=BY, at=AT)
    return unit


def merge(*units, into, on):
    for unit in units:
        end_unit(unit=unit, on=on, by=BY, at=AT)
        record_succession(predecessor=unit, heirs=[Heir(into)], on=on, by=BY, at=AT)


def split(unit, *heirs, on):
    end_unit(unit=unit, on=on, by=BY, at=AT)
    parts = [Heir(each, SuccessionKind.PART) for each in heirs]
    record_succession(predecessor=unit, heirs=parts, on=on, by=BY, at=AT)


def accept(form, unit, number, **texts):
    """File a report of a month, or amend it, and let whoever stands above then accept it."""
    period = month(number)
    known = Report.objects.filter(form=form, unit=unit, period=period).first()
    if known:
        amend_report(report=known, reason="Đính chính", by=process_actor(unit), at=AT)
        report = type_in(Report.objects.get(pk=known.pk), **texts)
    else:
        report = make_report(form, unit, period, **texts)
    above = unit_above(unit.pk, "territory", period.until - timedelta(days=1))
    return file_and_accept(report, above=Unit.objects.get(pk=above))


def total(unit, span, code="sessions"):
    row = Total.objects.filter(unit=unit, period__key=span.key, indicator__code=code).first()
    return (row.value, row.figures) if row else None


def settled(*units, span=YEAR, code="sessions"):
    settle_totals(at=LATER)
    return [total(unit, span, code) for unit in units]


# --- What a change of the trees does ----------------------------------------------------------------------------------


def test_what_was_counted_before_a_move_stays_where_it_was_and_what_comes_after_goes_to_the_new_place(form, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 6, sessions="3")
    move_unit(unit=commune, under=new, on=JULY, by=BY, at=AT)
    accept(form, commune, 7, sessions="5")

    assert settled(old, new) == [(3, 1), (5, 1)]


def test_a_move_told_afterwards_takes_what_was_already_counted_along(form, country, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    for number, text in ((6, "3"), (8, "5")):
        accept(form, commune, number, sessions=text)
    before = settled(old, new, country)

    move_unit(unit=commune, under=new, on=JULY, by=BY, at=AT)

    assert (before, settled(old, new, country)) == ([(8, 2), None, (8, 2)], [(3, 1), (5, 1), (8, 2)])


def test_a_stock_goes_with_its_unit_into_the_year_in_which_it_moves(form, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 3, models="7")
    settled(old, new, code="models")

    move_unit(unit=commune, under=new, on=JULY, by=BY, at=AT)

    assert settled(old, new, code="models") == [None, (7, 1)]
    assert settled(old, new, span=calendar_span("half", 2026, 1), code="models") == [(7, 1), None]


def test_of_merged_units_the_stocks_are_added_until_the_new_unit_reports_then_its_own_counts_alone(form, provinces):
    province = provinces[0]
    one, other = make_commune("Một", under=province), make_commune("Hai", under=province)
    for unit, text in ((one, "7"), (other, "4")):
        accept(form, unit, 3, models=text)
    joined = new_commune("Chung", under=province, since=JULY)
    merge(one, other, into=joined, on=JULY)
    before = settled(province, code="models")

    accept(form, joined, 8, models="10")

    assert (before, settled(province, code="models")) == ([(11, 2)], [(10, 1)])


def test_a_stock_split_among_two_provinces_is_kept_above_both_until_both_parts_have_reported(form, country, provinces):
    west, east = provinces
    commune = make_commune(under=west)
    accept(form, commune, 3, models="7")
    parts = [new_commune("Tây", under=west, since=JULY), new_commune("Đông", under=east, since=JULY)]
    split(commune, *parts, on=JULY)
    places = (west, east, country)
    first = settled(*places, code="models")
    accept(form, parts[0], 8, models="4")
    second = settled(*places, code="models")

    accept(form, parts[1], 8, models="5")

    assert first == [None, None, (7, 1)]
    assert second == [(4, 1), None, (11, 2)]
    assert settled(*places, code="models") == [(4, 1), (5, 1), (9, 2)]


def test_an_amendment_of_a_unit_that_is_no_more_counts_where_it_stood(form, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, 3, sessions="7")
    joined = new_commune("Chung", under=new, since=JULY)
    merge(commune, into=joined, on=JULY)
    settled(old)

    accept(form, commune, 3, sessions="9")

    assert settled(old, new) == [(9, 1), None]


def test_units_that_change_without_figures_leave_no_mark(provinces):
    settle_totals(at=LATER)

    move_unit(unit=make_commune(under=provinces[0]), under=provinces[1], on=JULY, by=BY, at=AT)
    marked = settle_totals(at=LATER)

    assert (marked, TotalMark.objects.count()) == (0, 0)


def parts(form, unit, code="models"):
    settle_totals(at=LATER)
    told = parts_of(process_actor(unit), form, Indicator.objects.get(code=code), unit, YEAR, on=date(2026, 11, 20))
    return told.total.value, [(each.name, each.part.value) for each in told.parts]


def test_a_stock_of_the_year_opens_to_the_old_units_until_the_new_one_has_reported(form, provinces):
    province = provinces[0]
    one, other = make_commune("Một", under=province), make_commune("Hai", under=province)
    for unit, text in ((one, "7"), (other, "4")):
        accept(form, unit, 3, models=text)
    joined = new_commune("Chung", under=province, since=JULY)
    merge(one, other, into=joined, on=JULY)
    before = parts(form, province)

    accept(form, joined, 8, models="10")

    assert before == (11, [("xã Hai", 4), ("xã Một", 7)])
    assert parts(form, province) == (10, [("xã Chung", 10)])


# --- Against the plain oracle -----------------------------------------------------------------------------------------


class Oracle:
    """Every total from the rows of the trees as they are now, nothing remembered from before."""

    def __init__(self):
        self.places = defaultdict(list)
        for row in Placement.objects.all():
            self.places[row.unit_id].append(row)
        self.became = defaultdict(list)
        for row in Succession.objects.select_related("predecessor"):
            if row.predecessor.until:
                self.became[row.predecessor_id].append(row)

    def parent(self, unit, day):
        for row in self.places[unit]:
            if (row.since is None or row.since <= day) and (row.until is None or day < row.until):
                return row.parent_id
        return None

    def line(self, unit, day):
        above = self.parent(unit, day)
        return [] if above is None else [above, *self.line(above, day)]

    def heirs(self, unit, day):
        """The living ones."""
        found = []
        for row in self.became[unit]:
            if row.on <= day:
                alive = self.parent(row.successor_id, day) is not None
                found += [row.successor_id] if alive else self.heirs(row.successor_id, day)
        return found

    def counts_at(self, unit, day):
        """The nodes at which a unit's figure counts on a day."""
        if self.parent(unit, day) is not None:
            return self.line(unit, day)
        lines = [self.line(heir, day) for heir in self.heirs(unit, day)]
        return [node for node in lines[0] if all(node in line for line in lines)] if lines else []

    def is_succeeded(self, unit, reported):
        heirs = [row.successor_id for row in self.became[unit]]
        return bool(heirs) and all(heir in reported or self.is_succeeded(heir, reported) for heir in heirs)

    def totals(self):
        """(unit, label of the period, code) → (value, figures, bits)."""
        sums = defaultdict(lambda: [0, 0, 0])
        values = list(AcceptedValue.objects.select_related("indicator", "period"))
        for kind in ("month", "quarter", "half", "year"):
            for value, span in self._counted(values, kind):
                is_stock = value.indicator.over_time == Combination.LATEST
                day = (span.until if is_stock else value.period.until) - timedelta(days=1)
                for node in self.counts_at(value.unit_id, day):
                    kept = sums[node, span.label, value.indicator.code]
                    kept[0] += value.value
                    kept[1] += 1
                    kept[2] |= value.qualifier
        return {key: tuple(found) for key, found in sums.items()}

    def _counted(self, values, kind):
        """Of flows every value, of stocks the latest of each unit that no heir has replaced."""
        newest = {}
        for value in values:
            span = period_on(kind, value.period.since)
            if value.indicator.over_time != Combination.LATEST:
                yield value, span
                continue
            key = span.label, value.indicator_id
            of_units = newest.setdefault(key, {})
            known = of_units.get(value.unit_id)
            if known is None or known[0].period.since < value.period.since:
                of_units[value.unit_id] = value, span
        for of_units in newest.values():
            yield from (found for unit, found in of_units.items() if not self.is_succeeded(unit, of_units))


def stored_totals():
    rows = Total.objects.values_list("unit", "period__label", "indicator__code", "value", "figures", "qualifier")
    return {(unit, label, code): tuple(rest) for unit, label, code, *rest in rows}


class Steps:
    """Random acts of officers: reports, amendments, moves, mergers, splits."""

    def __init__(self, seed, form, provinces):
        self.random, self.form, self.provinces = Random(seed), form, provinces
        self.communes = [make_commune(f"Xã {number}", under=provinces[number % 2]) for number in range(5)]

    def living(self, day):
        return [
            each
            for each in Unit.objects.filter(pk__in=[unit.pk for unit in self.communes])
            if (each.since is None or each.since <= day) and (each.until is None or day < each.until)
        ]

    def take(self):
        self.random.choice([self.report] * 6 + [self.move, self.merge, self.split])()

    def report(self):
        number = self.random.randint(1, 12)
        units = self.living(month(number).until - timedelta(days=1))
        texts = {
            code: self.random.choice(["", "trên ", "gần "]) + str(self.random.randint(0, 999))
            for code in ("sessions", "models")
        }
        if units:
            accept(self.form, self.random.choice(units), number, **texts)

    def day(self):
        return date(2026, self.random.randint(2, 12), 1)

    def unbound(self, day):
        """Units whose place is not settled for later than a day."""
        units = self.living(day)
        return [
            unit
            for unit in units
            if unit.until is None
            and not unit.placements.filter(since__gte=day).exists()
            and not Report.objects.filter(unit=unit, period__until__gt=day).exists()
        ]

    def move(self):
        day = self.day()
        units = [unit for unit in self.living(day) if not unit.placements.filter(since__gte=day).exists()]
        if units:
            unit = self.random.choice(units)
            here = unit_above(unit.pk, "territory", day)
            there = next(each for each in self.provinces if each.pk != here)
            move_unit(unit=unit, under=there, on=day, by=BY, at=AT)

    def merge(self):
        day = self.day()
        units = self.unbound(day)[:2]
        if units:
            joined = new_commune(f"Chung {len(self.communes)}", under=self.random.choice(self.provinces), since=day)
            self.communes.append(joined)
            merge(*units, into=joined, on=day)

    def split(self):
        day = self.day()
        units = self.unbound(day)
        if units:
            heirs = [
                new_commune(f"Phần {len(self.communes)}{at}", under=self.random.choice(self.provinces), since=day)
                for at in range(2)
            ]
            self.communes += heirs
            split(self.random.choice(units), *heirs, on=day)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_reports_moves_mergers_and_splits_every_total_is_that_of_the_plain_oracle(form, provinces, seed):
    steps = Steps(seed, form, provinces)
    for _step in range(40):
        steps.take()
        if steps.random.random() < 0.6:
            settle_totals(at=LATER)
            assert stored_totals() == Oracle().totals()

    settle_totals(at=LATER)

    assert stored_totals() == Oracle().totals()


def test_a_year_that_nothing_was_reported_in_has_no_total(form, provinces):
    accept(form, make_commune(under=provinces[0]), 3, sessions="7")

    settle_totals(at=LATER)

    assert Total.objects.filter(period=ensure_span(span=calendar_span("year", 2025))).count() == 0
