"""Forms of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.honours.choices import CommendationKind, Gender, HolderKind
from thidua.honours.commands import StatedHolder
from thidua.honours.models import Holder
from thidua.law.catalogue import catalogue
from thidua.office.people.forms import UnitByCode
from thidua.office.saving import SavedForm
from thidua.organisations.queries import units_in_scope
from thidua.web.fields import DayField

_NUMBER = forms.TextInput(attrs={"inputmode": "numeric"})


def _forms_of_today() -> list[tuple[str, str]]:
    known = [(form.code, form.name) for form in catalogue(clock.today()) if not form.classes]
    return [("", "—"), *sorted(known, key=lambda each: each[1])]


class HolderForm(SavedForm):
    """A person, collective or household; only what a form of award needs."""

    kind = forms.ChoiceField(label=_("Là"), choices=HolderKind.choices)
    name = forms.CharField(label=_("Họ tên, tên tập thể hoặc hộ"), max_length=200)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, widget=_NUMBER)
    gender = forms.ChoiceField(
        label=_("Giới"),
        required=False,
        choices=[("", "—"), *Gender.choices],
        help_text=_("Chỉ cần khi tiêu chuẩn có số năm khác nhau cho nam và nữ."),
    )
    body_unit = UnitByCode(
        label=_("Là đơn vị"),
        max_length=300,
        required=False,
        help_text=_("Chỉ với tập thể: tên đầy đủ hoặc mã, để đơn vị sau sáp nhập kế thừa khen thưởng."),
    )

    def __init__(self, *args: Any, actor: Actor, on: date, holder: Holder | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holder = holder
        field = self.fields["body_unit"]
        if isinstance(field, UnitByCode):
            field.scope = units_in_scope(actor, on=on)
        if holder:
            self.fields["kind"].disabled = True
            self.initial = {name: getattr(holder, name) for name in (*self.fields, "version")}
            self.initial["body_unit"] = str(holder.body_unit or "")
            for name in _NOT_ASKED_OF[HolderKind(holder.kind)]:
                del self.fields[name]

    def stated(self) -> StatedHolder:
        """Return what was typed, once it is valid. A unit left as it is stays, though another bears its name."""
        typed = self.cleaned_data
        if self._holder and "body_unit" not in self.fields:
            return StatedHolder(typed["kind"], typed["name"], typed["birth_year"], typed["gender"])
        is_left = self._holder and "body_unit" not in self.changed_data
        unit = self._holder.body_unit if self._holder and is_left else typed.get("body_unit")
        return StatedHolder(typed["kind"], typed["name"], typed.get("birth_year"), typed.get("gender", ""), unit)


_NOT_ASKED_OF = {
    HolderKind.COLLECTIVE: ("birth_year", "gender"),
    HolderKind.INDIVIDUAL: ("body_unit",),
    HolderKind.HOUSEHOLD: ("body_unit",),
}
"""What a form for a record that is there does not ask of each kind."""


class PostForm(SavedForm):
    """A post that a person holds or held."""

    title = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)
    body = forms.CharField(label=_("Cơ quan, đơn vị"), max_length=300)
    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Thôi từ ngày"), required=False)


class HonourForm(SavedForm):
    """An award received, of any date, with the decision that gave it."""

    form_code = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False, choices=_forms_of_today)
    form_name = forms.CharField(
        label=_("Hoặc tên như trong quyết định"),
        max_length=300,
        required=False,
        help_text=_("Khi danh mục không có hình thức này."),
    )
    year = forms.IntegerField(label=_("Năm"), widget=_NUMBER)
    type = forms.ChoiceField(label=_("Loại hình"), required=False, choices=[("", "—"), *CommendationKind.choices])
    decision_number = forms.CharField(label=_("Số quyết định"), max_length=100)
    decided_on = DayField(label=_("Ngày quyết định"), required=False)
    authority = forms.CharField(label=_("Cấp tặng"), max_length=300, required=False)
    body = forms.CharField(label=_("Đơn vị khi được khen"), max_length=300, required=False)
    reason = forms.CharField(label=_("Thành tích"), max_length=600, required=False)


class ErasingForm(SavedForm):
    """Why a person's data are removed."""

    reason = forms.CharField(label=_("Lý do xóa"), max_length=500)
