"""What the papers of a decision say: plain values in, documents of ``paper`` out (Decree 30/2020/NĐ-CP)."""

from thidua.decisions.rules.papers.annulment import annulment_of
from thidua.decisions.rules.papers.award import award_of
from thidua.decisions.rules.papers.handing import handover_of, payment_of
from thidua.decisions.rules.papers.reissue import reissue_of
from thidua.decisions.rules.papers.texts import DecisionText, LineText, Office, for_authority, issuer_for

__all__ = [
    "DecisionText",
    "LineText",
    "Office",
    "annulment_of",
    "award_of",
    "for_authority",
    "handover_of",
    "issuer_for",
    "payment_of",
    "reissue_of",
]
