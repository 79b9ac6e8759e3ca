"""Drafting a decision that annuls awards of an earlier one (Law 06/2022/QH15, Art. 93)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.decisions.choices import AnnulReason, DecisionKind, DecisionState
from thidua.decisions.commands.drafting import COPIED, default_symbol, folded, titled
from thidua.decisions.commands.locking import lock_decision, refuse_others
from thidua.decisions.commands.signing import chosen_signer
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.honours.rules.lines import line
from thidua.organisations.models import Unit
from thidua.organisations.queries.heirs import living_heirs

_TAKEN_OVER = (*COPIED, "golden_number", "golden_text", "bonus")


@transaction.atomic
def draft_annulment(  # noqa: PLR0913 - keyword-only, one for each field of the form
    *, decision: AwardDecision, lines: Collection[DecisionLine] | None = None, reason: str, title: str,
    authority: str = "", symbol: str = "", bases: str = "", signer: str = "", by: Actor, at: datetime,
) -> AwardDecision:  # fmt: skip
    """Draft a decision of the actor's unit that annuls lines of an issued decision, or all of them.

    ``reason`` is one of the four grounds of the law; no details of a case are kept. The authority that decided also
    annuls, or the one that took its place, which then names itself as ``authority``.

    Raises:
        Refused: it is another authority's, was not issued or gives no awards, a line is annulled already or is
            somebody's draft, the ground is none, or there is no title.
    """
    kept = lock_decision(decision)
    unit = Unit.objects.filter(pk=by.unit_id or 0).first() or kept.unit
    refuse_others(unit, by)
    _refuse_foreign(kept, unit, at)
    if reason not in AnnulReason.values:
        raise Refused(_("Chọn một trong bốn căn cứ hủy bỏ của Luật, Điều 93 khoản 2."), field="reason")
    chosen = _standing(kept, lines)
    made = AwardDecision.objects.create(
        unit=unit,
        kind=DecisionKind.ANNUL,
        annuls=kept,
        reason=reason,
        title=titled(title),
        folded=folded(title),
        authority=line(authority, 300) or kept.authority,
        bases=bases.strip(),
        symbol=default_symbol(unit, symbol, at),
        **chosen_signer(unit, signer, clock.legal_day(at)),
        drafted_by=by.label,
        created_at=at,
    )
    _add(made, chosen, at)
    after = {"annuls": kept.code, "reason": reason, "lines": len(chosen)}
    audit.record("draft_annulment", made, by=by, at=at, unit_id=unit.pk, after=after)
    return made


def _refuse_foreign(decision: AwardDecision, unit: Unit, at: datetime) -> None:
    if decision.kind != DecisionKind.AWARD or decision.state != DecisionState.ISSUED:
        raise Refused(_("Chỉ hủy bỏ khen thưởng của quyết định đã ban hành. Dự thảo thì bỏ dự thảo."))
    heirs = {each.pk for each in living_heirs(decision.unit, on=clock.legal_day(at))}
    if unit.pk not in heirs:
        raise Refused(
            _("Quyết định này của %(unit)s. Nơi đã quyết định khen thưởng, hoặc nơi kế tục, mới hủy bỏ được."),
            unit=decision.unit.name_in_sentence,
        )


def _standing(decision: AwardDecision, lines: Collection[DecisionLine] | None) -> list[DecisionLine]:
    """Return the lines that are meant, if all of them stand and no other draft annuls one."""
    mine = DecisionLine.objects.in_force().filter(decision=decision)
    mine = mine.filter(annulled_at=None) if lines is None else mine.filter(pk__among=[each.pk for each in lines])
    found = list(mine.order_by("place"))
    if not found or any(each.annulled_at is not None for each in found):
        raise Refused(_("Chọn ít nhất một dòng còn hiệu lực; dòng đã hủy bỏ thì không chọn lại."), field="lines")
    other = DecisionLine.objects.in_force().filter(does=DecisionKind.ANNUL, of__pk__among=[each.pk for each in found])
    if taken := other.select_related("decision").first():
        raise Refused(
            _("%(name)s đã ở “%(decision)s”. Mở dự thảo ấy, hoặc bỏ nó trước."),
            field="lines",
            name=taken.name,
            decision=taken.decision.title,
        )
    return found


def _add(decision: AwardDecision, awards: Collection[DecisionLine], at: datetime) -> None:
    names = ("place", "of", "nomination", "holder", "honour", *_TAKEN_OVER)
    rows = (
        (
            place,
            each.pk,
            each.nomination_id,
            each.holder_id,
            each.honour_id,
            *(getattr(each, name) for name in _TAKEN_OVER),
        )
        for place, each in enumerate(awards, start=1)
    )
    insert_rows(
        DecisionLine, names, rows, common={"decision": decision.pk, "does": DecisionKind.ANNUL, "created_at": at}
    )
