"""The checks of a form as JSON, for a browser that evaluates them as `evaluating` does (``entry_checks.js``). Pure.

Every whole number is written as text: sums over many units pass what a JavaScript number holds exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from thidua.reports.rules.checks import sentences
from thidua.reports.rules.checks.surroundings import Cell, Column, Surroundings
from thidua.reports.rules.checks.terms import (
    AgainstChildren,
    AgainstForm,
    AgainstPrevious,
    Bounds,
    Check,
    NotBelowPrevious,
    Outlier,
    PartOf,
    Relation,
    Terms,
)

_KINDS: dict[type[Terms], str] = {
    Bounds: "bounds",
    Relation: "relation",
    PartOf: "part_of",
    AgainstPrevious: "against_previous",
    NotBelowPrevious: "not_below_previous",
    Outlier: "outlier",
    AgainstChildren: "against_children",
    AgainstForm: "against_form",
}
FAULTS = {name: each for name, each in vars(sentences).items() if isinstance(each, sentences.Fault)}
"""Every fault by its name in `sentences`."""


def compiled(
    checks: Iterable[Check],
    columns: Mapping[str, Column],
    around: Surroundings,
    *,
    say: Callable[[str], str],
) -> dict[str, Any]:
    """Return what a browser needs to find what `finding.findings` finds; the cells themselves it has.

    ``say`` translates a msgid into the language of the reader.
    """
    return {
        "columns": [{"code": each.code, "name": each.name, "decimals": each.decimals} for each in columns.values()],
        "checks": [_check(each, say) for each in checks],
        "previous": {code: cell_data(cell) for code, cell in around.previous.items()},
        "previous_label": around.previous_label,
        "history": {code: [str(each) for each in values] for code, values in around.history.items()},
        "children": {
            code: {"value": str(each.value), "units": str(each.units), "qualifier": str(each.qualifier)}
            for code, each in around.children.items()
        },
        "others": [
            {"form": form, "code": code, "cell": cell_data(cell)} for (form, code), cell in around.others.items()
        ],
        "form_names": dict(around.form_names),
        "sentences": {name: [say(each.to_check), say(each.to_explain)] for name, each in FAULTS.items()},
        "no_number": sentences.NO_NUMBER,
    }


def cell_data(cell: Cell) -> dict[str, str | None]:
    """Return a cell as JSON.

    >>> cell_data(Cell(12, of=15))
    {'value': '12', 'of': '15', 'qualifier': 'exact'}
    """
    return {
        "value": str(cell.value),
        "of": None if cell.of is None else str(cell.of),
        "qualifier": str(cell.qualifier),
    }


def _check(check: Check, say: Callable[[str], str]) -> dict[str, Any]:
    terms = {each.name: _term(getattr(check.terms, each.name)) for each in fields(check.terms)}
    return {
        "code": check.code,
        "severity": str(check.severity),
        "kind": _KINDS[type(check.terms)],
        "terms": terms,
        "message": say(check.message) if check.message else "",
    }


def _term(value: object) -> Any:
    if isinstance(value, Fraction):
        return [str(value.numerator), str(value.denominator)]
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, int) else value
