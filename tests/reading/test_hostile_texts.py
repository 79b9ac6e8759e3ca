"""Texts that nobody wrote in good faith: every rule must come through, in time, with spans inside the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.reading.context import Context
from thidua.reading.directions import find_directions
from thidua.reading.documents import find_governing_documents
from thidua.reading.events import find_events
from thidua.reading.normalise import Text
from thidua.reading.people import find_people

PIECES = [
    "Sáng ngày 05/6, ",
    "ngày 31/2/2020 ",
    "UBND tỉnh Phú An ",
    "Uỷ ban nhân dân ",
    "Công an tỉnh ",
    "tổ chức ",
    "hội nghị ",
    "tổng kết ",
    "phong trào thi đua “",
    "Sáng tạo” ",
    "giai đoạn 2015 - 2020",
    ". ",
    ", ",
    "; ",
    "\n",
    "Đại tá ",
    "đồng chí ",
    "ông ",
    "Nguyễn Văn Hoà",
    "Lê Thị Bích",
    "Trần ",
    " - Giám đốc ",
    "Phó Chủ tịch ",
    "Bí thư Tỉnh uỷ ",
    "dự ",
    "phát biểu ",
    "trao Bằng khen cho ",
    "yêu cầu ",
    "cần ",
    "Chỉ thị số 07-CT/TW ",
    "của Bộ Công an ",
    "Đề án “",
    "(",
    ")",
    '"',
    "tại Hà Nội ",
    "tại hội trường ",
    "TP. ",
    "HCM ",
    "\u00a0",
    "\ufeff",
    "các chiến sĩ ",
    "gồm các ông, bà: ",
    "do ",
    "phối hợp với ",
    "họp báo ",
]
texts = st.lists(st.sampled_from(PIECES), max_size=50).map("".join) | st.text(max_size=300)
FINDERS = (find_people, find_events, find_governing_documents, find_directions)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_with_spans_inside_it(raw: str) -> None:
    text = Text.of(raw)
    context = Context.of(text)

    for find in FINDERS:
        for found in find(text, context):
            assert 0 <= found.start < found.end <= len(raw)
            assert all(0 <= start < end <= len(raw) for start, end in getattr(found, "also", ()))


@given(texts)
@settings(max_examples=100, deadline=None)
def test_composed_and_decomposed_letters_give_the_same_people_and_events(raw: str) -> None:
    def told(form: str) -> list[object]:
        text = Text.of(unicodedata.normalize(form, raw))
        context = Context.of(text)
        return [(found.kind, dict(found.value), found.rule) for find in FINDERS[:2] for found in find(text, context)]

    assert told("NFC") == told("NFD")


@given(texts)
@settings(max_examples=100, deadline=None)
def test_a_name_given_is_a_stretch_of_the_text(raw: str) -> None:
    text = Text.of(raw)

    for found in find_people(text, Context.of(text)):
        assert found.value["name"] in " ".join(text.norm.split())
        assert found.value["role"]


@given(texts)
@settings(max_examples=100, deadline=None)
def test_at_most_one_event_is_the_main_one_and_it_comes_first(raw: str) -> None:
    text = Text.of(raw)

    mains = [found.value["main"] for found in find_events(text, Context.of(text))]

    assert True not in mains[1:]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "Nguyễn ",
        "Nguyễn Văn An ",
        "ông ",
        "tại ",
        "UBND tỉnh ",
        "Chủ tịch ",
        'phong trào thi đua "',
        "(",
        "ngày 5/6 ",
        "hội nghị ",
        "do Công an tỉnh ",
        "trao tặng ",
        "đồng chí Nguyễn Văn An, ",
        "yêu cầu cần ; ",
        "Chỉ thị số 07 ",
        "Công an tỉnh và ",
        "trao bằng khen gồm ",
        "giai đoạn 2015-2020 ",
        "\n",
    ],
)
def test_one_thing_said_again_and_again_is_read_to_the_end(piece: str) -> None:
    text = Text.of(piece * (60_000 // len(piece)))
    context = Context.of(text)
    for find in FINDERS:
        assert all(0 <= fact.start < fact.end <= len(text.raw) for fact in find(text, context))
