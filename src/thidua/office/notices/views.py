"""The notices of the actor's unit, the page of one with what the public wrote, the sheet to post up, closing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.choices import State
from thidua.nominations.commands import notices as commands
from thidua.nominations.models import Comment, Nomination, Notice
from thidua.nominations.queries import notices as queries
from thidua.nominations.tasks import ask_to_delete_comments
from thidua.office.notices.finding import KEEPERS, notice_or_404
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@dataclass(frozen=True)
class ShownLine:
    """A nomination on a notice with what the public wrote about it, for whoever may read that."""

    nomination: Nomination
    is_shown: bool
    comments: tuple[Comment, ...]


@allow(STAFF)
@require_GET
def notices(request: ActingRequest) -> HttpResponse:
    """List the notices of rounds of the actor's unit, the open ones first."""
    today = clock.today()
    ask_to_delete_comments(on=today)
    rows = queries.notice_list(request.actor, on=today)
    context = {
        "open": [each for each in rows if each.notice.closed_at is None],
        "closed": [each for each in rows if each.notice.closed_at is not None],
        "over": sum(each.is_over and each.notice.closed_at is None for each in rows),
        "reads": request.actor.has(*queries.READERS),
        "today": today,
    }
    return render(request, "office/notices/notices.html", context)


@allow(STAFF)
@require_GET
def notice(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show one notice: its days, its address, the nominations on it; comments for those who read them."""
    found, today = notice_or_404(request, uid), clock.today()
    ask_to_delete_comments(on=today)
    reads = request.actor.has(*queries.READERS)
    lines = _lines(found, queries.comments_on(found, request.actor) if reads else ())
    context = {
        "notice": found,
        "lines": lines,
        "comments": sum(len(each.comments) for each in lines),
        "reads": reads,
        "is_begun": found.opened_on <= today,
        "is_over": found.closes_on < today,
        "address": request.build_absolute_uri(reverse("portal:notice", args=[uid])),
        "deleted_by": found.closes_on + commands.KEPT_FOR,
        "can_close": found.closed_at is None and request.actor.has(*KEEPERS),
    }
    return render(request, "office/notices/notice.html", context)


@allow(STAFF)
@require_GET
def sheet(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show the list as it is posted up on a board: what the public page shows, and how to answer."""
    found = notice_or_404(request, uid)
    context = {
        "notice": found,
        "lines": [each for each in queries.lines_of(found) if each.state == State.PUBLIC_COMMENT],
        "address": request.build_absolute_uri(reverse("portal:notice", args=[uid])),
    }
    return render(request, "office/notices/sheet.html", context)


@allow(KEEPERS)
@require_POST
def close(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Close a notice; before its last day only where ``early`` says that this is meant."""
    found = notice_or_404(request, uid)
    try:
        kept = commands.close_notice(notice=found, early="early" in request.POST, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _closed(kept))
    return redirect("office:notice", uid=uid)


def _closed(kept: Notice) -> str:
    return _("Đã đóng đợt lấy ý kiến; số ngày công khai tính được: %(days)s.") % {"days": kept.days}


def _lines(found: Notice, comments: Iterable[Comment]) -> list[ShownLine]:
    by_nomination: dict[int, list[Comment]] = defaultdict(list)
    for each in comments:
        by_nomination[each.line.nomination_id].append(each)
    return [
        ShownLine(one, one.state == State.PUBLIC_COMMENT, tuple(by_nomination[one.pk]))
        for one in queries.lines_of(found)
    ]
