"""The page of long work: how far each job is, stopping it, taking it up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.jobs import Job, JobState, kind_of
from thidua.insights.jobs import find_job, jobs_of
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""
_PAGES = {
    "texts": "office:batch",
    "workbooks": "office:workbook_batch",
    "table": "office:table",
    "honours": "office:honour_import",
    "pack": "office:conference_pack",
    "paper": "office:report",
    "decision_paper": "office:decision_paper_order",
}
_CHIPS: dict[JobState, tuple[str, str | Promise]] = {
    JobState.WAITING: ("waiting", gettext_lazy("Chờ máy làm")),
    JobState.WORKING: ("assigned", gettext_lazy("Máy đang làm")),
    JobState.STILL: ("overdue", gettext_lazy("Đứng lại")),
    JobState.STOPPED: ("withdrawn", gettext_lazy("Đã dừng")),
    JobState.FAILED: ("not_met", gettext_lazy("Chưa làm được")),
    JobState.DONE: ("done", gettext_lazy("Đã xong")),
}


@dataclass(frozen=True)
class ShownJob:
    """A job with its words, and the page of what it is done on."""

    job: Job

    @property
    def word(self) -> str:
        """What sort of work it is."""
        return str(kind_of(self.job).word)

    @property
    def url(self) -> str:
        """Where what it is done on can be seen."""
        name = _PAGES.get(self.job.kind)
        return reverse(name, args=[self.job.uid]) if name else ""

    @property
    def chip(self) -> str:
        """The chip of its state."""
        return _CHIPS[self.job.state][0]

    @property
    def state_word(self) -> str:
        """The word of its state."""
        return str(_CHIPS[self.job.state][1])

    @property
    def has_parts(self) -> bool:
        """Whether it is to be shown how many parts of it are done."""
        return self.job.total > 0


@allow(WORKERS)
@require_GET
def jobs(request: ActingRequest) -> HttpResponse:
    """Show the long work of the unit: what is open first, then what was over lately."""
    return render(request, "office/jobs/jobs.html", _context(request))


@allow(WORKERS)
@require_GET
def progress(request: ActingRequest) -> HttpResponse:
    """Send the part of the page that changes (HTMX asks every three seconds while something is open)."""
    context = _context(request) | {"oob": True}
    return render(request, "office/jobs/list.html", context, status=200 if context["open"] else _STOP_POLLING)


@allow(WORKERS)
@require_POST
def stop(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Stop a job; what is done of it stays, and it can be taken up again."""
    job = _found(request, uid)
    kind_of(job).stop(job, by=request.actor, at=clock.now())
    sentence = _("Đã dừng %(title)s. Phần đã làm giữ nguyên.") % {"title": job.title}
    stopped = find_job(request.actor, uid, at=clock.now())
    undo_url = reverse("office:retry_job", args=[uid]) if stopped and stopped.may_retry else ""
    messages.success(request, sentence, extra_tags=undo_url)
    return redirect("office:jobs")


@allow(WORKERS)
@require_POST
def retry(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a job up again that stands still, was stopped or failed."""
    job = _found(request, uid)
    kind_of(job).retry(job, by=request.actor, at=clock.now())
    messages.success(request, _("Máy làm tiếp %(title)s.") % {"title": job.title})
    return redirect("office:jobs")


def _found(request: ActingRequest, uid: UUID) -> Job:
    job = find_job(request.actor, uid, at=clock.now())
    if job is None:
        raise Http404("no such job")
    return job


def _context(request: ActingRequest) -> dict[str, Any]:
    found = jobs_of(request.actor, at=clock.now())
    return {"jobs": [ShownJob(each) for each in found], "open": sum(each.state.is_open for each in found)}
