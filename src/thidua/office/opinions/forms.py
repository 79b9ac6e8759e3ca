"""Forms of an opinion: whom is asked until when, what was answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thidua.nominations.choices import Answer
from thidua.nominations.commands.opinions import StatedAnswer
from thidua.nominations.rules.days import last_day
from thidua.office.saving import SavedForm
from thidua.web.fields import DayField

_USUAL_DAYS = 10
"""Working days that an office gives a body as a rule; whoever asks changes the day."""


class AskForm(SavedForm):
    """A question to a body; the days are filled in, and may be typed over."""

    body = forms.CharField(
        label=_("Cơ quan được hỏi"), max_length=300, error_messages={"required": _("Ghi cơ quan được hỏi ý kiến.")}
    )
    asked_on = DayField(label=_("Ngày hỏi"))
    due_on = DayField(label=_("Hạn trả lời"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].initial = today
        self.fields["due_on"].initial = last_day(today, _USUAL_DAYS, working=True)


class AnswerForm(SavedForm):
    """What a body answered, with its letter."""

    answer = forms.ChoiceField(
        label=_("Trả lời"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn đồng ý, không đồng ý hoặc ý kiến khác.")},
    )
    answered_on = DayField(label=_("Ngày trả lời"))
    text = forms.CharField(
        label=_("Nội dung"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label=_("Công văn trả lời"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf,.docx,.xlsx"}),
        help_text=_("PDF, ảnh, Word hoặc Excel. Bị từ chối thì chọn lại tệp; các ô khác còn nguyên."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = today
        field = self.fields["answer"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.value, capfirst(str(each.label))) for each in Answer]

    def stated(self) -> StatedAnswer:
        """Return what was typed, once it is valid."""
        typed = self.cleaned_data
        return StatedAnswer(typed["answer"], typed["answered_on"], typed["text"])
