"""Forms of councils."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.councils.choices import Choice, CouncilRole, Majority, TieRule
from thidua.councils.commands import StatedCouncil, StatedMember, StatedSession
from thidua.councils.models import Council, CouncilMember, Session
from thidua.councils.queries.seats import members_on
from thidua.councils.rules.tally import Counted
from thidua.nominations.models import Round
from thidua.office.saving import SavedForm
from thidua.organisations.queries import in_force, units_in_scope
from thidua.people.models import User
from thidua.web.fields import DayField
from thidua.web.requests import whole_number


class CouncilForm(SavedForm):
    """A council as the decision that set it up states it."""

    name = forms.CharField(label=_("Tên hội đồng"), max_length=300)
    decision_number = forms.CharField(label=_("Số quyết định thành lập"), max_length=100)
    decided_on = DayField(label=_("Ngày quyết định"))
    since = DayField(label=_("Hoạt động từ ngày"))
    until = DayField(label=_("Thôi hoạt động từ ngày"), required=False)
    symbol = forms.CharField(
        label=_("Chữ viết tắt"), max_length=40, required=False, initial="HĐTĐKT", help_text=_("Trong số của văn bản.")
    )
    majority = forms.ChoiceField(
        label=_("Mức đồng ý khi luật không định tỷ lệ"), choices=Majority.choices, initial=Majority.OF_MEMBERS
    )
    tie_rule = forms.ChoiceField(
        label=_("Khi số phiếu ngang nhau"), choices=TieRule.choices, initial=TieRule.NOT_AGREED
    )

    def __init__(self, *args: Any, council: Council | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if council:
            self.initial = {name: getattr(council, name) for name in (*self.fields, "version")}

    def stated(self) -> StatedCouncil:
        """Return what was typed, once it is valid."""
        return StatedCouncil(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class Account(forms.CharField):
    """A user of the actor's scope, typed by name or sign-in name with suggestions."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"list": "account-options", "autocomplete": "off"}
        self.known: QuerySet[User] = User.objects.none()

    def clean(self, value: Any) -> User | None:
        """Return the user that is named; refuse one that is unknown or not the only one."""
        text = " ".join(str(super().clean(value)).split())
        if not text:
            return None
        found = list(self.known.filter(username=text)) or list(self.known.filter(full_name=text)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Có nhiều người tên này. Ghi tên đăng nhập."))
        raise forms.ValidationError(_("Không thấy tài khoản này. Chọn trong danh sách gợi ý, hoặc để trống."))


class MemberForm(SavedForm):
    """Somebody who sits in a council."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    office = forms.CharField(label=_("Chức vụ, đơn vị"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("Trong hội đồng"), choices=CouncilRole.choices, initial=CouncilRole.MEMBER)
    is_standing = forms.BooleanField(label=_("Thuộc thường trực hội đồng"), required=False)
    user = Account(
        label=_("Tài khoản"),
        max_length=150,
        required=False,
        help_text=_("Để bỏ phiếu trên máy. Không có tài khoản thì hội đồng bỏ phiếu giấy."),
    )
    since = DayField(label=_("Từ ngày"), required=False, help_text=_("Để trống: từ ngày hội đồng hoạt động."))
    until = DayField(label=_("Thôi từ ngày"), required=False)

    def __init__(self, *args: Any, actor: Actor, on: date, member: CouncilMember | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        if isinstance(field, Account):
            field.known = accounts_in_scope(actor, on=on)
        if member:
            self.initial = {name: getattr(member, name) for name in (*self.fields, "version")}
            self.initial["user"] = member.user.username if member.user else ""
            if member.user and isinstance(field, Account):
                field.known = User.objects.filter(Q(pk__in=field.known.values("pk")) | Q(pk=member.user.pk))

    def stated(self) -> StatedMember:
        """Return what was typed, once it is valid."""
        return StatedMember(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


def accounts_in_scope(actor: Actor, *, on: date) -> QuerySet[User]:
    """Return the users who hold a role in the actor's scope that day."""
    units = units_in_scope(actor, on=on)
    return User.objects.filter(in_force(on, "grants__"), grants__unit__in=units, is_active=True).distinct()


class SessionForm(SavedForm):
    """A session as the invitation states it."""

    title = forms.CharField(label=_("Tên phiên họp"), max_length=300)
    round = forms.ModelChoiceField(
        label=_("Đợt xét"), queryset=Round.objects.none(), required=False, empty_label=_("Nhiều đợt hoặc việc khác")
    )
    day = DayField(label=_("Ngày họp"))
    time = forms.TimeField(
        label=_("Giờ họp"),
        input_formats=["%H:%M", "%Hh%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:00", "inputmode": "numeric"}),
        error_messages={"invalid": _("Ghi giờ như 14:00.")},
    )
    place = forms.CharField(label=_("Nơi họp"), max_length=300)
    chair = forms.ModelChoiceField(
        label=_("Chủ tọa"), queryset=CouncilMember.objects.none(), required=False, empty_label=_("Chủ tịch Hội đồng")
    )
    secretary = forms.ModelChoiceField(
        label=_("Thư ký"), queryset=CouncilMember.objects.none(), required=False, empty_label=_("Thư ký Hội đồng")
    )

    def __init__(self, *args: Any, council: Council, on: date, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = Round.objects.filter(Q(closed_at=None) | Q(pk=session.round_id if session else 0))
        self._offer("round", rounds.filter(unit=council.unit_id))
        for name in ("chair", "secretary"):
            self._offer(name, members_on(council, session.held_on if session else on))
        if session:
            local = timezone.localtime(session.starts_at)
            same = {
                name: getattr(session, name) for name in ("title", "round", "place", "chair", "secretary", "version")
            }
            self.initial = {**same, "day": local.date(), "time": local.time()}
        else:
            self.initial = {"title": _("Phiên họp %(council)s") % {"council": council.name}}

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    def stated(self) -> StatedSession:
        """Return what was typed, once it is valid."""
        typed = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(typed["day"], typed["time"]))
        same = {name: typed[name] for name in ("title", "place", "chair", "secretary", "round")}
        return StatedSession(starts_at=starts_at, **same)


class OpinionForm(forms.Form):
    """What a member who is away wrote."""

    choice = forms.ChoiceField(
        choices=[(Choice.FOR, ""), (Choice.AGAINST, "")],
        error_messages={
            "required": _("Chọn ý kiến đồng ý hoặc không đồng ý."),
            "invalid_choice": _("Chọn ý kiến đồng ý hoặc không đồng ý."),
        },
    )
    received_on = DayField(required=False)
    note = forms.CharField(max_length=300, required=False)


def hands_of(typed: MultiValueDict[str, str]) -> Counted:
    """Return the counts of a show of hands or of sheets of paper; a box left empty holds nought.

    Raises:
        Refused: something else than a number, or nothing at all.
    """
    texts = [str(typed.get(name, "")).strip() for name in ("favour", "against", "blank")]
    if not any(texts):
        raise Refused(_("Ghi số đồng ý, không đồng ý và không có ý kiến."))
    numbers = [whole_number(text) if text else 0 for text in texts]
    if any(number is None for number in numbers):
        raise Refused(_("Ghi số phiếu bằng chữ số, thí dụ 12."))
    return Counted(*(number or 0 for number in numbers))
