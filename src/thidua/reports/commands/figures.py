"""Writing periods and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.indicators.models import Indicator
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.reports import rules
from thidua.reports.choices import FigureStatus, Qualifier
from thidua.reports.commands.periods import ensure_span
from thidua.reports.models import Figure, Period
from thidua.sources.models import Citation


def ensure_period(*, period: Mapping[str, Any] | None) -> Period:
    """Return the period of a read fact: ``{"from": 2014, "to": 2019}``, open ends ``None``, else its ``"text"``.

    A period is a name for days, not an act: it is not audited. ``None`` is the undated one.

    Raises:
        Refused: it ends before it begins.
    """
    stated = period or {}
    first, last = stated.get("from"), stated.get("to")
    if first is not None and last is not None and last < first:
        raise Refused(_("Kỳ %(first)s–%(last)s kết thúc trước khi bắt đầu. Sửa lại năm."), first=first, last=last)
    return ensure_span(span=rules.span_of(first, last, stated.get("text") or ""))


@dataclass(frozen=True)
class StatedFigure:
    """A number as its source states it («64,2%» is 64.2); `record_figure` scales it to the indicator's decimals."""

    value: float | Decimal
    qualifier: str = Qualifier.EXACT
    value_max: float | Decimal | None = None
    of: float | Decimal | None = None
    status: str = FigureStatus.ACHIEVED
    printed_unit: str = ""
    measure: str = ""


@transaction.atomic
def record_figure(
    *,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    stated: StatedFigure,
    movement: Movement | None = None,
    citation: Citation,
    by: Actor,
    at: datetime,
) -> Figure:
    """Record one number with its source.

    Raises:
        Refused: the number has more decimals than the indicator counts, is negative, or its range is upside down.
    """
    numbers = _scaled_numbers(indicator, stated.value, stated.value_max, stated.of)
    if stated.value < 0 or (stated.value_max is not None and stated.value_max < stated.value):
        raise Refused(
            _("Số %(value)s không dùng được. Số đếm không âm, số sau của khoảng không nhỏ hơn số trước."),
            field="value",
            value=stated.value,
        )
    figure = Figure.objects.create(
        indicator=indicator,
        unit=unit,
        period=period,
        movement=movement,
        qualifier=Qualifier(stated.qualifier),
        status=FigureStatus(stated.status),
        printed_unit=(stated.printed_unit or indicator.unit_of_measure)[:200],
        measure=stated.measure.strip()[:300],
        citation=citation,
        created_at=at,
        **numbers,
    )
    after = {"indicator": indicator.code, "period": period.label, "qualifier": stated.qualifier, **numbers}
    audit.record("record_figure", figure, by=by, at=at, unit_id=unit.pk, after=after)
    return figure


def withdraw_figures(*, citation: Citation, reason: str, by: Actor, at: datetime) -> int:
    """Withdraw every figure that carries ``citation``; return how many."""
    rows = Figure.objects.in_force().filter(citation=citation)
    return withdraw_rows(rows, act="withdraw_figure", reason=reason, by=by, at=at)


def _scaled_numbers(indicator: Indicator, *numbers: float | Decimal | None) -> dict[str, int | None]:
    try:
        value, value_max, of = (
            None if number is None else rules.scaled(number, indicator.decimals) for number in numbers
        )
    except ValueError:
        raise Refused(
            _("«%(indicator)s» chỉ ghi %(decimals)s chữ số thập phân. Làm tròn số rồi ghi lại."),
            indicator=indicator.name,
            decimals=indicator.decimals,
        ) from None
    return {"value": value, "value_max": value_max, "of": of}
