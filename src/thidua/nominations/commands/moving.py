"""Taking nominations a step further, alone or many at once; each step with what the law said then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor, Role
from thidua.core.errors import Refused
from thidua.core.many import insert_rows, update_rows
from thidua.honours.rules.lines import line
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.local_rules.queries import law_for
from thidua.nominations.choices import Act, State
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Check, Nomination, Step
from thidua.nominations.queries.assessing import Assessed
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.gates import is_held
from thidua.nominations.rules.path import WAYS, Way, leads_to, may
from thidua.people.models import User

_LONGEST_REASON = 1000
_NAMED = 3
_MOVED = ("state", "moved_at", "version")


@dataclass(frozen=True, slots=True)
class _Moved:
    """Nominations locked and checked, on their way to another state."""

    rows: list[Nomination]
    found: Mapping[int, Assessed]


def move(*, nomination: Nomination, act: Act, reason: str = "", by: Actor, at: datetime) -> Nomination:
    """Take one nomination a step further; see ``move_all``."""
    return move_all(nominations=[nomination], act=act, reason=reason, by=by, at=at)[0]


@transaction.atomic
def move_all(
    *, nominations: Sequence[Nomination], act: Act, reason: str = "", received_on: date | None = None, by: Actor,
    at: datetime,
) -> list[Nomination]:  # fmt: skip
    """Take nominations a step further, all or none.

    ``received_on`` is the day on which the appraising body received them, where that is not today; it chooses the law.

    Raises:
        Refused: the act is not one of this page or of their state, somebody else's to do, needs a reason, they are on
            hold, or a condition that the step needs is not met and nobody let it pass.
    """
    way = WAYS[act]
    if way.is_outside:
        raise Refused(_("Bước này theo kết quả của hội đồng hoặc quyết định, không bấm ở hồ sơ."))
    rows = lock_nominations(nominations)
    _refuse_others(rows, way, by, clock.legal_day(at))
    if act is Act.RECEIVE:
        _receive(rows, received_on, by, at)
    if act in {Act.SEND_TO_REVIEW, Act.SUBMIT}:
        _refuse_closed(rows)
    return take_step(rows, way, reason=reason, by=by, at=at)


def take_step(rows: list[Nomination], way: Way, *, reason: str = "", by: Actor, at: datetime) -> list[Nomination]:
    """Move locked nominations by a way of the path, all or none; within the caller's transaction.

    Raises:
        Refused: as ``move_all``, but for whose it is to do.
    """
    on = clock.legal_day(at)
    _refuse_wrong_state(rows, way)
    _refuse_held(rows, way, on)
    reason = line(reason, _LONGEST_REASON)
    if way.needs_reason and not reason:
        raise Refused(_("Ghi lý do, để nơi nhận biết phải làm gì."), field="reason")
    found = check_nominations(nominations=rows, deciding=way.act is Act.DECIDE, by=by, at=at)
    if way.needs_clear:
        _refuse_unclear(rows, found)
    before = {row.pk: row.state for row in rows}
    if way.act is Act.RETURN:  # what was voted on is not what comes back
        Nomination.objects.filter(pk__among=list(before)).update(vote={})
    paid_from = _paid_from(before) if way.act is Act.UNPAY else {}
    for row in rows:
        row.state = leads_to(way.act, found[row.pk].asks, paid_from=paid_from.get(row.pk))
        row.moved_at = at
        row.version += 1
    update_rows(Nomination, _MOVED, ((row.pk, row.state, row.moved_at, row.version) for row in rows))
    write_steps(rows, way.act, before, reason=reason, by=by, at=at)
    return rows


def write_steps(
    rows: Sequence[Nomination], act: Act, before: Mapping[int, str], *, reason: str, by: Actor, at: datetime
) -> None:
    """Write the step of each nomination and its line in the audit trail."""
    checks = dict(_last_checks(rows))
    steps = ((row.pk, before[row.pk], row.state, checks.get(row.pk)) for row in rows)
    common = {"act": act, "at": at, "made_by": by.label, "reason": reason}
    insert_rows(Step, ("nomination", "before", "after", "check_made"), steps, common=common)
    lines = [audit.Line(row, {"state": str(before[row.pk])}, _after(row, reason), unit_id=row.unit_id) for row in rows]
    audit.record_all(f"{act}_nomination", lines, by=by, at=at)


def _after(row: Nomination, reason: str) -> dict[str, str]:
    return {"state": str(row.state), **({"reason": reason} if reason else {})}


def _last_checks(rows: Sequence[Nomination]) -> dict[int, int]:
    found = Check.objects.filter(nomination__pk__among=[row.pk for row in rows]).order_by("pk")
    return dict(found.values_list("nomination_id", "pk"))


def _paid_from(keys: Collection[int]) -> dict[int, State]:
    """Return in which state the last payment of each found it."""
    steps = Step.objects.filter(nomination__pk__among=list(keys), act=Act.PAY).order_by("pk")
    return {key: State(before) for key, before in steps.values_list("nomination_id", "before")}


def _refuse_others(rows: Sequence[Nomination], way: Way, by: Actor, on: date) -> None:
    for row in rows:
        if not may(way, by.roles, sides_of(row, by, on=on)):
            raise Refused(
                _("%(act)s là việc của %(who)s. Chuyển hồ sơ %(code)s cho nơi ấy."),
                act=str(way.act.label).capitalize(),
                who=row.round.unit.full_name if way.side == "deciding" else row.unit.full_name,
                code=row.code,
            )


def _refuse_closed(rows: Sequence[Nomination]) -> None:
    for row in rows:
        if row.round.closed_at is not None:
            raise Refused(
                _("Đợt xét “%(round)s” đã kết thúc, không nhận thêm hồ sơ. Hỏi nơi tổ chức đợt xét."),
                round=str(row.round),
            )


def _refuse_wrong_state(rows: Sequence[Nomination], way: Way) -> None:
    for row in rows:
        if State(row.state) not in way.sources:
            raise Refused(
                _("Hồ sơ %(code)s đang ở bước “%(state)s”, không %(act)s được. Tải lại trang để xem bước hiện nay."),
                code=row.code,
                state=State(row.state).label,
                act=way.act.label,
            )


def _refuse_held(rows: Sequence[Nomination], way: Way, on: date) -> None:
    if way.act in {Act.WITHDRAW, Act.ANNUL, Act.RECALL, Act.RETURN, Act.UNPAY}:
        return
    for row in rows:
        if is_held(row.held_until, on):
            raise Refused(
                _("Hồ sơ %(code)s tạm dừng xét đến ngày %(day)s. Đến ngày ấy mới đi tiếp."),
                code=row.code,
                day=f"{row.held_until:%d/%m/%Y}",
            )


def _refuse_unclear(rows: Sequence[Nomination], found: Mapping[int, Assessed]) -> None:
    """Refuse where a condition is not met without an override, or nobody concluded what a person must judge."""
    stuck = [row for row in rows if not found[row.pk].standing.is_clear]
    if not stuck:
        return
    first = stuck[0]
    standing = found[first.pk].standing
    in_way = {*standing.not_met, *standing.to_judge}
    why = "; ".join(each.requirement for each in found[first.pk].rows if each.code in in_way)
    if len(stuck) == 1:
        raise Refused(_("Hồ sơ %(code)s chưa đi tiếp được: %(why)s."), code=first.code, why=why)
    raise Refused(
        _("%(count)s hồ sơ chưa đi tiếp được: %(codes)s. Hồ sơ %(code)s: %(why)s."),
        count=len(stuck),
        codes=", ".join(row.code for row in stuck[:_NAMED]) + ("…" if len(stuck) > _NAMED else ""),
        code=first.code,
        why=why,
    )


def _receive(rows: Sequence[Nomination], received_on: date | None, by: Actor, at: datetime) -> None:
    """Write when the appraising body received them and who appraises."""
    today = clock.legal_day(at)
    day = received_on or today
    if day > today:
        raise Refused(_("Ngày tiếp nhận chưa tới. Kiểm tra lại ngày."), field="received_on")
    for row in rows:
        _refuse_too_early(row, day, today)
    appraiser = User.objects.filter(pk=by.user_id).first() if by.user_id and by.has(*_APPRAISERS) else None
    for row in rows:
        row.received_on, row.appraiser = day, appraiser
    update_rows(Nomination, ("received_on", "appraiser"), ((row.pk, row.received_on, row.appraiser_id) for row in rows))


def _refuse_too_early(row: Nomination, day: date, today: date) -> None:
    """Refuse a day of receipt whose law knows nothing of the award: every condition would be left to a person."""
    if day.year < row.year and day < today:
        raise Refused(
            _("Ngày tiếp nhận trước năm xét %(year)s. Kiểm tra lại ngày."), field="received_on", year=str(row.year)
        )
    try:
        law_for(row.round.unit_id, day, on=today).award(row.award_code)
    except (NotInForceError, UnknownCodeError):
        raise Refused(
            _("Ngày tiếp nhận %(day)s chưa có quy định về %(award)s. Kiểm tra lại ngày."),
            field="received_on",
            day=f"{day:%d/%m/%Y}",
            award=row.award_name,
        ) from None


_APPRAISERS = (Role.OFFICER, Role.APPROVER, Role.LEADER)
