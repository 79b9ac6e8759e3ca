"""Targets: counts of the tasks that an article says were set («3 trọng tâm, 4 chỉ tiêu và 9 nhiệm vụ»)."""

from __future__ import annotations

from thidua.reading.context import Context
from thidua.reading.facts import Fact, Span
from thidua.reading.figures import as_json_number, is_task_set
from thidua.reading.normalise import Text
from thidua.reading.quantities import Quantity


def find_targets(text: Text, context: Context) -> list[Fact]:
    """Return the counts of tasks set; a count said again is a further place of the first."""
    first: dict[tuple[object, str], tuple[Quantity, list[Span]]] = {}
    for quantity in context.quantities:
        if not is_task_set(context.low, quantity) or quantity.number.value_max is not None:
            continue
        said = (quantity.number.value, quantity.head)
        first.setdefault(said, (quantity, []))[1].append(text.raw_span(quantity.start, quantity.end))
    return [_target(quantity, *places) for quantity, places in first.values()]


def _target(quantity: Quantity, place: Span, *further: Span) -> Fact:
    value = {
        "value": as_json_number(quantity.number.value),
        "unit": quantity.unit,
        "unit_head": quantity.unit[: len(quantity.head)],
    }
    return Fact("target", *place, value, also=further, rule="target.tasks")
