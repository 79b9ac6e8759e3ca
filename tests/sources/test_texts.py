"""Places in a text, texts blanked out, and texts that are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.sources.rules import is_span_of, sentence_around, text_digest, without

TEXTS = st.text(st.sampled_from("ăâđêơư aábc.,;\n12"), max_size=80)


@given(text=TEXTS, spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_blanking_out_moves_nothing_and_leaves_the_rest_as_it_was(text, spans):
    inside = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans]
    blanked = {place for low, high in inside for place in range(low, high)}

    assert without(text, inside) == "".join(" " if place in blanked else ch for place, ch in enumerate(text))


@given(text=TEXTS, start=st.integers(-5, 90), end=st.integers(-5, 90))
def test_a_place_in_a_text_is_in_order_inside_it_and_not_blank(text, start, end):
    expected = 0 <= start < end <= len(text) and text[start:end].strip() != ""

    assert is_span_of(text, start, end) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hội nghị", "hội  nghị"),
        ("Hội nghị", "HỘI NGHỊ"),
        ("hoà giải", "hòa giải"),
        ("Hội\nnghị\n", "Hội nghị"),
        ("Hội nghị", "Hội nghị"),
    ],
)
def test_blanks_case_and_tone_placement_do_not_make_another_text(one, other):
    assert text_digest(one) == text_digest(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("hội nghị", "hội nghi"), ("12", "13"), ("da", "đa")])
def test_another_mark_letter_or_digit_makes_another_text(one, other):
    assert text_digest(one) != text_digest(other)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Một. Hai có 2.087 mô hình. Ba.", "2.087", "Hai có 2.087 mô hình."),
        ("Một.\n\nHai có 5 việc\n\nBa.", "5 việc", "Hai có 5 việc"),
        ("Một. Hai. Ba.", "Một. Hai", "Một. Hai."),
        ("Chỉ một câu", "một", "Chỉ một câu"),
    ],
)
def test_the_sentence_around_a_place_is_whole(text, words, sentence):
    start = text.index(words)

    assert sentence_around(text, start, start + len(words)) == sentence
