"""What is typed about movements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.indicators.models import Indicator
from thidua.indicators.queries import indicators
from thidua.movements.choices import AimKind, MovementCategory, Organisation, Scope
from thidua.movements.models import Aim
from thidua.office.people.forms import UnitByCode
from thidua.office.saving import SavedForm
from thidua.organisations.queries import units_in_scope
from thidua.web.fields import DayField

FIRST_YEAR, LAST_YEAR = 1945, 2100


class MovementForm(SavedForm):
    """A movement as it was launched."""

    name = forms.CharField(label=_("Tên phong trào"), max_length=300)
    category = forms.ChoiceField(label=_("Loại"), choices=MovementCategory.choices)
    organisation = forms.ChoiceField(label=_("Hình thức"), choices=Organisation.choices, initial=Organisation.THEMATIC)
    scope = forms.ChoiceField(
        label=_("Phạm vi"),
        required=False,
        choices=[("", "—"), *Scope.choices],
        help_text=_("Thống kê năm (biểu 0601) đếm phong trào theo phạm vi."),
    )
    aim = forms.CharField(
        label=_("Mục đích, yêu cầu"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class YearsForm(SavedForm):
    """A stretch of years."""

    first_year = forms.IntegerField(label=_("Từ năm"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(
        label=_("Đến năm"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Để trống nếu chưa kết thúc."),
    )


class ReviewForm(YearsForm):
    """For which unit and years a movement is reviewed."""

    unit = UnitByCode(
        label=_("Đơn vị"), max_length=300, help_text=_("Tên đầy đủ hoặc mã của đơn vị mình hay đơn vị dưới.")
    )
    field_order = ("unit", "first_year", "last_year")

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, UnitByCode):
            field.scope = units_in_scope(actor, on=on)


class DocumentForm(SavedForm):
    """A document by which a movement is run."""

    title = forms.CharField(label=_("Tên văn bản"), max_length=400, help_text=_("Ví dụ: Chỉ thị số 07 của Bộ Công an"))
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    issuer = forms.CharField(label=_("Nơi ban hành"), max_length=200, required=False)
    issued_on = DayField(label=_("Ngày ban hành"), required=False)


class AimForm(SavedForm):
    """A focus point, target or task. Only a target carries an indicator and a level; only a task an owner and a day."""

    text = forms.CharField(label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    indicator = forms.ModelChoiceField(
        label=_("Chỉ tiêu thống kê"), queryset=Indicator.objects.none(), required=False, empty_label=_("Không gắn số")
    )
    value = forms.DecimalField(label=_("Mức phải đạt"), required=False, min_value=0, max_digits=17, decimal_places=2)
    owner = forms.CharField(label=_("Chủ trì"), max_length=200, required=False)
    due_on = DayField(label=_("Hạn"), required=False)

    def __init__(self, *args: Any, kind: AimKind, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unused = {AimKind.FOCUS: ("indicator", "value", "owner", "due_on"), AimKind.TASK: ("indicator", "value")}
        for name in unused.get(kind, ()):
            del self.fields[name]
        field = self.fields.get("indicator")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = indicators(on=on)

    def clean(self) -> dict[str, Any]:
        """Scale the level to the indicator's decimals; a level needs an indicator."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        indicator, value = typed.get("indicator"), typed.get("value")
        if value is not None and indicator is None:
            self.add_error("indicator", _("Mức phải đạt cần một chỉ tiêu thống kê. Chọn chỉ tiêu rồi lưu lại."))
        elif value is not None and indicator is not None:
            scaled = Decimal(value).scaleb(indicator.decimals)
            if scaled != scaled.to_integral_value():
                self.add_error(
                    "value", _("Chỉ tiêu này không ghi nhiều chữ số thập phân như vậy. Làm tròn rồi lưu lại.")
                )
            typed["value"] = int(scaled)
        return typed

    @staticmethod
    def initial_of(aim: Aim) -> dict[str, Any]:
        """Return what the form shows of an aim that is there."""
        level = Decimal(aim.value).scaleb(-aim.indicator.decimals) if aim.value is not None and aim.indicator else None
        return {
            "text": aim.text, "indicator": aim.indicator_id, "value": level, "owner": aim.owner, "due_on": aim.due_on,
            "version": aim.version,
        }  # fmt: skip
