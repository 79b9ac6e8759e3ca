"""Voting on an item: opening it, casting ballots, entering what was counted by hand, closing, voting again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.councils.choices import Choice, ItemState, SessionState, Way
from thidua.councils.commands.box import count_box, empty_box, put_ballot
from thidua.councils.commands.keys import drop_key, ensure_key
from thidua.councils.commands.locking import (
    HeldItem,
    hold_item,
    hold_item_to_run,
    refuse_left,
    refuse_unless_item,
    refuse_unless_session,
)
from thidua.councils.commands.sessions import refuse_without_quorum
from thidua.councils.models import AgendaItem, Attendance, Turnout, WrittenOpinion
from thidua.councils.queries.seats import seats, voted_on
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.attending import attending, entitled
from thidua.councils.rules.outcomes import proposal
from thidua.councils.rules.quorum import Quorum
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Counted, Tally, counted
from thidua.honours.rules.lines import line
from thidua.nominations.choices import State
from thidua.nominations.rules.gates import is_held


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a member is told after voting: that the ballot lies in the box, and how many do. Never how it was cast."""

    has_voted: bool
    in_box: int
    entitled: int


@transaction.atomic
def open_item(*, item: AgendaItem, by: Actor, at: datetime) -> AgendaItem:
    """Take up an item: what the vote must reach is fixed, and a box made where members vote here.

    Raises:
        Refused: the session is not open, too few are there, another item is open, the nomination is not before the
            council any more or on hold, or somebody who may vote has no account to vote with.
    """
    found = hold_item_to_run(item, by)
    kept = found.item
    refuse_unless_session(found.held, SessionState.OPEN)
    refuse_unless_item(kept, ItemState.WAITING)
    _refuse_unfit(found, at)
    standard = standards_of(found.held.session, [kept.nomination], on=clock.legal_day(at))[kept.nomination_id]
    if standard.is_of_law and kept.way != Way.BALLOT:
        raise Refused(
            _("Danh hiệu này phải bỏ phiếu kín (%(provision)s). Không chọn cách khác."), provision=standard.provision
        )
    if _votes_here(kept):
        _refuse_without_accounts(found)
        ensure_key(kept)
    kept.state, kept.opened_at, kept.standard = ItemState.OPEN, at, standard.as_json()
    kept.award_name = kept.award
    kept.version += 1
    kept.save(update_fields=["state", "opened_at", "standard", "award_name", "version"])
    audit.record("open_agenda_item", kept, by=by, at=at, unit_id=found.held.unit_id, after={"way": kept.way})
    return kept


@transaction.atomic
def cast_ballot(*, item: AgendaItem, choice: str, by: Actor, at: datetime) -> Receipt:
    """Cast the actor's own ballot. Nothing that is stored joins it to them (docs/adr/0026).

    Raises:
        Refused: no vote is under way, or the actor may not vote on it or has voted already.
    """
    if choice not in Choice.values:
        raise Refused(_("Chọn đồng ý, không đồng ý hoặc phiếu trắng."), field="choice")
    found, chosen = hold_item(item, by), Choice(choice)
    kept, seat = found.item, found.held.seat
    refuse_unless_session(found.held, SessionState.OPEN)
    refuse_unless_item(kept, ItemState.OPEN)
    refuse_left(kept)
    if not _votes_here(kept):
        raise Refused(_("Mục này không bỏ phiếu trên máy."))
    allowed = _entitled(found)
    if seat is None or seat.pk not in allowed:
        raise Refused(_("Anh, chị không bỏ phiếu mục này: không có mặt tại phiên họp hoặc đứng ngoài mục."))
    if Turnout.objects.filter(item=kept, member=seat).exists():
        raise Refused(_("Anh, chị đã bỏ phiếu mục này. Mỗi thành viên bỏ một phiếu, không sửa được."))
    in_box = put_ballot(kept, seat.pk, chosen)
    audit.record("cast_ballot", kept, by=by, at=at, unit_id=found.held.unit_id)
    return Receipt(has_voted=True, in_box=in_box, entitled=len(allowed))


@transaction.atomic
def close_item(*, item: AgendaItem, hands: Counted | None = None, by: Actor, at: datetime) -> AgendaItem:
    """Close an item and count.

    ``hands`` are the counts of a show of hands, which add up to those who may vote, or of a ballot on paper, of which
    sheets may be missing. Where members voted here the box is opened; its key is gone when this is done.

    Raises:
        Refused: the item is not open, the counts cannot be, or nobody voted.
    """
    found = hold_item_to_run(item, by)
    kept = found.item
    refuse_unless_session(found.held, SessionState.OPEN)
    refuse_unless_item(kept, ItemState.OPEN)
    tally = None if kept.way == Way.NONE else _tally(found, _votes(found, hands))
    _close(kept, tally, at)
    after = tally.as_json() if tally else {}
    audit.record("close_agenda_item", kept, by=by, at=at, unit_id=found.held.unit_id, after=after)
    return kept


@transaction.atomic
def end_without_vote(*, item: AgendaItem, by: Actor, at: datetime) -> AgendaItem:
    """Close an item on which the council does not vote after all: it wants more papers, or leaves it to others.

    Raises:
        Refused: it is not open, or somebody voted already.
    """
    found = hold_item_to_run(item, by)
    kept = found.item
    refuse_unless_session(found.held, SessionState.OPEN)
    refuse_unless_item(kept, ItemState.OPEN)
    if Turnout.objects.filter(item=kept).exists():
        raise Refused(_("Đã có người bỏ phiếu mục này. Đóng phiếu, hoặc cho bỏ phiếu lại rồi mới thôi biểu quyết."))
    _close(kept, None, at)
    audit.record("end_without_vote", kept, by=by, at=at, unit_id=found.held.unit_id)
    return kept


@transaction.atomic
def repeat_vote(*, item: AgendaItem, reason: str, by: Actor, at: datetime) -> AgendaItem:
    """Throw away what was voted on an item and vote again: a mistake in the course of it, or a tie that asks for it.

    A vote that was counted is repeated only where a tie makes it so: else it would be repeated until it fits.

    Raises:
        Refused: it is neither open nor tied, or no reason is given, which the minutes state.
    """
    found = hold_item_to_run(item, by)
    kept, told = found.item, line(reason, 500)
    refuse_unless_session(found.held, SessionState.OPEN)
    if not told:
        raise Refused(_("Ghi lý do làm lại, để biên bản nêu."), field="reason")
    if kept.state != ItemState.OPEN and not _is_to_repeat(found):
        raise Refused(_("Mục này không bỏ phiếu lại được: chưa mở, hoặc đã đóng và có kết quả."))
    before = {"tally": kept.tally, "ballots": empty_box(kept)}
    if _votes_here(kept):
        _refuse_without_accounts(found)
        ensure_key(kept)
    kept.state, kept.closed_at, kept.tally = ItemState.OPEN, None, {}
    kept.times, kept.repeated_because = kept.times + 1, told
    kept.version += 1
    kept.save(update_fields=["state", "closed_at", "tally", "times", "repeated_because", "version"])
    after = {"reason": told, "times": kept.times}
    audit.record("repeat_vote", kept, by=by, at=at, unit_id=found.held.unit_id, before=before, after=after)
    return kept


def _votes_here(item: AgendaItem) -> bool:
    return item.way == Way.BALLOT and not item.is_on_paper


def _entitled(found: HeldItem) -> frozenset[int]:
    return entitled(seats(found.held.roll), found.recused)


def _votes(found: HeldItem, hands: Counted | None) -> Counted:
    """Return what was voted at the session: out of the box, or as it was counted by hand."""
    votes = counted(count_box(found.item)) if _votes_here(found.item) else _by_hand(found, hands)
    if votes.cast == 0:
        raise Refused(_("Chưa có ai biểu quyết mục này."))
    return votes


def _by_hand(found: HeldItem, hands: Counted | None) -> Counted:
    if hands is None:
        raise Refused(_("Ghi số đồng ý, không đồng ý và không có ý kiến."), field="favour")
    allowed = len(_entitled(found))
    if min(hands.favour, hands.against, hands.blank) < 0 or hands.cast > allowed:
        raise Refused(
            _("Đếm được %(cast)s, nhưng chỉ %(allowed)s người được biểu quyết mục này. Đếm lại."),
            field="favour",
            cast=hands.cast,
            allowed=allowed,
        )
    if not found.item.is_on_paper and hands.cast != allowed:
        raise Refused(
            _("Đếm được %(cast)s trong %(allowed)s người được biểu quyết. Ghi đủ, kể cả người không có ý kiến."),
            field="blank",
            cast=hands.cast,
            allowed=allowed,
        )
    return hands


def _tally(found: HeldItem, votes: Counted) -> Tally:
    roll = seats(found.held.roll)
    opinions = list(WrittenOpinion.objects.in_force().filter(item=found.item).values_list("choice", flat=True))
    voted = voted_on(found.item)  # some of whom may have gone since
    return Tally(
        favour=votes.favour,
        against=votes.against,
        blank=votes.blank,
        written_favour=opinions.count(Choice.FOR),
        written_against=opinions.count(Choice.AGAINST),
        members=len(roll),
        recused=len(found.recused),
        attending=len(attending(roll) | voted),
        entitled=len(_entitled(found) | voted),
    )


def _close(kept: AgendaItem, tally: Tally | None, at: datetime) -> None:
    kept.state, kept.closed_at, kept.tally = ItemState.CLOSED, at, tally.as_json() if tally else {}
    kept.version += 1
    kept.save(update_fields=["state", "closed_at", "tally", "version"])
    transaction.on_commit(partial(drop_key, kept), robust=True)


def _is_to_repeat(found: HeldItem) -> bool:
    kept = found.item
    if kept.state != ItemState.CLOSED or kept.outcome or not kept.tally:
        return False
    tally, standard = Tally.from_json(kept.tally), Standard.from_json(kept.standard)
    told = proposal(standard, tally, found.held.session.tie_rule, is_nomination=kept.nomination_id is not None)
    return told.must_repeat


def _refuse_unfit(found: HeldItem, at: datetime) -> None:
    session, kept = found.held.session, found.item
    roll = seats(found.held.roll)
    refuse_without_quorum(Quorum.from_json(session.quorum), len(attending(roll)), len(roll))
    other = AgendaItem.objects.filter(session=session, state=ItemState.OPEN).first()
    if other is not None:
        raise Refused(_("Mục %(order)s đang xét. Đóng mục ấy trước."), order=other.order)
    if kept.way != Way.NONE and not _entitled(found):
        raise Refused(_("Không còn thành viên nào được biểu quyết mục này."))
    nomination = kept.nomination
    if nomination is None:
        return
    if nomination.state != State.COUNCIL:
        raise Refused(
            _("Hồ sơ %(code)s không còn chờ hội đồng: %(state)s."),
            code=nomination.code,
            state=State(nomination.state).label,
        )
    if is_held(nomination.held_until, clock.legal_day(at)):
        raise Refused(
            _("Hồ sơ %(code)s tạm dừng xét đến ngày %(day)s. Đến ngày ấy mới đi tiếp."),
            code=nomination.code,
            day=f"{nomination.held_until:%d/%m/%Y}",
        )


def _refuse_without_accounts(found: HeldItem) -> None:
    allowed = _entitled(found)
    without: list[Attendance] = [
        row for row in found.held.roll if row.member_id in allowed and row.member.user_id is None
    ]
    if without:
        raise Refused(
            _("%(names)s chưa có tài khoản để bỏ phiếu trên máy. Gắn tài khoản, hoặc chọn bỏ phiếu giấy."),
            names=", ".join(row.member.name for row in without),
        )
