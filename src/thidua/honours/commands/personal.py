"""What the law on personal data asks for: who read, correction, erasure that yields to the archive (91/2025/QH15)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.core.errors import Refused
from thidua.honours.choices import Gender, HolderKind
from thidua.honours.commands.holders import StatedHolder, refuse_birth_year, refuse_unit
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_current
from thidua.honours.models import Holder, Honour, MatchKey, Merge, PageRead, Post
from thidua.honours.rules.importing.erased import erasure_digest
from thidua.honours.rules.lines import LONGEST_NAME, line
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold, sort_key

READ, EXPORTED, CHECKED = "read", "exported", "checked"
ERASED_NAME = "(đã xóa theo yêu cầu)"
_EMPTIED = ["birth_year", "gender", "erased_at", "erased_digest", "name", "folded", "sort_key", "version"]


def note_reading(*, holder: Holder, act: str = READ, by: Actor, at: datetime) -> None:
    """Write down who looked at a person's page, or took the data out; of collectives nothing is noted."""
    if holder.kind != HolderKind.COLLECTIVE:
        PageRead.objects.create(
            holder=holder, at=at, actor_uid=by.uid, actor_label=by.label, actor_role=by.role_label, act=act
        )


def note_export(*, keeper: Unit, asked: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Write down who took rows of the ledger out, and what was asked for; of a name only that one was asked for.

    The entry is one on the unit, which no erasure of a person reaches.
    """
    after = {**asked, "name": bool(asked.get("name"))}
    audit.record("export_ledger", keeper, by=by, at=at, unit_id=keeper.pk, after=after)


def note_checking(*, keeper: Unit, names: int, shown: Collection[Holder], by: Actor, at: datetime) -> None:
    """Write down who held a list of names against the ledger, and each person whose record was shown for it."""
    people = [each for each in shown if each.kind != HolderKind.COLLECTIVE]
    who = {"actor_uid": by.uid, "actor_label": by.label, "actor_role": by.role_label}
    with transaction.atomic():
        PageRead.objects.bulk_create([PageRead(holder=each, at=at, act=CHECKED, **who) for each in people])
        after = {"names": names, "shown": len(people)}
        audit.record("check_list", keeper, by=by, at=at, unit_id=keeper.pk, after=after)


@transaction.atomic
def correct_holder(*, holder: Holder, stated: StatedHolder, version: int, by: Actor, at: datetime) -> Holder:
    """Correct name, year of birth, gender and unit, if nobody else did since the user looked.

    Raises:
        Refused: there is no name, the year of birth cannot be, or the record was merged or erased since.
        Stale: somebody saved in between.
    """
    name = line(stated.name, LONGEST_NAME)
    if not name:
        raise Refused(_("Chưa có tên. Ghi họ tên, hoặc tên tập thể, hộ gia đình."), field="name")
    refuse_birth_year(stated.birth_year, at)
    refuse_unit(stated)
    holder = lock_current(holder)
    changes = {
        "name": name,
        "folded": fold(name)[:LONGEST_NAME],
        "sort_key": sort_key(name)[:LONGEST_NAME],
        "birth_year": stated.birth_year,
        "gender": Gender(stated.gender) if stated.gender else "",
        "body_unit": stated.body_unit,
    }
    kept = save_checked(holder, changes, version=version, act="correct_holder", by=by, at=at)
    write_keys([kept])
    return kept


@transaction.atomic
def erase_person(*, holder: Holder, reason: str, by: Actor, at: datetime) -> tuple[str, ...]:
    """Remove a person's particulars on request; return what had to stay, in sentences.

    Decisions that were issued are kept by the law on archives (33/2024/QH15), so the name stays on them; year of birth,
    gender and posts go, of the records merged into this one too, and out of the trail, where who did what when stays.
    Without honours in force the name goes too, except for a digest by which no list brings the person again.

    Raises:
        Refused: it is no person, no reason is given, or it was merged into another or erased before.
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
    _forget(everyone)
    for each in everyone:
        _empty(each, is_name_kept=bool(kept) and each.pk == holder.pk, at=at)
    after = {"reason": said, "honours_kept": kept}
    audit.record("erase_person", holder, by=by, at=at, unit_id=holder.keeper_id, after=after)
    said_of = (
        (STAYS, bool(kept)),
        (STAYS_AS_DIGEST, not kept),
        (STAYS_IN_FILES, from_files),
        (STAYS_IN_TEXTS, from_texts),
    )
    return tuple(sentence for sentence, stays in said_of if stays)


def _merged_into(holder: Holder) -> list[Holder]:
    """Return the records that were put into one, and those put into them before, locked."""
    found: list[Holder] = []
    last = [holder.pk]
    while rows := list(Holder.objects.select_for_update().filter(merged_into__in=last).order_by("pk")):
        found += rows
        last = [row.pk for row in rows]
    return found


def _forget(holders: Sequence[Holder]) -> None:
    """Remove the posts, the keys for matching, and what the trail and the merges say of these records."""
    merges = Merge.objects.filter(kept__in=holders)
    uids = {each.uid for each in holders} | set(merges.values_list("uid", flat=True))
    audit.forget(uids, label=ERASED_NAME)
    merges.update(kept_before={})
    Post.objects.filter(holder__in=holders).delete()
    MatchKey.objects.filter(holder__in=holders).delete()


def _empty(holder: Holder, *, is_name_kept: bool, at: datetime) -> None:
    digest = erasure_digest(settings.SECRET_KEY, holder.keeper_id, holder.folded, holder.birth_year)
    holder.birth_year, holder.gender, holder.erased_at = None, "", at
    if not is_name_kept:
        holder.erased_digest = digest
        holder.name, holder.folded, holder.sort_key = ERASED_NAME, fold(ERASED_NAME), sort_key(ERASED_NAME)
    holder.version += 1
    holder.save(update_fields=_EMPTIED)


STAYS = _("Họ tên trên các quyết định khen thưởng được giữ theo Luật Lưu trữ 33/2024/QH15; năm sinh, chức vụ đã xóa.")
STAYS_AS_DIGEST = _("Chỉ giữ một mã kiểm không đọc ngược ra tên được, để danh sách cũ không đưa người này vào sổ lại.")
STAYS_IN_FILES = _("Tệp danh sách đã nhập vẫn là bản lưu của đơn vị; xử lý tệp theo thời hạn lưu trữ.")
STAYS_IN_TEXTS = _("Bài, văn bản đã đọc có tên người này vẫn là bản lưu của đơn vị; xử lý theo thời hạn lưu trữ.")
