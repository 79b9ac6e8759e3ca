"""What a check may look at: the cells of the report, and what was filed before, below and beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thidua.reports.choices import Qualifier


@dataclass(frozen=True)
class Cell:
    """A number that stands in a cell. An empty cell has none.

    Attributes:
        value: scaled by the indicator's decimals.
        of: the whole of a ratio, scaled alike.
        qualifier: how exactly ``value`` is known.
    """

    value: int
    of: int | None = None
    qualifier: str = Qualifier.EXACT


@dataclass(frozen=True)
class Column:
    """What a line is called.

    Attributes:
        code: of its indicator.
        name: short, as it is written within a sentence («số buổi»).
        decimals: by which its values are scaled.
        number: of the line as printed («2», «3a»).
    """

    code: str
    name: str
    decimals: int = 0
    number: str = ""


@dataclass(frozen=True)
class ChildrenSum:
    """What the units below had accepted on one line, added up: ``value``, scaled; ``units`` that are in it.

    ``qualifier``: how exactly the sum is known: as its parts are, and at least as much while some are missing.
    """

    value: int
    units: int
    qualifier: str = "exact"


@dataclass(frozen=True)
class Surroundings:
    """Everything a check may look at. Keys are codes of indicators; what is missing was not filed.

    Attributes:
        cells: of this report; an empty cell is left out.
        previous: the same unit's cells one period before.
        previous_label: what that period is called within a sentence («tháng 9»).
        history: the unit's earlier values, scaled, in any order.
        children: the sums of the units below.
        others: the same unit's cells of the same period on other forms, by code of the form and of the indicator.
        form_names: what other forms are called, by their code; the code itself is shown where there is none.
    """

    cells: Mapping[str, Cell]
    previous: Mapping[str, Cell] = field(default_factory=dict)
    previous_label: str = ""
    history: Mapping[str, Sequence[int]] = field(default_factory=dict)
    children: Mapping[str, ChildrenSum] = field(default_factory=dict)
    others: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    form_names: Mapping[str, str] = field(default_factory=dict)
