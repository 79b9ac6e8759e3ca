"""Successions in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.organisations.choices import SuccessionKind
from thidua.organisations.queries.description import Change, UnitOnDay
from thidua.vietnamese.writing import scaled


@dataclass(frozen=True)
class ChangeRow:
    """One succession as the page tells it; ``url`` is blank where the other unit is out of scope."""

    icon: str
    direction: str
    name: str
    url: str
    part: str
    on: date
    legal_basis: str


def change_rows(unit: UnitOnDay, *, reachable: Collection[int]) -> list[ChangeRow]:
    """Return where ``unit`` came from, then what it became; ``reachable`` are the keys that the reader may open."""
    came = _rows(unit.came_from, "git-merge", _("Từ"), reachable)
    return came + _rows(unit.became, "arrow-right", _("Thành"), reachable)


def _rows(changes: Sequence[Change], icon: str, direction: str, reachable: Collection[int]) -> list[ChangeRow]:
    return [
        ChangeRow(
            icon=icon,
            direction=direction,
            name=change.full_name,
            url=reverse("office:unit", kwargs={"uid": change.unit.uid}) if change.unit.pk in reachable else "",
            part=_part(change),
            on=change.on,
            legal_basis=change.legal_basis,
        )
        for change in changes
    ]


def _part(change: Change) -> str:
    """Say how much went over; an unknown share is said to be unknown."""
    if change.kind == SuccessionKind.WHOLE:
        return _("toàn bộ")
    if change.share_permille is None:
        return _("một phần, chưa rõ tỷ lệ")
    return _("%(share)s%%") % {"share": scaled(change.share_permille, 1)}
