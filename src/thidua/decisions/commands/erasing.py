"""What decisions keep of somebody whose data are erased: lines that were taken out of drafts."""

from __future__ import annotations

from collections.abc import Collection

from thidua.core import audit
from thidua.decisions.models import DecisionLine
from thidua.honours.commands.erasing import ERASED_NAME


def forget_lines(*, holders: Collection[int], **_sent: object) -> tuple[str, ...]:
    """Take a person's name and deeds out of lines that no decision carries; return what stays, in sentences: nothing.

    That the lines of issued decisions keep the name, the ledger says itself.
    """
    left = DecisionLine.objects.filter(holder__in=holders, withdrawn_at__isnull=False)
    audit.forget(set(left.values_list("uid", flat=True)), label=ERASED_NAME)
    left.update(name=ERASED_NAME, post="", achievement="", bonus_note="", withdrawn_reason="")
    return ()
