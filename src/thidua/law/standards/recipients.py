"""May this kind of recipient have this award? (Law 06/2022/QH15, Art. 19, 20 and those of each form)."""

from __future__ import annotations

from datetime import date

from thidua.law.catalogue import NotInForceError, award_form
from thidua.law.day import Law
from thidua.law.entries import AwardForm, Provision, RecipientKind
from thidua.law.verdicts import Outcome, Verdict


def recipient_fits(form: AwardForm, recipient_kind: RecipientKind | str, on: date) -> Verdict:
    """Return whether ``form``, as the law had it ``on`` that day, may go to such a recipient.

    Raises:
        ValueError: ``recipient_kind`` is no kind of recipient.
    """
    kind = RecipientKind(recipient_kind)
    try:
        current = award_form(form.code, on)
    except NotInForceError:
        return Verdict(
            outcome=Outcome.TO_JUDGE,
            reason=f"Danh mục chưa có quy định về “{form.name}” vào ngày {_in_words(on)}; đề nghị đối chiếu văn bản.",
            provisions=form.provisions,
            observed=kind.label,
            verified=False,
        )
    rule = next((each for each in current.recipients if each.kind is kind), None)
    provisions = rule.provisions if rule else _all_provisions(current)
    verified = rule.verified if rule else all(each.verified for each in current.recipients)
    caution = Law.on(on).caution(provisions, verified=verified)
    return Verdict(
        outcome=Outcome.MET if rule else Outcome.NOT_MET,
        reason=_reason(current, kind, fits=rule is not None),
        provisions=provisions,
        observed=kind.label,
        verified=not caution,
        caution=caution,
    )


def _reason(form: AwardForm, kind: RecipientKind, *, fits: bool) -> str:
    if fits:
        return f"“{form.name}” được tặng cho {kind.label}."
    admitted = " hoặc ".join(rule.kind.label for rule in form.recipients)
    return f"“{form.name}” chỉ tặng cho {admitted}, không tặng cho {kind.label}."


def _all_provisions(form: AwardForm) -> tuple[Provision, ...]:
    return tuple(dict.fromkeys(place for rule in form.recipients for place in rule.provisions))


def _in_words(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
