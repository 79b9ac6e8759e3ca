"""Forms of registered titles: whom and for what, the day, why one is taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.office.nominations.forms import WhomForm
from thidua.office.saving import SavedForm
from thidua.web.fields import DayField

_NO_YEAR = _("Ghi năm bằng bốn chữ số, như 2026.")


class WhomRegistersForm(WhomForm):
    """Who registers which title for which year: enough to look into the ledger."""

    year = forms.IntegerField(
        label=_("Cho năm"), min_value=1945, max_value=2100, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _NO_YEAR, "invalid": _NO_YEAR, "min_value": _NO_YEAR, "max_value": _NO_YEAR},
    )  # fmt: skip
    field_order = ("award", "year", "kind", "name", "birth_year", "post")

    def __init__(self, *args: Any, awards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, awards=awards, **kwargs)
        self.fields["award"].label = _("Danh hiệu")


class RegisteredOnForm(SavedForm):
    """The day of a registration."""

    registered_on = DayField(label=_("Ngày đăng ký"), help_text=_("Như ghi trong bản đăng ký của đơn vị."))


class WithdrawForm(SavedForm):
    """Why a registration is taken back."""

    reason = forms.CharField(
        label=_("Vì sao rút"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi vì sao rút, thí dụ: ghi nhầm người.")},
    )  # fmt: skip
