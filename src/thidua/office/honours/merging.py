"""Two records that are one person, or are not: a person decides, and may take it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.honours import commands
from thidua.honours.choices import HolderKind
from thidua.honours.models import Holder
from thidua.office.honours.finding import kept_holder_or_404, kept_merges
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
@require_POST
def merge(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Put the record ``other`` into this one; the toast parts them again."""
    kept = kept_holder_or_404(request, uid)
    if kept_merges(request).filter(kept=kept, gone__uid=_uid_of_other(request), undone_at=None).exists():
        messages.info(request, _("Hai hồ sơ này đã nhập làm một rồi."))
        return redirect("office:holder", uid=uid)
    gone = _other(request)
    try:
        done = commands.merge_holders(kept=kept, gone=gone, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("office:holder", uid=uid)
    undo = reverse("office:undo_merge", args=[done.uid])
    messages.success(request, _("Đã nhập hai hồ sơ của %(name)s làm một.") % {"name": kept.name}, extra_tags=undo)
    return redirect("office:holder", uid=uid)


@allow(WORKERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Let two records be two again."""
    done = get_object_or_404(kept_merges(request).select_related("kept", "gone"), uid=uid)
    try:
        commands.undo_merge(merge=done, by=request.actor, at=clock.now())
        messages.success(request, _("Đã tách thành hai hồ sơ như trước."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("office:holder", uid=done.kept.uid)


@allow(WORKERS)
@require_POST
def apart(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Say that this record and ``other`` are two persons."""
    one, other = kept_holder_or_404(request, uid), _other(request)
    commands.set_apart(one=one, other=other, by=request.actor, at=clock.now())
    undo = reverse("office:undo_apart", args=[one.uid, other.uid])
    is_person = one.kind == HolderKind.INDIVIDUAL
    said = _("Đã ghi là hai người khác nhau; không hỏi lại.") if is_person else _("Đã ghi là hai nơi khác nhau.")
    messages.success(request, said, extra_tags=undo)
    return redirect("office:holder", uid=uid)


@allow(WORKERS)
@require_POST
def ask_again(request: ActingRequest, uid: UUID, other: UUID) -> HttpResponse:
    """Take back that two records are two persons."""
    one, second = kept_holder_or_404(request, uid), kept_holder_or_404(request, other)
    commands.undo_apart(one=one, other=second, by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ ghi chú là khác nhau; nếu giống thì lại được hỏi."))
    return redirect("office:holder", uid=uid)


def _other(request: ActingRequest) -> Holder:
    return kept_holder_or_404(request, _uid_of_other(request))


def _uid_of_other(request: ActingRequest) -> UUID:
    if not request.POST.get("other"):
        raise Refused(gettext_noop("Chưa chọn hồ sơ thứ hai. Chọn ở mục «Có thể là một người»."))
    try:
        return UUID(request.POST.get("other", ""))
    except ValueError:
        raise Http404 from None
