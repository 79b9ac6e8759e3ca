"""The files of the law, read once and checked: instruments, award forms, quantities, sources.

Each function takes the folder, so that the same rules can be tried on other files. Errors are ``LawFileError``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import TypeVar

from thidua.law.entries import (
    AuthorityLevel,
    AwardForm,
    Confidence,
    DecidingBody,
    Group,
    Instrument,
    Parameter,
    Provision,
    RecipientKind,
    RecipientRule,
)
from thidua.law.strict import LawFileError, Reader, read_yaml
from thidua.vietnamese.fold import fold

_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_CLASSES = (
    ("hang_nhat", "hạng Nhất", ("I", "1")),
    ("hang_nhi", "hạng Nhì", ("II", "2")),
    ("hang_ba", "hạng Ba", ("III", "3")),
)

_Dated = TypeVar("_Dated", AwardForm, Parameter)
Instruments = Mapping[str, Instrument]


def load_instruments(folder: Traversable) -> dict[str, Instrument]:
    """Return the instruments by number. A file is named after its number: ``06_2022_qh15.yaml``."""
    found: dict[str, Instrument] = {}
    for file in _yaml_files(folder):
        instrument = _instrument(read_yaml(file))
        if _stem(file) != slug(instrument.number):
            raise LawFileError(f"{file.name}: must be named {slug(instrument.number)}.yaml after its number")
        found[instrument.number] = instrument
    for instrument in found.values():
        for other in instrument.amends + instrument.replaces:
            if other not in found:
                raise LawFileError(f"{slug(instrument.number)}.yaml: amends or replaces {other}, which has no file")
    return found


def load_awards(folder: Traversable, instruments: Instruments) -> dict[str, tuple[AwardForm, ...]]:
    """Return the versions of every award form by code, oldest first; a form with classes also gives one per class."""
    found: dict[str, tuple[AwardForm, ...]] = {}
    for file in _yaml_files(folder):
        for versions in _award_file(read_yaml(file), instruments):
            code = versions[0].code
            if code in found:
                raise LawFileError(f"{file.name}: the code {code} stands in two files")
            _refuse_overlap(versions, file.name)
            found[code] = versions
        if _stem(file) not in found:
            raise LawFileError(f"{file.name}: must be named after its code")
    return found


def load_parameters(folder: Traversable, instruments: Instruments) -> dict[str, tuple[Parameter, ...]]:
    """Return the values of every quantity by code, oldest first. The folder may have folders in it."""
    found: dict[str, tuple[Parameter, ...]] = {}
    for file in _yaml_files(folder):
        values = _parameter_file(read_yaml(file), instruments)
        code = values[0].code
        if _stem(file) != code or code in found:
            raise LawFileError(f"{file.name}: must be named after its code, and stand once")
        _refuse_overlap(values, file.name)
        found[code] = values
    return found


def slug(number: str) -> str:
    """Return the file name of an instrument's number.

    >>> slug("06/2022/QH15"), slug("129/2025/NĐ-CP")
    ('06_2022_qh15', '129_2025_nd_cp')
    """
    return re.sub(r"[^a-z0-9]+", "_", fold(number)).strip("_")


def _yaml_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _yaml_files(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


def _stem(file: Traversable) -> str:
    return file.name.removesuffix(".yaml")


def _instrument(reader: Reader) -> Instrument:
    instrument = Instrument(
        number=reader.text("number"),
        title=reader.text("title"),
        issued_on=reader.day("issued_on"),
        since=reader.day("in_force_from"),
        until=reader.day("until"),
        amends=reader.texts("amends"),
        replaces=reader.texts("replaces"),
        verified=reader.flag("verified"),
        content_seen=reader.flag("content_seen", default=True),
        confidence=reader.choice("confidence", Confidence),
        sources=reader.texts("sources"),
        note=reader.optional_text("note"),
    )
    reader.close()
    if instrument.since and instrument.until and instrument.until <= instrument.since:
        raise reader.error("until must come after in_force_from")
    return instrument


def _award_file(reader: Reader, instruments: Instruments) -> Iterator[tuple[AwardForm, ...]]:
    code = _code(reader)
    group = reader.choice("group", Group)
    press_names = reader.texts("press_names")
    given_by = reader.choices("given_by", AuthorityLevel)
    in_classes = reader.flag("in_classes", default=False)
    classes = tuple(f"{code}_{suffix}" for suffix, _, _ in _CLASSES) if in_classes else ()
    versions = tuple(
        _award_version(part, instruments, _Shared(code, group, press_names, given_by, classes))
        for part in reader.parts("versions")
    )
    reader.close()
    if not given_by:
        raise reader.error("given_by must name at least one level")
    yield versions
    if in_classes:
        for suffix, words, numerals in _CLASSES:
            yield tuple(_of_class(version, suffix, words, numerals) for version in versions)


class _Shared:
    """What all versions of one award form have in common."""

    def __init__(
        self,
        code: str,
        group: Group,
        press_names: tuple[str, ...],
        given_by: tuple[AuthorityLevel, ...],
        classes: tuple[str, ...],
    ) -> None:
        self.code = code
        self.group = group
        self.press_names = press_names
        self.given_by = given_by
        self.classes = classes
