"""What a check asks, kind by kind. Codes are those of indicators; numbers are scaled by their decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Op = Literal["<=", ">=", "="]
_PLACE = re.compile(r"%\(([^()%]+)\)s")


@dataclass(frozen=True)
class _OnOneCell:
    """Terms about the cell with the code ``cell``."""

    cell: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The cells of the own form that are looked at; the first is the one whose row shows the finding."""
        return (self.cell,)


@dataclass(frozen=True)
class Bounds(_OnOneCell):
    """The number is not below ``min`` and not above ``max``, both scaled; ``None`` is open."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True)
class Relation:
    """The sum of ``left`` stands in the relation ``op`` to the sum of ``right``. Said only when no cell is empty."""

    left: tuple[str, ...]
    op: Op
    right: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The cells of the own form that are looked at; the first is the one whose row shows the finding."""
        return self.left + self.right


@dataclass(frozen=True)
class PartOf(_OnOneCell):
    """The part of a ratio is not larger than its whole, and the whole is more than nought."""


@dataclass(frozen=True)
class AgainstPrevious(_OnOneCell):
    """The number is under ``times`` the previous one and over that part of it.

    After a nought it is not over ``from_zero`` (scaled); ``None`` lets it be anything.
    """

    times: Fraction
    from_zero: int | None = None


@dataclass(frozen=True)
class NotBelowPrevious(_OnOneCell):
    """A stock that only grows."""


@dataclass(frozen=True)
class Outlier(_OnOneCell):
    """The number is not far from what the unit filed in earlier periods."""


@dataclass(frozen=True)
class AgainstChildren(_OnOneCell):
    """The number of a consolidated report is the sum of what the units below filed."""


@dataclass(frozen=True)
class AgainstForm(_OnOneCell):
    """The number stands in the relation ``op`` to the line ``other`` of the form ``form``, same unit and period."""

    form: str
    other: str
    op: Op


OfOneCell = Bounds | PartOf | AgainstPrevious | NotBelowPrevious | Outlier | AgainstChildren | AgainstForm
Terms = Relation | OfOneCell


def places(message: str) -> tuple[str, ...]:
    """Return the codes of the cells whose numbers a check's own sentence names.

    >>> places("Đạt %(signed)s%% của %(homes)s hộ, không phải %%(all)s.")
    ('signed', 'homes')
    """
    return tuple(_PLACE.findall(message.replace("%%", "()")))


@dataclass(frozen=True)
class Check:
    """A check of a form.

    Attributes:
        code: its own, once on a form.
        severity: ``stop``, ``explain`` or ``notice``.
        terms: what it asks.
        message: a Vietnamese sentence of its own with ``%(code)s`` where the number of a cell goes, ``%%`` for a per
            cent sign; blank: the sentence of its kind.
    """

    code: str
    severity: str
    terms: Terms
    message: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """Every line of the own form that the check names, in its terms or its sentence."""
        return frozenset(self.terms.codes) | frozenset(places(self.message))
