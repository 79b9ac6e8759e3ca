"""Cross-tabs over the snapshot against plain Python over the same rows; both maps, with a merger and a split."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from random import Random

import duckdb
import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import LATER, make_form, make_indicator, make_report

from thidua.core.errors import Refused
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level, SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, create_unit, end_unit, move_unit, place_unit, record_succession
from thidua.organisations.models import Unit
from thidua.reports.choices import PeriodKind
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.commands.snapshot import take_snapshot
from thidua.reports.models import AcceptedValue, Revision, Total, TotalMark
from thidua.reports.queries.crosstab import NOWHERE, crosstab
from thidua.reports.queries.snapshot import current_snapshot, opened
from thidua.reports.rules.adding import Part
from thidua.reports.rules.calendar import calendar_span, number_of
from thidua.reports.rules.crosstab import Asking, Axis

pytestmark = pytest.mark.django_db
BY = process_actor()
JULY, TODAY = date(2026, 7, 1), date(2027, 2, 1)
YEARS = (2026, 2027)


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME = tmp_path


@dataclass
class Merged:
    """Hải Dương went into Hải Phòng on 1 July 2026: one commune moved, two became one, one was split."""

    units: dict[str, Unit]
    indicators: dict[str, Indicator]

    def of(self, name):
        return self.units[name].pk

    def uid(self, name):
        return str(self.units[name].uid)


THEN = {"a": "hd", "b": "hd", "c": "hd", "d": "hd", "e": "hp"}
NOW = {"a": "hp", "b": "hp", "c": "hp", "bc": "hp", "d": "hp", "d1": "hp", "d2": "hp", "e": "hp"}
HEIRS = {"b": ["bc"], "c": ["bc"], "d": ["d1", "d2"], "hd": ["hp"]}
LIVES = {"b": (None, JULY), "c": (None, JULY), "d": (None, JULY), "bc": (JULY, None), "d1": (JULY, None),
         "d2": (JULY, None), "hd": (None, JULY)}  # fmt: skip


@pytest.fixture
def merged():
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)
    units = {"hp": make_unit("Hải Phòng", under=country), "hd": make_unit("Hải Dương", under=country)}
    for name, above in THEN.items():
        units[name] = make_commune(name, under=units[above])
    for name in ("bc", "d1", "d2"):
        kinds = {"kind": UnitKind.COMMUNE, "level": Level.COMMUNE, "since": JULY}
        units[name] = create_unit(name=name, full_name=f"Xã {name}", **kinds, by=BY, at=AT)
        place_unit(unit=units[name], under=units["hp"], since=JULY, by=BY, at=AT)
    move_unit(unit=units["a"], under=units["hp"], on=JULY, by=BY, at=AT)
    for name in ("b", "c", "d", "hd"):
        end_unit(unit=units[name], on=JULY, by=BY, at=AT)
        part = SuccessionKind.PART if name == "d" else SuccessionKind.WHOLE
        heirs = [Heir(units[each], part) for each in HEIRS[name]]
        record_succession(predecessor=units[name], heirs=heirs, on=JULY, by=BY, at=AT)
    indicators = {
        "flow": make_indicator("flow"),
        "stock": make_indicator("stock", over_time=Combination.LATEST),
        "ratio": make_indicator("ratio"),
        "quarterly": make_indicator("quarterly", period="quarter"),
        "alone": make_indicator("alone", over_units=Combination.NONE, over_time=Combination.NONE),
    }
    return Merged(units, indicators)


def accept(unit, indicator, number=10, year=2026, value=5, *, of=0, qualifier=0, kind="month"):
    """Let a value count, with its mark, as an acceptance does."""
    revision = Revision.objects.first()
    if revision is None:
        revision = make_report(make_form("carrier", levels=(Level.PROVINCE,)), make_unit("Nơi khác")).revisions.get()
    period = ensure_span(span=calendar_span(kind, year, number))
    row = AcceptedValue.objects.create(
        unit=unit, period=period, indicator=indicator, value=value, of=of, qualifier=qualifier, revision=revision
    )
    TotalMark.objects.create(unit=unit, period=period, indicator=indicator, marked_at=AT)
    return row


def lives(name, span):
    since, until = LIVES.get(name, (None, None))
    return (since is None or since < span.until) and (until is None or until >= span.until)


def fill(merged, seed):
    """Random values of all who live, with gaps."""
    random, rows = Random(seed), []
    for code, indicator in merged.indicators.items():
        kind = PeriodKind(indicator.period)
        spans = [calendar_span(kind, year, n + 1) for year in YEARS for n in range(4 if kind == "quarter" else 12)]
        for span in spans:
            for name, unit in merged.units.items():
                if lives(name, span) and random.random() < 0.45:
                    value, of = random.randint(0, 900), random.randint(900, 999) if code == "ratio" else 0
                    bits = random.choice([0, 0, 1, 2, 4, 8])
                    accept(unit, indicator, number_of(span), span.since.year, value, of=of, qualifier=bits, kind=kind)
                    rows.append((name, code, span, Part(value, of, 1, bits)))
    settle_totals(at=LATER)
    assert take_snapshot(at=LATER)
    return rows


def is_past(name, reported):
    heirs = HEIRS.get(name, [])
    return bool(heirs) and all(each in reported or is_past(each, reported) for each in heirs)


def expected(rows, code, bucket_of, row_of):
    """Add by hand. ``bucket_of(span)`` → period; ``row_of(name, last day of what counts)`` → row."""
    sums = defaultdict(Part)
    if code != "stock":
        for name, of_row, span, part in rows:
            if of_row == code:
                sums[row_of(name, span), bucket_of(span)] += part
        return dict(sums)
    latest = {}
    for name, of_row, span, part in sorted(rows, key=lambda row: row[2].since):
        if of_row == code:
            latest[name, bucket_of(span)] = part
    for (name, bucket), part in latest.items():
        reported = {each for each, where in latest if where == bucket}
        has_ended = name in LIVES and (LIVES[name][1] or bucket.until) < bucket.until
        if bucket.kind == "month" or not (has_ended and is_past(name, reported)):
            sums[row_of(name, bucket), bucket] += part
    return dict(sums)


def table(asking):
    """What a cross-tab holds: {(row key, column key): part}."""
    with crosstab(current_snapshot(), asking) as found:
        columns = [head.key for head in found.columns]
        rows = list(found.rows())
        assert len(rows) == found.row_count
    return {
        (row.head.key, column): part
        for row in rows
        for column, part in zip(columns, row.cells, strict=True)
        if part is not None
    }


def asking(merged, *codes, rows=Axis.UNITS, columns=Axis.PERIODS, **fields):
    ids = tuple(merged.indicators[code].pk for code in codes)
    return Asking(rows=rows, columns=columns, indicators=ids, since=2026, until=2027, **fields)


def place_of(buckets):
    """The number of the period that holds a span."""
    return lambda span: next(
        place for place, each in enumerate(buckets) if each.since <= span.since and span.until <= each.until
    )


def by_hand(merged, rows, code, asked, row_of):
    """What the table should hold, by key."""
    buckets = asked.buckets
    place = place_of(buckets)
    found = expected(rows, code, lambda span: buckets[place(span)], row_of)
    return {
        (key if key == NOWHERE else merged.of(key), buckets.index(bucket)): part
        for (key, bucket), part in found.items()
    }


def then(name, span):
    """The province on the last day of a period."""
    if name in {"hp", "hd"}:
        return name if span.until <= JULY or name == "hp" else "hp"
    return THEN[name] if span.until <= JULY and name in THEN else "hp"


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", ["month", "quarter", "half", "year"])
def test_provinces_by_period_are_as_they_were_then_and_as_they_are_today(merged, seed, kind):
    rows = fill(merged, seed)

    for code in ("flow", "stock", "ratio", "quarterly"):
        as_then = asking(merged, code, kind=PeriodKind(kind), level=Level.PROVINCE)
        today = asking(merged, code, kind=PeriodKind(kind), level=Level.PROVINCE, today=TODAY)
        known = rows if code != "quarterly" or kind != "month" else []
        assert table(as_then) == by_hand(merged, known, code, as_then, then), code
        assert table(today) == by_hand(merged, known, code, today, lambda name, _span: NOW.get(name, "hp")), code


@pytest.mark.parametrize("kind", ["month", "quarter", "half", "year"])
def test_what_was_then_is_what_the_totals_say(merged, kind):
    fill(merged, seed=4)

    for code in ("flow", "stock", "ratio"):
        wanted = asking(merged, code, kind=PeriodKind(kind), level=Level.COUNTRY)
        country = Unit.objects.get(level=Level.COUNTRY).pk
        keys = {span.key: place for place, span in enumerate(wanted.buckets)}
        rows = Total.objects.filter(unit=country, indicator=merged.indicators[code], period__key__in=keys)
        fields = ("period__key", "value", "of", "figures", "qualifier")
        added = {(country, keys[key]): Part(*part) for key, *part in rows.values_list(*fields)}
        assert table(wanted) == added, code


def test_communes_of_today_gather_what_became_one_and_leave_what_was_split_aside(merged):
    rows = fill(merged, seed=5)
    wanted = asking(merged, "flow", kind=PeriodKind.YEAR, level=Level.COMMUNE, today=TODAY)
    now = {"b": "bc", "c": "bc", "d": NOWHERE, "hp": NOWHERE, "hd": NOWHERE}

    assert table(wanted) == by_hand(merged, rows, "flow", wanted, lambda name, _span: now.get(name, name))


def test_units_that_reported_by_indicator_show_what_is_never_added(merged):
    rows = fill(merged, seed=6)
    wanted = asking(merged, "flow", "alone", columns=Axis.INDICATORS)
    flows = by_hand(merged, rows, "flow", wanted, lambda name, _span: name)

    found = table(wanted)

    flow, alone = merged.indicators["flow"].pk, merged.indicators["alone"].pk
    assert {key: part for key, part in found.items() if key[1] == flow} == {
        (unit, flow): part for (unit, _bucket), part in flows.items()
    }
    assert not [key for key in found if key[1] == alone]  # two years are longer than a month, and it is not added
    monthly = table(asking(merged, "alone", kind=PeriodKind.MONTH))
    assert len(monthly) == sum(code == "alone" for _name, code, _span, _part in rows)
    assert table(asking(merged, "alone", kind=PeriodKind.MONTH, level=Level.PROVINCE)) == {}


def test_indicators_by_period_keep_the_order_asked_for_and_rows_without_numbers(merged):
    accept(merged.units["e"], merged.indicators["flow"], 3, value=7, qualifier=1)
    settle_totals(at=LATER)
    take_snapshot(at=LATER)
    wanted = asking(merged, "stock", "flow", rows=Axis.INDICATORS, kind=PeriodKind.QUARTER)

    with crosstab(current_snapshot(), wanted) as found:
        rows = [(row.head.key, row.cells) for row in found.rows()]

    stock, flow = (merged.indicators[code].pk for code in ("stock", "flow"))
    assert rows == [(stock, (None,) * 8), (flow, (Part(7, 0, 1, 1), *(None,) * 7))]


def test_only_figures_of_the_scope_count_and_units_outside_are_not_named(merged):
    rows = fill(merged, seed=7)
    seen = ("a", "b")
    scope = tuple(merged.uid(name) for name in seen)
    wanted = asking(merged, "flow", kind=PeriodKind.YEAR, level=Level.PROVINCE, scope=scope)
    mine = [row for row in rows if row[0] in seen]

    assert table(wanted) == by_hand(merged, mine, "flow", wanted, lambda _name, _span: NOWHERE)
    with crosstab(current_snapshot(), wanted) as found:
        assert [row.head.unit for row in found.rows()] == [None]
    nobody = asking(merged, "flow", kind=PeriodKind.YEAR, level=Level.PROVINCE, scope=())
    assert table(nobody) == {}


def test_a_stock_is_past_when_heirs_outside_the_scope_have_reported(merged):
    stock = merged.indicators["stock"]
    accept(merged.units["b"], stock, 3, value=40)
    accept(merged.units["bc"], stock, 9, value=70)
    settle_totals(at=LATER)
    take_snapshot(at=LATER)
    wanted = asking(merged, "stock", kind=PeriodKind.HALF, scope=(merged.uid("b"),))
    year = asking(merged, "stock", kind=PeriodKind.YEAR, scope=(merged.uid("b"),))

    assert table(wanted) == {(merged.of("b"), 0): Part(40, 0, 1, 0)}
    assert table(year) == {}


@pytest.mark.parametrize("today", [None, TODAY])
def test_only_what_stood_under_the_unit_counts(merged, today):
    rows = fill(merged, seed=8)
    wanted = asking(merged, "flow", rows=Axis.INDICATORS, kind=PeriodKind.MONTH, unit=merged.uid("hp"), today=today)
    place = place_of(wanted.buckets)
    sums = defaultdict(Part)
    for name, code, span, part in rows:
        if code == "flow" and (today or then(name, span) == "hp"):
            sums[merged.indicators["flow"].pk, place(span)] += part

    assert table(wanted) == dict(sums)


def test_a_page_of_rows_is_the_beginning_of_all(merged):
    fill(merged, seed=9)
    wanted = asking(merged, "flow", kind=PeriodKind.YEAR)

    with crosstab(current_snapshot(), wanted) as found:
        every, some = list(found.rows()), list(found.rows(3))

    assert some == every[:3]
    assert len(every) == found.row_count > 3


def test_what_is_measured_differently_is_not_added():
    with pytest.raises(ValueError, match="not added"):
        Asking(rows=Axis.UNITS, columns=Axis.PERIODS, indicators=(1, 2), since=2026, until=2026)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('{home}/secret.key')",
        "SET memory_limit = '64GB'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "COPY figures TO '{home}/out.csv'",
    ],
)
def test_duckdb_reaches_nothing_but_its_folder(merged, settings, asked):
    (settings.HOME / "secret.key").write_text("secret")
    take_snapshot(at=LATER)

    with opened(current_snapshot()) as connection, pytest.raises(duckdb.Error):
        connection.execute(asked.format(home=settings.HOME))


def test_a_table_that_is_too_large_is_refused_with_a_sentence(merged, settings):
    settings.CROSSTAB_MEMORY = settings.CROSSTAB_DISK = "1MB"
    take_snapshot(at=LATER)

    with pytest.raises(Refused, match="quá lớn"), opened(current_snapshot()) as connection:
        connection.execute("CREATE TABLE t AS SELECT range AS n, hash(range) AS h FROM range(20000000)")
