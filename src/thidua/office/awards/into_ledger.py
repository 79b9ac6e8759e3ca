"""The named recipients of one award written into the ledger of people and honours, each as an officer chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods

from thidua.awards.choices import AwardStatus
from thidua.awards.commands import LedgerEntry, Written, write_into_ledger
from thidua.awards.models import Award, Recipient
from thidua.awards.queries import awards as awards_in_scope
from thidua.awards.queries.ledger import NamedRow, named_rows
from thidua.core import clock
from thidua.core.errors import Refused
from thidua.honours.models import Holder
from thidua.honours.queries.scope import holders
from thidua.organisations.queries import units_in_scope
from thidua.sources.queries import readable
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest, whole_number

_NEW, _LATER = "moi", "sau"


@allow(WORKERS)
@require_http_methods(["GET", "POST"])
def into_ledger(request: ActingRequest, uid: UUID) -> HttpResponse:
    """List the named recipients with the records that they may be; write those for whom one was chosen."""
    standing = awards_in_scope(request.actor, on=clock.today()).filter(status=AwardStatus.AWARDED)
    award = get_object_or_404(standing, uid=uid)
    if request.method == "GET":
        return _page(request, award)
    try:
        year = whole_number(request.POST.get("nam", "").strip())
        entries = _entries(request, list(award.recipients.all()))
        done = write_into_ledger(award=award, entries=entries, year=year, by=request.actor, at=clock.now())
    except Refused as refusal:
        return _page(request, award, refusal=refusal)
    messages.success(request, _told(done))
    return redirect("office:award_into_ledger", uid=uid)


def _page(request: ActingRequest, award: Award, *, refusal: Refused | None = None) -> HttpResponse:
    rows = named_rows(request.actor, award, on=clock.today())
    written = {row.recipient.honour.holder_id for row in rows if row.recipient.honour and row.recipient.is_in_ledger}
    waiting = sum(not row.recipient.is_in_ledger for row in rows)
    context: dict[str, Any] = {
        "award": award,
        "rows": [{"row": row, "name": _name(row.recipient), "chosen": _marked(request, row)} for row in rows],
        "waiting": waiting,
        "written": len(rows) - waiting,
        "opens": set(holders(request.actor, on=clock.today()).filter(pk__in=written).values_list("pk", flat=True)),
        "asks_year": waiting and award.awarded_on is None,
        "year": request.POST.get("nam", ""),
        "is_readable": award.citation_id in readable(request.actor, [award.citation_id], on=clock.today()),
        "refusal": refusal,
        "is_year_refused": refusal is not None and refusal.field == "year",
    }
    return render(request, "office/awards/into_ledger.html", context, status=422 if refusal else 200)


def _entries(request: ActingRequest, recipients: Sequence[Recipient]) -> list[LedgerEntry]:
    """Return what was chosen: for each recipient a record of the actor's ledgers, a new one, or nothing."""
    chosen = {each: said for each in recipients if (said := _chosen(request, each)) not in {"", _LATER}}
    if not chosen:
        raise Refused(gettext_noop("Chưa chọn ai để ghi. Chọn hồ sơ trong sổ hoặc hồ sơ mới ở ít nhất một dòng."))
    return list(_placed(chosen, _records(request, [said for said in chosen.values() if said != _NEW])))


def _placed(chosen: Mapping[Recipient, str], records: Mapping[str, Holder]) -> Iterator[LedgerEntry]:
    for recipient, said in chosen.items():
        if said != _NEW and said not in records:
            raise Http404
        yield LedgerEntry(recipient, records.get(said))


def _records(request: ActingRequest, said: Sequence[str]) -> dict[str, Holder]:
    """Return by their uid the records that the actor's units keep: only they write to them."""
    try:
        uids = {UUID(text) for text in said}
    except ValueError:
        raise Http404 from None
    scope = units_in_scope(request.actor, on=clock.today())
    return {str(each.uid): each for each in Holder.objects.filter(uid__in=uids, keeper__in=scope)}


def _chosen(request: ActingRequest, recipient: Recipient) -> str:
    return request.POST.get(_name(recipient), "")


def _marked(request: ActingRequest, row: NamedRow) -> str:
    """Return what the page marks: what was chosen, or a new record where nobody is like it; nothing is put together."""
    return _chosen(request, row.recipient) or (_NEW if row.is_new else "")


def _name(recipient: Recipient) -> str:
    return f"nguoi-{recipient.pk}"


def _told(done: Written) -> str:
    count = len(done.honours)
    said = ngettext(
        "Đã ghi khen thưởng của %(count)s người, tập thể vào sổ.",
        "Đã ghi khen thưởng của %(count)s người, tập thể vào sổ.",
        count,
    ) % {"count": count}
    before = ngettext(
        "%(count)s người, tập thể đã có người ghi từ trước.",
        "%(count)s người, tập thể đã có người ghi từ trước.",
        done.before,
    ) % {"count": done.before}
    return " ".join(part for part, told in ((said, count), (before, done.before)) if told)
