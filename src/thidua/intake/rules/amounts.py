"""How far a stated number reaches: «hơn 2.000» and «2.087» may be one number, «hơn 2.000» and «1.987» are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Value = Mapping[str, Any]
_ROUNDED = 1.2
_ABOUT = 0.1


def reach(value: Value, *, rounding: float = _ROUNDED) -> tuple[float, float]:
    """Return the least and the largest number that a stated one may be; «hơn» reaches up to ``rounding`` times it.

    >>> reach({"value": 2000, "qualifier": "at_least"}), reach({"value": 10, "value_max": 12}), reach({"value": 7})
    ((2000.0, 2400.0), (10.0, 12.0), (7.0, 7.0))
    """
    number, qualifier = float(value.get("value") or 0), value.get("qualifier") or "exact"
    if value.get("value_max") is not None:
        return number, float(value["value_max"])
    if qualifier == "at_least":
        return number, number * rounding
    if qualifier in {"almost", "at_most"}:
        return number / rounding, number
    if qualifier == "approx":
        return number * (1 - _ABOUT), number * (1 + _ABOUT)
    return number, number


def may_be_one(one: Value, other: Value, *, rounding: float = _ROUNDED) -> bool:
    """Whether two stated numbers may be the same number, one of them rounded; two exact ones only if equal.

    >>> may_be_one({"value": 2000, "qualifier": "at_least"}, {"value": 2087}), may_be_one({"value": 9}, {"value": 8})
    (True, False)
    """
    if one.get("of") is not None and other.get("of") is not None and one["of"] != other["of"]:
        return False
    (low, high), (other_low, other_high) = reach(one, rounding=rounding), reach(other, rounding=rounding)
    return low <= other_high and other_low <= high


def at_most(value: Value) -> float | None:
    """Return what the number cannot be over, ``None`` where the text leaves it open («hơn», «khoảng»)."""
    if (value.get("qualifier") or "exact") in {"at_least", "approx"}:
        return None
    return float(value.get("value_max") or value.get("value") or 0)


def at_least(value: Value) -> float:
    """Return what the number cannot be under; nought where the text leaves it open («gần», «khoảng»)."""
    return float(value.get("value") or 0) if (value.get("qualifier") or "exact") in {"exact", "at_least"} else 0.0
