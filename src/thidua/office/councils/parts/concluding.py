"""What an item may come to once it is closed, for who chairs; everybody else sees who concludes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.councils.choices import ItemState, Outcome, SessionState, TieRule
from thidua.councils.queries.seats import has_left
from thidua.councils.queries.sitting import Sitting
from thidua.councils.rules.outcomes import Proposal
from thidua.law.catalogue import catalogue
from thidua.law.entries import RecipientKind
from thidua.nominations.rules.authority import is_no_higher
from thidua.office.councils.parts.focus import Focus
from thidua.office.councils.words import heading_of


@dataclass(frozen=True, slots=True)
class Choosable:
    """An outcome that may be confirmed."""

    value: str
    word: str
    is_proposed: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class ConcludingView:
    """The card in which an item is concluded; ``waits_for`` names who does it where the actor may not."""

    uid: UUID
    order: int
    heading: str
    sentence: str
    choices: tuple[Choosable, ...]
    lower_forms: tuple[tuple[str, str], ...]
    waits_for: str


def concluding_view(now: Sitting, focus: Focus | None, *, on: date) -> ConcludingView | None:
    """Return what may be concluded of the item that is looked at; nothing before it is closed or once it is done."""
    if focus is None or now.session.state != SessionState.OPEN:
        return None
    item = focus.item
    if item.state != ItemState.CLOSED or item.outcome or has_left(item):
        return None
    told = focus.proposal(now.session.tie_rule)
    may = now.may_conclude(item)
    choices = tuple(_choosable(each, told) for each in Outcome if each in told.allowed)
    kind, award = (item.nomination.kind, item.nomination.award_code) if item.nomination else ("", "")
    return ConcludingView(
        uid=item.uid,
        order=item.order,
        heading=heading_of(item),
        sentence=_sentence(told, now.session.tie_rule),
        choices=choices if may else (),
        lower_forms=_forms(kind, award, on) if may and Outcome.LOWER_FORM in told.allowed else (),
        waits_for="" if may else now.session.chair.name,
    )


def _choosable(outcome: Outcome, told: Proposal) -> Choosable:
    return Choosable(outcome.value, str(outcome.label), outcome == told.outcome, told.needs_reason(outcome))


def _sentence(told: Proposal, tie_rule: str) -> str:
    if told.is_tie:
        rule = str(TieRule(tie_rule).label)
        return _("Số đồng ý và không đồng ý ngang nhau. Quy định của hội đồng: %(rule)s.") % {"rule": rule}
    if told.is_met is None:
        return _("Mục này không biểu quyết.")
    if told.outcome is Outcome.PASS_UP:
        return _("Đủ phiếu đồng ý. Cấp trên quyết định khen thưởng này: chuyển hồ sơ lên.")
    return _("Đủ phiếu đồng ý.") if told.is_met else _("Không đủ phiếu đồng ý.")


def _forms(kind: str, award: str, on: date) -> tuple[tuple[str, str], ...]:
    """The other forms that the kind of recipient may have and no higher level decides on, as (code, name), by name."""
    every = [form for form in catalogue(on) if not form.classes]
    now = next((form.deciding_levels for form in every if form.code == award), frozenset())
    forms = [form for form in every if form.code != award and RecipientKind(kind) in form.recipient_kinds]
    lower = [(form.code, form.name) for form in forms if is_no_higher(form.deciding_levels, now)]
    return tuple(sorted(lower, key=lambda each: each[1]))
