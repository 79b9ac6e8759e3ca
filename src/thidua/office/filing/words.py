"""The words of the page: of states, of periods, of units."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.reports.choices import PeriodKind
from thidua.reports.rules import Span
from thidua.reports.rules.calendar import number_of
from thidua.reports.rules.filing import Cell, CellState
from thidua.vietnamese.writing import number
from thidua.web.formats import in_sentence

STATES: dict[CellState, str | Promise] = {
    CellState.RECEIVED: gettext_lazy("Đã nhận"),
    CellState.WAITING: gettext_lazy("Chờ duyệt"),
    CellState.RETURNED: gettext_lazy("Trả lại, chờ gửi lại"),
    CellState.MISSING: gettext_lazy("Chưa gửi, quá hạn"),
    CellState.LATE: gettext_lazy("Nhận muộn"),
    CellState.ENTERING: gettext_lazy("Đang nhập"),
    CellState.NOT_DUE: gettext_lazy("Chưa tới hạn"),
    CellState.NOT_ASKED: gettext_lazy("Không phải gửi"),
}
"""In the order of the key above the matrix."""
ICONS = {
    CellState.RECEIVED: "check",
    CellState.WAITING: "circle-dot",
    CellState.RETURNED: "undo-2",
    CellState.MISSING: "x",
    CellState.LATE: "clock",
    CellState.ENTERING: "pencil",
}
CHIPS = {
    CellState.RECEIVED: "received",
    CellState.LATE: "received",
    CellState.WAITING: "waiting",
    CellState.RETURNED: "returned",
    CellState.MISSING: "overdue",
    CellState.ENTERING: "entering",
    CellState.NOT_DUE: "not_reached",
}
"""The chip of ``web.states`` for each state."""
_ROMAN = ("I", "II", "III", "IV")
_WHOLE: dict[str, str | Promise] = {
    UnitKind.COUNTRY: gettext_lazy("Cả nước"),
    UnitKind.PROVINCE: gettext_lazy("Cả tỉnh"),
    UnitKind.CITY: gettext_lazy("Cả thành phố"),
    UnitKind.DISTRICT: gettext_lazy("Cả huyện"),
    UnitKind.COMMUNE: gettext_lazy("Cả xã"),
    UnitKind.WARD: gettext_lazy("Cả phường"),
}
_LEVELS: dict[int, str | Promise] = {
    Level.PROVINCE: gettext_lazy("tỉnh, thành phố"),
    Level.DISTRICT: gettext_lazy("quận, huyện"),
    Level.COMMUNE: gettext_lazy("xã, phường"),
    Level.VILLAGE: pgettext_lazy("nhiều nơi", "thôn, tổ dân phố"),
}
_TWICE: dict[str, str | Promise] = {
    PeriodKind.MONTH: gettext_lazy("chưa gửi hai tháng liền"),
    PeriodKind.QUARTER: gettext_lazy("chưa gửi hai quý liền"),
    PeriodKind.YEAR: gettext_lazy("chưa gửi hai năm liền"),
}
_NAMED = 5


def word_of(cell: Cell) -> str:
    """Say the state of a cell, with the days by which it is late."""
    if cell.state == CellState.MISSING:
        sentence = ngettext("Chưa gửi, quá hạn %(days)s ngày", "Chưa gửi, quá hạn %(days)s ngày", cell.days)
        return sentence % {"days": number(cell.days)}
    if cell.state == CellState.LATE:
        return ngettext("Nhận muộn %(days)s ngày", "Nhận muộn %(days)s ngày", cell.days) % {"days": number(cell.days)}
    return str(STATES[cell.state])


def period_name(span: Span) -> str:
    """Name a period inside a sentence, without its year where that is seen elsewhere.

    A year is named by itself.
    """
    if span.kind == PeriodKind.MONTH:
        return _("tháng %(number)s") % {"number": number_of(span)}
    if span.kind == PeriodKind.QUARTER:
        return _("quý %(number)s") % {"number": _ROMAN[number_of(span) - 1]}
    if span.kind == PeriodKind.HALF:
        return _("6 tháng đầu năm") if number_of(span) == 1 else _("6 tháng cuối năm")
    return _("năm %(year)s") % {"year": span.label}


def period_with_year(span: Span) -> str:
    """Name a period with its year: «tháng 10/2026»."""
    if span.kind == PeriodKind.YEAR or span.since is None:
        return period_name(span)
    joint = "/" if span.kind in {PeriodKind.MONTH, PeriodKind.QUARTER} else " "
    return f"{period_name(span)}{joint}{span.since.year}"


def period_head(span: Span) -> str:
    """Name a period at the head of its column, as short as can be."""
    if span.kind == PeriodKind.MONTH:
        return str(number_of(span))
    if span.kind == PeriodKind.QUARTER:
        return _ROMAN[number_of(span) - 1]
    if span.kind == PeriodKind.HALF:
        return _("Đầu năm") if number_of(span) == 1 else _("Cuối năm")
    return span.label


def units_word(level: int | None, tree: str) -> str:
    """Name the units of a level: «xã, phường»."""
    return str(_LEVELS[level]) if tree == Tree.TERRITORY and level in _LEVELS else pgettext("nhiều nơi", "đơn vị")


def whole_word(kind: str) -> str:
    """Name everything under a unit of a kind: «Cả tỉnh»."""
    return str(_WHOLE.get(kind) or _("Tất cả"))


def twice_word(kind: str) -> str:
    """Say that two periods of a kind in a row were missed."""
    return str(_TWICE.get(kind) or _("chưa gửi hai kỳ liền"))


def names_in_words(names: Sequence[str]) -> str:
    """Name units one after another, of many only say how many: «Xã A, xã B và phường C»."""
    if len(names) > _NAMED:
        return ngettext("%(count)s nơi", "%(count)s nơi", len(names)) % {"count": number(len(names))}
    shown = [in_sentence(name) for name in names]
    return capfirst(_(" và ").join(filter(None, (", ".join(shown[:-1]), *shown[-1:]))))


def none_sentence(state: CellState, period: str) -> str:
    """Say that there is no unit in a state in a period."""
    if state == CellState.WAITING:
        return _("Không có báo cáo nào của %(period)s chờ duyệt.") % {"period": period}
    if state == CellState.RETURNED:
        return _("Không có báo cáo nào của %(period)s đang bị trả lại.") % {"period": period}
    return _("Không có nơi nào quá hạn báo cáo %(period)s.") % {"period": period}
