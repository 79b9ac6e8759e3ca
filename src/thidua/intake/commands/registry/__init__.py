"""What an accepted fact writes to the registry, a module for each kind; and how all of it is withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from thidua.awards.commands import withdraw_awards
from thidua.conferences.commands import withdraw_conferences, withdraw_directions
from thidua.honours.commands import withdraw_honours
from thidua.intake.choices import FactKind
from thidua.intake.commands.registry import awards, events, figures, governing, persons
from thidua.intake.commands.registry.acceptance import Acceptance
from thidua.movements.commands import withdraw_movement_parts
from thidua.reports.commands import withdraw_figures

__all__ = ["Acceptance", "withdraw", "write"]

_WRITERS: dict[str, Callable[[Acceptance], None]] = {
    FactKind.EVENT: events.write,
    FactKind.FIGURE: figures.write,
    FactKind.TARGET: figures.write,
    FactKind.AWARD: awards.write,
    FactKind.PERSON: persons.write,
    FactKind.DOCUMENT: governing.write_document,
    FactKind.DIRECTION: governing.write_direction,
}

_WITHDRAWALS = (
    withdraw_figures,
    withdraw_awards,
    withdraw_honours,
    withdraw_directions,
    withdraw_conferences,
    withdraw_movement_parts,
)


def write(acceptance: Acceptance) -> None:
    """Write to the registry what the accepted fact states."""
    _WRITERS[acceptance.fact.kind](acceptance)


def withdraw(acceptance: Acceptance, *, reason: str) -> int:
    """Withdraw everything that carries the fact's citation; return how many rows."""
    if acceptance.fact.kind == FactKind.EVENT:
        events.unlink(acceptance)
    return sum(
        take_back(citation=acceptance.citation, reason=reason, by=acceptance.by, at=acceptance.at)
        for take_back in _WITHDRAWALS
    )
