"""Which chart a review carries, if any: history, comparison of two periods, awards by form. Crime is never drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.awards.models import Award
from thidua.conferences import sentences
from thidua.conferences.queries.reading import ComparedLine, ReviewReading
from thidua.paper.charts import SCREEN, Bar, Pair, Palette, Tone, bar_comparison, period_comparison, ranked_bars
from thidua.reports.models import Figure
from thidua.reports.queries import FigureLine
from thidua.vietnamese.writing import number

_MOST_PAIRS = 6
_MOST_BARS = 8


@dataclass(frozen=True)
class Picture:
    """A chart with the sentence that it proves, what it shows, and the rows it rests on."""

    title: str
    note: str
    spec: dict[str, Any]
    figures: tuple[Figure, ...] = ()
    awards: tuple[Award, ...] = ()


def picture_of(reading: ReviewReading, *, palette: Palette = SCREEN, width: int = 420) -> Picture | None:
    """Return the chart that says most about a review, or ``None`` where there is nothing to set side by side."""
    return (
        _history(reading, palette, width)
        or _two_periods(reading, palette, width)
        or _same_measure(reading, palette, width)
        or _awards(reading, palette, width)
    )


def _history(reading: ReviewReading, palette: Palette, width: int) -> Picture | None:
    points = reading.history
    if len(points) < 3:  # noqa: PLR2004 - two periods are better compared row by row
        return None
    own = reading.review.period_id
    latest = points[-1].period.pk
    bars = [
        Bar(
            point.period.label,
            _length(point.line),
            point.line.text,
            Tone.HIGHLIGHT if point.period.pk in (own, latest) else Tone.PLAIN,
        )
        for point in points
    ]
    rows = [row for row in reading.results if row.line.indicator == points[-1].line.indicator]
    title = sentences.change_of_lead(rows[0], reading.previous_label) if rows else points[-1].line.indicator.name
    figures = tuple(figure for point in points for figure in point.line.figures)
    return Picture(title, points[-1].line.indicator.name, bar_comparison(bars, palette=palette, width=width), figures)


def _two_periods(reading: ReviewReading, palette: Palette, width: int) -> Picture | None:
    rows = [row for row in reading.results if row.change is not None][:_MOST_PAIRS]
    if not rows or not reading.previous_label:
        return None
    pairs = [_pair(row) for row in rows]
    periods = (reading.previous_label, reading.review.period.label)
    spec = _without_period_names(period_comparison(pairs, periods=periods, palette=palette, width=width))
    lines = [line for row in rows for line in (row.before, row.now) if line is not None]
    names = {"previous": reading.previous_label, "now": reading.review.period.label}
    note = _("Mỗi dòng một thang đo; gạch chéo là %(previous)s, tô đậm là %(now)s") % names
    figures = tuple(figure for line in lines for figure in line.figures)
    return Picture(sentences.change_of_lead(rows[0], reading.previous_label), note, spec, figures)


def _same_measure(reading: ReviewReading, palette: Palette, width: int) -> Picture | None:
    """Bars of results that are counted in one unit of measure, so that they share a scale."""
    groups: dict[str, list[FigureLine]] = defaultdict(list)
    for row in reading.results:
        if row.now is not None and not row.now.is_share and row.now.amount.of is None and not row.now.is_disputed:
            groups[row.now.indicator.unit_of_measure].append(row.now)
    lines = max(groups.values(), key=len, default=[])
    if len(lines) < 2:  # noqa: PLR2004 - one bar shows nothing
        return None
    longest = max(lines, key=lambda line: line.amount.value)
    bars = [
        Bar(capfirst(line.label), _length(line), line.text, Tone.HIGHLIGHT if line is longest else Tone.PLAIN)
        for line in lines[:_MOST_BARS]
    ]
    title = capfirst(
        _("%(number)s %(label)s, nhiều nhất trong %(count)s số cùng đơn vị tính")
        % {"number": longest.text, "label": longest.label, "count": sentences.counted(len(lines))}
    )
    spec = ranked_bars(bars, palette=palette, width=width)
    return Picture(title, longest.indicator.unit_of_measure, spec, tuple(f for line in lines for f in line.figures))


def _awards(reading: ReviewReading, palette: Palette, width: int) -> Picture | None:
    counts = [(award, award.recipient_count) for award in reading.awards]
    known = [(award, count) for award, count in counts if count is not None]
    if len(known) < 2 or len({award.period_id for award, _count in known}) > 1:  # noqa: PLR2004 - one bar shows nothing
        return None
    most = max(known, key=lambda pair: pair[1])
    bars = [
        Bar(str(award), float(count), number(count), Tone.HIGHLIGHT if award is most[0] else Tone.PLAIN)
        for award, count in known[:_MOST_BARS]
    ]
    title = _("Nhiều nhất là %(award)s: %(who)s") % {"award": str(most[0]), "who": most[0].recipients_in_words}
    spec = ranked_bars(bars, palette=palette, width=width)
    return Picture(title, _("Số được nhận theo hình thức và cấp tặng"), spec, awards=tuple(a for a, _count in known))


def _without_period_names(spec: dict[str, Any]) -> dict[str, Any]:
    """Leave the names of the periods to the note: beside the bars of a narrow chart there is no room for them."""
    for row in spec["data"]["values"]:
        row["caption"] = row["shown"]
    return spec


def _pair(row: ComparedLine) -> Pair:
    before, now = row.before, row.now
    return Pair(
        row.line.indicator.name,
        _length(before) if before else None,
        before.text if before else _("chưa có số"),
        _length(now) if now else None,
        now.text if now else _("chưa có số"),
    )


def _length(line: FigureLine) -> float:
    return float(Decimal(line.amount.value).scaleb(-line.indicator.decimals))
