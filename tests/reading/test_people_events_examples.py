"""The example files of persons, events and organisations: what a phrasing yields, and what must yield nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.reading.context import Context
from thidua.reading.events import find_events
from thidua.reading.facts import Fact
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page, find_organisations
from thidua.reading.people import find_people

EXAMPLES = Path(__file__).parent / "examples"
FINDERS = {"person": find_people, "event": find_events}


def _examples(kind: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((EXAMPLES / f"{kind}.yaml").read_text(encoding="utf-8"))
    return loaded


def _yields(kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(text, entry["value"]) for entry in _examples(kind)["yields"] for text in entry["texts"]]


def _facts(kind: str, given: str) -> list[Fact]:
    text = Text.of(given)
    return FINDERS[kind](text, Context.of(text))


def _organisations(given: str) -> list[str]:
    page = Page.of(Context.of(Text.of(given)))
    return [found.name for found in find_organisations(page, 0, len(page.norm))]


@pytest.mark.parametrize(("given", "value"), _yields("person"))
def test_a_phrasing_names_the_person_with_posts_and_roles(given: str, value: dict[str, Any]) -> None:
    (fact,) = _facts("person", given)

    assert dict(fact.value) == value
    assert given[fact.start : fact.end].find(value["name"]) >= 0


@pytest.mark.parametrize("given", _examples("person")["yields_nothing"])
def test_a_text_in_which_nobody_takes_part_names_no_person(given: str) -> None:
    assert _facts("person", given) == []


@pytest.mark.parametrize(("given", "value"), _yields("event"))
def test_a_phrasing_tells_of_the_event(given: str, value: dict[str, Any]) -> None:
    main = _facts("event", given)[0]

    assert main.value["main"] is True
    assert {key: main.value.get(key) for key in value} == value


@pytest.mark.parametrize("given", _examples("event")["yields_nothing"])
def test_a_text_without_a_gathering_tells_of_no_event(given: str) -> None:
    assert _facts("event", given) == []


@pytest.mark.parametrize(("given", "value"), _yields("organisation"))
def test_a_phrasing_names_the_organisation(given: str, value: dict[str, Any]) -> None:
    assert value["name"] in _organisations(given)


@pytest.mark.parametrize("given", _examples("organisation")["yields_nothing"])
def test_a_text_without_an_organisation_names_none(given: str) -> None:
    assert _organisations(given) == []
