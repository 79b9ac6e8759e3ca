"""Forms that correct a fact, one for each kind. They show values as they are printed and give them back as read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.conferences.choices import ConferenceKind, ParticipationRole
from thidua.conferences.rules import day_of
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE
from thidua.indicators.queries import indicators
from thidua.intake.choices import FactKind
from thidua.intake.models import ProposedFact
from thidua.intake.queries import Surroundings, units_for
from thidua.reports.choices import FigureStatus, Qualifier
from thidua.vietnamese.writing import number

_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$")
_PARTS = [("", "–"), ("sáng", _("sáng")), ("chiều", _("chiều")), ("tối", _("tối"))]


class PrintedNumberField(forms.CharField):
    """A number as it is written in Vietnamese: 1.600 or 64,2."""

    def to_python(self, value: Any) -> Any:
        """Return it as a number, ``None`` for nothing."""
        text = str(super().to_python(value)).strip().removesuffix("%")
        if not text:
            return None
        if not _NUMBER.match(text):
            raise forms.ValidationError(_("Ghi số như 1.600 hoặc 64,2."))
        plain = text.replace(".", "").replace(",", ".")
        return float(plain) if "." in plain else int(plain)


class LinesField(forms.CharField):
    """A list, one line for each."""

    def __init__(self, **options: Any) -> None:
        rows = options.pop("rows", 2)
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> Any:
        """Return the lines that are not blank."""
        return [" ".join(line.split()) for line in str(super().to_python(value)).splitlines() if line.strip()]


class CorrectionForm(forms.Form):
    """Fields of one kind of fact. ``changes`` returns what to hand to ``correct_fact``."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lines: ClassVar[tuple[str, ...]] = ()
    numbers: ClassVar[tuple[str, ...]] = ()
    has_years: ClassVar[bool] = False

    def __init__(self, *args: Any, fact: ProposedFact, around: Surroundings, **options: Any) -> None:
        self.fact, self.around = fact, around
        options.setdefault("initial", {"version": fact.version, **self.shown(fact.value)})
        options.setdefault("auto_id", f"f{fact.number}-%s")
        super().__init__(*args, **options)
        if self.has_years:
            self.fields["first_year"] = forms.IntegerField(label=_("Kỳ, từ năm"), required=False)
            self.fields["last_year"] = forms.IntegerField(label=_("đến năm"), required=False)

    def shown(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values as the form shows them."""
        shown = dict(value)
        for name in self.lines:
            shown[name] = "\n".join(value.get(name) or [])
        for name in self.numbers:
            if value.get(name) is not None:
                whole = float(value[name]).is_integer()
                shown[name] = number(value[name], 0 if whole else 2)
        period = value.get("period") or {}
        return {**shown, "first_year": period.get("from"), "last_year": period.get("to")}

    def changes(self) -> dict[str, Any]:
        """Return what was typed by the names of the corpus schema; nothing typed empties a field."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if self.has_years:
            typed["period"] = self._period(typed.pop("first_year", None), typed.pop("last_year", None))
        return {name: None if value in ("", [], None) else value for name, value in typed.items()}

    def _period(self, first: int | None, last: int | None) -> dict[str, Any] | None:
        known = self.fact.value.get("period") or {}
        if first is None and last is None:
            return {"from": None, "to": None, "text": known["text"]} if known.get("text") else None
        return {"from": first, "to": last}


class FigureForm(CorrectionForm):
    """A number with its unit, indicator and period."""

    value = PrintedNumberField(label=_("Số"))
    qualifier = forms.ChoiceField(label=_("Kiểu số"), choices=Qualifier.choices)
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=200, required=False)
    measure = forms.CharField(label=_("Đếm cái gì"), max_length=300, required=False)
    indicator = forms.ChoiceField(label=_("Chỉ tiêu thống kê"), required=False)
    registry_unit = forms.ChoiceField(label=_("Số của đơn vị"), required=False)
    status = forms.ChoiceField(label=_("Là"), choices=FigureStatus.choices)
    numbers = ("value",)
    has_years = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_registry_choices(self)


class TargetForm(CorrectionForm):
    """How many focus points, targets, tasks or lessons."""

    value = PrintedNumberField(label=_("Số"))
    unit = forms.CharField(label=_("Đếm cái gì"), max_length=200)
    indicator = forms.ChoiceField(label=_("Chỉ tiêu thống kê"), required=False)
    registry_unit = forms.ChoiceField(label=_("Số của đơn vị"), required=False)
    numbers = ("value",)
    has_years = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_registry_choices(self)


class AwardForm(CorrectionForm):
    """A form of award, who gave it, how many received it."""

    form = forms.CharField(label=_("Hình thức, danh hiệu"), max_length=300)
    authority = forms.CharField(label=_("Cấp tặng"), max_length=400, required=False)
    collectives = forms.IntegerField(label=_("Số tập thể"), min_value=0, required=False)
    individuals = forms.IntegerField(label=_("Số cá nhân"), min_value=0, required=False)
    total = forms.IntegerField(label=_("Tổng, nếu bài không tách"), min_value=0, required=False)
    recipients = LinesField(label=_("Tên được nêu, mỗi dòng một tên"))
    reason = forms.CharField(label=_("Thành tích"), max_length=600, required=False)
    lines = ("recipients",)
    has_years = True


class PersonForm(CorrectionForm):
    """A person in public capacity."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    rank = forms.CharField(label=_("Cấp bậc hàm"), max_length=60, required=False)
    position = LinesField(label=_("Chức vụ, mỗi dòng một chức vụ"))
    role = forms.MultipleChoiceField(
        label=_("Việc tại hội nghị"),
        choices=ParticipationRole.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lines = ("position",)


class EventForm(CorrectionForm):
    """A conference: what sort, when, where, by whom, about what."""

    name = forms.CharField(label=_("Tên, nếu khác tên máy đặt"), max_length=300, required=False)
    kind = forms.MultipleChoiceField(
        label=_("Loại"), choices=ConferenceKind.choices, widget=forms.CheckboxSelectMultiple
    )
    date = forms.DateField(
        label=_("Ngày, như 05/06/2020"),
        required=False,
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(attrs={"inputmode": "numeric"}, format="%d/%m/%Y"),
        error_messages={"invalid": _("Ghi ngày như 05/06/2020.")},
    )
    part = forms.ChoiceField(label=_("Buổi"), choices=_PARTS, required=False)
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    organiser = LinesField(label=_("Đơn vị tổ chức, mỗi dòng một đơn vị"))
    concerns = LinesField(label=_("Phong trào, chương trình, mỗi dòng một tên"))
    lines = ("organiser",)
    has_years = True

    def shown(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values as the form shows them; a day that is not whole stays out of the form."""
        names = [concern["name"] for concern in value.get("concerns") or []]
        return {**super().shown(value), "concerns": "\n".join(names), "date": day_of(str(value.get("date") or ""))}

    def changes(self) -> dict[str, Any]:
        """Return what was typed; a concern keeps its category, a new name is a movement."""
        changes = super().changes()
        known = {concern["name"]: concern for concern in self.fact.value.get("concerns") or []}
        names = changes.get("concerns") or []
        changes["concerns"] = [known.get(name, {"category": "movement", "name": name}) for name in names] or None
        day = changes.pop("date")
        if isinstance(day, date):
            changes["date"] = day.isoformat()
        return changes


class DocumentForm(CorrectionForm):
    """A document by which a movement is run."""

    title = forms.CharField(label=_("Tên văn bản"), max_length=400)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    issuer = forms.CharField(label=_("Nơi ban hành"), max_length=200, required=False)


class DirectionForm(CorrectionForm):
    """What a leader asked for."""

    text = forms.CharField(label=_("Nội dung"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}))
    speaker = forms.CharField(label=_("Người chỉ đạo"), max_length=200, required=False)


_FORMS: dict[str, type[CorrectionForm]] = {
    FactKind.EVENT: EventForm,
    FactKind.FIGURE: FigureForm,
    FactKind.AWARD: AwardForm,
    FactKind.PERSON: PersonForm,
    FactKind.TARGET: TargetForm,
    FactKind.DOCUMENT: DocumentForm,
    FactKind.DIRECTION: DirectionForm,
}


def correction_form(fact: ProposedFact, around: Surroundings, data: Any = None) -> CorrectionForm:
    """Return the form that corrects ``fact``."""
    return _FORMS[fact.kind](data, fact=fact, around=around)


def offer_registry_choices(form: CorrectionForm) -> None:
    """Fill in the indicators in force and the units that the number may be of; what is proposed is chosen."""
    around, fact = form.around, form.fact
    known = [(each.code, each.name) for each in indicators(on=around.today) if each.code != PUBLISHED_AGGREGATE]
    _choices(form, "indicator", [*known, (PUBLISHED_AGGREGATE, _("Số liệu công bố, không thuộc chỉ tiêu nào"))])
    units = units_for(around.document, today=around.today)
    _choices(form, "registry_unit", [(str(unit.uid), unit.full_name) for unit in units])
    form.initial.setdefault("indicator", around.indicator_code(fact))
    form.initial.setdefault("registry_unit", str(around.place(fact.value).unit.uid))
    form.initial.setdefault("qualifier", Qualifier.EXACT)
    form.initial.setdefault("status", FigureStatus.ACHIEVED)


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
