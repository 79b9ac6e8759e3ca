"""What an administrator types about users."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor, Role
from thidua.organisations.models import Unit
from thidua.organisations.queries import units_in_scope
from thidua.people.choices import Address, HeldRole
from thidua.people.commands.accounts import NewUser
from thidua.vietnamese.fold import fold
from thidua.web.fields import DayField


class UnitByCode(forms.CharField):
    """A unit in the actor's scope, typed by name with suggestions; the value is the unit's uid."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"list": "unit-options", "class": "js-unit", "autocomplete": "off"}
        self.scope: QuerySet[Unit] = Unit.objects.none()

    def clean(self, value: Any) -> Unit | None:
        """Return the unit named by full name, name or code; refuse one that is foreign, unknown or ambiguous."""
        text = super().clean(value)
        if not text:
            return None
        found = find_unit(text, self.scope)
        if isinstance(found, str):
            raise forms.ValidationError(found)
        return found


def find_unit(text: str, scope: QuerySet[Unit]) -> Unit | str:
    """Return the one unit of ``scope`` that ``text`` names, else a sentence that says what to do.

    A unit that is there comes before one of the same name or code that has ended (Hưng Yên before and after 1-7-2025).
    """
    plain = " ".join(str(text).split())
    by_code = list(scope.filter(code=plain)) if plain else []
    named = by_code or list(scope.filter(folded=fold(plain))) or list(scope.filter(name=plain))
    matches = [unit for unit in named if unit.until is None] or named
    if len(matches) == 1:
        return matches[0]
    if matches:
        return str(_("Có nhiều đơn vị tên “%(text)s”. Ghi mã đơn vị.") % {"text": plain})
    return str(
        _("Không thấy đơn vị “%(text)s” trong phạm vi của anh, chị. Chọn trong danh sách gợi ý.") % {"text": plain}
    )


class ScopedForm(forms.Form):
    """A form whose unit fields offer only the actor's scope."""

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"{type(self).__name__.lower()}-%s"
        for field in self.fields.values():
            if isinstance(field, UnitByCode):
                field.scope = units_in_scope(actor, on=on)


class PersonForm(ScopedForm):
    """A new user with a first role."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường không dấu, chữ số, dấu chấm. Ví dụ: ha.tt")
    )
    address = forms.ChoiceField(label=_("Cách xưng hô"), choices=Address.choices, initial=Address.NEUTRAL)
    post = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    unit = UnitByCode(label=_("Đơn vị"), max_length=300, help_text=_("Tên đầy đủ hoặc mã"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=HeldRole.choices)

    def new_user(self) -> NewUser:
        """Return what was typed, once it is valid."""
        typed = self.cleaned_data
        return NewUser(
            username=typed["username"], full_name=typed["full_name"], unit=typed["unit"], role=Role(typed["role"]),
            address=typed["address"], post=typed["post"],
        )  # fmt: skip


class EditPersonForm(forms.Form):
    """What a user is called."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    address = forms.ChoiceField(label=_("Cách xưng hô"), choices=Address.choices)
    post = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RoleForm(ScopedForm):
    """A role at a unit from a day until a day."""

    unit = UnitByCode(label=_("Đơn vị"), max_length=300)
    role = forms.ChoiceField(label=_("Vai trò"), choices=HeldRole.choices)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến trước ngày"), required=False)


class MoveForm(ScopedForm):
    """From one unit to another on a day."""

    leave = UnitByCode(label=_("Thôi tại đơn vị"), max_length=300)
    join = UnitByCode(label=_("Chuyển đến đơn vị"), max_length=300)
    role = forms.ChoiceField(label=_("Vai trò mới"), choices=HeldRole.choices)
    on = DayField(label=_("Từ ngày"))


class EndRoleForm(forms.Form):
    """The first day on which a role no longer counts."""

    on = DayField(label=_("Thôi từ ngày"))


class WorkbookForm(forms.Form):
    """A list of users as a workbook."""

    file = forms.FileField(label=_("Tệp Excel danh sách người dùng"), help_text=_("Tệp .xlsx theo mẫu, tối đa 2 MB"))
