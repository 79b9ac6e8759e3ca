"""What a standard is made of: conditions in words, each with the test that decides it and its provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from thidua.law.entries import Provision, RecipientKind, Spanned
from thidua.law.record import CommendationType, Group

ANY_OF = "any_of"
ALL_OF = "all_of"
STANDARD_OF = "standard_of"
# Tests of steps that come after the dossier is complete.
PROCEDURE = ("quorate", "voted", "commented")
COMBINATIONS = (ANY_OF, ALL_OF, STANDARD_OF)


@dataclass(frozen=True, slots=True)
class Condition(Spanned):
    """One thing that a standard asks for, over one span of days.

    ``text`` is the sentence for the official; ``{number}`` in it stands for the quantity that the argument names.
    ``test`` is a function of ``standards`` or a combination: of its ``parts`` one is enough, all are needed, or the
    standard of another award is to be reached. Empty ``kinds``, ``groups`` and ``types`` admit everyone;
    ``only_commendations`` leaves titles out, ``only_where_stated`` dossiers that state no type of commendation.
    ``local`` is the code of the pack that added it.
    """

    code: str
    text: str
    test: str
    arguments: Mapping[str, object]
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    awards: tuple[str, ...] = ()
    parts: tuple[Condition, ...] = ()
    kinds: frozenset[RecipientKind] = frozenset()
    groups: frozenset[Group] = frozenset()
    not_groups: frozenset[Group] = frozenset()
    types: frozenset[CommendationType] = frozenset()
    is_general: bool = False
    only_commendations: bool = False
    only_where_stated: bool = False
    note: str = ""
    local: str = ""
    quantities: tuple[str, ...] = field(default=())

    def concerns(self, kind: RecipientKind) -> bool:
        """Tell whether the condition is asked of such a recipient."""
        return not self.kinds or kind in self.kinds


def with_parts(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all that it is made of."""
    yield condition
    for part in condition.parts:
        yield from with_parts(part)
