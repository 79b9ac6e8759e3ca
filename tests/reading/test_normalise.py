from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from thidua.reading.normalise import Text

SIGNS = st.text(alphabet="aâế ,.\n\u00a0\ufeff\t“”–5\u0301", max_size=60)


def test_several_blanks_become_one_and_places_still_hold() -> None:
    text = Text.of("của  Chủ\u00a0 tịch nước")

    start = text.norm.index("Chủ tịch")

    assert text.norm == "của Chủ tịch nước"
    assert text.raw[slice(*text.raw_span(start, start + len("Chủ tịch")))] == "Chủ\u00a0 tịch"


def test_decomposed_letters_are_composed_and_places_still_hold() -> None:
    raw = unicodedata.normalize("NFD", "Bằng  khen")
    text = Text.of(raw)

    assert text.norm == "Bằng khen"
    assert text.raw_span(5, 9) == (raw.index("k"), len(raw))


@given(SIGNS)
def test_every_place_lies_in_the_text_and_in_order(raw: str) -> None:
    text = Text.of(raw)

    assert len(text.origin) == len(text.norm) + 1
    assert list(text.origin) == sorted(text.origin)
    assert text.origin[len(text.norm)] <= len(raw)


@given(SIGNS)
def test_what_is_normalised_stays_as_it_is(raw: str) -> None:
    once = Text.of(raw).norm

    assert Text.of(once).norm == once
    assert "  " not in once
