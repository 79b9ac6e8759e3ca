"""Movements in the browser."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_citation, make_document, make_figure, make_indicator, make_movement

from thidua.conferences.models import Review
from thidua.core.actors import Role
from thidua.movements.commands import add_aim, add_governing_document, ensure_phase
from thidua.movements.models import Aim, GoverningDocument, Movement

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(province):
    return make_movement(province)


@pytest.fixture
def phase(movement, province):
    return ensure_phase(movement=movement, first_year=2019, last_year=2024, by=process_actor(province), at=AT)


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_an_empty_list_says_what_to_do_next(officer):
    page = text(officer.get(reverse("office:movements")))

    assert "Chưa có phong trào ở đây" in page
    assert reverse("office:add_movement") in page


def test_the_list_takes_as_many_queries_for_three_movements_as_for_one(
    officer, province, phase, django_assert_num_queries
):
    officer.get(reverse("office:movements"))
    with CaptureQueriesContext(connection) as one:
        officer.get(reverse("office:movements"))
    for name in ("Sáng tạo", "Học tập"):
        other = make_movement(province, name)
        ensure_phase(movement=other, first_year=2020, by=process_actor(province), at=AT)

    with django_assert_num_queries(len(one)):
        page = text(officer.get(reverse("office:movements")))

    assert "3 phong trào" in page


def test_the_list_is_searched_without_marks(officer, province, movement):
    make_movement(province, "Sáng tạo")

    page = text(officer.get(reverse("office:movements"), {"q": "sang tao"}))

    assert "Sáng tạo" in page
    assert "Chương trình phối hợp" not in page


def test_a_movement_is_started_and_its_page_leads_on(officer):
    form = {"name": "“Vì an ninh Tổ quốc”", "category": "movement", "organisation": "thematic"}

    page = text(officer.post(reverse("office:add_movement"), form, follow=True))

    assert Movement.objects.get().name == "Vì an ninh Tổ quốc"
    assert "Chưa có giai đoạn nào" in page


def test_starting_one_that_is_there_is_refused_at_the_name(officer, movement):
    form = {"name": movement.name, "category": "movement", "organisation": "thematic"}

    page = text(officer.post(reverse("office:add_movement"), form), 422)

    assert "Mở phong trào đó để thêm giai đoạn" in page


def test_phase_document_and_aims_are_added_from_the_page(officer, movement):
    officer.post(reverse("office:add_phase", args=[movement.uid]), {"first_year": "2020", "last_year": "2025"})
    officer.post(reverse("office:add_governing_document", args=[movement.uid]), {"title": "Chỉ thị số 07"})
    phase = movement.phases.get()
    make_indicator()
    officer.post(
        reverse("office:add_aim", args=[phase.uid, "target"]),
        {"text": "2.500 mô hình", "indicator": str(make_indicator().pk), "value": "2500"},
    )
    officer.post(reverse("office:add_aim", args=[phase.uid, "task"]), {"text": "Lập kế hoạch", "owner": "Công an tỉnh"})

    page = text(officer.get(reverse("office:movement", args=[movement.uid])))

    assert "2020–2025" in page
    assert "Chỉ thị số 07" in page
    assert "Phải đạt 2.500 mô hình do hội cựu chiến binh chủ trì" in page
    assert "Lập kế hoạch" in page


def test_a_level_without_an_indicator_is_refused_at_the_indicator(officer, phase):
    page = text(officer.post(reverse("office:add_aim", args=[phase.uid, "target"]), {"text": "Đạt", "value": "5"}), 422)

    assert "Mức phải đạt cần một chỉ tiêu thống kê" in page


def test_there_is_no_fourth_kind_of_aim(officer, phase):
    assert officer.get(reverse("office:add_aim", args=[phase.uid, "wish"])).status_code == 404


def test_a_phase_that_ends_before_it_begins_is_refused_at_the_year(officer, movement):
    form = {"first_year": "2025", "last_year": "2020"}

    page = text(officer.post(reverse("office:add_phase", args=[movement.uid]), form), 422)

    assert "kết thúc trước khi bắt đầu" in page


def test_a_stale_save_of_an_aim_shows_both_texts(officer, phase, province):
    aim = add_aim(phase=phase, kind="task", text="Bản đầu", by=process_actor(province), at=AT)
    address = reverse("office:edit_aim", args=[aim.uid])
    officer.post(address, {"text": "Bản của người kia", "version": "1"})

    page = text(officer.post(address, {"text": "Bản của tôi", "version": "1"}), 422)

    assert "Bản của người kia" in page
    assert "Bản của tôi" in page


def test_a_task_is_done_and_the_toast_can_undo_it(officer, phase, province):
    aim = add_aim(phase=phase, kind="task", text="Việc", by=process_actor(province), at=AT)
    address = reverse("office:mark_aim", args=[aim.uid])

    page = text(officer.post(address, follow=True))
    done = Aim.objects.get().done_at
    undone = officer.post(address, headers={"HX-Request": "true"})

    assert f'action="{address}"' in page
    assert done is not None
    assert (undone.status_code, Aim.objects.get().done_at) == (204, None)


@pytest.mark.parametrize(("of", "is_open"), [("Thái Bình", True), ("Nghệ An", False)])
def test_the_mark_of_a_governing_document_leads_to_its_text_where_that_may_be_read(
    officer, movement, province, of, is_open
):
    unit = province if of == "Thái Bình" else make_unit(of)
    citation = make_citation(make_document(unit), "2.087")
    add_governing_document(movement=movement, title="Kế hoạch", citation=citation, by=process_actor(province), at=AT)

    page = text(officer.get(reverse("office:movement", args=[movement.uid])))

    address = reverse("office:source", args=[citation.uid, 1])
    assert (f'href="{address}"' in page, "source-mark--elsewhere" in page) == (is_open, not is_open)
    assert officer.get(address).status_code == (200 if is_open else 404)


def test_what_is_dropped_can_be_brought_back(officer, movement, phase, province):
    aim = add_aim(phase=phase, kind="task", text="Việc", by=process_actor(province), at=AT)
    document = add_governing_document(movement=movement, title="Kế hoạch", by=process_actor(province), at=AT)

    officer.post(reverse("office:drop_aim", args=[aim.uid]))
    officer.post(reverse("office:drop_governing_document", args=[document.uid]))
    dropped = (Aim.objects.in_force().count(), GoverningDocument.objects.in_force().count())
    officer.post(reverse("office:restore_aim", args=[aim.uid]))
    officer.post(reverse("office:restore_governing_document", args=[document.uid]))

    assert dropped == (0, 0)
    assert (Aim.objects.in_force().count(), GoverningDocument.objects.in_force().count()) == (1, 1)


def test_a_governing_document_opens_its_source(officer, movement, province):
    citation = make_citation(make_document(province), "2.087 mô hình")
    add_governing_document(movement=movement, title="Kế hoạch", citation=citation, by=process_actor(province), at=AT)

    page = text(officer.get(reverse("office:movement", args=[movement.uid])))

    assert reverse("office:source", args=[citation.uid, 1]) in page


def test_a_review_is_opened_for_a_unit_and_years_and_not_twice(officer, movement, province):
    form = {"unit": province.full_name, "first_year": "2014", "last_year": "2019"}

    for _ in range(2):
        answer = officer.post(reverse("office:add_review", args=[movement.uid]), form)

    assert answer.url == reverse("office:review", args=[Review.objects.get().uid])


def test_a_review_of_a_foreign_unit_cannot_be_opened(officer, movement):
    foreign = make_unit("Hải Dương")
    form = {"unit": foreign.full_name, "first_year": "2014", "last_year": "2019"}

    page = text(officer.post(reverse("office:add_review", args=[movement.uid]), form), 422)

    assert "Không thấy đơn vị" in page
    assert not Review.objects.exists()


def test_figures_without_a_review_are_offered_on_the_page(officer, movement, province):
    make_figure(province, movement=movement)

    page = text(officer.get(reverse("office:movement", args=[movement.uid])))

    assert "Có số liệu mà chưa có bản tổng kết" in page
    assert "tu=2014&amp;den=2019" in page


def test_a_leader_reads_but_has_no_buttons_that_write(client, province, movement, phase):
    client.force_login(make_user(Role.LEADER, unit=province))

    page = text(client.get(reverse("office:movement", args=[movement.uid])))

    assert reverse("office:add_phase", args=[movement.uid]) not in page
    assert client.post(reverse("office:add_phase", args=[movement.uid])).status_code == 403


def test_a_foreign_movement_is_not_there(client, movement, phase):
    client.force_login(make_user(Role.APPROVER, unit=make_unit("Hải Dương")))

    answers = [
        client.get(reverse(f"office:{name}", args=[movement.uid])).status_code
        for name in ("movement", "edit_movement", "add_phase", "add_review", "add_governing_document")
    ]

    assert answers == [404] * 5
    assert movement.name not in text(client.get(reverse("office:movements")))
