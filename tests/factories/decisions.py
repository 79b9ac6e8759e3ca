"""Rounds with nominations that wait for a decision, and decisions made of them."""

import itertools
from datetime import date

from tests.factories.honours import make_person
from tests.factories.organisations import AT
from tests.factories.people import make_actor, process_actor

from thidua.core.actors import Role
from thidua.decisions.commands import draft_decision, issue_decision
from thidua.nominations.choices import RoundKind, State
from thidua.nominations.commands import StatedNomination, check_nominations, conclude, nominate, override
from thidua.nominations.models import Nomination, Round
from thidua.nominations.rules.verdict_rows import VerdictRow

TODAY = date(2026, 11, 20)
CERTIFICATE, MINISTRY_CERTIFICATE, FLAG = "giay_khen", "bang_khen_bo_tinh", "co_thi_dua_bo_tinh"
EVERY = [CERTIFICATE, MINISTRY_CERTIFICATE, FLAG, "chien_si_thi_dua_co_so", "lao_dong_tien_tien", "ky_niem_chuong"]
_numbers = itertools.count(1)


def officer(unit, role=Role.OFFICER):
    """An actor who holds a role at a unit."""
    return make_actor(role, unit=unit)


def make_round(unit, *, title="Xét khen thưởng năm 2026", authority="", codes=EVERY, year=2026):
    """A round of a unit that takes the awards given."""
    return Round.objects.create(
        unit=unit,
        title=title,
        kind=RoundKind.YEARLY,
        year=year,
        authority=authority or f"Chủ tịch Ủy ban nhân dân {unit.full_name}",
        award_codes=list(codes),
        opens_on=date(year, 10, 1),
        created_at=AT,
    )


def waiting(round_, holder=None, code=CERTIFICATE, **stated):
    """A nomination that waits for a decision: what stood in its way was concluded or let pass by commands."""
    unit = round_.unit
    holder = holder or make_person(unit, f"Người Thứ {next(_numbers)}")
    told = {"type": "movement", "achievement": f"Thành tích thứ {next(_numbers)} trong phong trào"} | stated
    by = process_actor(unit)
    made = nominate(round=round_, unit=unit, stated=StatedNomination(holder, code, **told), by=by, at=AT)
    clear([made])
    return Nomination.objects.get(pk=made.pk)


def clear(nominations):
    """Put nominations where they wait for a decision, and let everything pass that stands in their way."""
    by = make_actor(Role.LEADER, unit=nominations[0].round.unit)
    Nomination.objects.filter(pk__in=[each.pk for each in nominations]).update(state=State.TO_DECIDE)
    found = check_nominations(nominations=nominations, by=by, at=AT)
    for each in nominations:
        for row in found[each.pk].rows:
            _let_pass(each, row, by)


def _let_pass(nomination: Nomination, row: VerdictRow, by):
    if row.outcome == "not_met":
        override(nomination=nomination, condition=row.code, reason="Thử nghiệm", by=by, at=AT)
    elif row.outcome == "to_judge":
        conclude(nomination=nomination, condition=row.code, is_met=True, reason="Thử nghiệm", by=by, at=AT)


def draft(round_, *nominations, title="Về việc tặng Giấy khen", symbol="QĐ-UBND", by=None):
    """A draft on nominations; on one that waits where none are given."""
    rows = nominations or (waiting(round_),)
    return draft_decision(
        round=round_, title=title, symbol=symbol, nominations=rows, by=by or officer(round_.unit), at=AT
    )


def issued(round_, *nominations, number=None, dated_on=TODAY, **fields):
    """An issued decision on nominations."""
    made = draft(round_, *nominations, **fields)
    return issue_decision(decision=made, number=number, dated_on=dated_on, by=officer(round_.unit), at=AT).decision
