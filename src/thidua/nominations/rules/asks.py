"""Which steps an award has: a council where its standard asks for a vote, a public page where it asks for comment."""

from __future__ import annotations

from thidua.law.catalogue import NotInForceError
from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.nominations.rules.path import Asks


def asks_of(award: str, kind: RecipientKind, law: Law, *, of_office: bool) -> Asks:
    """Return the steps of an award that day; ``of_office`` says that the office's own rules want a council anyway.

    A rule on how a council meets does not by itself send an award there; only the compulsory vote does.
    """
    try:
        tests = {each.test for each in law.conditions(award, kind)}
    except NotInForceError:
        return Asks(council=of_office)
    return Asks(council=of_office or "voted" in tests, public_comment="commented" in tests)
