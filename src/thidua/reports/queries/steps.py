"""How many files of a ZIP or parts of a table wait for each step that the worker takes, and were left by a stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

Steps = dict[str, int]
"""By the step's name how many wait for it, by ``left_`` and its name how many a stop left, by ``total`` all."""


def count_steps(rows: QuerySet[Any], of: str, waits_for: Mapping[Any, str], stopped: str) -> dict[int, Steps]:
    """Return by the key of what the rows belong to (their field ``of``) how far it is; one query.

    ``waits_for``: the outcome in which a row waits, by step; ``stopped``: what is said of those that a stop left.
    """
    counted = {str(step): Count("pk", filter=Q(outcome=outcome)) for step, outcome in waits_for.items()}
    for step in list(counted):
        counted[f"left_{step}"] = Count("pk", filter=Q(message=stopped, values={"step": step}))
    names = ("total", *counted)
    found = rows.order_by().values(of).annotate(total=Count("pk"), **counted).values_list(of, *names)
    return {key: dict(zip(names, told, strict=True)) for key, *told in found}


def left_open(steps: Mapping[str, int], stage: str, last_step: Mapping[str, str]) -> int:
    """Return how many wait at a stage, or were left by a stop on the way to it."""
    return steps.get(stage, 0) + steps.get(f"left_{last_step.get(stage, '')}", 0)
