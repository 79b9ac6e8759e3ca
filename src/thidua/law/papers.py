"""What goes with an award: the papers of its dossier, its dates, its money; each over a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.law.entries import Provision, RecipientKind, Spanned


@dataclass(frozen=True, slots=True)
class DossierItem:
    """A paper that a dossier needs: a code for the computer, words for the official, copies, the form's number."""

    code: str
    text: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Dossier(Spanned):
    """What a dossier for some awards is made of over one span of days; ``only_when`` says when, if not always."""

    code: str
    title: str
    awards: tuple[str, ...]
    items: tuple[DossierItem, ...]
    sets: str
    only_when: str
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    local: str = ""


@dataclass(frozen=True, slots=True)
class Deadline(Spanned):
    """A date or a term that awards keep: ``due`` as (month, day, years later), or ``days`` working or calendar.

    ``is_before`` says that the day named is no longer in time.
    """

    code: str
    text: str
    awards: tuple[str, ...]
    due: tuple[int, int, int] | None
    days: int | None
    working: bool
    is_before: bool
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    local: str = ""

    def due_on(self, year: int) -> date | None:
        """Return the last day for something of ``year``; ``None`` for a term."""
        if self.due is None:
            return None
        month, day, later = self.due
        named = date(year + later, month, day)
        return named - timedelta(days=1) if self.is_before else named


@dataclass(frozen=True, slots=True)
class Bonus(Spanned):
    """The money of an award for one kind of recipient, in tenths of the base salary; ``at_most`` is a ceiling."""

    award: str
    kind: RecipientKind
    tenths: int
    at_most: bool
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    local: str = ""


@dataclass(frozen=True, slots=True)
class Principle(Spanned):
    """Something that holds for all awards and is told, not computed."""

    code: str
    text: str
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of law and the day that chooses the side: of the deed, of the receipt, or of the decision."""

    since: date
    chosen_by: str
    more_favourable: bool
    text: str
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
