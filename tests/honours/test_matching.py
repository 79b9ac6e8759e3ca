"""Whether two descriptions speak of one person: the labelled pairs, what must always hold, and the reasons."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.honours.pairs import load
from tests.honours.spelling_ways import NAMES, SAME_FOR_THE_READER, WAYS

from thidua.honours.rules.matching import Identity, Post, Verdict, compare
from thidua.honours.rules.matching.naming import most_of_name, name_evidence

PAIRS = load()
POSTS = st.builds(
    Post,
    title=st.sampled_from(["Chủ tịch UBND", "Trưởng thôn", "Công chức", ""]),
    unit=st.sampled_from(["xã An Hòa", "xã Vũ Thư"]),
    units=st.sets(st.sampled_from("abc"), min_size=1).map(frozenset),
    above=st.sets(st.sampled_from("xyz")).map(frozenset),
    since=st.none() | st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    until=st.none() | st.dates(date(2020, 1, 2), date(2026, 1, 1)),
)
IDENTITIES = st.builds(
    Identity,
    name=NAMES,
    birth_year=st.none() | st.integers(1940, 2005),
    gender=st.sampled_from(["", "male", "female"]),
    posts=st.lists(POSTS, max_size=2).map(tuple),
)


def measured(pairs):
    """Precision and recall of what is proposed: the bands «same» and «maybe»."""
    proposed = [pair for pair in pairs if compare(pair.one, pair.other).verdict is not Verdict.DIFFERENT]
    right = sum(pair.is_same for pair in proposed)
    return right / len(proposed), right / sum(pair.is_same for pair in pairs)


def said(one, other):
    return [str(reason) for reason in compare(one, other).reasons]


@pytest.mark.parametrize("is_held_out", [False, True])
def test_what_is_proposed_is_right_and_little_is_missed(is_held_out):
    precision, recall = measured([pair for pair in PAIRS if pair.is_held_out == is_held_out])

    assert (precision >= 0.95, recall >= 0.90) == (True, True)


@pytest.mark.parametrize(("is_held_out", "fewest"), [(False, 300), (True, 100)])
def test_the_pairs_are_balanced(is_held_out, fewest):
    part = [pair.is_same for pair in PAIRS if pair.is_held_out == is_held_out]

    assert len(part) >= fewest
    assert abs(sum(part) - len(part) / 2) < 5


@given(IDENTITIES, IDENTITIES)
def test_the_order_of_the_two_does_not_count(one, other):
    assert compare(one, other) == compare(other, one)


@given(IDENTITIES, st.integers(1940, 2005), POSTS)
def test_a_person_is_the_same_as_itself_where_a_year_and_a_post_are_known(one, year, post):
    whole = Identity(one.name, year, one.gender, (*one.posts, post))

    assert compare(whole, whole).verdict == Verdict.SAME


@given(IDENTITIES)
def test_a_mere_name_that_is_written_twice_is_at_least_looked_at(one):
    assert compare(one, one).verdict in {Verdict.SAME, Verdict.MAYBE}


@given(IDENTITIES, IDENTITIES, st.sampled_from(SAME_FOR_THE_READER))
def test_case_titles_order_and_blanks_change_nothing(one, other, way):
    written = Identity(way(one.name), one.birth_year, one.gender, one.posts)

    assert compare(written, other).score == compare(one, other).score


@given(IDENTITIES, IDENTITIES)
def test_the_score_is_in_thousandths_and_goes_with_the_verdict(one, other):
    found = compare(one, other)

    assert 0 <= found.score <= 1000
    assert (found.score >= 200) == (found.verdict is not Verdict.DIFFERENT)


@given(IDENTITIES, st.integers(1940, 2005), st.integers(2, 40))
def test_another_year_of_birth_speaks_against(one, year, apart):
    born, same = Identity(one.name, year), Identity(one.name, year, "male")
    other = Identity(one.name, year + apart, "male")

    assert compare(born, other).score <= compare(born, same).score


@given(IDENTITIES, IDENTITIES)
def test_among_more_persons_a_name_proves_less(one, other):
    assert compare(one, other, among=1_000_000).score <= compare(one, other, among=10_000).score


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one, other):
    assert compare(Identity(one), Identity(other)).score == compare(Identity(other), Identity(one)).score


AN_HOA, TAN_HOA, SINCE = frozenset(("an-hoa", "tan-hoa")), frozenset(("tan-hoa", "an-hoa")), date(2016, 1, 1)
CHAIR = Post("Chủ tịch UBND", "xã An Hòa", AN_HOA, frozenset(("son-binh",)), SINCE)
CHAIR_AFTER = Post("Chủ tịch UBND", "xã Tân Hòa", TAN_HOA, frozenset(("son-binh",)), date(2025, 7, 1))
CLERK = Post("Công chức", "xã An Hòa", AN_HOA, frozenset(("son-binh",)), SINCE)
NEAR = Post("Trưởng phòng", "Sở Nội vụ", frozenset(("noi-vu",)), frozenset(("son-binh",)), SINCE)
FAR = Post("Trưởng phòng", "xã Phú Nhuận", frozenset(("phu-nhuan",)), frozenset(("bac-lam",)), SINCE)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (
            Identity("Nguyễn Văn Hùng", 1975, "male", (CHAIR,)),
            Identity("NGUYEN VAN HUNG", 1975, "", (CHAIR_AFTER,)),
            [
                "Trùng họ tên, có nơi ghi không dấu",
                "Cùng năm sinh 1975",
                "Cùng chức vụ ở xã An Hòa và xã Tân Hòa, hai đơn vị kế tiếp nhau",
            ],
        ),
        (
            Identity("Vũ Thị Hoà", 1968, "female", (CHAIR,)),
            Identity("Vũ Thị Hòa", 1986, "female", (CLERK,)),
            [
                "Trùng họ tên, khác cách đặt dấu thanh hoặc i, y",
                "Năm sinh đảo chữ số: 1968 và 1986",
                "Cùng lúc ở xã An Hòa, khác chức vụ",
            ],
        ),
        (
            Identity("Khuất Duy Tuyển", 1968, "male", (NEAR,)),
            Identity("Ng. Khuất, Tuyển", 1968),
            ["Khác họ tên", "Cùng năm sinh 1968"],
        ),
        (
            Identity("Khuất Duy Tuyển", 1968, "male", (NEAR,)),
            Identity("Kh. Duy Tuyểm", 1969, "female", (NEAR,)),
            [
                "Họ tên viết tắt, khớp các chữ đầu",
                "Khác một, hai chữ cái, có thể gõ nhầm: Tuyểm và Tuyển",
                "Năm sinh lệch một năm: 1968 và 1969",
                "Khác giới tính",
                "Cùng chức vụ ở Sở Nội vụ",
            ],
        ),
        (
            Identity("Nguyễn Văn Hùng", 1968, "male", (NEAR,)),
            Identity("Nguyễn Văn Hùng", 1991, "male", (FAR,)),
            ["Dù trùng họ tên cũng chưa đủ căn cứ", "Khác năm sinh: 1968 và 1991"],
        ),
        (
            Identity("Khuất Duy Hùng", 1968, "", (CHAIR,)),
            Identity("Khuất Duy Hưng", 1991, "", (CHAIR,)),
            ["Khác dấu: Hùng và Hưng", "Khác năm sinh: 1968 và 1991", "Cùng chức vụ ở xã An Hòa"],
        ),
        (
            Identity("Vũ Thị Tuyển A", 1968),
            Identity("Tuyen Vu", 1968),
            [
                "Trùng họ tên, có nơi ghi không dấu",
                "Một bên thiếu họ hoặc chữ đệm",
                "Một bên ghi họ sau tên",
                "Cùng năm sinh 1968",
            ],
        ),
        (
            Identity("Khuất Duy Tuyển A", 1968),
            Identity("Khuất Duy Tuyển B", 1978),
            [
                "Trùng họ tên",
                "Khác chữ phân biệt người trùng tên: A và B",
                "Năm sinh khác một chữ số: 1968 và 1978",
            ],
        ),
        (
            Identity("Khuất Duy Tuyển", 1968, "", (CHAIR,)),
            Identity("KhuấtDuyTuyển", None, "", (NEAR,)),
            ["Trùng họ tên", "Cùng lúc giữ chức ở hai nơi: Sở Nội vụ và xã An Hòa"],
        ),
        (
            Identity("Khuất Duy Tuyển"),
            Identity("Khuất Duy Tuyển"),
            ["Trùng họ tên", "Năm sinh, giới tính, chức vụ ghi như nhau"],
        ),
    ],
)
def test_the_reasons_say_what_was_weighed(one, other, reasons):
    assert said(one, other) == reasons


def test_a_letter_that_tells_namesakes_apart_outweighs_all_that_is_the_same():
    one, other = (Identity(f"Khuất Thị Hương {letter}", 1984, "female", (CHAIR,)) for letter in "AB")

    assert [compare(one, each).verdict for each in (one, other)] == [Verdict.SAME, Verdict.DIFFERENT]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Trần Văn Hùng", "Trần Văn Hung", Verdict.MAYBE),
        ("Trần Văn Hùng", "Trần Văn Hưng", Verdict.DIFFERENT),
        ("Trần Văn Tuấn", "Trần Văn Tuân", Verdict.DIFFERENT),
        ("Trần Văn Hùng", "Trần Văn Hnùg", Verdict.SAME),
        ("Trần Văn Hùng", "Trần Đức Hùng", Verdict.DIFFERENT),
        ("Trần Văn Hùng", "Trần Hùng", Verdict.MAYBE),
        ("Trần Văn Hùng", "Phạm Văn Hùng", Verdict.DIFFERENT),
    ],
)
def test_a_slip_into_no_name_is_a_slip_and_one_into_another_name_is_another_person(one, other, verdict):
    born, told = 1978, (CLERK,)

    assert compare(Identity(one, born, "male", told), Identity(other, born, "male", told)).verdict == verdict


@given(NAMES, st.sampled_from(WAYS), NAMES)
def test_no_name_proves_more_beside_another_than_beside_itself(name, way, other):
    spelt = way(name)

    assert name_evidence(name, spelt).bits <= max(most_of_name(name), most_of_name(spelt))
    assert name_evidence(name, other).bits <= min(most_of_name(name), most_of_name(other))


def test_hung_and_hung_with_another_tone_are_two_people_unless_one_side_has_no_marks():
    one, other = Identity("Trần Văn Hùng", 1978, "male", (CHAIR,)), Identity("Trần Văn Hưng", 1978, "male", (CLERK,))
    bare = Identity("Tran Van Hung", 1978, "male", (CHAIR, CLERK))

    assert [compare(*pair).verdict for pair in ((one, other), (one, bare), (other, bare))] == [
        Verdict.DIFFERENT,
        Verdict.SAME,
        Verdict.SAME,
    ]
