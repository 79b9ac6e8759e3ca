"""Events: the gathering that an article tells of, and other dated ones."""

from __future__ import annotations

from typing import Any

from thidua.reading.context import Context
from thidua.reading.event_dates import settle_year
from thidua.reading.event_story import Draft, Story
from thidua.reading.facts import Fact
from thidua.reading.main_event import main_event
from thidua.reading.normalise import Text
from thidua.reading.other_events import other_events


def find_events(text: Text, context: Context) -> list[Fact]:
    """Return the main event of the article first, then others with a date of their own.

    Args:
        text: the text.
        context: its sentences, furniture and day of publication.
    """
    story = Story.of(context)
    main = main_event(story)
    events = [main] if main else []
    events.extend(other_events(story, main))
    return [_fact(text, story, event) for event in events]


def _after(day: str, published: str | None) -> bool:
    """Return whether ``day`` is later than the article."""
    return published is not None and "X" not in day and day[: len(published)] > published


def _fact(text: Text, story: Story, event: Draft) -> Fact:
    value: dict[str, Any] = {
        "kind": event.kinds or ["khac"],
        "main": event.main,
        "status": "planned" if event.planned else "held",
        "organiser": event.organisers,
        "concerns": [
            {"category": each.category, "name": each.name[:1].upper() + each.name[1:]} for each in event.concerns
        ],
    }
    if event.date:
        settled = settle_year(story.page.low, event.date, story.dates, story.published)
        value |= {"date": settled.date.iso, "date_basis": settled.basis}
        if _after(settled.date.iso, story.published):
            value["status"] = "planned"
        if event.date.part:
            value["part"] = event.date.part
    if event.place:
        value["place"] = event.place
    if event.period:
        value["period"] = {"from": event.period.first, "to": event.period.last}
        if event.period.text:
            value["period"]["text"] = event.period.text
    also = tuple(text.raw_span(*each) for each in event.also if each != event.span)
    return Fact("event", *text.raw_span(*event.span), value, also=also, rule=event.rule, signs=_signs(event))


def _signs(event: Draft) -> tuple[str, ...]:
    signs = {
        "no_date": event.date is None,
        "no_organiser": not event.organisers,
        "no_kind": not event.kinds,
        "beside": not event.main,
    }
    return tuple(name for name, shown in signs.items() if shown)
