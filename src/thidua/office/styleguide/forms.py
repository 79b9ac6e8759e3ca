"""A form that shows every kind of field."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Shown filled in wrongly, so that errors can be looked at."""

    name = forms.CharField(
        label=_("Tên phong trào"), error_messages={"required": _("Chưa có tên. Ghi như trong văn bản phát động.")}
    )
    since = forms.DateField(
        label=_("Từ ngày"),
        help_text=_("Ví dụ 05/06/2020"),
        input_formats=["%d/%m/%Y"],
        error_messages={"invalid": _("Ngày này không có trên lịch. Ghi như 05/06/2020.")},
    )
    kind = forms.ChoiceField(
        label=_("Hình thức"), choices=[("regular", _("thường xuyên")), ("thematic", _("theo chuyên đề"))]
    )
    aim = forms.CharField(label=_("Mục đích, yêu cầu"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label=_("Tệp kế hoạch"), required=False)
    open_now = forms.BooleanField(label=_("Cho các đơn vị bên dưới thấy ngay"), required=False)
