"""The rules that the office follows beside national law: packs, and dated values of its own with their source."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.law.catalogue import all_parameters
from thidua.law.day import shipped_packs
from thidua.law.strict import LARGEST_FILE
from thidua.local_rules import commands, queries
from thidua.local_rules.rules import StatedValue, quantity_stated
from thidua.office.saving import SavedForm, refusals_shown_on
from thidua.organisations.models import Unit
from thidua.web.fields import DayField
from thidua.web.permissions import ADMINISTRATORS, STAFF, allow
from thidua.web.requests import ActingRequest


def _quantities() -> list[tuple[str, str]]:
    known = ((code, values[-1].description) for code, values in all_parameters().items())
    return sorted(known, key=lambda each: each[1])


class LocalValueForm(SavedForm):
    """A quantity as a document of the office, or a text that was seen, has it from a day on."""

    parameter = forms.ChoiceField(label=gettext_lazy("Mức, tỷ lệ"), choices=_quantities)
    value = forms.IntegerField(
        label=gettext_lazy("Giá trị"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Số nguyên theo đơn vị tính của mức; với lựa chọn, 0 là lựa chọn đầu tiên."),
    )
    since = DayField(label=gettext_lazy("Có hiệu lực từ ngày"))
    until = DayField(label=gettext_lazy("Đến trước ngày"), required=False)
    document_number = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=100)
    document_title = forms.CharField(label=gettext_lazy("Tên văn bản"), max_length=300, required=False)
    article = forms.CharField(label=gettext_lazy("Điều, khoản"), max_length=200, required=False)
    source = forms.CharField(
        label=gettext_lazy("Thấy ở đâu"),
        max_length=500,
        help_text=gettext_lazy("Công báo số mấy, đường dẫn, hoặc văn bản giấy lưu ở đâu."),
    )
    is_verified = forms.BooleanField(label=gettext_lazy("Tôi đã đối chiếu với văn bản"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)


@allow(STAFF)
@require_GET
def own_rules(request: ActingRequest) -> HttpResponse:
    """List the packs and values of the office, what units above follow, and what may be added."""
    return _page(request, LocalValueForm())


@allow(ADMINISTRATORS)
@require_POST
def add(request: ActingRequest) -> HttpResponse:
    """Add a value; what was there before stays."""
    form = LocalValueForm(request.POST)
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        with refusals_shown_on(form):
            row = commands.add_value(
                unit=_own_unit(request), stated=StatedValue(**typed), by=request.actor, at=clock.now()
            )
        if not form.errors:
            undo = reverse("office:withdraw_local_value", args=[row.uid])
            messages.success(request, _("Đã thêm giá trị; giá trị cũ giữ nguyên cho ngày trước."), extra_tags=undo)
            return redirect("office:own_rules")
    return _page(request, form, status=422)


@allow(ADMINISTRATORS)
@require_POST
def withdraw(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take a value back; the toast restores it."""
    row = get_object_or_404(queries.local_values(request.actor, on=clock.today()), uid=uid)
    commands.withdraw_value(value=row, by=request.actor, at=clock.now())
    messages.success(request, _("Đã rút giá trị."), extra_tags=reverse("office:restore_local_value", args=[uid]))
    return redirect("office:own_rules")


@allow(ADMINISTRATORS)
@require_POST
def restore(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Undo the withdrawal of a value."""
    row = get_object_or_404(queries.withdrawn_values(request.actor, on=clock.today()), uid=uid)
    commands.restore_value(value=row, by=request.actor, at=clock.now())
    messages.success(request, _("Đã lấy lại giá trị."))
    return redirect("office:own_rules")


@allow(ADMINISTRATORS)
@require_POST
def follow(request: ActingRequest) -> HttpResponse:
    """Follow a pack that comes with the software (``code``) or one from a file (``file``)."""
    file = request.FILES.get("file")
    try:
        row = commands.follow_pack(
            unit=_own_unit(request),
            code=request.POST.get("code", ""),
            content=file.read(LARGEST_FILE + 1) if file else b"",  # one more than is allowed: it is then refused
            by=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        return _page(request, LocalValueForm(), status=422, refusal=str(refusal))
    undo = reverse("office:stop_following_pack", args=[row.uid])
    messages.success(request, _("Đã áp dụng: %(pack)s.") % {"pack": row.name}, extra_tags=undo)
    return redirect("office:own_rules")


@allow(ADMINISTRATORS)
@require_POST
def stop(request: ActingRequest, uid: UUID) -> HttpResponse:
    """No longer follow a pack; the toast follows it again."""
    row = get_object_or_404(queries.followed_packs(request.actor, on=clock.today()), uid=uid)
    commands.stop_following(pack=row, by=request.actor, at=clock.now())
    undo = reverse("office:follow_pack_again", args=[uid])
    messages.success(request, _("Đã thôi áp dụng: %(pack)s.") % {"pack": row.name}, extra_tags=undo)
    return redirect("office:own_rules")


@allow(ADMINISTRATORS)
@require_POST
def again(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Undo the end of following a pack."""
    row = get_object_or_404(queries.withdrawn_packs(request.actor, on=clock.today()), uid=uid)
    commands.follow_again(pack=row, by=request.actor, at=clock.now())
    messages.success(request, _("Đã áp dụng lại: %(pack)s.") % {"pack": row.name})
    return redirect("office:own_rules")


def _own_unit(request: ActingRequest) -> Unit:
    return get_object_or_404(Unit, pk=request.actor.unit_id or 0)


def _page(request: ActingRequest, form: LocalValueForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    today = clock.today()
    unit = _own_unit(request)
    followed = list(queries.followed_packs(request.actor, on=today))
    own_codes = {pack.code for pack in followed if pack.unit_id == unit.pk}
    above = list(queries.packs_above(unit.pk, on=today))
    set_above, set_here = queries.values_above(unit.pk, on=today), queries.local_values(request.actor, on=today)
    values = [(row, quantity_stated(row.parameter, row.value), False) for row in set_above]
    values += [(row, quantity_stated(row.parameter, row.value), True) for row in set_here]
    context = {
        "form": form,
        "unit": unit,
        "followed": followed,
        "packs": [*above, *(pack for pack in followed if pack.unit_id == unit.pk)],
        "above": above,
        "unreadable": [pack for pack in (*above, *followed) if not queries.is_readable(pack)],
        "offered": [pack for pack in shipped_packs().values() if pack.code not in own_codes],
        "values": values,
        "can_change": request.actor.has(*ADMINISTRATORS),
        "refusal": refusal,
    }
    return render(request, "office/law/own_rules.html", context, status=status)
