"""The drawings of the page as plain numbers: provinces, the stream from old units to new ones, the line of time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.organisations.outlines import box_around, meets, outlines

SHAPE = 1.22
"""How many times as wide as high a map is."""
_MARGIN = 0.16
_LABEL = 0.046
"""The height of names as a share of the map's height."""
_WIDTH, _LEFT, _RIGHT = 760.0, 210.0, 560.0
_BAR, _UNIT, _GAP, _LEAST = 8.0, 220.0, 14.0, 16.0
"""Of the stream: how thick its bars are, how high all of it, the gap between sources, the least height of a band."""


@dataclass(frozen=True)
class Shape:
    """One province of a map."""

    path: str
    css: str


@dataclass(frozen=True)
class Label:
    """A name on a map."""

    x: str
    y: str
    text: str
    css: str


@dataclass(frozen=True)
class MiniMap:
    """A map of a few provinces, with those around them."""

    box: str
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    size: str
    hatch: str


@dataclass(frozen=True)
class Marked:
    """Provinces that stand out of a map: their codes, how, and under which name."""

    codes: tuple[str, ...]
    css: str
    name: str = ""


def mini_map(marked: Sequence[Marked], hatch: str) -> MiniMap | None:
    """Return a map around provinces, ``None`` where one of them cannot be drawn. ``hatch``: the id of its pattern."""
    every = outlines()
    codes = [code for each in marked for code in each.codes]
    if not codes or any(code not in every for code in codes):
        return None
    box = box_around([every[code].box for code in codes], shape=SHAPE, margin=_MARGIN)
    css = {code: each.css for each in marked for code in each.codes}
    drawn = [each for code, each in every.items() if code in css or meets(each.box, box)]
    height = box[3] - box[1]
    labels = [
        Label(f"{x:.1f}", f"{y:.1f}", each.name, each.css)
        for each in marked
        if each.name
        for x, y in [every[each.codes[0]].middle]
    ]
    return MiniMap(
        box=f"{box[0]:.1f} {box[1]:.1f} {box[2] - box[0]:.1f} {height:.1f}",
        shapes=tuple(Shape(each.path, css.get(each.code, "")) for each in sorted(drawn, key=lambda o: o.code in css)),
        labels=tuple(labels),
        size=f"{height * _LABEL:.2f}",
        hatch=hatch,
    )


@dataclass(frozen=True)
class Band:
    """Communes that go from one old unit to the new one. ``css``: whole, split or missing."""

    path: str
    css: str
    word: str
    x: str
    y: str
    bar_y: str
    bar_height: str


@dataclass(frozen=True)
class Stream:
    """The stream from old units to a new one. ``names``: (y, name, note) of the old ones."""

    width: str
    height: str
    bands: tuple[Band, ...]
    names: tuple[tuple[str, str, str], ...]
    left: str
    right: str
    top: str
    whole: str
    middle: str


@dataclass(frozen=True)
class Source:
    """An old unit of the stream: its bands as (how many communes, css, word)."""

    name: str
    note: str
    bands: tuple[tuple[int, str, str], ...]


def stream(sources: Sequence[Source]) -> Stream | None:
    """Return the stream of old units into one, ``None`` where there is nothing to draw."""
    every = sum(count for each in sources for count, _css, _word in each.bands)
    if not every:
        return None
    drawn = [[(_high(count, every), css, word) for count, css, word in each.bands if count] for each in sources]
    total = sum(high for bands in drawn for high, _css, _word in bands)
    height = total + _GAP * 2 * max(0, len(sources) - 1) + 2 * _GAP
    right_top = right = (height - total) / 2
    left = _GAP
    bands, names = [], []
    for source, of_source in zip(sources, drawn, strict=True):
        top = left
        for high, css, word in of_source:
            bands.append(_band(left, right, high, css, word))
            left, right = left + high + 1, right + high
        names.append((f"{(top + left) / 2:.0f}", source.name, source.note))
        left += 2 * _GAP - 1
    return Stream(
        width=f"{_WIDTH:.0f}",
        height=f"{height:.0f}",
        bands=tuple(bands),
        names=tuple(names),
        left=f"{_LEFT:.0f}",
        right=f"{_RIGHT:.0f}",
        top=f"{right_top:.1f}",
        whole=f"{total:.1f}",
        middle=f"{height / 2:.0f}",
    )


def _high(count: int, every: int) -> float:
    return max(_LEAST, _UNIT * count / every)


def _band(left: float, right: float, high: float, css: str, word: str) -> Band:
    start, end = _LEFT + _BAR, _RIGHT
    bend = (end - start) / 2
    path = (
        f"M{start:.0f},{left:.1f}C{start + bend:.0f},{left:.1f} {start + bend:.0f},{right:.1f} {end:.0f},{right:.1f}"
        f"V{right + high:.1f}C{start + bend:.0f},{right + high:.1f} {start + bend:.0f},{left + high:.1f} "
        f"{start:.0f},{left + high:.1f}Z"
    )
    text_y = left + min(high / 2 + 5, 22)
    return Band(path, css, word, f"{start + 12:.0f}", f"{text_y:.1f}", f"{left:.1f}", f"{high:.1f}")


@dataclass(frozen=True)
class TimeLine:
    """The period of a figure and the days on which its units changed, in per mille of the line."""

    since: str
    width: str
    marks: tuple[str, ...]


def time_line(since: date, until: date, days: Collection[date], today: date) -> TimeLine:
    """Return the line from the beginning of a period until today."""
    whole = max(1, (max(today, until) - since).days)

    def at(day: date) -> float:
        return 1000 * (day - since).days / whole

    marks = sorted(day for day in set(days) if since <= day)
    return TimeLine("0", f"{max(12.0, at(until)):.0f}", tuple(f"{min(992.0, at(day)):.0f}" for day in marks))
