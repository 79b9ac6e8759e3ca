"""The named recipients of an award in the ledger: written once, each under the record that somebody chose."""

from datetime import date

import pytest
from tests.factories.honours import give, make_collective, make_holder, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_award

from thidua.awards.commands import (
    LedgerEntry,
    NamedRecipient,
    restore_into_ledger,
    withdraw_awards,
    write_into_ledger,
)
from thidua.awards.models import Award, Recipient
from thidua.awards.queries import RegisterFilter, register
from thidua.awards.queries.ledger import named_rows
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.commands import erase_person, merge_holders, withdraw_honour, withdraw_honours
from thidua.honours.commands.erasing import ERASED_NAME, STAYS, STAYS_AS_DIGEST, STAYS_IN_TEXTS
from thidua.honours.models import Holder, Honour
from thidua.honours.queries.person import holder_page

pytestmark = pytest.mark.django_db
GIVEN_NAMES = ("An", "Bình", "Chung", "Dũng", "Đạt", "Hải", "Hùng", "Khánh", "Lâm", "Minh")
TOAN, TEAM = "Đặng Quốc Toản", "Công an xã Vũ Thư"


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return make_actor(unit=province)


def an_award(unit, *named, **fields):
    """An award of 5 June 2020 whose source names these: a kind and a name each, persons where only a name is given."""
    pairs = [each if isinstance(each, tuple) else ("individual", each) for each in named or (TOAN,)]
    stated = {"authority": "UBND tỉnh", "awarded_on": date(2020, 6, 5), "reason": "giữ gìn trật tự", **fields}
    return make_award(unit, recipients=[NamedRecipient(*pair) for pair in pairs], **stated)


def write(award, by, *holders, year=None):
    """Write the recipients in their order, each under one of ``holders``; «later» leaves one out, none is new."""
    recipients = list(award.recipients.all())
    entries = [
        LedgerEntry(recipient, holder)
        for recipient, holder in zip(recipients, holders or [None] * len(recipients), strict=True)
        if holder != "later"
    ]
    return write_into_ledger(award=award, entries=entries, year=year, by=by, at=AT)


def rows(award, by):
    return named_rows(by, award, on=TODAY)


def test_a_new_record_gets_the_award_with_its_source(province, by):
    award = an_award(province, form_code="bang_khen_bo_tinh")

    [honour] = write(award, by).honours

    assert (honour.holder.name, honour.holder.kind, honour.holder.keeper) == (TOAN, "individual", province)
    assert (honour.citation, honour.form_code, honour.form_name) == (award.citation, "bang_khen_bo_tinh", "Bằng khen")
    assert (honour.year, honour.decided_on, honour.authority.name) == (2020, None, "UBND tỉnh")
    assert (honour.reason, honour.body) == ("giữ gìn trật tự", None)


def test_what_the_source_says_of_one_recipient_goes_before_what_it_says_of_all(province, by):
    commune = make_commune("Vũ Thư", under=province)
    award = make_award(
        province, awarded_on=date(2020, 6, 5), reason="phong trào",
        recipients=[NamedRecipient("individual", TOAN, unit=commune, reason="cứu người")],
    )  # fmt: skip

    [honour] = write(award, by).honours

    assert (honour.reason, honour.body.name, honour.body.unit) == ("cứu người", "xã Vũ Thư", commune)


def test_collectives_and_households_are_written_as_such(province, by):
    award = an_award(province, ("collective", TEAM), ("household", "Hộ ông Lê Văn Thử"))

    write(award, by)

    assert list(Holder.objects.order_by("pk").values_list("kind", "name")) == [
        ("collective", TEAM),
        ("household", "Hộ ông Lê Văn Thử"),
    ]


def test_a_record_that_was_chosen_gets_the_award_and_no_other_is_made(province, by):
    person = make_person(province, TOAN)

    [honour] = write(an_award(province), by, person).honours

    assert (honour.holder, Holder.objects.count()) == (person, 1)


def test_a_second_click_writes_nothing_and_says_that_it_was_written(province, by):
    award = an_award(province, TOAN, "Lò Thị Mẩy")
    first = write(award, by)

    second = write(award, by)

    assert (len(first.honours), first.before, second.honours, second.before) == (2, 0, (), 2)
    assert (Honour.objects.count(), Holder.objects.count()) == (2, 2)


def test_those_left_for_later_can_be_written_later(province, by):
    award = an_award(province, TOAN, "Lò Thị Mẩy")
    write(award, by, "later", None)

    assert [each.name for each in award.recipients.all() if not each.is_in_ledger] == [TOAN]
    assert len(write(award, by).honours) == 1


def test_the_trail_tells_how_many_were_written_and_names_nobody(province, by):
    award = an_award(province, TOAN, "Lò Thị Mẩy")
    write(award, by, "later", None)
    [honour] = write(award, by, None, "later").honours

    entry = AuditEntry.objects.filter(act="write_into_ledger").first()

    assert (entry.object_uid, entry.unit_id_value) == (award.uid, province.pk)
    assert (entry.before, entry.after) == ({"in_ledger": 1}, {"in_ledger": 2, "honours": [str(honour.uid)]})


def test_where_the_source_gives_no_day_the_year_is_asked(province, by):
    award = an_award(province, awarded_on=None)

    with pytest.raises(Refused, match="Ghi năm khen thưởng") as refused:
        write(award, by)
    [honour] = write(award, by, year=2019).honours

    assert (refused.value.field, honour.year) == ("year", 2019)


def test_the_day_of_the_source_goes_before_a_year_that_somebody_types(province, by):
    [honour] = write(an_award(province), by, year=1999).honours

    assert honour.year == 2020


@pytest.mark.parametrize("year", [1850, 2030])
def test_a_year_that_cannot_be_leaves_nothing_behind(province, by, year):
    with pytest.raises(Refused, match="Năm khen thưởng"):
        write(an_award(province, awarded_on=None), by, year=year)

    assert (Honour.objects.count(), Holder.objects.count()) == (0, 0)


def test_an_award_that_was_taken_back_or_only_planned_is_written_for_nobody(province, by):
    taken_back = an_award(province)
    withdraw_awards(citation=taken_back.citation, reason="thôi nhận", by=by, at=AT)

    with pytest.raises(Refused, match="đã được rút"):
        write(taken_back, by)
    with pytest.raises(Refused, match="mới là dự kiến"):
        write(an_award(province, status="planned"), by)


def test_a_record_of_another_kind_is_refused(province, by):
    with pytest.raises(Refused, match="không cùng loại"):
        write(an_award(province), by, make_collective(province, TOAN))


def test_one_record_gets_an_award_once_however_often_it_is_chosen(province, by):
    person = make_person(province, TOAN)
    award = an_award(province, TOAN, "Đ/c Toản")

    with pytest.raises(Refused, match="chỉ nhận khen thưởng này một lần"):
        write(award, by, person, person)
    write(award, by, person, "later")
    with pytest.raises(Refused, match="chỉ nhận khen thưởng này một lần"):
        write(award, by, "later", person)

    assert Honour.objects.count() == 1


def test_a_record_that_was_erased_or_merged_since_is_not_written_to(province, by):
    erased, gone, kept = (make_person(province, TOAN) for _each in range(3))
    give(erased, 2019)
    erase_person(holder=erased, reason="yêu cầu", by=by, at=AT)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)

    for holder, words in ((erased, "đã được xóa theo yêu cầu"), (gone, "đã nhập vào hồ sơ khác")):
        with pytest.raises(Refused, match=words):
            write(an_award(province, reason=holder.folded + str(holder.pk)), by, holder)

    assert list(Honour.objects.values_list("year", flat=True)) == [2019]


def test_a_collective_whose_unit_ended_before_the_day_gets_nothing(province, by):
    commune = make_commune("Tự Tân", under=province, until=date(2020, 3, 1))
    collective = make_collective(province, "Xã Tự Tân", body_unit=commune)

    with pytest.raises(Refused, match="đã kết thúc hoạt động từ 01/03/2020"):
        write(an_award(province, ("collective", "Xã Tự Tân")), by, collective)


def test_honours_go_with_the_place_in_the_text_and_the_recipient_may_be_written_again(province, by):
    award = an_award(province)
    [honour] = write(award, by).honours

    count = withdraw_honours(citation=award.citation, reason="thôi nhận dữ kiện", by=by, at=AT)

    page = holder_page(honour.holder)
    assert (count, page.honours, [each.withdrawn_reason for each in page.withdrawn]) == (1, (), ["thôi nhận dữ kiện"])
    [again] = write(award, by, honour.holder).honours
    assert (again.pk != honour.pk, holder_page(honour.holder).honours) == (True, (again,))


def test_an_honour_withdrawn_by_hand_comes_back_while_the_award_stands(province, by):
    [honour] = write(an_award(province), by).honours
    withdraw_honour(honour=honour, reason="", by=by, at=AT)

    restore_into_ledger(honour=honour, by=by, at=AT)

    assert Recipient.objects.get().is_in_ledger is True


def test_an_honour_does_not_come_back_after_its_award_was_taken_back_or_it_was_written_anew(province, by):
    first, second = an_award(province), an_award(province, form_name="Giấy khen")
    [of_first], [of_second] = write(first, by).honours, write(second, by).honours
    for honour in (of_first, of_second):
        withdraw_honour(honour=honour, reason="", by=by, at=AT)
    withdraw_awards(citation=first.citation, reason="thôi nhận", by=by, at=AT)
    write(second, by)

    for honour in (of_first, of_second):
        with pytest.raises(Refused, match="đã được rút hoặc đã ghi lại"):
            restore_into_ledger(honour=honour, by=by, at=AT)


def test_an_honour_of_a_decision_is_restored_as_before(province, by):
    honour = give(make_person(province), 2020)
    withdraw_honour(honour=honour, reason="", by=by, at=AT)

    restore_into_ledger(honour=honour, by=by, at=AT)

    assert Honour.objects.in_force().get() == honour


def test_erasure_says_that_the_text_stays(province, by):
    [honour] = write(an_award(province), by).honours

    stays = erase_person(holder=honour.holder, reason="yêu cầu", by=by, at=AT)

    assert stays == (STAYS, STAYS_AS_DIGEST, STAYS_IN_TEXTS)


def test_the_name_goes_with_the_place_in_the_text_that_kept_it(province, by):
    award = an_award(province)
    [honour] = write(award, by).honours
    erase_person(holder=honour.holder, reason="yêu cầu", by=by, at=AT)

    withdraw_honours(citation=award.citation, reason="thôi nhận dữ kiện", by=by, at=AT)

    assert list(Holder.objects.values_list("name", flat=True)) == [ERASED_NAME]


def test_whom_nobody_is_like_is_new_and_who_is_written_is_asked_no_more(province, by):
    award = an_award(province, TOAN, "Lò Thị Mẩy")
    write(award, by, None, "later")

    assert [(row.recipient.name, row.is_new, row.alike) for row in rows(award, by)] == [
        (TOAN, False, ()),
        ("Lò Thị Mẩy", True, ()),
    ]


def test_the_matching_proposes_a_record_with_its_reasons(province, by):
    person = make_person(province, "Dang Quoc Toan")

    [row] = rows(an_award(province), by)

    assert [(one.holder, one.likeness.verdict.value) for one in row.alike] == [(person, "maybe")]
    assert (row.is_new, str(row.alike[0].likeness.reasons[0])) == (False, "Trùng họ tên, có nơi ghi không dấu")


def test_a_namesake_whom_the_name_alone_does_not_prove_is_left_for_a_person_to_look_at(province, by):
    person = make_person(province, "Nguyễn Văn Hùng", birth_year=1968)
    make_person(province, "Nguyễn Văn Hưng")

    [row] = rows(an_award(province, "Nguyễn Văn Hùng"), by)

    assert [(one.holder, str(one.likeness.reasons[-1])) for one in row.alike] == [
        (person, "Dù trùng họ tên cũng chưa đủ căn cứ")
    ]


def test_collectives_and_households_are_found_by_their_name_in_their_kind(province, by):
    team, bare = make_collective(province, "CÔNG AN xã Vũ Thư"), make_collective(province, "Cong an xa Vu Thu")
    make_collective(province, "Công an xã Vũ Thứ")
    make_holder(province, "household", TEAM)

    [row] = rows(an_award(province, ("collective", TEAM)), by)

    assert [(one.holder, str(one.likeness.reasons[0])) for one in row.alike] == [
        (team, "Trùng tên"),
        (bare, "Trùng tên, có nơi ghi không dấu"),
    ]


def test_neither_erased_nor_merged_records_nor_those_of_other_units_are_proposed(province, by):
    erased, gone, kept = (make_person(province, "Nguyễn Văn Hùng", birth_year=year) for year in (1968, 1970, None))
    give(erased, 2019)
    erase_person(holder=erased, reason="yêu cầu", by=by, at=AT)
    merge_holders(kept=kept, gone=gone, by=by, at=AT)
    make_person(make_unit("Nghệ An"), "Nguyễn Văn Hùng")

    [row] = rows(an_award(province, "Nguyễn Văn Hùng"), by)

    assert [one.holder for one in row.alike] == [kept]


def test_what_a_record_has_of_that_form_and_year_is_told(province, by):
    person = make_person(province, TOAN)
    same = give(person, 2020, "", form_name="bằng khen")
    give(person, 2019, "", form_name="Bằng khen")
    give(person, 2020, "giay_khen")

    with_day, without = rows(an_award(province), by), rows(an_award(province, awarded_on=None), by)

    assert with_day[0].alike[0].received == (same,)
    assert [honour.year for honour in without[0].alike[0].received] == [2020, 2019]


def test_twenty_recipients_take_as_many_queries_as_two(province, by, django_assert_max_num_queries):
    def some(count):
        names = [f"Nguyễn Văn {name}" for name in GIVEN_NAMES[:count]]
        for name in names:
            make_person(province, name, unit="xã Vũ Thư")
        return an_award(province, *names, *(("collective", f"Công an xã {name}") for name in names))

    few, many = some(1), some(10)
    rows(few, by)
    with django_assert_max_num_queries(12):
        rows(few, by)

    with django_assert_max_num_queries(12):
        found = rows(many, by)
    assert len(found) == 20


def test_the_register_tells_which_recipients_are_in_the_ledger(province, by):
    award = an_award(province, TOAN, "Lò Thị Mẩy")
    write(award, by, None, "later")

    [row] = register(by, RegisterFilter(), on=TODAY)

    assert [each.is_in_ledger for each in row.recipients.all()] == [True, False]
    assert row.waits_for_ledger is True
    write(award, by)
    assert Award.objects.get().waits_for_ledger is False


def test_a_merge_takes_the_award_along_to_the_record_that_stays(province, by):
    award = an_award(province)
    [honour] = write(award, by).honours
    kept = make_person(province, TOAN)

    merge_holders(kept=kept, gone=honour.holder, by=process_actor(province), at=AT)

    [row] = rows(award, by)
    assert row.recipient.honour.holder == kept


def test_a_collective_is_the_unit_that_its_name_meant_on_the_day_of_the_award(province, by):
    old = make_commune("Vũ Thư", under=province, since=date(2000, 1, 1), until=date(2025, 7, 1))
    make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))

    [honour] = write(an_award(province, ("collective", "Xã Vũ Thư")), by).honours

    assert honour.holder.body_unit == old


def test_an_award_stands_once_on_a_record_after_one_is_restored(province, by):
    person, award = make_person(province, TOAN), an_award(province, TOAN, TOAN)
    [first] = write(award, by, person, "later").honours
    withdraw_honour(honour=first, reason="", by=by, at=AT)
    write(award, by, "later", person)

    with pytest.raises(Refused, match="đã ghi lại"):
        restore_into_ledger(honour=first, by=by, at=AT)
    assert Honour.objects.in_force().filter(holder=person).count() == 1


def test_a_unit_that_had_ended_is_not_proposed_and_a_refusal_says_whose_it_is(province, by):
    ended = make_commune("Vũ Thư", under=province, until=date(2020, 1, 1))
    row = make_collective(province, TEAM, body_unit=ended)
    award = an_award(province, TOAN, ("collective", TEAM))

    assert [each.alike for each in named_rows(by, award, on=TODAY)] == [(), ()]
    with pytest.raises(Refused, match=f"{TEAM}: Đơn vị đã kết thúc hoạt động"):
        write(award, by, None, row)
    assert Honour.objects.count() == 0
