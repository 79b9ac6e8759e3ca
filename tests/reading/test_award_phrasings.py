"""Awards in the many wordings of the press, each sentence read whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.reading.pipeline import as_document, read
from thidua.vietnamese.fold import same_form

PHRASINGS = Path(__file__).parent / "examples" / "award_phrasings.yaml"
COUNTS = ("collectives", "individuals", "total")


def _cases() -> list[Any]:
    entries = yaml.safe_load(PHRASINGS.read_text(encoding="utf-8"))
    return [pytest.param(entry["text"], entry["awards"], id=entry["text"][:60]) for entry in entries]


def _told(award: dict[str, Any]) -> dict[str, Any]:
    counts = {kind: award.get(kind) for kind in COUNTS}
    status = award.get("status", "awarded")
    return {"form": same_form(award["form"]), "authority": award.get("authority"), "status": status, **counts}


@pytest.mark.parametrize(("text", "awards"), _cases())
def test_a_sentence_yields_all_its_awards_and_no_more(text: str, awards: list[dict[str, Any]]) -> None:
    found = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] == "award"]

    assert [_told(award) for award in found] == [_told(award) for award in awards]
