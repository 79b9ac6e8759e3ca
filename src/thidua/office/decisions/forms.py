"""What is typed about decisions, books and the fund."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thidua.decisions.choices import AnnulReason, ReissueGround, Returned
from thidua.documents.rules import SignerText, signer_line
from thidua.office.form_year import YEARS
from thidua.office.saving import SavedForm
from thidua.reading.files.scans import SUFFIXES
from thidua.web.fields import DayField

_FIGURES = {"inputmode": "numeric"}
_AMOUNT = re.compile(
    r"([-\u2212]?\s*(?:\d+|\d{1,3}(?:([., \u00a0])\d{3})(?:\2\d{3})*))\s*(?:đồng|đ|₫|vnđ|vnd)?", re.IGNORECASE
)


def _capitalised(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Return choices as buttons show them."""
    return [(value, str(capfirst(str(label)))) for value, label in choices]


class MoneyField(forms.IntegerField):
    """An amount in whole đồng as people write it: «1.600.000», «1 600 000 đồng».

    What is grouped otherwise than by three digits is no amount: «1.600.000,00» would be read as a hundred times that.
    """

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": _("Ghi số tiền bằng chữ số, như 1.600.000.")}
        super().__init__(widget=forms.TextInput(attrs=_FIGURES), error_messages=errors, localize=False, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the amount."""
        text = str(value or "").strip()
        found = _AMOUNT.fullmatch(text)
        if text and found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        bare = re.sub(r"[., \u00a0]", "", found[1]) if found else ""
        return super().to_python(bare.replace("\u2212", "-"))


class DecisionForm(SavedForm):
    """What a draft says beside its list."""

    title = forms.CharField(
        label=_("Trích yếu"), max_length=400, help_text=_("Về việc gì, như dòng dưới chữ “Quyết định”.")
    )
    symbol = forms.CharField(
        label=_("Ký hiệu"),
        max_length=60,
        required=False,
        help_text=_("Để trống thì lấy theo hồ sơ cơ quan, như QĐ-UBND."),
    )
    bases = forms.CharField(
        label=_("Căn cứ của cơ quan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một căn cứ, “Xét đề nghị của …”. Căn cứ pháp luật máy tự thêm theo ngày ban hành."),
    )
    signer = forms.ChoiceField(
        label=_("Người ký"), help_text=_("Những người ký ghi ở hồ sơ cơ quan, kèm quyền hạn ký.")
    )

    def __init__(self, *args: Any, signers: Sequence[SignerText] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [signer_line(each) for each in signers]
        kept = str(self.initial.get("signer", ""))
        if not lines:  # nobody to choose from, and the page says where to name somebody
            del self.fields["signer"]
            return
        field = self.fields["signer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each, each) for each in dict.fromkeys([*lines, *([kept] if kept else [])])]


class ChangeForm(DecisionForm):
    """A draft that is there; who decides can be put right."""

    authority = forms.CharField(label=_("Người quyết định"), max_length=300)
    field_order = ("title", "authority", "signer", "symbol", "bases")


class IssueForm(SavedForm):
    """The number and the day of a decision."""

    OWN, TYPED = "so", "van-thu"
    source = forms.ChoiceField(
        label=_("Số quyết định"),
        choices=[(OWN, _("Lấy số tiếp theo trong sổ của đơn vị")), (TYPED, _("Ghi số văn thư đã cấp"))],
        widget=forms.RadioSelect,
        initial=OWN,
    )
    number = forms.CharField(
        label=_("Số văn thư cấp"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=_FIGURES),
        help_text=_("Chỉ ghi khi chọn số văn thư đã cấp, như 15."),
    )
    dated_on = DayField(label=_("Ngày quyết định"))

    def clean(self) -> dict[str, Any]:
        """Ask for the number where it comes from the registry."""
        typed = super().clean() or {}
        if typed.get("source") == self.TYPED and not typed.get("number", "").strip():
            self.add_error("number", str(_("Ghi số văn thư đã cấp, hoặc chọn lấy số trong sổ của đơn vị.")))
        return typed

    @property
    def typed(self) -> str | None:
        """The number from the registry; none where our book gives it."""
        given: str = self.cleaned_data["number"]
        return given if self.cleaned_data["source"] == self.TYPED else None


class BonusForm(SavedForm):
    """An amount that the law leaves to a person."""

    amount = MoneyField(label=_("Số tiền mỗi dòng, đồng"))
    reason = forms.CharField(label=_("Căn cứ của số tiền"), max_length=500)


class PayForm(SavedForm):
    """When bonuses were paid."""

    paid_on = DayField(label=_("Ngày chi"))
    overdraft_reason = forms.CharField(
        label=_("Lý do chi vượt quỹ"), max_length=500, required=False, help_text=_("Chỉ ghi khi quỹ không đủ.")
    )


class UnpayForm(SavedForm):
    """Why payments that were written are taken back."""

    reason = forms.CharField(
        label=_("Lý do bỏ ghi chi"), max_length=500, help_text=_("Như ghi nhầm người, hoặc chưa chi.")
    )


class RecoveryForm(SavedForm):
    """Money of an annulled award that came back."""

    amount = MoneyField(label=_("Số tiền đã nộp lại, đồng"))
    on = DayField(label=_("Ngày nộp"))
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)


class ReturnForm(SavedForm):
    """What became of the certificate or medal of an annulled award."""

    returned = forms.ChoiceField(
        label=_("Bằng, hiện vật"), choices=lambda: _capitalised(Returned.choices), widget=forms.RadioSelect
    )
    on = DayField(label=_("Ngày"))
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)


class AnnulForm(DecisionForm):
    """Why awards are annulled: one of the grounds of the law, and no detail of any case."""

    reason = forms.ChoiceField(
        label=_("Căn cứ hủy bỏ (Luật Thi đua, khen thưởng, Điều 93 khoản 2)"),
        choices=lambda: _capitalised(AnnulReason.choices),
        widget=forms.RadioSelect,
    )
    field_order = ("reason", "title", "signer", "symbol", "bases")


class ReissueRequestForm(SavedForm):
    """Somebody asks for a certificate anew."""

    ground = forms.ChoiceField(
        label=_("Lý do"), choices=lambda: _capitalised(ReissueGround.choices), widget=forms.RadioSelect
    )
    asked_on = DayField(label=_("Ngày đề nghị"))
    asked_by = forms.CharField(label=_("Nơi đề nghị"), max_length=300, required=False)


class ReissueForm(DecisionForm):
    """A decision that has certificates made anew."""

    authority = forms.CharField(label=_("Người quyết định"), max_length=300)
    field_order = ("title", "authority", "signer", "symbol", "bases")


class ScanForm(forms.Form):
    """The signed decision. What it is, is told from its content."""

    file = forms.FileField(
        label=_("Quyết định đã ký, đóng dấu"),
        widget=forms.FileInput(attrs={"accept": ",".join([*SUFFIXES.values(), ".jpeg"])}),
        help_text=_("Một tệp PDF quét, hoặc ảnh JPG, PNG, tối đa 20 MB."),
        error_messages={
            "required": _("Chưa chọn tệp. Chọn bản quét rồi bấm lại."),
            "empty": _("Tệp rỗng. Quét hoặc chụp lại rồi chọn tệp khác."),
        },
    )


class OpenFundForm(SavedForm):
    """What the fund of a year begins with."""

    year = forms.IntegerField(label=_("Năm"), min_value=YEARS.start, max_value=YEARS.stop - 1)
    opening = MoneyField(label=_("Số đầu năm, đồng"), min_value=0)


class ChangeFundForm(SavedForm):
    """Money added to a fund, or taken from it."""

    amount = MoneyField(label=_("Số tiền, đồng"), help_text=_("Giảm thì ghi dấu trừ đằng trước."))
    on = DayField(label=_("Ngày"))
    note = forms.CharField(label=_("Văn bản bổ sung, giảm"), max_length=500)


class OpenBookForm(SavedForm):
    """After which number of the office's registry our own book goes on."""

    year = forms.IntegerField(label=_("Năm"), min_value=YEARS.start, max_value=YEARS.stop - 1)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=60)
    last = forms.IntegerField(
        label=_("Số cuối văn thư đã cấp"), min_value=0, max_value=999_999, widget=forms.TextInput(attrs=_FIGURES)
    )


class RoundingForm(SavedForm):
    """Whether bonuses are rounded, from which day on, by which document of the office."""

    value = forms.TypedChoiceField(label=_("Tiền thưởng làm tròn"), coerce=int, widget=forms.RadioSelect)
    since = DayField(label=_("Từ ngày"))
    document_number = forms.CharField(label=_("Số văn bản quy định"), max_length=100)
    source = forms.CharField(
        label=_("Thấy ở đâu"), max_length=500, help_text=_("Công báo, đường dẫn, hoặc văn bản giấy lưu ở đâu.")
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = choices


def stated(form: DecisionForm, *names: str) -> dict[str, str]:
    """Return what was typed of some fields; of who signs nothing where there was nobody to choose from."""
    return {name: form.cleaned_data[name] for name in (*names, "signer") if name in form.cleaned_data}
