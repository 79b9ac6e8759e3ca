"""Opening a review, what leaders asked for in it, and who may see it."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_award, make_figure, make_movement, make_review

from thidua.conferences import commands
from thidua.conferences.models import ConferenceDirection, Review
from thidua.conferences.queries import conference_packs, directions, reviews, reviews_of
from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.movements.commands import ensure_movement
from thidua.reports.commands import ensure_period

pytestmark = pytest.mark.django_db
ACT = {"by": process_actor(), "at": AT}
LATE = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
"""00:30 of the next legal day in Việt Nam."""


@pytest.fixture
def unit():
    return make_unit("Thái Bình")


@pytest.fixture
def review(unit):
    return make_review(unit)


@pytest.fixture
def direction(review):
    return commands.add_direction(review=review, text="Nhân rộng mô hình", **ACT)


def test_a_review_is_one_row_however_often_it_is_opened(unit):
    first, second = make_review(unit), make_review(unit)

    assert (first, Review.objects.count()) == (second, 1)
    assert AuditEntry.objects.filter(act="open_review").count() == 1


@pytest.mark.parametrize(
    ("category", "period", "title"),
    [
        ("movement", {"from": 2014, "to": 2019}, "Tổng kết phong trào “Sáng tạo” giai đoạn 2014–2019"),
        ("movement", {"from": 2016, "to": 2016}, "Tổng kết phong trào “Sáng tạo” năm 2016"),
        ("directive", {"from": 2014, "to": 2019}, "Tổng kết Sáng tạo giai đoạn 2014–2019"),
        ("movement", {"from": None, "to": None, "text": "5 năm"}, "Tổng kết phong trào “Sáng tạo”"),
    ],
)
def test_a_review_is_named_when_it_is_opened(unit, category, period, title):
    movement = ensure_movement(unit=unit, category=category, name="Sáng tạo", **ACT)

    opened = commands.ensure_review(movement=movement, unit=unit, period=ensure_period(period=period), **ACT)

    assert opened.title == title


@pytest.mark.parametrize(("at", "day"), [(AT, date(2026, 11, 20)), (LATE, date(2026, 11, 21))])
def test_the_data_of_a_new_review_reach_to_its_legal_day(unit, at, day):
    movement = make_movement(unit)

    opened = commands.ensure_review(
        movement=movement, unit=unit, period=ensure_period(period=None), by=process_actor(), at=at
    )

    assert opened.data_until == day


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_direction_that_says_nothing_is_refused(review, text):
    with pytest.raises(Refused, match="Chưa có nội dung chỉ đạo") as refusal:
        commands.add_direction(review=review, text=text, **ACT)

    assert (refusal.value.field, ConferenceDirection.objects.count()) == ("text", 0)


def test_directions_keep_the_order_in_which_they_were_added(review):
    made = [commands.add_direction(review=review, text=text, **ACT) for text in ("Một", "Hai", "Ba")]

    assert [(each.text, each.order) for each in made] == [("Một", 1), ("Hai", 2), ("Ba", 3)]


def test_a_long_direction_is_kept_to_its_room_without_stray_blanks(review):
    direction = commands.add_direction(review=review, text=" Nhân   rộng " * 100, owner=" Công an tỉnh ", **ACT)

    assert (len(direction.text) <= 600, direction.text[:10], direction.owner) == (True, "Nhân rộng ", "Công an tỉnh")


def test_naming_an_owner_assigns_a_direction_and_taking_the_name_away_does_not_leave_it_so(direction):
    assigned = commands.edit_direction(direction=direction, version=1, changes={"owner": "Công an tỉnh"}, **ACT)
    loose = commands.edit_direction(direction=assigned, version=2, changes={"owner": ""}, **ACT)

    assert (direction.state, assigned.state, loose.state) == ("not_assigned", "assigned", "not_assigned")


def test_a_direction_that_is_done_stays_done_whoever_owns_it(direction):
    done = commands.mark_direction(direction=direction, is_done=True, **ACT)
    edited = commands.edit_direction(direction=done, version=2, changes={"owner": "Công an tỉnh"}, **ACT)

    assert (done.state, edited.state) == ("done", "done")


def test_a_direction_opened_again_goes_back_to_where_it_was(review):
    direction = commands.add_direction(review=review, text="Sơ kết", owner="Công an tỉnh", **ACT)
    done = commands.mark_direction(direction=direction, is_done=True, **ACT)
    again = commands.mark_direction(direction=done, is_done=False, **ACT)

    assert [direction.state, done.state, again.state] == ["assigned", "done", "assigned"]


def test_a_stale_edit_of_a_direction_keeps_both_texts(direction):
    commands.edit_direction(direction=direction, version=1, changes={"text": "Bản của họ"}, **ACT)

    with pytest.raises(Stale) as stale:
        commands.edit_direction(direction=direction, version=1, changes={"text": "Bản của tôi"}, **ACT)

    assert (stale.value.theirs["text"], stale.value.ours["text"]) == ("Bản của họ", "Bản của tôi")


def test_a_withdrawn_direction_can_be_restored_and_both_are_in_the_trail(direction):
    commands.withdraw_direction(direction=direction, **ACT)
    gone = ConferenceDirection.objects.in_force().count()
    commands.restore_direction(direction=direction, **ACT)
    acts = AuditEntry.objects.filter(object_uid=direction.uid).order_by("id").values_list("act", flat=True)

    assert (gone, ConferenceDirection.objects.in_force().count()) == (0, 1)
    assert list(acts) == ["add_direction", "withdraw_direction", "restore_direction"]


def test_a_frozen_review_remembers_the_rows_it_showed(unit):
    movement = make_movement(unit)
    review = make_review(unit, movement=movement)
    now = make_figure(unit, movement=movement)
    before = make_figure(unit, 1000, years=(2009, 2013), movement=movement)
    award = make_award(unit, movement=movement, collectives=3)

    frozen = commands.freeze_review(review=review, **ACT)

    assert frozen.frozen == {"figures": [now.pk], "earlier": [before.pk], "awards": [award.pk]}
    assert (frozen.frozen_at, frozen.version) == (AT, 2)


def test_a_review_is_frozen_once(unit):
    movement = make_movement(unit)
    make_figure(unit, movement=movement)
    review = make_review(unit, movement=movement)
    commands.freeze_review(review=review, **ACT)

    with pytest.raises(Refused, match=r"Số đã chốt ngày 20/11/2026\. Không chốt lần hai\."):
        commands.freeze_review(review=review, **ACT)


def test_who_looks_from_above_sees_the_reviews_below_and_not_those_beside(unit):
    commune = make_commune(under=unit)
    here, below, beside = make_review(unit), make_review(commune), make_review(make_unit("Thanh Hóa"))
    for each in (here, below, beside):
        commands.add_direction(review=each, text="Nhân rộng", **ACT)

    seen = {
        name: (set(reviews(actor, on=TODAY)), directions(actor, on=TODAY).count())
        for name, actor in (("province", make_actor(unit=unit)), ("commune", make_actor(unit=commune)))
    }

    assert seen == {"province": ({here, below}, 2), "commune": ({below}, 1)}


def test_the_reviews_of_a_movement_come_latest_period_first(unit):
    movement = make_movement(unit)
    years = [(2014, 2016), (2020, 2025), (2017, 2019)]
    for each in years:
        make_review(unit, movement=movement, years=each)
    make_review(unit, movement=make_movement(unit, "Khác"))

    listed = reviews_of(make_actor(unit=unit), movement, on=TODAY)

    assert [review.period.label for review in listed] == ["2020–2025", "2017–2019", "2014–2016"]


def test_a_foreign_pack_is_not_seen(unit):
    foreign = make_unit("Thanh Hóa")
    movement = make_movement(foreign)
    make_figure(foreign, movement=movement)
    pack = commands.request_pack(review=make_review(foreign, movement=movement), **ACT)

    assert list(conference_packs(make_actor(unit=foreign), on=TODAY)) == [pack]
    assert list(conference_packs(make_actor(unit=unit), on=TODAY)) == []
