"""Make ``organisations/data/outlines.json``: the outlines of the 63 provinces of 30-6-2025, made plainer.

They come from the package @svg-maps/vietnam (CC BY 4.0), which has Hoàng Sa and Trường Sa. Fetch and unpack it, then::

    npm pack @svg-maps/vietnam && tar xzf svg-maps-vietnam-*.tgz
    python scripts/make_outlines.py package/index.js

Each outline is kept under the official code of its province. Made again from the same file it is the same.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from thidua.organisations.records import read_units
from thidua.vietnamese.fold import fold

TARGET = Path(__file__).resolve().parent.parent / "src/thidua/organisations/data/outlines.json"
ISLANDS = {"hoangsa": "danang", "truongsa": "khanhhoa"}
"""Archipelagos that the package draws by themselves, and the provinces to which they belong."""
NEAR = 0.22
"""How far, in units of the drawing (812 across), a point may lie from the plainer line."""
SMALLEST = 0.08
"""The area of the smallest island that is kept, unless its province has nothing else there."""
FARTHEST_PIECE = 60.0
Point = tuple[float, float]


def main(source: Path) -> None:
    """Read the package's file and write ours."""
    drawing = json.loads(re.sub(r"^export default\s*|;\s*$", "", source.read_text(encoding="utf-8").strip()))
    codes, outlines = _codes(), {}
    pieces: dict[str, list[list[Point]]] = {}
    for place in drawing["locations"]:
        key = _plain(place["name"])
        mine = pieces.setdefault(codes[ISLANDS.get(key, key)], [])
        mine.extend(piece for piece in map(_plainer, _pieces(place["path"])) if len(piece) > 1)
    for code, found in pieces.items():
        largest = max(found, key=_area)
        kept = [piece for piece in found if _area(piece) >= SMALLEST or _is_far(piece, largest)]
        near = [piece for piece in kept if not _is_far(piece, largest)]
        path = " ".join(_written(piece) for piece in kept)
        outlines[code] = {"path": path, "box": _box(near), "middle": _middle(largest)}
    missing = sorted(set(codes.values()) - set(outlines))
    if missing:
        raise SystemExit(f"no outline of {missing}")
    width, height = drawing["viewBox"].split()[2:]
    made = {
        "source": "@svg-maps/vietnam 2.0.0, CC BY 4.0; made plainer",
        "size": [int(width), int(height)],
        "outlines": dict(sorted(outlines.items())),
    }
    TARGET.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(outlines)} outlines, {TARGET.stat().st_size} bytes\n")


def _codes() -> dict[str, str]:
    return {
        _plain(unit.names[0].name): unit.names[0].code
        for unit in read_units().units
        if unit.key.startswith("2025-06/") and unit.level == 1
    }


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))


def _pieces(path: str) -> Iterator[list[Point]]:
    """Yield the closed lines of a path of moves and lines, relative or not."""
    x = y = 0.0
    piece: list[Point] = []
    for mode, numbers in re.findall(r"([mMlLhHvVcCzZ])([^mMlLhHvVcCzZ]*)", path):
        values = [float(each) for each in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", numbers)]
        if mode in "zZ":
            if piece:
                x, y = piece[0]
                yield piece
            piece = []
            continue
        if mode in "mM" and piece:
            yield piece
            piece = []
        for point in _points(mode, values, x, y):
            x, y = point
            piece.append(point)
    if piece:
        yield piece


def _points(mode: str, values: list[float], x: float, y: float) -> Iterator[Point]:
    is_relative = mode.islower()
    if mode in "hHvV":
        for value in values:
            x = (x if is_relative else 0.0) + value if mode in "hH" else x
            y = (y if is_relative else 0.0) + value if mode in "vV" else y
            yield x, y
        return
    step = {"m": 2, "l": 2, "c": 6}[mode.lower()]
    for at in range(0, len(values) - step + 1, step):
        dx, dy = values[at + step - 2 : at + step]
        x, y = (x + dx, y + dy) if is_relative else (dx, dy)
        yield x, y


def _plainer(piece: list[Point]) -> list[Point]:
    """Leave out points that lie near the line between those that stay (Douglas and Peucker)."""
    if len(piece) < 5:  # noqa: PLR2004 - a triangle stays
        return piece
    middle = len(piece) // 2
    return _between(piece[: middle + 1])[:-1] + _between(piece[middle:])


def _between(line: list[Point]) -> list[Point]:
    first, last = line[0], line[-1]
    far, place = 0.0, 0
    for at, point in enumerate(line[1:-1], start=1):
        away = _distance(point, first, last)
        if away > far:
            far, place = away, at
    if far <= NEAR:
        return [first, last]
    return _between(line[: place + 1])[:-1] + _between(line[place:])


def _distance(point: Point, first: Point, last: Point) -> float:
    length = math.dist(first, last)
    if not length:
        return math.dist(point, first)
    across = (last[0] - first[0]) * (first[1] - point[1]) - (first[0] - point[0]) * (last[1] - first[1])
    return abs(across) / length


def _area(piece: list[Point]) -> float:
    pairs = zip(piece, [*piece[1:], piece[0]], strict=True)
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2


def _is_far(piece: list[Point], largest: list[Point]) -> bool:
    """Whether a piece is an archipelago far from the land: it stays, however small, and is no part of the box."""
    return min(math.dist(piece[0], point) for point in largest) > FARTHEST_PIECE


def _written(piece: list[Point]) -> str:
    """Write a piece with one decimal, each point by its distance from the one before."""
    points = [(round(x * 10), round(y * 10)) for x, y in piece]
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(points)]
    told = [_pair(step) for step in steps if step != (0, 0)]
    return f"M{_pair(points[0])}l{' '.join(told)}z"


def _pair(point: tuple[int, int]) -> str:
    return ",".join(f"{each / 10:g}" for each in point)


def _box(pieces: list[list[Point]]) -> list[float]:
    xs = [x for piece in pieces for x, _y in piece]
    ys = [y for piece in pieces for _x, y in piece]
    return [round(each, 1) for each in (min(xs), min(ys), max(xs), max(ys))]


def _middle(piece: list[Point]) -> list[float]:
    return [round(sum(point[axis] for point in piece) / len(piece), 1) for axis in (0, 1)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
