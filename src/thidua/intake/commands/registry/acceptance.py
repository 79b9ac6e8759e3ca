"""One act of accepting: the fact, its citation, who and when, and what is known around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
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
    """Attributes: the fact as it stands, its new citation, its surroundings, who accepts it and when."""

    fact: ProposedFact
    citation: Citation
    around: Surroundings
    by: Actor
    at: datetime

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

    @cached_property
    def conference(self) -> Conference | None:
        """The document's main conference, once its event is accepted; that of the text that told the story first."""
        event = self.around.event
        if event is None or event.citation is None:
            return None
        held = Conference.objects.in_force().select_related("movement", "unit", "period")
        return held.filter(citation=event.citation.restates_id or event.citation.pk).first()

    def period_of(self, status: str = "achieved") -> Period | None:
        """The period that the fact is for, as a row; ``None`` where nothing is known of it."""
        stated = self.around.period(self.value, status=status)
        return ensure_period(period=stated) if stated else None
