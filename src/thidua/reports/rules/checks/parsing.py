"""Checks as they stand in YAML and JSON, read strictly: what is unknown, missing or of the wrong type is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, cast, get_args

from thidua.reports.choices import Severity
from thidua.reports.rules.checks.terms import (
    AgainstChildren,
    AgainstForm,
    AgainstPrevious,
    Bounds,
    Check,
    NotBelowPrevious,
    Op,
    Outlier,
    PartOf,
    Relation,
    Terms,
    places,
)

_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def parse_check(raw: Mapping[str, Any]) -> Check:
    """Return the check that ``raw`` describes: ``code``, ``severity``, ``terms`` (with ``kind``), perhaps ``message``.

    Raises:
        ValueError: something is unknown, missing or of the wrong type; the sentence names the check and the field.

    >>> parse_check({"code": "share", "severity": "stop", "terms": {"kind": "bounds", "cell": "signed", "max": 1000}})
    Check(code='share', severity='stop', terms=Bounds(cell='signed', min=None, max=1000), message='')
    """
    whole = _Fields(raw, "check")
    code = whole.words("code")
    whole.where = f"check {code}"
    severity = whole.one_of("severity", tuple(Severity.values))
    message = _own_sentence(whole)
    terms = _Fields(whole.take("terms"), f"check {code}, terms")
    whole.end()
    return Check(code, severity, _terms(terms), message)


@dataclass
class _Fields:
    """A mapping that is emptied field by field; what is then left over is unknown."""

    raw: Any
    where: str
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not isinstance(self.raw, Mapping):
            raise ValueError(f"{self.where}: must be a mapping, not {self.raw!r}")  # noqa: TRY004 - bad data, no bug

    def refusal(self, name: str, wanted: str) -> ValueError:
        return ValueError(f'{self.where}: "{name}" must be {wanted}, not {self.raw.get(name)!r}')

    def take(self, name: str) -> Any:
        if name not in self.raw:
            raise ValueError(f'{self.where}: "{name}" is missing')
        self.taken.add(name)
        return self.raw[name]

    def words(self, name: str) -> str:
        value = self.take(name)
        if not _is_code(value):
            raise self.refusal(name, "words without blanks around them")
        return str(value)

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self.take(name)
        if not isinstance(value, str) or value not in known:
            raise self.refusal(name, f"one of {', '.join(known)}")
        return value

    def op(self) -> Op:
        return cast("Op", self.one_of("op", get_args(Op)))

    def number(self, name: str) -> int | None:
        value = self.take(name) if name in self.raw else None
        if value is not None and type(value) is not int:  # true and false are ints to Python, not here
            raise self.refusal(name, "a whole number, scaled by the decimals")
        return value

    def codes(self, name: str) -> tuple[str, ...]:
        value = self.take(name)
        if not isinstance(value, list | tuple) or not value or not all(map(_is_code, value)):
            raise self.refusal(name, "a list of codes, at least one")
        return tuple(value)

    def end(self) -> None:
        """Refuse what nobody asked for."""
        if unknown := sorted(str(name) for name in set(self.raw) - self.taken):
            raise ValueError(f"{self.where}: not known here: {', '.join(unknown)}")


def _is_code(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value == value.strip()


def _own_sentence(fields: _Fields) -> str:
    message = fields.take("message") if "message" in fields.raw else ""
    if not isinstance(message, str):
        raise fields.refusal("message", "a sentence")
    if message.replace("%%", "").count("%") != len(places(message)):
        raise fields.refusal("message", "a sentence with %(code)s where a number goes and %% for a per cent sign")
    return message.strip()


def _terms(fields: _Fields) -> Terms:
    kind = fields.one_of("kind", tuple(_KINDS))
    terms = _KINDS[kind](fields)
    fields.end()
    return terms


def _bounds(fields: _Fields) -> Bounds:
    terms = Bounds(fields.words("cell"), fields.number("min"), fields.number("max"))
    if terms.min is None and terms.max is None:
        raise ValueError(f'{fields.where}: "min" or "max" must be given')
    if terms.min is not None and terms.max is not None and terms.min > terms.max:
        raise ValueError(f'{fields.where}: "min" {terms.min} is over "max" {terms.max}')
    return terms


def _relation(fields: _Fields) -> Relation:
    terms = Relation(fields.codes("left"), fields.op(), fields.codes("right"))
    if len(set(terms.codes)) < len(terms.codes):
        raise ValueError(f"{fields.where}: a code stands twice in {', '.join(terms.codes)}")
    return terms


def _against_previous(fields: _Fields) -> AgainstPrevious:
    cell, times = fields.words("cell"), fields.take("times")
    if not isinstance(times, str) or not _DECIMAL.fullmatch(times) or Fraction(times) <= 1:
        raise fields.refusal("times", 'a decimal over 1 in quotes, such as "2.5"')
    return AgainstPrevious(cell, Fraction(times), fields.number("from_zero"))


def _against_form(fields: _Fields) -> AgainstForm:
    return AgainstForm(fields.words("cell"), fields.words("form"), fields.words("other"), fields.op())


_KINDS: dict[str, Callable[[_Fields], Terms]] = {
    "bounds": _bounds,
    "relation": _relation,
    "part_of": lambda fields: PartOf(fields.words("cell")),
    "against_previous": _against_previous,
    "not_below_previous": lambda fields: NotBelowPrevious(fields.words("cell")),
    "outlier": lambda fields: Outlier(fields.words("cell")),
    "against_children": lambda fields: AgainstChildren(fields.words("cell")),
    "against_form": _against_form,
}
