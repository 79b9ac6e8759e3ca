"""Records of one name: to be looked at by a person, never more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.honours.choices import HolderKind
from thidua.honours.rules.matching import Verdict
from thidua.honours.rules.namesakes import namesake
from thidua.vietnamese.fold import fold

WORDS = ("Nguyễn", "Văn", "Hùng", "Hưng", "xã", "Hòa", "Hoà", "Bình", "công", "an")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@given(kind=st.sampled_from(HolderKind.values), one=NAMES, other=NAMES)
def test_one_name_is_never_more_than_a_maybe_and_the_same_both_ways_round(kind, one, other):
    found, turned = namesake(kind, one, other), namesake(kind, other, one)

    assert found == turned
    assert {found.verdict if found else Verdict.MAYBE} == {Verdict.MAYBE}
    if found is not None:
        assert fold(one) == fold(other)


@given(kind=st.sampled_from(HolderKind.values), name=NAMES)
def test_a_name_is_its_own_namesake_also_in_capitals_and_without_marks(kind, name):
    assert [bool(namesake(kind, name, other)) for other in (name, name.upper(), fold(name))] == [True] * 3


@pytest.mark.parametrize(
    ("kind", "one", "other", "words"),
    [
        ("individual", "Nguyễn Văn Hùng", "NGUYỄN VĂN HÙNG", ["Trùng họ tên", "Dù trùng họ tên cũng chưa đủ căn cứ"]),
        ("individual", "Nguyễn Văn Hùng", "Nguyen Van Hung", ["Trùng tên, có nơi ghi không dấu"]),
        ("household", "Hộ ông Hoà", "hộ ông Hòa", ["Trùng tên"]),
        ("collective", "xã Hưng Phú", "xã Hùng Phú", []),
    ],
)
def test_it_is_told_what_is_alike(kind, one, other, words):
    found = namesake(kind, one, other)

    assert ([str(reason) for reason in found.reasons] if found else []) == words
