"""Conferences in the browser."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award, make_citation, make_document, make_movement

from thidua.conferences.commands import StatedConference, put_on_stage, record_conference, record_participation
from thidua.people.commands import record_public_person
from thidua.reports.commands import ensure_period

pytestmark = pytest.mark.django_db
ACT = {"by": process_actor(), "at": AT}


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def held(unit, name="Hội nghị tổng kết", **fields):
    document = make_document(unit, f"{name}, 2.087 mô hình. Người dự đông đủ.", title=f"Bài về {name}")
    conference = record_conference(
        unit=unit,
        stated=StatedConference(name=name, kinds=["tong_ket"], **fields),
        movement=make_movement(unit),
        period=ensure_period(period={"from": 2014, "to": 2019}),
        citation=make_citation(document, "2.087 mô hình"),
        **ACT,
    )
    person = record_public_person(name=f"Nguyễn Văn {name[-4:]}", posts=["Chủ tịch"], **ACT)
    record_participation(
        unit=unit, person=person, citation=conference.citation, conference=conference, rank="Đại tá",
        posts=["Chủ tịch"], roles=["chair", "speak"], **ACT,
    )  # fmt: skip
    return conference


def test_an_empty_list_says_what_to_do_next(officer):
    assert "Chưa có hội nghị nào trong sổ" in text(officer.get(reverse("office:conferences")))


def test_the_list_takes_as_many_queries_for_three_conferences_as_for_one(officer, province, django_assert_num_queries):
    held(province)
    officer.get(reverse("office:conferences"))
    with CaptureQueriesContext(connection) as one:
        officer.get(reverse("office:conferences"))
    held(province, "Hội nghị sơ kết")
    held(province, "Hội nghị phát động")

    with django_assert_num_queries(len(one)):
        page = text(officer.get(reverse("office:conferences")))

    assert "3 hội nghị trong sổ" in page


def test_a_conference_tells_what_its_source_tells_and_no_more(officer, province):
    conference = held(province, date_text="2019-10-01", part="sáng", organisers=("Công an tỉnh",))
    put_on_stage(conference=conference, award=make_award(province, authority="Bộ Công an", total=75), **ACT)

    page = text(officer.get(reverse("office:conference", args=[conference.uid])))

    for told in ("Sáng 01/10/2019", "Công an tỉnh", "Đại tá", "Chủ trì, phát biểu", "Bằng khen của Bộ Công an"):
        assert told in page
    assert "nguồn không nêu" in page
    assert "Mở bản tổng kết" in page


def test_a_date_without_its_year_stays_as_the_source_has_it(officer, province):
    conference = held(province, date_text="XXXX-06-19")

    assert "XXXX-06-19" in text(officer.get(reverse("office:conference", args=[conference.uid])))


def test_a_foreign_conference_is_not_there(officer):
    foreign = held(make_unit("Hải Dương"), "Hội nghị nơi khác")

    assert officer.get(reverse("office:conference", args=[foreign.uid])).status_code == 404
    assert "nơi khác" not in text(officer.get(reverse("office:conferences")))
