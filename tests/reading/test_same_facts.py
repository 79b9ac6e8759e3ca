"""One sentence typed in different ways tells the same awards and figures, at the places where they then stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from thidua.reading.pipeline import as_document, read
from thidua.vietnamese.fold import same_form

EXAMPLES = Path(__file__).parent / "examples"
NEWER = {"hòa": "hoà", "khỏe": "khoẻ", "ủy": "uỷ", "hóa": "hoá", "khóa": "khoá", "Ủy": "Uỷ", "Hòa": "Hoà", "Hóa": "Hoá"}
IGNORED = {"id", "span", "also", "measure", "reason", "confidence", "rule"}


def _texts() -> list[str]:
    return [
        entry["text"]
        for name in ("award_phrasings", "figure_phrasings")
        for entry in yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


def _newer_tones(text: str) -> str:
    for older, newer in NEWER.items():
        text = text.replace(older, newer)
    return text


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def _curly(text: str) -> str:
    for place in range(text.count('"')):
        text = text.replace('"', "”" if place % 2 else "“", 1)
    return text


def _pointed(text: str) -> str:
    return _curly(text).replace("“", "«").replace("”", "»")


def _no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _wide(text: str) -> str:
    return text.replace(" ", " \u00a0")


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        form = same_form(_straight(value.replace("TP.", "thành phố")).replace("«", '"').replace("»", '"'))
        return form.replace("–", "-")
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _told(text: str) -> list[Any]:
    facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] in {"figure", "award", "target"}]
    return [{key: _plain(value) for key, value in fact.items() if key not in IGNORED} for fact in facts]


def _places(text: str) -> list[str]:
    facts = as_document(read(text), "x")["facts"]
    return [_plain(text[slice(*fact["span"])]) for fact in facts if fact["type"] in {"figure", "award", "target"}]


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: unicodedata.normalize("NFD", text),
        _newer_tones,
        _straight,
        _curly,
        _pointed,
        _no_break,
        _wide,
        lambda text: f"\ufeff{text}",
        lambda text: f"{text}\r\n",
    ],
    ids=["decomposed", "newer_tones", "straight", "curly", "pointed", "no_break", "wide", "mark_in_front", "windows"],
)
def test_the_way_of_typing_changes_no_fact(typed: Callable[[str], str]) -> None:
    told = {text: _told(text) for text in _texts()}

    assert {text: _told(typed(text)) for text in told} == told


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_hold_in_the_text_as_it_was_given(form: Literal["NFC", "NFD"]) -> None:
    for text in _texts():
        given = unicodedata.normalize(form, _wide(text))

        assert _places(given) == _places(text)


def test_a_city_may_be_shortened() -> None:
    texts = [text for text in _texts() if "thành phố " in text and "tỉnh, thành phố" not in text]

    assert texts
    assert [_told(text.replace("thành phố ", "TP. ")) for text in texts] == [_told(text) for text in texts]
