"""Source notes of the pack: numbered once, quoted with room around, whole sums under one note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.registry import make_award, make_citation, make_document, make_figure, make_movement

from thidua.conferences.pack.citing import around, cited, cited_text, excerpt, note, recalled
from thidua.movements.commands import add_governing_document
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Head
from thidua.reports.queries import lines
from thidua.sources.models import Citation

db = pytest.mark.django_db
WORDS = st.lists(st.text(st.sampled_from("abcđê"), min_size=1, max_size=8), min_size=1, max_size=60)


def notes_of(page):
    """All source notes of a page as one text."""
    document = page.finish(head=Head("Công an tỉnh"), kind="Báo cáo", summary="Thử")
    return " ".join(str(source) for source in document.sources)


def quoted(sentence, quote):
    return Citation(sentence=sentence, quote=quote)


@given(before=WORDS, after=WORDS)
def test_the_words_around_a_quote_and_the_quote_are_the_sentence(before, after):
    sentence = f"{' '.join(before)} 2.087 {' '.join(after)}"
    head, tail = around(quoted(sentence, "2.087"))

    assert f"{head}2.087{tail}" == sentence


def test_a_quote_that_is_not_in_its_sentence_has_nothing_around_it():
    assert around(quoted("Câu đã sửa.", "2.087")) == ("", "")


@given(before=WORDS, after=WORDS, room=st.integers(1, 60))
def test_an_excerpt_holds_the_quote_and_no_more_than_its_room_on_either_side(before, after, room):
    sentence = f"{' '.join(before)} 2.087 {' '.join(after)}"
    short = excerpt(quoted(sentence, "2.087"), room)
    head, _quote, tail = short.partition("2.087")

    assert "2.087" in short
    assert (len(head) <= room + 1, len(tail) <= room + 1) == (True, True)


@given(before=WORDS, after=WORDS, room=st.integers(1, 60))
def test_an_excerpt_never_cuts_a_word(before, after, room):
    sentence = f"{' '.join(before)} 2.087 {' '.join(after)}"
    words = excerpt(quoted(sentence, "2.087"), room).replace("…", " ").split()

    assert set(words) <= set(sentence.split())


def test_a_short_sentence_is_quoted_whole():
    assert excerpt(quoted("Toàn tỉnh duy trì 2.087 mô hình.", "2.087")) == "Toàn tỉnh duy trì 2.087 mô hình."


@pytest.fixture
def unit():
    return make_unit("Thái Bình")


@db
def test_a_place_is_one_note_however_often_it_is_cited(unit):
    document = make_document(unit)
    page = Manuscript()
    first, other = make_citation(document, "2.087 mô hình"), make_citation(document, "2.822 vụ")

    assert [note(page, each) for each in (first, other, first)] == [1, 2, 1]
    assert note(page, make_citation(document, "2.087 mô hình")) == 1


@db
@pytest.mark.parametrize(
    ("published", "words"),
    [("2020-06-05", ", đăng 05/06/2020; "), ("2020-06", ", đăng 06/2020; "), ("", "”, Báo thử; ")],
)
def test_a_note_names_title_publisher_day_and_who_accepted_it(unit, published, words):
    document = make_document(unit)
    document.published = published
    document.save()
    page = Manuscript()
    note(page, make_citation(document, "2.087 mô hình"))
    told = notes_of(page)

    assert words in told
    assert "Người thử nhận ngày 20/11/2026" in told


@db
def test_a_number_that_two_documents_state_carries_both_notes(unit):
    rows = [
        make_figure(unit, document=make_document(unit, f"{name}: 2087 veteran_models.", title=name)) for name in "AB"
    ]
    (line,) = lines(rows, unit.pk)

    assert cited(Manuscript(), line).notes == (1, 2)


@db
def test_a_sum_over_units_carries_one_note_that_names_them(unit):
    movement = make_movement(unit)
    rows = [
        make_figure(make_commune(name, under=unit), value, movement=movement)
        for name, value in (("Vũ Thư", 40), ("Tiền Hải", 60))
    ]
    (line,) = lines(rows, unit.pk)
    page = Manuscript()
    run = cited(page, line)
    told = notes_of(page)

    assert (run.notes, line.number) == ((1,), "100")
    assert "Cộng số của 2 đơn vị" in told
    assert [name in told for name in ("Vũ Thư 40", "Tiền Hải 60")] == [True, True]


@db
def test_a_document_without_a_citation_is_told_without_a_note(unit):
    document = add_governing_document(movement=make_movement(unit), title="Chỉ thị số 07", by=process_actor(), at=AT)

    assert cited_text(Manuscript(), "Chỉ thị số 07", document).notes == ()


@db
def test_an_award_of_another_period_is_recalled_with_its_period(unit):
    award = make_award(unit, authority="Bộ Công an", years=(2009, 2014), collectives=3)
    head, run = recalled(Manuscript(), award)

    assert (head, run.text, run.notes) == ("Bằng khen của Bộ Công an, kỳ 2009–2014: ", "3 tập thể", (1,))
