"""Proposing somebody for an award, and changing what the dossier states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.core.errors import Refused
from thidua.honours.models import Holder
from thidua.honours.queries.merged import records_within, standing_for
from thidua.honours.rules.lines import line
from thidua.law.catalogue import NotInForceError, UnknownCodeError
from thidua.local_rules.queries import law_for
from thidua.nominations.choices import Act, State
from thidua.nominations.commands.achievements import index_nomination
from thidua.nominations.commands.checking import check_nominations
from thidua.nominations.commands.locking import lock_nominations, lock_round
from thidua.nominations.commands.outdating import end_conclusions
from thidua.nominations.models import Nomination, NumberSeries, Round, Step
from thidua.nominations.rules.facts import read_facts
from thidua.nominations.rules.path import EDITABLE, STANDING
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold, sort_key

_TELLING = {"achievement", "since", "until"}
_JUDGED = _TELLING | {"type", "facts", "award_code"}
"""What conditions look at; a name or a post may be written better without asking anybody again."""
_TEXT = {"name": 200, "post": 400, "achievement": 1000}


@dataclass(frozen=True, slots=True)
class StatedNomination:
    """What somebody proposes: whom, for which award, and what the dossier states.

    ``name`` is as the documents will print it, the ledger's where blank. ``facts`` as ``rules.facts`` writes them.
    """

    holder: Holder
    award_code: str
    type: str = ""
    name: str = ""
    post: str = ""
    achievement: str = ""
    since: date | None = None
    until: date | None = None
    year: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def nominate(*, round: Round, unit: Unit, stated: StatedNomination, by: Actor, at: datetime) -> Nomination:  # noqa: A002
    """Add a nomination of ``unit`` to a round, with the next number of the round's unit; check it against the law.

    Raises:
        Refused: the round is over or does not take this award, the record was merged or erased, the same person is
            proposed for the same award in this round already, or the days cannot be.
    """
    kept = lock_round(round)
    holder = _refuse_unfit_holder(stated.holder)
    name = _award_name(kept, stated.award_code, clock.legal_day(at))
    _refuse_days(stated.since, stated.until)
    _refuse_twice(kept, holder, stated.award_code)
    year = stated.year or kept.year
    shown = line(stated.name or holder.name, _TEXT["name"])
    made = Nomination.objects.create(
        round=kept,
        unit=unit,
        number=_next_number(kept.unit, year),
        holder=holder,
        kind=holder.kind,
        name=shown,
        folded=fold(shown),
        sort_key=sort_key(shown)[:200],
        post=line(stated.post, _TEXT["post"]),
        award_code=stated.award_code,
        award_name=name,
        type=stated.type,
        year=year,
        since=stated.since,
        until=stated.until,
        achievement=line(stated.achievement, _TEXT["achievement"]),
        facts=_checked_facts(stated.facts),
        moved_at=at,
        created_at=at,
    )
    Step.objects.create(nomination=made, act=Act.CREATE, after=State.DRAFT, at=at, made_by=by.label)
    after = {"round": str(kept), "award": made.award_code, "name": made.name, "number": made.code}
    audit.record("nominate", made, by=by, at=at, unit_id=unit.pk, after=after)
    index_nomination(made)
    check_nominations(nominations=[made], by=by, at=at)
    return made


@transaction.atomic
def change_nomination(
    *, nomination: Nomination, changes: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Nomination:
    """Save what the dossier states, and check it again.

    ``changes`` are fields among name, post, achievement, type, since, until, facts and award_code.

    Raises:
        Refused: it lies with the unit that decides, so the unit has to have it returned first; or a value cannot be.
        Stale: somebody saved it first.
    """
    (kept,) = lock_nominations([nomination])
    if State(kept.state) not in EDITABLE:
        raise Refused(_("Hồ sơ đã trình. Thu hồi hoặc nhờ trả lại rồi mới sửa."))
    told: dict[str, Any] = {
        name: line(value, _TEXT[name]) if name in _TEXT else value for name, value in changes.items()
    }
    if "facts" in told:
        told["facts"] = _checked_facts(told["facts"])
    if "award_code" in told and told["award_code"] != kept.award_code:
        told["award_name"] = _award_name(kept.round, told["award_code"], clock.legal_day(at))
        _refuse_twice(kept.round, kept.holder, told["award_code"])
    if "name" in told:
        told |= {"folded": fold(told["name"]), "sort_key": sort_key(told["name"])[:200]}
    _refuse_days(told.get("since", kept.since), told.get("until", kept.until))
    before = {name: getattr(kept, name) for name in told}
    saved = save_checked(kept, told, version=version, act="change_nomination", by=by, at=at)
    if any(name in _JUDGED and value != before[name] for name, value in told.items()):
        end_conclusions(saved, by=by, at=at)
    if told.keys() & _TELLING:
        index_nomination(saved)
    check_nominations(nominations=lock_nominations([saved]), by=by, at=at)
    saved.refresh_from_db()
    return saved


def _refuse_unfit_holder(holder: Holder) -> Holder:
    """Return the record as it is now, locked."""
    kept = Holder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
    if kept.merged_into_id is not None or kept.erased_at is not None:
        raise Refused(_("Hồ sơ này trong sổ đã nhập vào hồ sơ khác hoặc đã xóa. Chọn lại người được đề nghị."))
    return kept


def _award_name(round_: Round, code: str, on: date) -> str:
    """Return the official name of an award that the round takes."""
    if code not in round_.award_codes:
        raise Refused(_("Đợt xét này không nhận danh hiệu, hình thức ấy. Chọn trong danh sách của đợt."), field="award")
    law = law_for(round_.unit_id, on, on=on)
    try:
        return law.award(code).name
    except (NotInForceError, UnknownCodeError):
        raise Refused(
            _("Danh mục không có danh hiệu, hình thức này vào ngày lập hồ sơ. Chọn hình thức khác."), field="award"
        ) from None


def _refuse_days(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise Refused(_("Ngày cuối của thành tích trước ngày đầu. Kiểm tra lại hai ngày."), field="until")


def _refuse_twice(round_: Round, holder: Holder, code: str) -> None:
    """Refuse the same award for the same holder, or a record put into it, in one round.

    The round is locked, so two cannot slip in at once.
    """
    same = records_within(standing_for([holder.pk])[holder.pk])
    there = Nomination.objects.filter(round=round_, holder__in=same, award_code=code, state__in=STANDING).first()
    if there is not None:
        raise Refused(
            _("%(name)s đã có hồ sơ %(code)s cho hình thức này trong đợt. Mở hồ sơ ấy để sửa."),
            name=there.name,
            code=there.code,
            field="holder",
        )


def _checked_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    try:
        read_facts(facts)
    except (ValueError, TypeError, KeyError) as fault:
        raise Refused(_("Số liệu của hồ sơ có chỗ không đọc được. Nhập lại từ biểu."), field="facts") from fault
    return dict(facts)


def _next_number(unit: Unit, year: int) -> int:
    series, _made = NumberSeries.objects.select_for_update().get_or_create(unit=unit, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
