"""What the side of the page says of each kind of fact and finding."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, process_actor
from tests.factories.registry import make_indicator, make_movement
from tests.intake.articles import REVIEW, fact_of

from thidua.intake.commands import accept_fact, answer_finding, bring_in, correct_fact
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries import findings_of, surroundings_of
from thidua.intake.queries.known import known_of
from thidua.movements.commands import add_governing_document
from thidua.office.intake.cards import card_of, row_of
from thidua.office.intake.finding_cards import findings_as_cards, places_in_words, sentence_with_numbers
from thidua.office.intake.marked_text import marked_text
from thidua.office.intake.panel import in_question
from thidua.office.intake.review import published_in_words
from thidua.office.intake.side_by_side import Viewer
from thidua.office.intake.written import written_by
from thidua.people.commands import record_public_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    make_indicator()
    return make_unit("Sơn Bình")


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture
def document(province, by):
    return bring_in(unit=province, content=REVIEW.encode(), keep_file=False, by=by, at=AT).document


def read_in(unit, by, text):
    return bring_in(unit=unit, content=text.encode(), keep_file=False, by=by, at=AT).document


def opened(document, kind, words="", **changes):
    fact = fact_of(document, kind, words)
    if changes:
        ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, **changes})
        fact.refresh_from_db()
    around = surroundings_of(document, today=TODAY)
    return card_of(fact, around, frozenset(), known_of([fact], around))


def lines_of(card):
    return {str(label): line for label, line in card.lines}


def test_a_figure_says_its_period_unit_indicator_and_how_exact_it_is(document):
    card = opened(document, "figure", "1.600")

    assert (card.figure, card.headline) == ("trên 1.600", "buổi")
    assert lines_of(card) == {
        "Kỳ": "từ 2014",
        "Đơn vị": "Tỉnh Sơn Bình",
        "Chỉ tiêu": "Buổi tuyên truyền",
        "Kiểu số": "Ít nhất",
    }


def test_a_row_keeps_the_word_before_its_number(document):
    assert row_of(fact_of(document, "figure", "1.600"), frozenset()).title == "Trên 1.600 buổi"


def test_the_words_of_the_fact_stand_in_their_sentence(document):
    card = opened(document, "figure", "2.822")

    assert card.before.startswith("Các tổ hòa giải đã hòa giải thành")
    assert card.quote.startswith("2.822")
    assert (
        card.before + card.quote + card.after == "Các tổ hòa giải đã hòa giải thành 2.822 vụ mâu thuẫn trong nhân dân."
    )


def test_a_number_that_fits_no_indicator_is_said_to_be_kept_as_printed(document):
    card = opened(document, "figure", "2.822", unit="đường dây", measure="")

    assert lines_of(card)["Chỉ tiêu"] == "Số liệu công bố, giữ như bài in"


@pytest.mark.parametrize(
    ("changes", "figure"),
    [
        ({"qualifier": "almost"}, "gần 2.822"),
        ({"qualifier": "at_most"}, "không quá 2.822"),
        ({"qualifier": "approx"}, "khoảng 2.822"),
        ({"of": 3000}, "2.822/3.000"),
        ({"value": 64.2, "unit": "%"}, "64,2%"),
        ({"value_max": 2900}, "2.822–2.900"),
    ],
)
def test_numbers_are_written_as_on_every_page(document, changes, figure):
    assert opened(document, "figure", "2.822", **changes).figure == figure


def test_a_unit_that_is_not_known_is_to_be_chosen(document):
    assert lines_of(opened(document, "figure", "2.822", place="xã Không Có"))["Đơn vị"] == "chưa rõ, chọn khi sửa"


def test_an_award_says_its_form_in_the_catalogue_and_who_gave_it(document):
    card = opened(document, "award", "12 tập thể")

    assert (card.headline, card.honour) == ("12 tập thể", "Bằng khen của UBND tỉnh Sơn Bình")
    assert lines_of(card)["Trong danh mục"].startswith("Bằng khen")
    assert lines_of(card)["Kỳ"] == "2014–2019"


def test_an_award_says_its_code_and_provision(document):
    words = lines_of(opened(document, "award", "12 tập thể"))["Mã, căn cứ"]

    assert words == "bang_khen_bo_tinh · 15/2003/QH11, chưa đối chiếu với văn bản gốc"


def test_an_award_that_is_none_of_the_catalogue_says_so_without_a_code(document):
    lines = lines_of(opened(document, "award", "12 tập thể", form="Giải rút"))

    assert lines["Trong danh mục"] == "chưa rõ là hình thức nào trong danh mục"
    assert "Mã, căn cứ" not in lines


def test_a_person_says_which_record_it_would_join(document, by):
    before = lines_of(opened(document, "person"))["Trong sổ"]
    record_public_person(name="Lê Văn Mẫu", rank="Đại tá", posts=["Giám đốc Công an tỉnh Sơn Bình"], by=by, at=AT)

    after = lines_of(opened(document, "person"))["Trong sổ"]

    assert (before, after) == ("người mới", "đã có: Đại tá Lê Văn Mẫu, Giám đốc Công an tỉnh Sơn Bình")


def test_a_document_says_whether_the_registry_has_it(province, by):
    document = read_in(province, by, "Sáng nay, tỉnh Sơn Bình triển khai Chỉ thị số 07 của Bộ Công an tới các xã.")
    before = lines_of(opened(document, "document"))["Trong sổ"]
    movement = make_movement(province, "Vì bình yên")
    add_governing_document(movement=movement, title="Chỉ thị số 07 của Bộ Công an", by=by, at=AT)

    after = lines_of(opened(document, "document"))["Trong sổ"]

    assert (before, after) == ("văn bản mới", "đã có ở «Vì bình yên»: Chỉ thị số 07 của Bộ Công an")


def test_a_unit_that_has_ended_is_taken_as_of_the_day_of_the_text(by):
    old = make_unit("Cựu Bình", until=date(2025, 7, 1))
    document = read_in(old, by, REVIEW.replace("Sơn Bình", "Cựu Bình"))

    lines = lines_of(opened(document, "figure", "2.822"))

    assert lines["Đơn vị"] == "Tỉnh Cựu Bình, như thời điểm đó (có đến 30/06/2025)"


def test_a_unit_that_the_text_calls_otherwise_is_shown_with_both_names(document):
    lines = lines_of(opened(document, "figure", "2.822", place="Công an tỉnh Sơn Bình"))

    assert (lines["Đơn vị"], lines["Bài gọi là"]) == ("Tỉnh Sơn Bình", "Công an tỉnh Sơn Bình")


@pytest.mark.parametrize("kind", ["event", "figure", "award", "person", "direction"])
def test_every_kind_says_why_it_was_read(province, by, kind):
    text = f"{REVIEW}\nPhát biểu tại hội nghị, Đại tá Lê Văn Mẫu đề nghị các xã nhân rộng mô hình tự quản.\n"
    card = opened(read_in(province, by, text), kind)

    assert len(card.why.split()) >= 4
    assert card.why.endswith(".")


def test_a_person_says_rank_posts_and_part(document):
    card = opened(document, "person")

    assert (card.headline, lines_of(card)["Cấp bậc hàm"], lines_of(card)["Chức vụ"]) == (
        "Lê Văn Mẫu", "Đại tá", "Giám đốc Công an tỉnh Sơn Bình",
    )  # fmt: skip
    assert lines_of(card)["Tại hội nghị"] == "Dự"


def test_a_conference_says_where_it_will_be_recorded(document):
    lines = lines_of(opened(document, "event"))

    assert (lines["Ngày"], lines["Ghi vào"], lines["Về"], lines["Kỳ"]) == (
        "12/11/2019", "Tỉnh Sơn Bình", "Toàn dân bảo vệ an ninh Tổ quốc", "2014–2019",
    )  # fmt: skip


def test_a_corrected_fact_says_so(document, by):
    fact = fact_of(document, "figure", "2.822")
    kept = correct_fact(fact=fact, version=1, changes={"value": 2832}, by=by, at=AT)

    card = card_of(kept, surroundings_of(document, today=TODAY), frozenset())

    assert (card.was_corrected, card.figure) == (True, "2.832")


def test_a_row_says_that_its_fact_is_in_question(document):
    flag = fact_of(document, "award", "3 cá nhân")

    doubtful = in_question(findings_of(document))

    assert row_of(flag, doubtful).is_doubtful
    assert not row_of(fact_of(document, "person"), doubtful).is_doubtful


def test_a_settled_finding_puts_nothing_in_question_any_more(document, by):
    flag = fact_of(document, "award", "3 cá nhân")

    answer_finding(finding=document.findings.get(kind="recipient"), answer="keep_as_printed", by=by, at=AT)

    assert flag.pk not in in_question(findings_of(document))


def test_the_answers_say_what_they_will_do(document, by):
    cards = findings_as_cards(findings_of(document), list(document.facts.all()), document, Viewer(by, TODAY))

    labels = {card.word: [answer.label for answer in card.answers] for card in cards}
    assert labels == {
        "Tổng không khớp": ["Hai số khác phạm vi", "Bài ghi nhầm", "Để xem sau"],
        "Trái quy định": ["Không đưa vào sổ", "Sửa thành 3 tập thể", "Giữ như bài in", "Hỏi lại nơi đăng"],
    }


def test_the_numbers_compared_are_bold_and_words_of_the_text_are_never_tags():
    finding = Finding(
        kind="ratio", message="Bài ghi %(value)s%% cho “%(what)s”.", values={"value": "120", "what": "<b>hộ</b>"}
    )

    assert sentence_with_numbers(finding) == "Bài ghi <b>120</b>% cho “&lt;b&gt;hộ&lt;/b&gt;”."


def test_runs_of_places_are_joined():
    assert [places_in_words(numbers) for numbers in ([6, 11, 12, 13, 14], [3, 4], [5], [])] == [
        "6, 11–14", "3, 4", "5", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("published", "shown"), [("2017-03-08", "08/03/2017"), ("2020-06", "06/2020"), ("", "")])
def test_the_day_of_publication_is_written_as_far_as_it_is_known(published, shown):
    assert published_in_words(published) == shown


def test_the_marks_of_the_text_tell_kind_and_state(document, by):
    person = fact_of(document, "person")
    accept_fact(fact=person, version=1, by=by, at=AT)
    facts = list(document.facts.all())
    flag = fact_of(document, "award", "3 cá nhân")

    shown = marked_text(document, facts, frozenset({flag.pk}), [flag.number])

    css = {
        run.facts[0]: run.css
        for block in shown
        for paragraph in block.paragraphs
        for run in paragraph.runs
        if run.facts
    }
    assert css[person.number] == "mark--person"
    assert css[flag.number] == "mark--award is-waiting is-current is-failed"


@pytest.mark.parametrize(
    ("kind", "words", "word"),
    [("event", "", "Hội nghị"), ("figure", "2.822", "Số liệu"), ("award", "12 tập thể", "Sổ khen thưởng"),
     ("person", "", "Người dự")],
)  # fmt: skip
def test_an_accepted_fact_leads_to_what_it_wrote(document, by, kind, words, word):
    kept = accept_fact(fact=fact_of(document, kind, words), version=1, by=by, at=AT)

    (written, *_rest) = written_by(kept)

    assert str(written.word) == word


def test_a_figure_of_a_conference_leads_to_a_page_that_shows_it(document, by):
    accept_fact(fact=fact_of(document, "event"), version=1, by=by, at=AT)
    kept = accept_fact(fact=fact_of(document, "figure", "2.822"), version=1, by=by, at=AT)

    assert written_by(kept)[0].url != ""
