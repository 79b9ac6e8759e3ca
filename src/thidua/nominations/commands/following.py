"""What follows from a council's session and from decisions: called by the apps above, never from a page of ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import update_rows
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.law.day import Law
from thidua.law.entries import AuthorityLevel
from thidua.law.record import Votes
from thidua.local_rules.queries import law_for
from thidua.nominations.choices import Act
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.commands.moving import take_step
from thidua.nominations.commands.outdating import end_conclusions
from thidua.nominations.models import Nomination
from thidua.nominations.rules.authority import is_no_higher
from thidua.nominations.rules.path import WAYS

_OF_COUNCIL = frozenset(
    {Act.COUNCIL_AGREE, Act.COUNCIL_REFUSE, Act.COUNCIL_SUPPLEMENT, Act.COUNCIL_LOWER, Act.COUNCIL_PASS_UP}
)
_OF_A_LIST = frozenset({Act.COUNCIL_AGREE, Act.COUNCIL_REFUSE})
_VOTED_AGAIN = frozenset({Act.COUNCIL_LOWER, Act.COUNCIL_SUPPLEMENT})


@transaction.atomic
def record_council_outcome(
    *,
    nomination: Nomination,
    act: Act,
    vote: Votes | None = None,
    reason: str = "",
    lower_form: str = "",
    by: Actor,
    at: datetime,
) -> Nomination:
    """Take what a council's session came to: the vote is kept with the nomination and asked of the law.

    A lower form sends it back to appraisal for that form, a supplement to the unit: both are voted on again. To pass it
    to a higher level or to refuse it needs no clear verdicts; to agree does.

    Raises:
        Refused: the act is none of a council, the nomination is not before one or on hold, the lower form is not in the
            catalogue, or (to agree) a condition is not met, the share of votes among them.
    """
    if act not in _OF_COUNCIL:
        raise Refused(_("Kết quả này không phải của hội đồng."))
    (kept,) = lock_nominations([nomination])
    kept.vote = _kept(vote) if act not in _VOTED_AGAIN and vote else {}
    kept.save(update_fields=["vote"])
    if act is Act.COUNCIL_LOWER:
        _lower(kept, lower_form, at)
        end_conclusions(kept, by=by, at=at)
    return take_step([kept], WAYS[act], reason=reason, by=by, at=at)[0]


@transaction.atomic
def record_council_outcomes(
    *, nominations: Sequence[Nomination], act: Act, vote: Votes, by: Actor, at: datetime
) -> list[Nomination]:
    """Take what one vote on a whole list came to, all or none: to agree or to refuse.

    Raises:
        Refused: as ``record_council_outcome``.
    """
    if act not in _OF_A_LIST:
        raise Refused(_("Kết quả này không phải của hội đồng."))
    rows, told = lock_nominations(nominations), _kept(vote)
    for row in rows:
        row.vote = told
    update_rows(Nomination, ("vote",), ((row.pk, row.vote) for row in rows))
    return take_step(rows, WAYS[act], by=by, at=at)


def mark_decided(*, nominations: Sequence[Nomination], by: Actor, at: datetime) -> list[Nomination]:
    """Move nominations that a decision names; every condition is asked once more.

    Raises:
        Refused: one is not waiting for a decision, is on hold, or has a condition that is not met and nobody let pass.
    """
    return _follow(nominations, Act.DECIDE, by=by, at=at)


def mark_announced(*, nominations: Sequence[Nomination], by: Actor, at: datetime) -> list[Nomination]:
    """Move nominations whose award was announced and handed over."""
    return _follow(nominations, Act.ANNOUNCE, by=by, at=at)


def mark_paid(*, nominations: Sequence[Nomination], by: Actor, at: datetime) -> list[Nomination]:
    """Move nominations whose bonus was paid."""
    return _follow(nominations, Act.PAY, by=by, at=at)


def mark_unpaid(*, nominations: Sequence[Nomination], reason: str, by: Actor, at: datetime) -> list[Nomination]:
    """Move nominations whose payment was written by mistake back to where it found them."""
    return _follow(nominations, Act.UNPAY, reason=reason, by=by, at=at)


def mark_annulled(*, nominations: Sequence[Nomination], reason: str, by: Actor, at: datetime) -> list[Nomination]:
    """Move nominations whose decision was annulled."""
    return _follow(nominations, Act.ANNUL, reason=reason, by=by, at=at)


@transaction.atomic
def _follow(
    nominations: Sequence[Nomination], act: Act, *, reason: str = "", by: Actor, at: datetime
) -> list[Nomination]:
    return take_step(lock_nominations(nominations), WAYS[act], reason=reason, by=by, at=at)


def _kept(vote: Votes) -> dict[str, int]:
    told = {"favour": vote.favour, "members": vote.members, "recused": vote.recused, "attending": vote.attending}
    return {name: value for name, value in told.items() if value is not None}


def _lower(kept: Nomination, code: str, at: datetime) -> None:
    on = clock.legal_day(at)
    law = law_for(kept.round.unit_id, on, on=on)
    try:
        form = law.award(code)
    except (NotInForceError, UnknownCodeError):
        raise Refused(
            _("Danh mục không có hình thức thấp hơn được chọn. Chọn trong danh sách."), field="lower"
        ) from None
    if code == kept.award_code:
        raise Refused(_("Hình thức được chọn là hình thức đang xét. Chọn hình thức thấp hơn."), field="lower")
    if not is_no_higher(form.deciding_levels, _levels_now(kept, law)):
        raise Refused(
            _(
                "Hình thức được chọn không thấp hơn hình thức đang xét. "
                "Chọn hình thức do cùng cấp hoặc cấp dưới quyết định."
            ),
            field="lower",
        )
    kept.award_code, kept.award_name = code, form.name
    kept.save(update_fields=["award_code", "award_name"])


def _levels_now(kept: Nomination, law: Law) -> frozenset[AuthorityLevel]:
    try:
        return law.award(kept.award_code).deciding_levels
    except (NotInForceError, UnknownCodeError):
        return frozenset()
