"""Reading movements and what they set themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.core.actors import Actor
from thidua.movements.choices import AimKind
from thidua.movements.models import Aim, GoverningDocument, Movement, Phase
from thidua.organisations.queries import units_in_scope


@dataclass(frozen=True)
class AimsOfKind:
    """The focus points, targets or tasks of one phase."""

    kind: AimKind
    aims: tuple[Aim, ...]


@dataclass(frozen=True)
class PhaseReading:
    """A phase with its aims by kind, all three kinds always there."""

    phase: Phase
    groups: tuple[AimsOfKind, ...]


def movements(actor: Actor, *, on: date) -> QuerySet[Movement]:
    """Return the movements that ``actor`` may see on the day ``on``, with how many open tasks each has."""
    open_tasks = Q(
        phases__aims__kind=AimKind.TASK, phases__aims__withdrawn_at__isnull=True, phases__aims__done_at__isnull=True
    )
    return (
        Movement.objects.filter(unit__in=units_in_scope(actor, on=on))
        .select_related("unit")
        .prefetch_related("phases")
        .annotate(open_tasks=Count("phases__aims", filter=open_tasks, distinct=True))
        .order_by("folded", "id")
    )


def phases(actor: Actor, *, on: date) -> QuerySet[Phase]:
    """Return the phases of the movements that ``actor`` may see on the day ``on``."""
    return Phase.objects.filter(movement__unit__in=units_in_scope(actor, on=on)).select_related("movement__unit")


def aims(actor: Actor, *, on: date) -> QuerySet[Aim]:
    """Return the aims, withdrawn ones too (for undo), of the movements that ``actor`` may see on the day ``on``."""
    seen = Aim.objects.filter(phase__movement__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("phase__movement__unit", "indicator")


def governing_documents(actor: Actor, *, on: date) -> QuerySet[GoverningDocument]:
    """Return the governing documents, withdrawn ones too (for undo), that ``actor`` may see on the day ``on``."""
    seen = GoverningDocument.objects.filter(movement__unit__in=units_in_scope(actor, on=on))
    return seen.select_related("movement__unit", "citation__document")


def governing_documents_of(movement: Movement) -> list[GoverningDocument]:
    """Return the documents in force by which a movement is run."""
    rows = GoverningDocument.objects.in_force().filter(movement=movement)
    return list(rows.select_related("citation__document"))


def phase_readings(movement: Movement) -> tuple[PhaseReading, ...]:
    """Return the phases of a movement, newest first, with their aims."""
    kept = Aim.objects.in_force().select_related("indicator", "citation__document")
    rows = Phase.objects.filter(movement=movement).prefetch_related(Prefetch("aims", queryset=kept, to_attr="kept"))
    return tuple(PhaseReading(phase, _by_kind(phase.kept)) for phase in rows.order_by("-first_year", "-id"))


def _by_kind(rows: Iterable[Aim]) -> tuple[AimsOfKind, ...]:
    known = list(rows)
    return tuple(AimsOfKind(kind, tuple(aim for aim in known if aim.kind == kind)) for kind in AimKind)
