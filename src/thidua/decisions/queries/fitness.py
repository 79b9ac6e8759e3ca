"""Which nominations a decision of a unit cannot take, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.decisions.rules.recipients import stands_in_the_way
from thidua.honours.models import Holder
from thidua.law.entries import RecipientKind
from thidua.local_rules.queries import law_for
from thidua.nominations.models import Nomination
from thidua.nominations.rules.authorities import authority_levels
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Unfit:
    """A nomination that cannot be decided so, with the provision and the way to correct it, in Vietnamese."""

    key: int
    name: str
    why: str


def refusals(unit: Unit, nominations: Iterable[Nomination], *, on: date) -> list[Unfit]:
    """Return the nominations whose award may not go to them, or not from this unit, on a day; in the order given.

    A collective whose unit has ended receives none (Circular 15/2025/TT-BNV).
    """
    rows = list(nominations)
    law, levels = law_for(unit.pk, on, on=on), authority_levels(unit.kind, unit.level)
    pairs = {(each.award_code, each.kind) for each in rows}
    found = {pair: stands_in_the_way(pair[0], RecipientKind(pair[1]), levels, law) for pair in pairs}
    ended = _ended([each.holder_id for each in rows], on)
    whys = ((each, found[each.award_code, each.kind] or ended.get(each.holder_id, "")) for each in rows)
    return [Unfit(each.pk, each.name, why) for each, why in whys if why]


def _ended(holders: Sequence[int], on: date) -> dict[int, str]:
    rows = Holder.objects.filter(pk__among=list(holders), body_unit__until__lte=on).order_by()
    return {
        key: f"đơn vị đã kết thúc hoạt động từ {until:%d/%m/%Y} nên không khen thưởng mới (15/2025/TT-BNV); bỏ khỏi "
        "danh sách, hoặc đề nghị cho đơn vị kế tục"
        for key, until in rows.values_list("pk", "body_unit__until")
    }
