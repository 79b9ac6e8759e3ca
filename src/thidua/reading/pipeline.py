"""From a text to its facts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from thidua.reading.awards import find_awards
from thidua.reading.confidence import is_sure
from thidua.reading.context import Context
from thidua.reading.events import find_events
from thidua.reading.facts import Fact, Reading, Span
from thidua.reading.figures import find_figures
from thidua.reading.normalise import Text
from thidua.reading.people import find_people
from thidua.reading.receivers import with_receivers
from thidua.reading.table_figures import find_table_figures
from thidua.reading.tables import Table
from thidua.reading.targets import find_targets

_FINDERS = (find_events, find_people, find_awards, find_figures, find_targets)
_COUNTED = ("figure", "target")
_COUNTS = ("collectives", "individuals", "total")
_BLOCK = 128
_PARTS = re.compile(r"(?<!\w)(?:gồm|trong đó)(?!\w)[^.\n]*$")
_PARTS_REACH = 160
_MONEY = "đồng"


def read(text: str, *, published: str | None = None) -> Reading:
    """Read an article; ``published`` is its day or month where its source says so."""
    return read_context(Context.of(Text.of(text), published=published))


def read_context(context: Context) -> Reading:
    """Read a text that was made ready before, so that other finders may look at the same ``context``."""
    made = context.text
    noise = tuple(made.raw_span(start, end) for start, end in context.noise)
    told, tables = find_table_figures(made.raw)
    noise = _without(noise, tables)
    facts = [fact for find in _FINDERS for fact in find(made, context) if not _touches(fact, noise)]
    inside = tuple((table.start, table.end) for table in tables)
    facts = [fact for fact in facts if fact.kind not in _COUNTED or not _touches(fact, inside)] + told
    taken = _AwardCounts([fact for fact in facts if fact.kind == "award"])
    facts, counts = _without_counts(facts, taken)
    facts = [fact for fact in facts if not _is_part_of(made.raw, fact, counts)]
    facts = with_receivers(facts)
    in_order = sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind))
    return Reading(tuple(in_order), noise, context.published)


def as_document(reading: Reading, identifier: str) -> dict[str, Any]:
    """Return the reading in the corpus form, schema 1, each fact with its rule and how sure it is."""
    facts = [
        {
            "id": f"f{number}",
            "type": fact.kind,
            "span": [fact.start, fact.end],
            **_also(fact),
            **fact.value,
            "rule": fact.rule,
            "signs": list(fact.signs),
            "confidence": fact.confidence,
            "sure": is_sure(fact.confidence),
        }
        for number, fact in enumerate(reading.facts, 1)
    ]
    return {
        "id": identifier,
        "schema": 1,
        "published": reading.published,
        "noise": [list(span) for span in reading.noise],
        "facts": facts,
    }


def _also(fact: Fact) -> dict[str, Any]:
    return {"also": [list(span) for span in fact.also]} if fact.also else {}


class _AwardCounts:
    """The counts that awards have taken, found by place."""

    def __init__(self, awards: list[Fact]) -> None:
        self._places: defaultdict[int, list[tuple[Span, frozenset[int] | None]]] = defaultdict(list)
        for award in awards:
            counts = frozenset(award.value[kind] for kind in _COUNTS if kind in award.value)
            self._put((award.start, award.end), counts)
            for place in award.also:
                self._put(place, None)

    def _put(self, place: Span, counts: frozenset[int] | None) -> None:
        for block in range(place[0] // _BLOCK, place[1] // _BLOCK + 1):
            self._places[block].append((place, counts))

    def hold(self, figure: Fact) -> bool:
        """Return whether ``figure`` is the count of an award, or any number where an award is told again.

        Money that goes with a prize is a figure of its own.
        """
        if figure.value["unit"] == _MONEY:
            return False
        return any(
            start < figure.end and figure.start < end and (counts is None or figure.value["value"] in counts)
            for block in range(figure.start // _BLOCK, figure.end // _BLOCK + 1)
            for (start, end), counts in self._places.get(block, ())
        )


def _without_counts(facts: Sequence[Fact], awards: _AwardCounts) -> tuple[list[Fact], list[Fact]]:
    """Return the facts without the figures that only count awards, and those figures in order."""
    kept: list[Fact] = []
    counts: list[Fact] = []
    for fact in facts:
        (counts if fact.kind == "figure" and awards.hold(fact) else kept).append(fact)
    return kept, sorted(counts, key=lambda each: each.start)


def _is_part_of(raw: str, fact: Fact, counts: Sequence[Fact]) -> bool:
    """«cho 48 cá nhân, gồm 30 cá nhân ở … và 18 cá nhân …»: a part of a count of recipients is none either."""
    before = bisect_left(counts, fact.start, key=lambda each: each.start) - 1
    if fact.kind != "figure" or before < 0 or fact.value["unit_head"] != counts[before].value["unit_head"]:
        return False
    whole = counts[before]
    near = fact.start - whole.end < _PARTS_REACH and fact.value["value"] < whole.value["value"]
    return near and _PARTS.search(unicodedata.normalize("NFC", raw[whole.end : fact.start])) is not None


def _without(noise: tuple[Span, ...], tables: Sequence[Table]) -> tuple[Span, ...]:
    """Return the furniture without the tables that were taken for it, as short lines are."""
    kept = list(noise)
    for table in tables:
        outside = [((start, min(end, table.start)), (max(start, table.end), end)) for start, end in kept]
        kept = [(start, end) for pair in outside for start, end in pair if start < end]
    return tuple(kept)


def _touches(fact: Fact, noise: tuple[Span, ...]) -> bool:
    place = bisect_left(noise, fact.end, key=lambda span: span[0]) - 1
    return place >= 0 and noise[place][1] > fact.start
