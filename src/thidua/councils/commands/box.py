"""The rows of a box: every act writes all of them anew, under new keys, in a drawn order (docs/adr/0026)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.core.many import insert_rows
from thidua.councils.choices import Choice
from thidua.councils.commands.keys import read_key
from thidua.councils.models import AgendaItem, Ballot, Turnout
from thidua.councils.rules.box import BoxBroken, seal, shuffled, unseal


def put_ballot(item: AgendaItem, member_id: int, choice: Choice) -> int:
    """Put a ballot into the box of a locked item and a line into its turnout; return how many ballots lie there.

    Raises:
        Refused: the box does not open: its key is not on this machine, or somebody changed a ballot.
    """
    key = _key(item)
    inside = [*_unsealed(item, key), choice]
    _write_ballots(item, [(seal(each, key=key, box=item.uid.bytes), "") for each in inside])
    _write_turnout(item, [*_turnout(item), member_id])
    return len(inside)


def count_box(item: AgendaItem) -> list[Choice]:
    """Return what lies in the box of a locked item, and leave it there open to be counted again.

    Raises:
        Refused: the box does not open, or there are more or fewer ballots in it than members who voted.
    """
    inside = _unsealed(item, _key(item))
    if len(inside) != len(_turnout(item)):
        raise Refused(_("Số phiếu trong thùng không khớp số người đã bỏ phiếu. Cho bỏ phiếu lại mục này."))
    _write_ballots(item, [("", each.value) for each in inside])
    return inside


def empty_box(item: AgendaItem) -> int:
    """Take all ballots and the turnout of a locked item away, to be voted on again; return how many there were."""
    Turnout.objects.filter(item=item).delete()
    return Ballot.objects.filter(item=item).delete()[0]


def _key(item: AgendaItem) -> bytes:
    key = read_key(item)
    if key is None:
        raise Refused(_("Máy này không có khóa của thùng phiếu, nên không mở được. Cho bỏ phiếu lại mục này."))
    return key


def _unsealed(item: AgendaItem, key: bytes) -> list[Choice]:
    sealed = Ballot.objects.filter(item=item).values_list("sealed", flat=True)
    try:
        return [unseal(each, key=key, box=item.uid.bytes) for each in sealed]
    except BoxBroken:
        raise Refused(_("Có phiếu trong thùng không còn nguyên. Cho bỏ phiếu lại mục này.")) from None


def _turnout(item: AgendaItem) -> list[int]:
    return list(Turnout.objects.filter(item=item).values_list("member_id", flat=True))


def _write_ballots(item: AgendaItem, ballots: Iterable[tuple[str, str]]) -> None:
    Ballot.objects.filter(item=item).delete()
    rows = [(uuid.uuid4(), item.pk, sealed, choice) for sealed, choice in shuffled(ballots)]
    insert_rows(Ballot, ("key", "item", "sealed", "choice"), rows)


def _write_turnout(item: AgendaItem, members: Iterable[int]) -> None:
    Turnout.objects.filter(item=item).delete()
    rows = [(uuid.uuid4(), item.pk, member) for member in shuffled(members)]
    insert_rows(Turnout, ("key", "item", "member"), rows)
