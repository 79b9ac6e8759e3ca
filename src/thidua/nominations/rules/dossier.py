"""What a dossier is made of: the items that it needs, those only for some, which lie there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thidua.law.papers import Dossier, DossierItem
from thidua.nominations.rules.own_rows import REPORT_ITEMS, SIMPLIFIED, VOTE_ITEMS, is_always, needed_items

OTHER = "khac"
"""The code of papers that no list asks for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a dossier.

    Attributes:
        is_needed: whether its want stands in the way; where not, ``only_when`` may say for whom it is.
        is_there: whether it lies there; ``is_report`` and ``is_vote`` say by what it is made where not by a paper.
    """

    code: str
    text: str
    form: str = ""
    is_needed: bool = True
    only_when: str = ""
    is_there: bool = False
    is_report: bool = False
    is_vote: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The items of one dossier and the list that says so, ``None`` where the law of the day has none."""

    items: tuple[Item, ...]
    asked_by: Dossier | None

    @property
    def needed(self) -> int:
        """How many items are needed."""
        return sum(item.is_needed for item in self.items)

    @property
    def there(self) -> int:
        """How many of the needed items lie there."""
        return sum(item.is_needed and item.is_there for item in self.items)

    @property
    def is_complete(self) -> bool:
        """Whether a list is known and nothing of it is missing."""
        return self.asked_by is not None and self.there == self.needed


def contents(dossiers: Sequence[Dossier], lying: Collection[str], *, simplified: bool, has_voted: bool) -> Contents:
    """Return the items that the lists of a day ask for, with what lies there (codes of papers).

    Of a simplified procedure its own list counts (Law 06/2022/QH15, Art. 85). Items of lists for some nominees only,
    and those that a list asks for «nếu có», are shown and not missed.
    """
    items, asked_by = needed_items(dossiers, simplified=simplified)
    found = [_item(each, lying, has_voted=has_voted, is_needed=is_always(each)) for each in items]
    seen = {each.code for each in items}
    for dossier in dossiers:
        if simplified or not dossier.only_when or dossier.code == SIMPLIFIED:
            continue
        for each in dossier.items:
            if each.code not in seen:
                seen.add(each.code)
                found.append(_item(each, lying, has_voted=False, is_needed=False, only_when=dossier.only_when))
    return Contents(tuple(found), asked_by)


def _item(item: DossierItem, lying: Collection[str], *, has_voted: bool, is_needed: bool, only_when: str = "") -> Item:
    is_vote = item.code in VOTE_ITEMS
    return Item(
        code=item.code,
        text=item.text,
        form=item.form,
        is_needed=is_needed,
        only_when=only_when,
        is_there=item.code in lying or (has_voted and is_vote),
        is_report=item.code in REPORT_ITEMS,
        is_vote=is_vote,
    )
