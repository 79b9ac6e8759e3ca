"""The codes that the dossier of a case names: one that no rule knows is told, never passed over in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from thidua.law.catalogue import award_form
from thidua.law.conditions import STANDARD_OF, Condition
from thidua.law.day import all_conditions, all_dossiers, shipped_packs
from thidua.law.nearest import perhaps
from thidua.law.packs import Pack
from thidua.law.record import Record
from thidua.law.standards.tests import CONDITION, TESTS, arguments_of
from thidua.law.strict import LawFileError, Reader

_OF_SHARES = frozenset({"within_share", "within_number"})
_BY_PERSONS = frozenset(test for test in TESTS if CONDITION in arguments_of(test)) - _OF_SHARES
_PAPER = "paper"


def refuse_unknown(reader: Reader, record: Record, award: str, packs: Iterable[Pack]) -> None:
    """Refuse papers, conclusions and counts whose code no rule of the award has, on any day.

    Raises:
        LawFileError: a code is not known; the nearest that is known is named.
    """
    packs, where = tuple(packs), f"{reader.where}: hồ sơ"
    asked = list(_conditions_of(award, packs))
    _refuse(record.papers or (), _papers(packs), f"{where}: giấy tờ: không có giấy tờ nào mã")
    by_persons = {each.code for each in asked if each.test in _BY_PERSONS}
    _refuse(record.judgements, by_persons, f"{where}: người xét: không có điều kiện nào để người xét kết luận mã")
    of_shares = {each.code for each in asked if each.test in _OF_SHARES}
    _refuse(record.shares, of_shares, f"{where}: số của đợt: không có điều kiện tỷ lệ, số lượng nào mã")


def _refuse(named: Iterable[str], known: Collection[str], said: str) -> None:
    for code in sorted(named):
        if code not in known:
            raise LawFileError(f"{said} {code}{perhaps(code, known) or _all_of(known)}")


def _all_of(known: Collection[str]) -> str:
    return f"; có: {', '.join(sorted(known)) or 'chưa có mã nào'}"


def _papers(packs: tuple[Pack, ...]) -> set[str]:
    every = (*packs, *shipped_packs().values())
    dossiers = (*all_dossiers(), *(each for pack in every for each in pack.dossiers))
    conditions = (*all_conditions(), *(each for pack in every for each in pack.conditions))
    asked = {str(each.arguments[_PAPER]) for each in _with_parts(conditions) if each.arguments.get(_PAPER)}
    return asked.union(item.code for each in dossiers for item in each.items)


def _conditions_of(award: str, packs: tuple[Pack, ...]) -> Iterator[Condition]:
    """Yield the conditions of an award over time with all within them, those of the standards that it refers to too."""
    codes = {award, award_form(award).family}
    of_packs = (each for pack in packs for each in pack.conditions)
    mine = (each for each in (*all_conditions(), *of_packs) if not each.awards or codes.intersection(each.awards))
    for each in _with_parts(mine):
        yield each
        if each.test == STANDARD_OF:
            others: tuple[str, ...] = each.arguments["of"]  # type: ignore[assignment]
            for other in others:
                yield from _conditions_of(other, packs)


def _with_parts(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for each in conditions:
        yield each
        yield from _with_parts(each.parts)
