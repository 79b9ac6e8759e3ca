"""What the page of a list shows while it is checked and after: how far it is, what it brings, what is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.core import clock
from thidua.honours.choices import BatchState
from thidua.honours.models import ImportBatch
from thidua.honours.queries.importing import batch_stands_still
from thidua.office.brought_tables import table_field
from thidua.office.honours_import.faulty import sentence_of

FAULTS_AT_ONCE = 20
"""Sentences that are read without opening the rest."""
MORE_FAULTS = 200
"""Sentences that the page has at most; all of them are in the file."""


class ListForm(forms.Form):
    """A file with a list of past awards."""

    attached = table_field(
        gettext_lazy("Tệp danh sách khen thưởng"),
        gettext_lazy("Tệp .xlsx, .xls, .ods hoặc .csv, tối đa %(size)s MB. Cột đặt thế nào cũng được, không cần mẫu."),
    )


def context_of(batch: ImportBatch) -> dict[str, Any]:
    """Return what the page of a list, and the part of it that changes, are drawn from."""
    told = [sentence_of(each["message"], each["values"]) for each in batch.faults[:MORE_FAULTS]]
    return {
        "batch": batch,
        "counts": _counts(batch),
        "first_faults": told[:FAULTS_AT_ONCE],
        "more_faults": told[FAULTS_AT_ONCE:],
        "alike": [_alike(each) for each in batch.alike_rows],
        "left": max(batch.rows - batch.rows_done, 0),
        "is_stopped": batch.state == BatchState.DONE and batch.rows_done < batch.rows,
        "kept": [_kept(reason, number) for reason, number in batch.undone.get("kept", {}).items()],
        "stands_still": batch_stands_still(batch, at=clock.now()),
    }


def grouped(number: int) -> str:
    """Return a number with its thousands apart: «100.000»."""
    return f"{number:,}".replace(",", ".")


def _alike(told: Mapping[str, Any]) -> str:
    return _("Hàng %(row)s: %(form)s năm %(year)s") % told


def _kept(reason: str, number: int) -> str:
    sentence = ngettext("%(n)s hồ sơ giữ lại: %(why)s", "%(n)s hồ sơ giữ lại: %(why)s", number)
    return sentence % {"n": grouped(number), "why": _(reason)}


def _counts(batch: ImportBatch) -> str:
    """Return «100.000 hàng · 99.000 hàng ghi được · …»."""
    known, new = batch.known_holders, batch.new_holders
    told = (
        (batch.rows, ngettext("%(n)s hàng", "%(n)s hàng", batch.rows)),
        (batch.good, ngettext("%(n)s hàng ghi được", "%(n)s hàng ghi được", batch.good)),
        (batch.fault_count, ngettext("%(n)s hàng lỗi", "%(n)s hàng lỗi", batch.fault_count)),
        (
            batch.duplicates,
            ngettext("%(n)s hàng trùng bỏ qua", "%(n)s hàng trùng bỏ qua", batch.duplicates),
        ),
        (
            batch.erased,
            ngettext(
                "%(n)s hàng của người đã xóa theo yêu cầu, không ghi",
                "%(n)s hàng của người đã xóa theo yêu cầu, không ghi",
                batch.erased,
            ),
        ),
        (new, ngettext("%(n)s người, tập thể, hộ mới", "%(n)s người, tập thể, hộ mới", new)),
        (
            known,
            ngettext(
                "%(n)s người, tập thể, hộ đã có trong sổ, ghi thêm vào",
                "%(n)s người, tập thể, hộ đã có trong sổ, ghi thêm vào",
                known,
            ),
        ),
    )
    return capfirst(" · ".join(sentence % {"n": grouped(number)} for number, sentence in told if number))
