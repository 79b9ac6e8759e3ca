"""Words that several parts of the pages of councils say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.councils.choices import ItemState, Majority, Outcome, Way
from thidua.councils.models import AgendaItem
from thidua.councils.queries.seats import has_left
from thidua.councils.rules.standard import Standard
from thidua.councils.rules.tally import Tally
from thidua.honours.choices import HolderKind
from thidua.nominations.models import Nomination
from thidua.vietnamese.writing import number
from thidua.web.formats import day, weekday

OUTCOME_CHIPS = {
    Outcome.AGREED: ("met", gettext_lazy("Đồng ý")),
    Outcome.NOT_AGREED: ("not_met", gettext_lazy("Không đồng ý")),
    Outcome.SUPPLEMENT: ("returned", gettext_lazy("Bổ sung hồ sơ")),
    Outcome.LOWER_FORM: ("judge", gettext_lazy("Hình thức thấp hơn")),
    Outcome.PASS_UP: ("judge", gettext_lazy("Chuyển cấp trên")),
}
WAYS_AT_WORK = {
    Way.BALLOT: gettext_lazy("Đang bỏ phiếu"),
    Way.HANDS: gettext_lazy("Đang biểu quyết"),
    Way.NONE: gettext_lazy("Đang xét"),
}


def hour(at: datetime) -> str:
    """Return the hour of an instant, as 14:18."""
    return f"{timezone.localtime(at):%H:%M}"


def day_in_words(at: datetime) -> str:
    """Return an instant as «14:00, thứ Ba, 24/11/2026»."""
    local = timezone.localtime(at)
    name = weekday(local.date())
    return f"{local:%H:%M}, {name[:1].lower()}{name[1:]}, {day(at)}"


def title_of(item: AgendaItem) -> str:
    """Return what an item is about, in one line."""
    return item.text if item.nomination is None else item.award


def subject_of(item: AgendaItem) -> str:
    """Return whom an item is about, with the post; nothing for what is in words."""
    one = item.nomination
    if one is None:
        return ""
    return f"{one.name}, {one.post}" if one.post else one.name


def heading_of(item: AgendaItem) -> str:
    """Return the heading of an item: the award and the name."""
    return item.text if item.nomination is None else f"{item.award}: {item.nomination.name}"


def counts_by_kind(nominations: Iterable[Nomination]) -> str:
    """Return how many of each kind of recipient there are: «7 tập thể, 11 cá nhân»."""
    counts = Counter(each.kind for each in nominations)
    order = (HolderKind.COLLECTIVE, HolderKind.INDIVIDUAL, HolderKind.HOUSEHOLD)
    return ", ".join(f"{number(counts[kind])} {kind.label}" for kind in order if counts[kind])


def numbers_of(items: Sequence[AgendaItem]) -> str:
    """Return the numbers of items that follow each other: «5», «5–22»."""
    first, last = items[0].order, items[-1].order
    return str(first) if first == last else f"{first}–{last}"


def items_in_words(count: int) -> str:
    """Return «5 mục»."""
    return ngettext("%(count)s mục", "%(count)s mục", count) % {"count": number(count)}


def threshold(standard: Standard, tally: Tally) -> str:
    """Return what is needed in votes: «ít nhất 14/15 phiếu»; nothing where no share of anything can be taken."""
    base = standard.base(tally)
    if standard.is_of_law or standard.majority != Majority.OF_VOTES:
        if base <= 0:
            return ""
        return _("ít nhất %(least)s/%(base)s phiếu") % {"least": standard.least(tally), "base": base}
    return _("số đồng ý phải nhiều hơn số không đồng ý")


def result(standard: Standard, tally: Tally) -> str:
    """Return a count in short: «13/15 · 86,7%»."""
    base = standard.base(tally)
    return f"{tally.in_favour}/{base} · {standard.share(tally)}" if base > 0 else f"{tally.in_favour}/{tally.members}"


def state_chip(item: AgendaItem) -> tuple[str, str]:
    """Return the chip of an item and its word; what was agreed by a vote says that the share was reached."""
    if item.state == ItemState.WAITING:
        return "not_reached", _("Chưa tới")
    if item.state == ItemState.OPEN:
        return "assigned", str(WAYS_AT_WORK[Way(item.way)])
    if not item.outcome and has_left(item):
        return "returned", _("Hồ sơ đã rời hội đồng")
    if not item.outcome:
        return "judge", _("Chờ kết luận")
    chip, word = OUTCOME_CHIPS[Outcome(item.outcome)]
    return chip, str(word)
