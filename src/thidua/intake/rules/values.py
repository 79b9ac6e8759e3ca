"""The fields of a fact: which there are, how a correction changes them, how they read in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.core.errors import Refused
from thidua.intake.rules.facts import gettext_noop
from thidua.intake.rules.proposals import conference_name, years_of
from thidua.vietnamese.writing import number

FIELDS: dict[str, frozenset[str]] = {
    "event": frozenset(
        {"name", "kind", "main", "status", "date", "date_basis", "part", "place", "organiser", "period", "concerns"}
    ),
    "figure": frozenset(
        {
            "value", "value_max", "of", "qualifier", "unit", "unit_head", "measure", "period", "place", "status",
            "indicator", "registry_unit",
        }
    ),
    "award": frozenset(
        {
            "form", "authority", "collectives", "individuals", "total", "recipient_noun", "recipients", "reason",
            "period", "cash", "status",
        }
    ),
    "person": frozenset({"name", "rank", "position", "role"}),
    "target": frozenset({"value", "unit", "unit_head", "period", "indicator", "registry_unit"}),
    "document": frozenset({"kind", "title", "number", "issuer", "name", "date"}),
    "direction": frozenset({"text", "speaker"}),
}  # fmt: skip
_COUNTS = ("collectives", "individuals", "total", "value", "value_max", "of")
_NEEDED = {
    "figure": "value",
    "target": "value",
    "award": "form",
    "person": "name",
    "document": "title",
    "direction": "text",
}
_FIRST_YEAR, _LAST_YEAR = 1930, 2100

_NEGATIVE = gettext_noop("Số %(value)s không dùng được: số đếm không âm.")
_PERIOD = gettext_noop("Kỳ %(first)s–%(last)s kết thúc trước khi bắt đầu. Sửa lại năm.")
_YEAR = gettext_noop("Năm %(year)s không dùng được. Ghi năm có bốn chữ số, ví dụ 2019.")
_RANGE = gettext_noop("Số sau của khoảng (%(last)s) nhỏ hơn số trước (%(first)s). Sửa lại hai số.")
_EMPTY = gettext_noop("Mục này không được để trống. Ghi lại rồi lưu, hoặc bỏ dữ kiện.")


def corrected(kind: str, value: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``value`` with ``changes``; ``None`` empties a field.

    Raises:
        KeyError: a field that facts of this kind do not have.
        Refused: a number, year or needed field that cannot be.

    >>> corrected("award", {"form": "Cờ thi đua", "individuals": 3}, {"individuals": None, "collectives": 3})
    {'form': 'Cờ thi đua', 'collectives': 3}
    """
    unknown = set(changes) - FIELDS[kind]
    if unknown:
        raise KeyError(f"{kind} has no {', '.join(sorted(unknown))}")
    merged = {name: field for name, field in {**value, **changes}.items() if field is not None}
    _check(kind, merged)
    return merged


def short(kind: str, value: Mapping[str, Any]) -> str:
    """Return the fact in a few words, for a row of a list.

    >>> short("figure", {"value": 1600, "qualifier": "at_least", "unit": "buổi"}), short("award", {"collectives": 12})
    ('1.600 buổi', '12 tập thể')
    """
    if kind in {"figure", "target"}:
        return f"{written(value)} {'' if is_percent(value) else value.get('unit', '')}".strip()
    if kind == "award":
        return recipients_in_words(value) or ", ".join(value.get("recipients") or []) or str(value.get("form", ""))
    if kind == "event":
        return conference_name(value)
    field = {"person": "name", "document": "title", "direction": "text"}[kind]
    return str(value.get(field) or "")


def written(value: Mapping[str, Any]) -> str:
    """Return the number of a figure as it is written, without the word before it.

    >>> written({"value": 63, "of": 63}), written({"value": 64.2, "unit": "%"}), written({"value": 1, "value_max": 2})
    ('63/63', '64,2%', '1–2')
    """
    if value.get("value") is None:
        return ""
    text = number(value["value"], 0 if float(value["value"]).is_integer() else 2)
    if value.get("value_max") is not None:
        text = f"{text}–{number(value['value_max'])}"
    if value.get("of") is not None:
        text = f"{text}/{number(value['of'])}"
    return f"{text}%" if is_percent(value) else text


def is_percent(value: Mapping[str, Any]) -> bool:
    """Whether a figure is a percentage."""
    return str(value.get("unit") or "").strip() in {"%", "phần trăm"}


def recipients_in_words(value: Mapping[str, Any]) -> str:
    """Return how many an award went to.

    >>> recipients_in_words({"collectives": 13, "individuals": 2}), recipients_in_words({"total": 75})
    ('13 tập thể, 2 cá nhân', '75 tập thể, cá nhân')
    """
    parts = [
        f"{number(value[name])} {word}"
        for name, word in (("collectives", "tập thể"), ("individuals", "cá nhân"))
        if value.get(name) is not None
    ]
    if not parts and value.get("total") is not None:
        parts = [f"{number(value['total'])} {value.get('recipient_noun') or 'tập thể, cá nhân'}"]
    return ", ".join(parts)


def in_words(value: Mapping[str, Any]) -> dict[str, str]:
    """Return every field that a person may change as text, for showing two versions beside each other."""
    return {name: _plain(name, field) for name, field in value.items() if name != "cell"}


def _plain(name: str, field: Any) -> str:
    if name == "period" and isinstance(field, Mapping):
        return years_of(field)
    if isinstance(field, list):
        return ", ".join(str(each.get("name", each)) if isinstance(each, Mapping) else str(each) for each in field)
    return number(field) if isinstance(field, int) and not isinstance(field, bool) else str(field)


def _check(kind: str, value: Mapping[str, Any]) -> None:
    needed = _NEEDED.get(kind)
    if needed and value.get(needed) in (None, ""):
        raise Refused(_EMPTY, field=needed)
    for name in _COUNTS:
        if isinstance(value.get(name), int | float) and value[name] < 0:
            raise Refused(_NEGATIVE, field=name, value=value[name])
    if value.get("value_max") is not None and value["value_max"] < value["value"]:
        raise Refused(_RANGE, field="value_max", first=value["value"], last=value["value_max"])
    _check_period(value.get("period") or {})


def _check_period(period: Mapping[str, Any]) -> None:
    first, last = period.get("from"), period.get("to")
    for year in (first, last):
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise Refused(_YEAR, field="period", year=year)
    if first is not None and last is not None and last < first:
        raise Refused(_PERIOD, field="period", first=first, last=last)
