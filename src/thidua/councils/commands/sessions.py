"""Planning a session, calling its roll, opening and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import save_checked, withdraw_rows
from thidua.core.errors import Refused
from thidua.councils.choices import CouncilRole, ItemState, Presence, SessionState
from thidua.councils.commands.keys import drop_stale_keys
from thidua.councils.commands.locking import Held, hold_to_run, refuse_unless_session
from thidua.councils.models import (
    AgendaItem,
    Attendance,
    Council,
    CouncilMember,
    Recusal,
    Session,
    Turnout,
    WrittenOpinion,
)
from thidua.councils.queries.seats import has_left, is_clerk, members_on, roll_of, seats
from thidua.councils.rules.attending import attending
from thidua.councils.rules.quorum import Quorum, quorum_of
from thidua.honours.rules.lines import line
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.local_rules.queries import law_for
from thidua.nominations.models import Round

_NO_MEMBER = "Không còn là thành viên hội đồng vào ngày họp"


@dataclass(frozen=True, slots=True)
class StatedSession:
    """A session as the invitation states it. Chair and secretary are the council's own where none are named.

    ``law_day`` is the day whose law holds, the day of the session where none is given.
    """

    title: str
    place: str
    starts_at: datetime
    chair: CouncilMember | None = None
    secretary: CouncilMember | None = None
    law_day: date | None = None
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """How a member was found when the roll was called; an absent one says why."""

    member: CouncilMember
    presence: str
    reason: str = ""


@transaction.atomic
def plan_session(*, council: Council, stated: StatedSession, by: Actor, at: datetime) -> Session:
    """Enter a session with the roll of its day.

    Raises:
        Refused: the council does not exist that day, has no chair or secretary, or something is not filled in.
    """
    kept = Council.objects.select_for_update(of=("self",)).select_related("unit").get(pk=council.pk)
    if not is_clerk(kept, by):
        raise Refused(_("Phiên họp do cán bộ thường trực của đơn vị lập hội đồng ghi."))
    values = _values(kept, stated)
    session = Session.objects.create(
        council=kept, majority=kept.majority, tie_rule=kept.tie_rule, created_at=at, **values
    )
    _keep_roll(session, by=by, at=at)
    audit.record("plan_session", session, by=by, at=at, unit_id=kept.unit_id, after=_plain(values))
    return session


@transaction.atomic
def change_session(*, session: Session, stated: StatedSession, version: int, by: Actor, at: datetime) -> Session:
    """Correct a session that was not opened yet.

    Raises:
        Refused: it was opened, or as ``plan_session``.
        Stale: somebody saved it first.
    """
    held = hold_to_run(session, by)
    refuse_unless_session(held, SessionState.PLANNED)
    values = _values(held.session.council, stated)
    saved = save_checked(held.session, values, version=version, act="change_session", by=by, at=at)
    _keep_roll(saved, by=by, at=at)
    return saved


@transaction.atomic
def hand_over(
    *,
    session: Session,
    chair: CouncilMember | None = None,
    secretary: CouncilMember | None = None,
    by: Actor,
    at: datetime,
) -> Session:
    """Let somebody else chair or write down a session, also while it is held.

    Raises:
        Refused: who is named is not on the roll or was called as absent, or one person would have both tasks.
    """
    held = hold_to_run(session, by)
    changes = {name: who for name, who in (("chair", chair), ("secretary", secretary)) if who is not None}
    if any(who.pk not in {row.member_id for row in held.roll} for who in changes.values()):
        raise Refused(_("Người được chọn không có trong danh sách thành viên của phiên họp."), field="chair")
    away = {row.member_id for row in held.roll if row.presence == Presence.ABSENT}
    if any(who.pk in away for who in changes.values()):
        raise Refused(_("Người được chọn vắng mặt tại phiên họp. Chọn người có mặt."), field="chair")
    kept = held.session
    if (chair or kept.chair) == (secretary or kept.secretary):
        raise Refused(_("Một người không vừa chủ tọa vừa làm thư ký phiên họp. Chọn hai người."), field="secretary")
    return save_checked(kept, changes, version=kept.version, act="hand_over_session", by=by, at=at)


@transaction.atomic
def call_roll(*, session: Session, called: Sequence[Called], by: Actor, at: datetime) -> Session:
    """Write who is there and who is not. Who comes late is called again; an opinion in writing then no longer counts.

    Raises:
        Refused: somebody is not on the roll, is away without a reason, or voted on the item under way.
    """
    held = hold_to_run(session, by)
    if held.session.state == SessionState.PLANNED:
        _keep_roll(held.session, by=by, at=at)
    rows = {row.member_id: row for row in roll_of(held.session)}
    for each in called:
        row = rows.get(each.member.pk)
        if row is None:
            raise Refused(_("%(name)s không có trong danh sách phiên họp. Tải lại trang."), name=each.member.name)
        _call(held, row, Presence(each.presence), line(each.reason, 300), by=by, at=at)
    return held.session


@transaction.atomic
def mark_left(*, session: Session, member: CouncilMember, by: Actor, at: datetime) -> Session:
    """Write that a member went before the end: present until now. Calling the roll again brings them back.

    Raises:
        Refused: the session is not open, or the member is not there.
    """
    held = hold_to_run(session, by)
    refuse_unless_session(held, SessionState.OPEN)
    row = next((each for each in held.roll if each.member_id == member.pk), None)
    if row is None or row.presence != Presence.PRESENT or row.left_at is not None:
        raise Refused(_("%(name)s không có mặt tại phiên họp."), name=member.name)
    row.left_at = at
    row.save(update_fields=["left_at"])
    after = {"member": member.name, "left_at": at.isoformat()}
    audit.record("leave_session", held.session, by=by, at=at, unit_id=held.unit_id, after=after)
    return held.session


@transaction.atomic
def open_session(*, session: Session, by: Actor, at: datetime) -> Session:
    """Open a session: everybody is called, enough are there, and chair and secretary among them.

    Raises:
        Refused: it is open already, somebody is not called yet, too few are there by the law of the day, the law has no
            quorum for that day, or chair or secretary is away.
    """
    held = hold_to_run(session, by)
    refuse_unless_session(held, SessionState.PLANNED)
    kept = held.session
    if _keep_roll(kept, by=by, at=at):
        raise Refused(_("Danh sách thành viên đã thay đổi. Điểm danh lại rồi khai mạc."))
    if any(row.presence == Presence.EXPECTED for row in held.roll):
        raise Refused(_("Chưa điểm danh hết. Ghi có mặt hoặc vắng cho từng thành viên."))
    quorum, there = quorum_for(held, at), attending(seats(held.roll))
    refuse_without_quorum(quorum, len(there), len(held.roll))
    if kept.chair_id not in there or kept.secretary_id not in there:
        raise Refused(_("Chủ tọa và thư ký phải có mặt. Chọn người khác chủ tọa hoặc làm thư ký phiên họp."))
    kept.state, kept.opened_at, kept.quorum = SessionState.OPEN, at, quorum.as_json()
    kept.version += 1
    kept.save(update_fields=["state", "opened_at", "quorum", "version"])
    after = {"attending": len(there), "members": len(held.roll), "least": quorum.least(len(held.roll))}
    audit.record("open_session", kept, by=by, at=at, unit_id=held.unit_id, after=after)
    return kept


@transaction.atomic
def close_session(*, session: Session, by: Actor, at: datetime) -> Session:
    """Close a session; nothing in it changes afterwards. Items that were not taken up are said so in the minutes.

    Raises:
        Refused: it is not open, an item is still open, or one is not concluded whose nomination is still here.
    """
    held = hold_to_run(session, by)
    refuse_unless_session(held, SessionState.OPEN)
    kept = held.session
    items = AgendaItem.objects.filter(session=kept)
    if (under_way := items.filter(state=ItemState.OPEN).first()) is not None:
        raise Refused(_("Mục %(order)s đang xét. Đóng mục rồi kết thúc phiên họp."), order=under_way.order)
    unsaid = items.filter(state=ItemState.CLOSED, outcome="").select_related("nomination")
    if (pending := next((each for each in unsaid if not has_left(each)), None)) is not None:
        raise Refused(_("Mục %(order)s chưa có kết luận. Kết luận rồi kết thúc phiên họp."), order=pending.order)
    kept.state, kept.closed_at = SessionState.CLOSED, at
    kept.version += 1
    kept.save(update_fields=["state", "closed_at", "version"])
    audit.record("close_session", kept, by=by, at=at, unit_id=held.unit_id)
    transaction.on_commit(partial(drop_stale_keys, at=at), robust=True)
    return kept


def quorum_for(held: Held, at: datetime) -> Quorum:
    """Return the quorum that holds for a session: of its day of law, with the rules that its unit follows."""
    try:
        return quorum_of(law_for(held.unit_id, held.session.law_day, on=clock.legal_day(at)))
    except (NotInForceError, UnknownCodeError):
        raise Refused(
            _("Chưa có quy định về số thành viên phải có mặt cho ngày %(day)s. Ghi ở trang Quy định riêng."),
            day=f"{held.session.law_day:%d/%m/%Y}",
        ) from None


def refuse_without_quorum(quorum: Quorum, present: int, members: int) -> None:
    """Refuse where too few are there."""
    if not quorum.is_reached(present, members):
        raise Refused(
            _("Có mặt %(present)s/%(members)s thành viên, cần ít nhất %(least)s (%(provision)s)."),
            present=present,
            members=members,
            least=quorum.least(members),
            provision=quorum.provision,
        )


def _call(held: Held, row: Attendance, presence: Presence, reason: str, *, by: Actor, at: datetime) -> None:
    if presence is Presence.ABSENT and not reason:
        raise Refused(_("Ghi lý do vắng của %(name)s, để biên bản nêu."), name=row.member.name, field="reason")
    if presence is not Presence.PRESENT and _has_voted(held.session, row.member):
        raise Refused(
            _("%(name)s đã bỏ phiếu tại phiên này. Nếu đã về, ghi giờ về thay vì ghi vắng."), name=row.member.name
        )
    reason = reason if presence is Presence.ABSENT else ""
    if (row.presence, row.reason, row.left_at) == (presence, reason, None):
        return
    before = {"member": row.member.name, "presence": row.presence, "left_at": str(row.left_at or "")}
    row.presence, row.reason, row.left_at = presence, reason, None
    row.save(update_fields=["presence", "reason", "left_at"])
    after = {"member": row.member.name, "presence": presence.value, "reason": reason}
    audit.record("call_roll", held.session, by=by, at=at, unit_id=held.unit_id, before=before, after=after)
    if presence is Presence.PRESENT:
        _end_opinions(held.session, row.member, by=by, at=at)


def _has_voted(session: Session, member: CouncilMember) -> bool:
    return Turnout.objects.filter(item__session=session, member=member).exists()


def _end_opinions(session: Session, member: CouncilMember, *, by: Actor, at: datetime) -> None:
    """Who is there votes: opinions on what is not closed no longer count."""
    rows = WrittenOpinion.objects.in_force().filter(item__session=session, member=member)
    reason = "Thành viên có mặt, biểu quyết tại phiên họp"
    rows.exclude(item__state=ItemState.CLOSED).update(withdrawn_at=at, withdrawn_by=by.label, withdrawn_reason=reason)


def _keep_roll(session: Session, *, by: Actor, at: datetime) -> bool:
    """Make the roll that of the members of the day; tell whether it had to be changed.

    Who is no longer on it neither steps aside nor writes: what they said before is withdrawn.
    """
    wanted = set(members_on(session.council, session.held_on).values_list("pk", flat=True))
    there = set(Attendance.objects.filter(session=session).values_list("member_id", flat=True))
    Attendance.objects.filter(session=session, member__in=there - wanted).delete()
    gone = {"item__session": session, "member__in": there - wanted}
    withdraw_rows(WrittenOpinion.objects.filter(**gone), act="withdraw_opinion", reason=_NO_MEMBER, by=by, at=at)
    withdraw_rows(Recusal.objects.filter(**gone), act="withdraw_recusal", reason=_NO_MEMBER, by=by, at=at)
    Attendance.objects.bulk_create(Attendance(session=session, member_id=pk) for pk in sorted(wanted - there))
    return wanted != there


def _values(council: Council, stated: StatedSession) -> dict[str, Any]:
    day = clock.legal_day(stated.starts_at)
    if day < (council.since or day) or (council.until and day >= council.until):
        raise Refused(_("Hội đồng không hoạt động vào ngày họp. Kiểm tra lại ngày."), field="starts_at")
    members = list(members_on(council, day))
    values: dict[str, Any] = {
        "title": line(stated.title, 300),
        "place": line(stated.place, 300),
        "held_on": day,
        "starts_at": stated.starts_at,
        "law_day": stated.law_day or day,
        "chair": stated.chair or _of_role(members, CouncilRole.CHAIR),
        "secretary": stated.secretary or _of_role(members, CouncilRole.SECRETARY),
        "round": stated.round,
    }
    for field, sentence in (("title", _("Ghi tên phiên họp.")), ("place", _("Ghi nơi họp."))):
        if not values[field]:
            raise Refused(sentence, field=field)
    if stated.round and stated.round.unit_id != council.unit_id:
        raise Refused(_("Đợt xét này của đơn vị khác. Chọn đợt của đơn vị lập hội đồng."), field="round")
    for field in ("chair", "secretary"):
        if values[field] not in members:
            raise Refused(_("Chọn chủ tọa và thư ký trong số thành viên hội đồng ngày họp."), field=field)
    return values


def _of_role(members: Sequence[CouncilMember], role: CouncilRole) -> CouncilMember | None:
    return next((each for each in members if each.role == role), None)


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value or "") for name, value in values.items()}
