"""Members who take no part in an item, and opinions in writing of those who are not there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.councils.choices import Choice, Ground, ItemState
from thidua.councils.commands.locking import HeldItem, hold_item, refuse_unless_item
from thidua.councils.models import AgendaItem, CouncilMember, Recusal, WrittenOpinion
from thidua.councils.queries.seats import seats, voted_on
from thidua.councils.rules.attending import may_write
from thidua.councils.rules.parts import may_run
from thidua.honours.rules.lines import line


@transaction.atomic
def recuse(*, item: AgendaItem, ground: str, member: CouncilMember | None = None, by: Actor, at: datetime) -> Recusal:
    """Take a member out of an item's discussion and vote: oneself, or another one by whoever runs the session.

    An opinion in writing of that member no longer counts.

    Raises:
        Refused: somebody else's to say, not on the roll, said already, the item is closed, or the member's ballot lies
            in the box, from which nobody can take it: the vote has to be repeated first.
    """
    found = hold_item(item, by)
    refuse_unless_item(found.item, ItemState.WAITING, ItemState.OPEN)
    who = _whom(found, member)
    by_member = found.held.seat is not None and who.pk == found.held.seat.pk
    if who.pk in found.recused:
        raise Refused(_("%(name)s đã đứng ngoài mục này."), name=who.name)
    if who.pk in voted_on(found.item):
        raise Refused(
            _("%(name)s đã bỏ phiếu, phiếu không lấy ra được. Cho bỏ phiếu lại mục này rồi ghi đứng ngoài."),
            name=who.name,
        )
    recusal = Recusal.objects.create(
        item=found.item, member=who, ground=Ground(ground), by_member=by_member, stated_by=by.label, created_at=at
    )
    after = {"member": who.name, "ground": recusal.ground, "by_member": by_member}
    audit.record("recuse", found.item, by=by, at=at, unit_id=found.held.unit_id, after=after)
    opinions = WrittenOpinion.objects.in_force().filter(item=found.item, member=who)
    withdraw_rows(opinions, act="withdraw_opinion", reason="Thành viên đứng ngoài mục này", by=by, at=at)
    return recusal


@transaction.atomic
def withdraw_recusal(*, recusal: Recusal, reason: str, by: Actor, at: datetime) -> None:
    """Let a member take part again, where stepping aside was written by mistake and the item is not closed.

    Raises:
        Refused: the item is closed, or it is somebody else's to say: what others wrote of oneself always is.
    """
    found = hold_item(recusal.item, by)
    refuse_unless_item(found.item, ItemState.WAITING, ItemState.OPEN)
    if not may_run(found.held.parts):
        raise Refused(_("Việc này do chủ tọa, thư ký phiên họp hoặc cán bộ thường trực hội đồng làm."))
    kept = Recusal.objects.get(pk=recusal.pk)
    if found.held.seat is not None and kept.member_id == found.held.seat.pk and not kept.by_member:
        raise Refused(_("Người khác đã ghi anh, chị đứng ngoài mục này. Người khác trong hội đồng mới bỏ ghi được."))
    withdraw_rows([kept], act="withdraw_recusal", reason=line(reason, 500), by=by, at=at)


@transaction.atomic
def give_opinion(
    *,
    item: AgendaItem,
    choice: str,
    member: CouncilMember | None = None,
    received_on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> WrittenOpinion:
    """Enter what a member who is not there wrote; one that came before is replaced by it.

    Raises:
        Refused: neither for nor against, the member is there, stepped aside or has voted, the item is closed, the day
            has not come, or it is somebody else's to say.
    """
    found = hold_item(item, by)
    refuse_unless_item(found.item, ItemState.WAITING, ItemState.OPEN)
    who, today = _whom(found, member), clock.legal_day(at)
    if Choice(choice) is Choice.BLANK:
        raise Refused(_("Ý kiến bằng văn bản phải là đồng ý hoặc không đồng ý."), field="choice")
    if who.pk not in may_write(seats(found.held.roll), found.recused, voted_on(found.item)):
        raise Refused(
            _("%(name)s có mặt, đã bỏ phiếu hoặc đứng ngoài mục này, nên không gửi ý kiến bằng văn bản."),
            name=who.name,
        )
    if received_on and received_on > today:
        raise Refused(_("Ngày nhận ý kiến chưa tới. Kiểm tra lại ngày."), field="received_on")
    before = WrittenOpinion.objects.in_force().filter(item=found.item, member=who)
    withdraw_rows(before, act="withdraw_opinion", reason="Thay bằng ý kiến gửi sau", by=by, at=at)
    opinion = WrittenOpinion.objects.create(
        item=found.item,
        member=who,
        choice=Choice(choice),
        received_on=received_on or today,
        note=line(note, 300),
        entered_by=by.label,
        created_at=at,
    )
    after = {"member": who.name, "received_on": opinion.received_on.isoformat()}
    audit.record("give_opinion", found.item, by=by, at=at, unit_id=found.held.unit_id, after=after)
    return opinion


def _whom(found: HeldItem, member: CouncilMember | None) -> CouncilMember:
    """Return the member on the roll whom it is about: the actor, or another one where the actor runs the session."""
    own = found.held.seat
    if member is None or (own is not None and member.pk == own.pk):
        if own is None:
            raise Refused(_("Anh, chị không có trong danh sách phiên họp. Chọn thành viên."), field="member")
        return own
    if not may_run(found.held.parts):
        raise Refused(_("Anh, chị chỉ khai cho mình. Việc của người khác do thư ký phiên họp ghi."))
    there = next((row.member for row in found.held.roll if row.member_id == member.pk), None)
    if there is None:
        raise Refused(_("%(name)s không có trong danh sách phiên họp. Tải lại trang."), name=member.name)
    return there
