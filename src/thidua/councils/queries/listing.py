"""Items that are decided together by one show of hands: who they are and how many, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.councils.choices import ItemState, Way
from thidua.councils.models import AgendaItem, Recusal, Session, WrittenOpinion
from thidua.councils.queries.seats import roll_of, seats
from thidua.councils.queries.standards import standards_of
from thidua.councils.rules.attending import attending
from thidua.councils.rules.lists import Listed, by_award, digest
from thidua.councils.rules.standard import Standard


@dataclass(frozen=True, slots=True)
class ListToDecide:
    """What one show of hands would decide.

    Attributes:
        items: in the order of the agenda, with what each vote must reach, by the item's key in ``standards``.
        listed: the same as the preview shows them; ``counts`` how many of each award and kind of recipient.
        entitled: how many vote.
        digest: names exactly this list; the act refuses another one.
    """

    items: tuple[AgendaItem, ...]
    standards: dict[int, Standard]
    listed: tuple[Listed, ...]
    counts: tuple[tuple[str, str, int], ...]
    entitled: int
    digest: str


def list_to_decide(session: Session, items: Sequence[AgendaItem], *, on: date) -> ListToDecide:
    """Return what one show of hands would decide ``on`` a day.

    Raises:
        Refused: there is none; one is no nomination, was opened, asks for a secret ballot, or somebody stepped aside
            from it or wrote on it: these are decided one by one.
    """
    told = _with_marks(session, items)
    if not told:
        raise Refused(_("Chọn ít nhất một mục."), field="items")
    for each in told:
        _refuse_unfit(each)
    nominations = [each.nomination for each in told]
    found = standards_of(session, nominations, on=on)
    standards = {each.pk: found[each.nomination_id] for each in told}
    if (first := next((each for each in told if standards[each.pk].is_of_law), None)) is not None:
        raise Refused(_("Mục %(order)s phải bỏ phiếu kín, không biểu quyết chung."), order=first.order)
    if (above := next((each for each in told if standards[each.pk].is_above), None)) is not None:
        raise Refused(_("Mục %(order)s do cấp trên quyết định, xét riêng để chuyển lên."), order=above.order)
    listed = tuple(_listed(each) for each in told)
    there = len(attending(seats(roll_of(session))))
    return ListToDecide(tuple(told), standards, listed, by_award(listed), there, digest(listed, entitled=there))


def _with_marks(session: Session, items: Sequence[AgendaItem]) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(session=session, pk__among=[each.pk for each in items])
    aside = Recusal.objects.in_force().filter(item=OuterRef("pk"))
    written = WrittenOpinion.objects.in_force().filter(item=OuterRef("pk"))
    return list(rows.annotate(is_apart=Exists(aside) | Exists(written)).select_related("nomination__round"))


def _refuse_unfit(item: AgendaItem) -> None:
    if item.nomination is None or item.way != Way.HANDS:
        raise Refused(_("Mục %(order)s không phải hồ sơ biểu quyết giơ tay. Bỏ chọn mục ấy."), order=item.order)
    if item.state != ItemState.WAITING:
        raise Refused(_("Mục %(order)s đã xét. Tải lại trang rồi chọn lại."), order=item.order)
    if getattr(item, "is_apart", False):
        raise Refused(
            _("Mục %(order)s có thành viên đứng ngoài hoặc gửi ý kiến bằng văn bản. Biểu quyết riêng mục ấy."),
            order=item.order,
        )


def _listed(item: AgendaItem) -> Listed:
    nomination = item.nomination
    if nomination is None:
        raise ValueError("an item in words")
    return Listed(
        str(item.uid),
        str(nomination.uid),
        nomination.version,
        nomination.name,
        nomination.award_code,
        nomination.award_name,
        nomination.kind,
    )
