"""What the page of one figure on two maps shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.office.filing.words import period_with_year
from thidua.office.maps import words
from thidua.office.maps.asked import BOTH, NOW, THEN, Asked
from thidua.office.maps.drawing import Marked, MiniMap, Source, Stream, TimeLine, mini_map, stream, time_line
from thidua.office.totals.words import value_in_words
from thidua.organisations.choices import Level
from thidua.organisations.queries.drawn import outline_codes
from thidua.reports.queries.changes import Change
from thidua.reports.queries.two_maps import Side, Today, TwoMaps
from thidua.vietnamese.writing import number
from thidua.web.formats import day


@dataclass(frozen=True)
class Choice:
    """Something else that can be looked at."""

    word: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownNumber:
    """A unit with its number. ``url``: where the number is taken apart."""

    name: str
    number: str
    note: str
    state: str
    state_word: str
    url: str


@dataclass(frozen=True)
class ShownChange:
    """What became of units and of their numbers."""

    icon: str
    word: str
    before: str
    after: str
    state: str
    state_word: str
    note: str
    basis: str


@dataclass(frozen=True)
class MapsPage:
    """The page.

    Attributes:
        then: the units as they were; ``now`` as they are.
        map_then: ``None`` where the units are no provinces.
        flow: of communes into the unit of today, ``None`` where nothing changed.
        days: on which something changed, in words.
        here: the query of its own address.
    """

    heading: str
    indicator: str
    unit_word: str
    period: str
    segments: tuple[Choice, ...]
    has_then: bool
    has_now: bool
    then: tuple[ShownNumber, ...]
    now: tuple[ShownNumber, ...]
    then_on: date
    map_then: MiniMap | None
    map_now: MiniMap | None
    flow: Stream | None
    flow_title: str
    flow_now: str
    flow_communes: str
    basis: str
    changes: tuple[ShownChange, ...]
    counts: str
    line: TimeLine | None
    since: str
    until: str
    days: str
    is_same_map: bool
    is_added: bool
    here: str


def maps_page(found: TwoMaps, asked: Asked) -> MapsPage:
    """Put one figure on two maps into words and drawings."""
    days = sorted({change.on for change in found.changes})
    flow = _flow(found)
    span = found.span
    return MapsPage(
        heading=capfirst(words.heading(found)),
        indicator=found.indicator.name,
        unit_word=found.indicator.unit_of_measure,
        period=period_with_year(span),
        segments=_segments(asked),
        has_then=asked.seen in {BOTH, THEN},
        has_now=asked.seen in {BOTH, NOW},
        then=tuple(_side(found, each, asked) for each in found.then),
        now=tuple(_today(found, each, asked) for each in found.now),
        then_on=map_day(found),
        map_then=_map_then(found),
        map_now=_map_now(found),
        flow=flow,
        flow_title=words.flow_title(found, _sources(found)) if flow else "",
        flow_now=capfirst(words.name(found.now[0].name)) if flow else "",
        flow_communes=words.communes_of(found.now[0]) if flow else "",
        basis=_basis(found.changes),
        changes=shown_changes(found),
        counts=words.counts_of(found.changes),
        line=time_line(span.since, span.until, days, found.today) if span.since and span.until and days else None,
        since=day(span.since),
        until=day(found.then[0].on) if found.then else "",
        days=", ".join(day(each) for each in days),
        is_same_map=found.is_same_map,
        is_added=found.is_added,
        here=asked.address(),
    )


def map_day(found: TwoMaps) -> date:
    """Return the day of the first map: the last of the period, of one that is not over today."""
    return min(found.then[0].on, found.today) if found.then else found.today


def shown_changes(found: TwoMaps) -> tuple[ShownChange, ...]:
    """Return what became of the units, in words."""
    return tuple(_change(found, each) for each in found.changes)


def _segments(asked: Asked) -> tuple[Choice, ...]:
    offered = ((THEN, _("Như thời điểm đó")), (NOW, _("Theo bản đồ hiện nay")), (BOTH, _("Xem cạnh nhau")))
    return tuple(Choice(word, asked.address(xem=seen), seen == asked.seen) for seen, word in offered)


def _totals_url(asked: Asked, uid: str) -> str:
    code = asked.indicator.code if asked.indicator else ""
    query = {"bieu": asked.form.code if asked.form else "", "nam": str(asked.year), "don-vi": uid, "ky": asked.period}
    return f"{reverse('office:totals')}?{urlencode(query | {'chi-tieu': code})}"


def _side(found: TwoMaps, side: Side, asked: Asked) -> ShownNumber:
    state, word = ("unknown", "") if side.part is None else ("complete", "")
    if side.part and side.missing:
        state, word = "partial", _("Còn thiếu %(count)s số") % {"count": number(side.missing)}
    return ShownNumber(
        name=capfirst(words.side_name(found, side)),
        number=words.said_of_side(found, side),
        note="",
        state=state,
        state_word=word,
        url=_totals_url(asked, str(side.uid)),
    )


def _today(found: TwoMaps, today: Today, asked: Asked) -> ShownNumber:
    state, word = words.share_of(today)
    return ShownNumber(
        name=capfirst(words.name(today.name)),
        number=words.said_today(found, today),
        note=words.note_of(found, today),
        state=state,
        state_word=word,
        url=asked.address(**{"don-vi": str(today.uid)}) if today.uid != asked.unit.uid else "",
    )


def _sources(found: TwoMaps) -> list[Side]:
    """The old units of which the new one consists, each once."""
    sides = {side.pk: side for each in found.now for side in each.sources}
    return list(sides.values())


def _map_then(found: TwoMaps) -> MiniMap | None:
    if any(each.level != Level.PROVINCE for each in found.then):
        return None
    asked = {each.pk for each in found.then}
    others = [each for each in _sources(found) if each.pk not in asked and each.level == Level.PROVINCE]
    marked = [Marked(outline_codes(each.pk), "is-sibling", words.short_name(found, each)) for each in others]
    marked += [_marked(found, each) for each in found.then]
    return mini_map(marked, "hatch-then")


def _map_now(found: TwoMaps) -> MiniMap | None:
    sources = _sources(found)
    levels = {each.level for each in found.now} | {each.level for each in sources}
    if levels != {Level.PROVINCE}:
        return None
    return mini_map([_marked(found, each) for each in sources], "hatch-now")


def _marked(found: TwoMaps, side: Side) -> Marked:
    return Marked(outline_codes(side.pk), "is-on" if side.part else "is-missing", words.short_name(found, side))


def _flow(found: TwoMaps) -> Stream | None:
    sources = _sources(found)
    if len(found.now) != 1 or found.now[0].pk in {each.pk for each in sources} or not found.changes:
        return None
    if any(each.level >= Level.COMMUNE for each in sources):
        return None
    return stream([_source(found, each) for each in sources])


def _source(found: TwoMaps, side: Side) -> Source:
    note = _("%(count)s xã, phường, thị trấn") % {"count": number(side.whole + side.split)}
    if side.part is None:
        word = _("Chưa có số %(period)s") % {"period": period_with_year(found.span)}
        return Source(capfirst(words.side_name(found, side)), note, ((side.whole + side.split, "is-missing", word),))
    whole = _("%(count)s nhập trọn vẹn: cộng được") % {"count": number(side.whole)}
    split = _("%(count)s bị chia: chưa biết tỷ lệ") % {"count": number(side.split)}
    return Source(
        capfirst(words.side_name(found, side)), note, ((side.whole, "is-whole", whole), (side.split, "is-split", split))
    )


def _basis(changes: Sequence[Change]) -> str:
    """Say by what and from which day, once."""
    found = dict.fromkeys((each.basis, each.on) for each in changes if each.basis)
    shown = [_("%(basis)s, từ %(day)s") % {"basis": basis, "day": day(on)} for basis, on in list(found)[:2]]
    return "; ".join(shown)


def _change(found: TwoMaps, change: Change) -> ShownChange:
    before, after = (_names(names) for names in (change.before, change.after))
    value = value_in_words(found.indicator, change.value) if change.value else ""
    if len(change.after) > 1:
        return ShownChange("split", _("Chia"), before, after, *_split_state(change, value), change.basis)
    if len(change.before) > 1:
        note = _("Số của %(count)s nơi cộng lại%(value)s.") % {
            "count": number(len(change.before)),
            "value": f": {value}" if value else "",
        }
        return ShownChange("merge", _("Nhập"), before, after, "complete", _("Cộng trọn"), note, change.basis)
    note = _("Số đi trọn sang đơn vị mới%(value)s.") % {"value": f": {value}" if value else ""}
    return ShownChange("pencil", _("Đổi"), before, after, "complete", _("Giữ nguyên"), note, change.basis)


def _split_state(change: Change, value: str) -> tuple[str, str, str]:
    if change.is_known:
        return "complete", _("Theo tỷ lệ đã biết"), _("Số được chia theo tỷ lệ đã ghi khi sắp xếp.")
    if not value:
        return "judge", _("Chưa rõ tỷ lệ"), _("Chưa có số nào để chia.")
    note = _("Số %(value)s giữ ở cấp trên chung; mỗi nơi từ 0 đến %(value)s.") % {"value": value}
    return "judge", _("Chưa rõ tỷ lệ"), note


def _names(names: Sequence[str]) -> str:
    shown = [words.name(each) for each in names]
    return capfirst(", ".join(shown))
