"""Questions whose statement is written once, and which answer as Django would each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import F, Q, QuerySet
from tests.factories.organisations import make_commune, make_unit

from thidua.core.models import AuditEntry
from thidua.core.prepared import Keys, prepared, prepared_with_plan
from thidua.organisations.models import Placement, Unit

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@prepared
def _placed(units: Keys, tree: str, day: date) -> QuerySet[Placement, tuple[int, int, date | None]]:
    rows = Placement.objects.filter(Q(since__isnull=True) | Q(since__lte=day), unit__in=units, tree=tree)
    return rows.order_by("unit").values_list("unit", "parent", "since")


@prepared
def _with_parent(unit: int) -> QuerySet[Placement]:
    return Placement.objects.filter(unit=unit).select_related("unit", "parent")


@prepared_with_plan
def _by_uid(uid: UUID) -> QuerySet[Unit, str]:
    return Unit.objects.filter(uid=uid).values_list("full_name", flat=True)


@prepared
def _told_between(actor: UUID, since: datetime, until: datetime) -> QuerySet[AuditEntry, tuple[datetime, object]]:
    rows = AuditEntry.objects.filter(actor_uid=actor, at__gte=since, at__lt=until)
    return rows.order_by("at").values_list("at", "after")


def _note(actor: UUID, at: datetime, after: object) -> None:
    AuditEntry.objects.create(at=at, actor_uid=actor, act="open_report", object_uid=uuid4(), after=after)


@pytest.fixture
def province() -> Unit:
    return make_unit("Hưng Yên")


def test_keys_words_and_days_are_filled_in_anew_each_time(province):
    one, other = make_commune("An Thi", under=province), make_commune("Phù Cừ", under=province)
    Placement.objects.filter(unit=other).update(since=date(2026, 7, 1))
    tree = Placement.objects.get(unit=one).tree
    begun = Placement.objects.get(unit=one).since

    assert _placed([one.pk, other.pk], tree, date(2026, 7, 1)) == [
        (one.pk, province.pk, begun),
        (other.pk, province.pk, date(2026, 7, 1)),
    ]
    assert _placed({one.pk, other.pk}, tree, date(2026, 6, 30)) == [(one.pk, province.pk, begun)]
    assert _placed([other.pk], "no tree", date(2026, 7, 1)) == []


def test_without_keys_nothing_is_found_and_nothing_asked(django_assert_num_queries):
    _placed([1], "territory", date(2026, 7, 1))  # the statement is written

    with django_assert_num_queries(0):
        assert _placed([], "territory", date(2026, 7, 1)) == []


def test_instances_come_with_what_was_read_beside_them(province, django_assert_num_queries):
    commune = make_commune("An Thi", under=province)

    with django_assert_num_queries(1):
        (found,) = _with_parent(commune.pk)
        assert (found.unit, found.parent) == (commune, province)
        assert found.parent.full_name == province.full_name


def test_an_instance_can_be_changed_and_saved(province):
    commune = make_commune("An Thi", under=province)

    (found,) = _with_parent(commune.pk)
    found.until = date(2026, 8, 1)
    found.save()

    assert Placement.objects.get(unit=commune).until == date(2026, 8, 1)


def test_moments_documents_and_uids_are_what_django_reads():
    actor = uuid4()
    _note(actor, NOON, {"số": [1, None]})
    _note(actor, NOON + timedelta(days=1), {})
    _note(uuid4(), NOON, {"of": "another"})

    assert _told_between(actor, NOON, NOON + timedelta(days=1)) == [(NOON, {"số": [1, None]})]


def test_a_question_whose_plan_is_kept_sees_what_came_after(province):
    for _time in range(8):  # PostgreSQL keeps a plan for all values after five
        assert _by_uid(province.uid) == [province.full_name]
    later = make_unit("Hà Nội")

    assert (_by_uid(later.uid), _by_uid(uuid4())) == ([later.full_name], [])


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection(province):
    _by_uid(province.uid)

    def ask(_number: int) -> tuple[list[str], list[Placement]]:
        try:
            return _by_uid(province.uid), _with_parent(province.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(ask, range(4))) == [([province.full_name], [])] * 4


def test_a_value_made_of_an_argument_is_refused():
    @prepared
    def due_before(day: date) -> QuerySet[Placement]:
        return Placement.objects.filter(since__lt=day + timedelta(days=1))

    with pytest.raises(TypeError, match="a value is made of an argument"):
        due_before(date(2026, 7, 1))


def test_a_statement_that_depends_on_an_argument_is_refused():
    @prepared
    def some(count: int) -> QuerySet[Placement]:
        return Placement.objects.all()[:count]

    with pytest.raises(TypeError, match="another statement for other arguments"):
        some(3)


def test_keys_that_are_left_out_are_refused():
    @prepared
    def others(units: Keys) -> QuerySet[Placement]:
        return Placement.objects.exclude(unit__in=units)

    with pytest.raises(TypeError, match="would find something without keys"):
        others([1])


def test_an_argument_of_another_type_is_refused():
    @prepared
    def of(unit: Unit) -> QuerySet[Placement]:
        return Placement.objects.filter(unit=unit)

    with pytest.raises(TypeError, match="no values are made up for unit"):
        of(Unit())


def test_what_would_be_several_questions_is_refused():
    @prepared
    def with_placements(unit: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=unit).prefetch_related("placements")

    with pytest.raises(TypeError, match="other questions"):
        with_placements(1)


def test_a_column_beside_the_instance_is_set_on_it(province):
    @prepared
    def leveled(unit: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=unit).annotate(twice=F("level") + F("level"))

    (found,) = leveled(province.pk)

    assert found.twice == 2 * province.level
