"""Reading a pack of local rules: one YAML file with its own instruments, quantities, conditions, papers and money."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from thidua.law.entries import DecidingBody, Instrument, Parameter
from thidua.law.loading.catalogue import parameter_values, read_instrument
from thidua.law.loading.common import code_of, known_codes, provisions_of, stem, yaml_files
from thidua.law.loading.conditions import Known, read_conditions
from thidua.law.loading.papers import read_bonuses, read_deadline, read_dossier
from thidua.law.packs import LocalDecider, Pack
from thidua.law.strict import LawFileError, Reader, read_yaml


@dataclass(frozen=True, slots=True)
class National:
    """The national law that a pack stands beside."""

    instruments: Mapping[str, Instrument]
    awards: Collection[str]
    parameters: Mapping[str, tuple[Parameter, ...]]


def load_packs(folder: Traversable, national: National) -> dict[str, Pack]:
    """Return the packs of a folder by code. A file is named after its code."""
    found: dict[str, Pack] = {}
    for file in yaml_files(folder):
        pack = load_pack(file, national)
        if pack.code != stem(file):
            raise LawFileError(f"{file.name}: phải đặt tên theo mã")
        found[pack.code] = pack
    return found


def load_pack(file: Traversable, national: National) -> Pack:
    """Return the pack of one file.

    Raises:
        LawFileError: something is missing, unknown, or would loosen national law in a pack that is no correction.
    """
    reader = read_yaml(file)
    pack = read_pack(reader, national)
    reader.close()
    return pack


def read_pack(reader: Reader, national: National) -> Pack:
    """Return the pack of a mapping."""
    code = code_of(reader)
    is_correction = reader.flag("correction", default=False)
    own = {act.number: act for act in map(read_instrument, reader.optional_parts("instruments"))}
    instruments = {**national.instruments, **own}
    parameters = _parameters(reader, instruments, code)
    _refuse_other_unit(parameters, national, reader)
    known = Known(instruments, national.awards, {*national.parameters, *parameters})
    if not is_correction:
        for values in parameters.values():
            _refuse_looser(values, national.parameters.get(values[0].code, ()), reader)
    return Pack(
        code=code,
        name=reader.text("name"),
        authority=reader.text("authority"),
        is_correction=is_correction,
        instruments=own,
        parameters=parameters,
        conditions=tuple(
            each
            for part in reader.optional_parts("standards")
            for each in _closed(part, read_conditions(part, known, code))
        ),
        dossiers=tuple(
            each
            for part in reader.optional_parts("dossiers")
            for each in _closed(part, read_dossier(part, instruments, national.awards, code))
        ),
        deadlines=tuple(
            each
            for part in reader.optional_parts("deadlines")
            for each in _closed(part, read_deadline(part, instruments, national.awards, code))
        ),
        deciders=tuple(_decider(part, instruments, national.awards) for part in reader.optional_parts("deciders")),
        bonuses=read_bonuses(reader, instruments, national.awards, code) if reader.has("bonuses") else (),
        note=reader.optional_text("note"),
    )


def _closed(reader: Reader, found: tuple) -> tuple:  # type: ignore[type-arg]
    reader.close()
    return found


def _decider(reader: Reader, instruments: Mapping[str, Instrument], awards: Collection[str]) -> LocalDecider:
    since = reader.day("since")
    if since is None:
        raise reader.error("since phải là một ngày")
    found = LocalDecider(
        awards=known_codes(reader, "awards", awards),
        body=DecidingBody(
            who=reader.text("who"),
            provisions=provisions_of(reader, instruments, since),
            verified=reader.flag("verified"),
        ),
        since=since,
        until=reader.optional_day("until"),
    )
    reader.close()
    if not found.awards:
        raise reader.error("awards phải có ít nhất một mã")
    return found


def _parameters(reader: Reader, instruments: Mapping[str, Instrument], local: str) -> dict[str, tuple[Parameter, ...]]:
    found: dict[str, tuple[Parameter, ...]] = {}
    for part in reader.optional_parts("parameters"):
        values = tuple(replace(value, local=local) for value in parameter_values(part, instruments))
        part.close()
        found[values[0].code] = values
    return found


def _refuse_other_unit(parameters: Mapping[str, tuple[Parameter, ...]], national: National, reader: Reader) -> None:
    """Refuse a national quantity that a pack measures otherwise: its conditions would count something else."""
    for code, values in parameters.items():
        base = national.parameters.get(code, values)[-1]
        if (values[-1].unit, values[-1].choices) != (base.unit, base.choices):
            raise reader.error(f"{code} phải có đơn vị và các lựa chọn như quy định chung ({base.unit})")


def _refuse_looser(values: tuple[Parameter, ...], national: tuple[Parameter, ...], reader: Reader) -> None:
    """Refuse a value that is less strict than a national one that holds on a day of its span."""
    for value in values:
        for base in national:
            overlaps = (base.until is None or value.since < base.until) and (
                value.until is None or base.since < value.until
            )
            looser = {"higher": value.value < base.value, "lower": value.value > base.value}
            if overlaps and looser.get(base.stricter, False):
                raise reader.error(
                    f"{value.code} từ {value.since.isoformat()} nới lỏng hơn quy định chung ({base.value}); "
                    "quy định địa phương chỉ được chặt hơn, bản đính chính phải ghi correction: true"
                )
