"""Outlines of provinces, to draw them. No Django. Where they come from: ``data/README.md``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "outlines.json"
DRAWN_ON = date(2025, 6, 30)
"""The day on which the provinces were those that are drawn."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in units of the drawing."""


@dataclass(frozen=True)
class Outline:
    """One province. ``path`` is SVG, ``box`` leaves out archipelagos far away, ``middle`` is a place for its name."""

    code: str
    path: str
    box: Box
    middle: tuple[float, float]


@cache
def outlines() -> Mapping[str, Outline]:
    """Return the outlines of the 63 provinces of 30-6-2025 by their official codes."""
    told = json.loads(SHIPPED.read_text(encoding="utf-8"))["outlines"]
    return {code: Outline(code, each["path"], tuple(each["box"]), tuple(each["middle"])) for code, each in told.items()}


def box_around(boxes: Iterable[Box], *, shape: float, margin: float) -> Box:
    """Return the box around others with a margin (a share of its size), ``shape`` times as wide as high.

    >>> box_around([(0, 0, 10, 10)], shape=2, margin=0)
    (-5.0, 0.0, 15.0, 10.0)
    """
    found = list(boxes)
    left, top = min(each[0] for each in found), min(each[1] for each in found)
    right, bottom = max(each[2] for each in found), max(each[3] for each in found)
    height = max(bottom - top, (right - left) / shape) * (1 + 2 * margin)
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - height * shape / 2, y - height / 2, x + height * shape / 2, y + height / 2


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes share a point."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
