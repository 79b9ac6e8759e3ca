"""Two texts beside each other: the sentences that contradict, or two stories and where their numbers differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.conferences.pack.citing import around
from thidua.core.actors import Actor
from thidua.intake.choices import FactState, FindingKind
from thidua.intake.models import Finding, ProposedFact
from thidua.intake.queries.stories import stated
from thidua.intake.rules import values
from thidua.intake.rules.dates import in_words
from thidua.intake.rules.reading import headline_span
from thidua.intake.rules.restating import is_about_the_same, pairs
from thidua.sources.models import Citation, Document
from thidua.sources.queries import citations, story_of
from thidua.sources.queries import documents as documents_of
from thidua.sources.rules import sentence_around

_ROOM, _LEAD, _MOST_ROWS = 140, 150, 6
_NUMBERS = ("figure", "target", "award")


@dataclass(frozen=True)
class Side:
    """One of the two texts: its words with the cited ones in bold, and who accepted them."""

    heading: str
    title: str
    source: str
    before: str
    quote: str
    after: str
    url: str
    who: str = ""
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class NumberRow:
    """What both texts count, with another number in each; blank where a text does not give it."""

    what: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Comparison:
    """Both sides, the numbers in which they differ, and what is not shown in words."""

    sides: tuple[Side, Side]
    rows: tuple[NumberRow, ...] = ()
    shared: str = ""
    more: str = ""


@dataclass(frozen=True)
class Viewer:
    """Who looks, and on which day: only texts in scope are shown."""

    actor: Actor
    on: date


def comparison_of(
    finding: Finding, document: Document, facts: Sequence[ProposedFact], viewer: Viewer
) -> Comparison | None:
    """Return what a finding holds against each other; ``None`` where the other text is not the viewer's to see."""
    if finding.kind == FindingKind.CONTRADICTION:
        return _of_numbers(finding, document, facts, viewer)
    if finding.kind == FindingKind.DUPLICATE and finding.other_id:
        other = documents_of(viewer.actor, on=viewer.on).filter(pk=finding.other_id).first()
        return _of_stories(document, facts, other) if other is not None else None
    return None


def _of_numbers(
    finding: Finding, document: Document, facts: Sequence[ProposedFact], viewer: Viewer
) -> Comparison | None:
    fact = next((each for each in facts if each.pk in finding.fact_ids), None)
    uid = finding.values.get("citation")
    theirs = citations(viewer.actor, on=viewer.on).filter(uid=uid).first() if uid else None
    if fact is None or theirs is None:
        return None
    quote = document.text[fact.start : fact.end]
    before, found, after = sentence_around(document.text, fact.start, fact.end).partition(quote)
    ours = Side(
        heading=_("Bài này"),
        title=document.title,
        source=_source(document),
        before=_end(before) if found else "",
        quote=_plain(quote),
        after=_beginning(after, _ROOM) if found else "",
        url=f"?fact={fact.number}",
    )
    return Comparison((ours, _cited(theirs)))


def _cited(citation: Citation) -> Side:
    before, after = around(citation)
    address = reverse("office:document", args=[citation.document.uid])
    return Side(
        heading=_("Bài đã nhận"),
        title=citation.document.title,
        source=_source(citation.document),
        before=_end(before),
        quote=_plain(citation.quote),
        after=_beginning(after, _ROOM),
        url=f"{address}?o={citation.start}",
        who=citation.accepted_by_label,
        accepted_at=citation.accepted_at,
    )


def _of_stories(document: Document, facts: Sequence[ProposedFact], other: Document) -> Comparison:
    standing = [fact for fact in facts if fact.state != FactState.REJECTED]
    theirs = list(ProposedFact.objects.filter(document=other).exclude(state=FactState.REJECTED))
    same = pairs([stated(fact) for fact in standing], [stated(fact) for fact in theirs])
    rows = _differences(
        [fact for fact in standing if fact.pk not in same and fact.kind in _NUMBERS],
        [fact for fact in theirs if fact.pk not in same.values() and fact.kind in _NUMBERS],
    )
    accepted = sum(fact.pk in same.values() and fact.state == FactState.ACCEPTED for fact in theirs)
    shared = ngettext("%(n)s dữ kiện giống nhau", "%(n)s dữ kiện giống nhau", len(same)) % {"n": len(same)}
    told = _("%(shared)s, %(accepted)s đã nhận ở bài kia.") % {"shared": shared, "accepted": accepted}
    left = len(rows) - _MOST_ROWS
    more = ngettext("Và %(n)s số khác nữa.", "Và %(n)s số khác nữa.", left) % {"n": left} if left > 0 else ""
    return Comparison(
        sides=(_story(document, _("Bài này"), "#text"), _story(other, _("Bài kia"), _address(other))),
        rows=tuple(rows[:_MOST_ROWS]),
        shared=told,
        more=more,
    )


def _differences(ours: Sequence[ProposedFact], theirs: Sequence[ProposedFact]) -> list[NumberRow]:
    """Pair what both count with another number first, then what only one of them gives."""
    left = list(theirs)
    paired: list[NumberRow] = []
    alone: list[NumberRow] = []
    for fact in ours:
        rival = next((each for each in left if is_about_the_same(stated(fact), stated(each))), None)
        if rival is None:
            alone.append(NumberRow(_what(fact), _number(fact), ""))
        else:
            left.remove(rival)
            paired.append(NumberRow(_what(fact), _number(fact), _number(rival)))
    return [*paired, *alone, *(NumberRow(_what(fact), "", _number(fact)) for fact in left)]


def _story(document: Document, heading: str, url: str) -> Side:
    _start, end = headline_span(document.text, document.noise)
    lead = _plain(story_of(document)[end : end + 4 * _LEAD]) or _plain(document.text[: 4 * _LEAD])
    return Side(heading, document.title, _source(document), _beginning(lead, _LEAD), "", "", url)


def _what(fact: ProposedFact) -> str:
    if fact.kind == "award":
        return ", ".join(filter(None, [str(fact.value.get("form") or ""), str(fact.value.get("authority") or "")]))
    unit = "" if values.is_percent(fact.value) else str(fact.value.get("unit") or "")
    return f"{unit} {fact.value.get('measure') or ''}".strip()


def _number(fact: ProposedFact) -> str:
    return values.short("award", fact.value) if fact.kind == "award" else values.written(fact.value)


def _address(document: Document) -> str:
    return reverse("office:document", args=[document.uid])


def _source(document: Document) -> str:
    return ", ".join(filter(None, [document.publisher, in_words(document.published)]))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _beginning(words: str, room: int) -> str:
    return words if len(words) <= room else words[:room].rpartition(" ")[0] + "…"


def _end(words: str) -> str:
    return words if len(words) <= _ROOM else "…" + words[-_ROOM:].partition(" ")[2]
