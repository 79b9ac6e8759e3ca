"""Awards, with their form in the law's catalogue and the names that the text gives."""

from __future__ import annotations

from thidua.awards.commands import NamedRecipient, StatedAward, record_award
from thidua.conferences.commands import put_on_stage
from thidua.conferences.rules import day_of
from thidua.intake.commands.registry.acceptance import Acceptance
from thidua.intake.rules import proposals
from thidua.law.catalogue import recognise_form


def write(acceptance: Acceptance) -> None:
    """Record the award; one that was given at the conference goes on its stage."""
    value, event = acceptance.value, acceptance.around.event_value or {}
    given_there = bool(event) and proposals.is_given_at(value, event)
    form = recognise_form(str(value.get("form") or ""), value.get("authority"), acceptance.around.day)
    conference = acceptance.conference
    award = record_award(
        unit=acceptance.around.owner,
        stated=StatedAward(
            form_name=_capital(str(value.get("form") or "")),
            form_code=form.code if form else "",
            authority=value.get("authority") or "",
            collectives=value.get("collectives"),
            individuals=value.get("individuals"),
            total=value.get("total"),
            recipient_noun=value.get("recipient_noun") or "",
            recipients=[
                NamedRecipient(kind=proposals.recipient_kind(name, value), name=name)
                for name in value.get("recipients") or []
                if name.strip()
            ],
            reason=value.get("reason") or "",
            awarded_on=day_of(str(event.get("date") or "")) if given_there else None,
            status=value.get("status") or "awarded",
        ),
        movement=conference.movement if conference else None,
        period=acceptance.period_of("target"),
        citation=acceptance.citation,
        by=acceptance.by,
        at=acceptance.at,
    )
    if conference is not None and given_there:
        put_on_stage(conference=conference, award=award, by=acceptance.by, at=acceptance.at)


def _capital(form: str) -> str:
    plain = form.strip()
    return plain[:1].upper() + plain[1:]
