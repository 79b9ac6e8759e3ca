"""What an address asks for: which figure of which unit and period, and on which of the two maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.http import urlencode
from django.utils.text import capfirst

from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_name
from thidua.office.form_year import FormYear, read_form_year
from thidua.office.totals.asked import WHOLE_YEAR
from thidua.organisations.choices import Level, Tree
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import in_force, units_in_scope, with_predecessors
from thidua.reports.choices import PeriodKind
from thidua.reports.queries.crosstab import indicators_of
from thidua.reports.queries.totals import forms_counted
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import calendar_span, periods_of_year
from thidua.web.requests import ActingRequest

BOTH, THEN, NOW = "canh-nhau", "khi-do", "hom-nay"
"""Which map is shown, by the value of ``?xem=``."""


@dataclass(frozen=True)
class Asked(FormYear):
    """What is looked at.

    Attributes:
        indicators: all that the form counts.
        indicator: ``None`` where it counts nothing.
        seen: `BOTH`, `THEN` or `NOW`.
        units: those that are offered: the own one, those under it today, and those from which they came.
    """

    indicators: Sequence[Indicator]
    indicator: Indicator | None
    seen: str
    units: Sequence[Unit]

    @cached_property
    def span(self) -> Span:
        """The period; the whole year where the address names none."""
        if self.form is None or self.number is None:
            return calendar_span(PeriodKind.YEAR, self.year)
        periods = periods_of_year(self.form.period_kind, self.year)
        return periods[self.number - 1] if self.number <= len(periods) else calendar_span(PeriodKind.YEAR, self.year)

    @property
    def period(self) -> str:
        """The value of ``?ky=``."""
        is_year = self.span.kind == PeriodKind.YEAR and self.form and self.form.period_kind != PeriodKind.YEAR
        return WHOLE_YEAR if is_year else str(self.number or 1)

    @property
    def periods(self) -> list[tuple[str, str]]:
        """What can be chosen: ``?ky=`` and the name of the period, the whole year last."""
        if self.form is None:
            return []
        spans = periods_of_year(self.form.period_kind, self.year)
        found = [(str(place), capfirst(period_name(each))) for place, each in enumerate(spans, 1)]
        if self.form.period_kind == PeriodKind.YEAR:
            return found
        return [*found, (WHOLE_YEAR, capfirst(period_name(calendar_span(PeriodKind.YEAR, self.year))))]

    def address(self, **changed: str) -> str:
        """Return the address of the page with something else asked."""
        asked = {
            "bieu": self.form.code if self.form else "",
            "chi-tieu": self.indicator.code if self.indicator else "",
            "nam": str(self.year),
            "ky": self.period,
            "don-vi": str(self.unit.uid),
            "xem": self.seen,
        }
        return f"?{urlencode(asked | changed)}"


def read_asked(request: ActingRequest) -> Asked:
    """Read the address; what no page could have written counts as not said.

    Raises:
        Http404: a unit out of scope, or a form that asks nothing at or under it.
    """
    found, query = read_form_year(request, forms_counted), request.GET
    indicators = indicators_of(found.form) if found.form else []
    code, seen = query.get("chi-tieu", ""), query.get("xem", "")
    return Asked(
        **vars(found),
        indicators=indicators,
        indicator=next((each for each in indicators if each.code == code), next(iter(indicators), None)),
        seen=seen if seen in {THEN, NOW} else BOTH,
        units=_offered(request, found.unit, found.today),
    )


def _offered(request: ActingRequest, looked_at: Unit, today: date) -> list[Unit]:
    """The own unit, those directly under it today, what these came from at their level, and the one looked at."""
    own = request.actor.unit_id
    rows = Lineage.objects.filter(in_force(today), ancestor=own, depth=1, tree=Tree.TERRITORY)
    now = {pk for pk in (own, *rows.values_list("descendant", flat=True)) if pk is not None}
    before = with_predecessors(now)
    scope = units_in_scope(request.actor, on=today)
    units = scope.filter(Q(pk__in=now) | Q(pk__in=before, level__lte=Level.PROVINCE) | Q(pk=looked_at.pk))
    return list(units.order_by("level", "sort_key", "until", "pk"))
