"""The ledger of a province: 200,000 people with a million honours, on SQLite and on PostgreSQL where one answers.

``match_1000_of_200000_s``: a list of 1,000 names with year of birth and unit, written as other offices write them, is
looked up in the ledger; the whole look-up, keys, candidates and posts from the database, and the comparison.
``register_search_ms``: the slowest of several searches of the register (each the median of several), the query and the
fifty rows of its first page, and their count as far as it is counted; the others are named after what they ask.
``THIDUA_BENCH_PERSONS`` makes the ledger smaller for a quick look.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from benchmarks.driving.scratch import on_both_databases

if TYPE_CHECKING:
    from thidua.core.actors import Actor
    from thidua.organisations.models import Unit

_PERSONS = int(os.environ.get("THIDUA_BENCH_PERSONS", "200000"))
_HONOURS_EACH = 5
_ASKED = 1000
_COMMUNES = 104
_RUNS = 5
_PAGE = 50
_FIRST_YEAR, _YEARS = 1996, 30
_FORMS = (
    ("lao_dong_tien_tien", "Lao động tiên tiến"),
    ("chien_si_thi_dua_co_so", "Chiến sĩ thi đua cơ sở"),
    ("giay_khen", "Giấy khen"),
    ("bang_khen_bo_tinh", "Bằng khen của bộ, ban, ngành, tỉnh"),
)
_AT = datetime(2026, 11, 27, 2, tzinfo=UTC)
_TODAY = date(2026, 11, 27)


def figures() -> dict[str, float]:
    """Return seconds of the matching and milliseconds of searches on each database."""
    return on_both_databases("benchmarks.ledger")


def _measured() -> dict[str, float]:
    import django  # noqa: PLC0415 - the settings are those of this process

    django.setup()
    from pathlib import Path  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from thidua.config.databases import take_statistics  # noqa: PLC0415
    from thidua.config.home import keep_secret_key  # noqa: PLC0415

    keep_secret_key(Path(os.environ["THIDUA_HOME"]))
    call_command("migrate", verbosity=0)
    dice = random.Random(2026)  # noqa: S311 - dice
    actor, people = fill(dice)
    take_statistics(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    found = {"people": float(_PERSONS), "honours": float(_PERSONS * _HONOURS_EACH)}
    found |= _matching(actor, people, dice) | _searches(actor, people)
    connection.close()
    return found


def _matching(actor: Actor, people: list[tuple[str, int, str]], dice: random.Random) -> dict[str, float]:
    from benchmarks.matching import written  # noqa: PLC0415
    from thidua.honours.queries.matching import Named, proposals_for  # noqa: PLC0415

    chosen = dice.sample(range(len(people)), k=min(_ASKED, len(people)))
    asked = [Named(written(name, dice), born, "", unit) for name, born, unit in (people[each] for each in chosen)]
    proposals_for(actor, asked[:20], on=_TODAY)  # tables of names are read once
    begun = time.perf_counter()
    found = proposals_for(actor, asked, on=_TODAY)
    taken = time.perf_counter() - begun
    return {
        "match_1000_of_200000_s": taken,
        "match_names_with_a_proposal": sum(map(bool, found)) / len(asked),
    }


def _searches(actor: Actor, people: list[tuple[str, int, str]]) -> dict[str, float]:
    from thidua.honours.queries.register import LedgerFilter, page_of, register  # noqa: PLC0415

    name, _born, unit = people[len(people) // 2]
    asked = {
        "newest": LedgerFilter(),
        "full_name": LedgerFilter(name=name),
        "common_name": LedgerFilter(name="nguyen van"),
        "no_such_name": LedgerFilter(name="khong co ai"),
        "name_and_year": LedgerFilter(name="hung", year=_FIRST_YEAR + 3),
        "unit": LedgerFilter(unit=unit),
        "year_and_form": LedgerFilter(year=_FIRST_YEAR + 10, form="bang_khen_bo_tinh"),
        "authority": LedgerFilter(authority="ubnd xa 17"),
        "unit_year_form": LedgerFilter(unit=unit, year=_FIRST_YEAR + 4, form="giay_khen"),
    }
    found = {}
    for what, question in asked.items():
        taken = []
        for _run in range(_RUNS):
            begun = time.perf_counter()
            page_of(register(actor, question, on=_TODAY), 0, _PAGE)
            taken.append((time.perf_counter() - begun) * 1000)
        found[f"search_{what}_ms"] = statistics.median(taken)
    return {"register_search_ms": max(found.values()), **found}


def fill(dice: random.Random, count: int = _PERSONS) -> tuple[Actor, list[tuple[str, int, str]]]:
    """Make a province with its communes, its people and their honours; return who searches, and the people."""
    from django.db import transaction  # noqa: PLC0415

    from benchmarks.matching import persons  # noqa: PLC0415
    from thidua.core.actors import Actor, Grant, Role  # noqa: PLC0415
    from thidua.core.many import insert_rows  # noqa: PLC0415
    from thidua.honours.models import Body, Holder, Honour, ImportBatch, MatchKey, Post  # noqa: PLC0415
    from thidua.honours.rules.bodies import body_form  # noqa: PLC0415
    from thidua.sources.models import StoredFile  # noqa: PLC0415
    from thidua.vietnamese.fold import fold, sort_key  # noqa: PLC0415

    province, communes = _units()
    file = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/csv", name="so.csv", created_at=_AT)
    batch = ImportBatch.objects.create(unit=province, file=file, brought_by="đo", created_at=_AT)
    for commune in communes:
        for name, unit in ((commune.full_name, commune), (f"UBND {commune.full_name}", None)):
            Body.objects.create(name=name, form=body_form(name), folded=fold(name), unit=unit)
    bodies = list(Body.objects.exclude(unit=None).order_by("pk").values_list("pk", "name"))
    givers = list(Body.objects.filter(unit=None).order_by("pk").values_list("pk", flat=True))
    made = persons(count, dice)
    people = [(each.name, each.birth_year or 0, bodies[dice.randrange(len(bodies))]) for each in made]
    with transaction.atomic():
        rows = ((name, fold(name), sort_key(name)[:200], born) for name, born, _body in people)
        common = {"keeper": province.pk, "kind": "individual", "created_at": _AT}
        insert_rows(Holder, ("name", "folded", "sort_key", "birth_year"), rows, common=common)
        keys = list(Holder.objects.order_by("pk").values_list("pk", flat=True))
        insert_rows(
            Post, ("holder", "body"), ((key, body[0]) for key, (_n, _b, body) in zip(keys, people, strict=True))
        )
        insert_rows(MatchKey, ("holder", "key"), _keys(keys, people))
        honours = _honours(keys, people, givers, dice)
        names = ("holder", "form_code", "form_name", "year", "authority", "body", "row_number")
        insert_rows(Honour, names, honours, common={"keeper": province.pk, "batch": batch.pk, "created_at": _AT})
    actor = Actor(uid=None, label="đo", unit_id=province.pk, grants=(Grant(Role.OFFICER, province.pk),))
    return actor, [(name, born, body[1]) for name, born, body in people]


def _units() -> tuple[Unit, list[Unit]]:
    from thidua.organisations.choices import Level, UnitKind  # noqa: PLC0415
    from thidua.organisations.commands.lineage import lock_forest  # noqa: PLC0415
    from thidua.organisations.models import Lineage, Unit, UnitDescription  # noqa: PLC0415
    from thidua.vietnamese.fold import fold, sort_key  # noqa: PLC0415

    def placed(name: str, kind: UnitKind, level: Level, above: tuple[Unit, ...] = ()) -> Unit:
        full = f"{kind.label} {name}"
        common = {"name": name, "full_name": full, "kind": kind, "code": name, "folded": fold(full)}
        unit = Unit.objects.create(**common, level=level, sort_key=sort_key(name), created_at=_AT)
        UnitDescription.objects.create(unit=unit, **common)
        for depth, ancestor in enumerate((unit, *above)):
            Lineage.objects.create(ancestor=ancestor, descendant=unit, depth=depth)
        return unit

    lock_forest()
    province = placed("Hưng Yên", UnitKind.PROVINCE, Level.PROVINCE)
    return province, [
        placed(f"Số {number}", UnitKind.COMMUNE, Level.COMMUNE, (province,)) for number in range(_COMMUNES)
    ]


def _keys(holders: list[int], people: list[tuple[str, int, tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    from thidua.honours.rules.beside import beside, body_key, unit_key  # noqa: PLC0415
    from thidua.honours.rules.matching import keys  # noqa: PLC0415

    for holder, (name, born, body) in zip(holders, people, strict=True):
        for key in sorted(keys(name, beside(born, [body_key(body[0]), unit_key(body[0])]))):
            yield holder, key[:120]


def _honours(
    holders: list[int], people: list[tuple[str, int, tuple[int, str]]], givers: list[int], dice: random.Random
) -> Iterator[tuple[int, str, str, int, int, int, int]]:
    for number, (holder, (_name, _born, body)) in enumerate(zip(holders, people, strict=True)):
        first = dice.randrange(_YEARS - _HONOURS_EACH)
        for later in range(_HONOURS_EACH):
            code, form = _FORMS[dice.randrange(len(_FORMS))]
            giver = givers[dice.randrange(len(givers))]
            yield holder, code, form, _FIRST_YEAR + first + later, giver, body[0], number


if __name__ == "__main__":
    print(json.dumps(_measured()))
