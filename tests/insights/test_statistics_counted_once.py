"""Awards that the ledger has more than once, and the rows behind each number of awards."""

from datetime import date

import pytest
from tests.factories.honours import make_batch, make_holder, make_honour
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor, process_actor

from thidua.honours.commands import merge_holders, set_apart, withdraw_honour
from thidua.honours.models import Honour
from thidua.insights.statistics import Aside, Asked, Twice, awards_behind, read_statistics
from thidua.organisations.choices import Level, Tree, UnitKind
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def actor(province):
    return make_actor(unit=province)


def found(actor, code):
    return next(each for each in read_statistics(actor, 2025, on=TODAY).tables if each.form.code == code)


def cells(table):
    """What stands in each line, cell by cell: the number, «3+» where there may be more, ``None`` where unknown."""
    rows = [row for part in table.parts for row in part.rows]
    return {
        row.line.code: [f"{cell.value}+" if cell.is_partial else cell.value for _column, cell in row.cells]
        for row in rows
    }


def test_an_award_that_a_commune_keeps_and_the_province_brought_too_counts_once(actor, province, commune):
    decision = {"decision_number": "Số 12/QĐ-UBND", "type": "merit"}
    for keeper, number in ((commune, "12/QĐ-UBND"), (province, "Số 12 /QĐ-UBND")):
        make_honour(
            make_holder(keeper, name="Trần Thị Thử", birth_year=1970), "bang_khen_bo_tinh", decision_number=number
        )
        make_honour(make_holder(keeper, "household", "Hộ ông Thử"), "bang_khen_bo_tinh", **decision)
    make_honour(make_holder(province, name="Trần Thị Thử", birth_year=1980), "bang_khen_bo_tinh", **decision)
    make_honour(make_holder(commune, name="Lê Văn Thử"), "bang_khen_bo_tinh", **decision)
    make_honour(make_holder(commune, name="Lê Văn Thử"), "bang_khen_bo_tinh", **decision)

    read, table = read_statistics(actor, 2025, on=TODAY), found(actor, "0603.N")

    # Seven rows: a woman and a household kept by both, her namesake of 1980, a man whom the commune wrote down twice.
    assert {code: row for code, row in cells(table).items() if code in {"01", "02", "03", "04", "05", "11", "12"}} == {
        "01": [4, 4, 0, 0, 0],
        "02": [0, 0, 0, 0, 0],
        "03": [0, 0, 0, 0, 0],
        "04": [1, 1, 0, 0, 0],
        "05": [3, 3, 0, 0, 0],
        # The woman's award says no type in either ledger.
        "11": ["3+", "3+", 0, 0, 0],
        "12": [None, None, 0, 0, 0],
    }
    assert read.twice_by_form == {"0602.N": Twice(0, 0), "0603.N": Twice(of_several=2, within_one=1)}
    assert (read.ledger, read.again, table.total) == (7, 3, 4)


def test_an_award_of_records_that_were_put_together_counts_once(actor, province, commune):
    decision = {"decision_number": "12/QĐ-UBND"}
    one, other = make_holder(commune, name="Trần Thị Thử"), make_holder(province, name="Trần Thị Thu Thử")
    for holder in (one, other):
        make_honour(holder, "bang_khen_bo_tinh", **decision)
    make_honour(other, "bang_khen_thu_tuong", **decision)
    before = [each.total for each in read_statistics(actor, 2025, on=TODAY).tables]

    merge_holders(kept=one, gone=other, by=process_actor(province), at=AT)

    read = read_statistics(actor, 2025, on=TODAY)
    assert (before, [each.total for each in read.tables], read.again) == ([0, 1, 2], [0, 1, 1], 1)


def test_two_of_whom_an_officer_said_that_they_are_two_count_twice(actor, province, commune):
    holders = [make_holder(unit, name="Trần Thị Thử") for unit in (province, commune)]
    for holder in holders:
        make_honour(holder, "bang_khen_bo_tinh", decision_number="12/QĐ-UBND")
    before = found(actor, "0603.N").total

    set_apart(one=holders[0], other=holders[1], by=process_actor(province), at=AT)

    assert (before, found(actor, "0603.N").total) == (1, 2)


def test_a_row_withdrawn_or_of_another_province_says_no_award_again(actor, province, commune):
    decision = {"decision_number": "12/QĐ-UBND"}
    for unit in (province, make_unit("Nghệ An")):
        make_honour(make_holder(unit), "bang_khen_bo_tinh", **decision)
    gone = make_honour(make_holder(commune), "bang_khen_bo_tinh", **decision)
    withdraw_honour(honour=gone, reason="Ghi thừa", by=process_actor(commune), at=AT)

    read = read_statistics(actor, 2025, on=TODAY)

    assert (found(actor, "0603.N").total, read.again) == (1, 0)


def test_a_double_that_says_no_giver_is_counted_where_the_other_row_says_it(actor, province, commune):
    for keeper, authority in ((commune, ""), (province, "Bộ Công an")):
        unit = make_holder(keeper, "collective", "Đơn vị Thử")
        make_honour(unit, "don_vi_quyet_thang", authority=authority, decision_number="12/QĐ-BCA")

    read = read_statistics(actor, 2025, on=TODAY)

    assert (found(actor, "0603.N").total, read.no_level, read.again) == (1, 0, 1)


def test_an_old_commune_and_the_new_one_that_it_became_keep_one_award(actor, province):
    old = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))
    new = make_commune("Vũ Thư", under=province, since=date(2025, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, kind="whole", on=date(2025, 7, 1))
    for keeper in (old, new):
        make_honour(make_holder(keeper), "bang_khen_bo_tinh", decision_number="12/QĐ-UBND")

    assert found(actor, "0603.N").total == 1


def test_every_number_of_awards_opens_onto_exactly_the_rows_that_it_counts(actor, province, commune):
    firm = make_unit("May Hưng Yên", kind=UnitKind.ENTERPRISE, level=Level.COMMUNE, under=province, tree=Tree.STATE)
    decision = {"decision_number": "12/QĐ-UBND", "type": "merit"}
    for keeper in (province, commune):
        make_honour(make_holder(keeper), "bang_khen_bo_tinh", **decision)
    make_honour(make_holder(province, "collective", "Công ty May", body_unit=firm), "bang_khen_bo_tinh", type="ad_hoc")
    make_honour(make_holder(province, "collective", "Tổ Thử"), "huan_chuong_lao_dong_hang_ba")
    make_honour(make_holder(commune, "household", "Hộ ông Thử"), "bang_khen_bo_tinh")
    for authority in ("Bộ Công an", "Quân khu 3", ""):
        make_honour(make_holder(province, "collective", "Đơn vị"), "don_vi_quyet_thang", authority=authority)
    make_honour(make_holder(province), "", type="merit")
    read = read_statistics(actor, 2025, on=TODAY)
    forms = [table.form for table in read.tables if table.form.subject == "awards"]

    def behind(*asked):
        return len(awards_behind(actor, Asked(*asked), forms, year=2025, on=TODAY))

    differing = {
        (table.form.code, row.line.code, column.code): (cell.value, counted)
        for table in read.tables
        if table.form in forms
        for part in table.parts
        for row in part.rows
        for column, cell in row.cells
        if (counted := behind(table.form, row.line, column)) != (cell.value or 0)
    }
    assert differing == {}
    assert [behind(aside) for aside in Aside] == [read.no_form, read.no_level, read.other_level] == [1, 1, 1]
    assert [
        (behind(form, None, None, line.code), behind(form, None, None, line.code, "individual"))
        for form in forms
        for line in read.awards_by_form[form.code]
    ] == [(line.total, line.individuals) for form in forms for line in read.awards_by_form[form.code]]
    assert sum(each.total for each in read.tables) + 3 + read.again == read.ledger


def test_two_persons_of_one_list_are_two_whatever_they_have_in_common(actor, province):
    told = {"decision_number": "12/QĐ-UBND", "type": "merit"}
    batch = make_batch(province)
    for body in ("Trường Tiểu học An Bình", "Công an huyện Vũ Thư"):
        row = make_honour(make_holder(province, birth_year=1968), "bang_khen_bo_tinh", body=body, **told)
        Honour.objects.filter(pk=row.pk).update(batch=batch)

    assert (cells(found(actor, "0603.N"))["01"][0], read_statistics(actor, 2025, on=TODAY).again) == (2, 0)


def test_two_that_one_unit_keeps_in_two_places_are_two(actor, province):
    for body in ("Trường Tiểu học An Bình", "Công an huyện Vũ Thư"):
        make_honour(
            make_holder(province, birth_year=1968), "bang_khen_bo_tinh", body=body, decision_number="12/QĐ-UBND"
        )

    assert cells(found(actor, "0603.N"))["01"][0] == 2


def test_two_that_were_set_apart_are_two_after_one_was_put_into_a_third(actor, province, commune):
    by = process_actor(province)
    one, other, third = (make_holder(keeper, birth_year=1968) for keeper in (province, commune, commune))
    for holder in (one, other):
        make_honour(holder, "bang_khen_bo_tinh", decision_number="12/QĐ-UBND")
    set_apart(one=one, other=other, by=by, at=AT)
    merge_holders(kept=third, gone=other, by=by, at=AT)

    assert cells(found(actor, "0603.N"))["01"][0] == 2
