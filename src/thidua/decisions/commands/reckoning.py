"""The money of the lines of a draft: worked out, and stated where the law leaves it to a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import update_rows
from thidua.decisions.choices import BonusState
from thidua.decisions.commands.locking import lock_draft, refuse_huge
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.queries.claims import moneys_of
from thidua.decisions.rules.money import LineMoney
from thidua.honours.rules.lines import line as one_line
from thidua.vietnamese.writing import number

MONEY = tuple(each.name for each in fields(LineMoney))
_ASKED = (BonusState.ASKS, BonusState.STATED)
_LONGEST = {"provisions": 500, "bonus_note": 500}


def reckon(decision: AwardDecision, lines: Sequence[DecisionLine], *, on: date) -> None:
    """Write the money of the lines of a locked decision as of a day, with their places; the lines are changed too."""
    found = moneys_of(decision, lines, on=on)
    for line in lines:
        for name in MONEY:
            value = getattr(found[line.pk], name)
            setattr(line, name, value[: _LONGEST[name]] if name in _LONGEST else value)
    names = ("place", *MONEY)
    update_rows(DecisionLine, names, ((line.pk, *(getattr(line, name) for name in names)) for line in lines))


@transaction.atomic
def set_bonus(
    *, decision: AwardDecision, lines: Collection[DecisionLine], amount: int, reason: str, by: Actor, at: datetime
) -> int:
    """State the money of lines of a draft whose amount is asked, in đồng each; return how many lines.

    Raises:
        Refused: no reason, one of the lines does not ask, or the amount is below nought or above a ceiling.
    """
    kept = lock_draft(decision, by)
    said = one_line(reason, _LONGEST["bonus_note"])
    if not said:
        raise Refused(_("Ghi căn cứ của số tiền: văn bản nào, ai quyết định mức."), field="reason")
    rows = list(DecisionLine.objects.in_force().filter(decision=kept, pk__among=[each.pk for each in lines]))
    _refuse_amount(rows, amount)
    before = {row.name: row.bonus for row in rows}
    keys = [row.pk for row in rows]
    DecisionLine.objects.filter(pk__among=keys).update(bonus=amount, bonus_state=BonusState.STATED, bonus_note=said)
    after = {"amount": amount, "reason": said, "lines": len(rows)}
    audit.record("set_bonus", kept, by=by, at=at, unit_id=kept.unit_id, before=before, after=after)
    return len(rows)


def _refuse_amount(rows: Sequence[DecisionLine], amount: int) -> None:
    fixed = next((row for row in rows if row.bonus_state not in _ASKED), None)
    if fixed is not None:
        raise Refused(
            _("Tiền thưởng của %(name)s tính theo luật, không ghi tay. Chỉ ghi ở dòng cần ghi số tiền."),
            name=fixed.name,
        )
    if amount < 0:
        raise Refused(_("Số tiền không được âm. Không thưởng thì ghi 0."), field="amount")
    refuse_huge(amount, "amount")
    over = next((row for row in rows if row.ceiling is not None and amount > row.ceiling), None)
    if over is not None:
        raise Refused(
            _("%(name)s: không quá %(most)s đồng (%(provisions)s). Ghi số tiền không vượt mức."),
            field="amount",
            name=over.name,
            most=number(over.ceiling or 0),
            provisions=over.provisions,
        )
