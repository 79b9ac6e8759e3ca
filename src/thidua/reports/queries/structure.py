"""What an edition of a form is made of. It never changes: a changed form is another edition with another ``uid``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Func, IntegerField, QuerySet

from thidua.core.prepared import prepared_with_plan
from thidua.indicators.choices import Combination
from thidua.indicators.models import Indicator
from thidua.reports.models import FormCheck, FormEdition, FormLine, FormReporter, FormSection
from thidua.reports.rules import checks
from thidua.reports.rules.typed import CellKind

_SHARE = "%"


@dataclass(frozen=True)
class Structure:
    """An edition, read once for all who type on it. The rows are shared: nobody changes them.

    Attributes:
        sections: in their order.
        lines: with their indicators, by section and place.
        rules: the checks.
        levels: of the units that report on it.
        kinds: what the cell of each line takes, by line id.
    """

    sections: tuple[FormSection, ...]
    lines: tuple[FormLine, ...]
    rules: tuple[checks.Check, ...]
    levels: frozenset[int]
    kinds: Mapping[int, CellKind]


def structure_of(edition: FormEdition) -> Structure:
    """Return what an edition is made of; one query once it is known.

    The names of indicators may change by loading them anew, which raises their versions.
    """
    return _structure(edition.uid, _versions()[0])


@prepared_with_plan
def _versions() -> QuerySet[Indicator, int]:
    """All the versions of all indicators, added: another number whenever one of them changes."""
    added = Func("version", function="SUM", output_field=IntegerField())  # as an aggregate it would be one a row
    return Indicator.objects.order_by().values_list(added, flat=True)


@lru_cache(maxsize=64)
def _structure(uid: UUID, _indicators: int) -> Structure:
    rows = FormLine.objects.filter(section__edition__uid=uid).select_related("indicator", "section")
    lines = tuple(rows.order_by("section__order", "order"))
    return Structure(
        sections=tuple(FormSection.objects.filter(edition__uid=uid).order_by("order")),
        lines=lines,
        rules=tuple(map(_rule, FormCheck.objects.filter(edition__uid=uid))),
        levels=frozenset(FormReporter.objects.filter(edition__uid=uid).values_list("level", flat=True)),
        kinds={line.pk: kind_of(line) for line in lines},
    )


def kind_of(line: FormLine) -> CellKind:
    """Return what the cell of a line takes."""
    indicator = line.indicator
    return CellKind(
        indicator.decimals,
        line.takes_qualifier,
        is_ratio=indicator.over_units == Combination.AVERAGE,
        is_share=indicator.unit_of_measure == _SHARE,
    )


def _rule(check: FormCheck) -> checks.Check:
    return checks.parse_check(
        {"code": check.code, "severity": check.severity, "terms": check.terms, "message": check.message}
    )
