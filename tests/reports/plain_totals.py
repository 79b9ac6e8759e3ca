"""Every total again from the trees and from what was accepted, slowly and obviously; nothing remembered from before."""

from collections import defaultdict
from datetime import timedelta

from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.organisations.models import Placement, Succession
from thidua.reports.models import AcceptedValue, Total
from thidua.reports.rules.calendar import MONTHS, period_on
from thidua.totals.qualifiers import bits


def last_day(span):
    return span.until - timedelta(days=1)


class PlainTrees:
    """Who stands where and who became whom, row by row as they are now."""

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
        """All above a unit, the nearest first."""
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

    def is_succeeded(self, unit, day, reported):
        """Whether all that came from a unit that is no more by ``day`` have reported since.

        ``reported``: unit to the end of the last period that it reported.
        """
        rows = [row for row in self.became[unit] if self.parent(unit, day) is None]
        return bool(rows) and all(
            (row.successor_id in reported and reported[row.successor_id] > row.on)
            or self.is_succeeded(row.successor_id, day, reported)
            for row in rows
        )


def plain_totals(accepted, trees):
    """(unit, label of the period, code) → (value, of, figures, bits).

    ``accepted``: (unit, span, code) → (value, of, qualifier).
    """
    indicators = {each.code: each for each in Indicator.objects.all()}
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for code, indicator in indicators.items():
        values = [(unit, span, told) for (unit, span, of_code), told in accepted.items() if of_code == code]
        for kind in kinds_of(indicator):
            for unit, day, span, (value, of, qualifier) in counted(values, indicator, kind, trees):
                for node in trees.counts_at(unit, day):
                    kept = sums[node, span.label, code]
                    kept[0] += value
                    kept[1] += of
                    kept[2] += 1
                    kept[3] |= bits(qualifier)
    return {key: tuple(found) for key, found in sums.items()}


def kinds_of(indicator):
    """For which lengths of period there is a total."""
    if indicator.over_units == Combination.NONE:
        return []
    own = MONTHS[indicator.period]
    longest = own if indicator.over_time == Combination.NONE else max(MONTHS.values())
    return [kind for kind, months in MONTHS.items() if own <= months <= longest]


def counted(values, indicator, kind, trees):
    """Yield unit, day on which the tree is looked at, period and what counts."""
    if kind == indicator.period or indicator.over_time != Combination.LATEST:
        for unit, span, told in values:
            yield unit, last_day(span), period_on(kind, span.since), told
        return
    by_period = defaultdict(dict)
    for unit, span, told in sorted(values, key=lambda each: each[1].since):
        by_period[period_on(kind, span.since)][unit] = (span.until, told)
    for span, of_units in by_period.items():
        reported = {unit: until for unit, (until, _told) in of_units.items()}
        for unit, (_until, told) in of_units.items():
            if not trees.is_succeeded(unit, last_day(span), reported):
                yield unit, last_day(span), span, told


def stored_totals():
    rows = Total.objects.values_list("unit", "period__label", "indicator__code", "value", "of", "figures", "qualifier")
    return {(unit, label, code): tuple(rest) for unit, label, code, *rest in rows}


def stored_values():
    rows = AcceptedValue.objects.values_list("unit", "period__key", "indicator__code", "value", "of", "qualifier")
    return {(unit, key, code): tuple(rest) for unit, key, code, *rest in rows}
