"""Long work of a unit, as machines see it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from thidua.api.shapes.common import Shape
from thidua.core.jobs import Job, kind_of


class JobOut(Shape):
    """A piece of work that the server does by itself."""

    uid: UUID
    kind: str = Field(description="«texts», «workbooks», «table», «pack», «paper», «snapshot», or one that came later.")
    name: str = Field(description="What sort of work it is, in words.")
    title: str = Field(description="What it is about.")
    state: Literal["waiting", "working", "still", "stopped", "failed", "done"]
    by: str = Field(description="Who asked for it; empty where the server did by itself.")
    asked_at: datetime
    moved_at: datetime = Field(description="When something of it was last done.")
    done: int = Field(description="How many of its parts are done.")
    total: int = Field(description="How many parts it has; 0 where it has none.")
    because: str = Field(description="Why it failed or stopped, or what is to be known of it: a sentence.")
    acts: list[Literal["stop", "retry"]] = Field(description="What may be done with it now.")


def job_out(job: Job) -> JobOut:
    """Return a job as it is told."""
    acts: list[Literal["stop", "retry"]] = []
    if job.may_stop:
        acts.append("stop")
    if job.may_retry:
        acts.append("retry")
    return JobOut(
        uid=job.uid,
        kind=job.kind,
        name=str(kind_of(job).word),
        title=job.title,
        state=job.state.value,
        by=job.by,
        asked_at=job.asked_at,
        moved_at=job.moved_at,
        done=job.done,
        total=job.total,
        because=job.because,
        acts=acts,
    )
