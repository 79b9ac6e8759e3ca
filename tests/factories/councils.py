"""Councils and their sessions, made by the product's own commands, and members who vote."""

from dataclasses import dataclass
from datetime import date

from tests.factories.honours import give, make_person
from tests.factories.nominations import (
    FIGHTER,
    PRAISE,
    fill_dossier,
    judge_all,
    make_nomination,
    make_offices,
    take,
    to_appraisal,
)
from tests.factories.organisations import AT
from tests.factories.people import TODAY, make_actor, make_user

from thidua.core.actors import Actor, Role
from thidua.councils.commands import (
    Called,
    StatedCouncil,
    StatedMember,
    StatedSession,
    add_member,
    add_nominations,
    call_roll,
    cast_ballot,
    confirm_outcome,
    open_item,
    open_session,
    plan_session,
    set_up_council,
)
from thidua.councils.models import AgendaItem, Council, CouncilMember, Session
from thidua.nominations.choices import Act
from thidua.nominations.commands import override
from thidua.people.queries import actor_of

_ROLES = ("chair", "vice_chair", "secretary")


@dataclass(frozen=True)
class Chamber:
    """A council with everybody in it: its members in the order of the roll, and the officer who keeps its papers."""

    council: Council
    members: list[CouncilMember]
    clerk: Actor

    def actor(self, place):
        """The member at a place, signed in."""
        return actor_of(self.members[place].user, on=TODAY)

    @property
    def chair(self):
        """Who chairs, signed in."""
        return self.actor(0)

    @property
    def secretary(self):
        """Who writes it down, signed in."""
        return self.actor(2)


def make_chamber(unit, size=15, *, accounts=True, mark="", **stated):
    """A council of a unit: chair, vice chair, secretary and ordinary members, with accounts or without."""
    clerk = make_actor(Role.OFFICER, unit=unit)
    given = {
        "name": f"Hội đồng Thi đua, khen thưởng {unit.name_in_sentence}{mark}",
        "decision_number": "12/QĐ-UBND",
        "decided_on": date(2026, 1, 15),
        "since": date(2026, 1, 15),
        **stated,
    }
    council = set_up_council(unit=unit, stated=StatedCouncil(**given), by=clerk, at=AT)
    members = []
    for place in range(size):
        name = f"Thành Viên {place + 1:02}{mark}"
        user = make_user(Role.COUNCIL_MEMBER, unit=unit, full_name=name) if accounts else None
        role = _ROLES[place] if place < len(_ROLES) else "member"
        told = StatedMember(name, f"Chức vụ {place + 1:02}", role, is_standing=place in {0, 2}, user=user)
        members.append(add_member(council=council, stated=told, by=clerk, at=AT))
    return Chamber(council, members, clerk)


def make_session(chamber, *, absent=(), is_open=True, **stated):
    """A session with its roll called: the members at the places ``absent`` are away."""
    given = {"title": "Phiên họp xét khen thưởng năm 2026", "place": "Phòng họp số 2", "starts_at": AT, **stated}
    session = plan_session(council=chamber.council, stated=StatedSession(**given), by=chamber.clerk, at=AT)
    called = [
        Called(member, "absent", "đi công tác") if place in set(absent) else Called(member, "present")
        for place, member in enumerate(chamber.members)
    ]
    session = call_roll(session=session, called=called, by=chamber.clerk, at=AT)
    return open_session(session=session, by=chamber.clerk, at=AT) if is_open else session


def make_candidate(round_, commune, *, award=FIGHTER, name="Lê Thị Hòa", holder=None):
    """A nomination with everything that its award asks for, waiting for the council of the round's unit."""
    offices = make_offices(commune, round_.unit)
    person = holder or make_person(commune, name)
    if award == FIGHTER:
        for year in (2023, 2024, 2025):
            give(person, year)
    made = make_nomination(round_, commune, offices.officer, holder=person, award=award)
    fill_dossier(made)
    kept = to_appraisal(made, offices)
    for row in kept.checks.first().verdicts:
        if row["outcome"] == "not_met":
            override(nomination=kept, condition=row["code"], reason="Đã đối chiếu", by=offices.leader, at=AT)
    judge_all(kept, offices)
    return take(kept, offices, Act.FINISH_APPRAISAL)


def put_on_agenda(session, chamber, *nominations) -> list[AgendaItem]:
    """Items of nominations."""
    return add_nominations(session=session, nominations=nominations, by=chamber.clerk, at=AT)


def take_up(item, chamber):
    """The item, opened."""
    return open_item(item=item, by=chamber.clerk, at=AT)


def vote(item, chamber, choices):
    """Let members vote, as place → choice; return the last receipt."""
    receipt = None
    for place, choice in choices.items():
        receipt = cast_ballot(item=item, choice=choice, by=chamber.actor(place), at=AT)
    return receipt


def conclude_as(item, chamber, outcome, **more):
    """The item as the chair concludes it."""
    return confirm_outcome(item=item, outcome=outcome, by=chamber.chair, at=AT, **more)


def fresh(row):
    """The row as the database has it now."""
    return type(row)._base_manager.get(pk=row.pk)


__all__ = ["FIGHTER", "PRAISE", "Chamber", "Session"]
