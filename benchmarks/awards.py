"""A province's round of 2,000 nominations, on SQLite and on PostgreSQL where one answers; 200,000 awards in the ledger.

The awards of the ledger have citations, and every tenth nomination tells the deed of somebody else of the year again.

``eligibility_2000_s``: every nomination is checked against the law and the result is kept, as at a step.
``decide_2000_s``: one decision with all of them is issued: conditions once more, its number, the money, the ledger.
``found_repeated``: how many of the nominations were found to tell such a deed again.
``list_page_ms``: the slowest of the pages that a list of the round is asked for, of 50 nominations each.
``…_over_sql``: times what the barest statements take that read or write the same rows.
``THIDUA_BENCH_NOMINATIONS`` makes the round smaller for a quick look.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from benchmarks.driving.asking import ask_page
from benchmarks.driving.scratch import on_both_databases

if TYPE_CHECKING:
    from thidua.core.actors import Actor
    from thidua.nominations.models import Nomination, Round
    from thidua.organisations.models import Unit

_NOMINATIONS = int(os.environ.get("THIDUA_BENCH_NOMINATIONS", "2000"))
_PERSONS = 40_000
_AT = datetime(2026, 11, 27, 2, tzinfo=UTC)
_ON = date(2026, 11, 27)
_AWARDS = ("bang_khen_bo_tinh", "chien_si_thi_dua_bo_tinh")
_PROVIDED = 0.9
_RETOLD = 10
_LIST_PAGES = {
    "first": "",
    "last": "&page=9999",
    "by_unit": "&sort=don-vi",
    "of_a_name": "&ten=nguyen",
    "of_a_unit": "&don-vi=so+1",
    "not_met": "&xem=chua-dat",
    "mine": "&xem=cua-toi&sort=-ngay",
}
_PAPERS = ("to_trinh", "bien_ban", "bao_cao", "bien_ban_bo_phieu", "giay_sang_kien", "giay_xac_nhan_pham_vi")


def figures() -> dict[str, float]:
    """Return seconds and milliseconds on each database, and times the barest statements."""
    return on_both_databases("benchmarks.awards")


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
    actor, round_ = _fill(random.Random(2026))  # noqa: S311 - dice
    take_statistics(connection)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
    found = {"nominations": float(_NOMINATIONS), **_eligibility(actor, round_), **_list_pages(round_)}
    found |= _deciding(actor, round_)
    connection.close()
    return found


def _eligibility(actor: Actor, round_: Round) -> dict[str, float]:
    from thidua.nominations.commands import check_nominations  # noqa: PLC0415
    from thidua.nominations.models import Check  # noqa: PLC0415

    rows = _rows(round_)
    check_nominations(nominations=rows[:5], by=actor, at=_AT)  # the law's files are read once
    taken = _seconds(lambda: check_nominations(nominations=rows, by=actor, at=_AT))
    barest = _seconds(lambda: _write_and_read(round_))
    return {
        "eligibility_2000_s": taken,
        "eligibility_2000_over_sql": taken / barest,
        "checks_kept": float(Check.objects.count()),
        "found_repeated": float(sum(map(_is_repeated, Check.objects.values_list("verdicts", flat=True)))),
    }


def _is_repeated(verdicts: list[dict[str, str]]) -> bool:
    """Tell whether a check found that the achievement may have been awarded before."""
    from thidua.nominations.rules.own_rows import REPEATED  # noqa: PLC0415

    return any(row["code"] == REPEATED and (row["outcome"] != "met" or row.get("caution")) for row in verdicts)


def _list_pages(round_: Round) -> dict[str, float]:
    from django.urls import reverse  # noqa: PLC0415

    from benchmarks.inputs.office_year import officer  # noqa: PLC0415

    user = officer(round_.unit, _ON, _AT)
    address = f"{reverse('office:nominations')}?dot={round_.uid}"
    asked = {name: ask_page(user, address + more) for name, more in _LIST_PAGES.items()}
    slowest = max(asked.values(), key=lambda each: each.ms)
    barest = min(_seconds(lambda: _read_a_page(round_)) for _run in range(15))
    return {
        "list_page_ms": slowest.ms,
        "list_page_over_sql": slowest.ms / 1000 / barest,
        "list_page_queries": float(slowest.queries),
        **{f"list_{name}_ms": each.ms for name, each in asked.items()},
    }


def _read_a_page(round_: Round) -> None:
    """Count the nominations of a round and read the first fifty by name, by the barest statements."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from nominations_nomination where round_id = %s", [round_.pk])
        cursor.execute(
            "select * from nominations_nomination where round_id = %s order by sort_key, id limit 50", [round_.pk]
        )
        cursor.fetchall()


def _deciding(actor: Actor, round_: Round) -> dict[str, float]:
    from thidua.decisions.commands import draft_decision, issue_decision  # noqa: PLC0415
    from thidua.honours.models import Honour  # noqa: PLC0415

    _let_all_pass(round_)
    before = Honour.objects.count()
    draft = draft_decision(
        round=round_, title="Về việc khen thưởng", symbol="QĐ-UBND", nominations=_rows(round_), by=actor, at=_AT
    )
    taken = _seconds(lambda: issue_decision(decision=draft, dated_on=_ON, by=actor, at=_AT))
    barest = _seconds(_write_ledger)
    return {
        "decide_2000_s": taken,
        "decide_2000_over_sql": taken / barest,
        "honours_written": float(Honour.objects.count() - before),
    }


def _let_all_pass(round_: Round) -> None:
    """Conclude and let pass all that stands in the way, as rows, and bring everybody before the decision."""
    from thidua.law.verdicts import Outcome  # noqa: PLC0415
    from thidua.nominations.models import Conclusion  # noqa: PLC0415
    from thidua.nominations.queries.assessing import assess_nominations  # noqa: PLC0415

    rows = _rows(round_)
    found = assess_nominations(rows, on=_ON)
    told = {"reason": "đo", "concluded_by": "đo", "concluded_role": "leader", "created_at": _AT}
    Conclusion.objects.bulk_create(
        Conclusion(nomination=one, condition=row.code, is_override=refused, is_met=not refused, **told)
        for one in rows
        for row in found[one.pk].rows
        if (refused := row.outcome is Outcome.NOT_MET) or row.outcome is Outcome.TO_JUDGE
    )
    round_.nominations.update(state="to_decide", vote={"favour": 15, "members": 15, "recused": 0})


def _write_ledger() -> None:
    """Write as many awards into the ledger as the decision did, by the barest statements."""
    from django.db import transaction  # noqa: PLC0415

    from thidua.core.many import insert_rows  # noqa: PLC0415
    from thidua.honours.models import Honour  # noqa: PLC0415

    names = ("holder_id", "keeper_id", "form_code", "form_name", "year", "decision_number", "authority_id")
    last = list(Honour.objects.order_by("-pk").values_list(*names)[:_NOMINATIONS])
    plain = [name.removesuffix("_id") for name in names]
    with transaction.atomic():
        insert_rows(Honour, plain, last, common={"created_at": _AT})
        transaction.set_rollback(True)


def _write_and_read(round_: Round) -> None:
    """Write a row as long as a check for each nomination, and read what it rests on, by the barest statements."""
    from django.db import connection, transaction  # noqa: PLC0415

    from thidua.core.many import insert_rows  # noqa: PLC0415
    from thidua.nominations.models import Check  # noqa: PLC0415

    verdicts = Check.objects.values_list("verdicts", flat=True).first()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("honours_honour", "honours_holder"):
            key = "holder_id" if table == "honours_honour" else "id"
            cursor.execute(f"select * from {table} where {key} in (select holder_id from nominations_nomination)")
            cursor.fetchall()
        cursor.execute("select * from nominations_paper")
        cursor.fetchall()
        keys = list(round_.nominations.order_by().values_list("pk", flat=True))
        same = {"at": _AT, "on": _ON, "law_day": _ON, "state": "draft", "outcome": "met", "made_by": "đo"}
        insert_rows(Check, ("nomination", "verdicts"), ((key, verdicts) for key in keys), common=same)
        cursor.execute("update nominations_nomination set outcome = 'met', not_met = 0, to_judge = 1")
        transaction.set_rollback(True)


def _rows(round_: Round) -> list[Nomination]:
    return list(round_.nominations.select_related("round__unit", "unit").order_by("pk"))


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _fill(dice: random.Random) -> tuple[Actor, Round]:
    from django.db import transaction  # noqa: PLC0415

    from benchmarks.citations import write_citations  # noqa: PLC0415
    from benchmarks.ledger import fill  # noqa: PLC0415
    from thidua.core.many import insert_rows  # noqa: PLC0415
    from thidua.honours.models import Honour  # noqa: PLC0415
    from thidua.nominations.commands.achievements import index_all_honours, index_nominations  # noqa: PLC0415
    from thidua.nominations.models import Paper, Round  # noqa: PLC0415
    from thidua.organisations.models import Unit  # noqa: PLC0415

    actor, _people = fill(dice, _PERSONS)
    last = Honour.objects.order_by("-year").values_list("year", flat=True)[0]
    Honour.objects.filter(year=last).update(year=_ON.year)  # what a nomination of this year may repeat
    write_citations(dice)
    index_all_honours(at=_AT)
    province = Unit.objects.get(kind="province")
    with transaction.atomic():
        round_ = Round.objects.create(
            unit=province, title="Xét khen thưởng năm 2026", kind="yearly", year=2026, authority="Chủ tịch UBND tỉnh",
            award_codes=list(_AWARDS), opens_on=_ON, created_at=_AT,
        )  # fmt: skip
        _nominate(round_, province, dice)
        keys = list(round_.nominations.order_by("pk").values_list("pk", flat=True))
        papers = ((key, code, code) for key in keys for code in _PAPERS if dice.random() < _PROVIDED)
        common = {"provided_by": "đo", "created_at": _AT}
        insert_rows(Paper, ("nomination", "item_code", "text"), papers, common=common)
        index_nominations(_rows(round_))
    return actor, round_


def _nominate(round_: Round, province: Unit, dice: random.Random) -> None:
    from benchmarks.citations import citation, deeds_told_again  # noqa: PLC0415
    from thidua.core.many import insert_rows  # noqa: PLC0415
    from thidua.honours.models import Holder  # noqa: PLC0415
    from thidua.nominations.models import Nomination  # noqa: PLC0415
    from thidua.organisations.models import Unit  # noqa: PLC0415

    units = list(Unit.objects.exclude(pk=province.pk).order_by("pk").values_list("pk", flat=True))
    holders = list(Holder.objects.order_by("pk")[:_NOMINATIONS])
    ratings = ("hoàn thành xuất sắc", "hoàn thành tốt")
    again = dict(enumerate((text for _pk, text in deeds_told_again(_ON.year, _NOMINATIONS)), start=1))
    rows = (
        (
            number, dice.choice(units), holder.pk, holder.name, holder.folded, holder.sort_key, _AWARDS[number % 2],
            (number % _RETOLD == 0 and again.get(number // _RETOLD)) or citation(_ON.year, dice),
            {"group": "cán bộ, công chức, viên chức, người lao động",
             "ratings": {str(year): dice.choice(ratings) for year in range(2022, 2027)}},
        )
        for number, holder in enumerate(holders, start=1)
    )  # fmt: skip
    names = ("number", "unit", "holder", "name", "folded", "sort_key", "award_code", "achievement", "facts")
    same = {
        "round": round_.pk, "kind": "individual", "award_name": "Bằng khen", "type": "movement", "year": 2026,
        "state": "appraisal", "moved_at": _AT, "created_at": _AT, "received_on": _ON,
    }  # fmt: skip
    insert_rows(Nomination, names, rows, common=same)


if __name__ == "__main__":
    print(json.dumps(_measured()))
