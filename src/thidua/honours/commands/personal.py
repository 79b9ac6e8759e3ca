"""What the law on personal data asks for: who read, who took out, and correction (91/2025/QH15)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core import audit
from thidua.core.actors import Actor
from thidua.core.changes import save_checked
from thidua.honours.choices import Gender, HolderKind
from thidua.honours.commands.holders import StatedHolder, refuse_birth_year, refuse_no_name, refuse_unit
from thidua.honours.commands.keys import write_keys
from thidua.honours.commands.locking import lock_current
from thidua.honours.models import Holder, PageRead
from thidua.honours.rules.lines import LONGEST_NAME, line
from thidua.organisations.models import Unit
from thidua.vietnamese.fold import fold, sort_key

READ, EXPORTED, CHECKED = "read", "exported", "checked"


def note_reading(*, holder: Holder, act: str = READ, by: Actor, at: datetime) -> None:
    """Write down who looked at a person's page, or took the data out; of collectives nothing is noted."""
    if holder.kind != HolderKind.COLLECTIVE:
        PageRead.objects.create(
            holder=holder, at=at, actor_uid=by.uid, actor_label=by.label, actor_role=by.role_label, act=act
        )


def note_export(*, keeper: Unit, asked: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Write down who took rows of the ledger out, and what was asked for; of a name only that one was asked for.

    The entry is one on the unit, which no erasure of a person reaches.
    """
    after = {**asked, "name": bool(asked.get("name"))}
    audit.record("export_ledger", keeper, by=by, at=at, unit_id=keeper.pk, after=after)


def note_checking(*, keeper: Unit, names: int, shown: Collection[Holder], by: Actor, at: datetime) -> None:
    """Write down who held a list of names against the ledger, and each person whose record was shown for it."""
    people = [each for each in shown if each.kind != HolderKind.COLLECTIVE]
    who = {"actor_uid": by.uid, "actor_label": by.label, "actor_role": by.role_label}
    with transaction.atomic():
        PageRead.objects.bulk_create([PageRead(holder=each, at=at, act=CHECKED, **who) for each in people])
        after = {"names": names, "shown": len(people)}
        audit.record("check_list", keeper, by=by, at=at, unit_id=keeper.pk, after=after)


@transaction.atomic
def correct_holder(*, holder: Holder, stated: StatedHolder, version: int, by: Actor, at: datetime) -> Holder:
    """Correct name, year of birth, gender and unit, if nobody else did since the user looked.

    Raises:
        Refused: there is no name, the year of birth cannot be, or the record was merged or erased since.
        Stale: somebody saved in between.
    """
    name = line(stated.name, LONGEST_NAME)
    refuse_no_name(name)
    refuse_birth_year(stated.birth_year, at)
    refuse_unit(stated)
    holder = lock_current(holder)
    changes = {
        "name": name,
        "folded": fold(name)[:LONGEST_NAME],
        "sort_key": sort_key(name)[:LONGEST_NAME],
        "birth_year": stated.birth_year,
        "gender": Gender(stated.gender) if stated.gender else "",
        "body_unit": stated.body_unit,
    }
    kept = save_checked(holder, changes, version=version, act="correct_holder", by=by, at=at)
    write_keys([kept])
    return kept
