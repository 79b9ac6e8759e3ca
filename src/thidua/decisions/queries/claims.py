"""What each line of a decision would be paid, beside what the same recipients get at the same time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from thidua.decisions.choices import BonusState, DecisionKind, DecisionState
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.rules.bonuses import Claim, Ruled, Ruling, rule
from thidua.decisions.rules.money import LineMoney, Stated, alone, at_once_provisions, ruled, with_stated
from thidua.honours.queries.merged import records_within, standing_for
from thidua.law.catalogue import UnknownCodeError, award_form
from thidua.law.entries import Category, RecipientKind
from thidua.local_rules.queries import law_for
from thidua.vietnamese.fold import fold

_DUE = Ruled(Ruling.DUE)


def moneys_of(decision: AwardDecision, lines: Sequence[DecisionLine], *, on: date) -> dict[int, LineMoney]:
    """Return the money of each line of a decision as one of the day ``on``, by the line's key.

    The law is that of the day with the rules that the unit follows; other awards of the same recipients count where
    they are in this decision, or in one issued on the same day or for the same round. What somebody stated stays.
    """
    law = law_for(decision.unit_id, on, on=on)
    pairs = {(line.award_code, line.kind) for line in lines}
    each_alone = {pair: alone(pair[0], RecipientKind(pair[1]), law) for pair in pairs}
    bare = {line.pk: each_alone[line.award_code, line.kind] for line in lines}
    provisions = at_once_provisions(on)
    stands = standing_for({line.holder_id for line in lines})
    settled = _settled(decision, set(stands.values()), on) if provisions else []
    told = {line.pk: f"“{line.award_name}”" for line in lines}
    told |= {line.pk: f"“{line.award_name}” ({line.decision.code})" for line in settled}
    rulings = _rulings(lines, bare, settled, stands) if provisions else {}
    found = {}
    for line in lines:
        ruling = rulings.get(line.pk, _DUE)
        money = ruled(bare[line.pk], ruling, told.get(ruling.because_of or 0, ""), provisions)
        found[line.pk] = with_stated(money, _stated(line))
    return found


def _rulings(
    lines: Iterable[DecisionLine],
    bare: dict[int, LineMoney],
    settled: Sequence[DecisionLine],
    stands: Mapping[int, int],
) -> dict[int, Ruled]:
    """Return the rulings; who was put together since is one recipient, on whichever record a line names them."""
    whose = {**standing_for({line.holder_id for line in settled}), **stands}
    due = [line for line in lines if bare[line.pk].bonus_state != BonusState.NOT_DUE]
    claims = [_claim(line, whose[line.holder_id], bare[line.pk].most) for line in due]
    return rule([*claims, *(_claim(line, whose[line.holder_id], line.bonus or 0, is_settled=True) for line in settled)])


def _claim(line: DecisionLine, holder: int, amount: int, *, is_settled: bool = False) -> Claim:
    nomination = line.nomination
    since = nomination.since if nomination else None
    until = nomination.until if nomination else None
    return Claim(
        key=line.pk,
        holder=holder,
        is_title=_is_title(line.award_code),
        period=(since or date(line.year, 1, 1), until or date(line.year, 12, 31)),
        achievement=fold(line.achievement),
        amount=amount,
        is_settled=is_settled,
    )


def _is_title(code: str) -> bool:
    try:
        return award_form(code).category is Category.TITLE
    except UnknownCodeError:
        return False


def _settled(decision: AwardDecision, holders: Collection[int], on: date) -> list[DecisionLine]:
    """Return the lines with money of issued decisions of the unit that recipients got at the same time."""
    at_once = Q(decision__dated_on=on)
    if decision.round_id:
        at_once |= Q(decision__round=decision.round_id)
    rows = DecisionLine.objects.in_force().filter(
        at_once,
        decision__unit=decision.unit_id,
        decision__state=DecisionState.ISSUED,
        does=DecisionKind.AWARD,
        holder__pk__among=list(records_within(*holders)),
        annulled_at=None,
        bonus__gt=0,
    )
    return list(rows.exclude(decision=decision.pk).select_related("nomination", "decision"))


def _stated(line: DecisionLine) -> Stated | None:
    if line.bonus_state != BonusState.STATED or line.bonus is None:
        return None
    return Stated(line.bonus, line.bonus_note)
