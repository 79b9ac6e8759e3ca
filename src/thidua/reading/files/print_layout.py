"""Where the words of a printed page stand: columns read one after the other, ruled tables written as rows with tabs.

Measures are points, y from the top. What has neither columns nor rules is left to the order in which it was set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

BLOCK_END: Final = "\x1d"
"""Stands between a column, or a table, and what follows."""

_ROUNDING = 3.0  # two lines nearer than this are one
_THIN = 3.5  # thicker is an area, not a rule
_SHORTEST_RULE = 6.0
_FEWEST_LINES = 4  # beside each other make columns
_NARROWEST_GUTTER = 8.0
_FEWEST_WORDS = 24
_MOST_CROSSED = 0.4  # of the lines may go across a gutter: headlines, tables over both columns
_INNER = (0.15, 0.85)  # of the width, where a gutter may be
_WORDS_A_LINE = 2.5  # in columns of prose; fewer are columns of numbers
_DEEPEST = 3
_MOST_CELLS = 20_000
_MOST_RULES = 600  # of a page


@dataclass(frozen=True)
class Box:
    """A word, or a rule without one."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Grid:
    """A ruled table: the places of its rules and what is ruled between two cells."""

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    upright: tuple[Box, ...]
    flat: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """What it covers."""
        return Box(self.lefts[0], self.tops[0], self.lefts[-1], self.tops[-1])

    def holds(self, word: Box) -> bool:
        """Whether the middle of a word lies in it."""
        x, box = (word.left + word.right) / 2, self.box
        return box.left < x < box.right and box.top < word.middle < box.bottom


def laid_out(words: Sequence[Box], rules: Sequence[Box]) -> str | None:
    """Return the text of a page, its blocks parted by ``BLOCK_END``; ``None`` where it has no columns and no tables."""
    grids = _grids(rules)
    tables = [(grid, [word for word in words if grid.holds(word)]) for grid in grids]
    tables = [(grid, inside) for grid, inside in tables if inside]
    taken = {id(word) for _, inside in tables for word in inside}
    items = [word for word in words if id(word) not in taken]
    for grid, inside in tables:
        box = grid.box
        items.append(Box(box.left, box.top, box.right, box.bottom, _rows(grid, inside)))
    blocks = list(_blocks(items, 0))
    return BLOCK_END.join(blocks) if tables or len(blocks) > 1 else None


def _blocks(items: list[Box], depth: int) -> Iterator[str]:
    """Yield the stretches of a page in the order in which they are read."""
    gutter = _gutter(items) if depth < _DEEPEST else None
    if gutter is None:
        yield from _lines(items)
        return
    for band, is_columns in _bands(items, gutter):
        if is_columns:
            yield from _blocks([item for item in band if item.right <= gutter], depth + 1)
            yield from _blocks([item for item in band if item.right > gutter], depth + 1)
        else:
            yield from _lines(band)


def _lines(items: Sequence[Box]) -> Iterator[str]:
    """Yield the lines of a stretch, and each table in it by itself."""
    told: list[str] = []
    for line in _in_lines(items):
        if any("\t" in item.text for item in line):
            if told:
                yield "\r\n".join(told)
                told = []
            yield "\r\n".join(item.text for item in line)
        else:
            told.append(" ".join(item.text for item in line))
    if told:
        yield "\r\n".join(told)


def _in_lines(items: Iterable[Box]) -> list[list[Box]]:
    """Return the words of each line, from left to right."""
    lines: list[list[Box]] = []
    for item in sorted(items, key=lambda item: item.middle):
        if lines and item.middle - lines[-1][0].middle < (item.bottom - item.top) / 2:
            lines[-1].append(item)
        else:
            lines.append([item])
    return [sorted(line, key=lambda item: item.left) for line in lines]


def _gutter(items: Sequence[Box]) -> float | None:
    """Return where a page is parted into columns: an upright stretch that few lines cross, with prose on both sides."""
    if len(items) < _FEWEST_WORDS:
        return None
    left, right = min(item.left for item in items), max(item.right for item in items)
    crossed = [0] * (int(right - left) + 3)
    for item in items:  # how many words begin before and end behind each point
        crossed[int(item.left - left) + 1] += 1
        crossed[int(item.right - left) + 1] -= 1
    height = sum(item.bottom - item.top for item in items if "\t" not in item.text) / len(items)
    lines = max(1.0, (max(item.bottom for item in items) - min(item.top for item in items)) / max(height * 1.3, 1.0))
    total, best, run = 0, None, 0
    for place, change in enumerate(crossed):
        total += change
        inner = _INNER[0] < place / len(crossed) < _INNER[1]
        run = run + 1 if inner and total <= _MOST_CROSSED * lines else 0
        if run >= _NARROWEST_GUTTER and (best is None or run > best[1]):
            best = (place - run / 2, run)
    if best is None:
        return None
    gutter = left + best[0]
    return gutter if any(is_columns for _, is_columns in _bands(items, gutter)) else None


def _bands(items: Sequence[Box], gutter: float) -> list[tuple[list[Box], bool]]:
    """Return the stretches of a page from top to bottom, and whether each stands in columns beside the gutter.

    A word that crosses the gutter, or comes near it from both sides, belongs to a line over the whole width.
    """
    half = _NARROWEST_GUTTER / 2
    bands: list[tuple[list[Box], bool]] = []
    for line in _in_lines(items):
        across = any(item.left < gutter + half and item.right > gutter - half for item in line)
        if bands and bands[-1][1] != across:
            bands[-1][0].extend(line)
        else:
            bands.append((list(line), not across))
    judged = [(band, beside and _are_columns(band, gutter)) for band, beside in bands]
    merged: list[tuple[list[Box], bool]] = []
    for band, is_columns in judged:
        if merged and not merged[-1][1] and not is_columns:
            merged[-1][0].extend(band)
        else:
            merged.append((band, is_columns))
    return merged


def _are_columns(band: Sequence[Box], gutter: float) -> bool:
    """Whether there is prose, and of several lines, on both sides."""
    for side in ([item for item in band if item.right <= gutter], [item for item in band if item.left >= gutter]):
        lines = _in_lines(side)
        if len(lines) < _FEWEST_LINES or len(side) < _WORDS_A_LINE * len(lines):
            return False
    return True


def _grids(rules: Sequence[Box]) -> list[Grid]:
    """Return the ruled tables: rules that touch, at least two cells wide and two high."""
    grids = []
    for group in _touching(rules):
        upright = tuple(rule for rule in group if rule.bottom - rule.top > rule.right - rule.left)
        flat = tuple(rule for rule in group if rule.bottom - rule.top <= rule.right - rule.left)
        lefts = _places((rule.left + rule.right) / 2 for rule in upright)
        tops = _places(rule.middle for rule in flat)
        if len(lefts) > 2 and len(tops) > 2 and len(lefts) * len(tops) < _MOST_CELLS:  # noqa: PLR2004 - two cells
            grids.append(Grid(lefts, tops, upright, flat))
    return grids


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the rules in groups that hang together. A frame around a page hangs together with no table in it."""
    left = list(rules) if len(rules) <= _MOST_RULES else []
    groups: list[list[Box]] = []
    while left:
        group, new = [], [left.pop()]
        while new:
            rule = new.pop()
            group.append(rule)
            new += [other for other in left if _touch(rule, other)]
            left = [other for other in left if not _touch(rule, other)]
        groups.append(group)
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + _ROUNDING
        and other.left <= one.right + _ROUNDING
        and one.top <= other.bottom + _ROUNDING
        and other.top <= one.bottom + _ROUNDING
    )


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Return the different ones of places that differ by rounding only."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _ROUNDING:
            places.append(value)
    return tuple(places)


def _rows(grid: Grid, words: Sequence[Box]) -> str:
    """Return a table as lines with tabs; a merged cell stands in the first place that it covers."""
    columns = [(left + right) / 2 for left, right in pairwise(grid.lefts)]
    rows = [(top + bottom) / 2 for top, bottom in pairwise(grid.tops)]
    cells: dict[tuple[int, int], list[Box]] = {}
    for word in words:
        row = sum(word.middle > top for top in grid.tops[1:])
        column = sum((word.left + word.right) / 2 > left for left in grid.lefts[1:])
        row, column = min(row, len(rows) - 1), min(column, len(columns) - 1)
        while column and not any(_stands(rule, grid.lefts[column], rows[row]) for rule in grid.upright):
            column -= 1
        while row and not any(_lies(rule, grid.tops[row], columns[column]) for rule in grid.flat):
            row -= 1
        cells.setdefault((row, column), []).append(word)
    written = {
        place: " ".join(word.text for line in _in_lines(inside) for word in line) for place, inside in cells.items()
    }
    lines = ("\t".join(written.get((row, column), "") for column in range(len(columns))) for row in range(len(rows)))
    return "\r\n".join(lines)


def _stands(rule: Box, x: float, y: float) -> bool:
    return abs((rule.left + rule.right) / 2 - x) <= _ROUNDING and rule.top <= y <= rule.bottom


def _lies(rule: Box, y: float, x: float) -> bool:
    return abs(rule.middle - y) <= _ROUNDING and rule.left <= x <= rule.right


def rules_of(boxes: Iterable[Box]) -> list[Box]:
    """Return the rules among drawn shapes: thin ones, and the edges of areas; those in one line as one."""
    flat: list[Box] = []
    upright: list[Box] = []
    for box in boxes:
        wide, high = box.right - box.left, box.bottom - box.top
        if min(wide, high) > _THIN:
            flat += [Box(box.left, y, box.right, y) for y in (box.top, box.bottom)]
            upright += [Box(x, box.top, x, box.bottom) for x in (box.left, box.right)]
        elif max(wide, high) >= _SHORTEST_RULE:
            (flat if wide >= high else upright).append(box)
    turned = [Box(rule.top, rule.left, rule.bottom, rule.right) for rule in upright]
    return [*_joined(flat), *(Box(rule.top, rule.left, rule.bottom, rule.right) for rule in _joined(turned))]


def _joined(rules: Iterable[Box]) -> Iterator[Box]:
    """Yield level rules, those that lie in one line and touch put together."""
    open_ends: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.middle / _ROUNDING), rule.left)):
        last = open_ends[-1] if open_ends else None
        if last and abs(last.middle - rule.middle) <= _ROUNDING and rule.left <= last.right + _ROUNDING:
            open_ends[-1] = Box(last.left, last.top, max(last.right, rule.right), last.bottom)
        else:
            open_ends.append(rule)
    yield from open_ends
