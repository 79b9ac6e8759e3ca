"""Targets: counts of the tasks that an article says were set («3 trọng tâm, 4 chỉ tiêu và 9 nhiệm vụ»)."""

from __future__ import annotations

from thidua.reading.context import Context
from thidua.reading.facts import Fact
from thidua.reading.figures import as_json_number, is_task_set
from thidua.reading.normalise import Text


def find_targets(text: Text, context: Context) -> list[Fact]:
    """Return the counts of tasks set; a count said again is a further place of the first."""
    first: dict[tuple[object, str], Fact] = {}
    for quantity in context.quantities:
        if not is_task_set(context.low, quantity) or quantity.number.value_max is not None:
            continue
        span = text.raw_span(quantity.start, quantity.end)
        key = (quantity.number.value, quantity.head)
        known = first.get(key)
        if known:
            first[key] = Fact(**{**vars(known), "also": (*known.also, span)})
            continue
        value = {
            "value": as_json_number(quantity.number.value),
            "unit": quantity.unit,
            "unit_head": quantity.unit[: len(quantity.head)],
        }
        first[key] = Fact("target", *span, value, rule="target.tasks")
    return list(first.values())
