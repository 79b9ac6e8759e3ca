"""The search page and the suggestions while one types."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.insights.search import Hit, HitKind, search
from thidua.web.addresses import address, first_address
from thidua.web.permissions import STAFF, allow
from thidua.web.requests import ActingRequest

ON_PAGE = 20
SUGGESTED = 3
LONGEST_QUESTION = 120


@dataclass(frozen=True)
class Section:
    """How one kind of hit is shown: heading, icon, and the pages that may show it, the best first."""

    word: str | Promise
    icon: str
    pages: tuple[str, ...]
    listing: str
    """The list that can be asked for the name, where the thing has no page of its own."""


SECTIONS: dict[HitKind, Section] = {
    HitKind.UNIT: Section(_("Đơn vị"), "landmark", ("office:unit",), "office:units"),
    HitKind.MOVEMENT: Section(_("Phong trào"), "flag", ("office:movement",), "office:movements"),
    HitKind.DOCUMENT: Section(_("Bài, văn bản"), "scan-text", ("office:document",), "office:documents"),
    HitKind.PERSON: Section(_("Người được nêu tên"), "user-round", ("office:public_person",), "office:awards"),
    HitKind.AWARD: Section(_("Khen thưởng"), "award", ("office:award",), "office:awards"),
    HitKind.CONFERENCE: Section(_("Hội nghị"), "presentation", ("office:conference",), "office:conferences"),
}


@dataclass(frozen=True)
class Shown:
    """A hit with its address; blank where this version has no page for it."""

    hit: Hit
    url: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind."""

    section: Section
    rows: list[Shown]
    more: bool


@allow(STAFF)
def search_page(request: ActingRequest) -> HttpResponse:
    """Show everything in scope that is called what the reader asks for."""
    question = _question(request)
    groups = _groups(request, question, ON_PAGE)
    context = {"question": question, "groups": groups, "count": sum(len(group.rows) for group in groups)}
    return render(request, "office/search/search.html", {**context, "more": any(group.more for group in groups)})


@allow(STAFF)
def suggestions(request: ActingRequest) -> HttpResponse:
    """Return the first hits of each kind as options of the search box."""
    question = _question(request)
    context = {"question": question, "groups": _groups(request, question, SUGGESTED)}
    return render(request, "office/search/suggestions.html", context)


def _question(request: ActingRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_QUESTION]


def _groups(request: ActingRequest, question: str, at_most: int) -> list[Group]:
    found = search(request.actor, question, on=clock.today(), at_most=at_most)
    return [
        Group(SECTIONS[hits.kind], [Shown(hit, _address(hit, request.actor)) for hit in hits.rows], hits.more)
        for hits in found
    ]


def _address(hit: Hit, actor: Actor) -> str:
    section = SECTIONS[hit.kind]
    own = first_address(*((name, hit.uid) for name in section.pages), for_actor=actor, default="")
    if not own and hit.conference:
        own = address("office:conference", for_actor=actor, uid=hit.conference)
    listing = "" if own else address(section.listing, for_actor=actor)
    return own or (f"{listing}?{urlencode({'q': hit.listed_as or hit.title})}" if listing else "")
