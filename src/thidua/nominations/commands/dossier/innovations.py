"""The innovations, research and combat creativity that a nomination rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.rules.lines import line
from thidua.law.record import InnovationKind, Reach
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.held import held_dossier
from thidua.nominations.commands.outdating import end_conclusions
from thidua.nominations.models import Innovation, Nomination
from thidua.vietnamese.fold import fold

_LONGEST_NAME, _LONGEST_NUMBER = 400, 100
_FIRST_YEAR = 1945
_GONE = _("Sáng kiến, đề tài này không còn trong hồ sơ. Tải lại trang.")


@dataclass(frozen=True, slots=True)
class StatedInnovation:
    """An innovation as a dossier states it; ``kind`` and ``reach`` in the words of ``thidua.law.record``."""

    name: str
    year: int
    kind: str = InnovationKind.INNOVATION
    reach: str = Reach.GRASSROOTS
    is_recognised: bool = True
    certificate: str = ""
    begun_on: date | None = None


@transaction.atomic
def add_innovation(*, nomination: Nomination, stated: StatedInnovation, by: Actor, at: datetime) -> Innovation:
    """Add an innovation to a dossier, and check the nomination again.

    Raises:
        Refused: the dossier is not the actor's to change, there is no name, the year cannot be, a word is not known, or
            it stands there already.
    """
    kept = held_dossier(nomination, by, at)
    told = checked_innovation(stated, clock.legal_day(at))
    _refuse_twice(kept, told, None)
    made = Innovation.objects.create(nomination=kept, **told)
    _done("add_innovation", kept, {}, _plain(told), by, at)
    return made


@transaction.atomic
def change_innovation(*, innovation: Innovation, stated: StatedInnovation, by: Actor, at: datetime) -> Innovation:
    """Change an innovation of a dossier, and check the nomination again. Raises as ``add_innovation``."""
    kept, row = _held(innovation, by, at)
    told = checked_innovation(stated, clock.legal_day(at))
    _refuse_twice(kept, told, row.pk)
    before = {name: getattr(row, name) for name in told}
    if before == told:
        return row
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    _done("change_innovation", kept, _plain(before), _plain(told), by, at)
    return row


@transaction.atomic
def remove_innovation(*, innovation: Innovation, by: Actor, at: datetime) -> StatedInnovation:
    """Take an innovation out of a dossier; return it as it was stated, so that adding it again undoes this.

    Raises:
        Refused: the dossier is not the actor's to change, or it is gone already.
    """
    kept, row = _held(innovation, by, at)
    stated = StatedInnovation(row.name, row.year, row.kind, row.reach, row.is_recognised, row.certificate, row.begun_on)
    row.delete()
    _done("remove_innovation", kept, _plain(asdict(stated)), {}, by, at)
    return stated


def checked_innovation(stated: StatedInnovation, today: date) -> dict[str, Any]:
    """Return the fields of an innovation as stated.

    Raises:
        Refused: there is no name, the year cannot be, or a word is not known.
    """
    name = line(stated.name, _LONGEST_NAME)
    if not name:
        raise Refused(_("Ghi tên sáng kiến, đề tài."), field="name")
    if not _FIRST_YEAR <= stated.year <= today.year:
        raise Refused(_("Năm công nhận phải là bốn chữ số, không sau năm nay."), field="year")
    if stated.kind not in set(InnovationKind) or stated.reach not in set(Reach):
        raise Refused(_("Chọn loại và phạm vi ảnh hưởng trong danh sách."), field="kind")
    if stated.begun_on and stated.begun_on > today:
        raise Refused(_("Ngày bắt đầu chưa tới. Kiểm tra lại ngày."), field="begun_on")
    return {
        "kind": str(stated.kind),
        "name": name,
        "folded": fold(name)[:_LONGEST_NAME],
        "year": stated.year,
        "reach": str(stated.reach),
        "is_recognised": stated.is_recognised,
        "certificate": line(stated.certificate, _LONGEST_NUMBER),
        "begun_on": stated.begun_on,
    }


def _held(innovation: Innovation, by: Actor, at: datetime) -> tuple[Nomination, Innovation]:
    kept = held_dossier(innovation.nomination, by, at)
    row = Innovation.objects.filter(pk=innovation.pk, nomination=kept).first()
    if row is None:
        raise Refused(_GONE)
    return kept, row


def _refuse_twice(kept: Nomination, told: dict[str, Any], own: int | None) -> None:
    same = Innovation.objects.filter(nomination=kept, folded=told["folded"], year=told["year"])
    if (same if own is None else same.exclude(pk=own)).exists():
        raise Refused(_("Sáng kiến, đề tài này đã có trong hồ sơ, cùng tên và năm."), field="name")


def _done(act: str, kept: Nomination, before: dict[str, Any], after: dict[str, Any], by: Actor, at: datetime) -> None:
    audit.record(act, kept, by=by, at=at, unit_id=kept.unit_id, before=before, after=after)
    end_conclusions(kept, by=by, at=at)
    check_nominations(nominations=[kept], by=by, at=at)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
        if name != "folded" and value not in ("", None)
    }
