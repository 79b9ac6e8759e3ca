"""Form fields that every page shares."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day typed as it is printed, 05/06/2020: the browser's own date box follows the machine's language, not ours.

    ISO days ("2020-06-05") are read too.
    """

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")}, format="%d/%m/%Y")
        kwargs = {"input_formats": ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], "widget": shown, **kwargs}
        kwargs.setdefault("error_messages", {"invalid": _("Ghi ngày như 05/06/2020.")})
        super().__init__(**kwargs)
