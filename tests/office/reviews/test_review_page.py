"""The review page as its readers see it."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_award, make_document, make_figure, make_movement, make_review

from thidua.conferences.commands import StatedConference, add_direction, record_conference, record_participation
from thidua.conferences.models import ConferenceDirection, ConferencePack, Review
from thidua.core.actors import Role
from thidua.people.commands import record_public_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(province):
    return make_movement(province)


@pytest.fixture
def review(province, movement):
    return make_review(province, movement=movement)


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


@pytest.fixture
def approver(client, province):
    client.force_login(make_user(Role.APPROVER, unit=province))
    return client


def page_of(client, review):
    response = client.get(reverse("office:review", args=[review.uid]))
    assert response.status_code == 200
    return response.content.decode()


def test_a_figure_stands_on_the_page_with_its_qualifier_and_a_mark_that_opens_its_sentence(
    officer, province, movement, review
):
    figure = make_figure(province, 74000, code="attendances", qualifier="at_least", movement=movement)

    page = page_of(officer, review)
    mark = reverse("office:source", args=[figure.citation.uid, 1])
    fragment = officer.get(mark, headers={"HX-Request": "true"}).content.decode()

    assert "trên" in page
    assert "74.000" in page
    assert f'hx-get="{mark}"' in page
    assert "<b>74000 attendances</b>" in fragment
    assert "Người thử nhận" in fragment
    assert "<html" not in fragment


def test_a_source_opened_without_htmx_is_a_whole_page(officer, province, movement):
    figure = make_figure(province, movement=movement)

    page = officer.get(reverse("office:source", args=[figure.citation.uid, 3])).content.decode()

    assert "<html" in page
    assert "Nguồn 3" in page


def test_two_documents_that_disagree_stand_side_by_side_and_the_data_cannot_be_frozen(
    approver, province, movement, review
):
    make_figure(province, 2087, movement=movement)
    make_figure(province, 2090, movement=movement)

    page = page_of(approver, review)

    assert "Hai nguồn nói khác nhau" in page
    assert "2.087" in page
    assert "2.090" in page
    assert 'data-confirm="freeze"' not in page


def test_a_number_added_up_over_units_opens_the_units(officer, province, movement, review):
    for name, value in (("Vũ Thư", 100), ("Kiến Xương", 50)):
        make_figure(make_commune(name, under=province), value, movement=movement)

    page = page_of(officer, review)
    fragment = officer.get(
        reverse("office:sum_source", args=[review.uid, "veteran_models", 1]), headers={"HX-Request": "true"}
    ).content.decode()

    assert "cộng 2 đơn vị" in page
    assert "Xã Vũ Thư" in fragment
    assert "Tổng 150" in fragment


def test_an_empty_review_says_what_to_do_next(officer, review):
    page = page_of(officer, review)

    assert "Chưa có số liệu nào của kỳ này" in page
    assert "Gói hội nghị" not in page


def test_the_honour_panel_shows_who_was_honoured_with_the_source(officer, province, movement, review):
    award = make_award(province, movement=movement, authority="Bộ Công an", collectives=103, individuals=94)

    page = page_of(officer, review)

    assert "103 tập thể" in page
    assert "94 cá nhân" in page
    assert "Bằng khen của Bộ Công an" in page
    assert reverse("office:source", args=[award.citation.uid, 1]) in page


def test_persons_present_stand_with_rank_and_posts_as_printed(officer, province, movement, review):
    figure = make_figure(province, movement=movement)
    conference = record_conference(
        unit=province,
        stated=StatedConference(name="Hội nghị sơ kết", kinds=["so_ket"], date_text="2019-10-01"),
        movement=movement,
        period=review.period,
        citation=figure.citation,
        by=process_actor(province),
        at=AT,
    )
    person = record_public_person(name="Nguyễn Văn Thử", by=process_actor(province), at=AT)
    record_participation(
        unit=province,
        person=person,
        citation=figure.citation,
        conference=conference,
        rank="Đại tá",
        posts=["Giám đốc Công an tỉnh"],
        roles=["chair"],
        by=process_actor(province),
        at=AT,
    )

    page = page_of(officer, review)

    assert "Đại tá Nguyễn Văn Thử" in page
    assert "Giám đốc Công an tỉnh" in page
    assert "chủ trì" in page


def test_the_comparison_is_a_table_and_a_chart_with_its_numbers_behind_it(officer, province, movement, review):
    make_figure(province, 2000, years=(2009, 2014), movement=movement)
    make_figure(province, 2200, movement=movement)

    page = page_of(officer, review)

    assert "+200" in page
    assert "+10,0%" in page
    assert "<svg" in page
    assert "Xem bảng số" in page


def test_freezing_fixes_the_numbers_and_says_so(approver, province, movement, review):
    make_figure(province, 2087, movement=movement)

    answer = approver.post(reverse("office:freeze_review", args=[review.uid]), follow=True)

    assert "Đã chốt số" in answer.content.decode()
    assert Review.objects.get().frozen_at is not None


def test_an_officer_may_not_freeze(officer, province, movement, review):
    make_figure(province, 2087, movement=movement)

    assert officer.post(reverse("office:freeze_review", args=[review.uid])).status_code == 403


def test_a_direction_is_added_assigned_done_dropped_and_brought_back(officer, review):
    officer.post(reverse("office:add_direction", args=[review.uid]), {"text": "Nhân rộng mô hình", "owner": ""})
    direction = ConferenceDirection.objects.get()
    officer.post(
        reverse("office:edit_direction", args=[direction.uid]),
        {"text": direction.text, "owner": "Công an tỉnh", "due_on": "2027-06-30", "version": "1"},
    )
    direction.refresh_from_db()
    assigned = direction.state
    officer.post(reverse("office:mark_direction", args=[direction.uid]))
    direction.refresh_from_db()
    done = direction.state
    officer.post(reverse("office:drop_direction", args=[direction.uid]))
    dropped = ConferenceDirection.objects.in_force().count()
    officer.post(reverse("office:restore_direction", args=[direction.uid]))

    assert (assigned, done, dropped) == ("assigned", "done", 0)
    assert ConferenceDirection.objects.in_force().count() == 1


def test_a_stale_save_keeps_both_texts_and_the_next_save_decides(officer, review, province):
    direction = add_direction(review=review, text="Bản đầu", by=process_actor(province), at=AT)
    address = reverse("office:edit_direction", args=[direction.uid])
    officer.post(address, {"text": "Bản của người kia", "version": "1"})

    refused = officer.post(address, {"text": "Bản của tôi", "version": "1"})
    page = refused.content.decode()
    saved = officer.post(address, {"text": "Bản của tôi", "version": "2"})

    direction.refresh_from_db()
    assert refused.status_code == 422
    assert "Bản của người kia" in page
    assert "Bản của tôi" in page
    assert 'name="version" value="2"' in page
    assert (saved.status_code, direction.text) == (302, "Bản của tôi")


def test_one_press_makes_the_pack_and_the_page_offers_both_formats(officer, province, movement, review):
    make_figure(province, 2087, movement=movement)

    page = officer.post(reverse("office:make_pack", args=[review.uid]), follow=True).content.decode()
    pack = ConferencePack.objects.get()
    progress = officer.get(reverse("office:conference_pack_progress", args=[pack.uid]))
    files = [
        officer.get(reverse("office:issued_document_download", args=[pack.report.uid, form]))
        for form in ("docx", "pdf")
    ]

    assert "bản dự thảo" in page or "dự thảo" in page
    assert "Còn thiếu: cơ quan ban hành" in page
    assert progress.status_code == 286
    assert [b"".join(file.streaming_content)[:4] for file in files] == [b"PK\x03\x04", b"%PDF"]


def test_what_belongs_to_a_foreign_unit_is_not_there(client, province, movement, review):
    figure = make_figure(province, movement=movement)
    client.force_login(make_user(Role.APPROVER, unit=make_unit("Hải Dương")))

    answers = [
        client.get(reverse("office:review", args=[review.uid])).status_code,
        client.get(reverse("office:source", args=[figure.citation.uid, 1])).status_code,
        client.post(reverse("office:make_pack", args=[review.uid])).status_code,
        client.post(reverse("office:freeze_review", args=[review.uid])).status_code,
        client.post(reverse("office:add_direction", args=[review.uid]), {"text": "x"}).status_code,
    ]

    assert answers == [404] * 5


def test_the_page_prints_its_sources_as_notes(officer, province, movement, review):
    make_figure(province, 2087, movement=movement)

    page = page_of(officer, review)

    assert '<div class="print-notes">' in page
    assert "Bài “Bài về 2087 veteran_models”." in page


def test_a_source_mark_tells_the_cited_words_while_the_pointer_rests_on_it(officer, province, movement, review):
    document = make_document(province, "Cả tỉnh có 2087 veteran_models, kỳ (2014, 2019).")
    make_figure(province, 2087, movement=movement, document=document)

    page = page_of(officer, review)

    assert 'title="“Cả tỉnh có 2087 veteran_models, kỳ (2014, 2019).”"' in page
