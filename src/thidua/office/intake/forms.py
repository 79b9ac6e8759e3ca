"""Bringing texts in: several files at once, or a pasted text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thidua.reading.files import MAX_CHARACTERS, SUFFIXES, bundle


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files, perhaps none. What each is, is told from its content when it is read."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(each, initial) for each in given if each]


class NewDocumentForm(forms.Form):
    """Files or a pasted text; title, publisher and day are for the pasted text."""

    attached = SeveralFilesField(
        label=_("Tệp bài, báo cáo"),
        required=False,
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": ",".join(SUFFIXES)}),
        help_text=_("Chọn một hoặc nhiều tệp .txt, .html, .docx, .pdf. Mỗi tệp không quá 20 MB."),
    )
    text = forms.CharField(
        label=_("Hoặc dán nguyên văn bài"),
        required=False,
        strip=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("Dán cả tên bài. Chữ của mục khác, số lượt xem dán theo cũng được, phần mềm tự bỏ qua."),
    )
    title = forms.CharField(
        label=_("Tên bài"), required=False, max_length=300, help_text=_("Để trống thì lấy dòng tên trong bài.")
    )
    publisher = forms.CharField(label=_("Nơi đăng"), required=False, max_length=200, help_text=_("Tên báo, trang tin."))
    published = forms.DateField(
        label=_("Ngày đăng"),
        required=False,
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(attrs={"inputmode": "numeric"}, format="%d/%m/%Y"),
        help_text=_("Ngày/tháng/năm. Để trống thì lấy ngày trong bài."),
        error_messages={"invalid": _("Ghi ngày như 05/06/2020.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a file or a text."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("attached") and not (typed.get("text") or "").strip() and not self.errors:
            self.add_error(None, _("Chưa có gì để đọc. Chọn tệp hoặc dán nguyên văn bài vào ô bên dưới."))
        return typed

    def uploads(self) -> list[UploadedFile[Any]]:
        """Return the files."""
        found: list[UploadedFile[Any]] = self.cleaned_data.get("attached") or []
        return found


class NewBatchForm(forms.Form):
    """One ZIP of many files."""

    attached = forms.FileField(
        label=_("Tệp ZIP"),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        help_text=_("Một tệp .zip, không quá %(size)s MB và %(files)s tệp; bên trong là .txt, .html, .docx, .pdf.")
        % {"size": bundle.MAX_PACKED // 2**20, "files": bundle.MAX_FILES},
        error_messages={"required": _("Chưa chọn tệp. Chọn một tệp .zip rồi bấm lại.")},
    )
