"""Questions that are asked thousands of times an hour: Django writes their statement once, not each time anew.

For a short question Django takes longer to write the statement than the database to answer it. A function that builds
a queryset from its arguments becomes one that returns the rows:

    @prepared
    def _editions(level: int, on: date) -> QuerySet[FormEdition]:
        return FormEdition.objects.filter(in_force(on), reporters__level=level)

    for edition in _editions(unit.level, today): ...

It is called twice with made-up arguments, the second time to see which values of the statement come from which
argument. What a value may be made of is that argument and nothing else: a sum or a part of one is refused. The
database plans the statement each time by the rows that there are, but for ``prepared_with_plan``. See docs/adr/0022.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators

from thidua.core.plans import cursor_keeping_plans

P = ParamSpec("P")
Row = TypeVar("Row")
Keys = Collection[int]
"""An argument for ``…__in``: keys of rows. Where there are none nothing is found."""
_Adapt = Callable[[Any], Any]
_Read = Callable[[Sequence[Any]], Any]

_MADE_UP: Mapping[str, Callable[[int], Any]] = {
    "int": lambda at: 30_000 + at,  # as large as the smallest field takes
    "Keys": lambda at: [30_000 + at],
    "str": lambda at: f"made-up-{at}",
    "date": lambda at: date(1801, 1, 1) + timedelta(at),
    "datetime": lambda at: datetime(1801, 1, 1, tzinfo=UTC) + timedelta(at),
    "UUID": lambda at: UUID(int=at),
}
"""By the name of an argument's type, as it is annotated: a value for each place."""
_VALUE = "%s"


class _Place(NamedTuple):
    """A value of a statement: an argument as the database takes it, or a constant where ``name`` is empty."""

    name: str
    adapt: _Adapt
    constant: Any = None


class _Statement(NamedTuple):
    """What a question is asked by. ``texts`` stand around the values, one more than these."""

    texts: Sequence[str]
    places: Sequence[_Place]
    lists: frozenset[str]
    read: Callable[[Iterable[Sequence[Any]]], list[Any]]

    def filled_in(self, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """Return text and values. Keys stand in the text: thousands of values take longer to fill in than to find."""
        text, values = [self.texts[0]], []
        for place, after in zip(self.places, self.texts[1:], strict=True):
            if place.name in self.lists:
                text.append(", ".join(str(int(key)) for key in given[place.name]))
            else:
                text.append(_VALUE)
                values.append(place.adapt(given[place.name]) if place.name else place.constant)
            text.append(after)
        return "".join(text), values


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Return a function that gives the rows of the queryset that ``build`` makes of the same arguments.

    Raises:
        TypeError: when it is first called: an argument is of a type not listed above, the statement is another one for
            other arguments, it holds a value made of an argument, or it would find rows where there are no keys.
    """
    return _asking(build, lambda: connection.cursor())  # noqa: PLW0108 - that of the thread that asks


def prepared_with_plan(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Do the same for a question whose plan PostgreSQL may keep: see ``cursor_keeping_plans`` for which these are."""
    return _asking(build, cursor_keeping_plans)


def _asking(build: Callable[P, QuerySet[Any, Row]], cursor_for: Callable[[], Any]) -> Callable[P, list[Row]]:
    signature = inspect.signature(build)
    written: dict[str, _Statement] = {}

    @wraps(build)
    def ask(*values: P.args, **named: P.kwargs) -> list[Row]:
        statement = written.get(connection.vendor)
        if statement is None:
            statement = written[connection.vendor] = _write(build, signature)
        given = signature.bind(*values, **named).arguments
        if not all(given[name] for name in statement.lists):
            return []
        with cursor_for() as cursor:
            cursor.execute(*statement.filled_in(given))
            return statement.read(cursor.fetchall())

    return ask


def _write(build: Callable[..., QuerySet[Any, Any]], signature: inspect.Signature) -> _Statement:
    kinds = {name: str(parameter.annotation) for name, parameter in signature.parameters.items()}
    if unknown := [name for name, kind in kinds.items() if kind not in _MADE_UP]:
        raise TypeError(f"{build.__name__}: no values are made up for {', '.join(unknown)}")
    first, second = (
        {name: _MADE_UP[kind](at) for at, (name, kind) in enumerate(kinds.items(), start=start)} for start in (1, 1001)
    )
    rows = build(**first)
    compiler = rows.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    sql_again, others = build(**second).query.get_compiler(connection=connection).as_sql()
    if sql != sql_again or "%%" in sql:
        raise TypeError(f"{build.__name__}: another statement for other arguments, or one with a per cent sign")
    places = tuple(_place(build.__name__, pair, first, second) for pair in zip(values, others, strict=True))
    lists = frozenset(name for name, kind in kinds.items() if kind == "Keys")
    for name in lists:
        _ensure_nothing_without_keys(build, first | {name: []})
    return _Statement(sql.split(_VALUE), places, lists, _reader(rows, compiler))


def _ensure_nothing_without_keys(build: Callable[..., QuerySet[Any, Any]], given: Mapping[str, Any]) -> None:
    try:
        build(**given).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return
    raise TypeError(f"{build.__name__}: would find something without keys")


def _place(name: str, pair: tuple[Any, Any], first: Mapping[str, Any], second: Mapping[str, Any]) -> _Place:
    if pair[0] == pair[1]:
        return _Place("", _as_it_is, pair[0])
    for argument, value in first.items():
        for adapt in (_as_it_is, type(pair[0]), _hex, connection.ops.adapt_datetimefield_value):
            if _gives(adapt, value, pair[0]) and _gives(adapt, second[argument], pair[1]):
                return _Place(argument, adapt)
    raise TypeError(f"{name}: a value is made of an argument")


def _gives(adapt: _Adapt, value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        (value,) = value
    try:
        given = adapt(value)
    except (TypeError, ValueError, AttributeError):
        return False
    return type(given) is type(wanted) and bool(given == wanted)


def _as_it_is(value: Any) -> Any:
    return value


def _hex(value: UUID) -> str:
    return value.hex


def _reader(rows: QuerySet[Any, Any], compiler: Any) -> Callable[[Iterable[Sequence[Any]]], list[Any]]:
    """Return what makes of the database's rows what the queryset would yield."""
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined] # noqa: SLF001
        raise TypeError("what is prefetched would be other questions")
    read = _row_reader(rows, compiler)
    converters = compiler.get_converters([column for column, _sql, _alias in compiler.select[: compiler.col_count]])
    if not converters:
        return lambda found: [read(row) for row in found]
    return lambda found: [read(row) for row in compiler.apply_converters(found, converters)]


def _row_reader(rows: QuerySet[Any, Any], compiler: Any) -> _Read:
    kind = rows._iterable_class  # noqa: SLF001 - Django's own iterables read it in the same way
    if kind is FlatValuesListIterable:
        return lambda row: row[0]
    if kind is ValuesListIterable:
        return tuple
    if kind is ModelIterable:
        return _instance_reader(compiler)
    raise TypeError("only instances and lists of values are read")


def _instance_reader(compiler: Any) -> _Read:
    """As ``ModelIterable`` does it, with what is the same for all rows looked up once."""
    select, klass, alias = compiler.select, compiler.klass_info, connection.alias
    fields = klass["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    model = klass["model"]
    names = [column[0].target.attname for column in select[begin:end]]
    related = get_related_populators(klass, select, alias)  # type: ignore[call-arg] # the stubs are of a later Django
    noted = compiler.annotation_col_map or {}

    def read(row: Sequence[Any]) -> Any:
        found = model.from_db(alias, names, row[begin:end])
        for each in related:
            each.populate(row, found)
        for name, place in noted.items():
            setattr(found, name, row[place])
        return found

    return read
