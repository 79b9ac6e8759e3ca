"""One act of accepting: the fact, its citation, who and when, and what is known around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict

from thidua.conferences.models import Conference
from thidua.core.actors import Actor
from thidua.intake.models import ProposedFact
from thidua.intake.queries.resolution import Surroundings
from thidua.reports.commands import ensure_period
from thidua.reports.models import Period
from thidua.sources.models import Citation, Document


class Act(TypedDict):
    """Who acts, and when: the words that every command of the registry takes."""

    by: Actor
    at: datetime


@dataclass
class Acceptance:
    """Attributes: the fact as it stands, its new citation, its surroundings, who accepts it and when.

    ``held`` keeps the conference of each event's citation once it was looked up; facts accepted in one go share it.
    """

    fact: ProposedFact
    citation: Citation
    around: Surroundings
    by: Actor
    at: datetime
    held: dict[int, Conference | None] = field(default_factory=dict)

    @property
    def value(self) -> dict[str, Any]:
        """The fields of the fact, as corrected."""
        fields: dict[str, Any] = self.fact.value
        return fields

    @property
    def act(self) -> Act:
        """Who accepts it, and when."""
        return Act(by=self.by, at=self.at)

    @property
    def document(self) -> Document:
        """The document that the fact stands in."""
        return self.around.document

    @property
    def conference(self) -> Conference | None:
        """The document's main conference, once its event is accepted; that of the text that told the story first."""
        event = self.around.event
        if event is None or event.citation is None:
            return None
        citation = event.citation.restates_id or event.citation.pk
        if citation not in self.held:
            rows = Conference.objects.in_force().select_related("movement", "unit", "period")
            self.held[citation] = rows.filter(citation=citation).first()
        return self.held[citation]

    def period_of(self, status: str = "achieved") -> Period | None:
        """The period that the fact is for, as a row; ``None`` where nothing is known of it."""
        stated = self.around.period(self.value, status=status)
        return ensure_period(period=stated) if stated else None
