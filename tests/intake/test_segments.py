"""A text cut into runs: nothing lost, nothing doubled, every fact where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.rules.segments import Marked, blocks

TEXT = "Sơ kết phong trào\n\nTỉnh có 12 mô hình.\nKhông có gì ở đây.\nCũng không.\nÔng An dự.\nBình luận (0)"


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def test_paragraphs_without_facts_are_folded_together_and_furniture_apart():
    found = blocks(TEXT, [Marked(1, (span("12 mô hình"),)), Marked(2, (span("Ông An"),))], [span("Bình luận (0)")])

    assert [(block.is_folded, block.is_noise, len(block.paragraphs)) for block in found] == [
        (False, False, 2),
        (True, False, 2),
        (False, False, 1),
        (False, True, 1),
    ]
    assert found[0].paragraphs[0].is_title


def test_the_shortest_fact_comes_first_where_several_overlap():
    outer, inner = span("Tỉnh có 12 mô hình"), span("12 mô hình")

    (title_and_line, *_rest) = blocks(TEXT, [Marked(1, (outer,)), Marked(2, (inner,))])

    runs = title_and_line.paragraphs[1].runs
    assert [(run.text, run.facts, run.ends) for run in runs] == [
        ("Tỉnh có ", (1,), ()),
        ("12 mô hình", (2, 1), (1, 2)),
        (".", (), ()),
    ]


def test_a_place_that_restates_a_fact_is_told_apart_and_carries_no_number():
    (block, *_rest) = blocks(TEXT, [Marked(1, (span("12 mô hình"), span("phong trào")))])

    restated = block.paragraphs[0].runs[1]
    assert (restated.text, restated.is_restated, restated.ends) == ("phong trào", True, ())


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(lambda s: (s[0], min(len(TEXT), s[0] + s[1])))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=2))
def test_every_word_is_in_exactly_one_run(fact_spans, noise):
    marks = [Marked(number, (each,)) for number, each in enumerate(fact_spans, 1)]

    found = blocks(TEXT, marks, sorted(noise))

    runs = [run for block in found for paragraph in block.paragraphs for run in paragraph.runs]
    assert "".join("".join(run.text for run in runs).split()) == "".join(TEXT.split())
    assert all(TEXT[run.start : run.start + len(run.text)] == run.text for run in runs)


@given(st.lists(spans, min_size=1, max_size=6))
def test_every_fact_that_holds_a_word_is_marked(fact_spans):
    marks = [Marked(number, (each,)) for number, each in enumerate(fact_spans, 1)]

    found = blocks(TEXT, marks)

    marked = {n for block in found for paragraph in block.paragraphs for run in paragraph.runs for n in run.facts}
    assert {n for n, (low, high) in enumerate(fact_spans, 1) if TEXT[low:high].strip()} <= marked
