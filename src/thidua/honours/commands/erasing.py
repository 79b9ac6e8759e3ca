"""Erasing a person's data on request, as far as the archive lets it, and the rest when it no longer holds it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.choices import HolderKind
from thidua.honours.commands.locking import lock_current
from thidua.honours.models import Holder, Honour, MatchKey, Merge, Post
from thidua.honours.rules.importing.erased import erasure_digests
from thidua.honours.rules.lines import line
from thidua.honours.signals import person_erased
from thidua.vietnamese.fold import fold, sort_key

ERASED_NAME = "(đã xóa theo yêu cầu)"
_ERASE, _FINISH = "erase_person", "finish_erasure"
_NAME = ("name", "folded", "sort_key", "version")
_EMPTIED = ("birth_year", "gender", "erased_at", "erased_digests", *_NAME)


@transaction.atomic
def erase_person(*, holder: Holder, reason: str, by: Actor, at: datetime) -> tuple[str, ...]:
    """Remove a person's particulars on request; return what had to stay, in sentences.

    Decisions that were issued are kept by the law on archives (33/2024/QH15), so the name stays on them; year of birth,
    gender and posts go, of the records merged into this one too, and out of the trail, where who did what when stays.
    Without honours in force the name goes too, now or when the last is withdrawn (``finish_erasures``). Digests of
    every name and year that the records had stay, by which no list brings the person again. The apps above remove what
    they keep (``signals.person_erased``).

    Raises:
        Refused: it is no person, no reason is given, it was merged into another or erased before, or an app above
            cannot let go of it yet.
    """
    if holder.kind != HolderKind.INDIVIDUAL:
        raise Refused(_("Chỉ xóa dữ liệu của cá nhân; tập thể, hộ gia đình thì sửa hoặc rút khen thưởng."))
    said = line(reason, 500)
    if not said:
        raise Refused(_("Ghi lý do xóa: yêu cầu của người đó, hết thời hạn lưu…"), field="reason")
    holder = lock_current(holder)
    honours = Honour.objects.in_force().filter(holder=holder)
    kept, from_files = honours.count(), honours.filter(batch__isnull=False).exists()
    from_texts = honours.filter(citation__isnull=False).exists()
    everyone = [holder, *_merged_into(holder)]
    told = person_erased.send(sender=Holder, holders=[each.pk for each in everyone])
    names, years = _ever_had(everyone)
    _forget(everyone)
    for each in everyone:
        each.erased_digests = erasure_digests(settings.SECRET_KEY, each.keeper_id, names, years)
        _empty(each, is_name_kept=bool(kept) and each.pk == holder.pk, at=at)
    after = {"reason": said, "honours_kept": kept}
    audit.record(_ERASE, holder, by=by, at=at, unit_id=holder.keeper_id, after=after)
    said_of = ((STAYS, bool(kept)), (STAYS_AS_DIGEST, True), (STAYS_IN_FILES, from_files), (STAYS_IN_TEXTS, from_texts))
    above = [sentence for _receiver, sentences in told for sentence in cast("tuple[str, ...]", sentences)]
    return (*(sentence for sentence, stays in said_of if stays), *above)


@transaction.atomic
def finish_erasures(*, holders: Collection[int], by: Actor, at: datetime) -> int:
    """Take the names of erased persons off the records on which no decision is in force any more; return how many.

    To be called where honours were withdrawn, in that transaction, with their records locked (``lock_whose``). The
    digests that erasing made stay.
    """
    standing = Honour.objects.in_force().filter(holder=OuterRef("pk"))
    waiting = Holder.objects.filter(pk__in=holders, erased_at__isnull=False).exclude(name=ERASED_NAME)
    rows = list(waiting.exclude(Exists(standing)).order_by("pk"))
    if not rows:
        return 0
    _forget_honours(rows)
    audit.forget({each.uid for each in rows}, label=ERASED_NAME, keeping=[_ERASE])
    for each in rows:
        _take_name(each)
        each.version += 1
        each.save(update_fields=_NAME)
    audit.record_all(
        _FINISH,
        [audit.Line(each, {"is_name_kept": True}, {"is_name_kept": False}, each.keeper_id) for each in rows],
        by=by,
        at=at,
    )
    return len(rows)


def _merged_into(holder: Holder) -> list[Holder]:
    """Return the records that were put into one, and those put into them before, locked."""
    found: list[Holder] = []
    last = [holder.pk]
    while rows := list(Holder.objects.select_for_update().filter(merged_into__in=last).order_by("pk")):
        found += rows
        last = [row.pk for row in rows]
    return found


def _ever_had(holders: Sequence[Holder]) -> tuple[set[str], set[int | None]]:
    """Return every name and year of birth that the records of one person ever had, as trail and merges still tell."""
    corrected = AuditEntry.objects.filter(object_uid__in=[each.uid for each in holders], act="correct_holder")
    states: list[dict[str, Any]] = [
        *(values for pair in corrected.values_list("before", "after") for values in pair),
        *Merge.objects.filter(kept__in=holders).values_list("kept_before", flat=True),
        *({"name": each.name, "birth_year": each.birth_year} for each in holders),
    ]
    names = {state["name"] for state in states if "name" in state}
    return names, {state["birth_year"] for state in states if "birth_year" in state}


def _forget(holders: Sequence[Holder]) -> None:
    """Remove the posts, the keys for matching, and what trail, merges and withdrawals say of these records."""
    merges = Merge.objects.filter(Q(kept__in=holders) | Q(gone__in=holders))
    uids = {each.uid for each in holders} | set(merges.values_list("uid", flat=True))
    audit.forget(uids, label=ERASED_NAME)
    merges.update(reason="")
    Merge.objects.filter(kept__in=holders).update(kept_before={})
    _forget_honours(holders)
    Post.objects.filter(holder__in=holders).delete()
    MatchKey.objects.filter(holder__in=holders).delete()


def _forget_honours(holders: Sequence[Holder]) -> None:
    """Remove what the trail says of their honours, and the texts of those withdrawn: both may name the person."""
    honours = Honour.objects.filter(holder__in=holders)
    audit.forget(set(honours.values_list("uid", flat=True)), label=ERASED_NAME)
    honours.filter(withdrawn_at__isnull=False).update(reason="", withdrawn_reason="")


def _empty(holder: Holder, *, is_name_kept: bool, at: datetime) -> None:
    holder.birth_year, holder.gender, holder.erased_at = None, "", at
    if not is_name_kept:
        _take_name(holder)
    holder.version += 1
    holder.save(update_fields=_EMPTIED)


def _take_name(holder: Holder) -> None:
    holder.name, holder.folded, holder.sort_key = ERASED_NAME, fold(ERASED_NAME), sort_key(ERASED_NAME)


STAYS = _("Họ tên trên các quyết định khen thưởng được giữ theo Luật Lưu trữ 33/2024/QH15; năm sinh, chức vụ đã xóa.")
STAYS_AS_DIGEST = _("Giữ mã kiểm không đọc ngược ra tên được, để danh sách cũ không đưa người này vào sổ lại.")
STAYS_IN_FILES = _("Tệp danh sách đã nhập vẫn là bản lưu của đơn vị; xử lý tệp theo thời hạn lưu trữ.")
STAYS_IN_TEXTS = _("Bài, văn bản đã đọc có tên người này vẫn là bản lưu của đơn vị; xử lý theo thời hạn lưu trữ.")
