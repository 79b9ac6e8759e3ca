"""Two records that are one person: putting them together, taking that back, or saying that they are two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import GONE, refuse_erased
from thidua.honours.models import Apart, Holder, Honour, MatchKey, Merge, Post
from thidua.honours.queries.merged import records_within

_FILLED = ("birth_year", "gender", "body_unit_id")
"""What the record that stays takes over where it does not know it."""


@transaction.atomic
def merge_holders(*, kept: Holder, gone: Holder, reason: str = "", by: Actor, at: datetime) -> Merge:
    """Put ``gone`` into ``kept``: its posts and honours move, and it is no longer listed. Nothing is deleted.

    Raises:
        Refused: they are one record already, of different kinds, one was merged or erased before, or their years of
            birth or genders contradict each other.
    """
    kept, gone = _locked(kept, gone)
    _refuse_unlike(kept, gone)
    refuse_erased(kept, gone)
    posts = list(Post.objects.filter(holder=gone).order_by("pk").values_list("pk", flat=True))
    honours = list(Honour.objects.filter(holder=gone).order_by("pk").values_list("pk", flat=True))
    before = {name: getattr(kept, name) for name in _FILLED}
    Post.objects.filter(pk__in=posts).update(holder=kept)
    Honour.objects.filter(pk__in=honours).update(holder=kept)
    for name in _FILLED:
        if not getattr(kept, name):
            setattr(kept, name, getattr(gone, name))
    kept.version += 1
    kept.save(update_fields=["version", *_FILLED])
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    MatchKey.objects.filter(holder=gone).delete()
    write_keys([kept])
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        moved_posts=posts,
        moved_honours=honours,
        kept_before=before,
        decided_by=by.label,
        reason=" ".join(reason.split())[:500],
        created_at=at,
    )
    _note("merge_holders", merge, by=by, at=at, after={"kept": str(kept.uid), "gone": str(gone.uid)})
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Actor, at: datetime) -> None:
    """Let the two records be two again; what was added to the one that stayed in between stays with it.

    Raises:
        Refused: it was undone before, or the record that stayed was itself merged into another, or erased, since.
    """
    kept, gone = _locked(merge.kept, merge.gone)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise Refused(_("Lần nhập này đã được tách ra rồi."))
    if kept.merged_into_id is not None:
        raise Refused(_("Hồ sơ này sau đó đã nhập vào hồ sơ khác. Tách lần nhập sau trước."))
    refuse_erased(kept, gone)
    Post.objects.filter(pk__in=merge.moved_posts, holder=kept).update(holder=gone)
    Honour.objects.filter(pk__in=merge.moved_honours, holder=kept).update(holder=gone)
    _give_back(merge, kept, gone)
    kept.version += 1
    kept.save(update_fields=["version", *_FILLED])
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    write_keys([kept, gone])
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    _note("undo_merge", merge, by=by, at=at, after={"kept": str(kept.uid), "gone": str(gone.uid)})


@transaction.atomic
def set_apart(*, one: Holder, other: Holder, by: Actor, at: datetime) -> Apart:
    """Say that two records are two persons; they are not proposed as one again.

    Raises:
        Refused: they are one record.
    """
    if one.pk == other.pk:
        raise Refused(_("Hai hồ sơ này là một."))
    first, second = sorted((one.pk, other.pk))
    pair, made = Apart.objects.get_or_create(
        first_id=first, second_id=second, defaults={"at": at, "decided_by": by.label}
    )
    if made:
        after = {"other": str(other.uid)}
        audit.record("set_apart", one, by=by, at=at, unit_id=one.keeper_id, after=after)
    return pair


@transaction.atomic
def undo_apart(*, one: Holder, other: Holder, by: Actor, at: datetime) -> None:
    """Undo ``set_apart``, of records that were put into these too: they may be proposed as one again."""
    ones, others = records_within(one.pk), records_within(other.pk)
    said = Q(first__in=ones, second__in=others) | Q(first__in=others, second__in=ones)
    gone, _rows = Apart.objects.filter(said).delete()
    if gone:
        audit.record("undo_apart", one, by=by, at=at, unit_id=one.keeper_id, before={"other": str(other.uid)})


def _give_back(merge: Merge, kept: Holder, gone: Holder) -> None:
    """Take back what ``kept`` knew from ``gone`` alone: a later merge that knew it too gives it from now on."""
    later = list(
        Merge.objects.select_for_update(of=("self",)).select_related("gone").order_by("pk")
        .filter(kept=kept, undone_at=None, pk__gt=merge.pk)
    )  # fmt: skip
    for name in _FILLED:
        value = merge.kept_before[name]
        if value or getattr(kept, name) != getattr(gone, name):
            continue
        for each in later:
            each.kept_before[name] = value
            value = value or getattr(each.gone, name)
        setattr(kept, name, value)
    for each in later:
        each.save(update_fields=["kept_before"])


def _locked(one: Holder, other: Holder) -> tuple[Holder, Holder]:
    """Return both records as they are now, locked in one order, so that two merges at once wait for each other."""
    rows = {row.pk: row for row in Holder.objects.select_for_update().filter(pk__in=(one.pk, other.pk)).order_by("pk")}
    if len(rows) < len({one.pk, other.pk}):
        raise Refused(GONE)
    return rows[one.pk], rows[other.pk]


def _refuse_unlike(kept: Holder, gone: Holder) -> None:
    if kept.pk == gone.pk:
        raise Refused(_("Hai hồ sơ này là một."))
    if kept.kind != gone.kind:
        raise Refused(_("Chỉ nhập được hai hồ sơ cùng loại: người với người, tập thể với tập thể."))
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise Refused(_("Một trong hai hồ sơ đã nhập vào hồ sơ khác. Tải lại trang rồi xem lại."))
    if kept.birth_year and gone.birth_year and kept.birth_year != gone.birth_year:
        raise Refused(_("Năm sinh khác nhau. Sửa năm sinh ở hồ sơ ghi nhầm trước, nếu đúng là một người."))
    if kept.body_unit_id and gone.body_unit_id and kept.body_unit_id != gone.body_unit_id:
        raise Refused(_("Hai hồ sơ là hai đơn vị khác nhau. Đơn vị sau kế thừa khen thưởng, không phải nhập."))
    if kept.gender and gone.gender and kept.gender != gone.gender:
        raise Refused(_("Giới khác nhau. Sửa ở hồ sơ ghi nhầm trước, nếu đúng là một người."))


def _note(act: str, merge: Merge, *, by: Actor, at: datetime, after: dict[str, Any]) -> None:
    audit.record(act, merge.kept, by=by, at=at, unit_id=merge.kept.keeper_id, after=after)
