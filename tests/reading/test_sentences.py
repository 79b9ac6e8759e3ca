from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thidua.reading.sentences import find_paragraphs, find_sentences


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, find_paragraphs(text))]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert _sentences("UBND TP. Huế họp. ThS. Lan dự.") == ["UBND TP. Huế họp.", "ThS. Lan dự."]


def test_a_line_that_broke_off_after_an_abbreviation_goes_on() -> None:
    assert _sentences("Do Cục thuế TP.\nHà Nội tổ chức.\nXong.") == ["Do Cục thuế TP.\nHà Nội tổ chức.", "Xong."]


def test_an_empty_line_ends_a_paragraph_even_after_an_abbreviation() -> None:
    assert _sentences("Cục thuế TP.\n\nHà Nội") == ["Cục thuế TP.", "Hà Nội"]


def test_sentences_glued_together_are_parted() -> None:
    assert _sentences("Phong trào phát triển.Đồng chí khen ngợi.") == ["Phong trào phát triển.", "Đồng chí khen ngợi."]


def test_a_point_inside_a_number_ends_nothing() -> None:
    assert _sentences("Có 1.600 buổi. Tốt.") == ["Có 1.600 buổi.", "Tốt."]


def test_quotes_behind_the_stop_stay_with_the_sentence() -> None:
    assert _sentences('Ông nói: "Tốt." Rồi đi.') == ['Ông nói: "Tốt."', "Rồi đi."]


def test_blanks_around_lines_are_left_out() -> None:
    assert _sentences("  Một  \n\n  Hai ") == ["Một", "Hai"]


@given(st.text(alphabet='aĐ .\n"TP1!…ư', max_size=200))
def test_sentences_stand_in_order_inside_paragraphs_and_lose_only_blanks(text: str) -> None:
    paragraphs = find_paragraphs(text)
    sentences = find_sentences(text, paragraphs)

    assert all(first[1] <= second[0] for first, second in pairwise(sentences))
    assert all(any(low <= start and end <= high for low, high in paragraphs) for start, end in sentences)
    assert "".join("".join(text[start:end].split()) for start, end in sentences) == "".join(text.split())


def test_a_sentence_that_begins_with_its_day_needs_no_stop_before_it() -> None:
    told = "Phú An sơ kết phong trào 16:20 Sáng 05/6/2020, Công an tỉnh họp. Kế hoạch ngày 3/6 và Ngày hội 12 xã."

    assert [told[start:end] for start, end in find_sentences(told, find_paragraphs(told))] == [
        "Phú An sơ kết phong trào 16:20",
        "Sáng 05/6/2020, Công an tỉnh họp.",
        "Kế hoạch ngày 3/6 và Ngày hội 12 xã.",
    ]
