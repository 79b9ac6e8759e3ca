"""The files of the law, read once and checked: instruments, award forms, quantities, sources.

Each function takes the folder, so that the same rules can be tried on other files. Errors are ``LawFileError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.resources.abc import Traversable

from thidua.law.entries import (
    AuthorityLevel,
    AwardForm,
    Confidence,
    DecidingBody,
    Group,
    Instrument,
    Parameter,
    RecipientKind,
    RecipientRule,
)
from thidua.law.loading.common import Instruments, code_of, provisions_of, refuse_overlap, slug, stem, yaml_files
from thidua.law.strict import LawFileError, Reader, possible_values, read_yaml, shown

_CLASSES = (
    ("hang_nhat", "hạng Nhất", ("I", "1")),
    ("hang_nhi", "hạng Nhì", ("II", "2")),
    ("hang_ba", "hạng Ba", ("III", "3")),
)


def load_instruments(folder: Traversable) -> dict[str, Instrument]:
    """Return the instruments by number. A file is named after its number: ``06_2022_qh15.yaml``."""
    found: dict[str, Instrument] = {}
    for file in yaml_files(folder):
        instrument = read_instrument(read_yaml(file))
        if stem(file) != slug(instrument.number):
            raise LawFileError(f"{file.name}: phải đặt tên {slug(instrument.number)}.yaml theo số văn bản")
        found[instrument.number] = instrument
    for instrument in found.values():
        for other in instrument.amends:
            if other not in found:
                raise LawFileError(
                    f"{slug(instrument.number)}.yaml: sửa đổi {other} nhưng không có tệp nào của văn bản đó"
                )
    return found


def load_awards(folder: Traversable, instruments: Instruments) -> dict[str, tuple[AwardForm, ...]]:
    """Return the versions of every award form by code, oldest first; a form with classes also gives one per class."""
    found: dict[str, tuple[AwardForm, ...]] = {}
    for file in yaml_files(folder):
        for versions in _award_file(read_yaml(file), instruments):
            code = versions[0].code
            if code in found:
                raise LawFileError(f"{file.name}: mã {code} có trong hai tệp")
            refuse_overlap(versions, file.name)
            found[code] = versions
        if stem(file) not in found:
            raise LawFileError(f"{file.name}: phải đặt tên theo mã")
    return found


def load_parameters(folder: Traversable, instruments: Instruments) -> dict[str, tuple[Parameter, ...]]:
    """Return the values of every quantity by code, oldest first. The folder may have folders in it."""
    found: dict[str, tuple[Parameter, ...]] = {}
    for file in yaml_files(folder):
        values = _parameter_file(read_yaml(file), instruments)
        code = values[0].code
        if stem(file) != code or code in found:
            raise LawFileError(f"{file.name}: phải đặt tên theo mã, và mỗi mã chỉ có một tệp")
        refuse_overlap(values, file.name)
        found[code] = values
    return found


def load_sources(file: Traversable) -> dict[str, str]:
    """Return the addresses and titles of the sources by key."""
    reader = read_yaml(file)
    found = {key: reader.text(key) for key in reader.keys_left()}
    reader.close()
    return found


def read_instrument(reader: Reader) -> Instrument:
    """Read one law, decree, circular or decision."""
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
        raise reader.error("until phải sau in_force_from")
    return instrument


def _award_file(reader: Reader, instruments: Instruments) -> Iterator[tuple[AwardForm, ...]]:
    code = code_of(reader)
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
        raise reader.error("given_by phải có ít nhất một cấp")
    yield versions
    if in_classes:
        for suffix, words, numerals in _CLASSES:
            yield tuple(_of_class(version, suffix, words, numerals) for version in versions)


def _award_version(reader: Reader, instruments: Instruments, form: Callable[..., AwardForm]) -> AwardForm:
    since, until = reader.day("since"), reader.optional_day("until")
    provisions = provisions_of(reader, instruments, since)
    deciding = reader.part("decided_by")
    version = form(
        name=reader.text("name"),
        recipients=tuple(_recipient(part, instruments, since) for part in reader.parts("recipients")),
        decided_by=DecidingBody(
            who=deciding.text("who"),
            provisions=provisions_of(deciding, instruments, since),
            verified=deciding.flag("verified"),
            levels=deciding.choices("levels", AuthorityLevel) if deciding.has("levels") else (),
        ),
        since=since,
        until=until,
        provisions=provisions,
        verified=reader.flag("verified"),
        sources=reader.texts("sources"),
        note=reader.optional_text("note"),
        not_before=max((day for place in provisions if (day := instruments[place.number].not_before)), default=None),
    )
    deciding.close()
    reader.close()
    if len(version.recipient_kinds) != len(version.recipients):
        raise reader.error("recipients ghi hai lần cùng một đối tượng")
    return version


def _recipient(reader: Reader, instruments: Instruments, since: date | None) -> RecipientRule:
    rule = RecipientRule(
        kind=reader.choice("kind", RecipientKind),
        provisions=provisions_of(reader, instruments, since),
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
    values = parameter_values(reader, instruments)
    reader.close()
    return values


def parameter_values(reader: Reader, instruments: Instruments) -> tuple[Parameter, ...]:
    """Read one quantity: its code, what it is, and its values by the first day in force."""
    quantity = partial(
        Parameter,
        code=code_of(reader),
        description=reader.text("description"),
        unit=reader.text("unit"),
        stricter=reader.one_of("stricter", ("higher", "lower")),
        choices=tuple(reader.named_texts("choices").items()),
    )
    values = [_parameter_value(part, instruments, quantity) for part in reader.parts("values")]
    # A value without an end holds until the next one begins.
    followers: list[Parameter | None] = [*values[1:], None]
    return tuple(
        value if value.until or follower is None else replace(value, until=follower.since)
        for value, follower in zip(values, followers, strict=True)
    )


def _parameter_value(reader: Reader, instruments: Instruments, quantity: partial[Parameter]) -> Parameter:
    since = reader.day("since")
    if since is None:
        raise reader.error("since phải là một ngày")
    value = quantity(
        value=_whole_number_or_choice(reader, quantity.keywords["choices"], quantity.keywords["unit"]),
        since=since,
        until=reader.optional_day("until"),
        provisions=provisions_of(reader, instruments, since),
        verified=reader.flag("verified"),
        sources=reader.texts("sources"),
        note=reader.optional_text("note"),
    )
    reader.close()
    return value


def _whole_number_or_choice(reader: Reader, choices: Sequence[tuple[str, str]], unit: str) -> int:
    if not choices:
        value = reader.whole_number("value")
        if value not in possible_values(unit):
            raise reader.error(f"value không thể là {shown(value)} {unit}")
        return value
    codes = tuple(code for code, _words in choices)
    chosen = reader.one_of("value", codes)
    if not chosen:
        raise reader.error("thiếu value")
    return codes.index(chosen)
