"""The number in a cell of a table: as a spreadsheet keeps it or as it was typed, fast for a hundred thousand."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from thidua.reports.choices import Qualifier
from thidua.reports.rules.folders import MANY_READINGS, ONE_READING
from thidua.reports.rules.sheet import Mark, Problem, as_text, is_small_share, no_number, unreadable
from thidua.reports.rules.typed import MOST, TOO_LARGE, CellKind, Typed, typed

Kept = tuple[int, int | None, str]
"""A value scaled by the decimals, a ratio's whole, how exactly it is known."""

_PLACE = ""
"""Of every cell while it is read: who notes a problem knows the place."""
_LONGEST = 200
_MOST_DIGITS = 12
_EXACT = str(Qualifier.EXACT)


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


_SHARE = gettext_noop(
    "Ô %(place)s: %(text)s có thể là %(many)s%% hoặc %(text)s%%. Đổi ô sang dạng chữ rồi ghi số kèm dấu %%."
)


def read_number(value: object, kind: CellKind, mark: Mark | None = None) -> Kept | Problem | None:
    """Return what the cell says, ``None`` where it is empty, or why it cannot be taken; its ``place`` is filled later.

    >>> read_number(1600.0, CellKind()), read_number("1.600", CellKind()), read_number("", CellKind())
    ((1600, None, 'exact'), (1600, None, 'exact'), None)
    >>> read_number("1.5", CellKind(1)).message, read_number(1.5, CellKind(1))
    ('many_readings', (15, None, 'exact'))
    """
    if mark is not None and (fault := unreadable(mark, _PLACE)):
        return fault
    if isinstance(value, str):
        return _of_text(value, kind)
    if fault := no_number(value, _PLACE):
        return fault
    if value.__class__ is float and not kind.is_ratio and not kind.is_share and value.is_integer():
        whole = int(value) * 10**kind.decimals
        if whole <= MOST:
            return whole, None, _EXACT
    return _of_number(value, kind)


def _of_text(text: str, kind: CellKind) -> Kept | Problem | None:
    if len(text) <= _MOST_DIGITS and text.isascii() and text.isdigit() and not kind.is_ratio:
        value = int(text) * 10**kind.decimals
        return (value, None, _EXACT) if value <= MOST else _kept_of(Typed(problem=TOO_LARGE), text)
    return _kept_of_text(as_text(text)[:_LONGEST], kind)


def _of_number(value: object, kind: CellKind) -> Kept | Problem | None:
    if is_small_share(value, kind):
        exact = Decimal(str(value))
        return Problem(_SHARE, {"text": as_text(float(exact)), "many": as_text(float(exact * 100))})
    text = as_text(value)[:_LONGEST]
    if isinstance(value, int | float) and value >= MOST + 1:
        return _kept_of(Typed(problem=TOO_LARGE), text)
    return _kept_of_text(text, kind)


@lru_cache(maxsize=4096)
def _kept_of_text(text: str, kind: CellKind) -> Kept | Problem | None:
    return _kept_of(typed(text, kind), text)


def _kept_of(said: Typed, text: str) -> Kept | Problem | None:
    if said.choices:
        kind = ONE_READING if len(said.choices) == 1 else MANY_READINGS
        return Problem(kind, {"text": text, "choice": said.choices[0]})
    if said.problem:
        return Problem(said.problem, {"text": text, "choice": ""})
    return None if said.value is None else (said.value, said.of, str(said.qualifier))
