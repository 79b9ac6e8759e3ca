"""Words of the pages of decisions: recipients counted, money, chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.decisions.choices import DecisionKind, DecisionState
from thidua.decisions.models import DecisionLine
from thidua.honours.choices import HolderKind
from thidua.vietnamese.writing import number

CHIPS = {DecisionState.DRAFT: "draft", DecisionState.ISSUED: "done", DecisionState.ANNULLED: "withdrawn"}
ORDER = (HolderKind.COLLECTIVE, HolderKind.INDIVIDUAL, HolderKind.HOUSEHOLD)
KIND_ICONS = {DecisionKind.AWARD: "award", DecisionKind.ANNUL: "undo-2", DecisionKind.REISSUE: "refresh-cw"}


def counted(kind: str, count: int) -> str:
    """Return recipients of one kind with their number, «94 cá nhân»."""
    words = {
        HolderKind.COLLECTIVE: ngettext("%(count)s tập thể", "%(count)s tập thể", count),
        HolderKind.INDIVIDUAL: ngettext("%(count)s cá nhân", "%(count)s cá nhân", count),
        HolderKind.HOUSEHOLD: ngettext("%(count)s hộ gia đình", "%(count)s hộ gia đình", count),
    }
    return words[HolderKind(kind)] % {"count": number(count)}


def recipients(counts: Mapping[str, int]) -> str:
    """Return recipients by kind in the order of the stage, «103 tập thể, 94 cá nhân»."""
    return ", ".join(counted(kind, counts[kind]) for kind in ORDER if counts.get(kind))


def recipients_of(lines: Iterable[DecisionLine]) -> str:
    """Return the recipients of lines by kind."""
    kinds = [line.kind for line in lines]
    return recipients({kind: kinds.count(kind) for kind in ORDER})


def money(amount: int) -> str:
    """Return an amount with its unit."""
    return _("%(amount)s đồng") % {"amount": number(amount)}
