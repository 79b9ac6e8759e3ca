"""What two words in one slot of two names prove: evidence in hundredths of a bit.

As Fellegi and Sunter weigh it: how often one person's word would come out as these two, against how often the words
of two persons taken at random would. An equal «Khuất» proves more than an equal «Nguyễn».
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from math import log2

from thidua.honours.rules.matching.names import Word
from thidua.honours.rules.matching.shares import Slot, is_in_use, share_beginning, share_of, share_of_folded
from thidua.honours.rules.matching.spelling import heard_form, hook_or_tilde, lacks_marks_of, one_edit_apart

_CACHED = 1 << 16
_KEPT = 0.95  # of the words of one person that are written alike twice
_LEFT_OUT = 0.004  # … of which a mark is forgotten
_HOOK_OR_TILDE = 0.01
_OTHER_MARKS = 0.0004
_TYPED_WRONG = 0.0015
_HEARD_WRONG = 0.003
_BOTH_WRONG = 0.03  # of the slips, those that come with another mark too
_DIFFERENT = {Slot.SURNAME: -1500, Slot.MIDDLE: -1400, Slot.GIVEN: -1500}
_OTHER_NAME = -800


class Kinship(IntEnum):
    """How two words are alike, the nearest first."""

    SAME = 0
    SPELT = 1
    SHORT = 2
    BARE = 3
    LEFT_OUT = 4
    SLIP = 5
    MARKS = 6
    DIFFERENT = 7


@lru_cache(maxsize=_CACHED)
def word_evidence(one: Word, other: Word, slot: Slot, is_bare: bool) -> tuple[int, Kinship]:  # noqa: FBT001
    """Return the evidence of two words, in hundredths of a bit, and how they are alike; the same both ways round.

    Args:
        one: a word.
        other: the word in the same place of the other name.
        slot: which place.
        is_bare: whether one of the two names has no marks at all, so that marks say nothing.
    """
    if one.is_short or other.is_short:
        return _short(one, other, slot)
    if one.marked == other.marked:
        share = share_of_folded(slot, one.folded) if is_bare else share_of(slot, one.marked)
        return _bits(_KEPT / share), Kinship.SAME if one.shown == other.shown else Kinship.SPELT
    if one.folded == other.folded:
        return _other_marks(one, other, slot, is_bare=is_bare)
    return _slipped(one, other, slot, is_bare=is_bare)


def _other_marks(one: Word, other: Word, slot: Slot, *, is_bare: bool) -> tuple[int, Kinship]:
    if is_bare:
        return _bits(_KEPT / share_of_folded(slot, one.folded)), Kinship.BARE
    if _are_two_names(one, other, slot):
        return _OTHER_NAME, Kinship.MARKS
    often, kinship = _OTHER_MARKS, Kinship.MARKS
    if hook_or_tilde(one.marked, other.marked):
        often = _HOOK_OR_TILDE
    elif lacks_marks_of(one.marked, other.marked) or lacks_marks_of(other.marked, one.marked):
        often, kinship = _LEFT_OUT, Kinship.LEFT_OUT
    return _mistaken(often, share_of(slot, one.marked), share_of(slot, other.marked)), kinship


def _are_two_names(one: Word, other: Word, slot: Slot) -> bool:
    """Tell whether both words are names in use: «Hùng» and «Hưng» are two people, however near the words are."""
    return is_in_use(slot, one.marked) and is_in_use(slot, other.marked)


def _short(one: Word, other: Word, slot: Slot) -> tuple[int, Kinship]:
    if len(one.folded) > len(other.folded):
        one, other = other, one
    begins = other.folded.startswith(one.folded)
    if not begins or (not one.marked.isascii() and not other.marked.startswith(one.marked)):
        return _DIFFERENT[slot], Kinship.DIFFERENT
    return _bits(_KEPT / share_beginning(slot, one.folded)), Kinship.SHORT


def _slipped(one: Word, other: Word, slot: Slot, *, is_bare: bool) -> tuple[int, Kinship]:
    heard = heard_form(one.folded) == heard_form(other.folded)
    if not heard and not one_edit_apart(one.folded, other.folded):
        return _DIFFERENT[slot], Kinship.DIFFERENT
    often = _HEARD_WRONG if heard else _TYPED_WRONG
    if is_bare:
        first, second = share_of_folded(slot, one.folded), share_of_folded(slot, other.folded)
    else:
        if _are_two_names(one, other, slot):
            return _DIFFERENT[slot], Kinship.DIFFERENT
        first, second = share_of(slot, one.marked), share_of(slot, other.marked)
        if not heard and not one_edit_apart(one.marked, other.marked):
            often *= _BOTH_WRONG
    return max(_DIFFERENT[slot], _mistaken(often, first, second)), Kinship.SLIP


def _mistaken(often: float, first: float, second: float) -> int:
    """Return the evidence of two words of which one comes out as the other ``often``; each is met by itself as well."""
    return _bits(often * (first + second) / ((first + often * second) * (second + often * first)))


def _bits(ratio: float) -> int:
    return round(100 * log2(ratio))
