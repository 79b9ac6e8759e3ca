"""Organisations as lists name them: each name once, with the unit of the trees where it is plain which one is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from thidua.honours.models import Body
from thidua.honours.queries.bodies import bodies_named
from thidua.honours.rules.bodies import LONGEST_NAME, body_form, body_name, is_bare
from thidua.organisations.queries import resolve_name
from thidua.vietnamese.fold import fold


def ensure_bodies(names: Iterable[str], *, on: date) -> dict[str, int]:
    """Return the key of the body of each name as ``ensure_bodies_on`` does, all of one day."""
    return ensure_bodies_on(dict.fromkeys(names, on))


def ensure_bodies_on(days: Mapping[str, date]) -> dict[str, int]:
    """Return the key of the body of each name, by the name as given; those that are new are added.

    A new body gets its unit where exactly one unit has that name on its day. Names with marks come first, so that the
    same name without them is found to mean one of them; all are added in one order, so that two who add the same ones
    wait for each other. The caller holds a transaction.
    """
    forms = {name: form for name in days if (form := body_form(name))}
    for bare in (False, True):
        wanted = {form: name for name, form in forms.items() if is_bare(form) == bare}
        known = bodies_named(wanted.values())
        _add({form: (body_name(wanted[form]), days[wanted[form]]) for form in sorted(wanted.keys() - known.keys())})
    found = bodies_named(forms)
    return {name: found[form].key for name, form in forms.items()}


def _add(new: Mapping[str, tuple[str, date]]) -> None:
    """Add bodies; one that somebody else added at this moment is taken as it is."""
    rows = [
        Body(name=name, form=form, folded=fold(name)[:LONGEST_NAME], unit=resolve_name(name, on=day))
        for form, (name, day) in new.items()
    ]
    Body.objects.bulk_create(rows, ignore_conflicts=True)
