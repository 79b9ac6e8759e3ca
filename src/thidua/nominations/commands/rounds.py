"""Opening a round with its calendar, changing it, closing it, opening it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.core.errors import Refused, Stale
from thidua.honours.rules.lines import line
from thidua.movements.models import Movement
from thidua.nominations.choices import RoundKind, State
from thidua.nominations.commands.held import held_round, refuse_other_unit
from thidua.nominations.models import Round, RoundDate
from thidua.nominations.queries.calendar import StatedDate, calendar_by_law
from thidua.nominations.queries.deciding import RoundAward, awards_decided
from thidua.nominations.rules.authority import Place
from thidua.nominations.rules.path import STANDING, with_decider
from thidua.organisations.models import Unit

MOST_DATES = 60
_LONGEST = 300
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_STALE = _("Có người vừa lưu mục này trước anh, chị. Xem lại hai bản rồi lưu bản đúng.")
_ELSEWHERE = _(
    "%(award)s không do %(unit)s quyết định. Người quyết định: %(who)s (%(provision)s). "
    "Bỏ danh hiệu, hình thức này khỏi đợt xét, hoặc mở đợt ở cấp ấy."
)
_IN_USE = _("Đã có hồ sơ đề nghị %(award)s trong đợt này. Rút các hồ sơ ấy trước khi bỏ.")
_WAITING = _("Còn %(count)s hồ sơ chưa có kết quả. Ra quyết định hoặc trả lại các hồ sơ ấy rồi kết thúc đợt.")


@dataclass(frozen=True, slots=True)
class StatedRound:
    """A round as somebody states it; see ``Round`` for what the fields mean."""

    title: str
    kind: str
    year: int
    authority: str
    award_codes: Sequence[str]
    opens_on: date
    closes_on: date | None = None
    movement: Movement | None = None
    is_simplified: bool = False
    asks_council: bool = False


@transaction.atomic
def open_round(
    *, unit: Unit, stated: StatedRound, dates: Sequence[StatedDate] | None = None, by: Actor, at: datetime
) -> Round:
    """Open a round at a unit. Without ``dates`` its calendar is what the law and the packs of the unit say.

    Raises:
        Refused: the actor works for another unit; something is missing; a code is not in the catalogue of the day the
            round opens, or is surely given by another body; an open round of that year has the same title.
    """
    refuse_other_unit(by, unit)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # a double click waits, and finds the first one's
    told = _checked(unit, stated)
    same = Round.objects.filter(unit=unit, year=told["year"], title=told["title"], closed_at=None)
    if same.exists():
        raise Refused(_("Đã có đợt xét cùng tên đang mở trong năm này. Mở đợt ấy, hoặc đặt tên khác."), field="title")
    found = Round.objects.create(unit=unit, created_at=at, **told)
    if dates is None:
        codes = list(stated.award_codes)
        dates = calendar_by_law(unit_id=unit.pk, codes=codes, year=stated.year, on=stated.opens_on)
        days = list(dates)
    else:
        days = _merged((), dates)
    _write_dates(found, days)
    after = {**_plain(told), "dates": [_told(each) for each in days]}
    audit.record("open_round", found, by=by, at=at, unit_id=unit.pk, after=after)
    return found


@transaction.atomic
def change_round(*, round: Round, stated: StatedRound, version: int, by: Actor, at: datetime) -> Round:  # noqa: A002 - the field's term
    """Change what a round says, if nobody else did since the user looked.

    Raises:
        Refused: as in ``open_round``; or nominations stand for an award, or in a year, that would go.
        Stale: somebody saved in between.
    """
    kept = held_round(round, by)
    told = _checked(kept.unit, stated)
    _refuse_losing(kept, told)
    return save_checked(kept, told, version=version, act="change_round", by=by, at=at)


@transaction.atomic
def set_calendar(
    *,
    round: Round,  # noqa: A002 - the field's term
    dates: Sequence[StatedDate],
    version: int,
    by: Actor,
    at: datetime,
) -> Round:
    """Write the calendar of a round anew; a day that the office moved is the office's, no longer checked by the law.

    Raises:
        Refused: the round is closed or another unit's, a line has no words, or there are too many.
        Stale: somebody saved in between.
    """
    kept = held_round(round, by)
    before = [_stated(each) for each in kept.dates.all()]
    after = _merged(before, dates)
    if kept.version != version:
        theirs, ours = ("\n".join(map(_told, each)) for each in (before, after))
        raise Stale(_STALE, theirs={"dates": theirs}, ours={"dates": ours}, version=kept.version)
    if set(after) == set(before) and len(after) == len(before):
        return kept
    kept.dates.all().delete()
    _write_dates(kept, after)
    kept.version += 1
    kept.save(update_fields=["version"])
    lines = {"before": {"dates": [_told(each) for each in before]}, "after": {"dates": [_told(each) for each in after]}}
    audit.record("set_calendar", kept, by=by, at=at, unit_id=kept.unit_id, **lines)
    return kept


@transaction.atomic
def close_round(*, round: Round, by: Actor, at: datetime) -> Round:  # noqa: A002 - the field's term
    """Close a round: nothing is nominated in it any more. Closing twice is closing once.

    Raises:
        Refused: dossiers lie with the unit that have no result yet, or the actor works for another unit.
    """
    kept = held_round(round, by, open_only=False)
    if kept.closed_at is not None:
        return kept
    waiting = kept.nominations.filter(state__in=[each for each in State if with_decider(each)]).count()
    if waiting:
        raise Refused(_WAITING, count=waiting)
    return _closed(kept, at, act="close_round", by=by, at=at)


@transaction.atomic
def reopen_round(*, round: Round, by: Actor, at: datetime) -> Round:  # noqa: A002 - the field's term
    """Open a round again that was closed.

    Raises:
        Refused: the actor works for another unit.
    """
    kept = held_round(round, by, open_only=False)
    return kept if kept.closed_at is None else _closed(kept, None, act="reopen_round", by=by, at=at)


def _closed(kept: Round, closed_at: datetime | None, *, act: str, by: Actor, at: datetime) -> Round:
    kept.closed_at = closed_at
    kept.version += 1
    kept.save(update_fields=["closed_at", "version"])
    audit.record(act, kept, by=by, at=at, unit_id=kept.unit_id)
    return kept


def _checked(unit: Unit, stated: StatedRound) -> dict[str, Any]:
    """Return the fields of a round as stated, or refuse what is missing or cannot be."""
    title, authority = line(stated.title, _LONGEST), line(stated.authority, _LONGEST)
    if not title:
        raise Refused(_("Đặt tên cho đợt xét."), field="title")
    if not authority:
        raise Refused(_("Ghi người quyết định, như sẽ ghi trong quyết định."), field="authority")
    if not _FIRST_YEAR <= stated.year <= _LAST_YEAR:
        raise Refused(_("Năm xét không đúng. Ghi bốn chữ số, như 2026."), field="year")
    if stated.closes_on and stated.closes_on < stated.opens_on:
        raise Refused(_("Ngày hết hạn nhận hồ sơ phải từ ngày bắt đầu trở đi."), field="closes_on")
    if stated.kind == RoundKind.MOVEMENT and stated.movement is None:
        raise Refused(_("Chọn phong trào của đợt xét."), field="movement")
    codes = list(dict.fromkeys(stated.award_codes))
    _refuse_codes(unit, codes, stated.opens_on)
    return {
        "title": title,
        "kind": RoundKind(stated.kind),
        "year": stated.year,
        "movement": stated.movement,
        "authority": authority,
        "award_codes": codes,
        "is_simplified": stated.is_simplified,
        "asks_council": stated.asks_council,
        "opens_on": stated.opens_on,
        "closes_on": stated.closes_on,
    }


def _refuse_codes(unit: Unit, codes: Sequence[str], on: date) -> None:
    if not codes:
        raise Refused(_("Chọn ít nhất một danh hiệu, hình thức được đề nghị trong đợt này."), field="award_codes")
    for each in awards_decided(unit, codes, on=on):
        if not each.is_known:
            raise Refused(
                _("Danh mục ngày %(day)s không có hình thức mang mã %(code)s. Chọn trong danh sách."),
                field="award_codes",
                day=f"{on:%d/%m/%Y}",
                code=each.code,
            )
        if each.place is Place.ELSEWHERE and each.verified:
            raise _elsewhere(unit, each)


def _elsewhere(unit: Unit, award: RoundAward) -> Refused:
    return Refused(
        _ELSEWHERE,
        field="award_codes",
        award=award.name,
        unit=unit.name_in_sentence,
        who=award.who,
        provision=award.provision,
    )


def _refuse_losing(kept: Round, told: dict[str, Any]) -> None:
    standing = kept.nominations.filter(state__in=STANDING)
    lost = standing.exclude(award_code__in=told["award_codes"]).first()
    if lost is not None:
        raise Refused(_IN_USE, field="award_codes", award=lost.award_name)
    if told["year"] != kept.year and standing.exists():
        raise Refused(_("Đợt đã có hồ sơ nên không đổi được năm. Mở đợt khác cho năm kia."), field="year")


def _merged(before: Iterable[StatedDate], dates: Sequence[StatedDate]) -> list[StatedDate]:
    """Return the lines to keep; only one that stands so already keeps the mark that the law was seen."""
    if len(dates) > MOST_DATES:
        raise Refused(_("Lịch của một đợt có nhiều nhất %(most)s mốc. Bỏ bớt mốc không cần."), most=MOST_DATES)
    checked = {(each.text, each.due_on, each.provision) for each in before if each.verified}
    found = []
    for each in dates:
        text, provision = line(each.text, _LONGEST), line(each.provision, _LONGEST)
        if not text:
            raise Refused(_("Mỗi mốc cần nội dung việc. Ghi việc, hoặc bỏ mốc ấy."), field="dates")
        found.append(StatedDate(text, each.due_on, provision, (text, each.due_on, provision) in checked))
    return found


def _write_dates(found: Round, dates: Iterable[StatedDate]) -> None:
    names = [each.name for each in fields(StatedDate)]
    RoundDate.objects.bulk_create(
        RoundDate(round=found, **{name: getattr(each, name) for name in names}) for each in dates
    )


def _stated(row: RoundDate) -> StatedDate:
    return StatedDate(row.text, row.due_on, row.provision, row.verified)


def _told(each: StatedDate) -> str:
    return " · ".join(filter(None, (f"{each.due_on:%d/%m/%Y}", each.text, each.provision)))


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """Return the values as JSON has them."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Movement) else value
        for name, value in told.items()
    }
