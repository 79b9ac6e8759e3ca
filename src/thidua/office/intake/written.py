"""Where to see what an accepted fact wrote."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import Award
from thidua.conferences.models import Conference, ConferenceDirection, Participation, Review
from thidua.intake.choices import FactKind
from thidua.intake.models import ProposedFact
from thidua.movements.models import GoverningDocument
from thidua.reports.models import Figure


@dataclass(frozen=True)
class Written:
    """A row of the registry: what it is, and the page that shows it (blank where this version has none)."""

    word: str | Promise
    name: str
    url: str


def written_by(fact: ProposedFact) -> list[Written]:
    """Return what still stands of what the fact wrote, or of what the text wrote whose statement it repeats."""
    citation = fact.citation
    root = citation.restates_id or citation.pk if citation else None
    rows = {"citation": root, "withdrawn_at": None}
    return [
        *(
            Written(FactKind.EVENT.label, row.name, _address(("office:conference", row.uid)))
            for row in Conference.objects.filter(**rows)
        ),
        *map(_participation, Participation.objects.filter(**rows).select_related("person", "conference")),
        *(
            Written(_("Sổ khen thưởng"), str(row), _address(("office:award", row.uid), "office:awards"))
            for row in Award.objects.filter(**rows)
        ),
        *(
            Written(FactKind.FIGURE.label, f"{row.indicator.name}, {row.period}", _figure_address(row))
            for row in Figure.objects.filter(**rows).select_related("indicator", "movement", "period")
        ),
        *(
            Written(_("Văn bản của phong trào"), row.title, _address(("office:movement", row.movement.uid)))
            for row in GoverningDocument.objects.filter(**rows).select_related("movement")
        ),
        *(
            Written(_("Chỉ đạo tại hội nghị"), row.review.title, _address(("office:review", row.review.uid)))
            for row in ConferenceDirection.objects.filter(**rows).select_related("review")
        ),
    ]


def _participation(row: Participation) -> Written:
    held = row.conference
    if held is None:
        return Written(_("Người dự"), str(row.person), "")
    return Written(_("Người dự"), f"{row.person}, {held.name}", _address(("office:conference", held.uid)))


def _figure_address(figure: Figure) -> str:
    if figure.movement is None:
        return ""
    reviews = Review.objects.filter(movement=figure.movement, unit=figure.unit_id)
    review = reviews.filter(period=figure.period_id).first() or reviews.first()
    wanted = [("office:review", review.uid)] if review else []
    return _address(*wanted, ("office:movement", figure.movement.uid))


def _address(*wanted: tuple[str, object] | str) -> str:
    """Return the first address that this version has a page for."""
    for each in wanted:
        name, *args = (each,) if isinstance(each, str) else each
        try:
            return reverse(str(name), args=args)
        except NoReverseMatch:
            continue
    return ""
