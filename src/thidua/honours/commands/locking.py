"""Taking hold of a record before something is written to it: as it is now, and still one that may be written to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.honours.models import Holder, Honour
from thidua.organisations.models import Unit

MERGED = _("Hồ sơ này đã nhập vào hồ sơ khác. Tải lại trang rồi ghi ở hồ sơ còn lại.")
ERASED = _("Dữ liệu của người này đã được xóa theo yêu cầu, không ghi thêm. Việc mới thì thêm người vào sổ.")
GONE = _("Hồ sơ này vừa được bỏ khỏi sổ khi hoàn tác một lần nhập. Thêm lại vào sổ nếu cần.")


def lock_ledger(unit_id: int) -> None:
    """Lock the ledger of a unit for new records: who adds at the same time waits, and finds what was added.

    It is taken before any record is.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit_id)


def lock_current(holder: Holder) -> Holder:
    """Return a record as it is now, locked until the transaction ends.

    Raises:
        Refused: it was put into another record, its data were erased, or an import was undone, since the user looked.
    """
    found = Holder.objects.select_for_update().filter(pk=holder.pk).first()
    if found is None:
        raise Refused(GONE)
    if found.merged_into_id is not None:
        raise Refused(MERGED)
    refuse_erased(found)
    return found


def lock_records(keys: Collection[int]) -> None:
    """Lock records in one order, so that two who write to the same ones wait for each other, and none of them moves."""
    list(Holder.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def lock_whose(honours: Collection[int]) -> frozenset[int]:
    """Lock the records that honours are on, as they are now; return their keys.

    Of two who withdraw the last two honours of a record the second then sees what the first did.
    """
    held: frozenset[int] = frozenset()
    while moved := set(Honour.objects.filter(pk__in=honours).order_by().values_list("holder_id", flat=True)) - held:
        lock_records(moved)
        held |= moved
    return held


def lock_as_read(versions: Mapping[int, int]) -> bool:
    """Lock records as ``lock_records`` does.

    Returns:
        Whether all still stand in the versions given, so that what was read of them holds. Where not, none is locked.
    """
    point = transaction.savepoint()
    rows = Holder.objects.select_for_update().filter(pk__in=versions.keys(), merged_into=None, erased_at=None)
    if dict(rows.order_by("pk").values_list("pk", "version")) == versions:
        transaction.savepoint_commit(point)
        return True
    transaction.savepoint_rollback(point)
    return False


def refuse_erased(*holders: Holder) -> None:
    """Refuse to write to a record whose data were erased.

    Raises:
        Refused: one of them was.
    """
    if any(holder.erased_at is not None for holder in holders):
        raise Refused(ERASED)
