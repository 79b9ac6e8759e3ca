"""Numbers that come in by addresses and forms."""

import pytest

from thidua.web.requests import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)])
def test_a_number_that_a_page_wrote_is_read(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", " ", "-1", "1.5", "1e3", "²", "١٢", "mười", "9" * 10, "9" * 5000])
def test_anything_else_is_no_number(text):
    assert whole_number(text) is None
