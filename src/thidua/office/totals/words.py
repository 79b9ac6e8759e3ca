"""Numbers and results as they are said."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.models import Indicator
from thidua.office.filing.words import period_name, units_word
from thidua.reports.queries.totals import TotalCell, TotalColumn, TotalRow, TotalsTable
from thidua.reports.rules.adding import Part
from thidua.vietnamese import writing
from thidua.web.formats import in_sentence


def value_in_words(indicator: Indicator, part: Part) -> str:
    """Write a number; a ratio with its whole."""
    value = writing.scaled(part.value, indicator.decimals)
    return f"{value}/{writing.scaled(part.of, indicator.decimals)}" if part.of else value


def units_of(table: TotalsTable) -> str:
    """Name the units that report: «xã, phường»."""
    return units_word(max(table.levels, default=None), table.tree)


def heading(table: TotalsTable, place: int, code: str) -> str:
    """Say the result: the number of a line (the one asked for, else the first that has one) and how complete it is."""
    column = table.columns[place]
    values = {"period": _period(table, place), "expected": writing.number(column.expected), "units": units_of(table)}
    row = _leading(table, place, code)
    if row and row.cells[place].part:
        return _with_number(row, row.cells[place], table, values)
    if not column.is_over and not column.units:
        return _("%(period)s chưa tới kỳ báo cáo") % values
    if not column.expected:
        return _("%(period)s không có nơi nào phải báo cáo") % values
    if table.is_own:
        return _("%(period)s chưa có số được nhận") % values
    if not column.units:
        return _("%(period)s chưa nơi nào có số, còn thiếu cả %(expected)s %(units)s") % values
    return _("%(period)s đã có số của %(sent)s/%(expected)s %(units)s") % (
        values | {"sent": writing.number(column.units)}
    )


def _period(table: TotalsTable, place: int) -> str:
    column = table.columns[place]
    name = capfirst(period_name(column.span)).replace(" ", "\xa0")
    is_begun_year = table.has_year and place == len(table.columns) - 1 and not column.is_over
    return _("%(year)s đến nay:") % {"year": name} if is_begun_year else f"{name}:"


def _leading(table: TotalsTable, place: int, code: str) -> TotalRow | None:
    rows = [row for section in table.sections for row in section.rows]
    asked = next((row for row in rows if row.line.indicator.code == code), None)
    return asked or next((row for row in rows if row.cells[place].part), None)


def _with_number(row: TotalRow, cell: TotalCell, table: TotalsTable, values: dict[str, str]) -> str:
    part = cell.part or Part()
    number = value_in_words(row.line.indicator, part)
    told = values | {
        "number": f"{cell.word} {number}" if cell.word else number,
        "phrase": row.line.indicator.phrase,
        "units": counted_word(row, cell, table),
        "figures": writing.number(part.figures),
        "missing": writing.number(cell.missing),
    }
    if not row.is_added or (table.is_own and not cell.missing):
        return _("%(period)s %(number)s %(phrase)s") % told
    if cell.missing:
        return _("%(period)s %(number)s %(phrase)s, còn thiếu %(missing)s %(units)s") % told
    return _("%(period)s %(number)s %(phrase)s, đủ %(figures)s %(units)s") % told


def counted_word(row: TotalRow, cell: TotalCell, table: TotalsTable) -> str:
    """Name what a number consists of: units, of a longer period of a flow reports."""
    is_flow_of_year = table.has_year and cell is row.cells[-1] and row.line.indicator.over_time != "latest"
    return _("báo cáo") if is_flow_of_year else units_of(table)


def missing_word(count: int) -> str:
    """Say beside a number how many are missing in it; blank where none is."""
    return ngettext("thiếu %(count)s", "thiếu %(count)s", count) % {"count": writing.number(count)} if count else ""


def missing_sentence(names: Sequence[str], count: int) -> str:
    """Name the first units of which there is no number, and say how many more there are."""
    if count <= 0:
        return ""
    others = max(0, count - len(names))
    told = ngettext("%(count)s nơi khác", "%(count)s nơi khác", others) % {"count": writing.number(others)}
    listed = [*(in_sentence(name) for name in names), *([told] if others and names else [])]
    if not listed:
        return ngettext("Còn thiếu %(count)s nơi.", "Còn thiếu %(count)s nơi.", count) % {
            "count": writing.number(count)
        }
    text = _(" và ").join(filter(None, (", ".join(listed[:-1]), listed[-1])))
    return _("Còn thiếu %(names)s.") % {"names": text}


def share_of(column: TotalColumn) -> str:
    """Say of how many that report there are figures, in markup that may break; blank where nothing is due."""
    if not column.expected or not (column.is_over or column.units):
        return ""
    return format_html("{}/<wbr>{}", writing.number(column.units), writing.number(column.expected))
