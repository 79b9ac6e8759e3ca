"""Places in a text."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.sources.rules import is_span_of, sentence_around, text_digest

TEXTS = st.text(alphabet="aăâbcđ ABĐ.,;!?\n\u0300\u00a0“”1", min_size=1, max_size=80)


@given(TEXTS, st.data())
def test_a_sentence_holds_the_words_cited_and_stands_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    sentence = sentence_around(text, start, end)

    assert sentence in text
    assert text[start:end].strip() in sentence


@given(TEXTS)
def test_the_digest_does_not_see_blanks_around_a_text(text):
    assert text_digest(text) == text_digest(f" {text}\n\n")


def test_a_sentence_ends_at_its_stop_and_not_inside_a_number():
    text = "Hội nghị họp. Toàn tỉnh duy trì 2.087 mô hình ở TP. Thái Bình. Hết."
    start = text.index("2.087")

    assert sentence_around(text, start, start + 5) == "Toàn tỉnh duy trì 2.087 mô hình ở TP. Thái Bình."


def test_blanks_alone_are_no_citation():
    assert not is_span_of("a   b", 1, 4)


def test_each_of_thousands_of_places_in_a_long_text_finds_its_own_sentence():
    text = " ".join(f"Tặng {number} tập thể." for number in range(3000))
    places = [text.index(f" {number} ") for number in range(3000)]

    found = [sentence_around(text, start + 1, start + 2) for start in places]

    assert found == [f"Tặng {number} tập thể." for number in range(3000)]
