"""Whether two descriptions speak of one person, with the evidence and the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import log2

from thidua.honours.rules.matching.naming import NameEvidence, most_of_name, name_evidence
from thidua.honours.rules.matching.posts import MOST_OF_POSTS, Post, PostKinship, posts_evidence
from thidua.honours.rules.matching.reasons import (
    ALL_ALIKE,
    NOT_ENOUGH,
    Reason,
    gender_reasons,
    name_reasons,
    post_reasons,
    year_reasons,
)
from thidua.honours.rules.matching.years import year_evidence

__all__ = ["Identity", "Likeness", "Post", "Reason", "Verdict", "compare"]

_AMONG = 200_000
_GENDER_EQUAL, _GENDER_OTHER = 20, -800
_SAME_FROM, _MAYBE_FROM = 500, -200
_FURTHEST = 2000
_FAMILIAR = 1700
"""The most that a name proves within one unit, where families share a surname and a middle name."""


class Verdict(StrEnum):
    """What to do with a pair: propose as one person, let somebody look, leave alone."""

    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Identity:
    """What one source says of a person.

    Attributes:
        name: as written, titles included.
        birth_year: ``None`` where not known.
        gender: any word that the caller uses throughout; empty where not known.
        posts: in any order.
    """

    name: str
    birth_year: int | None = None
    gender: str = ""
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two descriptions speak of one person.

    Attributes:
        score: 0..1000, thousandths of how sure one may be; 0 where not even the same name would be enough.
        verdict: the band of the score.
        reasons: for and against, the name first.
    """

    score: int
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


def compare(one: Identity, other: Identity, *, among: int = _AMONG) -> Likeness:
    """Return how likely two descriptions speak of one person; the same both ways round.

    Two that say the same, with a year of birth and a post, are the same person however the name is spelt; with less,
    somebody has to look.

    Args:
        one: a description.
        other: another one, mostly found by a common key.
        among: how many persons the other was drawn from; among more, an equal name proves less.
    """
    year, year_kinship = year_evidence(one.birth_year, other.birth_year)
    gender = _gender(one.gender, other.gender)
    posts, post_kinship, units = posts_evidence(one.posts, other.posts)
    lacking = _drawn_from(among) - year - gender - posts
    years = year_reasons(year_kinship, one.birth_year, other.birth_year)
    is_alike = one.birth_year == other.birth_year and one.gender == other.gender and one.posts == other.posts
    if not is_alike and min(most_of_name(one.name), most_of_name(other.name)) < lacking + _MAYBE_FROM:
        return Likeness(0, Verdict.DIFFERENT, (*NOT_ENOUGH, *years))  # most candidates end here
    name = name_evidence(one.name, other.name)
    if is_alike and name.is_same:
        return _alike(one, name, lacking)
    bits = min(name.bits, _FAMILIAR) if post_kinship >= PostKinship.OTHER_POST_AT_ONCE else name.bits
    rest = (*years, *gender_reasons(is_other=gender < 0), *post_reasons(post_kinship, units))
    return Likeness(_score(bits - lacking), _verdict(bits - lacking), (*name_reasons(name), *rest))


def could_be(one: Identity, name: str, birth_year: int | None, gender: str, *, among: int = _AMONG) -> bool:
    """Tell whether another with these particulars may be the one if only the posts were right.

    Whoever may not needs no look at the posts: what this rules out, ``compare`` calls different. The particulars are
    given apart because a hundred thousand are looked at for a list of a thousand.
    """
    if one.birth_year == birth_year and one.name == name:
        return True
    least = _least_of_name(one.birth_year, birth_year, one.gender, gender, among)
    # The name looked for is read once; most of the others need not be read at all.
    return most_of_name(one.name) >= least and most_of_name(name) >= least


def _alike(one: Identity, name: NameEvidence, lacking: int) -> Likeness:
    """Return the likeness of two descriptions that say the same: of a mere name it is left to somebody to look."""
    least = _SAME_FROM if one.birth_year is not None and one.posts else _MAYBE_FROM
    bits = max(name.bits - lacking, least)
    return Likeness(_score(bits), _verdict(bits), (*name_reasons(name), *ALL_ALIKE))


@lru_cache(maxsize=1 << 14)
def _least_of_name(year: int | None, other_year: int | None, gender: str, other_gender: str, among: int) -> int:
    """Return the least that the name has to prove of two with these particulars, whatever their posts prove."""
    years, _kinship = year_evidence(year, other_year)
    return _drawn_from(among) - years - _gender(gender, other_gender) - MOST_OF_POSTS + _MAYBE_FROM


@lru_cache(maxsize=64)
def _drawn_from(among: int) -> int:
    """Return the evidence, in hundredths of a bit, that it takes to single one out of so many."""
    return round(100 * log2(max(among, 1)))


def _gender(one: str, other: str) -> int:
    if not one or not other:
        return 0
    return _GENDER_EQUAL if one == other else _GENDER_OTHER


def _score(bits: int) -> int:
    """Return thousandths for evidence in hundredths of a bit; nought bits are 500."""
    held = max(-_FURTHEST, min(_FURTHEST, bits))
    return round(1000 / (1 + 2 ** (-held / 100)))


def _verdict(bits: int) -> Verdict:
    if bits >= _SAME_FROM:
        return Verdict.SAME
    return Verdict.MAYBE if bits >= _MAYBE_FROM else Verdict.DIFFERENT
