"""Erasing a person: what goes, what the archive keeps, and what goes when it no longer does."""

import json

import pytest
from tests.factories.honours import FIGHTER, give, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.commands import (
    StatedHolder,
    add_post,
    correct_holder,
    erase_person,
    merge_holders,
    restore_honour,
    undo_merge,
    withdraw_honour,
)
from thidua.honours.commands.erasing import ERASED_NAME, STAYS, STAYS_AS_DIGEST
from thidua.honours.models import Holder, Honour, MatchKey, Merge
from thidua.honours.queries.known import erasures_of
from thidua.honours.rules.importing.one_row import Row
from thidua.vietnamese.fold import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return process_actor(province)


def test_erasure_removes_everything_where_there_is_no_decision(province, by):
    person = make_person(province, gender="female", unit="xã Vũ Thư")

    stays = erase_person(holder=person, reason="yêu cầu của người đó", by=by, at=AT)

    kept = Holder.objects.get()
    told = (kept.name, kept.birth_year, kept.gender, kept.posts.count())
    assert (stays, told) == ((STAYS_AS_DIGEST,), (ERASED_NAME, None, "", 0))
    assert ({len(each) for each in kept.erased_digests}, "hoa" in str(kept.erased_digests)) == ({64}, False)
    assert MatchKey.objects.count() == 0


def test_erasure_yields_to_the_archive_where_a_decision_was_issued(province, by):
    person = make_person(province, unit="xã Vũ Thư")
    give(person, 2020)

    stays = erase_person(holder=person, reason="yêu cầu của người đó", by=by, at=AT)

    kept = Holder.objects.get()
    told = (kept.name, kept.birth_year, kept.posts.count(), kept.honours.count())
    assert (stays, told) == ((STAYS, STAYS_AS_DIGEST), ("Lê Thị Hòa", None, 0, 1))
    entry = AuditEntry.objects.get(act="erase_person")
    assert entry.after == {"reason": "yêu cầu của người đó", "honours_kept": 1}


def test_erasure_wants_a_reason_and_happens_once(province, by):
    person = make_person(province)
    with pytest.raises(Refused, match="Ghi lý do xóa"):
        erase_person(holder=person, reason=" ", by=by, at=AT)
    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)

    with pytest.raises(Refused, match="đã được xóa"):
        erase_person(holder=person, reason="yêu cầu", by=by, at=AT)


def test_erasure_reaches_the_records_merged_into_this_one_and_the_trail(province, by):
    kept, gone = make_person(province, birth_year=None, unit="xã Vũ Thư"), make_person(province, birth_year=1975)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)
    correct_holder(holder=kept, stated=StatedHolder("individual", "Lê Thị Hoàn", 1975), version=2, by=by, at=AT)

    erase_person(holder=kept, reason="yêu cầu", by=by, at=AT)

    of_people = AuditEntry.objects.exclude(act__in=("erase_person", "add_unit"))
    said = " ".join(f"{entry.object_label} {entry.before} {entry.after}" for entry in of_people)
    assert ("Lê Thị" in said, "1975" in said, "Vũ Thư" in said) == (False, False, False)
    assert set(Holder.objects.values_list("name", "birth_year")) == {(ERASED_NAME, None)}
    assert Merge.objects.get().kept_before == {}


def test_an_award_that_was_withdrawn_does_not_keep_the_name(province, by):
    person = make_person(province)
    withdraw_honour(honour=give(person, 2020), reason="ghi nhầm", by=by, at=AT)

    assert erase_person(holder=person, reason="yêu cầu", by=by, at=AT) == (STAYS_AS_DIGEST,)
    assert Holder.objects.get().name == ERASED_NAME


def test_nothing_is_written_to_a_record_that_was_erased(province, by):
    person, other = make_person(province), make_person(province)
    give(person, 2020)
    merge = merge_holders(kept=person, gone=other, by=by, at=AT)
    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)
    stated = StatedHolder("individual", "Lê Thị Hòa", 1975)
    writings = (
        lambda: give(person, 2021),
        lambda: add_post(holder=person, title="", body="xã Vũ Thư", since=None, until=None, by=by, at=AT),
        lambda: correct_holder(holder=person, stated=stated, version=3, by=by, at=AT),
        lambda: merge_holders(kept=make_person(province), gone=person, by=by, at=AT),
        lambda: undo_merge(merge=merge, by=by, at=AT),
    )

    for write in writings:
        with pytest.raises(Refused, match=r"đã được xóa theo yêu cầu|đã nhập vào hồ sơ khác"):
            write()


def test_the_name_that_a_decision_kept_goes_when_the_last_one_is_withdrawn(province, by):
    person = make_person(province)
    first, last = give(person, 2020), give(person, 2021)
    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)

    withdraw_honour(honour=first, reason="", by=by, at=AT)
    before = Holder.objects.get()
    withdraw_honour(honour=last, reason="nhầm với Lê Thị Hòa", by=by, at=AT)

    kept = Holder.objects.get()
    assert (before.name, kept.name, kept.folded) == ("Lê Thị Hòa", ERASED_NAME, "(da xoa theo yeu cau)")
    assert (kept.erased_digests, kept.version) == (before.erased_digests, before.version + 1)
    entries = AuditEntry.objects.filter(act__in=("erase_person", "finish_erasure")).order_by("pk")
    assert [(each.object_label, each.before, each.after) for each in entries] == [
        (ERASED_NAME, {}, {"reason": "yêu cầu", "honours_kept": 2}),
        (ERASED_NAME, {"is_name_kept": True}, {"is_name_kept": False}),
    ]
    assert "Lê Thị" not in everything_said()


def test_a_record_that_is_not_erased_keeps_its_name_without_honours(province, by):
    withdraw_honour(honour=give(make_person(province), 2020), reason="", by=by, at=AT)

    assert (Holder.objects.get().name, AuditEntry.objects.filter(act="finish_erasure").count()) == ("Lê Thị Hòa", 0)


def test_what_was_withdrawn_last_does_not_come_back_to_an_erased_person(province, by):
    honour = give(make_person(province), 2020)
    erase_person(holder=honour.holder, reason="yêu cầu", by=by, at=AT)
    withdraw_honour(honour=honour, reason="", by=by, at=AT)

    with pytest.raises(Refused, match="đã được xóa"):
        restore_honour(honour=honour, by=by, at=AT)


def test_reasons_of_merges_and_withdrawals_go_and_those_on_decisions_stay(province, by):
    kept, gone = make_person(province), make_person(province, birth_year=None)
    give(kept, 2020, reason="Lê Thị Hòa dạy giỏi")
    withdrawn = give(gone, 2021, reason="Lê Thị Hòa dạy giỏi")
    merge_holders(kept=kept, gone=gone, reason="cùng là Lê Thị Hòa", by=by, at=AT)
    withdraw_honour(honour=withdrawn, reason="nhầm với Lê Thị Hòa", by=by, at=AT)

    erase_person(holder=kept, reason="yêu cầu", by=by, at=AT)

    told = list(Honour.objects.order_by("year").values_list("reason", "withdrawn_reason"))
    assert told == [("Lê Thị Hòa dạy giỏi", ""), ("", "")]
    assert Merge.objects.get().reason == ""
    honours = AuditEntry.objects.filter(object_kind="Honour")
    assert {(each.object_label, str(each.before), str(each.after)) for each in honours} == {(ERASED_NAME, "{}", "{}")}


def test_the_reason_of_a_merge_into_somebody_else_that_was_undone_goes_too(province, by):
    person, other = make_person(province, birth_year=None), make_person(province, "Lò Văn A")
    merge = merge_holders(kept=other, gone=person, reason="là Lê Thị Hòa", by=by, at=AT)
    undo_merge(merge=merge, by=by, at=AT)

    erase_person(holder=person, reason="yêu cầu", by=by, at=AT)

    merge.refresh_from_db()
    assert (merge.reason, merge.kept_before["birth_year"]) == ("", 1975)


def test_every_name_and_year_that_the_records_had_are_known_again(province, by):
    kept, gone = make_person(province, "Lê Thị Hoàn", birth_year=None), make_person(province, "Lê Hòa", birth_year=1957)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)
    right = StatedHolder("individual", "Lê Thị Hòa", 1975)
    correct_holder(holder=kept, stated=right, version=2, by=by, at=AT)

    erase_person(holder=kept, reason="yêu cầu", by=by, at=AT)

    names, years = ("Lê Thị Hoàn", "Lê Hòa", "LÊ THỊ HOÀ", "le hoa", "Lê Hoa", "Lê Thị Hoan"), (1957, 1975, 1958)
    erasures = erasures_of(province.pk)
    found = {(name, year) for name in names for year in years if erasures.have_person(row_of(name, year))}
    assert found == {(name, year) for name in names[:4] for year in years[:2]}


def test_an_award_is_known_again_without_a_year_where_the_record_once_had_none(province, by):
    person, other = make_person(province, birth_year=None), make_person(province, "Lò Văn A")
    for honour in (give(person, 2020), give(other, 2020)):
        withdraw_honour(honour=honour, reason="", by=by, at=AT)
    right = StatedHolder("individual", "Lê Thị Hòa", 1975)
    correct_holder(holder=person, stated=right, version=1, by=by, at=AT)
    for holder in (person, other):
        erase_person(holder=holder, reason="yêu cầu", by=by, at=AT)

    erasures = erasures_of(province.pk)
    asked = [("Lê Thị Hòa", None), ("Lê Thị Hòa", 1975), ("Lê Thị Hòa", 1990), ("Lò Văn A", None), ("Lò Văn A", 1975)]
    assert [erasures.have_award(row_of(*each)) for each in asked] == [True, True, True, False, True]


def test_a_record_merged_in_from_another_ledger_is_known_again_in_that_one(province, by):
    commune = make_commune("Vũ Thư", under=province)
    kept, gone = make_person(province), make_person(commune, "Lê Hòa")
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    erase_person(holder=kept, reason="yêu cầu", by=by, at=AT)

    row = row_of("Lê Hòa", 1975)
    assert (erasures_of(commune.pk).have_person(row), erasures_of(province.pk).have_person(row)) == (True, True)


def everything_said() -> str:
    """All that trail, merges and honours say."""
    trail = AuditEntry.objects.values_list("object_label", "before", "after")
    honours = Honour.objects.values_list("reason", "withdrawn_reason")
    rows = [*trail, *honours, *Merge.objects.values_list("reason", "kept_before"), *Holder.objects.values_list("name")]
    return json.dumps(rows, ensure_ascii=False)


def row_of(name: str, birth_year: int | None) -> Row:
    """The row of a list that names somebody, with the award that ``give`` gives for 2020."""
    return Row(
        number=2,
        kind="individual",
        name=name,
        folded=fold(name),
        birth_year=birth_year,
        gender="",
        title="",
        body="",
        form_code=FIGHTER,
        form_name=FIGHTER,
        type="",
        year=2020,
        decision_number="2020/QĐ-UBND",
        decided_on=None,
        authority="",
        reason="",
    )
