"""Long work that the worker does for a unit: what it looks like from outside, and who knows more about each kind.

Each app that has such work says so when it is ready (``register``); pages and calls that list it know no app.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from thidua.core.actors import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN_FOR = timedelta(days=30)
"""How long work that is over is listed."""
MOST_SHOWN = 20
"""Of each kind, the newest."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    WORKING = "working"
    STILL = "still"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"

    @property
    def is_open(self) -> bool:
        """Whether the worker has something to do, now or when it runs again."""
        return self in {JobState.WAITING, JobState.WORKING, JobState.STILL}


@dataclass(frozen=True)
class Job:
    """One piece of long work.

    Attributes:
        kind: code of its kind.
        uid: of what it is done on.
        title: what it is about.
        by: who asked for it.
        moved_at: when something of it was last done.
        done: parts that are done, ``total`` all of them; both 0 where it has no parts.
        because: why it failed or stopped, or what is to be known of it; a sentence in the reader's language.
        may_stop: whether a person may stop it now; ``may_retry``: take it up again.
    """

    kind: str
    uid: UUID
    title: str
    state: JobState
    by: str
    asked_at: datetime
    moved_at: datetime
    done: int = 0
    total: int = 0
    because: str = ""
    may_stop: bool = False
    may_retry: bool = False


class JobKind(Protocol):
    """What an app tells of one kind of work and can do with it. Only of the unit that is named, ever."""

    @property
    def code(self) -> str:
        """Its name among the kinds."""
        ...

    @property
    def word(self) -> StrOrPromise:
        """What it is called."""
        ...

    def recent(self, unit_id: int, *, at: datetime) -> Sequence[Job]:
        """Return the jobs that are open or were over within ``SHOWN_FOR``, at most ``MOST_SHOWN``, newest first."""
        ...

    def find(self, unit_id: int, uid: UUID, *, at: datetime) -> Job | None:
        """Return a job of the unit, however old."""
        ...

    def stop(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Do no more of it; what is done stays.

        Raises:
            Refused: it is over, or cannot be stopped.
        """
        ...

    def retry(self, job: Job, *, by: Actor, at: datetime) -> None:
        """Take it up again in the name of ``by``.

        Raises:
            Refused: nothing of it is left to be done.
        """
        ...


def user_of(by: Actor) -> int:
    """Return the key of the user in whose name the worker is to go on: only a person asks it."""
    if by.user_id is None:
        raise ValueError(f"{by.label} is no user")
    return by.user_id


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Make a kind of work known; called when its app is ready."""
    _kinds[kind.code] = kind


def kinds() -> Sequence[JobKind]:
    """Return every kind of work that there is."""
    return tuple(_kinds.values())


def kind_of(job: Job) -> JobKind:
    """Return the kind of a job."""
    return _kinds[job.kind]
