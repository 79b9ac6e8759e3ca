"""Drafting a decision on the nominations of a round, before it has a number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import save_checked, withdraw_rows
from thidua.core.errors import Refused
from thidua.core.many import insert_rows, update_rows
from thidua.decisions.choices import DecisionKind
from thidua.decisions.commands.fitness import refuse_unfit
from thidua.decisions.commands.locking import lock_draft, refuse_others
from thidua.decisions.commands.numbering import symbol_of
from thidua.decisions.commands.reckoning import reckon
from thidua.decisions.commands.signing import chosen_signer
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.decisions.rules.order import Place, printed_place
from thidua.documents.queries import profile_on
from thidua.honours.rules.lines import line
from thidua.nominations.choices import State
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Nomination, Round
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold, sort_key

DECISION_LETTERS = "QĐ"
"""What stands for a decision in a symbol (Decree 30/2020/NĐ-CP, Appendix III)."""
COPIED = ("kind", "name", "post", "award_code", "award_name", "type", "year", "achievement")
"""What a line says as its nomination does."""
_TEXT = {"title": 400, "authority": 300}
_NONE = _("Chưa chọn dòng nào. Đánh dấu ít nhất một dòng rồi bấm lại.")


@transaction.atomic
def draft_decision(
    *, round: Round, title: str, symbol: str = "", bases: str = "", signer: str = "",  # noqa: A002
    nominations: Sequence[Nomination] = (), by: Actor, at: datetime,
) -> AwardDecision:  # fmt: skip
    """Draft a decision that gives awards to nominations of a round which wait for one.

    Without a ``symbol`` it is that of the office profile of the day. ``bases`` are the office's own, one a line;
    ``signer`` is the line of one of that profile's signatories (``documents.rules.signer_line``), without it the first.

    Raises:
        Refused: the round is another unit's, there is no title, symbol or such signer, or as ``add_lines`` does.
    """
    unit = round.unit
    refuse_others(unit, by)
    made = AwardDecision.objects.create(
        unit=unit,
        round=round,
        kind=DecisionKind.AWARD,
        title=titled(title),
        folded=folded(title),
        authority=round.authority,
        bases=bases.strip(),
        symbol=default_symbol(unit, symbol, at),
        **chosen_signer(unit, signer, clock.legal_day(at)),
        drafted_by=by.label,
        created_at=at,
    )
    after = {"round": str(round), "title": made.title, "symbol": made.symbol}
    audit.record("draft_decision", made, by=by, at=at, unit_id=unit.pk, after=after)
    if nominations:
        add_lines(decision=made, nominations=nominations, by=by, at=at)
    return made


@transaction.atomic
def add_lines(*, decision: AwardDecision, nominations: Sequence[Nomination], by: Actor, at: datetime) -> int:
    """Put nominations into a draft that gives awards; return how many lines it has then.

    Lines stand by award, then collectives, persons, households, then by name; their money is that of a decision of
    today until it is issued.

    Raises:
        Refused: one does not wait for a decision in this round, stands in another decision, or may not have its award
            from this authority.
    """
    kept = lock_draft(decision, by)
    if kept.round_id is None:
        raise Refused(_("Chỉ thêm hồ sơ vào dự thảo tặng thưởng của một đợt xét."))
    if not nominations:
        raise Refused(_NONE)
    keys = {each.pk for each in nominations}
    rows = lock_nominations(nominations)
    if any(row.round_id != kept.round_id or row.state != State.TO_DECIDE for row in rows):
        raise Refused(_("Có hồ sơ không chờ quyết định ở đợt xét này. Tải lại trang rồi chọn lại."))
    _refuse_in_another(keys)
    refuse_unfit(kept.unit, rows, on=clock.legal_day(at))
    common = {"decision": kept.pk, "does": DecisionKind.AWARD, "created_at": at, "place": 0}
    values = ((row.pk, row.holder_id, *(getattr(row, name) for name in COPIED)) for row in rows)
    insert_rows(DecisionLine, ("nomination", "holder", *COPIED), values, common=common)
    return _settle(kept, by, at, "add_decision_lines", {"added": sorted(row.code for row in rows)})


@transaction.atomic
def remove_lines(*, decision: AwardDecision, lines: Collection[DecisionLine], by: Actor, at: datetime) -> int:
    """Take lines out of a draft; their nominations wait again. Return how many lines are left.

    Raises:
        Refused: it is no draft or another unit's, or none of the lines is one of it.
    """
    kept = lock_draft(decision, by)
    mine = DecisionLine.objects.in_force().filter(decision=kept, pk__among=[each.pk for each in lines])
    told = sorted(each.nomination.code if each.nomination else each.name for each in mine.select_related("nomination"))
    if not told:
        raise Refused(_NONE)
    mine.update(withdrawn_at=at, withdrawn_by=by.label)
    return _settle(kept, by, at, "remove_decision_lines", {"removed": told})


def change_decision(
    *, decision: AwardDecision, changes: Mapping[str, str], version: int, by: Actor, at: datetime
) -> AwardDecision:
    """Save the title, authority, symbol, own bases of a draft, or who signs it (``signer``, a line as they have one).

    Raises:
        Refused: it was issued, a title or symbol is empty, or the office profile of today has no such signer.
        Stale: somebody saved it first.
    """
    with transaction.atomic():
        kept = lock_draft(decision, by)
        told = {name: line(text, _TEXT[name]) if name in _TEXT else text.strip() for name, text in changes.items()}
        if signer := told.pop("signer", ""):
            told |= chosen_signer(kept.unit, signer, clock.legal_day(at))
        if "title" in told:
            told |= {"title": titled(told["title"]), "folded": folded(told["title"])}
        if "symbol" in told:
            told["symbol"] = symbol_of(told["symbol"])
        return save_checked(decision, told, version=version, act="change_decision", by=by, at=at)


@transaction.atomic
def drop_draft(*, decision: AwardDecision, reason: str, by: Actor, at: datetime) -> None:
    """Drop a draft; its nominations wait again."""
    kept = lock_draft(decision, by)
    DecisionLine.objects.in_force().filter(decision=kept).update(withdrawn_at=at, withdrawn_by=by.label)
    withdraw_rows([kept], act="drop_decision", reason=reason, by=by, at=at)


def default_symbol(unit: Unit, symbol: str, at: datetime) -> str:
    """Return a symbol as typed, or that of the office profile of the day."""
    profile = None if symbol.strip() else profile_on(unit, clock.legal_day(at))
    return symbol_of(f"{DECISION_LETTERS}-{profile.symbol}" if profile and profile.symbol else symbol)


def _settle(decision: AwardDecision, by: Actor, at: datetime, act: str, after: dict[str, object]) -> int:
    """Put the lines of a draft in order; of one that gives awards, reckon their money anew."""
    rows = DecisionLine.objects.in_force().filter(decision=decision).select_related("nomination")
    is_award = decision.kind == DecisionKind.AWARD
    lines = sorted(rows.order_by("place", "pk"), key=_printed) if is_award else list(rows.order_by("place", "pk"))
    for place, each in enumerate(lines, start=1):
        each.place = place
    if is_award:
        reckon(decision, lines, on=clock.legal_day(at))
    else:
        update_rows(DecisionLine, ("place",), ((each.pk, each.place) for each in lines))
    audit.record(act, decision, by=by, at=at, unit_id=decision.unit_id, after={**after, "lines": len(lines)})
    return len(lines)


def _printed(row: DecisionLine) -> tuple[Place, int]:
    return printed_place(row.award_code, row.kind, sort_key(row.name)), row.pk


def folded(title: str) -> str:
    """Return a title as it is searched."""
    return fold(line(title, _TEXT["title"]))[: _TEXT["title"]]


def titled(text: str) -> str:
    """Return a title as it is kept; refuse one without words."""
    title = line(text, _TEXT["title"])
    if not title:
        raise Refused(_("Ghi trích yếu của quyết định: tặng gì, cho ai, về thành tích gì."), field="title")
    return title


def _refuse_in_another(keys: Collection[int]) -> None:
    standing = DecisionLine.objects.in_force().filter(
        nomination__pk__among=list(keys), does=DecisionKind.AWARD, annulled_at=None
    )
    other = standing.select_related("decision").first()
    if other is not None:
        raise Refused(
            _("%(name)s đã ở “%(decision)s”. Một hồ sơ chỉ vào một quyết định; bỏ ra ở đó trước."),
            name=other.name,
            decision=other.decision.title,
        )
