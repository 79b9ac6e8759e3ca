"""Who signs a decision, as it keeps them or as the office profile of a day has them."""

from __future__ import annotations

from datetime import date

from thidua.decisions.models import AwardDecision
from thidua.decisions.rules.papers import for_authority
from thidua.decisions.rules.signing import as_fields, of_fields
from thidua.documents.queries import Surroundings, signatories_on, surroundings
from thidua.documents.rules import SignerText
from thidua.paper.model import Signature


def kept_signer(decision: AwardDecision) -> SignerText | None:
    """Return the signer that a decision keeps; ``None`` where its office profile had none."""
    return of_fields({name: getattr(decision, name) for name in as_fields(None)})


def signer_on(decision: AwardDecision, day: date) -> SignerText | None:
    """Return who signs a decision on a day: whom it keeps, else the first of the office profile."""
    return kept_signer(decision) or next(iter(signatories_on(decision.unit, day)), None)


def surroundings_of(decision: AwardDecision, day: date) -> Surroundings:
    """Return what surrounds the papers of a decision on a day."""
    return surroundings(decision.unit, day, signer=kept_signer(decision))


def signature_of(decision: AwardDecision, around: Surroundings) -> Signature:
    """Return the signature below a decision, with the authority lines that its authority leaves."""
    return for_authority(around.signature or Signature(), decision.authority)


def signature_words(decision: AwardDecision, around: Surroundings) -> str:
    """Return the signature on one line, «KT. Chủ tịch, Phó Chủ tịch Lê An»; empty where nobody signs."""
    signature = signature_of(decision, around)
    stead = [f"{authority.value} {whom}" for authority, whom in signature.stead]
    return ", ".join([*stead, f"{signature.office} {signature.name}"]) if signature.name else ""
