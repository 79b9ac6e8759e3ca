"""Numbers: what is one, what comes next, what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.decisions.rules.numbers import gaps, next_number, read_number, shown

TAKEN = st.sets(st.integers(1, 60), max_size=30)


@given(number=st.integers(1, 999_999))
def test_a_number_as_it_is_shown_is_read_again(number):
    assert read_number(shown(number, "QĐ-UBND"), "QĐ-UBND") == number
    assert read_number(f" Số: {shown(number, 'qđ-ubnd')} ", "QĐ-UBND") == number


@pytest.mark.parametrize("text", ["15a", "15-1", "XV", "", "0", "-3", "15/QĐ-BNV", "15/", "1234567", "1 5"])
def test_what_is_no_ordinal_of_this_symbol_is_no_number(text):
    assert read_number(text, "QĐ-UBND") is None


@given(last=st.integers(0, 40), taken=TAKEN)
def test_the_next_number_is_free_and_nothing_free_is_passed_over(last, taken):
    given_ = next_number(last, taken)

    assert given_.number not in taken
    assert set(given_.passed) <= taken
    assert list(given_.passed) == list(range(last + 1, given_.number))


@given(typed=TAKEN, count=st.integers(0, 40))
def test_a_book_that_passes_over_typed_numbers_leaves_no_gap_below_its_last(typed, count):
    used, last = set(typed), 0
    for _time in range(count):
        last = next_number(last, used - set(range(last + 1))).number
        assert last not in used
        used.add(last)

    assert [number for number in gaps(used) if number <= last] == []
