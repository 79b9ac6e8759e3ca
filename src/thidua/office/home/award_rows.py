"""The sentences of work on nominations, councils and decisions."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.insights.work import WorkItem
from thidua.nominations.choices import State
from thidua.nominations.queries.found import Part
from thidua.office.home.row import WorkRow
from thidua.vietnamese import writing
from thidua.web.addresses import first_address


def cast_ballot(item: WorkItem) -> WorkRow:
    """Say of a vote that waits which item it is on."""
    title = _("Bỏ phiếu mục %(order)s: %(subject)s") % {"order": item.count, "subject": item.subject}
    url = first_address(("office:council_session", item.uid), "office:councils")
    why = _("Phiên đang họp. %(session)s") % {"session": item.owner}
    return WorkRow(title, why, _("Bỏ phiếu"), url, _("Đang bỏ phiếu"))


def attend_session(item: WorkItem) -> WorkRow:
    """Say of a session to come where it is and how much there is to read."""
    agenda = ngettext("%(count)s mục", "%(count)s mục", item.count) % {"count": writing.number(item.count)}
    url = first_address(("office:council_session", item.uid), "office:councils")
    why = _("%(place)s. Đọc trước hồ sơ, %(agenda)s.") % {"place": item.owner, "agenda": agenda}
    return WorkRow(_("Dự %(session)s") % {"session": item.subject}, why, _("Mở phiên họp"), url, due_on=item.due_on)


def decide_awards(item: WorkItem) -> WorkRow:
    """Say of a round how many nominations wait for a decision."""
    count = item.count + item.second
    title = ngettext("Ra quyết định cho %(count)s hồ sơ", "Ra quyết định cho %(count)s hồ sơ", count)
    url = first_address(*([("office:new_decision", item.uid)] if item.count else []), "office:decisions")
    why = item.subject
    if item.second:
        why += "; " + _("%(count)s hồ sơ đã vào dự thảo") % {"count": writing.number(item.second)}
    label = _("Lập dự thảo") if item.count else _("Xem dự thảo")
    return WorkRow(title % {"count": writing.number(count)}, why, label, url, _("Chờ quyết định"))


def chase_opinions(item: WorkItem) -> WorkRow:
    """Say of a round how many bodies did not answer in time."""
    title = ngettext("Nhắc %(count)s nơi chưa trả lời ý kiến", "Nhắc %(count)s nơi chưa trả lời ý kiến", item.count)
    query = urlencode({"dot": str(item.uid), "xem": Part.LATE_OPINION.value})
    url = f"{first_address('office:nominations')}?{query}"
    return WorkRow(title % {"count": writing.number(item.count)}, item.subject, _("Xem hồ sơ"), url, due_on=item.due_on)


def take_nominations_on(item: WorkItem) -> WorkRow:
    """Say of a round's step what is to be done on its nominations."""
    title, label = _NOMINATIONS[State(item.step or State.DRAFT)](item.count)
    url = first_address("office:nominations")
    query = urlencode({"dot": str(item.uid), "buoc": item.step, "xem": "cua-toi"})
    return WorkRow(
        title % {"count": writing.number(item.count)},
        item.subject,
        label,
        f"{url}?{query}",
        _("Chờ xử lý"),
        item.due_on,
    )


_NOMINATIONS: dict[State, Callable[[int], tuple[str, str]]] = {
    State.DRAFT: lambda n: (
        ngettext("Hoàn thiện %(count)s hồ sơ đề nghị", "Hoàn thiện %(count)s hồ sơ đề nghị", n),
        _("Mở hồ sơ"),
    ),
    State.RETURNED: lambda n: (
        ngettext("Bổ sung %(count)s hồ sơ bị trả lại", "Bổ sung %(count)s hồ sơ bị trả lại", n),
        _("Mở hồ sơ"),
    ),
    State.UNIT_REVIEW: lambda n: (
        ngettext("Trình %(count)s hồ sơ đã bình xét", "Trình %(count)s hồ sơ đã bình xét", n),
        _("Xem và trình"),
    ),
    State.SUBMITTED: lambda n: (
        ngettext("Nhận %(count)s hồ sơ mới trình", "Nhận %(count)s hồ sơ mới trình", n),
        _("Xem và nhận"),
    ),
    State.APPRAISAL: lambda n: (
        ngettext("Thẩm định %(count)s hồ sơ đề nghị", "Thẩm định %(count)s hồ sơ đề nghị", n),
        _("Thẩm định"),
    ),
    State.PUBLIC_COMMENT: lambda n: (
        ngettext("Kết thúc lấy ý kiến về %(count)s hồ sơ", "Kết thúc lấy ý kiến về %(count)s hồ sơ", n),
        _("Mở hồ sơ"),
    ),
}
