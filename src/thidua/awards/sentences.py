"""Words of an award on the page and, in Vietnamese, on paper."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.vietnamese.writing import number


def recipients_in_words(collectives: int | None, individuals: int | None, total: int | None, noun: str = "") -> str:
    """Say who received an award: «103 tập thể, 94 cá nhân». ``noun`` is the source's own word for an undivided total.

    >>> recipients_in_words(103, 94, None), recipients_in_words(None, None, 75, "đơn vị")
    ('103 tập thể, 94 cá nhân', '75 đơn vị')
    >>> recipients_in_words(None, None, None)
    'các tập thể, cá nhân (nguồn không nêu số)'
    """
    parts = []
    if collectives is not None:
        parts.append(ngettext("%(count)s tập thể", "%(count)s tập thể", collectives) % {"count": number(collectives)})
    if individuals is not None:
        parts.append(ngettext("%(count)s cá nhân", "%(count)s cá nhân", individuals) % {"count": number(individuals)})
    if total is not None:
        counted = _(noun) if noun else _("tập thể, cá nhân")
        parts.append(f"{number(total)} {counted}")
    return ", ".join(parts) or _("các tập thể, cá nhân (nguồn không nêu số)")


def named_in_words(count: int) -> str:
    """Say how many a source names that counts nobody: «3 người, tập thể được nêu tên».

    >>> named_in_words(3)
    '3 người, tập thể được nêu tên'
    """
    return ngettext("%(count)s người, tập thể được nêu tên", "%(count)s người, tập thể được nêu tên", count) % {
        "count": number(count)
    }
