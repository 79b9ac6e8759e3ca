"""A list of nominees or registered titles: its columns named, shown before it is written, written, undone."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.errors import Refused
from thidua.honours.models import Holder
from thidua.nominations.choices import ListPurpose, ListState
from thidua.nominations.commands.listing import (
    choose_holders,
    choose_list_columns,
    rename_list_columns,
    undo_list,
    write_list,
)
from thidua.nominations.models import NomineeList
from thidua.nominations.queries.listing import ListPreview, SheetContent, lists_of, preview_of
from thidua.nominations.rules.listing.placing import NEW
from thidua.office.brought_lists import as_sent
from thidua.office.honours_import.faulty import FaultyRows
from thidua.office.nominations.finding import MOVERS
from thidua.office.nominee_lists.columns import columns_page, stated_columns
from thidua.office.nominee_lists.pages import faults_context, not_written, people_of, preview_context, written_page
from thidua.office.nominee_lists.reading import sheet_content
from thidua.office.spreadsheets import XLSX
from thidua.web.downloads import as_download
from thidua.web.permissions import allow
from thidua.web.requests import ActingRequest, whole_number

_NOT_THERE = _("Người đã chọn ở hàng %(row)s không còn dùng được. Tải lại trang rồi chọn lại.")
_NOT_CHOSEN = _("Chưa chọn người ở hàng nào. Chọn rồi bấm lại.")
_NO_COLUMNS = _("Chọn các cột của danh sách trước, rồi mới xem được từng hàng.")
_TWICE = _("Người này đã có danh hiệu, hình thức ấy: ở một hàng trước, hoặc đã được ghi từ trước.")


@allow(MOVERS)
@require_GET
def nominee_list(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show a list at the step where it is."""
    return _show(request, _find(request, uid))


@allow(MOVERS)
@require_POST
def choose(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep what the columns are; what is missing is said beside what was chosen."""
    found = _find(request, uid)
    answers = {name: str(value) for name, value in request.POST.items()}
    try:
        page = columns_page(found, sheet_name=answers.get("sheet", ""), row=answers.get("row", ""))
        stated = stated_columns(page, answers)
        choose_list_columns(listing=found, stated=stated, by=request.actor, at=clock.now())
    except Refused as refusal:
        if found.state != ListState.MAPPING:
            raise
        return _show_columns(request, found, refusal)
    return redirect("office:nominee_list", uid=uid)


@allow(MOVERS)
@require_POST
def rename(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Go back to the columns."""
    rename_list_columns(listing=_find(request, uid), by=request.actor, at=clock.now())
    return redirect("office:nominee_list", uid=uid)


@allow(MOVERS)
@require_POST
def choose_people(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Keep whom rows mean."""
    found = _find(request, uid)
    try:
        _content, preview = _preview(request, found)
        choose_holders(listing=found, chosen=_chosen(request, preview), by=request.actor, at=clock.now())
    except Refused as refusal:
        return _show(request, found, refusal)
    return redirect("office:nominee_list", uid=uid)


@allow(MOVERS)
@require_POST
def write(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Write every sound row, or none where that is refused."""
    found = _find(request, uid)
    try:
        write_list(listing=found, content=sheet_content(found), by=request.actor, at=clock.now())
    except Refused as refusal:
        return _show(request, _find(request, uid), refusal)
    return redirect("office:nominee_list", uid=uid)


@allow(MOVERS)
@require_POST
def undo(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Take back the whole list, or nothing of it where that is refused."""
    found = _find(request, uid)
    try:
        undo_list(listing=found, by=request.actor, at=clock.now())
    except Refused as refusal:
        return _show(request, found, refusal)
    return redirect("office:nominee_list", uid=uid)


@allow(MOVERS)
@require_GET
def faulty(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send the rows that are not taken, with the reasons, as the list that they were."""
    found = _find(request, uid)
    content, preview = _preview(request, found)
    with TemporaryDirectory(prefix="thidua-list-") as folder:
        path = Path(folder) / "faulty.xlsx"
        rows = FaultyRows(path, found.headers)
        for number in dict.fromkeys(each.row for each in preview.faults):
            rows.add_faults(content.rows[number - 1], [each for each in preview.faults if each.row == number])
        for line in not_written(found, preview):
            rows.add(gettext("Đã có"), content.rows[line.row.number - 1], line.row.number, gettext(_TWICE))
        if not rows.close():
            raise Refused(_("Không có hàng nào bị bỏ lại để tải về."))
        sent = HttpResponse(path.read_bytes(), content_type=XLSX)
    return as_download(sent, f"{PurePath(str(found)).stem} - dong chua nhan.xlsx")


def _show(request: ActingRequest, found: NomineeList, refusal: Refused | None = None) -> HttpResponse:
    if found.state == ListState.MAPPING:
        return _show_columns(request, found, refusal)
    number = whole_number(request.GET.get("page", "")) or 1
    context = {**_context(found), "refusal": str(refusal) if refusal else ""}
    try:
        _content, preview = _preview(request, found)
        context |= preview_context(found, preview, number) if _waits(found) else faults_context(preview)
    except Refused as unreadable:
        context["refusal"] = context["refusal"] or str(unreadable)
    if not _waits(found):
        context["page"], context["lines"] = written_page(found, number)
    name = "preview" if _waits(found) else "written"
    return render(request, f"office/nominee_lists/{name}.html", context, status=422 if refusal else 200)


def _show_columns(request: ActingRequest, found: NomineeList, refusal: Refused | None = None) -> HttpResponse:
    """Draw the page of the columns; what was sent stays chosen."""
    sent = {name: str(value) for name, value in (request.POST or request.GET).items()}
    context: dict[str, object] = {**_context(found), "refusal": str(refusal) if refusal else ""}
    status = 422 if refusal else 200
    try:
        page = columns_page(found, sheet_name=sent.get("sheet", ""), row=sent.get("row", ""))
        context["columns"] = as_sent(page, sent) if request.method == "POST" else page
    except Refused as unreadable:
        context["refusal"], status = str(unreadable), 422
    return render(request, "office/nominee_lists/columns.html", context, status=status)


def _context(found: NomineeList) -> dict[str, object]:
    """Return what every page of a list is drawn from; ``back_url`` is where another file is chosen."""
    if found.round is not None:
        back_url = f"{reverse('office:nominee_lists')}?dot={found.round.uid}"
    else:
        back_url = f"{reverse('office:registration_lists')}?nam={found.year}"
    return {"listing": found, "is_nominating": found.purpose == ListPurpose.NOMINATE, "new": NEW, "back_url": back_url}


def _waits(found: NomineeList) -> bool:
    return found.state == ListState.PREVIEW


def _preview(request: ActingRequest, found: NomineeList) -> tuple[SheetContent, ListPreview]:
    """Return the sheet of a list and what it would bring.

    Raises:
        Refused: its columns are not named yet, the file cannot be opened, or it has too many rows.
    """
    if found.state == ListState.MAPPING:
        raise Refused(_NO_COLUMNS)
    content = sheet_content(found)
    return content, preview_of(found, content, request.actor, on=clock.today())


def _chosen(request: ActingRequest, preview: ListPreview) -> dict[int, Holder | None]:
    """Return whom the form says that rows mean: one of the records that each may mean, or nobody of the ledger.

    Raises:
        Refused: nothing was chosen, or a record that a row cannot mean.
    """
    found: dict[int, Holder | None] = {}
    for placed in preview.lines:
        told = request.POST.get(f"hang-{placed.row.number}", "") if placed.candidates else ""
        if told == NEW:
            found[placed.row.number] = None
        elif told:
            one = next((each for each in people_of(preview, placed) if str(each.uid) == told), None)
            if one is None:
                raise Refused(_NOT_THERE, row=placed.row.number)
            found[placed.row.number] = one
    if not found:
        raise Refused(_NOT_CHOSEN)
    return found


def _find(request: ActingRequest, uid: UUID) -> NomineeList:
    return get_object_or_404(lists_of(request.actor.unit_id or 0), uid=uid)
