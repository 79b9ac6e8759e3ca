"""A refusal is a sentence in the reader's language, with its values in it."""

import pytest
from django.utils import translation

from thidua.core.errors import Refused, Stale


def test_the_sentence_carries_its_values():
    refusal = Refused("Không có đơn vị mang mã %(code)s.", code="99")

    assert str(refusal) == "Không có đơn vị mang mã 99."


def test_a_sentence_without_values_may_hold_a_per_cent_sign():
    assert str(Refused("Tỷ lệ vượt 100%.")) == "Tỷ lệ vượt 100%."


def test_the_sentence_is_told_in_the_language_of_the_moment():
    refusal = Refused("Tiếng Anh")

    with translation.override("vi"):
        vietnamese = str(refusal)

    assert vietnamese == "Tiếng Anh"


def test_a_refusal_may_name_the_field_it_is_about():
    assert Refused("Chưa có tên.", field="name").field == "name"


def test_a_stale_save_keeps_both_texts():
    with pytest.raises(Stale) as stale:
        raise Stale("Có người vừa lưu.", theirs={"name": "A"}, ours={"name": "B"})

    assert (stale.value.theirs, stale.value.ours) == ({"name": "A"}, {"name": "B"})
