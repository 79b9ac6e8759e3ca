"""What is typed about an office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from thidua.documents.choices import SigningAuthority
from thidua.documents.models import OfficeProfile
from thidua.documents.rules import ProfileText, SignerText
from thidua.office.saving import SavedForm
from thidua.web.fields import DayField

SIGNERS = 2
_SIGNER_FIELDS = ("collective", "authority", "on_behalf_of", "office", "name")


class ProfileForm(SavedForm):
    """What surrounds the text of a unit's documents, with two signers (the head and a deputy)."""

    since = DayField(label=_("Từ ngày"))
    superior_body = forms.CharField(
        label=_("Cơ quan chủ quản"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Bộ Công an. Không có thì để trống."),
    )
    issuing_body = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    symbol = forms.CharField(
        label=_("Chữ viết tắt trong số, ký hiệu"), max_length=40, help_text=_("Ví dụ: CAT cho «Số: 05/BC-CAT»")
    )
    place = forms.CharField(label=_("Địa danh"), max_length=100, help_text=_("Ghi trước ngày tháng, ví dụ: Hưng Yên"))
    recipients = forms.CharField(
        label=_("Nơi nhận, mỗi dòng một nơi"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    contact = forms.CharField(
        label=_("Nơi liên hệ báo chí"),
        max_length=200,
        required=False,
        help_text=_("Tên phòng, số điện thoại của cơ quan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, SIGNERS + 1):
            self.fields.update(_signer_fields(place, required=place == 1))

    def profile(self) -> ProfileText:
        """Return what was typed, once it is valid."""
        typed = self.cleaned_data
        signers = tuple(
            SignerText(**{name: typed[f"signer_{place}_{name}"].strip() for name in _SIGNER_FIELDS})
            for place in range(1, SIGNERS + 1)
        )
        names = ("superior_body", "issuing_body", "symbol", "place", "recipients", "contact")
        return ProfileText(**{name: typed[name] for name in names}, signers=signers)

    def of_office(self) -> list[BoundField]:
        """Return the fields about the office itself."""
        return [field for field in self.visible_fields() if not field.name.startswith("signer_")]

    def of_signers(self) -> list[tuple[int, list[BoundField]]]:
        """Return the fields of each signer with the signer's place."""
        return [
            (place, [self[f"signer_{place}_{name}"] for name in ("office", "name", *_SIGNER_FIELDS[:3])])
            for place in range(1, SIGNERS + 1)
        ]

    @staticmethod
    def initial_of(profile: OfficeProfile) -> dict[str, Any]:
        """Return what the form shows of a profile that is there."""
        names = ("since", "superior_body", "issuing_body", "symbol", "place", "recipients", "contact", "version")
        shown = {name: getattr(profile, name) for name in names}
        for place, signer in enumerate(profile.signers.all()[:SIGNERS], start=1):
            shown |= {f"signer_{place}_{name}": getattr(signer, name) for name in _SIGNER_FIELDS}
        return shown


def _signer_fields(place: int, *, required: bool) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "office": forms.CharField(label=_("Chức vụ"), max_length=200, required=required),
        "name": forms.CharField(label=_("Họ và tên"), max_length=120, required=required),
        "collective": forms.CharField(
            label=_("Thay mặt tập thể (TM.)"),
            max_length=200,
            required=False,
            help_text=_("Ví dụ: Ủy ban nhân dân. Thủ trưởng ký trực tiếp thì để trống."),
        ),
        "authority": forms.ChoiceField(label=_("Quyền hạn ký"), choices=SigningAuthority.choices, required=False),
        "on_behalf_of": forms.CharField(
            label=_("Ký thay ai"), max_length=200, required=False, help_text=_("Cho KT., TL., TUQ., ví dụ: Giám đốc")
        ),
    }
    return {f"signer_{place}_{name}": field for name, field in fields.items()}
