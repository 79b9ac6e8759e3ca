"""Totals after any acts, against plain Python; ``make oracle`` takes many more of them than the suite does."""

import sys
from datetime import date
from random import Random

import pytest
from django.db.models import Q
from tests.factories.people import process_actor
from tests.factories.reports import LATER
from tests.reports.plain_totals import PlainTrees, plain_totals, stored_totals, stored_values
from tests.reports.random_acts import Acts

from thidua.organisations.models import Unit
from thidua.reports.commands import settle_totals
from thidua.reports.commands.checking import check_totals
from thidua.reports.models import Total, TotalMark
from thidua.reports.queries.figures import span as span_of_row
from thidua.reports.queries.ladder import units_above
from thidua.reports.queries.totals import parts_of
from thidua.reports.rules.adding import Part
from thidua.totals.qualifiers import bits

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
DAYS = [date(year, month, day) for year in (2025, 2026) for month in (1, 6, 12) for day in (1, 15)]


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME = tmp_path


def test_after_every_act_all_totals_are_those_of_the_plain_oracle(oracle_seed, oracle_steps, capsys):
    acts = Acts(oracle_seed)
    for number in range(1, oracle_steps + 1):
        what = f"seed {oracle_seed}, step {number}: {acts.take()}"
        trees = PlainTrees()
        settle_totals(at=LATER)
        assert stored_values() == {
            (unit, span.key, code): (value, of, bits(word))
            for (unit, span, code), (value, of, word) in acts.accepted.items()
        }, what
        assert differing(stored_totals(), plain_totals(acts.accepted, trees)) == {}, what
        assert TotalMark.objects.count() == 0, what
        if number % 10 == 0:
            assert crooked_lines(trees) == [], what
            assert crooked_parts(acts, number) == [], what
    assert check_totals(at=LATER).differences == []
    with capsys.disabled():
        sys.stdout.write(f"\n  history {oracle_seed}: {acts.seen(acts.done)}\n")
    assert acts.done.keys() >= {"accept", "amend", "apply"}


def differing(stored, plain):
    """Where they differ: (unit, period, code) → stored and plain."""
    return {
        key: (stored.get(key), plain.get(key))
        for key in stored.keys() | plain.keys()
        if stored.get(key) != plain.get(key)
    }


def crooked_lines(trees):
    """Units of which the kept line of units above is not the one walked up."""
    return [
        (unit, day)
        for unit in Unit.objects.values_list("pk", flat=True)
        for day in DAYS
        if units_above(unit, "territory", day) != trees.line(unit, day)
    ]


def crooked_parts(acts, number):
    """Totals that do not open to parts which add up to them."""
    found, actor = [], process_actor(acts.country)
    begun = Unit.objects.filter(Q(since__isnull=True) | Q(since__lte=TODAY))
    totals = list(Total.objects.filter(unit__in=begun).select_related("unit", "indicator", "period").order_by("pk"))
    for total in Random(number).sample(totals, min(8, len(totals))):
        form = acts.forms[0 if total.indicator.period == "month" else 1]
        told = parts_of(actor, form, total.indicator, total.unit, span_of_row(total.period), on=TODAY)
        added = sum((each.part for each in told.parts if each.part), told.elsewhere or Part())
        if added != told.total:
            found.append((total.unit_id, total.indicator.code, total.period.label, told.total, added))
    return found
