"""What is typed about a reorganisation: the draft, and a form for each sort of step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import Stale
from thidua.office.people.forms import UnitByCode, find_unit
from thidua.office.reorganising.page import steps_in_words
from thidua.office.saving import SavedForm, TwoTexts
from thidua.organisations.choices import UnitKind
from thidua.organisations.models import Unit
from thidua.organisations.names import plain
from thidua.organisations.plans import NewUnit, Step, StepAct
from thidua.vietnamese.writing import scaled
from thidua.web.fields import DayField
from thidua.web.formats import day

KINDS = [(kind.value, kind.label) for kind in UnitKind if kind is not UnitKind.COUNTRY]
FEWEST_PARTS, MOST_PARTS = 2, 20
MOST_UNITS = 200
# What stands before the name of a unit of that kind; the others' names are whole.
_TITLES = {
    UnitKind.PROVINCE: "Tỉnh", UnitKind.CITY: "Thành phố", UnitKind.DISTRICT: "Huyện",
    UnitKind.URBAN_DISTRICT: "Quận", UnitKind.TOWN: "Thị xã", UnitKind.PROVINCIAL_CITY: "Thành phố",
    UnitKind.COMMUNE: "Xã", UnitKind.WARD: "Phường", UnitKind.TOWNSHIP: "Thị trấn", UnitKind.SPECIAL_ZONE: "Đặc khu",
}  # fmt: skip


class DraftForm(SavedForm):
    """What a reorganisation is called, on what basis and from which day."""

    title = forms.CharField(
        label=_("Tên đợt sắp xếp"), max_length=200, help_text=_("Ví dụ: Sắp xếp xã, phường năm 2026")
    )
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)
    on = DayField(label=_("Có hiệu lực từ"), help_text=_("Ngày đầu tiên theo bản đồ mới."))

    def keep_both(self, stale: Stale) -> None:
        """Show both texts, the days as they are printed."""
        for told in (stale.theirs, stale.ours):
            told["on"] = day(date.fromisoformat(told["on"]))
        super().keep_both(stale)


class UnitInputs(forms.Widget):
    """A box for each unit, and empty ones up to ``rows``."""

    template_name = "office/reorganising/unit_inputs.html"
    use_fieldset = True
    rows = 2
    has_more = False
    """Whether one more box was asked for; it has the focus then."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: MultiValueDict[str, Any], name: str) -> list[str]:
        """Return every text that was typed."""
        return data.getlist(name) if isinstance(data, MultiValueDict) else []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template a text for each box, and whether one of them is wrong."""
        context = super().get_context(name, value, attrs)
        context["widget"]["has_more"] = self.has_more
        context["widget"]["is_wrong"] = "aria-invalid" in context["widget"]["attrs"]
        texts = [text for text in value or () if text.strip()]
        context["widget"]["texts"] = [*texts, *[""] * max(self.rows - len(texts), 0)]
        return context


class UnitsField(forms.Field):
    """Several units, each typed by name or code with suggestions."""

    widget = UnitInputs

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scope: QuerySet[Unit] = Unit.objects.none()

    def clean(self, value: Sequence[str] | None) -> list[Unit]:
        """Return the units in the order typed; boxes left empty do not count."""
        texts = [text for text in value or () if text.strip()][:MOST_UNITS]
        found = [find_unit(text, self.scope) for text in texts]
        if faults := [each for each in found if isinstance(each, str)]:
            raise forms.ValidationError(faults)
        return [each for each in found if isinstance(each, Unit)]


class OptionalUnit(UnitByCode):
    """A unit that need not be given."""

    def clean(self, value: Any) -> Any:
        """Return the unit, ``None`` where nothing is typed."""
        return super().clean(value) if str(value or "").strip() else None


class ShareField(forms.DecimalField):
    """A share in per cent, with a comma or a point; the value is in thousandths."""

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(min_value=0, max_value=100, max_digits=4, decimal_places=1, widget=shown, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return thousandths, ``None`` where it is left open."""
        share = super().clean(str(value or "").replace(",", ".").removesuffix("%"))
        return None if share is None else int(share * 10)


class StepForm(SavedForm):
    """A step of a draft. Saved against the version of the draft."""

    use_required_attribute = False
    asks_for_more: ClassVar[bool] = True
    """Whether there are boxes that can be added."""

    def __init__(self, *args: Any, scope: QuerySet[Unit], rows: int = 2, has_more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitByCode | UnitsField):
                field.scope = scope
            if isinstance(field.widget, UnitInputs):
                field.widget.rows, field.widget.has_more = rows, has_more

    def step(self) -> Step:
        """Return what was typed, once it is valid."""
        raise NotImplementedError

    def keep_both(self, stale: Stale) -> None:
        """Show the steps that the other saved beside these; the next save goes on from the other's."""
        both = (steps_in_words(told["steps"]) for told in (stale.theirs, stale.ours))
        self.both = (TwoTexts(_("Các bước"), *both),)
        if isinstance(self.data, QueryDict):  # the base would keep one unit of several
            data = self.data.copy()
            data["version"] = stale.values.get("version", "")
            self.data = data


class MergeForm(StepForm):
    """Units that become one: a new one, or one that is there."""

    units = UnitsField(label=_("Các đơn vị nhập lại"), help_text=_("Tên đầy đủ hoặc mã, mỗi ô một đơn vị."))
    name = forms.CharField(
        label=_("Tên đơn vị mới"), max_length=200, required=False, help_text=_("Để trống nếu nhập vào đơn vị đã có.")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=KINDS)
    code = forms.CharField(label=_("Mã chính thức"), max_length=20, required=False)
    under = OptionalUnit(
        label=_("Cấp trên của đơn vị mới"), required=False, help_text=_("Để trống nếu như đơn vị đầu tiên ở trên.")
    )
    into = OptionalUnit(label=_("Hoặc nhập vào đơn vị đã có"), required=False)

    def step(self) -> Step:
        """Return the merger."""
        typed = self.cleaned_data
        under = _uid(typed["under"])
        made = (_new_unit(typed["name"], typed["kind"], code=typed["code"], under=under),) if typed["name"] else ()
        return Step(StepAct.MERGE, _uids(typed["units"]), _uid(typed["into"]), made)

    @staticmethod
    def initial_of(step: Step, names: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows of a step that is there; ``names`` by uid."""
        shown: dict[str, Any] = {"units": [names.get(uid, "") for uid in step.units], "into": names.get(step.into, "")}
        for made in step.made:
            shown |= {"name": made.name, "kind": made.kind, "code": made.code, "under": names.get(made.under, "")}
        return shown


class MoveForm(StepForm):
    """Units that come under another one."""

    units = UnitsField(label=_("Các đơn vị chuyển"), help_text=_("Tên đầy đủ hoặc mã, mỗi ô một đơn vị."))
    into = UnitByCode(label=_("Cấp trên mới"))

    def step(self) -> Step:
        """Return the move."""
        return Step(StepAct.MOVE, _uids(self.cleaned_data["units"]), _uid(self.cleaned_data["into"]))

    @staticmethod
    def initial_of(step: Step, names: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows of a step that is there."""
        return {"units": [names.get(uid, "") for uid in step.units], "into": names.get(step.into, "")}


class RenameForm(StepForm):
    """A unit that stays what it is and is called otherwise."""

    asks_for_more = False
    unit = UnitByCode(label=_("Đơn vị"), help_text=_("Tên đầy đủ hoặc mã"))
    name = forms.CharField(label=_("Tên mới"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại mới"), choices=[("", _("giữ nguyên")), *KINDS], required=False)
    code = forms.CharField(label=_("Mã mới"), max_length=20, required=False, help_text=_("Để trống nếu giữ nguyên mã."))

    def step(self) -> Step:
        """Return the renaming."""
        typed = self.cleaned_data
        new = _new_unit(typed["name"], typed["kind"] or typed["unit"].kind, code=typed["code"])
        return Step(StepAct.RENAME, _uids([typed["unit"]]), made=(new,))

    @staticmethod
    def initial_of(step: Step, names: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows of a step that is there."""
        made = step.made[0]
        unit = names.get(step.units[0], "")
        return {"unit": unit, "name": made.name, "kind": made.kind, "code": made.code}


class SplitForm(StepForm):
    """A unit that becomes several; each unit under it is given to one of them."""

    def __init__(
        self, *args: Any, old: Unit, children: Sequence[Unit], parts: int = FEWEST_PARTS, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.old, self.parts, self.children = old, max(FEWEST_PARTS, min(parts, MOST_PARTS)), list(children)
        for place in range(self.parts):
            self._add_part(place)
        answers = [("", _("chưa chọn")), *((str(place), _part_word(place + 1)) for place in range(self.parts))]
        for child in self.children:
            self.fields[f"child-{child.uid}"] = forms.ChoiceField(
                label=child.full_name[:1].upper() + child.full_name[1:], choices=answers, required=False
            )
        self.fields["parts"] = forms.IntegerField(
            widget=forms.HiddenInput, min_value=FEWEST_PARTS, max_value=MOST_PARTS, initial=self.parts
        )

    def _add_part(self, place: int) -> None:
        self.fields[f"name-{place}"] = forms.CharField(label=_("Tên"), max_length=200)
        self.fields[f"kind-{place}"] = forms.ChoiceField(label=_("Loại"), choices=KINDS, initial=self.old.kind)
        self.fields[f"code-{place}"] = forms.CharField(label=_("Mã chính thức"), max_length=20, required=False)
        self.fields[f"share-{place}"] = ShareField(label=_("Tỷ lệ phần trăm"), required=False)

    def part_fields(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the word and the fields of each part."""
        names = ("name", "kind", "code", "share")
        return [(_part_word(place + 1), [self[f"{name}-{place}"] for name in names]) for place in range(self.parts)]

    def child_fields(self) -> list[forms.BoundField]:
        """Return the field of each unit under the old one."""
        return [self[f"child-{child.uid}"] for child in self.children]

    def step(self) -> Step:
        """Return the split."""
        typed = self.cleaned_data
        given: dict[str, list[str]] = {}
        for child in self.children:
            given.setdefault(typed[f"child-{child.uid}"], []).append(str(child.uid))
        made = tuple(
            _new_unit(
                typed[f"name-{place}"], typed[f"kind-{place}"], code=typed[f"code-{place}"],
                permille=typed[f"share-{place}"], children=tuple(given.get(str(place), ())),
            )
            for place in range(self.parts)
        )  # fmt: skip
        return Step(StepAct.SPLIT, _uids([self.old]), made=made)

    @staticmethod
    def initial_of(step: Step, _names: Mapping[str, str]) -> dict[str, Any]:
        """Return what the form shows of a step that is there."""
        shown: dict[str, Any] = {"parts": len(step.made)}
        for place, made in enumerate(step.made):
            share = "" if made.permille is None else scaled(made.permille, 1)
            shown |= {f"name-{place}": made.name, f"kind-{place}": made.kind, f"code-{place}": made.code}
            shown |= {f"share-{place}": share, **{f"child-{uid}": str(place) for uid in made.children}}
        return shown


class ChooseForm(forms.Form):
    """Which unit is split; asked first, as what stands under it has to be given away."""

    unit = UnitByCode(label=_("Đơn vị bị chia"), help_text=_("Tên đầy đủ hoặc mã"))

    def __init__(self, *args: Any, scope: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        if isinstance(field, UnitByCode):
            field.scope = scope


def _part_word(number: int) -> str:
    return str(_("Phần %(number)s") % {"number": number})


def _new_unit(name: str, kind: str, **more: Any) -> NewUnit:
    """Return a unit with its name and full name, whether or not the kind was typed with the name."""
    bare, title = plain(name), _TITLES.get(UnitKind(kind), "")
    if title and bare.lower().startswith(f"{title.lower()} "):
        bare = bare[len(title) + 1 :]
    return NewUnit(bare, kind, f"{title} {bare}".strip(), **more)


def _uid(unit: Unit | None) -> str:
    return str(unit.uid) if unit else ""


def _uids(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(str(unit.uid) for unit in units)
