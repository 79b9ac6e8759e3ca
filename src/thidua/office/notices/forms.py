"""The form by which a notice is opened."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.nominations.commands.notices import StatedNotice
from thidua.nominations.models import Nomination
from thidua.nominations.queries.notices import Candidate
from thidua.nominations.rules.commenting import CommentTerm, longest
from thidua.office.saving import SavedForm
from thidua.web.fields import DayField

_MOST_OFF = 60


class DaysField(forms.CharField):
    """Days typed one after the other: 30/04/2027, 01/05/2027."""

    def to_python(self, value: Any) -> Any:
        """Return the days."""
        words = str(super().to_python(value) or "").replace(",", " ").replace(";", " ").split()
        if len(words) > _MOST_OFF:
            raise forms.ValidationError(gettext("Ghi nhiều nhất %(most)s ngày nghỉ.") % {"most": _MOST_OFF})
        return [self._day(word) for word in words]

    def _day(self, word: str) -> date:
        for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
            with suppress(ValueError):
                return datetime.strptime(word, form).date()  # noqa: DTZ007 - a day has no zone
        raise forms.ValidationError(gettext("“%(word)s” không phải ngày. Ghi ngày như 05/06/2020.") % {"word": word})


class NoticeForm(SavedForm):
    """A notice as the office states it; the days of the law are filled in."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=300)
    nominations = forms.MultipleChoiceField(
        label=_("Hồ sơ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chọn ít nhất một hồ sơ để lấy ý kiến."),
            "invalid_choice": _("Có hồ sơ không còn ở bước lấy ý kiến. Bỏ chọn hồ sơ ấy; các ô khác còn nguyên."),
        },
    )
    opened_on = DayField(label=_("Công khai từ ngày"), help_text=_("Hạn tính từ ngày tiếp theo."))
    days = forms.IntegerField(label=_("Số ngày"), required=False, min_value=1, max_value=365)
    is_working_days = forms.BooleanField(
        label=_("Là ngày làm việc"), required=False, help_text=_("Chỉ khi quy định không nói số ngày.")
    )
    provision = forms.CharField(
        label=_("Căn cứ của cơ quan"),
        max_length=300,
        required=False,
        help_text=_("Cần khi quy định không nói số ngày; căn cứ của luật máy tự ghi."),
    )
    off = DaysField(
        label=_("Ngày nghỉ ở giữa"),
        required=False,
        help_text=_("Ngày lễ, tết rơi vào ngày làm việc, cách nhau bằng dấu phẩy. Máy không giữ lịch nghỉ."),
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {str(each.nomination.uid): each.nomination for each in candidates}
        field = self.fields["nominations"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(each.nomination.uid), _told(each)) for each in candidates]
        ticked = _first_of_one_kind(candidates, chosen)
        field.initial = [str(each.nomination.uid) for each in ticked]
        self._fill_in([each.term for each in ticked])

    def _fill_in(self, terms: Sequence[CommentTerm | None]) -> None:
        """Fill in the days of the law, with the provision beside them."""
        known = [each for each in terms if each is not None]
        if not known:
            return
        least = longest(known, self.initial["opened_on"])
        self.fields["days"].initial = least.days
        self.fields["is_working_days"].initial = least.is_working
        self.fields["days"].help_text = gettext("Theo %(provision)s; ghi dài hơn được, ngắn hơn thì không.") % {
            "provision": least.provision
        }

    def chosen(self) -> list[Nomination]:
        """Return the nominations that were ticked, once the form is valid."""
        return [self._rows[uid] for uid in self.cleaned_data["nominations"]]

    def stated(self) -> StatedNotice:
        """Return what was typed, once it is valid."""
        names = ("title", "opened_on", "days", "is_working_days", "provision", "off")
        return StatedNotice(**{name: self.cleaned_data[name] for name in names})


def _told(row: Candidate) -> str:
    """Say of a nomination who, for what, and for how many days the public is asked."""
    one = row.nomination
    return f"{one.code} {one.name}, {one.award_name} ({in_words(row.term)})"


def in_words(term: CommentTerm | None) -> str:
    """Say how long the law asks for."""
    if term is None:
        return gettext("quy định không nói số ngày")
    if term.is_working:
        return gettext("%(days)s ngày làm việc") % {"days": term.days}
    return gettext("%(days)s ngày") % {"days": term.days}


def _first_of_one_kind(candidates: Sequence[Candidate], chosen: str) -> list[Candidate]:
    """Return what is ticked at first: the one asked for, else all whose days are counted as those of the first."""
    asked = [each for each in candidates if str(each.nomination.uid) == chosen]
    if asked or not candidates:
        return asked
    return [each for each in candidates if each.kind == candidates[0].kind]
