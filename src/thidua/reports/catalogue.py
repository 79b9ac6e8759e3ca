"""The forms of report as they are written in ``data/forms/*.yaml``. Pure; read once for the whole process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, TypeVar

import yaml

from thidua.indicators import catalogue as indicators
from thidua.indicators.catalogue import LEVELS, PERIODS
from thidua.organisations.choices import Tree
from thidua.reports.choices import SectionKind
from thidua.reports.rules.checks import parse_check

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class LineEntry:
    """One number that is asked for; ``hint`` says how it is counted."""

    number: str
    indicator: str
    is_required: bool = True
    takes_qualifier: bool = False
    hint: str = ""


@dataclass(frozen=True)
class SectionEntry:
    """A part of a form: lines of numbers, or one place for text."""

    title: str
    kind: str
    lines: tuple[LineEntry, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class CheckEntry:
    """A check as data, as ``reports.rules.checks.parse_check`` reads it. Cells are named by their indicators' codes.

    Amounts in ``terms`` (``min``, ``max``, ``from_zero``) are as a person reads them, not scaled: 100 is 100 %.
    ``message`` is the sentence for the officer, with ``%(code)s`` where the amount of a cell stands; where it is
    empty, the kind of check has its own sentence.
    """

    code: str
    severity: str
    terms: Mapping[str, Any]
    message: str = ""

    @property
    def kind(self) -> str:
        """The kind of check, such as ``relation``."""
        return str(self.terms["kind"])

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the own edition that the check speaks of."""
        if self.kind == "relation":
            return (*self.terms["left"], *self.terms["right"])
        return (self.terms["cell"],)


@dataclass(frozen=True)
class EditionEntry:
    """What a form asks from ``since`` on (``None``: always), of units of which ``levels``, within how many days."""

    number: int
    since: date | None
    days_to_file: int
    tree: str
    levels: tuple[str, ...]
    sections: tuple[SectionEntry, ...]
    checks: tuple[CheckEntry, ...] = ()

    @property
    def lines(self) -> tuple[LineEntry, ...]:
        """Every line of every section, from top to bottom."""
        return tuple(line for section in self.sections for line in section.lines)


@dataclass(frozen=True)
class FormEntry:
    """A form of report. ``is_own_draft``: no official form was seen, its lines are put together by us."""

    code: str
    name: str
    period: str
    is_own_draft: bool
    basis: str
    editions: tuple[EditionEntry, ...]


@lru_cache(maxsize=1)
def entries() -> tuple[FormEntry, ...]:
    """Return every form, those of the shortest period first.

    Raises:
        ValueError: a file is not as it must be; the sentence says what is wrong.
    """
    folder = files("thidua.reports").joinpath("data", "forms")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda each: each.name)
    return read_forms(file.read_text(encoding="utf-8") for file in found)


def read_forms(texts: Iterable[str]) -> tuple[FormEntry, ...]:
    """Return the forms of YAML texts, those of the shortest period first.

    Raises:
        ValueError: a text is not as it must be; the sentence says what is wrong.
    """
    forms = sorted((_form(yaml.safe_load(text)) for text in texts), key=lambda form: PERIODS.index(form.period))
    _each_once([form.code for form in forms], "the form", "data/forms")
    by_code = {form.code: form for form in forms}
    for form in forms:
        for edition in form.editions:
            for check in edition.checks:
                _check_other_form(form, check, by_code)
    return tuple(forms)


def _form(row: Mapping[str, Any]) -> FormEntry:
    where = str(row.get("code", "a form without a code"))
    editions = tuple(_edition(each, where) for each in row.get("editions") or ())
    form = _made(FormEntry, {**row, "editions": editions}, where)
    _known(form.period, PERIODS, "the period", where)
    if not editions:
        raise ValueError(f"{where}: there must be at least one edition")
    for line in {line.indicator for edition in editions for line in edition.lines}:
        if (counted := indicators.entry(line).period) != form.period:
            raise ValueError(f"{where}: {line} is counted for each {counted}, not for each {form.period}")
    for before, after in pairwise(editions):
        if after.since is None or (before.since is not None and after.since <= before.since):
            raise ValueError(f"{where}: edition {after.number} must begin after edition {before.number}")
    _each_once([each.number for each in editions], "the edition", where)
    return form


def _edition(row: Mapping[str, Any], form: str) -> EditionEntry:
    where = f"{form}, edition {row.get('number')}"
    sections = tuple(_section(each, where) for each in row.get("sections") or ())
    lines = [line for section in sections for line in section.lines]
    _check_lines(lines, where)
    cells = {line.indicator for line in lines}
    parts = {
        "levels": tuple(row.get("levels") or ()),
        "sections": sections,
        "checks": tuple(_check(each, cells, where) for each in row.get("checks") or ()),
    }
    edition = _made(EditionEntry, {**row, **parts}, where)
    if edition.since is not None and type(edition.since) is not date:
        raise ValueError(f"{where}: since must be a day such as 2026-01-01 or null")
    _known(edition.tree, Tree.values, "the tree", where)
    if not edition.levels:
        raise ValueError(f"{where}: there must be a level of units that reports")
    for level in edition.levels:
        _known(level, LEVELS, "the level", where)
    _each_once([check.code for check in edition.checks], "check", where)
    return edition


def _section(row: Mapping[str, Any], where: str) -> SectionEntry:
    lines = tuple(
        _made(LineEntry, {**line, "number": str(line.get("number"))}, where) for line in row.get("lines") or ()
    )
    section = _made(SectionEntry, {**row, "lines": lines}, where)
    _known(section.kind, SectionKind.values, "the kind of section", where)
    if bool(lines) != (section.kind == SectionKind.NUMBERS):
        raise ValueError(f"{where}: {section.title} must have lines if it is of numbers, and none if it is text")
    return section


def _check(row: Mapping[str, Any], cells: Collection[str], edition: str) -> CheckEntry:
    try:
        parsed = parse_check(row)
    except ValueError as error:
        raise ValueError(f"{edition}, {error}") from error
    for cell in sorted(parsed.codes.difference(cells)):
        raise ValueError(f"{edition}, check {parsed.code} speaks of {cell}, which is no line of this edition")
    terms = {name: tuple(value) if isinstance(value, list) else value for name, value in row["terms"].items()}
    return CheckEntry(parsed.code, parsed.severity, terms, parsed.message)


def _check_lines(lines: Collection[LineEntry], where: str) -> None:
    known = {each.code for each in indicators.entries()}
    for line in lines:
        if line.indicator not in known:
            raise ValueError(f"{where}: line {line.number} asks for {line.indicator}, which is no indicator")
    _each_once([line.number for line in lines], "line", where)
    _each_once([line.indicator for line in lines], "the indicator", where)


def _check_other_form(form: FormEntry, check: CheckEntry, forms: Mapping[str, FormEntry]) -> None:
    if check.kind != "against_form":
        return
    where = f"{form.code}, check {check.code}"
    code, line = check.terms["form"], check.terms["other"]
    _known(code, forms, "the form", where)
    if line not in {each.indicator for edition in forms[code].editions for each in edition.lines}:
        raise ValueError(f"{where}: {line} is no line of {code}")
    if forms[code].period != form.period:
        raise ValueError(f"{where}: {code} is for another period, so the two never stand side by side")


def _made(kind: type[_Made], row: Mapping[str, Any], where: str) -> _Made:
    """Make an entry of named values; what is missing or unknown is said with its place."""
    try:
        return kind(**row)
    except TypeError as error:
        raise ValueError(f"{where}: {str(error).partition(' ')[2]}") from error


def _known(value: object, known: Collection[str], what: str, where: str) -> None:
    if value not in known:
        raise ValueError(f"{where}: {what} {value} is unknown; known are {', '.join(known)}")


def _each_once(values: Iterable[object], what: str, where: str) -> None:
    for value, times in Counter(values).items():
        if times > 1:
            raise ValueError(f"{where}: {what} {value} stands there twice")
