"""What is wrong in a file of units, found before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.organisations.choices import SuccessionKind, Tree, UnitKind
from thidua.organisations.commands.references import References
from thidua.organisations.commands.refusals import refuse
from thidua.organisations.records import PlaceRecord, SuccessionRecord, UnitFile, UnitRecord
from thidua.organisations.rules import (
    Fault,
    Span,
    first_overlap,
    placement_fault,
    shares_exceed_whole,
    succession_fault,
)


def refuse_wrong_records(file: UnitFile, references: References) -> None:
    """Check every record.

    Raises:
        Refused: for the first that cannot be, with a sentence that says which and why.
    """
    seen: set[str] = set()
    for unit in file.units:
        if unit.key in seen:
            raise Refused(_("Khoá “%(key)s” có hai lần trong tệp. Mỗi đơn vị cần một khoá riêng."), key=unit.key)
        seen.add(unit.key)
        _check_names(unit)
        _check_places(unit, references)
    _check_codes(file.units)
    _check_successions(file.successions, references)


def _check_names(unit: UnitRecord) -> None:
    if not unit.names or not all(name.full_name.strip() for name in unit.names):
        raise Refused(_("Đơn vị có khoá “%(key)s” chưa có tên."), key=unit.key)
    for name in unit.names:
        if name.kind not in UnitKind.values:
            raise Refused(
                _("%(unit)s có loại đơn vị không rõ: “%(kind)s”. Các loại có: %(kinds)s."),
                unit=name.full_name, kind=name.kind, kinds=", ".join(UnitKind.values),
            )  # fmt: skip
    spans = [Span(unit.since, unit.until), *(Span(name.since, name.until) for name in unit.names)]
    wrong = next((span for span in spans if span.is_reversed), None)
    if wrong is not None:
        raise refuse(Fault.SPAN_REVERSED, unit=unit.names[-1].full_name, since=wrong.since, until=wrong.until)
    if first_overlap(spans[1:]) is not None:
        raise Refused(
            _("%(unit)s có hai tên gọi cùng lúc. Mỗi ngày chỉ một tên gọi có hiệu lực."), unit=unit.names[-1].full_name
        )


def _check_places(unit: UnitRecord, references: References) -> None:
    by_tree: dict[str, list[PlaceRecord]] = defaultdict(list)
    for place in unit.places:
        if place.tree not in Tree.values:
            raise Refused(
                _("%(unit)s được xếp vào cây không rõ: “%(tree)s”. Các cây có: %(trees)s."),
                unit=unit.names[-1].full_name, tree=place.tree, trees=", ".join(Tree.values),
            )  # fmt: skip
        by_tree[place.tree].append(place)
        parent = references.key_of(place.parent, place.since or unit.since, wanted_by=unit.key)
        life, above = Span(unit.since, unit.until), references.life_of(parent)
        fault = placement_fault(life, above, Span(place.since, place.until))
        if fault is not None:
            raise refuse(
                fault, unit=unit.names[-1].full_name, parent=references.name_of(parent),
                since=place.since or _("chưa rõ"), until=place.until, unit_since=life.since, unit_until=life.until,
                parent_since=above.since, parent_until=above.until,
            )  # fmt: skip
    for tree, places in by_tree.items():
        pair = first_overlap([Span(place.since, place.until) for place in places])
        if pair is not None:
            present, other = (
                references.key_of(places[i].parent, places[i].since or unit.since, wanted_by=unit.key) for i in pair
            )
            raise refuse(
                Fault.TWO_PARENTS, unit=unit.names[-1].full_name, tree=Tree(tree).label,
                present=references.name_of(present), parent=references.name_of(other),
            )  # fmt: skip


def _check_codes(units: Iterable[UnitRecord]) -> None:
    holders: dict[str, list[tuple[Span, UnitRecord]]] = defaultdict(list)
    for unit in units:
        for name in unit.names:
            if name.code:
                holders[name.code].append((Span(name.since, name.until), unit))
    for code, held in holders.items():
        for (one, first), (other, second) in combinations(held, 2):
            if first is not second and one.meets(other) is not None:
                raise Refused(
                    _("Mã %(code)s là của cả %(unit)s và %(other)s vào cùng thời gian. Sửa mã của một trong hai."),
                    code=code, unit=first.names[-1].full_name, other=second.names[-1].full_name,
                )  # fmt: skip


def _check_successions(successions: Iterable[SuccessionRecord], references: References) -> None:
    shares: dict[str, list[SuccessionRecord]] = defaultdict(list)
    for row in successions:
        old = references.key_of(row.predecessor, row.on, wanted_by=row.successor, before=True)
        new = references.key_of(row.successor, row.on, wanted_by=row.predecessor)
        was, becomes = references.life_of(old), references.life_of(new)
        whole = row.kind == SuccessionKind.WHOLE
        fault = Fault.SUCCEEDS_ITSELF if old == new else succession_fault(was, becomes, on=row.on, whole=whole)
        shares[old].append(row)
        if fault is None and len(shares[old]) > 1 and any(r.kind == SuccessionKind.WHOLE for r in shares[old]):
            fault = Fault.WHOLE_AND_MORE
        if fault is None and shares_exceed_whole(r.share_permille for r in shares[old]):
            fault = Fault.SHARES_EXCEED
        if fault is not None:
            raise refuse(
                fault, predecessor=references.name_of(old), successor=references.name_of(new), on=row.on,
                predecessor_since=was.since, predecessor_until=was.until,
                successor_since=becomes.since, successor_until=becomes.until,
            )  # fmt: skip
