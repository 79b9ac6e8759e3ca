"""From a text to its facts."""

from __future__ import annotations

from typing import Any

from thidua.reading.awards import find_awards
from thidua.reading.context import Context
from thidua.reading.events import find_events
from thidua.reading.facts import Fact, Reading
from thidua.reading.figures import find_figures
from thidua.reading.normalise import Text
from thidua.reading.people import find_people
from thidua.reading.targets import find_targets

_FINDERS = (find_events, find_people, find_awards, find_figures, find_targets)
_COUNTS = ("collectives", "individuals", "total")


def read(text: str, *, published: str | None = None) -> Reading:
    """Read an article; ``published`` is its day or month where its source says so."""
    made = Text.of(text)
    context = Context.of(made, published=published)
    noise = tuple(made.raw_span(start, end) for start, end in context.noise)
    facts = [fact for find in _FINDERS for fact in find(made, context) if not _touches(fact, noise)]
    awards = [fact for fact in facts if fact.kind == "award"]
    facts = [fact for fact in facts if fact.kind != "figure" or not _counts_recipients(fact, awards)]
    return Reading(tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.kind))), noise, published)


def as_document(reading: Reading, identifier: str) -> dict[str, Any]:
    """Return the reading in the corpus form, schema 1."""
    facts = [
        {"id": f"f{number}", "type": fact.kind, "span": [fact.start, fact.end], **_also(fact), **fact.value}
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


def _counts_recipients(figure: Fact, awards: list[Fact]) -> bool:
    """Return whether a figure is the count of an award or of a place that restates it."""
    for award in awards:
        if award.start < figure.end and figure.start < award.end:
            if figure.value["value"] in [award.value.get(count) for count in _COUNTS]:
                return True
        elif any(start < figure.end and figure.start < end for start, end in award.also):
            return True
    return False


def _touches(fact: Fact, noise: tuple[tuple[int, int], ...]) -> bool:
    return any(start < fact.end and fact.start < end for start, end in noise)
