"""Reading the conditions of standards: ``requirements/*.yaml`` and those of packs."""

from __future__ import annotations

import types
import typing
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources.abc import Traversable
from itertools import groupby

from thidua.law.conditions import ALL_OF, ANY_OF, COMBINATIONS, STANDARD_OF, Condition
from thidua.law.entries import Provision, RecipientKind
from thidua.law.loading.common import Instruments, code_of, known_codes, provisions_of, refuse_overlap, stem, yaml_files
from thidua.law.record import CommendationType, Group
from thidua.law.standards.tests import CONDITION, QUANTITIES, TESTS, arguments_of
from thidua.law.strict import LawFileError, Reader, read_yaml


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions may refer to: instruments, codes of awards, codes of quantities."""

    instruments: Instruments
    awards: Collection[str]
    quantities: Collection[str]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a part of a condition takes from the condition around it."""

    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]


def load_conditions(folder: Traversable, known: Known) -> tuple[Condition, ...]:
    """Return every condition of every standard over time, file by file. A file is named after its code."""
    found: list[Condition] = []
    for file in yaml_files(folder):
        reader = read_yaml(file)
        if code_of(reader) != stem(file):
            raise LawFileError(f"{file.name}: phải đặt tên theo mã")
        found += read_conditions(reader, known)
        reader.close()
    return tuple(found)


def read_conditions(reader: Reader, known: Known, local: str = "") -> tuple[Condition, ...]:
    """Read the conditions of one file or pack part: for ``awards``, or for all where it says ``general: true``."""
    is_general = reader.flag("general", default=False)
    awards = known_codes(reader, "awards", known.awards)
    if is_general == bool(awards):
        raise reader.error("phải có awards, hoặc general: true; không cùng lúc cả hai")
    found = tuple(
        _condition(part, known, around=None, awards=awards, is_general=is_general, local=local)
        for part in reader.parts("conditions")
    )
    for code, versions in groupby(sorted(found, key=lambda each: (each.code, each.since)), key=lambda each: each.code):
        refuse_overlap(list(versions), f"{reader.where}: {code}")
    return found


def _condition(
    reader: Reader,
    known: Known,
    *,
    around: _Around | None,
    awards: tuple[str, ...],
    is_general: bool,
    local: str,
) -> Condition:
    code, text = code_of(reader), reader.text("text")
    mine = _around(reader, known, around)
    test = _test(reader)
    parts = tuple(
        _condition(part, known, around=mine, awards=awards, is_general=is_general, local=local)
        for part in (reader.parts(test) if test in {ANY_OF, ALL_OF} else ())
    )
    arguments: dict[str, object] = {"of": known_codes(reader, test, known.awards)} if test == STANDARD_OF else {}
    if test in TESTS:
        arguments = dict(_arguments(reader, known, test, code))
    condition = Condition(
        code=code,
        text=text,
        test=test,
        arguments=arguments,
        since=mine.since,
        until=mine.until,
        provisions=mine.provisions,
        verified=mine.verified,
        sources=mine.sources,
        awards=awards,
        parts=parts,
        kinds=frozenset(reader.choices("kinds", RecipientKind)),
        groups=frozenset(reader.choices("groups", Group)),
        not_groups=frozenset(reader.choices("not_groups", Group)),
        types=frozenset(reader.choices("types", CommendationType)),
        is_general=is_general,
        only_commendations=reader.flag("only_commendations", default=False),
        only_where_stated=reader.flag("only_where_stated", default=False),
        note=reader.optional_text("note"),
        local=local,
        quantities=tuple(str(value) for name, value in arguments.items() if name in QUANTITIES),
    )
    reader.close()
    return condition


def _around(reader: Reader, known: Known, around: _Around | None) -> _Around:
    """Read the span, provision, mark and sources; a part takes those of its condition where it has none of its own."""
    if around is None:
        since = reader.day("since")
        if since is None:
            raise reader.error("since phải là một ngày")
    else:
        since = around.since
    return _Around(
        since=since,
        until=around.until if around else reader.optional_day("until"),
        provisions=around.provisions
        if around and not reader.has("provision")
        else provisions_of(reader, known.instruments, since),
        verified=around.verified if around and not reader.has("verified") else reader.flag("verified"),
        sources=around.sources if around and not reader.has("sources") else reader.texts("sources"),
    )


def _test(reader: Reader) -> str:
    combination = [name for name in COMBINATIONS if reader.has(name)]
    if combination:
        if len(combination) > 1 or reader.has("test"):
            raise reader.error(f"chỉ được có một trong test, {', '.join(COMBINATIONS)}")
        return combination[0]
    return reader.one_of("test", tuple(TESTS)) or _missing(reader)


def _missing(reader: Reader) -> typing.NoReturn:
    raise reader.error(f"phải có một trong test, {', '.join(COMBINATIONS)}")


def _arguments(reader: Reader, known: Known, test: str, code: str) -> Iterator[tuple[str, object]]:
    for name, (kind, may_lack) in arguments_of(test).items():
        if name == CONDITION:
            yield name, code
        elif not may_lack or reader.has(name):
            yield name, _argument(reader, known, name, kind)


def _argument(reader: Reader, known: Known, name: str, kind: object) -> object:
    if name in QUANTITIES:
        quantity = reader.text(name)
        if quantity not in known.quantities:
            raise reader.error(f"{name} dẫn {quantity!r}, không có tệp nào của mức này")
        return quantity
    if name == "of":
        return known_codes(reader, name, known.awards)
    return _of_type(reader, name, kind)


def _of_type(reader: Reader, name: str, kind: object) -> object:
    if isinstance(kind, types.UnionType):
        (kind,) = (each for each in typing.get_args(kind) if each is not type(None))
    if typing.get_origin(kind) is tuple:
        element = typing.get_args(kind)[0]
        return reader.texts(name) if element is str else reader.choices(name, element)
    if kind is bool:
        return reader.flag(name)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return reader.choice(name, kind)
    return reader.text(name)


def by_award(conditions: Collection[Condition]) -> Mapping[str, tuple[Condition, ...]]:
    """Return the conditions of each award by code, the general ones under ""."""
    found: dict[str, list[Condition]] = {}
    for condition in conditions:
        for award in condition.awards or ("",):
            found.setdefault(award, []).append(condition)
    return {award: tuple(each) for award, each in found.items()}
