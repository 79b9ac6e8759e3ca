"""Which of the facts that were read are right, by labels of the same article (the matching of corpus schema 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from thidua.vietnamese.fold import same_form

Labelled = Mapping[str, Any]
_COUNTS = ("collectives", "individuals", "total")
_MARKS = re.compile('[“”«»"‘’,;:/()]')
_SHORT = {
    "ủy ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "mặt trận tổ quốc": "mttq",
    "liên đoàn lao động": "lđlđ",
    "thành phố": "tp",
    "tp.": "tp",
    "trung ương": "tw",
}


def rights(labels: Sequence[Labelled], read: Sequence[Labelled]) -> list[bool | None]:
    """Return for each fact read whether it is right; ``None`` where it only tells a labelled one again.

    Each label is taken once. A person is right by name, an event where it is paired with a labelled one; figures,
    targets and awards by place, numbers, unit, form and authority.
    """
    taken: set[int] = set()
    found: list[bool | None] = []
    for fact in read:
        match = next(
            (place for place, label in enumerate(labels) if place not in taken and _is_same(label, fact)), None
        )
        if match is not None:
            taken.add(match)
        found.append(match is not None or (None if any(_restates(label, fact) for label in labels) else False))
    return found


def _is_same(label: Labelled, fact: Labelled) -> bool:
    kind = label["type"]
    if kind != fact["type"]:
        return False
    if kind == "person":
        return _norm(label["name"]) == _norm(fact["name"])
    if kind == "event":
        return _same_day(label.get("date"), fact.get("date")) or _near(label, fact)
    if not _near(label, fact):
        return False
    if kind == "award":
        same = all(label.get(count) == fact.get(count) for count in _COUNTS)
        return same and _covers(label["form"], fact["form"]) and _covers(label.get("authority"), fact.get("authority"))
    numbers = ("value", "value_max", "of") if kind == "figure" else ("value",)
    same = all(_equal(label.get(part), fact.get(part)) for part in numbers)
    qualified = kind == "target" or label["qualifier"] == fact["qualifier"]
    return same and qualified and _unit_fits(label, fact)


def _restates(label: Labelled, fact: Labelled) -> bool:
    if label["type"] != fact["type"] or label["type"] == "person":
        return False
    again = any(_overlap(place, fact["span"]) for place in label.get("also", []))
    return again and (label["type"] in {"award", "event"} or _equal(label["value"], fact["value"]))


def _near(label: Labelled, fact: Labelled) -> bool:
    return any(_overlap(place, fact["span"]) for place in [label["span"], *label.get("also", [])])


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same_day(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    return all("XXXX" in pair or pair[0] == pair[1] for pair in zip(one.split("-"), other.split("-"), strict=False))


def _equal(one: float | None, other: float | None) -> bool:
    return one == other


def _unit_fits(label: Labelled, fact: Labelled) -> bool:
    head, unit = _norm(label.get("unit_head") or label["unit"]), _norm(fact.get("unit") or "")
    return unit == head or unit.startswith(f"{head} ")


def _covers(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return not one and not other
    first, second = f" {_norm(one)} ", f" {_norm(other)} "
    return any(long.startswith(short) or long.endswith(short) for long, short in ((first, second), (second, first)))


def _norm(words: str) -> str:
    form = f" {same_form(_MARKS.sub(' ', words))} "
    for long, short in _SHORT.items():
        form = form.replace(f" {same_form(long)} ", f" {short} ")
    return " ".join(form.split())
