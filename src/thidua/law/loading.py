"""The files of the law, read once and checked: instruments, award forms, quantities, sources.

Each function takes the folder, so that the same rules can be tried on other files. Errors are ``LawFileError``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.resources.abc import Traversable
from itertools import pairwise
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
        for other in instrument.amends:
            if other not in found:
                raise LawFileError(f"{slug(instrument.number)}.yaml: amends {other}, which has no file")
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


def load_sources(file: Traversable) -> dict[str, str]:
    """Return the addresses and titles of the sources by key."""
    reader = read_yaml(file)
    found = {key: reader.text(key) for key in reader.keys_left()}
    reader.close()
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
    in_classes = reader.flag("in_classes", default=False)
    form = partial(
        AwardForm,
        code=code,
        group=reader.choice("group", Group),
        press_names=reader.texts("press_names"),
        given_by=reader.choices("given_by", AuthorityLevel),
        classes=tuple(f"{code}_{suffix}" for suffix, _, _ in _CLASSES) if in_classes else (),
    )
    versions = tuple(_award_version(part, instruments, form) for part in reader.parts("versions"))
    reader.close()
    if not versions[0].given_by:
        raise reader.error("given_by must name at least one level")
    yield versions
    if in_classes:
        for suffix, words, numerals in _CLASSES:
            yield tuple(_of_class(version, suffix, words, numerals) for version in versions)


def _award_version(reader: Reader, instruments: Instruments, form: Callable[..., AwardForm]) -> AwardForm:
    since, until = reader.day("since"), reader.optional_day("until")
    provisions = _provisions(reader, instruments, since)
    deciding = reader.part("decided_by")
    version = form(
        name=reader.text("name"),
        recipients=tuple(_recipient(part, instruments, since) for part in reader.parts("recipients")),
        decided_by=DecidingBody(
            who=deciding.text("who"),
            provisions=_provisions(deciding, instruments, since),
            verified=deciding.flag("verified"),
        ),
        since=since,
        until=until,
        provisions=provisions,
        verified=reader.flag("verified"),
        sources=reader.texts("sources"),
        note=reader.optional_text("note"),
    )
    deciding.close()
    reader.close()
    if len(version.recipient_kinds) != len(version.recipients):
        raise reader.error("recipients names a kind twice")
    return version


def _recipient(reader: Reader, instruments: Instruments, since: date | None) -> RecipientRule:
    rule = RecipientRule(
        kind=reader.choice("kind", RecipientKind),
        provisions=_provisions(reader, instruments, since),
        verified=reader.flag("verified"),
    )
    reader.close()
    return rule


def _of_class(version: AwardForm, suffix: str, words: str, numerals: Sequence[str]) -> AwardForm:
    names = (version.name, *version.press_names)
    spellings = (words, *(f"hạng {numeral}" for numeral in numerals))
    official, *others = (f"{name} {spelling}" for name in names for spelling in spellings)
    return replace(
        version,
        code=f"{version.code}_{suffix}",
        name=official,
        press_names=tuple(others),
        family=version.code,
        classes=(),
    )


def _parameter_file(reader: Reader, instruments: Instruments) -> tuple[Parameter, ...]:
    quantity = partial(Parameter, code=_code(reader), description=reader.text("description"), unit=reader.text("unit"))
    values = [_parameter_value(part, instruments, quantity) for part in reader.parts("values")]
    reader.close()
    # A value without an end holds until the next one begins.
    followers: list[Parameter | None] = [*values[1:], None]
    return tuple(
        value if value.until or follower is None else replace(value, until=follower.since)
        for value, follower in zip(values, followers, strict=True)
    )


def _parameter_value(reader: Reader, instruments: Instruments, quantity: Callable[..., Parameter]) -> Parameter:
    since = reader.day("since")
    if since is None:
        raise reader.error("since must be a day")
    value = quantity(
        value=reader.whole_number("value"),
        since=since,
        until=reader.optional_day("until"),
        provisions=_provisions(reader, instruments, since),
        verified=reader.flag("verified"),
        sources=reader.texts("sources"),
        note=reader.optional_text("note"),
    )
    reader.close()
    return value


def _code(reader: Reader) -> str:
    code = reader.text("code")
    if not _CODE.match(code):
        raise reader.error(f"code must be small ASCII letters and digits joined by _, found {code!r}")
    return code


def _provisions(reader: Reader, instruments: Instruments, since: date | None) -> tuple[Provision, ...]:
    """Read ``provision``, one place or several parted by ";", each of an instrument that was in force on ``since``."""
    found: list[Provision] = []
    for place in reader.text("provision").split(";"):
        number, _, article = place.strip().partition(", ")
        instrument = instruments.get(number)
        if instrument is None:
            raise reader.error(f"provision names {number!r}, which is no instrument that has a file")
        if since is not None and not instrument.in_force(since):
            raise reader.error(f"{number} was not in force on {since.isoformat()}")
        found.append(Provision(number, article))
    return tuple(found)


def _refuse_overlap(versions: Sequence[_Dated], where: str) -> None:
    for version in versions:
        if version.until and version.since and version.until <= version.since:
            raise LawFileError(f"{where}: the span from {version.since.isoformat()} ends before it begins")
    for earlier, later in pairwise(versions):
        if later.since is None or earlier.until is None or later.since < earlier.until:
            raise LawFileError(f"{where}: the spans from {earlier.since} and {later.since} overlap")
