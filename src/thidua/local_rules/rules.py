"""Putting a unit's own values into the form of a pack, and what may be set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from thidua.law.catalogue import all_parameters
from thidua.law.entries import Confidence, Instrument, Parameter, Provision
from thidua.law.packs import Pack

OWN_VALUES = "muc_cua_don_vi"


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A quantity as a unit states it: which, how much, from when, by which document, and where that was seen."""

    parameter: str
    value: int
    since: date
    document_number: str
    source: str
    until: date | None = None
    document_title: str = ""
    article: str = ""
    is_verified: bool = False
    note: str = ""


def pack_of(values: Iterable[StatedValue], authority: str) -> Pack:
    """Return values as a pack that corrects national law; of two for one day, the one given later wins.

    Raises:
        KeyError: there is no such quantity.
    """
    acts: dict[str, Instrument] = {}
    parameters: dict[str, list[Parameter]] = {}
    for value in values:
        acts[value.document_number] = _instrument(value)
        # The newest statement first: ``Law.parameter`` takes the first that is in force.
        parameters.setdefault(value.parameter, []).insert(0, _parameter(value))
    return Pack(
        code=OWN_VALUES,
        name=f"Mức do {authority} thêm",
        authority=authority,
        is_correction=True,
        instruments=acts,
        parameters={code: tuple(found) for code, found in parameters.items()},
    )


def _parameter(value: StatedValue) -> Parameter:
    known = all_parameters()[value.parameter][-1]
    return replace(
        known,
        value=value.value,
        since=value.since,
        until=value.until,
        provisions=(Provision(value.document_number, value.article),),
        verified=value.is_verified,
        sources=(value.source,),
        note=value.note,
        local=OWN_VALUES,
    )


def _instrument(value: StatedValue) -> Instrument:
    return Instrument(
        number=value.document_number,
        title=value.document_title or value.document_number,
        issued_on=None,
        since=None,
        until=None,
        amends=(),
        replaces=(),
        verified=value.is_verified,
        content_seen=True,
        confidence=Confidence.MEDIUM,
        sources=(value.source,),
    )
