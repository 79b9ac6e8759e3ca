"""The checks of a report's cells, given as data: terms, what they look at, what they find. Pure."""

from thidua.reports.rules.checks.finding import Finding, findings, may_be_filed
from thidua.reports.rules.checks.parsing import parse_check
from thidua.reports.rules.checks.surroundings import Cell, ChildrenSum, Column, Surroundings
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

__all__ = [
    "AgainstChildren",
    "AgainstForm",
    "AgainstPrevious",
    "Bounds",
    "Cell",
    "Check",
    "ChildrenSum",
    "Column",
    "Finding",
    "NotBelowPrevious",
    "Outlier",
    "PartOf",
    "Relation",
    "Surroundings",
    "Terms",
    "findings",
    "may_be_filed",
    "parse_check",
]
