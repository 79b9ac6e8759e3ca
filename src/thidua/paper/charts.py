"""Charts as Vega-Lite specifications, the same for page and paper, and their pictures made offline by vl-convert.

Rules of look.md: a sentence as the title (it stands in the text, not in the picture), zero base, direct labels, no
legend, one highlighted mark, the earlier period hatched. Numbers arrive with the text that is printed for them
("trên 1.600"), so that a chart never rounds or formats on its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro as screen_font
import vl_convert

from thidua.paper.model import Column, Row, Table, runs
from thidua.paper.wording import clean

VEGA_LITE = "6.4"
# A chart is one picture with a name of its own; the roles that Vega gives its nameless parts only disturb a reader.
_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
SCREEN_FONTS = Path(screen_font.ROOT) / "files"
_HATCH = "hatch"
_BAR_SHARE = 0.68  # of the room of one bar
_WIDEST_BAR = 76  # px
_NAME_LETTERS = 28  # in a line of a name beside a lying bar, at most
_WIDTH_FOR_A_LETTER = 22  # px of the chart: a narrow one, for a phone, keeps room for its bars


class Tone(Enum):
    """What a bar is, beside the others."""

    PLAIN = "plain"
    HIGHLIGHT = "highlight"  # the one mark that the title speaks of
    EARLIER = "earlier"  # the period before: hatched


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, the figure as printed above it."""

    label: str
    value: float
    shown: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a comparison of two periods; a value that is not known is None and says so in ``…_shown``."""

    label: str
    earlier: float | None
    earlier_shown: str
    now: float | None
    now_shown: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role and the size of letters in px."""

    ink: str
    quiet: str
    plain: str
    highlight: str
    line: str
    size: int


SCREEN = Palette(ink="#1C1F26", quiet="#606773", plain="#7F8792", highlight="#A8151E", line="#877F71", size=13)
PRINT = Palette(ink="#000000", quiet="#333333", plain="#B7BAC0", highlight="#1C1F26", line="#000000", size=14)


def bar_comparison(
    bars: Sequence[Bar], *, palette: Palette = SCREEN, width: int = 620, height: int = 190
) -> dict[str, Any]:
    """Return the specification of upright bars on one scale from zero, in the order given. Sizes in px."""
    rows = _rows(bars)
    top = max((bar.value for bar in bars), default=0) or 1
    order = [row["label"] for row in rows]
    step = width / max(len(bars), 1)
    axis = {**name_axis(palette), "labelExpr": _wrapped(order, letters=step / palette.size * 1.7)}
    across = {"field": "label", "type": "nominal", "sort": order, "title": None, "axis": axis}
    up = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, top * 1.12], "nice": False}}
    shown = {
        "mark": {"type": "text", "baseline": "bottom", "dy": -5, "fontSize": palette.size, "color": palette.ink},
        "encoding": {"text": {"field": "shown"}},
    }
    return {
        **frame(width, height),
        "data": {"values": rows},
        "encoding": {"x": across, "y": up},
        "layer": [_bars(palette, width=min(step * _BAR_SHARE, _WIDEST_BAR)), *_by_weight(shown)],
    }


def ranked_bars(bars: Sequence[Bar], *, palette: Palette = SCREEN, width: int = 620) -> dict[str, Any]:
    """Return the specification of lying bars on one scale from zero, in the order given: for names, which are long."""
    rows = _rows(bars)
    top = max((bar.value for bar in bars), default=0) or 1
    names = [row["label"] for row in rows]
    letters = _name_letters(width)
    along = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, top * 1.35], "nice": False},
    }
    shown = {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": palette.size, "color": palette.ink},
        "encoding": {"text": {"field": "shown"}},
    }
    return {
        **frame(width, _row_height(names, palette, least=34, letters=letters) * max(len(bars), 1)),
        "data": {"values": rows},
        "encoding": {"y": _names_down(names, palette, inner=0.35, letters=letters), "x": along},
        "layer": [_bars(palette), *_by_weight(shown)],
    }


def period_comparison(
    pairs: Sequence[Pair], *, periods: tuple[str, str], palette: Palette = SCREEN, width: int = 620
) -> dict[str, Any]:
    """Return the specification of two lying bars for each thing counted, the earlier period hatched.

    Things of different units share no scale, so each row has its own: its longer bar is the full length.
    ``periods`` name the earlier and the present one ("2014–2019", "2019–2024"); the first row says which bar is which.
    """
    rows = [row for place, pair in enumerate(pairs) for row in _pair_rows(pair, periods, named=place == 0)]
    names = list(dict.fromkeys(row["label"] for row in rows))
    letters = _name_letters(width)
    down = _names_down(names, palette, inner=0.3, letters=letters)
    beside = {"field": "period", "sort": list(periods), "scale": {"paddingInner": 0.12}}
    along = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, 1.5], "nice": False}}
    shown = {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": palette.size - 1, "color": palette.ink},
        "encoding": {"text": {"field": "caption"}},
    }
    return {
        **frame(width, _row_height(names, palette, least=56, letters=letters) * len(pairs)),
        "data": {"values": rows},
        "encoding": {"y": down, "yOffset": beside, "x": along},
        "layer": [_bars(palette), *_by_weight(shown)],
    }


def data_table(spec: Mapping[str, Any]) -> Table:
    """Return the figures of a chart as a table, for "Xem bảng số" and for those who do not see the picture."""
    rows: list[Mapping[str, Any]] = spec["data"]["values"]
    if not rows or "period" not in rows[0]:
        columns: tuple[Column, ...] = (Column("Nội dung"), Column("Số liệu", "right"))
        return Table(columns, tuple(Row((runs(row["label"]), runs(row["shown"]))) for row in rows))
    periods = list(dict.fromkeys(row["period"] for row in rows))
    things = list(dict.fromkeys(row["label"] for row in rows))
    shown = {(row["label"], row["period"]): row["shown"] for row in rows}
    cells = ((thing, *(shown[thing, period] for period in periods)) for thing in things)
    columns = (Column("Nội dung", width=2), *(Column(period, "right") for period in periods))
    return Table(columns, tuple(Row(tuple(runs(cell) for cell in row)) for row in cells))


def svg(spec: Mapping[str, Any]) -> str:
    """Return the chart as SVG. No address in a specification is ever fetched."""
    _register_fonts()
    picture: str = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    picture = _ROLES.sub("", _own_names(picture))
    return picture.replace(">", f">{_hatch_pattern()}", 1) if f"url(#{_HATCH})" in picture else picture


def png(spec: Mapping[str, Any], *, scale: float = 2) -> bytes:
    """Return the chart as PNG, ``scale`` times its size in px."""
    return bytes(vl_convert.svg_to_png(svg(spec), scale=scale))


def _rows(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    return [{**asdict(bar), "label": clean(bar.label), "tone": bar.tone.value} for bar in bars]


def _pair_rows(pair: Pair, periods: tuple[str, str], *, named: bool) -> list[dict[str, Any]]:
    longest = max(pair.earlier or 0, pair.now or 0) or 1
    sides = ((pair.earlier, pair.earlier_shown, Tone.EARLIER), (pair.now, pair.now_shown, Tone.HIGHLIGHT))
    return [
        {
            "label": clean(pair.label),
            "period": period,
            "value": (value or 0) / longest,
            "shown": shown,
            "caption": f"{shown} ({period})" if named else shown,
            "tone": tone.value,
        }
        for period, (value, shown, tone) in zip(periods, sides, strict=True)
    ]


def _bars(palette: Palette, *, width: float | None = None) -> dict[str, Any]:
    is_earlier = f"datum.tone === '{Tone.EARLIER.value}'"
    mark: dict[str, Any] = {"type": "bar", "strokeWidth": 1}
    if width is not None:
        mark |= {"width": round(width, 1), "cornerRadiusTopLeft": 1.5, "cornerRadiusTopRight": 1.5}
    tones = {Tone.PLAIN: palette.plain, Tone.HIGHLIGHT: palette.highlight}
    colours = [{"test": f"datum.tone === '{tone.value}'", "value": colour} for tone, colour in tones.items()]
    stroke = {"condition": {"test": f"{is_earlier} && datum.value > 0", "value": palette.quiet}, "value": None}
    return {"mark": mark, "encoding": {"fill": {"condition": colours, "value": f"url(#{_HATCH})"}, "stroke": stroke}}


def _by_weight(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Split a text layer in two: figures of the highlighted mark are bold."""
    is_highlight = f"datum.tone === '{Tone.HIGHLIGHT.value}'"
    bold = {**shown, "transform": [{"filter": is_highlight}], "mark": {**shown["mark"], "fontWeight": 700}}
    plain = {**shown, "transform": [{"filter": f"!({is_highlight})"}], "mark": {**shown["mark"], "fontWeight": 500}}
    return [plain, bold]


def name_axis(palette: Palette) -> dict[str, Any]:
    """Return the axis that names what stands along it: one line, no ticks, no grid."""
    return {
        "labelAngle": 0,
        "labelFontSize": palette.size,
        "labelColor": palette.ink,
        "labelLimit": 0,
        "labelPadding": 7,
        "ticks": False,
        "domainColor": palette.line,
        "domainWidth": 1,
        "grid": False,
    }


def _name_letters(width: int) -> int:
    return max(12, min(_NAME_LETTERS, width // _WIDTH_FOR_A_LETTER))


def _names_down(names: list[str], palette: Palette, *, inner: float, letters: int) -> dict[str, Any]:
    axis = {
        **name_axis(palette),
        "domain": False,
        "labelPadding": 10,
        "labelExpr": _wrapped(names, letters=letters),
    }
    scale = {"paddingInner": inner, "paddingOuter": 0.05}
    return {"field": "label", "type": "nominal", "sort": names, "title": None, "axis": axis, "scale": scale}


def _row_height(names: Sequence[str], palette: Palette, *, least: int, letters: int) -> int:
    lines = max((len(textwrap.wrap(name, letters, break_long_words=False)) for name in names), default=1)
    return max(least, round(lines * palette.size * 1.3) + 12)


def _wrapped(names: Sequence[str], *, letters: float) -> str:
    """Return the Vega expression that prints long names in several lines; Vega itself would cut them off."""
    lines = {name: textwrap.wrap(name, max(int(letters), 4), break_long_words=False) for name in names}
    long = {name: parts for name, parts in lines.items() if len(parts) > 1}
    return f"{json.dumps(long)}[datum.value] || datum.label"


def frame(width: int, height: int) -> dict[str, Any]:
    """Return what every chart has in common. Sizes in px."""
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.split('.', maxsplit=1)[0]}.json",
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 4,
        "background": None,
        "config": {"aria": False, "font": screen_font.FAMILY, "view": {"stroke": None}},
    }


def _own_names(picture: str) -> str:
    """Rename the clip paths: Vega counts them through the life of the process, and several charts share a page."""
    found = list(dict.fromkeys(re.findall(r'id="(clip\d+)"', picture)))
    bare = re.sub(r"\bclip\d+\b", "", picture)
    chart = hashlib.sha256(bare.encode()).hexdigest()[:8]
    names = {name: f"clip-{chart}-{place}" for place, name in enumerate(found)}
    return re.sub(r"\bclip\d+\b", lambda match: names.get(match[0], match[0]), picture)


def _hatch_pattern() -> str:
    """Vega knows no hatching: bars are filled with this pattern, which the SVG (or the page) defines."""
    line = '<path d="M0 0V6" stroke="#7F8792" stroke-width="1.6"/>'
    size = 'width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    return f'<defs><pattern id="{_HATCH}" {size}><rect width="6" height="6" fill="#FFFFFF"/>{line}</pattern></defs>'


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(SCREEN_FONTS))
