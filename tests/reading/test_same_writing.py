"""Whole articles written in another way give the same facts: codes, tones, quotes, abbreviations, capitals, lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.test_same_facts import _curly, _newer_tones, _no_break, _pointed, _straight

from thidua.reading.pipeline import as_document, read
from thidua.vietnamese.fold import same_form

HERE = Path(__file__).parent
FIELDS = {
    "figure": ("value", "value_max", "of", "qualifier", "unit", "status"),
    "award": ("form", "authority", "collectives", "individuals", "total", "status"),
    "person": ("name", "rank", "position", "role"),
    "event": ("kind", "main", "date", "place", "organiser", "period", "concerns"),
    "target": ("value", "unit"),
}
MARKS = re.compile('[“”«»"‘’,]')
SHORT = {"ủy ban nhân dân": "ubnd", "thành phố": "tp", "tp.": "tp"}
ARTICLES = {
    path.stem: unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "own_corpus").glob("[0-9]*.txt"))
}
SENTENCES = [
    entry["text"]
    for name in ("award_phrasings", "figure_phrasings")
    for entry in yaml.safe_load((HERE / "examples" / f"{name}.yaml").read_text(encoding="utf-8"))
    if entry["text"].endswith(".") and "\n" not in entry["text"]
]


def _spelt_out(text: str) -> str:
    return re.sub(r"\bUBND\b", "Ủy ban nhân dân", text)


def _abbreviated(text: str) -> str:
    return text.replace("Ủy ban nhân dân", "UBND").replace("Uỷ ban nhân dân", "UBND")


def _headline_in_capitals(text: str) -> str:
    headline, line_end, story = text.partition("\n")
    return headline.upper() + line_end + story


def _canonical(value: Any) -> Any:
    if isinstance(value, str):
        form = f" {same_form(MARKS.sub(' ', value))} "
        for long, short in SHORT.items():
            form = form.replace(f" {same_form(long)} ", f" {short} ")
        return " ".join(form.split())
    if isinstance(value, list):
        return [_canonical(each) for each in value]
    if isinstance(value, dict):
        return {key: _canonical(each) for key, each in value.items()}
    return value


def _told(text: str, kinds: tuple[str, ...] = tuple(FIELDS)) -> list[str]:
    facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] in kinds]
    return sorted(
        repr([fact["type"], *(_canonical(fact.get(field)) for field in FIELDS[fact["type"]])]) for fact in facts
    )


@pytest.mark.parametrize(
    "written",
    [
        lambda text: unicodedata.normalize("NFD", text),
        _newer_tones,
        _straight,
        _curly,
        _pointed,
        _no_break,
        _spelt_out,
        _abbreviated,
    ],
    ids=["decomposed", "newer_tones", "straight", "curly", "pointed", "no_break", "spelt_out", "abbreviated"],
)
@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_written_in_another_way_gives_the_same_facts(article: str, written: Callable[[str], str]) -> None:
    text = ARTICLES[article]

    assert _told(written(text)) == _told(text)


@pytest.mark.parametrize("article", [name for name, text in ARTICLES.items() if 0 < text.find("\n") < 200])
def test_a_headline_in_capitals_changes_nothing_that_the_story_tells(article: str) -> None:
    text = ARTICLES[article]
    story = ("figure", "award", "person", "target")

    assert _told(_headline_in_capitals(text), story) == _told(text, story)


@given(st.permutations(SENTENCES).map(lambda drawn: drawn[:4]))
@settings(max_examples=60, deadline=None)
def test_figures_do_not_depend_on_the_line_breaks_between_sentences(sentences: list[str]) -> None:
    numbers = ("value", "value_max", "of", "qualifier", "unit")

    def told(text: str) -> list[str]:
        facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] in {"figure", "target"}]
        return sorted(repr([_canonical(fact.get(field)) for field in numbers]) for fact in facts)

    assert told(" ".join(sentences)) == told("\n".join(sentences))


def test_awards_of_two_sentences_are_the_same_on_one_line_and_on_two() -> None:
    counts = ("form", "collectives", "individuals", "total")

    def told(text: str) -> list[str]:
        facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] == "award"]
        return sorted(repr([_canonical(fact.get(field)) for field in counts]) for fact in facts)

    differing = [pair for pair in pairwise(SENTENCES) if told(" ".join(pair)) != told("\n".join(pair))]

    assert differing == []
