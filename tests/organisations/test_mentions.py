"""Which province a text speaks of most."""

from datetime import date

import pytest
from tests.organisations.conftest import TODAY

from thidua.organisations.queries.mentions import most_named_province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def provinces(create):
    """Three provinces."""
    create("Tỉnh Hưng Yên")
    create("Tỉnh Thanh Hóa")
    create("Tỉnh Hà Nam")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công an tỉnh Hưng Yên họp.", "Hưng Yên"),
        ("Hưng Yên và Thanh Hóa; tại Hưng Yên có 3 mô hình.", "Hưng Yên"),
        ("Hưng Yên và Thanh Hóa.", None),
        ("Không nơi nào.", None),
        ("", None),
        ("hưng yên viết thường không phải tên riêng", None),
        ("TỈNH THANH HÓA", "Thanh Hóa"),
        ("Ông Hà Namm ở Thanh Hóa", "Thanh Hóa"),
        ("Thanh Hoá (dấu kiểu mới) và Hưng Yên, Thanh Hoá", "Thanh Hóa"),
    ],
)
def test_the_province_that_leads_is_taken(text, name):
    found = most_named_province(text, on=TODAY)

    assert (found.name if found else None) == name


def test_a_province_counts_only_on_the_days_of_its_life(create):
    create("Tỉnh Thái Bình", until=date(2025, 7, 1))
    days = (date(2025, 6, 30), date(2025, 7, 1))

    assert [most_named_province("Thái Bình họp.", on=day) is None for day in days] == [False, True]
