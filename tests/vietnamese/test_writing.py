"""How amounts are written in words."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.vietnamese.numbers import parse_number
from thidua.vietnamese.writing import in_words


@given(value=st.integers(1, 10**12 - 1))
def test_an_amount_in_words_is_read_as_the_same_number(value):
    said = in_words(value)

    assume("không trăm" not in said and value > 10)  # «không trăm linh năm» is written, and not read
    assert parse_number(said) == value


@pytest.mark.parametrize("value", [-1, 10**12])
def test_what_has_no_words_here_is_refused(value):
    with pytest.raises(ValueError, match="not written in words"):
        in_words(value)
