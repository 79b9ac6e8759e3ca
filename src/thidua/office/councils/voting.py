"""What a member does with an item: cast a ballot, step aside, write an opinion."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.councils import commands
from thidua.councils.choices import Ground, ItemState
from thidua.councils.models import AgendaItem, CouncilMember
from thidua.councils.queries.seats import seat_of, voted_on
from thidua.office.councils.answers import refusals_told, to_session
from thidua.office.councils.finding import item_or_404, recusal_or_404
from thidua.office.councils.forms import OpinionForm
from thidua.office.councils.page import session_page
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest


@sensitive_post_parameters("choice")
@sensitive_variables("choice")
@allow(STAFF)
@require_POST
@never_cache
def cast(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Cast the ballot; the choice is repeated in no answer. Sent twice, it is counted once and says so."""
    item = item_or_404(request, uid)
    choice = request.POST.get("choice", "")
    if "confirmed" not in request.POST:
        raise Refused(gettext_noop("Xem lại lựa chọn, rồi bấm Bỏ phiếu trong hộp hỏi lại."))
    try:
        receipt = commands.cast_ballot(item=item, choice=choice, by=request.actor, at=clock.now())
        told = _("Phiếu của anh, chị đã được tính vào %(count)s phiếu.") % {"count": receipt.in_box}
    except Refused as refusal:
        if not _has_voted(request, item):
            raise
        told = str(refusal)
    if not request.htmx:
        messages.success(request, told)
        return to_session(item.session)
    page = session_page(request, item.session, None, on=clock.today())
    return HttpResponse(page.changed(request, request.POST.getlist("co")))


@allow(STAFF)
@require_POST
def recuse(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Step aside from an item, or write down that another member does; the toast takes the latter back."""
    item = item_or_404(request, uid)
    ground = request.POST.get("ground", "")
    if ground not in Ground.values:
        raise Refused(gettext_noop("Chọn lý do đứng ngoài: là người được đề nghị, người thân hoặc cùng đơn vị."))
    with refusals_told(request):
        member = _member(request, item)
        kept = commands.recuse(item=item, ground=ground, member=member, by=request.actor, at=clock.now())
        told = _("%(name)s đứng ngoài mục %(order)s.") % {"name": kept.member.name, "order": item.order}
        messages.success(request, told)
    return _back(item)


@allow(STAFF)
@require_POST
def take_back(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Let a member take part again who was written down by mistake."""
    recusal = recusal_or_404(request, uid)
    with refusals_told(request):
        reason = request.POST.get("reason", "").strip() or "Ghi nhầm"
        commands.withdraw_recusal(recusal=recusal, reason=reason, by=request.actor, at=clock.now())
        messages.success(request, _("%(name)s lại dự mục này.") % {"name": recusal.member.name})
    return _back(recusal.item)


@sensitive_post_parameters("choice")
@allow(STAFF)
@require_POST
def opinion(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Enter what a member who is away wrote; what it says is not repeated before the vote is closed."""
    item = item_or_404(request, uid)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(each[0]) for each in form.errors.values()))
        return _back(item)
    typed = form.cleaned_data
    with refusals_told(request):
        kept = commands.give_opinion(
            item=item,
            choice=typed["choice"],
            member=_member(request, item),
            received_on=typed["received_on"],
            note=typed["note"],
            by=request.actor,
            at=clock.now(),
        )
        told = _("Đã ghi ý kiến bằng văn bản của %(name)s.") % {"name": kept.member.name}
        messages.success(request, told)
    return _back(item)


def _back(item: AgendaItem) -> HttpResponse:
    """Go back to the item; the page of one that is under way follows the session."""
    return to_session(item.session, item if item.state == ItemState.WAITING else None)


def _has_voted(request: ActingRequest, item: AgendaItem) -> bool:
    seat = seat_of(item.session, request.actor)
    return seat is not None and seat.pk in voted_on(item)


def _member(request: ActingRequest, item: AgendaItem) -> CouncilMember | None:
    """The member that is named; ``None`` means whoever asks."""
    text = request.POST.get("member", "")
    if not text:
        return None
    try:
        uid = UUID(text)
    except ValueError:
        raise Refused(gettext_noop("Chọn thành viên trong danh sách.")) from None
    return get_object_or_404(CouncilMember, uid=uid, council=item.session.council_id)
