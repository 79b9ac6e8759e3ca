"""Setting up councils, and who sits in them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.core.errors import Refused
from thidua.councils.choices import CouncilRole, Majority, SessionState, TieRule
from thidua.councils.models import Attendance, Council, CouncilMember
from thidua.councils.queries.seats import is_clerk, overlapping_seats
from thidua.honours.rules.lines import line
from thidua.organisations.models import Unit
from thidua.people.models import User


@dataclass(frozen=True, slots=True)
class StatedCouncil:
    """A council as the decision that set it up states it, and the office's own rules of voting."""

    name: str
    decision_number: str
    decided_on: date
    since: date
    until: date | None = None
    symbol: str = "HĐTĐKT"
    majority: str = Majority.OF_MEMBERS.value
    tie_rule: str = TieRule.NOT_AGREED.value


@dataclass(frozen=True, slots=True)
class StatedMember:
    """A member as the decision states one; ``user`` where they sign in and vote here."""

    name: str
    office: str = ""
    role: str = CouncilRole.MEMBER.value
    is_standing: bool = False
    user: User | None = None
    since: date | None = None
    until: date | None = None


@transaction.atomic
def set_up_council(*, unit: Unit, stated: StatedCouncil, by: Actor, at: datetime) -> Council:
    """Enter a council of a unit.

    Raises:
        Refused: no name, no number of the decision, or days that cannot be.
    """
    values = _council_values(stated)
    council = Council(unit=unit, created_at=at, **values)
    _refuse_unless_clerk(council, by)
    council.save()
    audit.record("set_up_council", council, by=by, at=at, unit_id=unit.pk, after=_plain(values))
    return council


@transaction.atomic
def change_council(*, council: Council, stated: StatedCouncil, version: int, by: Actor, at: datetime) -> Council:
    """Correct a council or let it end; sessions that were planned keep their rules of voting.

    Raises:
        Refused: as ``set_up_council``.
        Stale: somebody saved it first.
    """
    _refuse_unless_clerk(council, by)
    return save_checked(council, _council_values(stated), version=version, act="change_council", by=by, at=at)


@transaction.atomic
def add_member(*, council: Council, stated: StatedMember, by: Actor, at: datetime) -> CouncilMember:
    """Enter a member, from the council's own first day on unless told otherwise.

    Raises:
        Refused: no name, days outside the council's, a user who sits there already, or a second chair.
    """
    kept = _locked(council, by)
    values = _member_values(kept, stated)
    _refuse_conflict(kept, None, values)
    member = CouncilMember.objects.create(council=kept, created_at=at, **values)
    audit.record("add_council_member", member, by=by, at=at, unit_id=kept.unit_id, after=_plain(values))
    return member


@transaction.atomic
def change_member(
    *, member: CouncilMember, stated: StatedMember, version: int, by: Actor, at: datetime
) -> CouncilMember:
    """Correct a member or let the seat end on a day.

    Raises:
        Refused: as ``add_member``, or a session is being held: its roll stands.
        Stale: somebody saved it first.
    """
    kept = _locked(member.council, by)
    if Attendance.objects.filter(member=member, session__state=SessionState.OPEN).exists():
        raise Refused(_("Hội đồng đang họp. Sửa thành viên sau khi phiên họp kết thúc."))
    values = _member_values(kept, stated)
    _refuse_conflict(kept, member, values)
    return save_checked(member, values, version=version, act="change_council_member", by=by, at=at)


def _locked(council: Council, by: Actor) -> Council:
    kept = Council.objects.select_for_update(of=("self",)).select_related("unit").get(pk=council.pk)
    _refuse_unless_clerk(kept, by)
    return kept


def _refuse_unless_clerk(council: Council, by: Actor) -> None:
    if not is_clerk(council, by):
        raise Refused(_("Hội đồng do cán bộ thường trực của đơn vị lập hội đồng ghi."))


def _council_values(stated: StatedCouncil) -> dict[str, Any]:
    values = asdict(stated) | {
        "name": line(stated.name, 300),
        "symbol": line(stated.symbol, 40),
        "decision_number": line(stated.decision_number, 100),
        "majority": Majority(stated.majority).value,
        "tie_rule": TieRule(stated.tie_rule).value,
    }
    if not values["name"]:
        raise Refused(_("Ghi tên hội đồng."), field="name")
    if not values["decision_number"]:
        raise Refused(_("Ghi số quyết định thành lập hội đồng."), field="decision_number")
    _refuse_span(stated.since, stated.until)
    return values


def _member_values(council: Council, stated: StatedMember) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": line(stated.name, 120),
        "office": line(stated.office, 200),
        "role": CouncilRole(stated.role).value,
        "is_standing": stated.is_standing,
        "user": stated.user,
        "since": stated.since or council.since,
        "until": stated.until or council.until,
    }
    if not values["name"]:
        raise Refused(_("Ghi họ và tên thành viên."), field="name")
    _refuse_span(values["since"], values["until"])
    return values


def _refuse_span(since: date | None, until: date | None) -> None:
    if since and until and until <= since:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu. Kiểm tra lại hai ngày."), field="until")


def _refuse_conflict(council: Council, member: CouncilMember | None, values: dict[str, Any]) -> None:
    """Refuse a user who would sit twice, and a second chair at the same time."""
    since, until, user = values["since"], values["until"], values["user"]
    own = member.pk if member else 0
    others = overlapping_seats(council, user.pk, since, until) if user else CouncilMember.objects.none()
    if others.exclude(pk=own).exists():
        raise Refused(_("Tài khoản này đã là thành viên hội đồng. Chọn tài khoản khác."), field="user")
    if values["role"] != CouncilRole.CHAIR:
        return
    chairs = CouncilMember.objects.filter(Q(until__isnull=True) | Q(until__gt=since), council=council)
    chairs = chairs.filter(role=CouncilRole.CHAIR).exclude(pk=own)
    if (chairs.filter(since__lt=until) if until else chairs).exists():
        raise Refused(_("Hội đồng đã có Chủ tịch trong thời gian này. Ghi ngày thôi của người trước."), field="role")


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, bool | int) else str(value or "") for name, value in values.items()}
