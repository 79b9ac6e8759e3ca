"""Adding a dated value with its source; what stood before is never edited."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, withdraw_rows
from thidua.core.errors import Refused
from thidua.law.catalogue import all_parameters
from thidua.law.strict import possible_values
from thidua.local_rules.models import LocalValue
from thidua.local_rules.rules import StatedValue
from thidua.organisations.models import Unit


@transaction.atomic
def add_value(*, unit: Unit, stated: StatedValue, by: Actor, at: datetime) -> LocalValue:
    """Add a value of a quantity from a day on, for a unit and all under it.

    Raises:
        Refused: no such quantity or choice, no document or source, an end before the beginning, or the same quantity
            from the same day stands already.
    """
    _refuse_faulty(stated)
    Unit.objects.select_for_update().get(pk=unit.pk)
    if LocalValue.objects.in_force().filter(unit=unit, parameter=stated.parameter, since=stated.since).exists():
        raise Refused(_("Đã có giá trị từ ngày này. Rút giá trị ấy trước, hoặc chọn ngày khác."), field="since")
    kept = _trimmed(stated)
    row = LocalValue.objects.create(unit=unit, created_at=at, **asdict(kept))
    after = {name: str(value) if value is not None else None for name, value in asdict(kept).items()}
    audit.record("add_local_value", row, by=by, at=at, unit_id=unit.pk, after=after)
    return row


def withdraw_value(*, value: LocalValue, by: Actor, at: datetime) -> None:
    """Take a value back; what was decided by it keeps what it used."""
    withdraw_rows([value], act="withdraw_local_value", reason="", by=by, at=at)


@transaction.atomic
def restore_value(*, value: LocalValue, by: Actor, at: datetime) -> None:
    """Undo ``withdraw_value``.

    Raises:
        Refused: another value from the same day stands by now.
    """
    Unit.objects.select_for_update().get(pk=value.unit_id)
    same = LocalValue.objects.in_force().filter(unit=value.unit_id, parameter=value.parameter, since=value.since)
    if same.exists():
        raise Refused(_("Đã có giá trị từ ngày này. Rút giá trị ấy trước, hoặc chọn ngày khác."))
    restore_row(value, act="restore_local_value", by=by, at=at)


def _refuse_faulty(stated: StatedValue) -> None:
    known = all_parameters().get(stated.parameter)
    if known is None:
        raise Refused(_("Phần mềm không có mức này. Chọn trong danh sách."), field="parameter")
    choices, unit = known[-1].choices, known[-1].unit
    possible = range(len(choices)) if choices else possible_values(unit)
    if stated.value not in possible:
        raise Refused(
            _("Giá trị phải là số nguyên từ %(least)s đến %(most)s, hoặc một lựa chọn trong danh sách."),
            field="value",
            least=possible[0],
            most=possible[-1],
        )
    if stated.until and stated.until <= stated.since:
        raise Refused(_("Ngày hết hiệu lực phải sau ngày bắt đầu."), field="until")
    if not stated.document_number.strip():
        raise Refused(_("Ghi số văn bản quy định giá trị này."), field="document_number")
    if not stated.source.strip():
        raise Refused(_("Ghi nơi đã thấy văn bản: Công báo, đường dẫn, hoặc văn bản giấy của đơn vị."), field="source")


def _trimmed(stated: StatedValue) -> StatedValue:
    return replace(
        stated,
        document_number=_line(stated.document_number, 100),
        document_title=_line(stated.document_title, 300),
        article=_line(stated.article, 200),
        source=_line(stated.source, 500),
        note=_line(stated.note, 500),
    )


def _line(text: str, most: int) -> str:
    return " ".join(text.replace("\0", "").split())[:most]
