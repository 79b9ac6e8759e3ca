"""Rules of a province, a ministry or an office beside national law: they add, tighten, or correct with a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.law.conditions import Condition
from thidua.law.entries import DecidingBody, Instrument, Parameter, Spanned
from thidua.law.papers import Bonus, Deadline, Dossier


@dataclass(frozen=True, slots=True)
class LocalDecider(Spanned):
    """Who decides on some awards, as a pack has it over one span of days."""

    awards: tuple[str, ...]
    body: DecidingBody
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of local rules. A ``correction`` may set any value; other packs may only add or make stricter.

    A condition of a pack stands in place of the national one with the same award and code from its first day on. An
    instrument that a correction states again as seen is no longer in doubt: the text of an amending law at hand.
    """

    code: str
    name: str
    authority: str
    is_correction: bool = False
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    parameters: Mapping[str, tuple[Parameter, ...]] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    deciders: tuple[LocalDecider, ...] = ()
    note: str = ""
