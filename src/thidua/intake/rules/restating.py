"""Do two facts of texts that tell one story state the same thing? Then it is counted once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thidua.intake.rules.amounts import Value, may_be_one
from thidua.intake.rules.sums import count_of, is_divided, is_general
from thidua.vietnamese.fold import fold, same_form

_ENOUGH_WORDS = 0.6
_TELLING = 100
"""From this number on two figures of one story with one unit are one, whatever words stand behind them."""


@dataclass(frozen=True)
class StatedFact:
    """A fact reduced to what the comparison needs: its key, its kind, its fields as corrected."""

    id: int
    kind: str
    value: Value


def states_the_same(one: StatedFact, other: StatedFact) -> bool:
    """Whether two facts of one story, told twice, are one statement. It does not matter which is asked first."""
    return one.kind == other.kind and _SAME[one.kind](one.value, other.value)


def pairs(ours: Sequence[StatedFact], theirs: Sequence[StatedFact]) -> dict[int, int]:
    """Return for each of our facts the one of theirs that states the same; each of theirs is taken once at most."""
    taken: set[int] = set()
    found: dict[int, int] = {}
    for each in ours:
        same = [other for other in theirs if other.id not in taken and states_the_same(each, other)]
        best = next((other for other in same if other.value.get("value") == each.value.get("value")), None)
        if best := best or next(iter(same), None):
            taken.add(best.id)
            found[each.id] = best.id
    return found


def is_about_the_same(one: StatedFact, other: StatedFact) -> bool:
    """Whether two facts that state different numbers count the same thing, so that they are shown side by side."""
    if one.kind != other.kind or one.kind not in {"figure", "target", "award"}:
        return False
    if one.kind == "award":
        return _same_form(one.value, other.value) and _fits(one.value, other.value, "authority")
    return _same_unit(one.value, other.value) and _fits(one.value, other.value, "measure")


def _same_figure(one: Value, other: Value) -> bool:
    if (one.get("status") or "achieved") != (other.get("status") or "achieved") or not _same_unit(one, other):
        return False
    if not _fits(one, other, "place") or not _same_years(one, other) or not may_be_one(one, other):
        return False
    return _share_words(one, other, "measure") or min(one.get("value") or 0, other.get("value") or 0) >= _TELLING


def _same_award(one: Value, other: Value) -> bool:
    if (one.get("status") or "awarded") != (other.get("status") or "awarded"):
        return False
    if not _same_form(one, other) or not _fits(one, other, "authority") or not _same_years(one, other):
        return False
    if is_divided(one) and is_divided(other):
        return all(one.get(name) == other.get(name) for name in ("collectives", "individuals"))
    if count_of(one) is not None and count_of(other) is not None:
        return count_of(one) == count_of(other)
    names, others = ({same_form(str(name)) for name in value.get("recipients") or []} for value in (one, other))
    return bool(names & others) if names and others else count_of(one) == count_of(other)


def _same_event(one: Value, other: Value) -> bool:
    """The main conferences of one story are one; another is the same where day and kind agree."""
    if one.get("main") and other.get("main"):
        return True
    if bool(one.get("main")) != bool(other.get("main")):
        return False
    day = one.get("date")
    return bool(day) and day == other.get("date") and bool({*(one.get("kind") or [])} & {*(other.get("kind") or [])})


def _same_person(one: Value, other: Value) -> bool:
    return same_form(str(one.get("name") or "")) == same_form(str(other.get("name") or ""))


def _same_document(one: Value, other: Value) -> bool:
    if one.get("number") and other.get("number"):
        return same_form(str(one["number"])) == same_form(str(other["number"])) and one.get("kind") == other.get("kind")
    return same_form(str(one.get("title") or "")) == same_form(str(other.get("title") or ""))


def _same_direction(one: Value, other: Value) -> bool:
    first, second = (set(fold(str(value.get("text") or "")).split()) for value in (one, other))
    shared = len(first & second)
    return bool(shared) and shared / min(len(first), len(second)) >= _ENOUGH_WORDS and _fits(one, other, "speaker")


_SAME: dict[str, Callable[[Value, Value], bool]] = {
    "figure": _same_figure,
    "target": _same_figure,
    "award": _same_award,
    "event": _same_event,
    "person": _same_person,
    "document": _same_document,
    "direction": _same_direction,
}


def _same_form(one: Value, other: Value) -> bool:
    if is_general(one) and is_general(other):
        return True
    return same_form(str(one.get("form") or "")) == same_form(str(other.get("form") or ""))


def _same_unit(one: Value, other: Value) -> bool:
    heads = [same_form(str(value.get("unit_head") or value.get("unit") or "")) for value in (one, other)]
    units = [same_form(str(value.get("unit") or "")) for value in (one, other)]
    return heads[0] == heads[1] or units[0] == units[1]


def _fits(one: Value, other: Value, name: str) -> bool:
    """Whether two phrases may mean one thing: one is missing, or one's words are among the other's."""
    first, second = (set(fold(str(value.get(name) or "")).split()) for value in (one, other))
    return first <= second or second <= first


def _share_words(one: Value, other: Value, name: str) -> bool:
    first, second = (set(fold(str(value.get(name) or "")).split()) for value in (one, other))
    return not first or not second or bool(first & second)


def _same_years(one: Value, other: Value) -> bool:
    """Whether the years do not speak against it: one text gives none, or both give the same."""
    periods = [
        ((value.get("period") or {}).get("from"), (value.get("period") or {}).get("to")) for value in (one, other)
    ]
    if (None, None) in periods:
        return True
    return all(first is None or second is None or first == second for first, second in zip(*periods, strict=True))
