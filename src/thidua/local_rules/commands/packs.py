"""Following a pack, and no longer following it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import restore_row, withdraw_rows
from thidua.core.errors import Refused
from thidua.law.day import national, shipped_packs
from thidua.law.loading.packs import read_pack
from thidua.law.soundness import refuse_unsound
from thidua.law.strict import LARGEST_FILE, LawFileError, read_yaml_text
from thidua.local_rules.models import FollowedPack
from thidua.organisations.models import Unit


@transaction.atomic
def follow_pack(*, unit: Unit, code: str = "", content: bytes = b"", by: Actor, at: datetime) -> FollowedPack:
    """Let a unit and all under it follow a pack: one that comes with the software, or the ``content`` of a YAML file.

    Raises:
        Refused: there is no such pack, the file is not as it must be, or the unit follows one of this code already.
    """
    text = _text(content) if content else ""
    name = ""
    if text:
        code, name = _read(text)
    elif code in shipped_packs():
        name = shipped_packs()[code].name
    else:
        raise Refused(_("Không có gói quy định này. Chọn gói trong danh sách hoặc tải tệp lên."), field="file")
    Unit.objects.select_for_update().get(pk=unit.pk)
    if FollowedPack.objects.in_force().filter(unit=unit, code=code).exists():
        raise Refused(_("Đơn vị đang áp dụng gói %(code)s. Thôi áp dụng bản cũ trước."), field="file", code=code)
    row = FollowedPack.objects.create(unit=unit, code=code, name=name[:300], text=text, created_at=at)
    audit.record("follow_pack", row, by=by, at=at, unit_id=unit.pk, after={"code": code, "own_file": bool(text)})
    return row


def stop_following(*, pack: FollowedPack, by: Actor, at: datetime) -> None:
    """Let the unit follow a pack no longer; decisions that were made keep what they used."""
    withdraw_rows([pack], act="stop_following_pack", reason="", by=by, at=at)


@transaction.atomic
def follow_again(*, pack: FollowedPack, by: Actor, at: datetime) -> None:
    """Undo ``stop_following``.

    Raises:
        Refused: the unit follows another pack of this code by now.
    """
    Unit.objects.select_for_update().get(pk=pack.unit_id)
    if FollowedPack.objects.in_force().filter(unit=pack.unit_id, code=pack.code).exists():
        raise Refused(_("Đơn vị đang áp dụng gói %(code)s. Thôi áp dụng bản cũ trước."), code=pack.code)
    restore_row(pack, act="follow_pack_again", by=by, at=at)


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Refused(_("Tệp quá lớn cho một gói quy định. Kiểm tra lại có đúng tệp không."), field="file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("Tệp không phải chữ UTF-8. Lưu lại theo UTF-8 rồi tải lên."), field="file") from None


def _read(text: str) -> tuple[str, str]:
    try:
        reader = read_yaml_text(text, "tệp")
        pack = read_pack(reader, national())
        reader.close()
        refuse_unsound(pack)
    except LawFileError as fault:
        raise Refused(_("Gói quy định chưa dùng được: %(fault)s"), field="file", fault=str(fault)) from None
    return pack.code, pack.name
