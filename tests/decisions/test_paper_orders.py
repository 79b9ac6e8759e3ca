"""Papers of long decisions: ordered once, made part by part by the worker, stopped, failed, taken up again."""

from datetime import timedelta

import pytest
from tests.factories.at_once import at_once
from tests.factories.decisions import issued, make_round, officer
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.jobs import JobState
from thidua.decisions.choices import PaperKind
from thidua.decisions.commands import fill_order, make_paper, order_paper, stop_order
from thidua.decisions.jobs import DecisionPapers, state_of
from thidua.decisions.models import DecisionPaper, PaperOrder
from thidua.decisions.tasks import make_ordered_paper


def order(decision, by, kind=PaperKind.DECISION, at=AT):
    return order_paper(decision=decision, kind=kind, by=by, at=at)


@pytest.mark.django_db
def test_an_order_is_filled_with_the_paper_and_all_its_parts_are_done(round_, by):
    asked = order(issued(round_), by)

    done = fill_order(order=asked, by=by, at=AT)

    assert (asked.done, done.done, done.paper) == (0, PaperOrder.PARTS, DecisionPaper.objects.get())
    assert [state_of(each, AT) for each in (asked, done)] == [JobState.WAITING, JobState.DONE]


@pytest.mark.django_db
def test_each_part_is_told_while_the_paper_is_made(round_, by):
    told = []

    make_paper(decision=issued(round_), kind=PaperKind.DECISION, after_each=lambda: told.append(1), by=by, at=AT)

    assert len(told) == PaperOrder.PARTS - 1


@pytest.mark.django_db
def test_a_press_while_one_is_made_gives_the_same_order_and_one_that_stands_still_another(round_, by):
    decision = issued(round_)
    first = order(decision, by)

    again, other_kind = order(decision, by), order(decision, by, PaperKind.HANDOVER_SLIP)
    later = order(decision, by, at=AT + timedelta(hours=1))

    assert (again, other_kind == first, later == first) == (first, False, False)


@pytest.mark.django_db
def test_what_was_stopped_is_not_made_and_what_is_made_is_not_stopped(round_, by):
    decision = issued(round_)
    stopped, made = order(decision, by), order(decision, by, PaperKind.HANDOVER_SLIP)
    stop_order(order=stopped, by=by, at=AT)
    fill_order(order=made, by=by, at=AT)

    fill_order(order=stopped, by=by, at=AT)

    stopped.refresh_from_db()
    assert (stopped.paper, state_of(stopped, AT)) == (None, JobState.STOPPED)
    for each in (stopped, made):
        with pytest.raises(Refused, match="đã lập xong hoặc đã dừng"):
            stop_order(order=each, by=by, at=AT)


@pytest.mark.django_db
def test_nobody_of_another_unit_orders_a_paper(round_, province):
    with pytest.raises(Refused, match="Việc này của cán bộ"):
        order(issued(round_), officer(province))


@pytest.mark.django_db
def test_the_worker_makes_it_in_the_name_of_who_asked_and_tells_why_it_cannot(round_, commune, province, by):
    decision = issued(round_)
    mine, strange = order(decision, by), order(decision, by, PaperKind.HANDOVER_SLIP)

    make_ordered_paper.func(order_id=mine.pk, user_id=make_user(Role.OFFICER, unit=commune).pk)
    make_ordered_paper.func(order_id=strange.pk, user_id=make_user(Role.OFFICER, unit=province).pk)

    mine.refresh_from_db()
    strange.refresh_from_db()
    assert (mine.paper is not None, mine.failed_because) == (True, "")
    assert (strange.paper, strange.failed_because[:20]) == (None, "Việc này của cán bộ ")


@pytest.mark.django_db
def test_it_stands_among_the_work_of_its_unit_and_is_stopped_and_ordered_again_there(round_, commune, province):
    user = make_user(Role.OFFICER, unit=commune)
    from thidua.people.queries import actor_of

    by, now = actor_of(user, on=clock.today()), clock.now()
    asked = order(issued(round_), by, at=now)
    kind = DecisionPapers()

    (job,) = kind.recent(commune.pk, at=now)
    kind.stop(job, by=by, at=now)
    (stopped,) = kind.recent(commune.pk, at=now)
    kind.retry(stopped, by=by, at=now)

    assert (job.uid, job.state, job.may_stop, job.total) == (asked.uid, JobState.WAITING, True, 4)
    assert (stopped.state, stopped.may_retry) == (JobState.STOPPED, True)
    assert PaperOrder.objects.count() == 2
    assert kind.find(province.pk, asked.uid, at=now) is None


@pytest.mark.django_db(transaction=True)
def test_four_clicks_order_a_paper_once():
    commune = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    by, decision = officer(commune), issued(make_round(commune))

    made = at_once(*[lambda: order(decision, by)] * 4)

    assert (len({each.pk for each in made}), PaperOrder.objects.count()) == (1, 1)
