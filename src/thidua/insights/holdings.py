"""How much is held under the name of one unit."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.awards.models import Award
from thidua.conferences.models import Conference
from thidua.movements.models import Movement
from thidua.organisations.models import Unit
from thidua.reports.models import Figure
from thidua.sources.models import Document


@dataclass(frozen=True)
class Holdings:
    """Rows in force of the unit itself, without the units under it."""

    movements: int
    documents: int
    figures: int
    awards: int
    conferences: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is held."""
        return not (self.movements or self.documents or self.figures or self.awards or self.conferences)


def holdings(unit: Unit) -> Holdings:
    """Count what is held of ``unit``."""
    return Holdings(
        movements=Movement.objects.filter(unit=unit).count(),
        documents=Document.objects.filter(unit=unit).count(),
        figures=Figure.objects.in_force().filter(unit=unit).count(),
        awards=Award.objects.in_force().filter(unit=unit).count(),
        conferences=Conference.objects.in_force().filter(unit=unit).count(),
    )
