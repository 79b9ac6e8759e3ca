"""Targets beside the newest numbers, what others changed, and how a new office begins."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, make_user, process_actor
from tests.factories.registry import make_award, make_document, make_figure, make_indicator, make_movement

from thidua.core import audit
from thidua.core.actors import Actor, Role
from thidua.insights.beginnings import beginnings, has_begun
from thidua.insights.changes import changes_since, has_news
from thidua.insights.office import own_unit
from thidua.insights.targets import target_progress
from thidua.movements.commands import add_aim, ensure_phase, withdraw_aim

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def actor(province):
    return make_actor(unit=province)


class TestTargets:
    @pytest.fixture
    def movement(self, province):
        return make_movement(province)

    def target(self, movement, value=2000, code="veteran_models"):
        by = process_actor(movement.unit)
        phase = ensure_phase(movement=movement, first_year=2014, last_year=2019, by=by, at=AT)
        return add_aim(
            phase=phase, kind="target", text="Mô hình", indicator=make_indicator(code), value=value, by=by, at=AT
        )

    def progress(self, actor):
        [only] = target_progress(actor, on=TODAY, at_most=4)
        return only

    def test_a_target_without_a_number_has_no_number_not_nought(self, movement, actor):
        self.target(movement)

        shown = self.progress(actor)

        assert (shown.line, shown.gap, shown.filled, shown.tick) == (None, None, 0.0, 100.0)

    def test_what_is_missing_is_told_in_units(self, movement, actor, province):
        self.target(movement, 2500)
        make_figure(province, 2087, movement=movement)

        shown = self.progress(actor)

        assert (shown.gap.missing, shown.gap.is_reached, shown.filled, shown.tick) == (413, False, 83.5, 100.0)

    def test_a_number_beyond_the_target_moves_the_tick_back(self, movement, actor, province):
        self.target(movement, 2000)
        make_figure(province, 2500, movement=movement)

        shown = self.progress(actor)

        assert (shown.gap.is_reached, shown.filled, shown.tick) == (True, 100.0, 80.0)

    def test_a_number_stated_as_at_least_decides_nothing_below_the_target(self, movement, actor, province):
        self.target(movement, 2500)
        make_figure(province, 2000, qualifier="at_least", movement=movement)

        assert self.progress(actor).gap.is_reached is None

    def test_the_newest_period_counts(self, movement, actor, province):
        self.target(movement)
        make_figure(province, 2316, years=(2019, 2024), movement=movement)
        make_figure(province, 2087, years=(2014, 2019), movement=movement)

        assert self.progress(actor).line.number == "2.316"

    def test_a_withdrawn_target_and_a_foreign_one_are_not_shown(self, movement, actor, province):
        withdraw_aim(aim=self.target(movement), by=process_actor(province), at=AT)
        self.target(make_movement(make_unit("Hải Phòng")))

        assert target_progress(actor, on=TODAY, at_most=4) == []


class TestChanges:
    def act(self, movement, who="Lê Ngọc", at=AT, act="start_movement"):
        audit.record(act, movement, by=Actor(uid=None, label=who), at=at, unit_id=movement.unit_id)

    def told(self, actor, since=None):
        changes = changes_since(actor, since=since, on=TODAY, at_most=8)
        return [(change.newest.actor_label, change.count) for change in changes]

    @pytest.fixture
    def movement(self, province):
        from thidua.core.models import AuditEntry

        made = make_movement(province)
        AuditEntry.objects.all().delete()
        return made

    def test_what_one_person_did_on_one_day_is_told_once(self, movement, actor):
        for _time in range(3):
            self.act(movement)
        self.act(movement, who="Trần Bình")

        assert self.told(actor) == [("Trần Bình", 1), ("Lê Ngọc", 3)]

    def test_two_legal_days_are_two_changes_though_one_day_in_utc(self, movement, actor):
        self.act(movement, at=datetime(2026, 11, 19, 16, 30, tzinfo=UTC))
        self.act(movement, at=datetime(2026, 11, 19, 17, 30, tzinfo=UTC))

        assert self.told(actor) == [("Lê Ngọc", 1), ("Lê Ngọc", 1)]

    def test_the_bell_rings_for_news_only(self, movement, actor):
        quiet = has_news(actor, since=None, on=TODAY)
        self.act(movement)

        assert (quiet, has_news(actor, since=None, on=TODAY), has_news(actor, since=AT, on=TODAY)) == (
            False,
            True,
            False,
        )

    def test_only_what_came_after_the_last_visit_is_news(self, movement, actor):
        self.act(movement)

        assert (self.told(actor, since=AT), len(self.told(actor, since=AT - timedelta(seconds=1)))) == ([], 1)

    def test_ones_own_acts_and_unimportant_ones_are_not_news(self, movement, actor):
        audit.record("start_movement", movement, by=actor, at=AT, unit_id=movement.unit_id)
        self.act(movement, act="store_file")

        assert self.told(actor) == []

    @pytest.mark.usefixtures("movement")
    def test_acts_elsewhere_are_not_news(self, actor):
        self.act(make_movement(make_unit("Hải Phòng")))

        assert self.told(actor) == []


def test_a_new_office_has_nothing_but_its_people(province, actor):
    make_commune(under=province)

    start = beginnings(actor, on=TODAY)

    assert (start.provinces, start.communes, start.users) == (1, 1, 1)
    assert has_begun(actor, on=TODAY) is False


@pytest.mark.parametrize("make", [make_document, make_movement, make_award])
def test_the_first_work_ends_the_beginning(province, actor, make):
    make(province)

    assert has_begun(actor, on=TODAY) is True


def test_work_elsewhere_does_not(actor):
    make_document(make_unit("Hải Phòng"))

    assert has_begun(actor, on=TODAY) is False


def test_the_office_is_that_of_the_first_administrator(province):
    make_user(Role.OFFICER, unit=make_commune(under=province))
    make_user(Role.ADMINISTRATOR, unit=province)

    assert own_unit() == province


def test_before_there_is_one_the_office_is_nobodys():
    assert own_unit() is None
