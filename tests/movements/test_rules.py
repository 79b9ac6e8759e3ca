"""What a movement is called, whatever stands around its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.movements.rules import plain_name
from thidua.vietnamese.fold import fold

NAMES = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxy AĂÂĐ1290–"), min_size=1).filter(str.strip)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("“Vì an ninh Tổ quốc”", "Vì an ninh Tổ quốc"),
        ("«vì an ninh Tổ quốc»", "Vì an ninh Tổ quốc"),
        ("'vì an ninh'", "Vì an ninh"),
        ("đổi mới", "Đổi mới"),
        ("Sáng\ttạo \n trẻ", "Sáng tạo trẻ"),
        ("", ""),
        (" “” ", ""),
        ("Phong trào “5 không”", "Phong trào “5 không"),
    ],
)
def test_a_name_stands_without_the_quotes_around_it(typed, name):
    assert plain_name(typed) == name


@given(name=NAMES)
def test_making_a_name_plain_twice_is_making_it_plain_once(name):
    assert plain_name(plain_name(name)) == plain_name(name)


@given(name=NAMES, quotes=st.sampled_from(["“%s”", '"%s"', "«%s»", " %s ", "%s"]))
def test_quotes_and_blanks_around_it_do_not_make_another_movement(name, quotes):
    assert fold(plain_name(quotes % name)) == fold(plain_name(name))
