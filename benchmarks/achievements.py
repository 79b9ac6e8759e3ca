"""One achievement, one award: look-ups among 200,000 awards, on SQLite and on PostgreSQL where one answers.

``alike_1_of_200000_s``: the slowest of many nominations looked up one by one; ``alike_2000_of_200000_s``: a whole round
at once. ``recall``, ``precision``: of the labelled pairs that were set aside while the weights were set.
``found_again``: how many deeds of other holders, told in other words, are found among all awards.
``THIDUA_BENCH_PERSONS`` makes the ledger smaller for a quick look.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import statistics
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from benchmarks.driving.scratch import on_both_databases

if TYPE_CHECKING:
    from thidua.nominations.models import Nomination

_PERSONS = int(os.environ.get("THIDUA_BENCH_PERSONS", "40000"))
_NOMINATIONS, _ONE_BY_ONE = 2000, 200
_RETOLD = 0.1
_AT = datetime(2026, 11, 27, 2, tzinfo=UTC)
_ON = date(2026, 11, 27)
_CODES = ("bang_khen_bo_tinh", "giay_khen")


def figures() -> dict[str, float]:
    """Return seconds of look-ups on each database, and how rightly the pairs set aside are told."""
    return on_both_databases("benchmarks.achievements") | _rightly()


def _rightly() -> dict[str, float]:
    labelled = importlib.import_module("tests.nominations.achievement_pairs")
    found = labelled.measured([pair for pair in labelled.PAIRS if pair.is_held_out])
    return {"recall": found.recall, "precision": found.precision}


def _measured() -> dict[str, float]:
    import django  # noqa: PLC0415 - the settings are those of this process

    django.setup()
    from pathlib import Path  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from thidua.config.databases import take_statistics  # noqa: PLC0415
    from thidua.config.home import keep_secret_key  # noqa: PLC0415
    from thidua.nominations.models import AchievementKey  # noqa: PLC0415

    keep_secret_key(Path(os.environ["THIDUA_HOME"]))
    call_command("migrate", verbosity=0)
    indexed, originals = _fill(random.Random(2026))  # noqa: S311 - dice
    take_statistics(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    found = {**indexed, "keys": float(AchievementKey.objects.count()), **_look_ups(originals)}
    connection.close()
    return found


def _look_ups(originals: dict[int, int]) -> dict[str, float]:
    from thidua.nominations.models import Nomination  # noqa: PLC0415
    from thidua.nominations.queries.achievements import alike, alike_many  # noqa: PLC0415
    from thidua.nominations.rules.achievements.pictures import picture  # noqa: PLC0415

    rows = list(Nomination.objects.order_by("pk"))
    alike(rows[0])
    taken = []
    for each in rows[-_ONE_BY_ONE:]:
        picture.cache_clear()
        begun = time.perf_counter()
        alike(each)
        taken.append(time.perf_counter() - begun)
    picture.cache_clear()
    begun = time.perf_counter()
    found = alike_many(rows)
    together = time.perf_counter() - begun
    again = sum(any(each.told.key == honour for each in found[pk]) for pk, honour in originals.items())
    return {
        "alike_1_of_200000_s": max(taken),
        "alike_1_median_s": statistics.median(taken),
        "alike_2000_of_200000_s": together,
        "found_again": again / len(originals),
        "nominations_with_a_warning": sum(map(bool, found.values())) / len(rows),
    }


def _fill(dice: random.Random) -> tuple[dict[str, float], dict[int, int]]:
    """Make a ledger with citations and a round; return what indexing took, and which honours are told again."""
    from benchmarks.citations import write_citations  # noqa: PLC0415
    from benchmarks.ledger import fill  # noqa: PLC0415
    from thidua.nominations.commands.achievements import index_all_honours, index_nominations  # noqa: PLC0415

    fill(dice, _PERSONS)
    write_citations(dice)
    begun = time.perf_counter()
    count = index_all_honours(at=_AT)
    taken = time.perf_counter() - begun
    rows, originals = _nominate(dice)
    index_nominations(rows)
    return {"honours": float(count), "index_all_s": taken}, originals


def _nominate(dice: random.Random) -> tuple[list[Nomination], dict[int, int]]:
    """Make a round in which every tenth tells the deed of somebody else of this or the last year again."""
    from benchmarks.citations import citation, deeds_told_again  # noqa: PLC0415
    from thidua.core.many import insert_rows  # noqa: PLC0415
    from thidua.honours.models import Holder, Honour  # noqa: PLC0415
    from thidua.nominations.models import Nomination, Round  # noqa: PLC0415
    from thidua.organisations.models import Unit  # noqa: PLC0415

    province = Unit.objects.get(kind="province")
    year = Honour.objects.order_by("-year").values_list("year", flat=True)[0]
    round_ = Round.objects.create(
        unit=province, title="Xét khen thưởng", kind="yearly", year=year, authority="Chủ tịch UBND tỉnh",
        award_codes=list(_CODES), opens_on=_ON, created_at=_AT,
    )  # fmt: skip
    again = deeds_told_again(year, int(_NOMINATIONS * _RETOLD))
    holders = list(Holder.objects.order_by("-pk")[:_NOMINATIONS])
    texts = [citation(year, dice) for _each in holders[len(again) :]] + [text for _pk, text in again]
    rows = (
        (number, holder.pk, holder.name, holder.folded, holder.sort_key, _CODES[number % 2], text)
        for number, (holder, text) in enumerate(zip(holders, texts, strict=True), start=1)
    )
    same = {
        "round": round_.pk, "unit": province.pk, "kind": "individual", "award_name": "Bằng khen", "type": "movement",
        "year": year, "state": "appraisal", "moved_at": _AT, "created_at": _AT,
    }  # fmt: skip
    insert_rows(
        Nomination, ("number", "holder", "name", "folded", "sort_key", "award_code", "achievement"), rows, common=same
    )
    made = list(Nomination.objects.order_by("pk"))
    return made, {each.pk: pk for each, (pk, _text) in zip(made[len(made) - len(again) :], again, strict=True)}


if __name__ == "__main__":
    print(json.dumps(_measured()))
