"""Movements, phases, governing documents and aims."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_citation, make_document, make_indicator, make_movement

from thidua.core.errors import Refused
from thidua.movements import commands
from thidua.movements.models import Aim, GoverningDocument, Movement
from thidua.movements.queries import aims, governing_documents_of, movements, phase_readings

pytestmark = pytest.mark.django_db
ACT = {"by": process_actor(), "at": AT}


@pytest.fixture
def unit():
    return make_unit("Thái Bình")


@pytest.fixture
def movement(unit):
    return make_movement(unit, "Vì an ninh Tổ quốc")


@pytest.fixture
def phase(movement):
    return commands.ensure_phase(movement=movement, first_year=2020, last_year=2025, **ACT)


@pytest.mark.parametrize("name", ["“vì an ninh Tổ quốc”", " Vì  an ninh tổ quốc", "VÌ AN NINH TỔ QUỐC"])
def test_a_movement_is_known_whatever_its_quotes_case_and_blanks(unit, movement, name):
    assert commands.ensure_movement(unit=unit, category="movement", name=name, **ACT) == movement
    assert Movement.objects.count() == 1


def test_another_unit_has_a_movement_of_that_name_for_itself(movement):
    other = make_movement(make_unit("Thanh Hóa"), "Vì an ninh Tổ quốc")

    assert other != movement


def test_a_movement_without_a_name_is_refused(unit):
    with pytest.raises(Refused, match="Phong trào chưa có tên"):
        commands.ensure_movement(unit=unit, category="movement", name=" “” ", **ACT)


def test_starting_a_movement_that_is_there_is_refused(unit, movement):
    with pytest.raises(Refused, match="Đã có phong trào"):
        commands.start_movement(unit=unit, category="movement", name="vì an ninh tổ quốc", **ACT)


def test_renaming_a_movement_to_one_that_is_there_is_refused(unit, movement):
    other = make_movement(unit, "Sáng tạo")

    with pytest.raises(Refused, match="Chọn tên khác"):
        commands.edit_movement(movement=other, version=1, changes={"name": "Vì an ninh Tổ quốc"}, **ACT)


def test_a_renamed_movement_is_found_by_its_new_name(unit, movement):
    commands.edit_movement(movement=movement, version=1, changes={"name": "Sáng tạo"}, **ACT)

    assert commands.ensure_movement(unit=unit, category="movement", name="sáng tạo", **ACT) == movement


def test_a_phase_is_one_row_however_often_it_is_ensured(movement):
    first = commands.ensure_phase(movement=movement, first_year=2020, **ACT)
    second = commands.ensure_phase(movement=movement, first_year=2020, **ACT)

    assert (first, str(first)) == (second, "từ 2020")


def test_a_phase_that_ends_before_it_begins_is_refused(movement):
    with pytest.raises(Refused, match="Giai đoạn 2025–2020 kết thúc trước khi bắt đầu"):
        commands.ensure_phase(movement=movement, first_year=2025, last_year=2020, **ACT)


def test_a_governing_document_of_the_same_title_is_added_once(movement):
    first = commands.add_governing_document(movement=movement, title="Chỉ thị số 07", **ACT)
    second = commands.add_governing_document(movement=movement, title="chỉ thị  số 07", **ACT)

    assert first == second
    assert governing_documents_of(movement) == [first]


def test_what_carries_a_citation_is_withdrawn_with_it(movement, phase):
    citation = make_citation(make_document(movement.unit), "2.087 mô hình")
    commands.add_governing_document(movement=movement, title="Chỉ thị số 07", citation=citation, **ACT)
    commands.add_aim(phase=phase, kind="task", text="Nhân rộng mô hình", citation=citation, **ACT)
    commands.add_aim(phase=phase, kind="task", text="Việc khác", **ACT)

    count = commands.withdraw_movement_parts(citation=citation, reason="thôi nhận", **ACT)

    assert count == 2
    assert GoverningDocument.objects.in_force().count() == 0
    assert [aim.text for aim in Aim.objects.in_force()] == ["Việc khác"]


def test_aims_stand_in_their_phase_by_kind_in_the_order_given(movement, phase):
    for kind, text in (("task", "Hai"), ("focus", "Một"), ("task", "Ba")):
        commands.add_aim(phase=phase, kind=kind, text=text, **ACT)

    [reading] = phase_readings(movement)

    assert [(group.kind, [aim.text for aim in group.aims]) for group in reading.groups] == [
        ("focus", ["Một"]),
        ("target", []),
        ("task", ["Hai", "Ba"]),
    ]


def test_a_level_to_reach_needs_an_indicator(phase):
    with pytest.raises(Refused, match="Mức phải đạt cần một chỉ tiêu thống kê"):
        commands.add_aim(phase=phase, kind="target", text="Đạt 100", value=100, **ACT)


def test_a_level_is_written_with_the_decimals_of_its_indicator(phase):
    aim = commands.add_aim(
        phase=phase, kind="target", text="Ký cam kết", indicator=make_indicator("signed_undertakings"), value=955, **ACT
    )

    assert aim.level == "95,5"


def test_a_task_is_done_reopened_dropped_and_brought_back(phase):
    aim = commands.add_aim(phase=phase, kind="task", text="Nhân rộng", due_on=date(2026, 12, 1), **ACT)

    done = commands.mark_aim(aim=aim, is_done=True, **ACT)
    reopened = commands.mark_aim(aim=done, is_done=False, **ACT)
    commands.withdraw_aim(aim=reopened, **ACT)
    dropped = Aim.objects.in_force().count()
    commands.restore_aim(aim=Aim.objects.get(), **ACT)

    assert (done.done_at, reopened.done_at, dropped, Aim.objects.in_force().count()) == (AT, None, 0, 1)


def test_movements_in_scope_count_their_open_tasks(unit, movement, phase):
    for text in ("Một", "Hai"):
        commands.add_aim(phase=phase, kind="task", text=text, **ACT)
    commands.mark_aim(aim=Aim.objects.get(text="Một"), is_done=True, **ACT)
    make_movement(make_unit("Hải Dương"))

    [found] = movements(make_actor(unit=unit), on=TODAY)

    assert (found, found.open_tasks) == (movement, 1)


def test_aims_of_a_foreign_unit_are_not_seen(phase):
    commands.add_aim(phase=phase, kind="task", text="Việc", **ACT)

    assert not aims(make_actor(unit=make_unit("Hải Dương")), on=TODAY).exists()
