"""Taking a whole list back, while nothing of it has moved on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.nominations.choices import Act, ListState, State
from thidua.nominations.commands.listing.starting import held_list, moved
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.commands.moving import take_step
from thidua.nominations.models import Nomination, NomineeList, Registration
from thidua.nominations.rules.path import WAYS

_MOVED_ON = _("%(count)s hồ sơ của danh sách đã đi tiếp (%(codes)s). Thu hồi hoặc rút từng hồ sơ ấy.")
_REASON = _("Hoàn tác danh sách %(name)s")
_NAMED = 3


@transaction.atomic
def undo_list(*, listing: NomineeList, by: Actor, at: datetime) -> NomineeList:
    """Withdraw all that a list brought; what was withdrawn by hand before stays as it is. Twice is once.

    Records that it added to the ledger stay: the withdrawn dossiers are theirs, and the same list finds them again.

    Raises:
        Refused: a nomination of it has left its draft, or the list is not written.
    """
    kept = held_list(listing, by, ListState.DONE, ListState.UNDONE)
    if kept.state == ListState.UNDONE:
        return kept
    reason = gettext(_REASON) % {"name": kept.name}
    rows = lock_nominations(Nomination.objects.filter(listed__listing=kept).only("pk"))
    standing = [row for row in rows if row.state != State.WITHDRAWN]
    further = [row for row in standing if row.state != State.DRAFT]
    if further:
        codes = ", ".join(row.code for row in further[:_NAMED]) + ("…" if len(further) > _NAMED else "")
        raise Refused(_MOVED_ON, count=len(further), codes=codes)
    if standing:
        take_step(standing, WAYS[Act.WITHDRAW], reason=reason, by=by, at=at)
    registered = Registration.objects.in_force().filter(listed__listing=kept)
    count = withdraw_rows(registered, act="withdraw_registration", reason=reason, by=by, at=at)
    kept.undone_at = at
    after = {"withdrawn": len(standing) + count}
    return moved(kept, ListState.UNDONE, "undo_nominee_list", by=by, at=at, after=after)
