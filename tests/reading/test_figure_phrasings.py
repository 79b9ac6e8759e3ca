"""Figures of all kinds, each sentence read whole; the unit is judged as the corpus judges it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.reading.pipeline import as_document, read

PHRASINGS = Path(__file__).parent / "examples" / "figure_phrasings.yaml"
USUAL = {"qualifier": "exact", "status": "achieved", "value_max": None, "of": None}


def _cases() -> list[Any]:
    entries = yaml.safe_load(PHRASINGS.read_text(encoding="utf-8"))
    return [pytest.param(entry["text"], entry["figures"], id=entry["text"][:60]) for entry in entries]


def _told(figure: dict[str, Any]) -> dict[str, Any]:
    return {key: figure.get(key, usual) for key, usual in {**USUAL, "value": None}.items()}


@pytest.mark.parametrize(("text", "figures"), _cases())
def test_a_sentence_yields_all_its_figures_and_no_more(text: str, figures: list[dict[str, Any]]) -> None:
    found = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] == "figure"]

    assert [_told(figure) for figure in found] == [_told(figure) for figure in figures]
    for printed, wanted in zip(found, figures, strict=True):
        assert f"{printed['unit']} ".startswith((f"{wanted['unit']} ", f"{wanted['unit']},", f"{wanted['unit']}/"))
