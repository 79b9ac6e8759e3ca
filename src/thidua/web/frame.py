"""What the frame of every staff page shows: side bar, unit worked for, counts of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.insights.changes import has_news
from thidua.insights.work import waiting_counts
from thidua.organisations.models import Unit
from thidua.web.addresses import address


@dataclass(frozen=True)
class Entry:
    """A section of the office: address name, icon, word, and a shorter word for the bar of a phone."""

    name: str
    icon: str
    word: str | Promise
    short: str | Promise = ""


@dataclass(frozen=True)
class Link:
    """An entry as one request sees it: a place to go, whether it is open now, and how much waits there."""

    entry: Entry
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Group:
    """Links of the side bar under one heading; the first group and the last have none."""

    word: str | Promise
    links: tuple[Link, ...]


HOME = Entry("office:home", "list-todo", _("Việc của tôi"), _("Việc"))
MOVEMENTS = Entry("office:movements", "flag", _("Phong trào"), _("Phong trào"))
REGISTRATIONS = Entry("office:registrations", "medal", _("Đăng ký danh hiệu"), _("Đăng ký"))
REPORTS = Entry("office:reports", "table-properties", _("Nhập báo cáo"), _("Báo cáo"))
FILING = Entry("office:filing", "layout-grid", _("Ai đã gửi"), _("Ai đã gửi"))
DOCUMENTS = Entry("office:documents", "scan-text", _("Đọc bài, văn bản"), _("Đọc bài"))
ROUNDS = Entry("office:rounds", "calendar-days", _("Đợt xét"), _("Đợt xét"))
NOMINATIONS = Entry("office:nominations", "folder-check", _("Hồ sơ đề nghị"), _("Hồ sơ"))
COUNCILS = Entry("office:councils", "vote", _("Hội đồng"), _("Hội đồng"))
DECISIONS = Entry("office:decisions", "stamp", _("Quyết định, bằng"), _("Quyết định"))
AWARDS = Entry("office:awards", "book-open", _("Sổ khen thưởng"), _("Sổ khen"))
LEDGER = Entry("office:ledger", "users", _("Người, tập thể"), _("Người được khen"))
LAW = Entry("office:law", "scale", _("Tiêu chuẩn"), _("Tiêu chuẩn"))
TOTALS = Entry("office:totals", "sigma", _("Số liệu tổng hợp"), _("Số liệu"))
SERIES = Entry("office:series", "chart-line", _("Số liệu theo thời gian"), _("Theo thời gian"))
STATISTICS = Entry("office:statistics", "clipboard-list", _("Thống kê năm"), _("Thống kê"))
CONFERENCES = Entry("office:conferences", "presentation", _("Hội nghị"), _("Hội nghị"))
PEOPLE = Entry("office:people", "building-2", _("Đơn vị, người dùng"))
UNIT = Entry("office:unit", "building-2", _("Đơn vị của mình"))
GUIDE = Entry("office:guide", "circle-question-mark", _("Hướng dẫn"))

GROUPS: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    ("", (HOME,)),
    (_("Thi đua"), (MOVEMENTS, REGISTRATIONS)),
    (_("Báo cáo"), (REPORTS, FILING, DOCUMENTS)),
    (_("Khen thưởng"), (ROUNDS, NOMINATIONS, COUNCILS, DECISIONS, LEDGER, AWARDS, LAW)),
    (_("Tổng hợp"), (TOTALS, SERIES, STATISTICS, CONFERENCES)),
)
FOOT: tuple[Entry, ...] = (PEOPLE, GUIDE)
PHONE: tuple[Entry, ...] = (HOME, REPORTS, DOCUMENTS, NOMINATIONS)


class Frame:
    """The frame of one request. Reads nothing until a page draws it, and each thing once."""

    def __init__(self, request: HttpRequest, actor: Actor) -> None:
        self._path = request.path
        self._actor = actor
        self._seen_until: datetime | None = getattr(getattr(request, "user", None), "seen_until", None)

    @property
    def unit(self) -> Unit | None:
        """The unit in whose name the actor works."""
        return next((unit for unit in self.units if unit.pk == self._actor.unit_id), None)

    @cached_property
    def units(self) -> list[Unit]:
        """The units at which the actor holds a role today."""
        return list(Unit.objects.filter(pk__in={grant.unit_id for grant in self._actor.grants}))

    @cached_property
    def has_news(self) -> bool:
        """Whether others changed something in scope since the visit before this one."""
        return has_news(self._actor, since=self._seen_until, on=clock.today())

    @cached_property
    def groups(self) -> list[Group]:
        """The groups of the side bar, without entries that this version has no page for."""
        shown = [Group(word, self._links(entries)) for word, entries in GROUPS]
        return [group for group in shown if group.links]

    @cached_property
    def foot(self) -> tuple[Link, ...]:
        """The entries at the foot of the side bar."""
        return self._links(FOOT) if self._may_see_people else (*self._own_unit_link(), *self._links((GUIDE,)))

    @cached_property
    def phone(self) -> tuple[Link, ...]:
        """The entries of the bar of a phone; the others stand under «Thêm». A member has room for the council."""
        return self._links((*PHONE, COUNCILS))[: len(PHONE)]

    @cached_property
    def phone_more(self) -> tuple[Link, ...]:
        """What the bar of a phone has no room for."""
        return (
            *self._links(self._councils_more),
            *self._links((FILING, ROUNDS, DECISIONS, AWARDS, TOTALS, SERIES, MOVEMENTS, REGISTRATIONS, CONFERENCES)),
            *self.foot,
        )

    @property
    def _councils_more(self) -> tuple[Entry, ...]:
        return () if any(link.entry is COUNCILS for link in self.phone) else (COUNCILS,)

    @property
    def _may_see_people(self) -> bool:
        return bool(address(PEOPLE.name, for_actor=self._actor))

    def _own_unit_link(self) -> tuple[Link, ...]:
        """What stands in the place of the users for who may not see them: their own unit through time."""
        url = address(UNIT.name, for_actor=self._actor, uid=self.unit.uid) if self.unit else ""
        return (Link(UNIT, url, self._path.startswith(url)),) if url else ()

    def _links(self, entries: tuple[Entry, ...]) -> tuple[Link, ...]:
        found = ((entry, address(entry.name, for_actor=self._actor)) for entry in entries)
        return tuple(Link(entry, url, self._is_open(url), self._count(entry)) for entry, url in found if url)

    def _is_open(self, url: str) -> bool:
        return self._path == url if url == reverse("office:home") else self._path.startswith(url)

    def _count(self, entry: Entry) -> int:
        return self._counts.get(entry.name.partition(":")[2], 0)

    @cached_property
    def _counts(self) -> dict[str, int]:
        return waiting_counts(self._actor, on=clock.today())
