"""Rounds and what lies in them, made by the product's own commands."""

from datetime import date

from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.nominations.commands.rounds import StatedRound, open_round

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
