"""What it means for a nomination that its achievement was awarded or proposed before.

The law forbids several awards and several forms for one achievement (06/2022/QH15, Art. 5 clause 2); the forms are
those of Art. 9. A title of emulation (Art. 19) is none of them: titles of one year build on one another, commendations
rest on titles held (Art. 73, 74), and bonus money is paid for both (152/2025/NĐ-CP, Art. 49 clauses 5-7). So a title
beside a commendation never blocks, and is not even told where both cite no more than the year's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thidua.law.entries import Category
from thidua.nominations.rules.achievements.comparing import Likeness, Verdict

_OF_A_LIFE = frozenset({"service_history", "seniority"})
"""Types of commendation that count years in posts, and what was awarded in them."""


class Weight(StrEnum):
    """Whether a likeness stands in the way, is told, or is nothing."""

    BLOCK = "block"
    WARNING = "warning"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Given:
    """An award given or proposed: its code and category in the law's catalogue, blank and None where not known there.

    ``type`` is the type of commendation by our word, blank where not known.
    """

    code: str
    category: Category | None
    type: str = ""


def weigh(found: Likeness, one: Given, other: Given, *, is_same_holder: bool) -> Weight:
    """Return what a likeness between two awards means."""
    if found.verdict is Verdict.DIFFERENT:
        return Weight.NONE
    if not is_same_holder:
        return Weight.WARNING
    if found.is_formula and (_is_of_a_life(one) or _is_of_a_life(other)):
        return Weight.NONE
    both = {one.category, other.category}
    if both == {Category.COMMENDATION} or (one.code and one.code == other.code):
        is_block = found.verdict is Verdict.SAME and not (_is_of_a_life(one) or _is_of_a_life(other))
        return Weight.BLOCK if is_block else Weight.WARNING
    if found.is_formula and None not in both:
        return Weight.NONE
    return Weight.WARNING


def _is_of_a_life(given: Given) -> bool:
    return given.type in _OF_A_LIFE
