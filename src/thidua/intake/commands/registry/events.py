"""A conference: its movements, their phase, the conference itself, and what hung in the air until now."""

from __future__ import annotations

from thidua.awards.models import Award
from thidua.conferences.commands import StatedConference, put_on_stage, record_conference
from thidua.conferences.models import Conference, Participation
from thidua.core.changes import save_checked
from thidua.intake.choices import FactKind, FactState
from thidua.intake.commands.registry import governing
from thidua.intake.commands.registry.acceptance import Acceptance
from thidua.intake.models import ProposedFact
from thidua.intake.rules import proposals
from thidua.intake.rules.reading import concern_title
from thidua.movements.commands import add_governing_document, ensure_movement, ensure_phase
from thidua.movements.models import Movement
from thidua.reports.commands import ensure_period
from thidua.reports.models import Figure

_DOCUMENTS = ("programme", "directive", "project")


def write(acceptance: Acceptance) -> None:
    """Record the conference with its movement and phase; link what was accepted from this document before."""
    value, words = acceptance.value, acceptance.act
    unit = acceptance.around.owner
    movements = {
        concern["name"]: ensure_movement(unit=unit, category=concern["category"], name=concern["name"], **words)
        for concern in value.get("concerns") or []
    }
    period = value.get("period") or {}
    if period.get("from") is not None:
        for concern in proposals.phased_concerns(value):
            ensure_phase(
                movement=movements[concern["name"]], first_year=period["from"], last_year=period.get("to"), **words
            )
    main = proposals.main_concern(value)
    movement = movements[main["name"]] if main else None
    conference = record_conference(
        unit=unit,
        stated=StatedConference(
            name=proposals.conference_name(value),
            kinds=value.get("kind") or [],
            date_text=value.get("date") or "",
            part=value.get("part") or "",
            place=value.get("place") or "",
            organisers=value.get("organiser") or [],
        ),
        movement=movement,
        period=ensure_period(period=value["period"]) if value.get("period") else None,
        citation=acceptance.citation,
        **words,
    )
    if movement is not None:
        _govern(acceptance, movement)
    if acceptance.around.event is not None and acceptance.around.event.pk == acceptance.fact.pk:
        join(acceptance, conference)


def unlink(acceptance: Acceptance) -> None:
    """Let go of a conference that is taken back those whose own facts stay accepted."""
    root = acceptance.citation.restates_id or acceptance.citation.pk
    conferences = Conference.objects.in_force().filter(citation=root)
    rows = Participation.objects.in_force().filter(conference__in=conferences)
    if root != acceptance.citation.pk:  # another text's conference stays, with that text's people
        rows = rows.filter(citation__document=acceptance.document)
    for row in rows:
        save_checked(
            row,
            {"conference": None},
            version=row.version,
            act="unlink_participation",
            by=acceptance.by,
            at=acceptance.at,
        )


def _govern(acceptance: Acceptance, movement: Movement) -> None:
    for concern in acceptance.value.get("concerns") or []:
        title = concern_title(concern)
        if concern["category"] in _DOCUMENTS and concern["name"] != movement.name:
            add_governing_document(
                movement=movement, title=title, citation=acceptance.citation, by=acceptance.by, at=acceptance.at
            )


def join(acceptance: Acceptance, conference: Conference) -> None:
    """Bring to the conference the persons, awards, figures and documents accepted from this document before it."""
    words = acceptance.act
    own = {"citation__document": acceptance.document}
    for person in Participation.objects.in_force().filter(conference__isnull=True, **own):
        save_checked(person, {"conference": conference}, version=person.version, act="link_participation", **words)
    link = {"movement": conference.movement}
    for figure in Figure.objects.in_force().filter(movement__isnull=True, **own) if conference.movement else ():
        save_checked(figure, link, version=figure.version, act="link_figure", **words)
    values = dict(
        ProposedFact.objects.filter(document=acceptance.document, state=FactState.ACCEPTED, kind=FactKind.AWARD)
        .values_list("citation_id", "value")
    )  # fmt: skip
    for award in Award.objects.in_force().filter(**own).select_related("movement"):
        if award.movement is None and conference.movement is not None:
            award = save_checked(award, link, version=award.version, act="link_award", **words)  # noqa: PLW2901 - its newer self
        if proposals.is_given_at(values.get(award.citation_id, {}), acceptance.value):
            put_on_stage(conference=conference, award=award, **words)
    governing.write_waiting(acceptance, conference)
