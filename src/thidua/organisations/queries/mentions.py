"""Which units a longer text speaks of."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.models import Unit, UnitDescription
from thidua.organisations.queries.scope import in_force
from thidua.vietnamese.letters import matching_form

_PROVINCES = {UnitKind.PROVINCE, UnitKind.CITY}


def most_named_province(text: str, *, on: date) -> Unit | None:
    """Return the province that ``text`` names more often than any other of the day ``on``; ``None`` where none leads.

    Names count as printed with capitals; a name inside another word or a longer name of a province does not.
    """
    rows = UnitDescription.objects.filter(in_force(on), unit__level=Level.PROVINCE).select_related("unit")
    provinces = {matching_form(row.name): row.unit for row in rows if row.kind in _PROVINCES}
    text = unicodedata.normalize("NFC", text)
    low = matching_form(text)
    named = [name for name in provinces if name in low]  # few; trying all at each letter would take long
    if not named:
        return None
    names = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    counts: dict[Unit, int] = {}
    for mention in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", low):
        if text[mention.start()].isupper():
            unit = provinces[mention[0]]
            counts[unit] = counts.get(unit, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    leads = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if leads else None
