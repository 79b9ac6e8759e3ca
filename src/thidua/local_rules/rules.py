"""Putting a unit's own values into the form of a pack, and what may be set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from thidua.law.catalogue import all_parameters, instruments
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

    A value of a quantity that the software no longer has is left out.
    """
    acts: dict[str, Instrument] = {}
    parameters: dict[str, list[Parameter]] = {}
    for value in values:
        acts[value.document_number] = _instrument(value)
        # The newest statement first: ``Law.parameter`` takes the first that is in force.
        if quantity := quantity_stated(value.parameter, value.value):
            parameters.setdefault(value.parameter, []).insert(0, _parameter(quantity, value))
    return Pack(
        code=OWN_VALUES,
        name=f"Mức do {authority} thêm",
        authority=authority,
        is_correction=True,
        instruments=acts,
        parameters={code: tuple(found) for code, found in parameters.items()},
    )


def quantity_stated(code: str, value: int) -> Parameter | None:
    """Return a quantity with the value of an office; None where the software no longer has it, or not that choice."""
    known = all_parameters().get(code)
    if known is None or (known[-1].choices and value >= len(known[-1].choices)):
        return None
    return replace(known[-1], value=value)


def _parameter(known: Parameter, value: StatedValue) -> Parameter:
    return replace(
        known,
        since=value.since,
        until=value.until,
        provisions=(Provision(value.document_number, value.article),),
        verified=value.is_verified,
        sources=(value.source,),
        note=value.note,
        local=OWN_VALUES,
    )


def _instrument(value: StatedValue) -> Instrument:
    """Return the document of a value; one that the catalogue has stays as it is there.

    One value that was compared with an amending law says nothing of the rest of that law.
    """
    if value.document_number in instruments():
        return instruments()[value.document_number]
    return Instrument(
        number=value.document_number,
        title=value.document_title or value.document_number,
        issued_on=None,
        since=None,
        until=None,
        amends=(),
        replaces=(),
        verified=value.is_verified,
        content_seen=value.is_verified,
        confidence=Confidence.MEDIUM,
        sources=(value.source,),
    )
