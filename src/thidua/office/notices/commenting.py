"""What somebody of the public writes about a nomination. Open to everybody; nothing is kept but words and day."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import never_cache

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.nominations.commands.notices import write_comment
from thidua.nominations.models import NoticeLine
from thidua.nominations.queries.notices import line_shown, public_notice, was_shown
from thidua.nominations.rules.commenting import LONGEST_COMMENT
from thidua.nominations.tasks import ask_to_delete_comments
from thidua.office.notices.pace import forget, is_first, is_too_often
from thidua.web.permissions import EVERYONE, allow
from thidua.web.requests import ActingRequest


@allow(EVERYONE)
@never_cache
def send(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep a comment and say thanks on the public page; whoever comes here by an address is led there."""
    if request.method != "POST":
        return _led_to_page(uid)
    if not was_shown(uid, on=clock.today()):
        raise Http404
    typed = {"about": request.POST.get("ho_so", ""), "text": request.POST.get("text", "")}
    line = _line(uid, typed["about"])
    try:
        _keep(request, line, typed["text"])
    except Refused as refusal:
        return _refused(request, uid, {**typed, "sentence": str(refusal)})
    ask_to_delete_comments(on=clock.today())
    return redirect(f"{reverse('portal:notice', args=[uid])}?da-gui=1#da-gui")


def _keep(request: ActingRequest, line: NoticeLine | None, text: str) -> None:
    if request.POST.get("website"):  # nobody sees this field: what fills it in is a program
        raise Refused(_("Chưa gửi được. Bấm gửi lại một lần nữa."))
    if line is None:
        raise Refused(_("Chưa gửi được: hồ sơ này không còn lấy ý kiến, hoặc đợt lấy ý kiến đã hết hạn."))
    if is_too_often(request):
        raise Refused(_("Từ mạng này đã gửi nhiều ý kiến. Chờ một giờ rồi gửi lại, hoặc gửi trực tiếp đến cơ quan."))
    if not is_first(request, line.pk, text):  # sent twice by one press
        return
    try:
        write_comment(line=line, text=text, at=clock.now())
    except Refused:
        forget(request, line.pk, text)
        raise


def _line(uid: UUID, about: str) -> NoticeLine | None:
    with suppress(ValueError):
        return line_shown(uid, UUID(about), on=clock.today())
    return None


def _led_to_page(uid: UUID) -> HttpResponse:
    if public_notice(uid, on=clock.today()) is None:
        raise Http404
    return redirect("portal:notice", uid=uid)


def _refused(request: ActingRequest, uid: UUID, refused: dict[str, str]) -> HttpResponse:
    """Show the public page again with the words that were typed; where it is over, the words alone."""
    notice = public_notice(uid, on=clock.today())
    shown = notice is not None and any(str(each.uid) == refused["about"] for each in notice.lines)
    context = {"notice": notice, "refused": refused, "is_shown": shown, "longest": LONGEST_COMMENT}
    template = "portal/notice.html" if shown else "office/notices/not_sent.html"
    return render(request, template, context, status=422)
