"""Figures through time: the page, its files, and the button that renews the snapshot."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO, Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.office.crosstab.asked import read_asked
from thidua.office.crosstab.files import write_lines, write_parquet, write_workbook
from thidua.office.crosstab.page import choices_of, crosstab_page
from thidua.office.crosstab.words import Naming, naming
from thidua.office.filing.views import XLSX
from thidua.reports.queries.crosstab import Crosstab, crosstab
from thidua.reports.queries.snapshot import Snapshot, current_snapshot
from thidua.reports.tasks import renew_snapshot
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

_Write = Callable[[IO[bytes], Crosstab, Naming, Snapshot], None]


@allow(STAFF)
@require_GET
def series(request: ActingRequest) -> HttpResponse:
    """Show a cross-tab of what was accepted: its first rows, and a chart of one series.

    ``?hang=``, ``?cot=`` what stands in rows and columns, ``?bieu=`` code of the form, ``?chi-tieu=`` codes of
    indicators, ``?loai=`` length of the periods, ``?tu=``, ``?den=`` years, ``?cap=`` level of the units, ``?don-vi=``
    uid, ``?ban-do=`` of today or of then, ``?ve=`` code or uid of the series in the chart.
    """
    asked, snapshot = read_asked(request), current_snapshot()
    context: dict[str, Any] = {"asked": asked, "snapshot": snapshot}
    if not asked.chosen or snapshot is None:
        return render(request, "office/crosstab/nothing.html", context)
    context["choices"] = choices_of(asked)
    with crosstab(snapshot, asked.asking) as found:
        context["page"] = crosstab_page(found, asked)
    return render(request, "office/crosstab/series.html", context)


@allow(STAFF)
@require_GET
def workbook(request: ActingRequest) -> HttpResponseBase:
    """Send the whole table as a workbook."""
    return _file(request, write_workbook, XLSX, "xlsx")


@allow(STAFF)
@require_GET
def lines(request: ActingRequest) -> HttpResponseBase:
    """Send every number as CSV, one a line."""
    return _file(request, write_lines, "text/csv; charset=utf-8", "csv")


@allow(STAFF)
@require_GET
def parquet(request: ActingRequest) -> HttpResponseBase:
    """Send every number as Parquet, one a row."""
    return _file(request, write_parquet, "application/vnd.apache.parquet", "parquet")


@allow(STAFF)
@require_POST
def renew(request: ActingRequest) -> HttpResponse:
    """Ask the worker for a new snapshot."""
    renew_snapshot.enqueue(forced=True)
    messages.success(request, _("Máy đang lấy số mới. Tải lại trang sau ít phút."))
    query = request.GET.urlencode()
    return redirect(f"{reverse('office:series')}{'?' if query else ''}{query}")


def _file(request: ActingRequest, write: _Write, kind: str, ending: str) -> HttpResponseBase:
    """Write the file on disk first, so that a slow line does not keep the table open; then send it piece by piece."""
    asked, snapshot = read_asked(request), current_snapshot()
    if not asked.chosen or snapshot is None:
        return redirect("office:series")
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        with crosstab(snapshot, asked.asking) as found:
            write(out, found, naming(found.asking, asked.chosen), snapshot)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    name = f"so-lieu-{asked.since}-{asked.until}.{ending}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=kind)
