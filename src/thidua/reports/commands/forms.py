"""Bringing the shipped forms into the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.reports.catalogue import CheckEntry, EditionEntry, FormEntry, entries
from thidua.reports.models import Form, FormCheck, FormEdition, FormLine, FormReporter, FormSection
from thidua.reports.rules.amounts import scaled

_AMOUNTS = ("min", "max", "from_zero")


@dataclass(frozen=True)
class LoadedForms:
    """How many editions a loading found as they were, and added."""

    unchanged: int
    added: int


class FormInUseError(ValueError):
    """A shipped edition differs from one on which units have reported: a change must be a new edition."""


@transaction.atomic
def load_forms(*, by: Actor, at: datetime) -> LoadedForms:
    """Load ``reports/data/forms/*.yaml``; loading twice changes nothing. No form is ever removed.

    Nobody waits for reports of periods that were over when a form was loaded.

    Raises:
        FormInUseError: the data of an edition changed on which units have reported, or the period of a form.
        LookupError: an indicator of a form is not in the database.
    """
    indicators = {each.code: each for each in Indicator.objects.all()}
    asked = {line.indicator for entry in entries() for edition in entry.editions for line in edition.lines}
    if missing := sorted(asked - indicators.keys()):
        raise LookupError(f"load the indicators first; these are not there: {', '.join(missing)}")
    added = unchanged = 0
    for order, entry in enumerate(entries(), start=1):
        form = _form(entry, order * 10, at)
        for edition in entry.editions:
            is_new = _load(form, edition, indicators, by=by, at=at)
            added, unchanged = added + is_new, unchanged + (not is_new)
    return LoadedForms(unchanged, added)


def _form(entry: FormEntry, order: int, at: datetime) -> Form:
    told = {
        "name": entry.name,
        "period_kind": entry.period,
        "basis": entry.basis,
        "is_own_draft": entry.is_own_draft,
        "order": order,
    }
    if Form.objects.filter(code=entry.code).exclude(period_kind=entry.period).exists():
        raise FormInUseError(f"{entry.code} was for another period before; give the new form a code of its own")
    form, _is_new = Form.objects.update_or_create(
        code=entry.code, defaults=told, create_defaults={**told, "created_at": at}
    )
    return form


def _load(form: Form, entry: EditionEntry, indicators: Mapping[str, Indicator], *, by: Actor, at: datetime) -> bool:
    checks = [_check(order, check, indicators) for order, check in enumerate(entry.checks, start=1)]
    content = _fingerprint(entry, [check.terms for check in checks])
    known = FormEdition.objects.filter(form=form, number=entry.number).first()
    if known and known.content == content:
        return False
    if known and known.reports.exists():
        raise FormInUseError(f"edition {entry.number} of {form.code} is in use; write a new edition instead")
    if known:
        known.delete()
    edition = FormEdition.objects.create(
        form=form,
        number=entry.number,
        since=entry.since,
        days_to_file=entry.days_to_file,
        tree=entry.tree,
        asked_since=clock.legal_day(at),
        content=content,
        created_at=at,
    )
    FormReporter.objects.bulk_create(
        FormReporter(edition=edition, level=Level[level.upper()]) for level in entry.levels
    )
    _add_lines(edition, entry, indicators)
    for check in checks:
        check.edition = edition
    FormCheck.objects.bulk_create(checks)
    audit.record("load_form", edition, by=by, at=at, after={"form": form.code, "edition": entry.number})
    return True


def _check(order: int, check: CheckEntry, indicators: Mapping[str, Indicator]) -> FormCheck:
    terms = _scaled_terms(check, indicators)
    return FormCheck(order=order, code=check.code, severity=check.severity, terms=terms, message=check.message)


def _add_lines(edition: FormEdition, entry: EditionEntry, indicators: Mapping[str, Indicator]) -> None:
    for order, each in enumerate(entry.sections, start=1):
        section = FormSection.objects.create(
            edition=edition, order=order, kind=each.kind, title=each.title, hint=each.hint
        )
        FormLine.objects.bulk_create(
            FormLine(
                section=section,
                order=place,
                number=line.number,
                indicator=indicators[line.indicator],
                is_required=line.is_required,
                takes_qualifier=line.takes_qualifier,
                hint=line.hint,
            )
            for place, line in enumerate(each.lines, start=1)
        )


def _scaled_terms(check: CheckEntry, indicators: Mapping[str, Indicator]) -> dict[str, Any]:
    """Return the terms with amounts as they are kept: scaled by the decimals of what is counted in the cell."""
    terms: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in check.terms.items()
    }
    decimals = indicators[check.cells[0]].decimals
    amounts = {name: terms[name] for name in _AMOUNTS if terms.get(name) is not None}
    return terms | {name: scaled(amount, decimals) for name, amount in amounts.items()}


def _fingerprint(entry: EditionEntry, terms: list[dict[str, Any]]) -> str:
    """Return what an edition holds in short; its checks with amounts as they are kept, so that decimals count too."""
    plain = json.dumps([asdict(entry, dict_factory=_plain), terms], sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in pairs}
