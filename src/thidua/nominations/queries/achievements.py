"""Achievements that were awarded or proposed before: across the whole ledger and all nominations that stand.

What the nominee itself received is compared whole, whatever is in the index; what others received is found by keys. Not
scoped to an actor: the principle (Law 06/2022/QH15, Art. 5) holds across units, and what is told of another's award is
what its decision says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.honours.rules.matching.reasons import Reason
from thidua.law.catalogue import all_award_forms
from thidua.law.entries import Category
from thidua.nominations.choices import Act
from thidua.nominations.models import Nomination
from thidua.nominations.queries.retellings import Told, of_holders, retold_by_others
from thidua.nominations.rules.achievements.comparing import compare, could_be_one
from thidua.nominations.rules.achievements.pictures import Achievement, Picture, bare_letters, picture
from thidua.nominations.rules.achievements.weighing import Given, Weight, weigh
from thidua.nominations.rules.own_rows import AlikeTold
from thidua.nominations.rules.path import WAYS

_LIST = 4
"""A sentence that more other holders have is that of a list: none of them is told."""
_MOST_TOLD = 5
"""Of other holders."""
_AT_ONCE = 2000
_DECIDED = WAYS[Act.ANNUL].sources


@dataclass(frozen=True, slots=True)
class AlikeAchievement:
    """An award received or proposed for what may be the same achievement.

    Attributes:
        told: which: holder, award, year, number, citation.
        score: 0..1000, to sort by.
        reasons: why, in sentences with places.
        is_same_holder: whether it is the nominee's own, or that of a record merged with it.
        is_block: it stands in the way; else it is a warning.
    """

    told: Told
    score: int
    reasons: tuple[Reason, ...]
    is_same_holder: bool
    is_block: bool

    @property
    def what(self) -> str:
        """The award in words, as a verdict keeps it: «Giấy khen năm 2025 của Lê Thị Hòa (số 12/QĐ-UBND)»."""
        number = f" (số {self.told.number})" if self.told.number else ""
        proposed = "" if self.told.is_honour else "đề nghị "
        return f"{proposed}{self.told.award_name} năm {self.told.year} của {self.told.holder_name}{number}"

    @property
    def said(self) -> str:
        """The reasons in one line."""
        return "; ".join(map(str, self.reasons))


def alike(nomination: Nomination) -> tuple[AlikeAchievement, ...]:
    """Return what may be the same achievement as that of a nomination: what stands in the way first, then the likest.

    Honours withdrawn and nominations withdrawn, refused or annulled do not count.
    """
    return alike_many([nomination])[nomination.pk]


def alike_many(nominations: Sequence[Nomination]) -> dict[int, tuple[AlikeAchievement, ...]]:
    """Return the same for many, by the nomination's key; a handful of statements for each two thousand."""
    found: dict[int, tuple[AlikeAchievement, ...]] = {each.pk: () for each in nominations}
    telling = [each for each in nominations if each.achievement.strip()]
    for first in range(0, len(telling), _AT_ONCE):
        found |= _of_part(telling[first : first + _AT_ONCE])
    return found


def alike_told(nominations: Sequence[Nomination]) -> dict[int, tuple[AlikeTold, ...]]:
    """Return the same in the words that a verdict keeps."""
    found = alike_many(nominations)
    return {pk: tuple(AlikeTold(each.what, each.said, each.is_block) for each in some) for pk, some in found.items()}


def _of_part(part: Sequence[Nomination]) -> dict[int, tuple[AlikeAchievement, ...]]:
    achievements = {each.pk: Achievement(each.achievement, each.year, each.since, each.until) for each in part}
    seen = {pk: picture(achievement) for pk, achievement in achievements.items()}
    own = of_holders(part)
    others = retold_by_others(seen, {pk: mine.holder for pk, mine in own.items()})
    found = {}
    for each in part:
        received = _but_its_own(each, own[each.pk].received)
        maybe = [told for told in received if could_be_one(achievements[each.pk], told.achievement)]
        mine = _once(_weighed(each, seen[each.pk], maybe, is_same_holder=True))
        theirs = _once(_weighed(each, seen[each.pk], others[each.pk], is_same_holder=False))
        found[each.pk] = (*_in_order(mine), *_in_order(_without_lists(theirs))[:_MOST_TOLD])
    return found


def _weighed(one: Nomination, seen: Picture, others: Iterable[Told], *, is_same_holder: bool) -> list[AlikeAchievement]:
    mine = Given(one.award_code, _category(one.award_code), one.type)
    found = []
    for told in others:
        likeness = compare(seen, picture(told.achievement), is_same_holder=is_same_holder)
        theirs = Given(told.award_code, _category(told.award_code), told.type)
        weight = weigh(likeness, mine, theirs, is_same_holder=is_same_holder)
        if weight is not Weight.NONE:
            is_block = weight is Weight.BLOCK
            found.append(AlikeAchievement(told, likeness.score, likeness.reasons, is_same_holder, is_block))
    return found


def _category(code: str) -> Category | None:
    """Return what an award is, in the newest version of the catalogue; None of one that is not there."""
    versions = all_award_forms().get(code)
    return versions[-1].category if versions else None


def _but_its_own(one: Nomination, received: Iterable[Told]) -> list[Told]:
    """Leave out the honours that came of the nomination's own decision."""
    if one.state not in _DECIDED:
        return list(received)
    return [each for each in received if not (each.is_honour and _award(each) == (one.award_code, one.achievement))]


def _once(found: Sequence[AlikeAchievement]) -> list[AlikeAchievement]:
    """Leave out decided nominations whose honour stands in the ledger: that one has the number of the decision."""
    awarded = {(each.told.holder_name, *_award(each.told)) for each in found if each.told.is_honour}
    return [
        each
        for each in found
        if each.told.state not in _DECIDED or (each.told.holder_name, *_award(each.told)) not in awarded
    ]


def _award(told: Told) -> tuple[str, str]:
    return told.award_code, told.achievement.text


def _without_lists(found: Sequence[AlikeAchievement]) -> list[AlikeAchievement]:
    """Leave out what many others are praised for in the same words."""
    texts = Counter(bare_letters(each.told.achievement.text) for each in found)
    return [each for each in found if texts[bare_letters(each.told.achievement.text)] <= _LIST]


def _in_order(found: Iterable[AlikeAchievement]) -> list[AlikeAchievement]:
    return sorted(found, key=lambda each: (not each.is_block, -each.score, not each.told.is_honour, each.told.key))
