"""What goes with an award: the papers of its dossier, its dates, its money; each over a span of days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.law.entries import AwardForm, Group, Provision, RecipientKind, Spanned


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

    ``is_before`` says that the day named is no longer in time. ``unverified_for`` are awards of which the source does
    not speak clearly.
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
    unverified_for: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """The date or term in words."""
        if self.due is None:
            return f"{self.days} ngày{' làm việc' if self.working else ''}"
        month, day, later = self.due
        return f"{'trước ' if self.is_before else ''}{day:02}/{month:02}{' năm sau' if later else ''}"

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
class LegalBasis(Spanned):
    """A line «Căn cứ …» of a decision, without its end; ``by_dossier``: chosen by the day of the dossier's law."""

    code: str
    text: str
    by_dossier: bool
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Principle(Spanned):
    """Something that is told, not computed; ``about`` is the part of the page where it stands.

    It concerns the ``awards`` and ``groups`` named, and awards whose standard uses one of ``tests``; all, where none
    of these is named.
    """

    code: str
    text: str
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    about: str = "chung"
    awards: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    tests: tuple[str, ...] = ()

    def concerns(self, form: AwardForm, tests: Collection[str]) -> bool:
        """Tell whether it is said of an award whose standard uses these tests."""
        if not (self.awards or self.groups or self.tests):
            return True
        of_award = not {form.code, form.family}.isdisjoint(self.awards) or form.group in self.groups
        return of_award or not set(tests).isdisjoint(self.tests)


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of law and the day that chooses the side: of the deed, of the receipt, or of the decision.

    Pages of awards tell it from ``told_since`` until ``told_until``, before and after the change.
    """

    since: date
    chosen_by: str
    more_favourable: bool
    text: str
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str = ""
    told_since: date | None = None
    told_until: date | None = None

    def is_told(self, on: date) -> bool:
        """Tell whether the pages of a day speak of it."""
        return (self.told_since or self.since) <= on and (self.told_until is None or on < self.told_until)
