"""Conferences, who was there, what they open and what is withdrawn with them."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_award, make_citation, make_document, make_figure, make_movement, make_review

from thidua.awards.models import Award
from thidua.conferences.commands import (
    StatedConference,
    put_on_stage,
    record_conference,
    record_participation,
    withdraw_conferences,
    withdraw_directions,
)
from thidua.conferences.commands import add_direction as add
from thidua.conferences.models import ConferenceDirection, Participation, Review
from thidua.conferences.queries import conferences, on_stage, participations_of, read_review, unreviewed
from thidua.core.errors import Refused
from thidua.people.commands import record_public_person
from thidua.people.models import PublicPerson
from thidua.reports.commands import StatedFigure, ensure_period, record_figure

pytestmark = pytest.mark.django_db
ACT = {"by": process_actor(), "at": AT}


@pytest.fixture
def unit():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(unit):
    return make_movement(unit)


@pytest.fixture
def document(unit):
    return make_document(unit)


def held(unit, citation, *, movement=None, years=None, kinds=("tong_ket",), date_text=""):
    return record_conference(
        unit=unit,
        stated=StatedConference(name="Hội nghị tổng kết", kinds=kinds, date_text=date_text),
        movement=movement,
        period=ensure_period(period={"from": years[0], "to": years[1]}) if years else None,
        citation=citation,
        **ACT,
    )


def present(conference, citation, name="Nguyễn Văn Thử", posts=("Giám đốc Công an tỉnh",)):
    person = record_public_person(name=name, posts=posts, **ACT)
    return record_participation(
        unit=conference.unit,
        person=person,
        citation=citation,
        conference=conference,
        posts=posts,
        roles=["chair"],
        **ACT,
    )


@pytest.mark.parametrize(
    ("date_text", "day"), [("2020-06-19", "2020-06-19"), ("2018-11", None), ("XXXX-06-12", None), ("", None)]
)
def test_a_conference_has_a_day_only_where_its_source_settles_it(unit, document, date_text, day):
    conference = held(unit, make_citation(document, "2.087 mô hình"), date_text=date_text)

    assert (str(conference.held_on) if conference.held_on else None) == day


def test_a_conference_without_a_name_is_refused(unit, document):
    with pytest.raises(Refused, match="Hội nghị chưa có tên"):
        record_conference(
            unit=unit,
            stated=StatedConference(name=" ", kinds=[]),
            citation=make_citation(document, "2.087 mô hình"),
            **ACT,
        )


@pytest.mark.parametrize(("kinds", "reviews"), [(["so_ket"], 1), (["bieu_duong", "phat_dong"], 1), (["phat_dong"], 0)])
def test_a_conference_that_looks_back_opens_the_review_of_its_period(unit, movement, document, kinds, reviews):
    held(unit, make_citation(document, "2.087 mô hình"), movement=movement, years=(2014, 2019), kinds=kinds)

    assert Review.objects.count() == reviews


def test_the_review_of_an_interim_conference_is_called_so(unit, movement, document):
    held(unit, make_citation(document, "2.087 mô hình"), movement=movement, years=(2014, 2019), kinds=["so_ket"])

    assert Review.objects.get().title == "Sơ kết phong trào “Chương trình phối hợp số 04” giai đoạn 2014–2019"


def test_what_carries_the_citation_is_withdrawn_and_so_is_a_person_nobody_names_any_more(unit, document):
    citation = make_citation(document, "2.087 mô hình")
    conference = held(unit, citation)
    present(conference, citation)

    count = withdraw_conferences(citation=citation, reason="thôi nhận", **ACT)

    assert count == 2
    assert not Participation.objects.in_force().exists()
    assert PublicPerson.objects.get().withdrawn_at == AT


def test_a_person_whom_another_conference_names_stays(unit, document):
    first, second = make_citation(document, "2.087 mô hình"), make_citation(document, "2.822 vụ")
    present(held(unit, first), first)
    present(held(unit, second), second)

    withdraw_conferences(citation=first, reason="thôi nhận", **ACT)

    assert PublicPerson.objects.get().withdrawn_at is None


def test_directions_that_carry_the_citation_are_withdrawn(unit, movement, document):
    citation = make_citation(document, "2.087 mô hình")
    review = make_review(unit, movement=movement)
    add(review=review, text="Nhân rộng", citation=citation, **ACT)
    add(review=review, text="Việc khác", **ACT)

    assert withdraw_directions(citation=citation, reason="thôi nhận", **ACT) == 1
    assert [each.text for each in ConferenceDirection.objects.in_force()] == ["Việc khác"]


def test_awards_go_on_stage_once_in_the_order_given(unit, document):
    conference = held(unit, make_citation(document, "2.087 mô hình"))
    first, second = make_award(unit, total=1), make_award(unit, total=2)

    for award in (second, first, second):
        put_on_stage(conference=conference, award=award, **ACT)

    assert on_stage(conference) == [second, first]


def test_persons_stand_in_the_order_of_the_source(unit, document):
    citation = make_citation(document, "2.087 mô hình")
    conference = held(unit, citation)
    for name, post in (("Trần Văn Hai", "Phó Chủ tịch"), ("Lê Văn Một", "Chủ tịch")):
        present(conference, citation, name, (post,))

    assert [str(each.person) for each in participations_of(conference)] == ["Trần Văn Hai", "Lê Văn Một"]


def test_conferences_in_scope_count_the_persons_named(unit, document):
    citation = make_citation(document, "2.087 mô hình")
    conference = held(unit, citation)
    present(conference, citation)
    foreign = make_unit("Hải Dương")
    held(foreign, make_citation(make_document(foreign), "2.087 mô hình"))

    [found] = conferences(make_actor(unit=unit), on=TODAY)

    assert (found, found.people) == (conference, 1)


def undated(unit, movement, document):
    return record_figure(
        indicator=make_figure(unit).indicator,
        unit=unit,
        period=ensure_period(period={"from": None, "to": None, "text": "5 năm"}),
        stated=StatedFigure(value=77),
        movement=movement,
        citation=make_citation(document, "2.087 mô hình"),
        **ACT,
    )


def test_an_undated_figure_follows_the_conference_of_its_document(unit, movement, document):
    undated(unit, movement, document)
    held(unit, make_citation(document, "2.822 vụ"), movement=movement, years=(2014, 2019))
    other = make_document(unit, "Bài kỳ sau, 2.822 vụ.", title="Kỳ sau")
    held(unit, make_citation(other, "2.822 vụ"), movement=movement, years=(2019, 2024))

    shown = {
        years: [row.now.text for row in read_review(make_review(unit, movement=movement, years=years)).results]
        for years in ((2014, 2019), (2019, 2024))
    }

    assert shown == {(2014, 2019): ["77"], (2019, 2024): []}


def test_an_award_without_a_period_follows_it_too(unit, movement, document):
    held(unit, make_citation(document, "2.822 vụ"), movement=movement, years=(2014, 2019))
    award = make_award(unit, document=document, movement=movement, total=75)
    Award.objects.update(period=None)

    own = read_review(make_review(unit, movement=movement, years=(2014, 2019))).awards
    other = read_review(make_review(unit, movement=movement, years=(2019, 2024))).awards

    assert (own, other) == ((award,), ())


def test_periods_with_figures_and_no_review_are_offered(unit, movement):
    make_figure(unit, 1, years=(2014, 2019), movement=movement)
    make_figure(unit, 2, years=(2014, 2019), code="mediations", movement=movement)
    make_figure(unit, 3, years=(2019, 2024), movement=movement)
    make_review(unit, movement=movement, years=(2019, 2024))

    [found] = unreviewed(make_actor(unit=unit), movement, on=TODAY)

    assert (found.unit, str(found.period), found.figures, found.last_year) == (unit, "2014–2019", 2, 2019)


def test_an_undated_figure_of_a_document_that_also_launches_the_next_phase_looks_back(unit, movement, document):
    undated(unit, movement, document)
    words = make_citation(document, "2.822 vụ")
    held(unit, words, movement=movement, years=(2014, 2019), kinds=["bieu_duong"])
    held(unit, words, movement=movement, years=(2019, 2024), kinds=["phat_dong"])

    readings = [
        read_review(make_review(unit, movement=movement, years=years)) for years in ((2014, 2019), (2019, 2024))
    ]

    assert [reading.is_empty for reading in readings] == [False, True]


def test_numbers_of_an_earlier_period_alone_do_not_make_a_review(unit, movement):
    make_figure(unit, years=(2014, 2019), movement=movement)

    assert read_review(make_review(unit, movement=movement, years=(2019, 2024))).is_empty
