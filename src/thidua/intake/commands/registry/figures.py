"""Figures, and the counts of focus points, targets, tasks and lessons that a conference sets."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.indicators.queries import indicator_with
from thidua.intake.choices import FactKind
from thidua.intake.commands.registry.acceptance import Acceptance
from thidua.organisations.models import Unit
from thidua.reports.choices import FigureStatus
from thidua.reports.commands import StatedFigure, ensure_period, record_figure

_LESSONS = "lessons"


def write(acceptance: Acceptance) -> None:
    """Record the number for its unit, indicator and period."""
    value, code = acceptance.value, acceptance.around.indicator_code(acceptance.fact)
    if value.get("value") is None:
        raise Refused(_("Dữ kiện này chưa có số. Bấm Sửa, ghi số rồi nhận."), field="value")
    status = value.get("status") or FigureStatus.ACHIEVED
    if acceptance.fact.kind == FactKind.TARGET and code != _LESSONS:
        status = FigureStatus.TARGET
    conference = acceptance.conference
    record_figure(
        indicator=indicator_with(code),
        unit=_unit(acceptance),
        period=acceptance.period_of(status) or ensure_period(period=None),
        stated=StatedFigure(
            value=value["value"],
            qualifier=value.get("qualifier") or "exact",
            value_max=value.get("value_max"),
            of=value.get("of"),
            status=status,
            printed_unit=value.get("unit") or "",
            measure=value.get("measure") or (_what_is_counted(acceptance) if code == PUBLISHED_AGGREGATE else ""),
        ),
        movement=conference.movement if conference else None,
        citation=acceptance.citation,
        by=acceptance.by,
        at=acceptance.at,
    )


def _unit(acceptance: Acceptance) -> Unit:
    place = acceptance.around.place(acceptance.value)
    if place.fault is not None:
        raise Refused(
            _("Chưa rõ số này của đơn vị nào trong phạm vi của %(unit)s. Bấm Sửa, chọn đơn vị rồi nhận."),
            field="registry_unit",
            unit=acceptance.document.unit.name_in_sentence,
        )
    return place.unit


def _what_is_counted(acceptance: Acceptance) -> str:
    """Return the words of the text after the number, where the reader gave none."""
    return "" if acceptance.value.get("unit") else acceptance.citation.quote[:300]
