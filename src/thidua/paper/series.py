"""A series through time as a Vega-Lite specification: one line from zero, its highest and its last point named.

Where a period has no number the line is broken: nothing is drawn through what nobody reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thidua.paper import charts
from thidua.paper.charts import SCREEN, Palette
from thidua.paper.wording import clean

_LETTER = 0.6  # of the size of letters: how wide one is in a name under the axis
_BETWEEN = 16  # px between two names


@dataclass(frozen=True, slots=True)
class Point:
    """A period: its name, its value (``None``: there is none) and the figure as printed."""

    label: str
    value: float | None
    shown: str


def series(
    points: Sequence[Point], *, palette: Palette = SCREEN, width: int = 620, height: int = 220
) -> dict[str, Any]:
    """Return the specification of one line in the order given, on a scale from zero. Sizes in px."""
    named = _named(points)
    rows = [
        {
            "place": place,
            "label": clean(point.label),
            "value": point.value,
            "shown": point.shown,
            "caption": point.shown if place in named else "",
            "is_last": place == max(named, default=-1),
        }
        for place, point in enumerate(points)
    ]
    top = max((point.value for point in points if point.value is not None), default=0) or 1
    line = {"type": "line", "color": palette.highlight, "strokeWidth": 2, "invalid": "break-paths-show-path-domains"}
    dots = {"type": "point", "filled": True, "size": 36, "color": palette.highlight, "opacity": 1, "invalid": "filter"}
    return {
        **charts.frame(width, height),
        "data": {"values": rows},
        "encoding": {"x": _across(rows, palette, width), "y": _up(top)},
        "layer": [{"mark": line}, {"mark": dots}, _captions(palette, is_halo=True), _captions(palette)],
    }


def _named(points: Sequence[Point]) -> set[int]:
    """The places of the highest number and of the last one."""
    known = [(point.value, place) for place, point in enumerate(points) if point.value is not None]
    return {max(known)[1], known[-1][1]} if known else set()


def _across(rows: Sequence[dict[str, Any]], palette: Palette, width: int) -> dict[str, Any]:
    names = [row["label"] for row in rows]
    name_width = round(max(map(len, names), default=1) * palette.size * _LETTER) + _BETWEEN
    every = max(1, -(-len(rows) * name_width // width))
    axis = {
        **charts.name_axis(palette),
        "labelExpr": "datum.label",
        "values": names[::every],
    }
    return {"field": "label", "type": "ordinal", "sort": names, "title": None, "axis": axis, "scale": {"padding": 0.5}}


def _up(top: float) -> dict[str, Any]:
    scale = {"domain": [0, top * 1.15], "nice": False}
    return {"field": "value", "type": "quantitative", "axis": None, "scale": scale}


def _captions(palette: Palette, *, is_halo: bool = False) -> dict[str, Any]:
    """The figures above their points; under them a white edge, so that the line does not run through them."""
    mark: dict[str, Any] = {
        "type": "text",
        "baseline": "bottom",
        "dy": -8,
        "fontSize": palette.size,
        "color": palette.ink,
    }
    if is_halo:
        mark |= {"stroke": "#FFFFFF", "strokeWidth": 5, "strokeJoin": "round"}
    weight = {"condition": {"test": "datum.is_last", "value": 700}, "value": 500}
    return {"mark": {**mark, "invalid": "filter"}, "encoding": {"text": {"field": "caption"}, "fontWeight": weight}}
