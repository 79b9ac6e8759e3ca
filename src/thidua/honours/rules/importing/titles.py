"""What the title above a list says of all its rows: lists come with the decision that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.honours.rules.importing.cells import read_decision
from thidua.honours.rules.importing.headers import Part

_DECISION = re.compile(
    r"quyết\s+định\s+(?:khen\s+thưởng\s+)?số\b.{3,80}?(?:19|20)\d\d(?:\s+của\s+(?P<giver>[^().;]{3,120}))?",
    re.IGNORECASE,
)


def said_above(rows: Sequence[Sequence[str]]) -> dict[Part, str]:
    """Return number, day and authority of the decision that a title names; nothing where it names none whole.

    >>> said_above([["(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/6/2020 của Chủ tịch UBND tỉnh Hưng Yên)"]])[Part.DATE]
    '05/06/2020'
    """
    for text in (text for row in rows for text in row):
        found = _DECISION.search(text)
        number, day = read_decision(found[0]) if found else ("", None)
        if found and day and number and any(letter.isdigit() for letter in number):
            told = {Part.NUMBER: number, Part.DATE: f"{day:%d/%m/%Y}"}
            giver = (found["giver"] or "").strip()
            return told | ({Part.AUTHORITY: giver} if giver else {})
    return {}
