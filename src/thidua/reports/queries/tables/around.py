"""What the rows of a table are held against: the units in scope, and what a form asks in each period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.organisations.queries import units_in_scope
from thidua.organisations.queries.directory import Directory, Reason
from thidua.reports.models import Form, FormEdition, FormLine
from thidua.reports.queries.filing.plan import Days
from thidua.reports.queries.structure import kind_of
from thidua.reports.rules.amounts import Span
from thidua.reports.rules.calendar import MONTHS
from thidua.reports.rules.sheet import Problem
from thidua.reports.rules.tables.headers import Named
from thidua.reports.rules.tables.reading import Around, Asked, UnitCells
from thidua.vietnamese.fold import fold

_UNUSED = _("Ô %(place)s: biểu “%(form)s” chưa dùng cho %(period)s.")
_REFUSED = {
    Reason.NONE: _(
        "Ô %(place)s: không có đơn vị “%(name)s” trong phạm vi của anh, chị vào ngày %(day)s. Sửa tên hoặc ghi mã."
    ),
    Reason.SEVERAL: _(
        "Ô %(place)s: có nhiều đơn vị tên “%(name)s”. Thêm cột mã đơn vị, hoặc ghi rõ “%(name)s, tỉnh …”."
    ),
    Reason.NO_CODE: _("Ô %(place)s: không có đơn vị mang mã %(code)s trong phạm vi của anh, chị vào ngày %(day)s."),
    Reason.OTHER_CODE: _("Ô %(place)s: mã %(code)s không phải của “%(name)s”. Sửa mã hoặc tên."),
}
_WRONG_LEVEL = _("Ô %(place)s: biểu “%(form)s” không giao cho cấp của “%(name)s”.")


def named_lines(form: Form) -> list[Named]:
    """Return the indicators of all editions of a form as headers may call them, the newest edition's first."""
    rows = FormLine.objects.filter(section__edition__form=form).select_related("indicator")
    lines = rows.order_by("-section__edition__number", "section__order", "order")
    found = {line.indicator.code: line.indicator for line in lines}
    return [Named(each.code, each.name, each.short) for each in found.values()]


def around_of(form: Form, actor: Actor, *, period: Span | None, on: date) -> Around:
    """Return what the rows of a table for a form are held against; five queries, whatever its length."""
    editions = list(form.editions.order_by("number").prefetch_related("reporters"))
    asked = {edition.pk: _asked(edition) for edition in editions}
    levels = {edition.pk: {each.level for each in edition.reporters.all()} for edition in editions}
    every = set().union(*levels.values()) if levels else set()
    units = units_in_scope(actor, on=on).filter(level__in=every)
    level_of = dict(units.order_by().values_list("pk", "level"))
    directory = Directory(units)

    def ask(span: Span) -> Asked | Problem:
        edition = _edition(editions, span)
        if edition is None:
            return Problem(_UNUSED, {"form": form.name, "period": span.label})
        return asked[edition.pk]

    def find(cells: UnitCells, span: Span) -> int | Problem:
        day = _last_day(span)
        unit = directory.find(cells.name, code=cells.code, above=cells.above, on=day)
        values = {"name": cells.name[:80], "code": cells.code[:20], "day": f"{day:%d/%m/%Y}", "form": form.name}
        if isinstance(unit, Reason):
            return Problem(_REFUSED[unit], values)
        edition = _edition(editions, span)
        if edition is not None and level_of[unit] not in levels[edition.pk]:
            return Problem(_WRONG_LEVEL, values)
        return unit

    return Around(form.period_kind, period, ask, find)


def forms_to_import(actor: Actor, *, on: date) -> list[Form]:
    """Return the forms that some unit in scope has to report, for periods of the calendar."""
    levels = units_in_scope(actor, on=on).order_by().values_list("level", flat=True).distinct()
    rows = Form.objects.filter(period_kind__in=MONTHS, editions__reporters__level__in=list(levels))
    return list(rows.distinct())


def _last_day(span: Span) -> date:
    if span.until is None:
        raise ValueError(f"{span.label} has no end")
    return span.until - timedelta(days=1)


def _edition(editions: Sequence[FormEdition], span: Span) -> FormEdition | None:
    """Return the edition in force on the last day of a period, the newest of several."""
    day = _last_day(span)
    return next((each for each in reversed(editions) if Days(each.since, each.until).holds(day)), None)


def _asked(edition: FormEdition) -> Asked:
    rows = FormLine.objects.filter(section__edition=edition).select_related("indicator").order_by("-order")
    lines = {line.indicator.code: (line.pk, kind_of(line)) for line in rows}
    called: dict[str, str] = {}
    for line in rows:
        indicator = line.indicator
        called |= {fold(name): indicator.code for name in (indicator.short, indicator.name, indicator.code) if name}
    return Asked(edition.pk, lines, called)
