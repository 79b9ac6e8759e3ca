from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.reading.context import Context
from thidua.reading.normalise import Text
from thidua.reading.pipeline import as_document, read

PIECES = [
    "Sáng ngày 05/6/2020, ", "Công an tỉnh Phú An ", "UBND tỉnh ", "tặng ", "Bằng khen ", "cho ", "103 tập thể, ",
    "94 cá nhân ", "được nhận ", "Cờ thi đua ", "của ", "Bộ Công an", ". ", "; ", "\n", "hơn 1.600 buổi ", "giải nhất ",
    "41,7 tỷ đồng ", "63/63 xã ", "1 - 2 đề tài ", "64,2% ", "hoà giải ", "“Vì an ninh Tổ quốc” ", "danh hiệu ", "(",
    "ông Trần Văn Bình ", "\u00a0", "\ufeff", "TP.\n", "4 chỉ tiêu ", "hai mươi lăm hộ ", "2,580 lượt xem\n",
    "Tin liên quan\n", '"', "năm 2018 ", "…",
]  # fmt: skip
articles = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(st.text(max_size=400) | articles)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_span_lies_within_it(text: str) -> None:
    document = as_document(read(text), "x")

    spans = [span for fact in document["facts"] for span in [fact["span"], *fact.get("also", [])]] + document["noise"]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    json.dumps(document, allow_nan=False)


@given(articles)
@settings(max_examples=60, deadline=None)
def test_decomposed_letters_give_the_same_facts_at_their_own_places(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)

    def told(given_text: str) -> list[tuple[str, str, dict[str, object]]]:
        return [
            (fact.kind, unicodedata.normalize("NFC", given_text[fact.start : fact.end]), dict(fact.value))
            for fact in read(given_text).facts
        ]

    assert told(decomposed) == told(composed)


def test_both_ways_of_placing_the_tone_mark_give_the_same_figures() -> None:
    older = read("Tổ hòa giải đã hòa giải thành 2.822 vụ ở 15 gia đình văn hóa.")
    newer = read("Tổ hoà giải đã hoà giải thành 2.822 vụ ở 15 gia đình văn hoá.")

    def figures(reading: object) -> list[tuple[int, object]]:
        return [(fact.start, fact.value["value"]) for fact in reading.facts if fact.kind == "figure"]  # type: ignore[attr-defined]

    assert figures(newer) == figures(older) == [(30, 2822), (41, 15)]


def test_spans_count_characters_of_the_text_as_it_was_given() -> None:
    text = "\ufeffCó 2 tập thể\u00a0được nhận Cờ; phát “5” tờ, 7 cuốn."

    quoted = [text[fact.start : fact.end] for fact in read(text).facts if fact.kind in {"award", "figure"}]

    assert quoted == ["2 tập thể\u00a0được nhận Cờ", "7 cuốn"]


def test_a_document_has_the_form_of_the_corpus() -> None:
    document = as_document(read("Có 5 vụ án.", published="2020-06"), "007")

    assert {key: document[key] for key in ("id", "schema", "published", "noise")} == {
        "id": "007",
        "schema": 1,
        "published": "2020-06",
        "noise": [],
    }
    (fact,) = document["facts"]
    assert (fact["id"], fact["type"], fact["span"]) == ("f1", "figure", [3, 10])


def test_facts_come_in_the_order_of_the_text() -> None:
    reading = read("Có 5 vụ án. Đề ra 4 chỉ tiêu. UBND tỉnh tặng Bằng khen cho 3 tập thể.")

    assert [fact.start for fact in reading.facts] == sorted(fact.start for fact in reading.facts)


def test_the_same_text_is_always_read_the_same() -> None:
    text = "UBND tỉnh tặng Bằng khen cho 3 tập thể. Có 5 vụ án."

    assert read(text) == read(text)


def test_a_context_knows_what_lies_in_furniture_and_in_which_sentence() -> None:
    context = Context.of(Text.of("Tiêu đề\n2,580 lượt xem\nCó 5 vụ. Có 6 vụ."))

    assert context.in_noise(8, 10)
    assert not context.in_noise(0, 8)
    assert context.sentence_at(33) == (32, 40)
    assert context.paragraph_at(33) == (23, 40)
    assert context.sentence_at(7) == (7, 7)


def test_a_very_long_line_and_a_very_long_number_are_read_to_the_end() -> None:
    assert read("1" * 1_000_000).facts == ()
    assert read("a" * 2_000_000).facts == ()
    assert len(read("Có 5 vụ, " * 2_000).facts) == 2_000
