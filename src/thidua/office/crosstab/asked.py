"""What an address asks for: what stands in rows and columns, of which form, years, units and map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core import clock
from thidua.indicators.models import Indicator
from thidua.office.form_year import YEARS, unit_asked
from thidua.organisations.choices import Level
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import with_predecessors
from thidua.organisations.queries.scope import in_force
from thidua.reports.choices import PeriodKind
from thidua.reports.models import Form
from thidua.reports.queries.crosstab import indicators_of, seen_by
from thidua.reports.queries.filing import first_year
from thidua.reports.queries.totals import forms_counted
from thidua.reports.rules.calendar import MONTHS
from thidua.reports.rules.crosstab import Asking, Axis
from thidua.web.requests import ActingRequest, whole_number

AXES: Final[Mapping[str, Axis]] = {"chi-tieu": Axis.INDICATORS, "don-vi": Axis.UNITS, "ky": Axis.PERIODS}
KINDS: Final[Mapping[str, PeriodKind]] = {
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "nua-nam": PeriodKind.HALF,
    "nam": PeriodKind.YEAR,
}
LEVELS: Final[Mapping[str, int | None]] = {"tinh": Level.PROVINCE, "xa": Level.COMMUNE, "gui": None}
"""Which units are shown, by the value in the address; ``None``: those that reported."""
AS_THEN: Final = "khi-do"
TODAY: Final = "hom-nay"
_USUAL_YEARS: Final = 2
_OFFERED_YEARS: Final = 10


@dataclass(frozen=True)
class Asked:
    """What is looked at.

    Attributes:
        own: the unit in whose name the actor works.
        unit: the one that is looked at, ``None`` for all that the actor may see.
        form: ``None`` where no form asks anything at or under the own unit.
        every: all that the form counts; ``chosen`` what is looked at of it.
        level: `LEVELS`; ``map_of``: `TODAY` or `AS_THEN`.
        drawn: uid or code of the series of the chart, blank for the first one.
    """

    own: Unit
    unit: Unit | None
    form: Form | None
    forms: Sequence[Form]
    every: Sequence[Indicator]
    chosen: Sequence[Indicator]
    rows: Axis
    columns: Axis
    kind: PeriodKind
    since: int
    until: int
    level: str
    map_of: str
    drawn: str
    today: date
    scope: tuple[str, ...] | None

    def has(self, axis: Axis) -> bool:
        """Whether something stands in rows or columns."""
        return axis in {self.rows, self.columns}

    @cached_property
    def asking(self) -> Asking:
        """The question."""
        top = self.unit or self.own
        below = Lineage.objects.filter(ancestor=top, depth__gt=0)
        return Asking(
            rows=self.rows,
            columns=self.columns,
            indicators=tuple(each.pk for each in self.chosen),
            since=self.since,
            until=self.until,
            kind=self.kind,
            level=LEVELS[self.level],
            unit=str(self.unit.uid) if self.unit else None,
            today=self.today if self.map_of == TODAY else None,
            scope=self.scope,
            is_alone=not below.exists(),
        )

    @property
    def years(self) -> list[int]:
        """The years that are offered."""
        return sorted({*range(self.today.year - _OFFERED_YEARS, self.today.year + 1), self.since, self.until})

    @property
    def levels(self) -> list[str]:
        """The levels of units that are offered: those from the own one down."""
        return levels_of(self.own)

    @cached_property
    def units(self) -> list[Unit]:
        """The units that are offered: those directly under the own one today, and what it came from."""
        below = Lineage.objects.filter(in_force(self.today), ancestor=self.own, depth=1).values("descendant")
        before = with_predecessors({self.own.pk}) - {self.own.pk} if self.map_of == AS_THEN else set()
        offered = Q(pk__in=below) | Q(pk__in={*before, *((self.unit.pk,) if self.unit else ())})
        return list(Unit.objects.filter(offered).order_by("until", "sort_key", "pk"))


def levels_of(unit: Unit) -> list[str]:
    """Return the levels of units from one down, and the units that reported."""
    return [name for name, level in LEVELS.items() if level is None or level >= unit.level]


def read_asked(request: ActingRequest) -> Asked:
    """Read the address; what no page could have written counts as not said.

    Raises:
        Http404: a unit out of scope, or a form that asks nothing at or under the own unit.
    """
    today, query = clock.today(), request.GET
    own = get_object_or_404(Unit, pk=request.actor.unit_id)
    unit = unit_asked(request, query["don-vi"], today) if query.get("don-vi") else None
    forms = list(forms_counted(own))
    form = _form(query.get("bieu", ""), forms)
    every = indicators_of(form) if form else []
    rows, columns = _axes(query)
    since, until = _years(query, form, today)
    top = unit or own
    return Asked(
        own=own,
        unit=unit,
        form=form,
        forms=forms,
        every=every,
        chosen=_chosen(query, every, (rows, columns)),
        rows=rows,
        columns=columns,
        kind=KINDS.get(query.get("loai", ""), _usual_kind(form)),
        since=since,
        until=until,
        level=_one_of(query.get("cap", ""), levels_of(own), _usual_level(top)),
        map_of=AS_THEN if query.get("ban-do") == AS_THEN else TODAY,
        drawn=query.get("ve", ""),
        today=today,
        scope=seen_by(request.actor, on=today),
    )


def _form(code: str, forms: Sequence[Form]) -> Form | None:
    if not code:
        return next(iter(forms), None)
    found = next((each for each in forms if each.code == code), None)
    if found is None:
        raise Http404("no such form")
    return found


def _axes(query: QueryDict) -> tuple[Axis, Axis]:
    rows = AXES.get(query.get("hang", ""), Axis.INDICATORS)
    columns = AXES.get(query.get("cot", ""), Axis.PERIODS)
    if rows == columns:
        columns = Axis.INDICATORS if rows is Axis.PERIODS else Axis.PERIODS
    return rows, columns


def _chosen(query: QueryDict, every: Sequence[Indicator], axes: tuple[Axis, Axis]) -> list[Indicator]:
    codes = set(query.getlist("chi-tieu"))
    found = [each for each in every if each.code in codes] or list(every)
    return found if Axis.INDICATORS in axes else found[:1]


def _years(query: QueryDict, form: Form | None, today: date) -> tuple[int, int]:
    """This year and the one before it, if there are reports of it."""
    since, until = (whole_number(query.get(name, "")) for name in ("tu", "den"))
    last = until if until in YEARS and until is not None else today.year
    if since in YEARS and since is not None:
        return min(since, last), max(since, last)
    oldest = (first_year(form) if form else None) or last
    first = max(oldest, last - _USUAL_YEARS + 1)
    return min(first, last), max(first, last)


def _one_of(value: str, offered: Sequence[str], usual: str) -> str:
    return value if value in offered else usual if usual in offered else offered[-1]


def _usual_kind(form: Form | None) -> PeriodKind:
    """A quarter, or the period of the form where that is longer."""
    own = PeriodKind(form.period_kind) if form else PeriodKind.QUARTER
    return own if MONTHS.get(own, 0) > MONTHS[PeriodKind.QUARTER] else PeriodKind.QUARTER


def _usual_level(top: Unit) -> str:
    return next((name for name, level in LEVELS.items() if level is not None and level > top.level), "gui")


AXIS_WORDS: Final[Mapping[str, str | Promise]] = {
    "chi-tieu": _("Chỉ tiêu"),
    "don-vi": _("Đơn vị"),
    "ky": _("Kỳ"),
}
KIND_WORDS: Final[Mapping[str, str | Promise]] = {
    "thang": _("Tháng"),
    "quy": _("Quý"),
    "nua-nam": _("6 tháng"),
    "nam": _("Năm"),
}
LEVEL_WORDS: Final[Mapping[str, str | Promise]] = {
    "tinh": _("Tỉnh, thành phố"),
    "xa": _("Xã, phường"),
    "gui": _("Đơn vị gửi báo cáo"),
}
MAP_WORDS: Final[Mapping[str, str | Promise]] = {
    TODAY: _("Theo bản đồ hôm nay"),
    AS_THEN: _("Như thời điểm đó"),
}
