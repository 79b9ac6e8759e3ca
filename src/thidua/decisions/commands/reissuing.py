"""Certificates that are exchanged or given again: what was asked, and the decision that has them made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import withdraw_rows
from thidua.core.errors import Refused
from thidua.decisions.choices import DecisionKind, ReissueGround
from thidua.decisions.commands.drafting import default_symbol, folded, titled
from thidua.decisions.commands.locking import refuse_others
from thidua.decisions.commands.signing import chosen_signer
from thidua.decisions.models import AwardDecision, DecisionLine, ReissueRequest
from thidua.honours.models import Honour
from thidua.honours.rules.lines import line
from thidua.organisations.models import Unit
from thidua.organisations.queries.heirs import living_heirs


@transaction.atomic
def request_reissue(
    *, unit: Unit, honour: Honour, ground: str, asked_on: date, asked_by: str = "", by: Actor, at: datetime
) -> ReissueRequest:
    """Record that somebody asks for the certificate of an honour anew, at the unit that gave it or took its place.

    Raises:
        Refused: another unit gave it, it does not stand any more, it is asked already, or the ground or day is none.
    """
    refuse_others(unit, by)
    kept = Honour.objects.select_for_update(of=("self",)).select_related("authority__unit", "holder").get(pk=honour.pk)
    _refuse_honour(kept, unit, clock.legal_day(at))
    if ground not in ReissueGround.values:
        raise Refused(_("Chọn lý do: hư hỏng thì cấp đổi, mất thì cấp lại."), field="ground")
    if asked_on > clock.legal_day(at):
        raise Refused(_("Ngày đề nghị chưa tới. Kiểm tra lại ngày."), field="asked_on")
    made = ReissueRequest.objects.create(
        unit=unit,
        honour=kept,
        ground=ground,
        asked_on=asked_on,
        asked_by=line(asked_by, 300),
        recorded_by=by.label,
        created_at=at,
    )
    after = {"honour": str(kept), "ground": ground, "asked_on": asked_on.isoformat()}
    audit.record("request_reissue", made, by=by, at=at, unit_id=unit.pk, after=after)
    return made


@transaction.atomic
def withdraw_request(*, request: ReissueRequest, reason: str, by: Actor, at: datetime) -> None:
    """Take a request back that no decision names.

    Raises:
        Refused: a decision names it.
    """
    refuse_others(request.unit, by)
    kept = ReissueRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if DecisionLine.objects.in_force().filter(request=kept).exists():
        raise Refused(_("Đề nghị này đã ở một quyết định. Bỏ khỏi quyết định trước."))
    withdraw_rows([kept], act="withdraw_reissue_request", reason=reason, by=by, at=at)


@transaction.atomic
def draft_reissue(
    *, unit: Unit, requests: Collection[ReissueRequest], title: str, authority: str, symbol: str = "", bases: str = "",
    signer: str = "", by: Actor, at: datetime,
) -> AwardDecision:  # fmt: skip
    """Draft a decision that has the certificates of requests made anew.

    Raises:
        Refused: there are none, one is another unit's, was taken back or stands in a decision, or there is no title.
    """
    refuse_others(unit, by)
    keys = [each.pk for each in requests]
    rows = ReissueRequest.objects.in_force().select_for_update(of=("self",)).filter(unit=unit, pk__among=keys)
    found = list(rows.select_related("honour__holder", "honour__body").order_by("asked_on", "pk"))
    taken = DecisionLine.objects.in_force().filter(request__pk__among=keys).exists()
    if not found or len(found) != len(set(keys)) or taken:
        raise Refused(_("Chọn các đề nghị còn chờ của đơn vị mình. Tải lại trang rồi chọn lại."), field="requests")
    made = AwardDecision.objects.create(
        unit=unit,
        kind=DecisionKind.REISSUE,
        title=titled(title),
        folded=folded(title),
        authority=line(authority, 300),
        bases=bases.strip(),
        symbol=default_symbol(unit, symbol, at),
        **chosen_signer(unit, signer, clock.legal_day(at)),
        drafted_by=by.label,
        created_at=at,
    )
    first = _first_lines([each.honour_id for each in found])
    DecisionLine.objects.bulk_create(
        _line(made, place, request, first.get(request.honour_id), at) for place, request in enumerate(found, start=1)
    )
    audit.record("draft_reissue", made, by=by, at=at, unit_id=unit.pk, after={"lines": len(found)})
    return made


def _first_lines(honours: Collection[int]) -> dict[int, DecisionLine]:
    """Return the line that gave each honour, where a decision of ours did."""
    rows = DecisionLine.objects.in_force().filter(does=DecisionKind.AWARD, honour__pk__among=list(honours))
    return {row.honour_id: row for row in rows if row.honour_id is not None}


def _line(
    decision: AwardDecision, place: int, request: ReissueRequest, first: DecisionLine | None, at: datetime
) -> DecisionLine:
    honour = request.honour
    return DecisionLine(
        decision=decision,
        does=DecisionKind.REISSUE,
        place=place,
        holder=honour.holder,
        honour=honour,
        of=first,
        request=request,
        kind=honour.holder.kind,
        name=first.name if first else honour.holder.name,
        post=first.post if first else (honour.body.name if honour.body else ""),
        award_code=honour.form_code,
        award_name=honour.form_name,
        type=honour.type,
        year=honour.year,
        achievement=honour.reason,
        golden_number=first.golden_number if first else None,
        golden_text=first.golden_text if first else "",
        bonus=0,
        created_at=at,
    )


def _giver(honour: Honour) -> Unit | None:
    """Return the unit that gave an honour, by a decision here or else as its authority; None where it is unknown."""
    lines = DecisionLine.objects.in_force().filter(honour=honour, does=DecisionKind.AWARD)
    ours = lines.select_related("decision__unit").order_by("pk").first()
    if ours is not None:
        return ours.decision.unit
    return honour.authority.unit if honour.authority else None


def _refuse_honour(honour: Honour, unit: Unit, on: date) -> None:
    if honour.withdrawn_at is not None:
        raise Refused(_("Khen thưởng này không còn trong sổ nên không cấp lại."))
    given_by = _giver(honour)
    if given_by is not None and unit.pk not in {each.pk for each in living_heirs(given_by, on=on)}:
        raise Refused(
            _("Khen thưởng này do %(who)s quyết định. Gửi đề nghị cấp đổi, cấp lại đến nơi ấy."),
            who=str(honour.authority or given_by),
        )
    waiting = ReissueRequest.objects.in_force().filter(honour=honour)
    answered = DecisionLine.objects.in_force().filter(request__in=waiting, decision__issued_at__isnull=False)
    if waiting.exclude(pk__in=answered.values("request")).exists():
        raise Refused(_("Khen thưởng này đang có đề nghị cấp đổi, cấp lại chờ giải quyết."))
