"""What lies in dossiers: the items that the award needs by the law of its day, and how many of them are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.law.day import Law
from thidua.local_rules.queries import packs_for
from thidua.nominations.models import AchievementReport, Innovation, Nomination, Paper
from thidua.nominations.queries.law_days import law_days
from thidua.nominations.rules.dossier import Contents, Item, contents
from thidua.nominations.rules.own_rows import REPORT_ITEMS


@dataclass(frozen=True, slots=True)
class ItemPapers:
    """An item of the list with the papers that stand for it."""

    item: Item
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A whole dossier.

    Attributes:
        contents: how much of it there is, by which list.
        lines: the items in the order of the list.
        others: papers that no list asks for.
        withdrawn: papers taken out, the newest first, so that the act can be undone.
        report: what was written in the browser, ``None`` before anybody began.
        law_day: the day whose law says what is needed.
    """

    contents: Contents
    lines: tuple[ItemPapers, ...]
    others: tuple[Paper, ...]
    withdrawn: tuple[Paper, ...]
    report: AchievementReport | None
    innovations: tuple[Innovation, ...]
    law_day: date

    @property
    def provision(self) -> str:
        """The provisions of the list in words."""
        asked_by = self.contents.asked_by
        return "; ".join(map(str, asked_by.provisions)) if asked_by else ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many items of a dossier are there of those needed; ``needed`` is nought where no list is known."""

    there: int
    needed: int

    @property
    def is_complete(self) -> bool:
        """Whether a list is known and nothing of it is missing."""
        return 0 < self.needed <= self.there


def dossier_page(nomination: Nomination, *, on: date) -> DossierPage:
    """Return what a page of one dossier shows. The caller found the nomination in the actor's scope."""
    (found,) = _contents([nomination], on).values()
    law_day = law_days([nomination], on=on)[nomination.pk]
    every = list(Paper.objects.filter(nomination=nomination).select_related("file").order_by("pk"))
    standing = [each for each in every if each.withdrawn_at is None]
    gone = [each for each in every if each.withdrawn_at is not None]
    asked = {item.code for item in found.items}
    return DossierPage(
        contents=found,
        lines=tuple(_with_papers(item, standing) for item in found.items),
        others=tuple(each for each in standing if each.item_code not in asked),
        withdrawn=tuple(sorted(gone, key=lambda each: str(each.withdrawn_at), reverse=True)),
        report=AchievementReport.objects.filter(nomination=nomination).first(),
        innovations=tuple(nomination.innovations.all()),
        law_day=law_day,
    )


def items_of(nomination: Nomination, *, on: date) -> tuple[Item, ...]:
    """Return the items that a dossier may have by the law of its day."""
    return _contents([nomination], on)[nomination.pk].items


def completeness(nominations: Sequence[Nomination], *, on: date) -> dict[int, Completeness]:
    """Return how complete dossiers are, by the key of the nomination, for a list; the same few queries for any number.

    The rounds are read with the nominations (``select_related``) by the caller.
    """
    return {key: Completeness(found.there, found.needed) for key, found in _contents(nominations, on).items()}


def lying_items(keys: Sequence[int]) -> dict[int, set[str]]:
    """Return the codes of the items that lie in dossiers, by the key of the nomination; two queries."""
    found: dict[int, set[str]] = defaultdict(set)
    papers = Paper.objects.in_force().filter(nomination__pk__among=keys).order_by()
    for nomination, code in papers.values_list("nomination_id", "item_code"):
        found[nomination].add(code)
    finished = AchievementReport.objects.filter(nomination__pk__among=keys, finished_at__isnull=False)
    for nomination in finished.order_by().values_list("nomination_id", flat=True):
        found[nomination] |= REPORT_ITEMS
    return found


def _contents(nominations: Sequence[Nomination], on: date) -> dict[int, Contents]:
    packs = {unit: packs_for(unit, on=on) for unit in {each.round.unit_id for each in nominations}}
    days = law_days(nominations, on=on)
    lying = lying_items([each.pk for each in nominations])
    return {
        each.pk: contents(
            Law.on(days[each.pk], packs[each.round.unit_id]).dossiers(each.award_code),
            lying.get(each.pk, ()),
            simplified=each.round.is_simplified,
            has_voted=bool(each.vote),
        )
        for each in nominations
    }


def _with_papers(item: Item, standing: Sequence[Paper]) -> ItemPapers:
    return ItemPapers(item, tuple(each for each in standing if each.item_code == item.code))
