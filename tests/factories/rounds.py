"""Rounds and what lies in them, made by the product's own commands."""

from datetime import date

from tests.factories.honours import make_person
from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.nominations.commands import StatedNomination, nominate
from thidua.nominations.commands.rounds import StatedRound, open_round
from thidua.nominations.models import Nomination

OPENS = date(2026, 11, 2)


def stated_round(**changed) -> StatedRound:
    """A yearly round of a province for 2026."""
    told = {
        "title": "Khen thưởng tổng kết năm 2026",
        "kind": "yearly",
        "year": 2026,
        "authority": "Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên",
        "award_codes": ("bang_khen_bo_tinh",),
        "opens_on": OPENS,
    }
    return StatedRound(**{**told, **changed})


def make_round(unit, *, dates=None, **changed):
    """A round that is open at a unit."""
    return open_round(unit=unit, stated=stated_round(**changed), dates=dates, by=process_actor(unit), at=AT)


def make_nomination(found, *, unit=None, holder=None, award="bang_khen_bo_tinh", at=AT, **stated):
    """A nomination in a round, by the round's own unit where no other is named."""
    unit = unit or found.unit
    holder = holder or make_person(unit, unit=unit.full_name)
    told = StatedNomination(holder=holder, award_code=award, type="merit", **stated)
    return nominate(round=found, unit=unit, stated=told, by=process_actor(unit), at=at)


def move_to(nomination, state):
    """Put a nomination into a state, past its checks."""
    Nomination.objects.filter(pk=nomination.pk).update(state=state)
    nomination.refresh_from_db()
    return nomination
