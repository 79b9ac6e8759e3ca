"""When two rows of the ledger are plainly one award, and which of them counts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.insights.statistics.doubles import Double, Kept, doubles, is_same_award
from thidua.insights.statistics.given import Given
from thidua.vietnamese.fold import fold

PROVINCE, COMMUNE, OTHER_COMMUNE = 1, 2, 3
KIN = frozenset({(PROVINCE, COMMUNE), (PROVINCE, OTHER_COMMUNE)})
GIVEN = Given("bang_khen_bo_tinh", "", "individual", "", "")


def row(key, keeper=PROVINCE, name="Nguyễn Văn Hùng", *, holder=None, number="12/qd-ubnd", year=2025, **more):
    """A row of the ledger that says little beside name and decision."""
    given_as = more.pop("given", GIVEN)
    told = {"birth_year": None, "gender": "", "decided_on": None, "body": "", "body_unit": None, "batch": None, **more}
    return Kept(
        key=key,
        keeper=keeper,
        holder=holder or key,
        name=name,
        folded=fold(name),
        award=(given_as.code, year, number),
        given=given_as,
        **told,
    )


OF_PROVINCE = row(1)


def test_what_a_commune_kept_and_the_list_of_the_province_brought_too_is_one_award():
    assert is_same_award(OF_PROVINCE, row(2, COMMUNE), kin=KIN)


@pytest.mark.parametrize(
    "other",
    [
        row(2, COMMUNE, number="13/qd-ubnd"),
        row(2, COMMUNE, year=2024),
        row(2, COMMUNE, given=replace(GIVEN, code="co_thi_dua_bo_tinh")),
        row(2, COMMUNE, given=replace(GIVEN, holder_kind="household")),
        row(2, COMMUNE, "Nguyễn Văn Hưng"),
        row(2, COMMUNE, "Nguyễn Văn Hùng Anh"),
    ],
    ids=["number", "year", "form", "kind", "marks of the name", "name"],
)
def test_what_differs_in_decision_form_or_receiver_is_two_awards(other):
    assert not is_same_award(OF_PROVINCE, other, kin=KIN)


def test_without_a_number_of_the_decision_nothing_is_plain():
    assert not is_same_award(row(1, number=""), row(2, COMMUNE, number=""), kin=KIN)


@pytest.mark.parametrize("name", ["NGUYEN VAN HUNG", "nguyễn văn hùng", "Nguyễn  Văn Hùng"])
def test_a_name_without_marks_or_in_capitals_is_the_same_name(name):
    assert is_same_award(OF_PROVINCE, row(2, COMMUNE, name), kin=KIN)


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("birth_year", (1970, 1980)),
        ("gender", ("male", "female")),
        ("decided_on", (date(2025, 3, 1), date(2025, 3, 2))),
        ("given", (replace(GIVEN, authority="Bộ Công an"), replace(GIVEN, authority="UBND tỉnh Hưng Yên"))),
        ("body", ("thôn 1", "thôn 2")),
    ],
)
def test_what_both_say_and_contradicts_makes_two(told, other):
    one, two = other

    assert not is_same_award(row(1, **{told: one}), row(2, COMMUNE, **{told: two}), kin=KIN)
    assert is_same_award(row(1, **{told: one}), row(2, COMMUNE), kin=KIN)


def test_who_was_elsewhere_is_the_same_person_with_the_same_year_of_birth():
    one, other = row(1, body="thôn 1", birth_year=1970), row(2, COMMUNE, body="xã vũ thư", birth_year=1970)

    assert is_same_award(one, other, kin=KIN)


def test_the_unit_that_the_province_names_may_be_the_commune_that_keeps_the_row():
    one, other = row(1, body="xã vũ thư", body_unit=COMMUNE), row(2, COMMUNE, body="thôn 1")

    assert is_same_award(one, other, kin=KIN)


def test_two_communes_keep_one_award_only_where_the_year_of_birth_and_the_day_prove_it():
    told = {"birth_year": 1970, "decided_on": date(2025, 3, 1)}

    assert not is_same_award(row(1, COMMUNE), row(2, OTHER_COMMUNE), kin=KIN)
    assert not is_same_award(row(1, COMMUNE, birth_year=1970), row(2, OTHER_COMMUNE, birth_year=1970), kin=KIN)
    assert is_same_award(row(1, COMMUNE, **told), row(2, OTHER_COMMUNE, **told), kin=KIN)


def test_two_rows_in_one_ledger_are_one_award_too():
    assert is_same_award(OF_PROVINCE, row(2))


def test_records_that_were_put_together_hold_one_award_whatever_else_is_told():
    merged = row(2, OTHER_COMMUNE, holder=1, body="thôn 2")

    assert is_same_award(row(1, COMMUNE, holder=1, body="thôn 1"), merged)


def test_two_of_whom_somebody_said_that_they_are_two_stay_two():
    assert not is_same_award(row(1), row(2, COMMUNE), kin=KIN, apart=frozenset({(1, 2)}))


def test_of_three_namesakes_two_born_in_other_years_and_one_in_an_unknown_year_there_are_two():
    rows = [row(1), row(2, COMMUNE, birth_year=1970), row(3, COMMUNE, birth_year=1980)]

    assert [[each.counted.key, *(other.key for other in each.others)] for each in doubles(rows, kin=KIN)] == [[1, 2]]


def test_the_row_counts_that_tells_the_giver_then_the_one_that_tells_more_then_the_oldest():
    silent, typed = row(1), row(2, COMMUNE, given=replace(GIVEN, type="merit"))
    given_by = row(3, COMMUNE, given=replace(GIVEN, authority="UBND tỉnh Hưng Yên"))

    assert [each.counted.key for each in doubles([silent, typed], kin=KIN)] == [2]
    assert [each.counted.key for each in doubles([silent, typed, given_by], kin=KIN)] == [3]
    assert [each.counted.key for each in doubles([row(2), row(1)])] == [1]


def test_it_is_told_whether_several_units_or_one_keep_it():
    of_both = Double(row(1), (row(2, COMMUNE), row(3, COMMUNE)))

    assert (of_both.is_of_several, of_both.is_within_one) == (True, True)
    assert (Double(row(1), (row(2, COMMUNE),)).is_within_one, Double(row(1), (row(2),)).is_of_several) == (False, False)


ROWS = st.lists(
    st.builds(
        lambda **told: told,
        keeper=st.sampled_from([PROVINCE, COMMUNE, OTHER_COMMUNE]),
        name=st.sampled_from(["Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "NGUYEN VAN HUNG"]),
        number=st.sampled_from(["", "12", "13"]),
        birth_year=st.sampled_from([None, 1970, 1980]),
        decided_on=st.sampled_from([None, date(2025, 3, 1), date(2025, 3, 2)]),
        body=st.sampled_from(["", "thôn 1", "thôn 2"]),
    ),
    max_size=9,
).map(lambda all_told: [row(key, **told) for key, told in enumerate(all_told, start=1)])
APART = st.frozensets(st.sampled_from([(1, 2), (1, 3), (2, 5)]))


@given(st.data(), ROWS, APART)
def test_every_row_is_said_once_all_rows_of_an_award_are_the_same_and_the_order_is_no_matter(data, rows, apart):
    found = doubles(rows, kin=KIN, apart=apart)

    awards = [(each.counted, *each.others) for each in found]
    keys = [each.key for award in awards for each in award]
    assert len(keys) == len(set(keys))
    assert all(
        is_same_award(one, other, kin=KIN, apart=apart)
        for award in awards
        for one in award
        for other in award
        if one is not other
    )
    assert doubles(data.draw(st.permutations(rows)), kin=KIN, apart=apart) == found


@given(ROWS, APART)
def test_of_one_decision_there_are_at_least_as_many_awards_as_years_of_birth_and_as_rows_without_a_number(rows, apart):
    again = {row.key for each in doubles(rows, kin=KIN, apart=apart) for row in each.others}
    counted = [each for each in rows if each.key not in again]

    for award in {each.award for each in rows}:
        years = {each.birth_year for each in rows if each.award == award and each.birth_year}
        left = [each for each in counted if each.award == award]
        assert len(left) >= (len(years) if award[2] else sum(each.award == award for each in rows))


@given(ROWS)
def test_being_one_award_goes_both_ways(rows):
    assert all(is_same_award(one, two, kin=KIN) == is_same_award(two, one, kin=KIN) for one in rows for two in rows)
