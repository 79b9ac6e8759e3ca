"""Refusing what the law does not let a decision give."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.decisions.queries.fitness import refusals
from thidua.nominations.models import Nomination
from thidua.organisations.models import Unit

_FEW = 3


def refuse_unfit(unit: Unit, rows: Collection[Nomination], *, on: date) -> None:
    """Refuse nominations whose award may not go to them, or not from this unit, on a day.

    Raises:
        Refused: with the first ones, the provision and the way to correct it.
    """
    found = refusals(unit, rows, on=on)
    if found:
        raise Refused(
            _("%(count)s hồ sơ không vào quyết định được. %(first)s."),
            field="nominations",
            count=len(found),
            first="; ".join(f"{each.name}: {each.why}" for each in found[:_FEW]),
        )
