"""Keys under which the persons who may be meant by a name are found, few enough to be compared one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua.honours.rules.matching.names import Name, Word, read_name
from thidua.honours.rules.matching.shares import Slot, leaving_one_out, share_beginning, share_of_folded, shares
from thidua.honours.rules.matching.spelling import heard_form

_LONGEST_WORD = 7
_WIDEST = 1 / 500
"""The share of persons that may stand under one key; one that would collect more is narrowed by what is told beside."""


def keys(name: str, beside: Iterable[str] = ()) -> frozenset[str]:
    """Return keys of which two spellings of one person's name have at least one in common, nearly always.

    Args:
        name: as written, with or without titles.
        beside: what else is known and would be equal for one person: a year of birth, units with their
            predecessors and successors. Keys that would collect thousands are given only together with one of these.

    >>> bool(keys("Nguyễn Văn Hùng") & keys("HUNG, Nguyen Van") & keys("Ng.V.Hùng"))
    True
    """
    told = list(beside)
    found: set[str] = set()
    for written, share in _keys(read_name(name)):
        key = written.replace("y", "i")
        if share <= _WIDEST:
            found.add(key)
        else:
            found.update(f"{key}@{each}" for each in told)
    return frozenset(found)


def _keys(name: Name) -> Iterator[tuple[str, float]]:
    """Yield each key with the share of persons that it would collect."""
    if not name.words:
        return
    is_whole = not any(word.is_short for word in name.words)
    if is_whole and (len(name.words) > 1 or len(name.joined) > _LONGEST_WORD):
        yield "all:" + "".join(sorted(name.joined)), 0.0
    for reading in name.readings():
        surname, rest = (reading[0], reading[1:]) if name.has_surname else (None, reading)
        yield from _around(rest[-1].folded, surname, rest[:-1])


def _around(given: str, surname: Word | None, middles: tuple[Word, ...]) -> Iterator[tuple[str, float]]:
    of_given = share_of_folded(Slot.GIVEN, given)
    if of_given <= _WIDEST:
        yield f"given:{given}", of_given
    if middles:
        of_middle = _share(Slot.MIDDLE, middles[-1])
        if not middles[-1].is_short:
            yield f"last:{middles[-1].folded} {given}", of_given * of_middle
    if surname is None:
        return
    of_surname = _share(Slot.SURNAME, surname)
    letters = "".join(sorted(word.folded[0] for word in (surname, *middles)))
    yield f"letters:{letters} {heard_form(given)}", 0.0
    if surname.is_short:
        return
    yield f"ends:{surname.folded} {given}", of_surname * of_given
    of_middles = 1.0
    for middle in middles:
        of_middles *= share_beginning(Slot.MIDDLE, middle.folded[0])
    begun = "".join(sorted(word.folded[0] for word in middles))
    for rest in set(leaving_one_out(given)):
        of_rest = max(shares(Slot.GIVEN).left_out.get(rest, 0.0), shares(Slot.GIVEN).unknown)
        yield f"slip:{surname.folded} {begun} {rest}", of_surname * of_middles * of_rest


def _share(slot: Slot, word: Word) -> float:
    return share_beginning(slot, word.folded) if word.is_short else share_of_folded(slot, word.folded)
