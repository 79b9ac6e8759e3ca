"""Pure decisions about conferences and reviews."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.conferences.choices import ConferenceKind, DirectionState
from thidua.conferences.rules import day_of, direction_state, looks_back, review_title

KINDS = st.lists(st.sampled_from([kind.value for kind in ConferenceKind]), unique=True)
BACKWARD = {"so_ket", "tong_ket", "bieu_duong"}


@given(day=st.dates(min_value=date(1930, 1, 1)))
def test_a_whole_day_is_read_back(day):
    assert day_of(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["", "2020", "2020-06", "20200605", "2020-06-5 ", "XXXX-06-05", "2020-13-01", "2019-02-29", "05/06/2020"]
)
def test_what_is_no_whole_day_settles_none(text):
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("owner", "is_done", "state"),
    [
        ("", False, DirectionState.NOT_ASSIGNED),
        ("  \t", False, DirectionState.NOT_ASSIGNED),
        ("Công an tỉnh", False, DirectionState.ASSIGNED),
        ("Công an tỉnh", True, DirectionState.DONE),
        ("", True, DirectionState.DONE),
    ],
)
def test_a_direction_is_assigned_once_somebody_owns_it(owner, is_done, state):
    assert direction_state(owner, is_done=is_done) is state


@given(kinds=KINDS)
def test_a_conference_looks_back_when_one_of_its_acts_does(kinds):
    assert looks_back(kinds) is bool(BACKWARD.intersection(kinds))


@pytest.mark.parametrize(
    ("movement", "years", "kinds", "is_movement", "title"),
    [
        ("Vì an ninh Tổ quốc", "2015–2020", ["tong_ket"], True,
         "Tổng kết phong trào “Vì an ninh Tổ quốc” giai đoạn 2015–2020"),
        ("Vì an ninh Tổ quốc", "2016", ["so_ket", "tong_ket"], True,
         "Tổng kết phong trào “Vì an ninh Tổ quốc” năm 2016"),
        ("Vì an ninh Tổ quốc", "từ 2014", ["so_ket"], True, "Sơ kết phong trào “Vì an ninh Tổ quốc” từ 2014"),
        ("Vì an ninh Tổ quốc", "", [], True, "Tổng kết phong trào “Vì an ninh Tổ quốc”"),
        ("Phong trào thi đua yêu nước", "2016", [], True, "Tổng kết Phong trào thi đua yêu nước năm 2016"),
        ("Chỉ thị số 07", "2014–2019", ["so_ket"], False, "Sơ kết Chỉ thị số 07 giai đoạn 2014–2019"),
    ],
)  # fmt: skip
def test_a_review_is_called_by_what_it_does_to_what_and_when(movement, years, kinds, is_movement, title):
    assert review_title(movement, years, kinds, is_movement=is_movement) == title


@given(kinds=KINDS, years=st.sampled_from(["", "2016", "2014–2019", "từ 2014", "đến 2019"]))
def test_the_title_of_a_review_names_its_movement_and_years(kinds, years):
    title = review_title("Sáng tạo", years, kinds)

    assert (title.endswith(years), "“Sáng tạo”" in title, title) == (True, True, title.strip())
