"""What a user types about a machine that connects."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor, Role
from thidua.people.choices import HeldRole
from thidua.people.commands.tokens import LONGEST_NAME, NewToken
from thidua.web.fields import DayField

_USUAL = timedelta(days=180)
READ, WRITE = "read", "write"


class TokenForm(forms.Form):
    """A new token: for which machine, with which of the roles that the user holds here, until when."""

    name = forms.CharField(
        label=_("Máy hay phần mềm nào sẽ kết nối"),
        max_length=LONGEST_NAME,
        help_text=_("Thí dụ: Kho dữ liệu dùng chung của tỉnh. Tên này hiện trong nhật ký."),
    )
    role = forms.ChoiceField(label=_("Với vai trò"))
    access = forms.ChoiceField(
        label=_("Được làm gì"), choices=[(READ, _("chỉ đọc")), (WRITE, _("đọc và ghi"))], initial=READ
    )
    until = DayField(label=_("Hết hạn từ ngày"), help_text=_("Trong vòng một năm. Hết hạn thì tạo mã mới."))

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": on + _USUAL})
        super().__init__(*args, **kwargs)
        held = [(value, label) for value, label in HeldRole.choices if actor.owns(Role(value))]
        self.fields["role"].choices = held  # type: ignore[attr-defined]

    def new_token(self) -> NewToken:
        """Return what was typed."""
        typed = self.cleaned_data
        return NewToken(
            name=typed["name"], role=Role(typed["role"]), can_write=typed["access"] == WRITE, until=typed["until"]
        )
