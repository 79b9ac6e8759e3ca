"""Tables that are none of our forms: brought, their columns named, shown before they are written, written, undone."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.office.brought_tables import brought
from thidua.office.reports.tables.columns import Choices, as_sent, columns_page, said_columns
from thidua.office.reports.tables.pages import TableForm, context_of
from thidua.office.reports.tables.tasks import go_on_with_table
from thidua.organisations.models import Unit
from thidua.reports.choices import TableStage
from thidua.reports.commands.tables import choose_columns, move_table, rename_columns, start_table
from thidua.reports.models import TableImport
from thidua.reports.queries.tables.progress import tables_of
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest

_STOP_POLLING = 286
"""HTMX's own status for «no need to ask again»."""
_RECENT = 10


@allow(WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def tables(request: ActingRequest) -> HttpResponse:
    """Ask for a table; show those brought lately."""
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    unit = get_object_or_404(Unit, pk=request.actor.unit_id)
    if request.method == "POST" and form.is_valid():
        try:
            found = _brought(request, unit, form)
        except Refused as refusal:
            form.add_error("attached", str(refusal))
        else:
            return redirect("office:table", uid=found.uid)
    context = {"form": form, "unit": unit, "tables": list(tables_of(unit.pk)[:_RECENT])}
    return render(request, "office/reports/tables.html", context, status=422 if form.errors else 200)


@allow(WORKERS)
@require_GET
def table(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a table: its columns while they are not named, then what it changes and what becomes of it."""
    found = _find(request, uid)
    if found.stage == TableStage.MAPPING:
        choices = Choices(*(request.GET.get(name, "") for name in ("sheet", "row", "form")))
        return _show_columns(request, found, choices)
    return render(request, "office/reports/table.html", context_of(request, found))


@allow(WORKERS)
@require_POST
def choose(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep what the columns are and ask for the reading; what is missing is said beside what was chosen."""
    found = _find(request, uid)
    choices = Choices(*(request.POST.get(name, "") for name in ("sheet", "row", "form")))
    try:
        page = columns_page(found, request.actor, choices)
        said = said_columns(page, {name: str(value) for name, value in request.POST.items()})
        moved = choose_columns(table=found, columns=said, by=request.actor, at=clock.now())
    except Refused as refusal:
        if found.stage != TableStage.MAPPING:
            raise
        return _show_columns(request, found, choices, refusal)
    _enqueue(request, moved)
    return redirect("office:table", uid=uid)


@allow(WORKERS)
@require_POST
def rename(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Go back to the columns."""
    rename_columns(table=_find(request, uid), by=request.actor, at=clock.now())
    return redirect("office:table", uid=uid)


@allow(WORKERS)
@require_GET
def progress(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the part of the page that changes (HTMX asks every two seconds while the worker is at it)."""
    found = _find(request, uid)
    context = {**context_of(request, found), "oob": True}
    status = 200 if found.is_working else _STOP_POLLING
    return render(request, "office/reports/table_progress.html", context, status=status)


@allow(WORKERS)
@require_POST
def write(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the writing of everything that is sound, as the ticks say."""
    return _move(request, uid, TableStage.WRITING)


@allow(WORKERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask for the numbers from before the table."""
    return _move(request, uid, TableStage.UNDOING)


@allow(WORKERS)
@require_POST
def go_on(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Ask the worker again, where it stands still. What is settled is not done twice."""
    found = _find(request, uid)
    if found.is_working:
        _enqueue(request, found)
    return redirect("office:table", uid=uid)


def _brought(request: ActingRequest, unit: Unit, form: TableForm) -> TableImport:
    sent = brought(form.cleaned_data["attached"])
    return start_table(
        unit=unit,
        content=sent.content,
        file_name=sent.file_name,
        media_type=sent.media_type,
        by=request.actor,
        at=clock.now(),
    )


def _show_columns(
    request: ActingRequest, found: TableImport, choices: Choices, refusal: Refused | None = None
) -> HttpResponse:
    """Draw the page of the columns; what was sent stays chosen."""
    because = gettext(found.message) % found.values if found.message else ""
    context: dict[str, object] = {"table": found, "refusal": str(refusal) if refusal else "", "because": because}
    status = 422 if refusal else 200
    try:
        page = columns_page(found, request.actor, choices)
        answers = {name: str(value) for name, value in request.POST.items()}
        context["columns"] = as_sent(page, answers) if answers else page
    except Refused as unreadable:
        context["refusal"], status = str(unreadable), 422
    return render(request, "office/reports/table_columns.html", context, status=status)


def _move(request: ActingRequest, uid: UUID, to: TableStage) -> HttpResponse:
    moved = move_table(
        table=_find(request, uid),
        to=to,
        with_computed=request.POST.get("computed") == "1",
        with_changed=request.POST.get("changed") == "1",
        by=request.actor,
        at=clock.now(),
    )
    if moved.is_working:
        _enqueue(request, moved)
    return redirect("office:table", uid=uid)


def _enqueue(request: ActingRequest, found: TableImport) -> None:
    go_on_with_table.enqueue(table_id=found.pk, user_id=request.user.pk)


def _find(request: ActingRequest, uid: UUID) -> TableImport:
    return get_object_or_404(tables_of(request.actor.unit_id), uid=uid)
