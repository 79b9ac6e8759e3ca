"""Drafting: what a reorganisation is called, its steps and their order. Every save is against the draft's version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.people.forms import find_unit
from thidua.office.reorganising.forms import (
    ChooseForm,
    DraftForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
    StepForm,
)
from thidua.office.reorganising.page import CODES, WORDS
from thidua.office.reorganising.views import find_reorganisation
from thidua.office.saving import refusals_shown_on
from thidua.organisations.choices import Level, ReorganisationState, UnitKind
from thidua.organisations.commands import draft_reorganisation, revise_reorganisation
from thidua.organisations.models import Reorganisation, Unit
from thidua.organisations.plans import Step, StepAct, from_json
from thidua.organisations.queries.reorganisations import units_directly_under, units_to_reorganise
from thidua.web.errors import NotPermitted
from thidua.web.permissions import ADMINISTRATORS, allow
from thidua.web.requests import ActingRequest, whole_number

ACTS = {code: act for act, code in CODES.items()}
FORMS: dict[StepAct, type[MergeForm | MoveForm | RenameForm]] = {
    StepAct.MERGE: MergeForm,
    StepAct.MOVE: MoveForm,
    StepAct.RENAME: RenameForm,
}
MORE = "more"
"""The button that asks for more boxes instead of saving."""
_KIND_BELOW = {Level.COUNTRY: UnitKind.PROVINCE, Level.PROVINCE: UnitKind.COMMUNE, Level.COMMUNE: UnitKind.VILLAGE}


@dataclass(frozen=True)
class Asked:
    """Which step of a draft is typed.

    Attributes:
        place: where it stands, from 0; ``None`` where it is a new one.
        old: the unit that is split.
    """

    found: Reorganisation
    steps: tuple[Step, ...]
    act: StepAct
    place: int | None
    old: Unit | None

    @property
    def step(self) -> Step | None:
        """The step as it is kept."""
        return None if self.place is None else self.steps[self.place]

    def with_step(self, step: Step) -> list[Step]:
        """Return the steps of the draft with this one."""
        if self.place is None:
            return [*self.steps, step]
        return [*self.steps[: self.place], step, *self.steps[self.place + 1 :]]


@allow(ADMINISTRATORS)
def add_reorganisation(request: ActingRequest) -> HttpResponse:
    """Begin a draft for the unit worked for."""
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = draft_reorganisation(
                unit=Unit.objects.get(pk=request.actor.unit_id or 0), **_typed(form), steps=(), by=request.actor,
                at=clock.now(),
            )  # fmt: skip
        if not form.errors:
            messages.success(request, _("Đã lập dự thảo. Thêm các bước tiếp theo."))
            return redirect("office:reorganisation", uid=made.uid)
    return _draft_page(request, form, {})


@allow(ADMINISTRATORS)
def edit_reorganisation(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Change what a draft is called, its basis and its day."""
    found = find_draft(request, uid)
    initial = {name: getattr(found, name) for name in ("title", "legal_basis", "on", "version")}
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        found.version = form.cleaned_data["version"] or 0
        with refusals_shown_on(form):
            revise_reorganisation(
                reorganisation=found, **_typed(form), steps=from_json(found.steps), by=request.actor, at=clock.now()
            )
        if not form.errors:
            messages.success(request, _("Đã lưu dự thảo."))
            return redirect("office:reorganisation", uid=uid)
    return _draft_page(request, form, {"found": found})


@allow(ADMINISTRATORS)
def step(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Add a step (``?viec=`` its sort, ``&don-vi=`` the unit that is split) or change one (``?so=`` its number)."""
    found = find_draft(request, uid)
    asked = _asked(request, found)
    if asked.act is StepAct.SPLIT and asked.old is None:
        return _choose_page(request, found)
    if request.method == "POST" and MORE not in request.POST:
        form = _form(asked, request.POST)
        if form.is_valid() and _saved(request, asked, form):
            messages.success(request, _("Đã lưu bước.") if asked.step else _("Đã thêm bước."))
            return redirect(_address_of_step(found, len(asked.steps) if asked.place is None else asked.place))
    else:
        form = _form(asked, None, more=request.POST)
    context = {"found": found, "form": form, "asked": asked, "word": WORDS[asked.act]}
    return render(request, "office/reorganising/step.html", context, status=422 if form.errors else 200)


@allow(ADMINISTRATORS)
@require_POST
def order_steps(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Move a step up or down, or drop it: ``number`` from 1, ``to`` is up, down or out."""
    found = find_draft(request, uid)
    steps = list(from_json(found.steps))
    place = (whole_number(request.POST.get("number", "")) or 0) - 1
    if not 0 <= place < len(steps):
        raise Refused(gettext_noop("Bước này không còn trong dự thảo. Tải lại trang rồi chọn lại."))
    moved, to = steps.pop(place), request.POST.get("to")
    if to != "out":
        place = max(place + (1 if to == "down" else -1), 0)
        steps.insert(place, moved)
    found.version = whole_number(request.POST.get("version", "")) or 0
    revise_reorganisation(
        reorganisation=found, title=found.title, legal_basis=found.legal_basis, on=found.on, steps=steps,
        by=request.actor, at=clock.now(),
    )  # fmt: skip
    if to == "out":
        messages.success(request, _("Đã bỏ bước %(number)s.") % {"number": place + 1})
    return redirect(_address_of_step(found, min(place, len(steps) - 1)))


def find_own(request: ActingRequest, uid: UUID) -> Reorganisation:
    """Return a reorganisation of the unit worked for.

    Raises:
        NotPermitted: it is another unit's in scope.
    """
    found = find_reorganisation(request, uid)
    if found.unit_id != request.actor.unit_id:
        raise NotPermitted(
            gettext_noop("Đợt sắp xếp này do %(unit)s lập. Nhờ người quản trị nơi đó sửa."),
            unit=found.unit.name_in_sentence,
        )
    return found


def find_draft(request: ActingRequest, uid: UUID) -> Reorganisation:
    """Return a draft of the unit worked for.

    Raises:
        Refused: it was applied meanwhile.
    """
    found = find_own(request, uid)
    if found.state != ReorganisationState.DRAFT:
        raise Refused(gettext_noop("“%(title)s” không còn là dự thảo nên không sửa được nữa."), title=found.title)
    return found


def _typed(form: DraftForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "legal_basis", "on")}


def _draft_page(request: ActingRequest, form: DraftForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "office/reorganising/draft_form.html", {"form": form, **context}, status=status)


def _asked(request: ActingRequest, found: Reorganisation) -> Asked:
    """Return which step the address names; one that is of another sort by now, or gone, is added anew."""
    steps = from_json(found.steps)
    code = request.GET.get("viec")
    place = (whole_number(request.GET.get("so", "")) or 0) - 1
    if 0 <= place < len(steps) and code in {None, CODES[steps[place].act]}:
        scope = units_to_reorganise(found)
        old = scope.filter(uid=steps[place].units[0]).first() if steps[place].act is StepAct.SPLIT else None
        return Asked(found, steps, steps[place].act, place, old)
    act = ACTS.get(code or CODES[StepAct.MERGE])
    if act is None:
        raise Http404("no such step")
    chosen = _chosen(request, found)
    is_split = act is StepAct.SPLIT and chosen.is_valid()
    return Asked(found, steps, act, None, chosen.cleaned_data["unit"] if is_split else None)


def _chosen(request: ActingRequest, found: Reorganisation) -> ChooseForm:
    typed = {"unit": request.GET["don-vi"]} if "don-vi" in request.GET else None
    return ChooseForm(typed, scope=units_to_reorganise(found))


def _choose_page(request: ActingRequest, found: Reorganisation) -> HttpResponse:
    context = {"found": found, "form": _chosen(request, found)}
    return render(request, "office/reorganising/choose_unit.html", context)


def _form(asked: Asked, data: QueryDict | None, *, more: QueryDict | None = None) -> StepForm:
    """Return the form of a step: with what was posted, or with what is kept and one more box for ``more``."""
    found = asked.found
    initial = _shown_at_first(asked) if not more else _as_typed(more)
    scope = units_to_reorganise(found)
    if asked.old is None:
        rows = max(2, sum(bool(text.strip()) for text in initial.get("units", ())) + bool(more))
        return FORMS[asked.act](data, initial=initial, scope=scope, rows=rows, has_more=bool(more))
    parts = (whole_number(str((data or initial).get("parts", ""))) or 0) + bool(more)
    children = units_directly_under(asked.old, on=found.on)
    shown = initial | ({"parts": parts} if more else {})
    return SplitForm(data, initial=shown, scope=scope, old=asked.old, children=children, parts=parts)


def _shown_at_first(asked: Asked) -> dict[str, Any]:
    """Return what the form of a step holds before anything is typed."""
    shown: dict[str, Any] = {"version": asked.found.version}
    if asked.step:
        maker = SplitForm if asked.old else FORMS[asked.act]
        return shown | maker.initial_of(asked.step, _names(asked.step, units_to_reorganise(asked.found)))
    if asked.act is StepAct.MERGE:
        shown["kind"] = _KIND_BELOW.get(Level(asked.found.unit.level), "")
    return shown


def _as_typed(more: QueryDict) -> dict[str, Any]:
    return {name: more.getlist(name) if name == "units" else more[name] for name in more}


def _names(step: Step, scope: QuerySet[Unit]) -> dict[str, str]:
    """Return what is typed for each unit of a step: its full name, or its code where that is not enough."""
    uids = [uid for uid in (*step.units, step.into, *(made.under for made in step.made)) if uid]
    units = Unit.objects.filter(uid__in=uids)
    return {str(each.uid): each.full_name if find_unit(each.full_name, scope) == each else each.code for each in units}


def _saved(request: ActingRequest, asked: Asked, form: StepForm) -> bool:
    """Save the draft with the step; ``False`` where that is refused and the form says why."""
    found = asked.found
    found.version = form.cleaned_data["version"] or 0
    with refusals_shown_on(form):
        revise_reorganisation(
            reorganisation=found, title=found.title, legal_basis=found.legal_basis, on=found.on,
            steps=asked.with_step(form.step()), by=request.actor, at=clock.now(),
        )  # fmt: skip
    return not form.errors


def _address_of_step(found: Reorganisation, place: int) -> str:
    return f"{reverse('office:reorganisation', args=[found.uid])}#buoc-{max(place, 0) + 1}"
