"""Sample reports of some communes of Hưng Yên: four months, the newest in every state. All numbers are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from random import Random

from thidua.config.beginning import INSTALLER
from thidua.core.actors import Actor, Grant, Role
from thidua.organisations.choices import Level
from thidua.organisations.models import Lineage, Unit
from thidua.organisations.queries import in_force
from thidua.reports.commands import (
    CellEntry,
    accept_report,
    ensure_span,
    file_report,
    open_report,
    return_report,
    save_cells,
    settle_totals,
)
from thidua.reports.models import Form, FormLine, Period, Report
from thidua.reports.queries.figures import span
from thidua.reports.rules.calendar import period_before, period_on

PROVINCE = "tinh hung yen"
FORM = "monthly_movement"
_COMMUNES, _MONTHS = 12, 4
_OWN = "vu thu"
# About how large a commune's month is, by what is counted; a commune differs from it by up to a half.
_USUAL: Mapping[str, int] = {
    "outreach_sessions": 14,
    "attendances": 1050,
    "news_items": 6,
    "bodies_reached": 5,
    "models": 22,
    "model_sites": 41,
    "model_groups": 57,
    "veteran_models": 6,
    "patrol_turns": 30,
    "mediations": 21,
    "signed_undertakings": 982,
    "reintegrated": 1,
    "recognised_units": 13,
    "commended_recipients": 4,
}
_UNFINISHED = {"attendances": "10", "patrol_turns": "118", "commended_recipients": ""}
"""What the commune of the demo's officer has typed so far: a slip, a jump without its reason, an empty cell."""


def make_reports(*, at: datetime, today: date, progress: Callable[[int, int], None]) -> None:
    """Type, file and accept sample reports, by the commands of the product."""
    form = Form.objects.get(code=FORM)
    province = Unit.objects.get(folded=PROVINCE, until__isnull=True)
    communes = _communes(province, today)
    months = _months(form.period_kind, today)
    for number, commune in enumerate(communes):
        for month in months[:-1]:
            _accepted(form, commune, month, province, at=at)
        _newest(form, commune, months[-1], province, number, at=at)
        progress(number + 1, len(communes))
    settle_totals(at=at)


def _communes(province: Unit, today: date) -> list[Unit]:
    below = Lineage.objects.filter(in_force(today), ancestor=province, depth=1).values("descendant")
    units = list(Unit.objects.filter(pk__in=below, level=Level.COMMUNE).order_by("sort_key"))
    own = [unit for unit in units if unit.folded.endswith(_OWN)]
    return own + [unit for unit in units if unit not in own][: _COMMUNES - len(own)]


def _months(kind: str, today: date) -> list[Period]:
    spans = [period_before(period_on(kind, today))]
    while len(spans) < _MONTHS:
        spans.append(period_before(spans[-1]))
    return [ensure_span(span=each) for each in reversed(spans)]


def _newest(form: Form, commune: Unit, month: Period, province: Unit, number: int, *, at: datetime) -> None:
    """The newest month: being typed, waiting, returned, not begun, and else accepted."""
    if number == 0:
        _typed(form, commune, month, at=at, instead=_UNFINISHED)
    elif number in {3, 4}:
        file_report(report=_typed(form, commune, month, at=at), by=_of(commune), at=at)
    elif number == 6:  # noqa: PLR2004 - places in the list of communes
        report = file_report(report=_typed(form, commune, month, at=at), by=_of(commune), at=at)
        reason = "Số mô hình ít hơn tháng trước mà chưa ghi vì sao."
        return_report(report=report, reason=reason, by=_of(province), at=at)
    elif number not in {8, 9}:
        _accepted(form, commune, month, province, at=at)


def _accepted(form: Form, commune: Unit, month: Period, province: Unit, *, at: datetime) -> None:
    report = file_report(report=_typed(form, commune, month, at=at), by=_of(commune), at=at)
    accept_report(report=report, by=_of(province), at=at)


def _typed(
    form: Form, commune: Unit, month: Period, *, at: datetime, instead: Mapping[str, str] | None = None
) -> Report:
    report = open_report(form=form, unit=commune, period=month, by=_of(commune), at=at)
    lines = FormLine.objects.filter(section__edition=report.edition).select_related("indicator")
    texts = {line.pk: (instead or {}).get(line.indicator.code, _number(line, commune, month)) for line in lines}
    entries = {pk: CellEntry(text) for pk, text in texts.items()}
    save_cells(report=report, entries=entries, by=_of(commune), at=at)
    return report


def _number(line: FormLine, commune: Unit, month: Period) -> str:
    """Return an invented number, the same every time: a commune's own size, a little other every month."""
    code, usual = line.indicator.code, _USUAL.get(line.indicator.code, 5)
    size = Random(f"{commune.code}{code}").uniform(0.7, 1.4)  # noqa: S311 - sample data, not a secret
    first = span(month).since
    months = (first.year * 12 + first.month) if first else 0
    if line.indicator.over_time == "latest":
        value = round(usual * size) + months % 12 // 3
        return f"{min(value, 1000) // 10},{min(value, 1000) % 10}" if line.indicator.decimals else str(value)
    return str(round(usual * size * Random(f"{commune.code}{code}{months}").uniform(0.8, 1.2)))  # noqa: S311


def _of(unit: Unit) -> Actor:
    """Return the installer working in the name of a unit."""
    return Actor(uid=None, label=INSTALLER.label, grants=(Grant(Role.OFFICER, unit.pk),), unit_id=unit.pk)
