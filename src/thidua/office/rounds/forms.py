"""Forms of rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.actors import Actor
from thidua.law.catalogue import catalogue
from thidua.movements.models import Movement
from thidua.movements.queries import movements
from thidua.nominations.choices import RoundKind
from thidua.nominations.commands.rounds import StatedRound
from thidua.nominations.models import Round
from thidua.nominations.queries.deciding import RoundAward, awards_decided
from thidua.nominations.rules.authority import Place
from thidua.office.saving import SavedForm
from thidua.organisations.models import Unit
from thidua.web.fields import DayField

_HEADINGS = (
    (Place.HERE, _("Cấp này quyết định")),
    (Place.UNKNOWN, _("Chưa rõ cấp nào quyết định")),
    (Place.ABOVE, _("Xét để trình cấp trên")),
)


class RoundForm(SavedForm):
    """A round as the office states it."""

    title = forms.CharField(label=_("Tên đợt xét"), max_length=300)
    kind = forms.ChoiceField(label=_("Loại đợt"), choices=RoundKind.choices)
    movement = forms.ModelChoiceField(
        label=_("Phong trào"),
        queryset=Movement.objects.none(),
        required=False,
        empty_label=_("Không theo phong trào nào"),
    )
    year = forms.IntegerField(label=_("Năm xét"), min_value=1945, max_value=2100)
    authority = forms.CharField(
        label=_("Người quyết định"), max_length=300, help_text=_("Như sẽ ghi trong quyết định.")
    )
    award_codes = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức được đề nghị"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một danh hiệu, hình thức.")},
    )
    opens_on = DayField(label=_("Nhận hồ sơ từ ngày"))
    closes_on = DayField(label=_("Nhận hồ sơ đến hết ngày"), required=False)
    asks_council = forms.BooleanField(
        label=_("Đưa ra hội đồng"),
        required=False,
        help_text=_("Cả khi luật không buộc bỏ phiếu. Danh hiệu mà luật buộc thì luôn qua hội đồng."),
    )
    is_simplified = forms.BooleanField(label=_("Theo thủ tục đơn giản"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, unit: Unit, on: date, kept: Round | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        codes = self.fields["award_codes"]
        if isinstance(codes, forms.MultipleChoiceField):
            codes.choices = list(_offered(unit, on, kept.award_codes if kept else ()))
        field = self.fields["movement"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = movements(actor, on=on)
        if kept:
            self.initial = {name: getattr(kept, name) for name in (*self.fields, "version")}

    def stated(self) -> StatedRound:
        """Return what was typed, once it is valid."""
        return StatedRound(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class DateForm(forms.Form):
    """One day of a round's calendar."""

    text = forms.CharField(label=_("Việc"), max_length=300)
    due_on = DayField(label=_("Hạn"))
    provision = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)


def _offered(unit: Unit, on: date, kept: Iterable[str]) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """Yield the awards by where they are decided; of those decided elsewhere only what the round has already."""
    codes = [form.code for form in catalogue(on) if not form.classes]
    found = [each for each in awards_decided(unit, codes, on=on) if each.is_known]
    for place, heading in _HEADINGS:
        yield heading, _choices(each for each in found if each.place is place)
    lost = _choices(each for each in found if each.place is Place.ELSEWHERE and each.code in set(kept))
    if lost:
        yield _("Cấp khác quyết định"), lost


def _choices(awards: Iterable[RoundAward]) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in awards]
