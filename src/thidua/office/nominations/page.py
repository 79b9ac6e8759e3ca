"""The page of one nomination: where it stands, what stands in its way, what lies in the dossier, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.core.actors import Actor, Role
from thidua.honours.models import Holder
from thidua.honours.queries.merged import standing_for
from thidua.honours.queries.person import honours_of
from thidua.honours.queries.scope import holders
from thidua.nominations.choices import Act, State
from thidua.nominations.models import Nomination, Step
from thidua.nominations.queries.assessing import asks_for
from thidua.nominations.queries.dossier import dossier_page
from thidua.nominations.queries.sides import sides_of
from thidua.nominations.rules.gates import Concluded, is_held, standing
from thidua.nominations.rules.path import EDITABLE, ONWARD, OPEN, Side, Way, may, ways_from, with_decider
from thidua.nominations.rules.verdict_rows import VerdictRow
from thidua.office.nominations.conditions import Powers, counted, shown_conditions
from thidua.office.nominations.elsewhere import doorway
from thidua.office.nominations.facts import stated_facts
from thidua.office.nominations.finding import MOVERS, nomination_or_404
from thidua.office.nominations.log import log
from thidua.office.nominations.standing import next_step, sentence, timeline
from thidua.office.nominations.words import BUTTONS, CHIPS, ICONS
from thidua.office.notices.section import notice_section
from thidua.office.opinions.section import TypedOpinion, opinion_section
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_HEADS = (Role.APPROVER, Role.LEADER)


@allow(STAFF)
@require_GET
def nomination(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a nomination."""
    return nomination_page(request, nomination_or_404(request, uid))


def nomination_page(
    request: ActingRequest,
    one: Nomination,
    *,
    refused: Mapping[str, str] | None = None,
    typed: TypedOpinion | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; ``refused`` names the form that was refused, its sentence and what was typed into it.

    ``typed`` is a form about an opinion that was refused.
    """
    today = clock.today()
    actor = request.actor
    check, checks = one.checks.first(), list(one.checks.defer("verdicts").order_by("pk"))
    steps, conclusions = list(one.steps.order_by("pk")), list(one.conclusions.order_by("pk"))
    rows = [VerdictRow.from_json(each) for each in check.verdicts] if check else []
    in_force = [each for each in conclusions if each.withdrawn_at is None]
    stands = standing(
        ((row.code, row.outcome) for row in rows),
        [Concluded(each.condition, each.is_met, each.is_override) for each in in_force],
    )
    asks = asks_for(one, on=check.law_day if check else today)
    sides = sides_of(one, actor, on=today)
    powers = _powers(one, actor, sides)
    conditions = shown_conditions(one, check, rows, conclusions, powers) if check else []
    path = timeline(State(one.state), asks, steps, today=today)
    context = {
        "one": one,
        "check": check,
        "timeline": path,
        "next_step": next_step(path),
        "chip": CHIPS[State(one.state)],
        "sentence": sentence(one, stands, rows, asks, why_returned=_why_returned(steps), today=today),
        "conditions": conditions,
        "first_open": next((each for each in conditions if each.is_open and each.act), None),
        "counted": counted(rows),
        "can_judge": powers.judge,
        "stated": stated_facts(one.facts),
        "dossier": dossier_page(one, on=today),
        **_ledger(one, actor, today),
        "opinions": opinion_section(one, typed, may_write=powers.judge, on=today),
        "asked_public": notice_section(one, actor, on=today),
        "log": log(steps, conclusions, checks),
        "held_until": one.held_until if is_held(one.held_until, today) else None,
        "refused": refused or {},
        "today": today,
        "elsewhere": doorway(one, actor, sides, on=today),
        **_acts(one, actor, sides, is_clear=stands.is_clear, today=today),
    }
    return render(request, "office/nominations/nomination.html", context, status=status)


def _powers(one: Nomination, actor: Actor, sides: frozenset[Side]) -> Powers:
    state = State(one.state)
    decides = Side.DECIDING in sides and with_decider(state)
    return Powers(
        judge=decides and actor.has(*MOVERS),
        override=decides and actor.owns(*_HEADS),
        attach=Side.NOMINATING in sides and state in EDITABLE and actor.has(*MOVERS),
    )


def _acts(one: Nomination, actor: Actor, sides: frozenset[Side], *, is_clear: bool, today: date) -> dict[str, Any]:
    """Return the acts that the reader may do: the one onward, the others, and whether a hold is theirs to set."""
    state = State(one.state)
    ways = [way for way in ways_from(state) if may(way, actor.roles, sides)]
    held = is_held(one.held_until, today)
    onward = [way for way in ways if way.act in ONWARD or way.act in {Act.ANNOUNCE, Act.ARCHIVE}]
    can_go = [way for way in onward if not held and (is_clear or not way.needs_clear)]
    can_go = [way for way in can_go if one.round.closed_at is None or way.side is Side.DECIDING]
    others = [way for way in ways if way not in onward]
    return {
        "onward": _button(can_go[0]) if can_go else None,
        "others": [_button(way) for way in others],
        "can_return": any(way.act is Act.RETURN for way in others),
        "can_hold": Side.DECIDING in sides and (with_decider(state) or (held and state in OPEN)) and actor.has(*MOVERS),
        "can_edit": Side.NOMINATING in sides and state in EDITABLE and actor.has(*MOVERS),
        "can_check": bool(sides) and actor.has(*MOVERS) and state not in _DECIDED,
    }


_DECIDED = frozenset({State.DECIDED, State.ANNOUNCED, State.PAID, State.ARCHIVED})


def _button(way: Way) -> dict[str, Any]:
    return {
        "act": way.act.value,
        "word": BUTTONS[way.act],
        "icon": ICONS[way.act],
        "needs_reason": way.needs_reason,
        "is_final": way.act in {Act.SUBMIT, Act.FINISH_APPRAISAL, Act.CLOSE_COMMENT},
        "asks_day": way.act is Act.RECEIVE,
    }


def _why_returned(steps: Sequence[Step]) -> str:
    found = (step.reason for step in reversed(steps) if State(step.after) is State.RETURNED and step.reason)
    return next(found, "")


def _ledger(one: Nomination, actor: Actor, today: date) -> dict[str, Any]:
    """Return what the ledger has of the nominee now, also where the record was merged; its uid for who may open it."""
    now = standing_for({one.holder_id})[one.holder_id]
    uid = holders(actor, on=today).filter(pk=now).values_list("uid", flat=True).first()
    return {"honours": honours_of(Holder(pk=now)), "ledger_uid": uid}
