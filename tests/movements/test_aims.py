"""Aims and governing documents: what is refused, how they change, who sees them."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_indicator, make_movement

from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.movements import commands
from thidua.movements.choices import AimKind
from thidua.movements.models import Aim, GoverningDocument
from thidua.movements.queries import (
    aims,
    governing_documents,
    governing_documents_of,
    movements,
    phase_readings,
    phases,
)

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


@pytest.fixture
def task(phase):
    return commands.add_aim(phase=phase, kind="task", text="Ký giao ước", owner="Công an tỉnh", **ACT)


def acts_on(row):
    return list(AuditEntry.objects.filter(object_uid=row.uid).order_by("id").values_list("act", flat=True))


@pytest.mark.parametrize("kind", [kind.value for kind in AimKind])
@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_aim_that_says_nothing_is_refused(phase, kind, text):
    with pytest.raises(Refused, match="Chưa có nội dung") as refusal:
        commands.add_aim(phase=phase, kind=kind, text=text, **ACT)

    assert (refusal.value.field, Aim.objects.count()) == ("text", 0)


def test_a_level_without_an_indicator_is_refused(phase):
    with pytest.raises(Refused, match="Chọn chỉ tiêu rồi lưu lại") as refusal:
        commands.add_aim(phase=phase, kind="target", text="90% khu dân cư", value=90, **ACT)

    assert refusal.value.field == "indicator"


def test_a_level_of_nought_is_a_level(phase):
    aim = commands.add_aim(phase=phase, kind="target", text="Không", indicator=make_indicator("models"), value=0, **ACT)

    assert aim.level == "0"


def test_an_aim_without_a_level_shows_none(task):
    assert task.level == ""


def test_aims_are_numbered_within_their_kind(phase):
    made = [commands.add_aim(phase=phase, kind=kind, text=f"{kind}", **ACT) for kind in ("task", "focus", "task")]

    assert [(aim.kind, aim.order) for aim in made] == [("task", 1), ("focus", 1), ("task", 2)]


def test_a_task_done_and_opened_again_is_as_before_but_for_its_version(task):
    done = commands.mark_aim(aim=task, is_done=True, **ACT)
    again = commands.mark_aim(aim=done, is_done=False, **ACT)

    assert (done.done_at, again.done_at, again.version) == (AT, None, 3)
    assert acts_on(task) == ["add_aim", "finish_aim", "reopen_aim"]


def test_finishing_a_task_twice_writes_once(task):
    done = commands.mark_aim(aim=task, is_done=True, **ACT)
    commands.mark_aim(aim=done, is_done=True, **ACT)

    assert acts_on(task) == ["add_aim", "finish_aim"]


def test_an_edit_of_an_aim_is_told_with_both_values(task):
    commands.edit_aim(aim=task, version=1, changes={"due_on": date(2026, 12, 1), "text": task.text}, **ACT)
    entry = AuditEntry.objects.get(act="edit_aim")

    assert (entry.before, entry.after) == ({"due_on": None}, {"due_on": "2026-12-01"})


def test_the_second_of_two_edits_keeps_both_texts(task):
    commands.edit_aim(aim=task, version=1, changes={"owner": "Ban Chỉ đạo"}, **ACT)

    with pytest.raises(Stale) as stale:
        commands.edit_aim(aim=task, version=1, changes={"owner": "Hội Phụ nữ"}, **ACT)

    assert (stale.value.theirs, stale.value.ours) == ({"owner": "Ban Chỉ đạo"}, {"owner": "Hội Phụ nữ"})


def test_a_withdrawn_aim_is_off_the_page_until_it_is_restored(movement, task):
    def shown():
        return [aim for reading in phase_readings(movement) for group in reading.groups for aim in group.aims]

    commands.withdraw_aim(aim=task, **ACT)
    gone = shown()
    commands.restore_aim(aim=task, **ACT)

    assert (gone, shown()) == ([], [task])
    assert acts_on(task) == ["add_aim", "withdraw_aim", "restore_aim"]


def test_every_phase_has_its_three_kinds_and_the_newest_comes_first(movement, phase, task):
    older = commands.ensure_phase(movement=movement, first_year=2014, last_year=2019, **ACT)

    readings = phase_readings(movement)

    assert [reading.phase for reading in readings] == [phase, older]
    assert [[(group.kind, list(group.aims)) for group in reading.groups] for reading in readings] == [
        [(AimKind.FOCUS, []), (AimKind.TARGET, []), (AimKind.TASK, [task])],
        [(AimKind.FOCUS, []), (AimKind.TARGET, []), (AimKind.TASK, [])],
    ]


@pytest.mark.parametrize(
    ("years", "words"), [((2016, 2016), "2016"), ((2014, 2019), "2014–2019"), ((2020, None), "từ 2020")]
)
def test_a_phase_is_called_by_its_years(movement, years, words):
    assert str(commands.ensure_phase(movement=movement, first_year=years[0], last_year=years[1], **ACT)) == words


@pytest.mark.parametrize("title", ["", " \n "])
def test_a_governing_document_without_a_name_is_refused(movement, title):
    with pytest.raises(Refused, match="Văn bản chưa có tên") as refusal:
        commands.add_governing_document(movement=movement, title=title, **ACT)

    assert refusal.value.field == "title"


def test_a_withdrawn_governing_document_does_not_stand_in_the_way_of_a_new_one(movement):
    first = commands.add_governing_document(movement=movement, title="Chỉ thị số 07", **ACT)
    commands.withdraw_governing_document(document=first, **ACT)
    second = commands.add_governing_document(movement=movement, title="Chỉ thị số 07", **ACT)

    assert (first == second, governing_documents_of(movement)) == (False, [second])


def test_a_governing_document_is_restored(movement):
    document = commands.add_governing_document(movement=movement, title="Kế hoạch 12", number=" 12/KH ", **ACT)
    commands.withdraw_governing_document(document=document, **ACT)
    commands.restore_governing_document(document=document, **ACT)

    assert [each.number for each in governing_documents_of(movement)] == ["12/KH"]


@pytest.mark.parametrize("category", ["movement", "programme", "directive", "project", "award_scheme"])
def test_a_movement_keeps_its_category_aim_and_form_of_organisation(unit, category):
    made = commands.start_movement(
        unit=unit, category=category, name="Sáng tạo", organisation="regular", aim=" Thi đua. ", **ACT
    )
    made.refresh_from_db()

    assert (made.category, made.organisation, made.aim) == (category, "regular", "Thi đua.")


def test_a_category_that_is_none_is_a_fault_of_the_program(unit):
    with pytest.raises(ValueError, match="party"):
        commands.ensure_movement(unit=unit, category="party", name="Sáng tạo", **ACT)


def test_movements_count_their_open_tasks_only(unit, movement, phase, task):
    commands.mark_aim(aim=commands.add_aim(phase=phase, kind="task", text="Xong", **ACT), is_done=True, **ACT)
    commands.withdraw_aim(aim=commands.add_aim(phase=phase, kind="task", text="Bỏ", **ACT), **ACT)
    commands.add_aim(phase=phase, kind="focus", text="Trọng tâm", **ACT)
    make_movement(unit, "An toàn giao thông")

    listed = movements(make_actor(unit=unit), on=TODAY)

    assert [(each.name, each.open_tasks) for each in listed] == [("An toàn giao thông", 0), ("Vì an ninh Tổ quốc", 1)]


def test_each_part_of_a_movement_is_seen_from_above_and_not_from_beside_or_below(unit, movement, phase, task):
    commands.add_governing_document(movement=movement, title="Chỉ thị số 07", **ACT)
    lists = (movements, phases, aims, governing_documents)
    viewers = {
        "own": make_actor(unit=unit),
        "below": make_actor(unit=make_commune(under=unit)),
        "beside": make_actor(unit=make_unit("Thanh Hóa")),
    }

    seen = {name: [rows(actor, on=TODAY).count() for rows in lists] for name, actor in viewers.items()}

    assert seen == {"own": [1, 1, 1, 1], "below": [0, 0, 0, 0], "beside": [0, 0, 0, 0]}
    assert GoverningDocument.objects.count() == 1
