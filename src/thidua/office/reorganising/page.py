"""A reorganisation in words: its steps as rows, and what becomes of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.core.actors import Actor
from thidua.organisations.models import Reorganisation, Unit
from thidua.organisations.plans import NewUnit, Step, StepAct, from_json
from thidua.organisations.queries import describe_all, units_in_scope
from thidua.reports.commands import KeptStock
from thidua.vietnamese.writing import counted, number, scaled
from thidua.web.formats import day, in_sentence

WORDS: dict[StepAct, str | Promise] = {
    StepAct.MERGE: pgettext_lazy("đơn vị", "Nhập"),
    StepAct.SPLIT: gettext_lazy("Chia"),
    StepAct.MOVE: gettext_lazy("Chuyển cấp trên"),
    StepAct.RENAME: gettext_lazy("Đổi tên"),
}
CODES = {StepAct.MERGE: "nhap", StepAct.SPLIT: "chia", StepAct.MOVE: "chuyen", StepAct.RENAME: "doi-ten"}
"""The sorts of steps as addresses name them."""
ICONS = {
    StepAct.MERGE: "git-merge",
    StepAct.SPLIT: "git-fork",
    StepAct.MOVE: "corner-down-right",
    StepAct.RENAME: "pencil",
}


@dataclass(frozen=True)
class Named:
    """A unit as it is called; ``url`` is blank where there is nothing to open."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class StepRow:
    """A step as the table shows it.

    Attributes:
        number: from 1.
        code: the sort of step as addresses name it.
        old: the units that go, move or are renamed.
        new: what they become, or under which unit they stand.
        state: of ``web.states``, for the chip.
        figures: what happens to the figures, in a word and in sentences.
    """

    number: int
    act: StepAct
    code: str
    icon: str
    word: str | Promise
    old: tuple[Named, ...]
    new: tuple[Named, ...]
    state: str
    chip: str
    figures: tuple[str, ...]


def step_rows(kept: Reorganisation, actor: Actor, *, stocks: Sequence[KeptStock] = ()) -> list[StepRow]:
    """Return the steps of a reorganisation by a fixed number of queries.

    ``stocks`` says where those of its old units are kept.
    """
    steps = from_json(kept.steps)
    units = _units_of(steps)
    names = _names(units, kept)
    scope = units_in_scope(actor, on=kept.on).filter(pk__in=[unit.pk for unit in units.values()])
    reachable = set(scope.values_list("pk", flat=True))
    known = {uid: Named(names[uid], _url(unit) if unit.pk in reachable else "") for uid, unit in units.items()}
    made = {unit.full_name: _url(unit) for unit in _made_by(kept)}
    called = {unit.full_name: uid for uid, unit in units.items()}
    held = [(called.get(stock.unit), stock) for stock in stocks]
    rows = []
    for place, step in enumerate(steps, start=1):
        state, chip, sentences = _figures(step, kept)
        notes = _stock_notes([stock for uid, stock in held if uid in step.units], step)
        rows.append(
            StepRow(
                number=place, act=step.act, code=CODES[step.act], icon=ICONS[step.act], word=WORDS[step.act],
                old=tuple(known.get(uid, Named(_("đơn vị không còn"))) for uid in step.units),
                new=_new(step, known, made), state=state, chip=chip, figures=(*sentences, *notes),
            )
        )  # fmt: skip
    return rows


def steps_in_words(kept: Iterable[Mapping[str, Any]]) -> str:
    """Return kept steps in one text: «1. Nhập: xã Một, xã Hai → xã Chung»."""
    steps = from_json(kept)
    names = {uid: in_sentence(unit.full_name) for uid, unit in _units_of(steps).items()}
    return "; ".join(f"{place}. {_in_words(step, names)}" for place, step in enumerate(steps, start=1))


def _in_words(step: Step, names: Mapping[str, str]) -> str:
    old = ", ".join(names.get(uid, "…") for uid in step.units)
    new = ", ".join([*([names.get(step.into, "…")] if step.into else []), *(_full_name(each) for each in step.made)])
    return f"{WORDS[step.act]}: {old} → {new}"


def _units_of(steps: Iterable[Step]) -> dict[str, Unit]:
    uids = {uid for step in steps for uid in (*step.units, step.into) if uid}
    return {str(unit.uid): unit for unit in Unit.objects.filter(uid__in=uids)}


def _names(units: Mapping[str, Unit], kept: Reorganisation) -> dict[str, str]:
    """Return what each unit was called on the last day before."""
    told = describe_all(list(units.values()), on=kept.on - timedelta(days=1)) if units else []
    return {str(each.unit.uid): each.full_name for each in told}


def _made_by(kept: Reorganisation) -> list[Unit]:
    """Return the units that it made, where it is in force."""
    if not kept.journal or kept.reversed_at:
        return []
    return list(Unit.objects.filter(pk__in=kept.journal["units"], since=kept.on))


def _new(step: Step, known: Mapping[str, Named], made: Mapping[str, str]) -> tuple[Named, ...]:
    into = (known.get(step.into, Named(_("đơn vị không còn"))),) if step.into else ()
    return (*into, *(Named(_full_name(each), made.get(_full_name(each), "")) for each in step.made))


def _full_name(new: NewUnit) -> str:
    return new.full_name or new.name


def _url(unit: Unit) -> str:
    return reverse("office:unit", args=[unit.uid])


def _figures(step: Step, kept: Reorganisation) -> tuple[str, str, tuple[str, ...]]:
    """Return the state, word and sentences that say what becomes of the figures of a step."""
    if step.act is StepAct.MERGE:
        count = counted(len(step.units) + bool(step.into))
        return "complete", _("Cộng trọn"), (_("Số của %(count)s nơi cộng lại.") % {"count": count},)
    if step.act is StepAct.SPLIT:
        shares = [each.permille for each in step.made]
        if None in shares:
            return "partial", _("Chưa rõ tỷ lệ"), (_("Số cũ giữ ở cấp trên chung, phần mềm không tự chia."),)
        told = ", ".join(f"{scaled(share or 0, 1)}%" for share in shares)
        sentence = _("Tỷ lệ %(shares)s được ghi lại. Số cũ giữ ở cấp trên chung, phần mềm không tự chia.")
        return "partial", _("Không tự chia"), (sentence % {"shares": told},)
    if step.act is StepAct.MOVE:
        sentence = _("Số trước ngày %(day)s ở lại cấp trên cũ, số từ ngày đó cộng vào cấp trên mới.")
        return "complete", _("Giữ nguyên"), (sentence % {"day": day(kept.on)},)
    return "complete", _("Giữ nguyên"), (_("Tên cũ vẫn in trên báo cáo, quyết định cũ."),)


def _stock_notes(stocks: Iterable[KeptStock], step: Step) -> list[str]:
    """Say where the stocks of the units that go are kept: one sentence for each place."""
    most: dict[str, int] = {}
    for stock in stocks:
        most[stock.node] = max(most.get(stock.node, 0), stock.indicators)
    sentence = _("Số tồn giữ ở %(node)s tới khi đơn vị mới báo cáo: %(count)s chỉ tiêu.")
    if step.into:
        sentence = _("Số tồn giữ ở %(node)s tới khi đơn vị nhận báo cáo: %(count)s chỉ tiêu.")
    return [sentence % {"node": in_sentence(node), "count": number(count)} for node, count in most.items()]
