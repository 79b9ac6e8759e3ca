"""Long work that the worker does for the unit of an actor, whatever app it belongs to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from thidua.core.actors import Actor
from thidua.core.jobs import Job, kinds


def jobs_of(actor: Actor, *, at: datetime) -> list[Job]:
    """Return the jobs of the unit in whose name the actor works: what is open first, then the newest."""
    if actor.unit_id is None:
        return []
    found = [job for kind in kinds() for job in kind.recent(actor.unit_id, at=at)]
    return sorted(found, key=lambda job: (not job.state.is_open, -job.asked_at.timestamp()))


def find_job(actor: Actor, uid: UUID, *, at: datetime) -> Job | None:
    """Return a job of the actor's unit."""
    if actor.unit_id is None:
        return None
    found = (kind.find(actor.unit_id, uid, at=at) for kind in kinds())
    return next((job for job in found if job is not None), None)
