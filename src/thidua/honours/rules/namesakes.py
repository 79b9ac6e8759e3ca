"""Records that have the same name and nothing else in common: too little to propose, enough for a person to look."""

from __future__ import annotations

from typing import Final

from thidua.honours.choices import HolderKind
from thidua.honours.rules.bodies import body_form, is_same_body
from thidua.honours.rules.matching import Likeness, Reason, Verdict
from thidua.honours.rules.matching.reasons import NOT_ENOUGH


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


LEAST: Final = 200
"""How sure one may be of somebody to look at, at the least (thousandths): the foot of its band."""
_SAME_NAME = Reason(gettext_noop("Trùng họ tên"))
_SAME_BODY = Reason(gettext_noop("Trùng tên"))
_BARE = Reason(gettext_noop("Trùng tên, có nơi ghi không dấu"))


def namesake(kind: str, name: str, other: str) -> Likeness | None:
    """Return how alike two of a kind are who have one name; ``None`` where their names differ, in marks too.

    >>> namesake("collective", "Xã Hưng Phú", "xã Hưng Phú").verdict.value
    'maybe'
    >>> namesake("collective", "Xã Hưng Phú", "Xã Hùng Phú")
    """
    one, its = body_form(name), body_form(other)
    if not is_same_body(one, its):
        return None
    if one != its:
        return Likeness(LEAST, Verdict.MAYBE, (_BARE,))
    reasons = (_SAME_NAME, *NOT_ENOUGH) if kind == HolderKind.INDIVIDUAL else (_SAME_BODY,)
    return Likeness(LEAST, Verdict.MAYBE, reasons)
