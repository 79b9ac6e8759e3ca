"""What the page shows: the beginning of the table, the chart of one series, the choices, how old the numbers are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.office.crosstab import asked as asking_words
from thidua.office.crosstab.asked import Asked
from thidua.office.crosstab.words import Naming, naming, number_of, value_of, word_of
from thidua.paper import charts
from thidua.paper.series import Point, series
from thidua.reports.queries.crosstab import Crosstab, Head, Row
from thidua.reports.rules.adding import Part
from thidua.reports.rules.crosstab import Axis

ROWS: Final = 500
"""How many rows a page shows; files have all."""
COLUMNS: Final = 60
_WIDE, _NARROW, _HIGH = 900, 330, 220  # px of the picture


@dataclass(frozen=True)
class ShownHead:
    """A row or a column: ``url`` draws its series, blank where there is none."""

    name: str
    note: str
    url: str
    is_drawn: bool


@dataclass(frozen=True)
class ShownCell:
    """A number with the word before it."""

    word: str
    number: str
    is_missing: bool


@dataclass(frozen=True)
class ShownRow:
    """A row of the table."""

    head: ShownHead
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownChart:
    """The chart of one series, for a desk and for a phone."""

    title: str
    note: str
    wide: SafeString
    narrow: SafeString


@dataclass(frozen=True)
class Option:
    """A choice of a selector."""

    value: str
    word: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """The selectors of the page."""

    forms: tuple[Option, ...]
    indicators: tuple[Option, ...]
    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    kinds: tuple[Option, ...]
    since: tuple[Option, ...]
    until: tuple[Option, ...]
    levels: tuple[Option, ...]
    units: tuple[Option, ...]
    maps: tuple[Option, ...]


@dataclass(frozen=True)
class CrosstabPage:
    """The table; ``more_rows`` and ``more_columns`` are only in the files."""

    columns: tuple[ShownHead, ...]
    rows: tuple[ShownRow, ...]
    row_word: str
    more_rows: int
    more_columns: int
    is_empty: bool
    chart: ShownChart | None


@dataclass(frozen=True)
class _Series:
    head: Head
    axis: Axis
    periods: Sequence[Head]
    parts: Sequence[Part | None]


def crosstab_page(found: Crosstab, asked: Asked) -> CrosstabPage:
    """Put the beginning of a table into the words and places of the page."""
    named = naming(found.asking, asked.chosen)
    rows = list(found.rows(ROWS))
    drawn = _drawn(found, rows, asked, named)
    drawn_key = drawn.head.key if drawn else None
    by_row = asked.columns is Axis.PERIODS
    columns = found.columns[:COLUMNS]
    return CrosstabPage(
        columns=tuple(_head(named, asked.columns, each, asked.rows is Axis.PERIODS, drawn_key) for each in columns),
        rows=tuple(
            ShownRow(
                _head(named, asked.rows, row.head, by_row, drawn_key),
                tuple(_cell(named, row, column, part) for column, part in zip(columns, row.cells, strict=False)),
            )
            for row in rows
        ),
        row_word=str(next(w for v, w in asking_words.AXIS_WORDS.items() if asking_words.AXES[v] is asked.rows)),
        more_rows=found.row_count - len(rows),
        more_columns=len(found.columns) - len(columns),
        is_empty=found.is_empty,
        chart=_chart(drawn, named, asked) if drawn else None,
    )


def choices_of(asked: Asked) -> Choices:
    """Return the selectors of the page."""
    codes = {each.pk for each in asked.chosen}
    axes = asking_words.AXIS_WORDS
    return Choices(
        forms=tuple(Option(each.code, each.name, each == asked.form) for each in asked.forms),
        indicators=tuple(Option(each.code, each.name, each.pk in codes) for each in asked.every),
        rows=_options(axes, _axis_value(asked.rows)),
        columns=_options(axes, _axis_value(asked.columns)),
        kinds=_options(asking_words.KIND_WORDS, next(v for v, k in asking_words.KINDS.items() if k == asked.kind)),
        since=tuple(Option(str(year), str(year), year == asked.since) for year in asked.years),
        until=tuple(Option(str(year), str(year), year == asked.until) for year in asked.years),
        levels=tuple(Option(each, asking_words.LEVEL_WORDS[each], each == asked.level) for each in asked.levels),
        units=(
            Option("", _("Tất cả trong phạm vi"), asked.unit is None),
            *(Option(str(each.uid), each.full_name, each == asked.unit) for each in asked.units),
        ),
        maps=_options(asking_words.MAP_WORDS, asked.map_of),
    )


def _options(words: Mapping[str, str | Promise], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, word, value == chosen) for value, word in words.items())


def _axis_value(axis: Axis) -> str:
    return next(value for value, each in asking_words.AXES.items() if each is axis)


def _head(named: Naming, axis: Axis, head: Head, has_series: bool, drawn: int | None) -> ShownHead:  # noqa: FBT001 - private
    code = named.code(axis, head)
    url = code if has_series and code else ""
    return ShownHead(named.name(axis, head), named.note(axis, head), url, is_drawn=has_series and head.key == drawn)


def _cell(named: Naming, row: Row, column: Head, part: Part | None) -> ShownCell:
    number = number_of(part, named.indicator(row.head, column))
    return ShownCell(word_of(part), number, part is None)


def _drawn(found: Crosstab, rows: Sequence[Row], asked: Asked, named: Naming) -> _Series | None:
    """Return the series that is asked for, else the first one with two numbers."""
    if asked.columns is Axis.PERIODS:
        every = [_Series(row.head, asked.rows, found.columns, row.cells) for row in rows]
    elif asked.rows is Axis.PERIODS:
        heads, lines = [row.head for row in rows], list(zip(*(row.cells for row in rows), strict=True))
        every = [
            _Series(head, asked.columns, heads, parts)
            for head, parts in zip(found.columns[:COLUMNS], lines, strict=False)
        ]
    else:
        return None
    with_line = [each for each in every if sum(part is not None for part in each.parts) > 1]
    wanted = (each for each in with_line if asked.drawn and named.code(each.axis, each.head) == asked.drawn)
    return next(wanted, next(iter(with_line), None))


def _chart(drawn: _Series, named: Naming, asked: Asked) -> ShownChart:
    indicator = named.indicators[drawn.head.key] if drawn.axis is Axis.INDICATORS else asked.chosen[0]
    points = []
    for head, part in _from_first_to_last(drawn):
        shown = f"{word_of(part)} {number_of(part, indicator)}".strip()
        points.append(Point(named.period(head), value_of(part, indicator) if part else None, shown))
    values = {"name": named.name(drawn.axis, drawn.head), "unit": indicator.unit_of_measure}
    if drawn.axis is Axis.INDICATORS:
        where = asked.unit.full_name if asked.unit else _("Tất cả trong phạm vi")
        note = _("%(where)s. Đơn vị tính: %(unit)s.") % (values | {"where": where})
    else:
        note = _("%(indicator)s. Đơn vị tính: %(unit)s.") % (values | {"indicator": indicator.name})
    return ShownChart(values["name"], note, _picture(points, _WIDE), _picture(points, _NARROW))


def _from_first_to_last(drawn: _Series) -> Sequence[tuple[Head, Part | None]]:
    """Leave out the periods before the first number and after the last one."""
    known = [place for place, part in enumerate(drawn.parts) if part is not None]
    return list(zip(drawn.periods, drawn.parts, strict=True))[known[0] : known[-1] + 1]


def _picture(points: Sequence[Point], width: int) -> SafeString:
    spec = series(points, width=width, height=_HIGH)
    return mark_safe(charts.svg(spec))  # noqa: S308 - drawn here by vl-convert, text escaped in it
