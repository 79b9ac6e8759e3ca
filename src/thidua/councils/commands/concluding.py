"""What the council came to: confirmed by who chairs, and handed on to the nomination."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import update_rows
from thidua.councils.choices import ItemState, Outcome, SessionState
from thidua.councils.commands.locking import (
    Held,
    HeldItem,
    hold_item,
    hold_to_run,
    refuse_left,
    refuse_recused,
    refuse_unless_item,
    refuse_unless_session,
)
from thidua.councils.commands.sessions import refuse_without_quorum
from thidua.councils.models import AgendaItem, Session
from thidua.councils.queries.listing import ListToDecide, list_to_decide
from thidua.councils.queries.seats import seats
from thidua.councils.rules.attending import attending
from thidua.councils.rules.outcomes import proposal
from thidua.councils.rules.parts import may_conclude
from thidua.councils.rules.quorum import Quorum
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Counted, Tally
from thidua.honours.rules.lines import line
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.local_rules.queries import law_for
from thidua.nominations.choices import Act
from thidua.nominations.commands import record_council_outcome, record_council_outcomes

_ACTS = {
    Outcome.AGREED: Act.COUNCIL_AGREE,
    Outcome.NOT_AGREED: Act.COUNCIL_REFUSE,
    Outcome.SUPPLEMENT: Act.COUNCIL_SUPPLEMENT,
    Outcome.LOWER_FORM: Act.COUNCIL_LOWER,
    Outcome.PASS_UP: Act.COUNCIL_PASS_UP,
}

_SETTLED = (
    "state", "opened_at", "closed_at", "standard", "tally", "award_name", "outcome", "decided_by", "decided_at",
    "version",
)  # fmt: skip


@transaction.atomic
def confirm_outcome(
    *, item: AgendaItem, outcome: str, reason: str = "", lower_form: str = "", by: Actor, at: datetime
) -> AgendaItem:
    """Conclude an item: the nomination goes where that leads, with the vote.

    ``lower_form`` is the code of the form that the council proposes instead, for ``lower_form`` alone.

    Raises:
        Refused: somebody else chairs, the item is not closed or concluded already, its nomination left the council
            since it was opened, the count does not allow it, a reason or the lower form is missing, or the nomination
            refuses (``record_council_outcome``).
    """
    found = hold_item(item, by)
    kept, chosen, told = found.item, Outcome(outcome), line(reason, 1000)
    refuse_unless_session(found.held, SessionState.OPEN)
    refuse_unless_item(kept, ItemState.CLOSED)
    _refuse_unless_chair(found.held, found.recused)
    refuse_recused(found)
    if kept.outcome:
        raise Refused(_("Mục này đã có kết luận. Tải lại trang để xem."))
    refuse_left(kept)
    _refuse_what_the_count_forbids(found, chosen, told)
    if chosen is Outcome.LOWER_FORM:
        kept.lower_form, kept.lower_name = lower_form, _name_of(found.held, lower_form, at)
    _conclude(found.held, kept, chosen, told, by=by, at=at)
    return kept


@transaction.atomic
def decide_together(
    *, session: Session, items: Sequence[AgendaItem], hands: Counted, digest: str, by: Actor, at: datetime
) -> list[AgendaItem]:
    """Decide many items by one show of hands, after the preview: all agreed where enough are for it, else all refused.

    ``digest`` is that of ``queries.listing.list_to_decide``, which showed who they are and how many.

    Raises:
        Refused: too few are left, the list or who votes has changed since the preview, another item is open, the counts
            do not add up, there is a tie that the chair has to decide one by one, or a nomination refuses: then none is
            decided.
    """
    held = hold_to_run(session, by)
    refuse_unless_session(held, SessionState.OPEN)
    _refuse_unless_chair(held, frozenset())
    if AgendaItem.objects.filter(session=held.session, state=ItemState.OPEN).exists():
        raise Refused(_("Có mục đang xét. Đóng mục ấy trước khi biểu quyết chung."))
    there = len(attending(seats(held.roll)))
    refuse_without_quorum(Quorum.from_json(held.session.quorum), there, len(held.roll))
    found = list_to_decide(held.session, items, on=clock.legal_day(at))
    if found.digest != digest:
        raise Refused(_("Danh sách đã thay đổi từ lúc xem. Xem lại danh sách rồi biểu quyết."))
    if min(hands.favour, hands.against, hands.blank) < 0 or hands.cast != found.entitled:
        raise Refused(
            _("Đếm được %(cast)s trong %(allowed)s người được biểu quyết. Ghi đủ, kể cả người không có ý kiến."),
            field="favour",
            cast=hands.cast,
            allowed=found.entitled,
        )
    tally = _tally_of_list(held, found, hands)
    for each in found.items:
        _settle(held, each, found.standards[each.pk], tally, by=by, at=at)
    update_rows(AgendaItem, _SETTLED, ((each.pk, *(getattr(each, name) for name in _SETTLED)) for each in found.items))
    lines = [audit.Line(each, {}, _told(each), unit_id=held.unit_id) for each in found.items]
    audit.record_all("conclude_agenda_item", lines, by=by, at=at)
    _hand_on(found.items, tally, by=by, at=at)
    return list(found.items)


def _tally_of_list(held: Held, found: ListToDecide, hands: Counted) -> Tally:
    return Tally(
        favour=hands.favour,
        against=hands.against,
        blank=hands.blank,
        written_favour=0,
        written_against=0,
        members=len(held.roll),
        recused=0,
        attending=found.entitled,
        entitled=found.entitled,
    )


def _settle(held: Held, item: AgendaItem, standard: Standard, tally: Tally, *, by: Actor, at: datetime) -> None:
    """Write into an item what the list's vote means for it; the caller saves it."""
    told = proposal(standard, tally, held.session.tie_rule, is_nomination=True)
    if told.outcome is None:
        raise Refused(_("Số đồng ý và không đồng ý ngang nhau. Kết luận từng mục."))
    item.state, item.opened_at, item.closed_at = ItemState.CLOSED, at, at
    item.standard, item.tally, item.award_name = standard.as_json(), tally.as_json(), item.award
    item.outcome, item.decided_by, item.decided_at = told.outcome, by.label, at
    item.version += 1


def _hand_on(items: Sequence[AgendaItem], tally: Tally, *, by: Actor, at: datetime) -> None:
    """Hand the outcomes on to the nominations: what was agreed together, what was refused together."""
    for outcome in dict.fromkeys(Outcome(each.outcome) for each in items):
        rows = [each.nomination for each in items if each.outcome == outcome and each.nomination is not None]
        record_council_outcomes(nominations=rows, act=_ACTS[outcome], vote=tally.votes(), by=by, at=at)


def _conclude(held: Held, item: AgendaItem, outcome: Outcome, reason: str, *, by: Actor, at: datetime) -> None:
    item.outcome, item.reason, item.decided_by, item.decided_at = outcome, reason, by.label, at
    item.version += 1
    item.save(update_fields=["outcome", "reason", "lower_form", "lower_name", "decided_by", "decided_at", "version"])
    audit.record("conclude_agenda_item", item, by=by, at=at, unit_id=held.unit_id, after=_told(item))
    if item.nomination is None:
        return
    record_council_outcome(
        nomination=item.nomination,
        act=_ACTS[outcome],
        vote=Tally.from_json(item.tally).votes() if item.tally else None,
        reason=reason,
        lower_form=item.lower_form,
        by=by,
        at=at,
    )


def _told(item: AgendaItem) -> dict[str, str]:
    return {"outcome": Outcome(item.outcome).value, "reason": item.reason, "lower_form": item.lower_form}


def _refuse_unless_chair(held: Held, recused: frozenset[int]) -> None:
    chair = held.session.chair
    chair_can = chair.user_id is not None and chair.pk not in recused
    if not may_conclude(held.parts, chair_can=chair_can):
        raise Refused(_("Kết luận là việc của chủ tọa, %(chair)s."), chair=chair.name)


def _refuse_what_the_count_forbids(found: HeldItem, outcome: Outcome, reason: str) -> None:
    kept = found.item
    standard = Standard.from_json(kept.standard)
    tally = Tally.from_json(kept.tally) if kept.tally else None
    is_nomination = kept.nomination_id is not None
    told = proposal(standard, tally, found.held.session.tie_rule, is_nomination=is_nomination)
    if told.must_repeat:
        raise Refused(_("Số đồng ý và không đồng ý ngang nhau. Theo quy định của hội đồng, biểu quyết lại mục này."))
    if outcome not in told.allowed:
        raise Refused(
            _("Kết quả biểu quyết không cho kết luận “%(outcome)s”. Được chọn: %(allowed)s."),
            outcome=outcome.label,
            allowed=", ".join(str(each.label) for each in Outcome if each in told.allowed),
        )
    if told.needs_reason(outcome) and not reason:
        raise Refused(_("Ghi lý do, để nơi nhận biết phải làm gì."), field="reason")


def _name_of(held: Held, code: str, at: datetime) -> str:
    law = law_for(held.unit_id, held.session.law_day, on=clock.legal_day(at))
    try:
        return law.award(code).name
    except (NotInForceError, UnknownCodeError):
        raise Refused(
            _("Danh mục không có hình thức thấp hơn được chọn. Chọn trong danh sách."), field="lower_form"
        ) from None
