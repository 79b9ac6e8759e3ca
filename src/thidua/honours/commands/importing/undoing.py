"""Taking a whole list back: its honours are withdrawn; who came only from it, and got nothing else since, goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.honours.choices import BatchState
from thidua.honours.commands.erasing import finish_erasures
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_records, lock_whose
from thidua.honours.models import Apart, Holder, Honour, ImportBatch, MatchKey, Merge, PageRead, Post

AT_ONCE: Final = 2_000
_REASON = _("Hoàn tác lần nhập %(name)s")
MERGED = _("đã nhập với hồ sơ khác")
EDITED = _("đã có người sửa")
OTHER_HONOURS = _("đã có khen thưởng ghi từ chỗ khác")
OTHER_POSTS = _("đã có chức vụ ghi từ chỗ khác")
IN_USE = _("đang được dùng ở chỗ khác")
WHY_KEPT = (MERGED, EDITED, OTHER_HONOURS, OTHER_POSTS, IN_USE)
_GOES_ALONG = frozenset({Post, MatchKey, Apart})
_STAYS_ALONE = frozenset({PageRead})
"""The law on personal data (91/2025/QH15) asks who read a person's page, also when the record is gone."""
_LOOKED_AT = frozenset({Holder, Honour, Merge})


@transaction.atomic
def undo_some(*, batch: ImportBatch, by: Actor, at: datetime, most: int = AT_ONCE) -> bool:
    """Take back the next part of what a list brought; return whether more is left. The last part closes the undoing."""
    kept = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if kept.state != BatchState.UNDOING:
        return False
    told: dict[str, Any] = {"withdrawn": 0, "removed": 0, "posts": 0, "upto": 0, "kept": {}, **kept.undone}
    more = _withdraw(kept, told, by, at, most) or _remove_holders(kept, told, most) or _remove_posts(kept, told, most)
    kept.undone, kept.moved_at = told, at
    kept.rows_done = min(told["withdrawn"], kept.rows)
    if not more:
        kept.state, kept.undone_at = BatchState.UNDONE, at
        audit.record("undo_honour_import", kept, by=by, at=at, unit_id=kept.unit_id, after=told)
    kept.save(update_fields=["undone", "moved_at", "rows_done", "state", "undone_at"])
    return more


def _withdraw(batch: ImportBatch, told: dict[str, Any], by: Actor, at: datetime, most: int) -> bool:
    standing = Honour.objects.in_force().filter(batch=batch).order_by("pk").values_list("pk", flat=True)[:most]
    chosen = list(standing)
    held = lock_whose(chosen)
    reason = (gettext(_REASON) % {"name": batch.name})[:500]
    marked = Honour.objects.filter(pk__in=chosen)
    told["withdrawn"] += marked.update(withdrawn_at=at, withdrawn_by=by.label, withdrawn_reason=reason)
    finish_erasures(holders=held, by=by, at=at)
    return bool(chosen)


def _remove_holders(batch: ImportBatch, told: dict[str, Any], most: int) -> bool:
    """Remove the next of those who came with the list, with their honours of it; note why others stay."""
    rows = Holder.objects.filter(batch=batch, pk__gt=told["upto"]).order_by("pk")
    chosen = list(rows.values_list("pk", flat=True)[:most])
    if not chosen:
        return False
    lock_records(chosen)  # who writes to one of them now comes before, and keeps it, or finds it gone
    reasons = _why_kept(batch, chosen)
    gone = [key for key in chosen if key not in reasons]
    Honour.objects.filter(holder__in=gone, batch=batch).delete()
    _keep_reads(gone)
    Holder.objects.filter(pk__in=gone).delete()
    counted = Counter[str](told["kept"])
    counted.update(reasons.values())
    told["kept"], told["upto"] = dict(counted), chosen[-1]
    told["removed"] += len(gone)
    return True


def _keep_reads(gone: Collection[int]) -> None:
    """Let the notes of who read a page say whose it was, before the record goes."""
    whose = Holder.objects.filter(pk=OuterRef("holder"))
    told = {"holder_uid": Subquery(whose.values("uid")), "holder_label": Subquery(whose.values("name"))}
    PageRead.objects.filter(holder__in=gone).update(**told)


def _why_kept(batch: ImportBatch, chosen: Collection[int]) -> dict[int, str]:
    """Return why records stay, by their key; one that got nothing else is not among them."""
    rows = Holder.objects.filter(pk__in=chosen)
    honours, posts = Honour.objects.filter(holder=OuterRef("pk")), Post.objects.filter(holder=OuterRef("pk"))
    elsewhere = ~Q(batch=batch) | Q(batch=None)
    merges = Merge.objects.filter(Q(kept=OuterRef("pk")) | Q(gone=OuterRef("pk")))
    asked = (
        (MERGED, Q(merged_into__isnull=False) | Q(Exists(merges)) | Q(Exists(_merged_into_it()))),
        (EDITED, Q(version__gt=1) | Q(Exists(honours.filter(version__gt=1)))),
        (OTHER_HONOURS, Q(Exists(honours.filter(elsewhere)))),
        (OTHER_POSTS, Q(Exists(posts.filter(elsewhere)))),
        (IN_USE, _is_in_use()),
    )
    found: dict[int, str] = {}
    for reason, condition in asked:
        for key in rows.filter(condition).values_list("pk", flat=True):
            found.setdefault(key, reason)
    return found


def _merged_into_it() -> models.QuerySet[Holder]:
    return Holder.objects.filter(merged_into=OuterRef("pk"))


def _is_in_use() -> Q:
    """Return whether rows of other apps name a record or an honour of it; whatever is added later counts, too."""
    condition = Q(pk__in=[])
    for relation in Holder._meta.related_objects:
        if relation.related_model not in _GOES_ALONG | _STAYS_ALONE | _LOOKED_AT:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            condition |= Q(Exists(rows))
    for relation in Honour._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__holder": OuterRef("pk")})
        condition |= Q(Exists(rows))
    return condition


def _remove_posts(batch: ImportBatch, told: dict[str, Any], most: int) -> bool:
    """Remove the list's posts of those who stay, except where a standing honour names the body; keys are made anew."""
    named = Honour.objects.in_force().filter(holder=OuterRef("holder"), body=OuterRef("body"))
    rows = Post.objects.filter(batch=batch).exclude(Exists(named)).order_by("pk")
    chosen = dict(rows.values_list("pk", "holder_id")[:most])
    Post.objects.filter(pk__in=chosen).delete()
    write_keys(list(Holder.objects.filter(pk__in=set(chosen.values()))))
    told["posts"] += len(chosen)
    return bool(chosen)
