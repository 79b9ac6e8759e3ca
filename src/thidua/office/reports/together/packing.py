"""A ZIP of the forms of many units, sent while it is being made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.office.reports.page import ReportPage
from thidua.office.reports.together.entitled import acting_for
from thidua.office.reports.workbook import file_name, workbook_of
from thidua.reports.commands import ensure_span, open_report
from thidua.reports.models import Report
from thidua.reports.queries.entry import read_entry
from thidua.reports.queries.ladder import stand_of
from thidua.reports.queries.workbooks import ManyDue
from thidua.reports.rules.ladder import Act, acts
from thidua.vietnamese.fold import fold

_MADE = (2026, 1, 1, 0, 0, 0)


class _Chunks(io.RawIOBase):
    """What is written, until it is taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, part: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Keep a part."""
        self._parts.append(bytes(part))
        return len(part)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken, self._parts = b"".join(self._parts), []
        return taken


def zip_of(due: ManyDue, *, by: Actor, at: datetime) -> Iterator[bytes]:
    """Yield a ZIP with one workbook for each unit, piece by piece; reports that nobody began are opened."""
    out = _Chunks()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        names: set[str] = set()
        for page in _pages(due, by=by, at=at):
            entry = zipfile.ZipInfo(_free_name(page, names), _MADE)
            archive.writestr(entry, workbook_of(page), zipfile.ZIP_STORED)  # a workbook is packed already
            yield out.take()
    yield out.take()


def zip_name(due: ManyDue) -> str:
    """Return «bao-cao-thang-10-2026.zip»."""
    told = fold(f"{due.edition.form.name} {due.period.label}")
    return f"{re.sub('[^a-z0-9]+', '-', told).strip('-') or 'bieu'}.zip"


def _pages(due: ManyDue, *, by: Actor, at: datetime) -> Iterable[ReportPage]:
    period = ensure_span(span=due.period)
    for unit in due.open_units:
        actor = acting_for(by, unit.pk)
        if actor is None:
            continue
        try:
            opened = open_report(form=due.edition.form, unit=unit, period=period, by=actor, at=at)
        except Refused:  # the form or the unit changed since the page was shown
            continue
        report = Report.objects.select_related("form", "edition", "unit", "period").get(pk=opened.pk)
        allowed = acts(stand_of(report), unit.pk)
        if Act.EDIT in allowed:  # else its period is closed
            yield ReportPage(read_entry(report), allowed, at.date())


def _free_name(page: ReportPage, names: set[str]) -> str:
    """Return the name of a unit's file; two units of one name are told apart by their codes."""
    name = file_name(page)
    if name in names:
        name = f"{name.removesuffix('.xlsx')}-{page.report.unit.code}.xlsx"
    names.add(name)
    return name
