"""The agenda: what a session looks at, in which order, and how each thing is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.councils.choices import ItemState, SessionState, Way
from thidua.councils.commands.locking import Held, hold_item_to_run, hold_to_run, refuse_unless_item
from thidua.councils.models import AgendaItem, Session
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.standard import Standard
from thidua.honours.rules.lines import line
from thidua.nominations.choices import State
from thidua.nominations.models import Nomination

_LAST = 30_000


@transaction.atomic
def add_words(*, session: Session, text: str, way: str = Way.NONE, by: Actor, at: datetime) -> AgendaItem:
    """Put something in words on the agenda: the minutes of the last session, a plan.

    Raises:
        Refused: there is no text.
    """
    held = hold_to_run(session, by)
    told = line(text, 500)
    if not told:
        raise Refused(_("Ghi nội dung của mục."), field="text")
    item = AgendaItem.objects.create(
        session=held.session, order=_next_order(held.session), text=told, way=Way(way), created_at=at
    )
    audit.record("add_agenda_item", item, by=by, at=at, unit_id=held.unit_id, after={"text": told, "way": item.way})
    return item


@transaction.atomic
def add_nominations(
    *, session: Session, nominations: Sequence[Nomination], by: Actor, at: datetime
) -> list[AgendaItem]:
    """Put nominations on the agenda in their order, each with the way that the law of the day makes compulsory.

    Raises:
        Refused: one is not before a council, belongs to a round of another unit, or is on an agenda already.
    """
    held = hold_to_run(session, by)
    keys = [each.pk for each in nominations]
    rows = {row.pk: row for row in Nomination.objects.filter(pk__among=keys).select_related("round")}
    ordered = [rows[pk] for pk in dict.fromkeys(keys)]
    _refuse_unfit(held, ordered)
    standards = standards_of(held.session, ordered, on=clock.legal_day(at))
    first = _next_order(held.session)
    items = [
        AgendaItem(
            session=held.session,
            order=first + place,
            nomination=row,
            way=Way.BALLOT if standards[row.pk].is_of_law else Way.HANDS,
            created_at=at,
        )
        for place, row in enumerate(ordered)
    ]
    AgendaItem.objects.bulk_create(items, batch_size=500)
    lines = [audit.Line(item, after={"way": item.way}) for item in items]
    audit.record_all("add_agenda_item", lines, by=by, at=at, unit_id=held.unit_id)
    return items


@transaction.atomic
def change_way(*, item: AgendaItem, way: str, is_on_paper: bool = False, by: Actor, at: datetime) -> AgendaItem:
    """Choose how an item is decided, and whether a ballot is on sheets of paper.

    Raises:
        Refused: the item was opened, or the law of the day makes the secret ballot compulsory for this award.
    """
    found = hold_item_to_run(item, by)
    kept, chosen = found.item, Way(way)
    refuse_unless_item(kept, ItemState.WAITING)
    standard = _standard(found.held.session, kept, clock.legal_day(at))
    if standard.is_of_law and chosen is not Way.BALLOT:
        raise Refused(
            _("Danh hiệu này phải bỏ phiếu kín (%(provision)s). Không chọn cách khác."), provision=standard.provision
        )
    if kept.nomination_id is not None and chosen is Way.NONE:
        raise Refused(_("Hồ sơ đề nghị phải được biểu quyết. Chọn giơ tay hoặc bỏ phiếu kín."))
    before = {"way": kept.way, "is_on_paper": kept.is_on_paper}
    kept.way, kept.is_on_paper = chosen, is_on_paper and chosen is Way.BALLOT
    kept.version += 1
    kept.save(update_fields=["way", "is_on_paper", "version"])
    after = {"way": kept.way, "is_on_paper": kept.is_on_paper}
    audit.record("change_way", kept, by=by, at=at, unit_id=found.held.unit_id, before=before, after=after)
    return kept


@transaction.atomic
def move_item(*, item: AgendaItem, place: int, by: Actor, at: datetime) -> AgendaItem:
    """Put an item at another place of the agenda, counted from 1; the items are numbered anew.

    Raises:
        Refused: the item was opened already.
    """
    found = hold_item_to_run(item, by)
    refuse_unless_item(found.item, ItemState.WAITING)
    others = list(AgendaItem.objects.filter(session=found.held.session).exclude(pk=item.pk))
    others.insert(max(place, 1) - 1, found.item)
    for order, each in enumerate(others, start=1):
        each.order = order
    AgendaItem.objects.bulk_update(others, ["order"], batch_size=500)
    after = {"order": found.item.order}
    audit.record("move_agenda_item", found.item, by=by, at=at, unit_id=found.held.unit_id, after=after)
    return found.item


@transaction.atomic
def take_off_agenda(*, item: AgendaItem, by: Actor, at: datetime) -> None:
    """Take an item off the agenda that was not opened and of which nobody said anything yet; the trail keeps it.

    Raises:
        Refused: it was opened, or somebody stepped aside or wrote an opinion.
    """
    found = hold_item_to_run(item, by)
    kept = found.item
    refuse_unless_item(kept, ItemState.WAITING)
    if kept.recusals.exists() or kept.opinions.exists():
        raise Refused(_("Đã có thành viên khai đứng ngoài hoặc gửi ý kiến về mục này. Để mục lại, không mở cũng được."))
    audit.record("take_off_agenda", kept, by=by, at=at, unit_id=found.held.unit_id, before={"order": kept.order})
    kept.delete()


def _standard(session: Session, item: AgendaItem, on: date) -> Standard:
    return standards_of(session, [item.nomination], on=on)[item.nomination_id]


def _next_order(session: Session) -> int:
    last = AgendaItem.objects.filter(session=session).aggregate(last=Max("order"))["last"] or 0
    if last >= _LAST:
        raise Refused(_("Phiên họp đã có quá nhiều mục. Mở phiên khác."))
    return int(last) + 1


def _refuse_unfit(held: Held, rows: Sequence[Nomination]) -> None:
    unit = held.session.council.unit_id
    for row in rows:
        if row.round.unit_id != unit:
            raise Refused(_("Hồ sơ %(code)s thuộc đợt xét của đơn vị khác."), code=row.code)
        if row.state != State.COUNCIL:
            raise Refused(
                _("Hồ sơ %(code)s đang ở bước “%(state)s”, chưa đưa ra hội đồng được."),
                code=row.code,
                state=State(row.state).label,
            )
    waiting = AgendaItem.objects.filter(nomination__pk__among=[row.pk for row in rows], outcome="").exclude(
        session__state=SessionState.CLOSED
    )
    there = waiting.select_related("nomination", "session").first()
    if there is not None:
        raise Refused(
            _("Hồ sơ %(code)s đã có trong chương trình của phiên “%(session)s”."),
            code=there.nomination.code if there.nomination else "",
            session=str(there.session),
        )
