"""Long work of the token's unit: how far it is, stopping it, taking it up again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from thidua.api.declaring import reads, writes
from thidua.api.once import Key, once
from thidua.api.requests import CallingRequest
from thidua.api.shapes.jobs import JobOut, job_out
from thidua.core import clock
from thidua.core.jobs import Job, kind_of
from thidua.insights.jobs import find_job, jobs_of
from thidua.web.permissions import WORKERS

router = Router(tags=["jobs"])


@reads(router, "jobs", list[JobOut], name="jobs", summary=_("Việc máy chủ làm cho đơn vị của mã"), roles=WORKERS)
def jobs(request: CallingRequest) -> list[JobOut]:
    """Return the work that is open, then what was over lately, the newest first."""
    return [job_out(each) for each in jobs_of(request.actor, at=clock.now())]


@reads(router, "jobs/{uuid:uid}", JobOut, name="job", summary=_("Một việc của máy chủ"), roles=WORKERS)
def job(request: CallingRequest, uid: UUID) -> JobOut:
    """Return one piece of work."""
    return job_out(_found(request, uid))


@writes(router, "POST", "jobs/{uuid:uid}/stop", JobOut, name="stop_job", summary=_("Dừng một việc của máy chủ"))
def stop(request: CallingRequest, uid: UUID, key: Key) -> HttpResponse:
    """Do no more of it; what is done stays."""
    return _done(request, uid, key, lambda found: kind_of(found).stop(found, by=request.actor, at=clock.now()))


@writes(router, "POST", "jobs/{uuid:uid}/retry", JobOut, name="retry_job", summary=_("Làm tiếp một việc của máy chủ"))
def retry(request: CallingRequest, uid: UUID, key: Key) -> HttpResponse:
    """Take it up again: one that stands still, was stopped or failed."""
    return _done(request, uid, key, lambda found: kind_of(found).retry(found, by=request.actor, at=clock.now()))


def _done(request: CallingRequest, uid: UUID, key: str, act: Callable[[Job], None]) -> HttpResponse:
    _found(request, uid)

    def acted() -> JobOut:
        act(_found(request, uid))
        return job_out(_found(request, uid))

    return once(request, key, acted)


def _found(request: CallingRequest, uid: UUID) -> Job:
    found = find_job(request.actor, uid, at=clock.now())
    if found is None:
        raise Http404("no such job")
    return found
