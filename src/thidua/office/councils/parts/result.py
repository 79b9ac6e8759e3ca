"""What was counted on an item, once it is closed; on awards in gold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.councils.choices import ItemState, Outcome, SessionState, Way
from thidua.councils.models import AgendaItem
from thidua.councils.queries.sitting import Sitting
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.office.councils.parts.focus import Focus
from thidua.office.councils.words import OUTCOME_CHIPS, hour, subject_of, title_of

_HUNDRED = 100  # per cent


@dataclass(frozen=True, slots=True)
class ResultView:
    """A counted vote.

    Attributes:
        filled, tick: how far the bar is filled and where its mark of what was needed stands, in per cent of its width.
        counts: words and number, in the order of the sheet.
        is_award: whether it is drawn in gold.
    """

    kicker: str
    title: str
    subject: str
    favour: int
    base: int
    share: str
    filled: str
    tick: str
    needed: str
    counts: tuple[tuple[str, int], ...]
    chip: str
    word: str
    is_award: bool


def result_view(now: Sitting, focus: Focus | None) -> ResultView | None:
    """Return the count of the item that is looked at, else of the one that was closed last; nothing before any."""
    item = _counted(now, focus)
    if item is None:
        return None
    tally, standard = Tally.from_json(item.tally), Standard.from_json(item.standard)
    base = standard.base(tally)
    least = standard.least(tally)
    chip, word = _verdict(item, standard, tally)
    return ResultView(
        kicker=_("Mục %(order)s, đã đóng lúc %(hour)s")
        % {"order": item.order, "hour": hour(item.closed_at) if item.closed_at else ""},
        title=title_of(item),
        subject=subject_of(item),
        favour=tally.in_favour,
        base=base,
        share=standard.share(tally),
        filled=_part(tally.in_favour, base),
        tick=f"{standard.percent}" if standard.is_of_law else _part(min(least, base), base),
        needed=_("ngưỡng %(percent)s%%") % {"percent": standard.percent}
        if standard.is_of_law
        else _("cần %(least)s") % {"least": least},
        counts=_counts(item, tally),
        chip=chip,
        word=word,
        is_award=item.nomination_id is not None,
    )


def _counted(now: Sitting, focus: Focus | None) -> AgendaItem | None:
    if focus is not None and focus.tally is not None:
        return focus.item
    if now.session.state == SessionState.PLANNED:
        return None
    closed = [each for each in now.items if each.state == ItemState.CLOSED and each.tally and each.closed_at]
    return max(closed, key=lambda each: (each.closed_at, each.order)) if closed else None


def _part(some: int, whole: int) -> str:
    return f"{Decimal(some) * _HUNDRED / whole:.1f}" if whole > 0 else "0"


def _counts(item: AgendaItem, tally: Tally) -> tuple[tuple[str, int], ...]:
    blank = _("Phiếu trắng, không hợp lệ") if item.way == Way.BALLOT else _("Không có ý kiến")
    told = [
        (_("Đồng ý, tại phiên"), tally.favour),
        (_("Đồng ý, văn bản"), tally.written_favour),
        (_("Không đồng ý, tại phiên"), tally.against),
        (_("Không đồng ý, văn bản"), tally.written_against),
        (blank, tally.blank),
        (_("Đứng ngoài mục này"), tally.recused),
        (_("Không bỏ phiếu, không gửi ý kiến"), tally.silent),
    ]
    kept = {0, 2}
    return tuple(each for place, each in enumerate(told) if each[1] or place in kept)


def _verdict(item: AgendaItem, standard: Standard, tally: Tally) -> tuple[str, str]:
    if item.outcome and item.outcome not in {Outcome.AGREED, Outcome.NOT_AGREED}:
        chip, word = OUTCOME_CHIPS[Outcome(item.outcome)]
        return chip, str(word)
    if standard.is_met(tally) or item.outcome == Outcome.AGREED:
        return "met", _("Đủ tỷ lệ") if standard.is_of_law else _("Đủ phiếu")
    if standard.is_tie(tally) and not item.outcome:
        return "judge", _("Ngang phiếu")
    return "not_met", _("Không đủ tỷ lệ") if standard.is_of_law else _("Không đủ phiếu")
