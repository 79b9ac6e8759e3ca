"""The values of a table as figures: what is measured, in which unit, for which place and period, and in which cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from thidua.reading.facts import Fact
from thidua.reading.figures import as_json_number
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.periods import Period, find_period_places
from thidua.reading.tables import WORDS, Cell, Table, find_tables
from thidua.vietnamese.dates import find_periods
from thidua.vietnamese.letters import matching_form
from thidua.vietnamese.numbers import SCALES

_AWARDS = lexicon("awards")
_RECIPIENTS = [noun for kind in ("collectives", "individuals", "undivided") for noun in _AWARDS[kind]]
_COUNTED = [*lexicon("units")["units"], *_RECIPIENTS]
_COUNTED_HEAD = re.compile(rf"(?:{alternation(WORDS['counted_head'])}(?!\w) )?({alternation(_COUNTED)})(?!\w)")
_NUMBER_OF = re.compile(rf"{alternation(WORDS['counted_head'])}(?!\w) ")
_UNIT_HEAD = re.compile(rf"{alternation(WORDS['unit'])}[.:]?")
_PLACE_HEAD = re.compile(rf"{alternation(WORDS['place'])}(?:[,/ -]+{alternation(WORDS['place'])})*")
_PLACE_BEGINS = re.compile(rf"{alternation(WORDS['place_begins'])}(?!\w)")
_WHOLE = re.compile(rf"{alternation(WORDS['whole'])}(?!\w)")
_SHARE = re.compile(rf"(?<!\w){alternation(WORDS['share'])}(?!\w)")
_PLANNED = re.compile(rf"(?<!\w){alternation(WORDS['planned'])}(?!\w)")
_REACHED = re.compile(rf"(?<!\w){alternation(WORDS['reached'])}(?!\w)")
_EMPTY_HEAD = re.compile(
    rf"(?:{alternation(WORDS['empty_head'])}|(?:19|20)\d\d|[-–—,;:/ ()]|\d+ tháng|đầu năm|cuối năm)*"
)
_BRACKET = re.compile(r"\(\s*(?:đvt\s*:\s*|đơn vị tính\s*:\s*)?([^()\d]{1,24}?)\s*\)", re.IGNORECASE)
_TOLD_ABOVE = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*:\s*((?:1[.,]?000 )?[^\n().;]{1,24})", re.IGNORECASE)
_SCALED = re.compile(rf"(?:1[.,]?000 |(?P<word>{'|'.join(SCALES)})(?!\w) ?)(?P<unit>\S.*)?")
_THOUSAND = 1000
_LONGEST_UNIT, _LONGEST_LABEL = 60, 200
_TOLD, _MEANT, _GUESSED = "figure.table", "figure.table_meant", "figure.table_guessed"


def find_table_figures(text: str) -> tuple[list[Fact], tuple[Table, ...]]:
    """Return the values of every table of ``text``, in order, and the tables."""
    tables = find_tables(text)
    return [fact for table in tables for fact in _figures(table)], tables


def _figures(table: Table) -> Iterator[Fact]:
    reading = _Reading(table)
    group = ""
    for place in range(table.heads, len(table.rows)):
        row = table.rows[place]
        label = reading.label(place)
        if not any(cell.number for cell in row):
            group = label
            continue
        for column, cell in enumerate(row):
            if cell.number is not None:
                yield reading.figure(place, column, cell, label, group)


class _Reading:
    """What the columns of one table are for."""

    def __init__(self, table: Table) -> None:
        self.table = table
        columns = range(len(table.rows[0]))
        body = table.rows[table.heads :]
        self.heads = [table.head(column) for column in columns]
        self.low = [_low(head) for head in self.heads]
        self.lowest = [_low(table.lowest_head(column)) for column in columns]
        valued = [sum(row[column].number is not None for row in body) for column in columns]
        self.unit_column = next((column for column in columns if _UNIT_HEAD.fullmatch(self.low[column])), None)
        first_valued = next((column for column in columns if valued[column] * 2 >= len(body)), len(columns))
        self.labels = [
            column
            for column in columns
            if column < first_valued and column != self.unit_column and any(_names(row[column]) for row in body)
        ]
        self.is_by_place = any(_PLACE_HEAD.fullmatch(self.low[column]) for column in self.labels)
        self.names = [self._names_of(column) for column in self.labels]
        above = _TOLD_ABOVE.search(table.above)
        self.unit_above = above.group(1).strip() if above else ""
        self.period_above = _period(table.above)

    def label(self, place: int) -> str:
        """Return what stands before the values of a row; a merged cell goes on in the rows that it covers."""
        return " – ".join(names[place - self.table.heads] for names in self.names if names[place - self.table.heads])

    def _names_of(self, column: int) -> list[str]:
        """Return what each row is called in a column; an empty cell goes on what stands above, but in the last."""
        names: list[str] = []
        for row in self.table.rows[self.table.heads :]:
            name = " ".join(row[column].text.split())
            names.append(names[-1] if not name and names and column != self.labels[-1] else name)
        return names

    def figure(self, place: int, column: int, cell: Cell, label: str, group: str) -> Fact:
        """Return the figure that a cell gives."""
        assert cell.number is not None  # noqa: S101 - asked for only where there is one
        head, low = self.heads[column], self.low[column]
        name = label.rsplit(" – ", 1)[-1]
        whole = bool(_WHOLE.match(_low(name)))
        is_place = bool(name) and not whole and (self.is_by_place or bool(_PLACE_BEGINS.match(_low(name))))
        about = head if is_place or (whole and self.is_by_place) or not name else name
        unit, factor, rule = self._unit(place, column, cell, about)
        value: dict[str, Any] = {"value": as_json_number(_plain(cell.number.value * factor)), "qualifier": "exact"}
        if cell.number.value_max is not None:
            value["value_max"] = as_json_number(_plain(cell.number.value_max * factor))
        value |= {"unit": unit, "unit_head": unit, "measure": self._measure(about, head, low, group)}
        if period := _period(head) or _period(label) or self.period_above:
            value["period"] = period
        if is_place:
            value["place"] = name
        reached = _REACHED.search(low) is not None
        value["status"] = "target" if _PLANNED.search(low) and not reached else "achieved"
        value["cell"] = {"table": self.table.number, "row": place + 1, "column": column + 1}
        value["cell"] |= {"row_label": label[:_LONGEST_LABEL], "column_label": head[:_LONGEST_LABEL]}
        return Fact("figure", cell.start, cell.end, value, rule=rule)

    def _unit(self, place: int, column: int, cell: Cell, about: str) -> tuple[str, int, str]:
        """Return the unit, by what to multiply, and the rule: told in cell, row, head, or above."""
        assert cell.number is not None  # noqa: S101 - asked for only where there is one
        told = [cell.text[cell.number.end :].strip(" \u00a0")]
        told += [self.table.rows[place][self.unit_column].text] if self.unit_column is not None else []
        told += [found.group(1) for words in (self.heads[column], about) if (found := _bracket(words))]
        for unit in told:
            if unit:
                return (*_scaled(unit), _TOLD)
        if _SHARE.search(self.low[column]) or (
            _SHARE.search(_low(about)) and not _COUNTED_HEAD.match(self.low[column])
        ):
            return "%", 1, _MEANT
        for words in (self.low[column], self.lowest[column], _low(about)):
            if (counted := _COUNTED_HEAD.match(words)) and not _EMPTY_HEAD.fullmatch(words):
                return counted.group(1), 1, _MEANT
        if self.unit_above:
            return (*_scaled(self.unit_above), _MEANT)
        bare = _NUMBER_OF.sub("", _low(about), count=1)
        return bare[:_LONGEST_UNIT].strip() or "đơn vị", 1, _GUESSED

    def _measure(self, about: str, head: str, low: str, group: str) -> str:
        """Return what is measured, its unit in brackets left out."""
        parts = [about] if _EMPTY_HEAD.fullmatch(_BRACKET.sub("", low)) or about == head else [about, head]
        if group and not _WHOLE.match(_low(group)):
            parts.insert(0, group)
        return ", ".join(" ".join(_BRACKET.sub("", part).split()) for part in parts)[:200]


def _names(cell: Cell) -> bool:
    """Whether a cell holds words that name something, not only the number of its row."""
    return cell.number is None and sum(letter.isalpha() for letter in cell.text) > 1


def _low(words: str) -> str:
    return " ".join(matching_form(words).split()).strip(" -–+*.:•")


def _bracket(words: str) -> re.Match[str] | None:
    """Return the last brackets that give a unit."""
    found = None
    for found in _BRACKET.finditer(words):  # noqa: B007 - the last one counts
        pass
    if found is None:
        return None
    unit = _low(found.group(1))
    is_unit = unit == "%" or _SCALED.match(unit) or _COUNTED_HEAD.match(unit) or unit in _OTHER_UNITS
    return found if is_unit else None


_OTHER_UNITS = frozenset(["đồng", "đ", "vnđ", "usd", "ha", "km", "m2", "m²", "kg", "tấn", "điểm", "lần"])


def _scaled(unit: str) -> tuple[str, int]:
    """Return a unit and by what its numbers are multiplied: «triệu đồng» is a million «đồng»."""
    low = _low(unit)
    found = _SCALED.match(low)
    if found is None:
        return (low if low[:1] == unit[:1].lower() and not unit.isupper() else unit.strip()), 1
    return (found.group("unit") or "đơn vị").strip(), SCALES[found.group("word")] if found.group("word") else _THOUSAND


def _plain(value: int | Decimal) -> int | Decimal:
    """Return a whole number as ``int``."""
    return int(value) if value == int(value) else value


def _period(words: str) -> Period | None:
    """Return the period that a head, a row or a title tells."""
    if not words:
        return None
    norm = " ".join(words.split())
    places = find_period_places(
        norm, matching_form(norm), find_periods(norm if "năm" in norm.lower() else f"năm {norm}")
    )
    return places[-1].value if places else None
