"""The fields of a fact: what a correction may do, and how a fact reads in a few words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.intake.choices import FactKind
from thidua.intake.rules.values import FIELDS, corrected, in_words, is_percent, recipients_in_words, short, written

SMALLEST = {
    "event": {},
    "figure": {"value": 5},
    "award": {"form": "Bằng khen"},
    "person": {"name": "Lê Văn Mẫu"},
    "target": {"value": 4},
    "document": {"title": "Chỉ thị số 07"},
    "direction": {"text": "Nhân rộng mô hình"},
}
NEEDED = {kind: name for kind, value in SMALLEST.items() for name in value}
COUNTS = ("collectives", "individuals", "total", "value", "value_max", "of")


def test_every_kind_of_fact_has_its_fields():
    assert set(FIELDS) == {kind.value for kind in FactKind}


@pytest.mark.parametrize("kind", FIELDS)
def test_no_change_changes_nothing(kind):
    assert corrected(kind, SMALLEST[kind], {}) == SMALLEST[kind]


@pytest.mark.parametrize("kind", FIELDS)
def test_a_correction_leaves_the_value_it_was_made_from_alone(kind):
    before = dict(SMALLEST[kind])
    field = next(iter(sorted(FIELDS[kind] - set(before) - set(COUNTS) - {"period"})))
    corrected(kind, before, {field: "chữ"})

    assert before == SMALLEST[kind]


@pytest.mark.parametrize(("kind", "name"), NEEDED.items())
@pytest.mark.parametrize("emptied", [None, ""])
def test_what_a_fact_is_about_cannot_be_emptied(kind, name, emptied):
    with pytest.raises(Refused, match="không được để trống") as refusal:
        corrected(kind, SMALLEST[kind], {name: emptied})

    assert refusal.value.field == name


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, fields in FIELDS.items() for name in COUNTS if name in fields]
)
def test_a_count_below_nought_is_refused_at_its_field(kind, name):
    with pytest.raises(Refused, match="số đếm không âm") as refusal:
        corrected(kind, {**SMALLEST[kind]}, {name: -1})

    assert refusal.value.field == name


@pytest.mark.parametrize("kind", [kind for kind, fields in FIELDS.items() if "period" in fields])
@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2019, 2014, "Kỳ 2019–2014 kết thúc trước khi bắt đầu"),
        (1929, 2014, "Năm 1929 không dùng được"),
        (2014, 2101, "Năm 2101 không dùng được"),
        (None, 19, "Năm 19 không dùng được"),
        (0, None, "Năm 0 không dùng được"),
    ],
)
def test_a_period_that_cannot_be_is_refused(kind, first, last, words):
    with pytest.raises(Refused, match=words) as refusal:
        corrected(kind, SMALLEST[kind], {"period": {"from": first, "to": last}})

    assert refusal.value.field == "period"


@given(first=st.integers(1930, 2100), years=st.integers(0, 60))
def test_a_period_in_the_right_order_is_kept_as_given(first, years):
    period = {"from": first, "to": min(first + years, 2100)}

    assert corrected("figure", {"value": 1}, {"period": period})["period"] == period


@given(low=st.integers(0, 10**9), more=st.integers(0, 10**9))
def test_a_range_that_does_not_fall_is_kept(low, more):
    assert corrected("figure", {"value": low}, {"value_max": low + more}) == {"value": low, "value_max": low + more}


@given(low=st.integers(1, 10**9), less=st.integers(1, 10**9))
def test_a_range_that_falls_is_refused(low, less):
    with pytest.raises(Refused, match="nhỏ hơn số trước") as refusal:
        corrected("figure", {"value": low}, {"value_max": max(0, low - less)})

    assert refusal.value.field == "value_max"


@given(value=st.dictionaries(st.sampled_from(sorted(FIELDS["person"] - {"name"})), st.text(min_size=1), max_size=3))
def test_emptying_what_was_filled_in_leaves_what_was_there(value):
    person = {"name": "Lê Văn Mẫu"}
    filled = corrected("person", person, value)

    assert corrected("person", filled, dict.fromkeys(value)) == person


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, ""),
        ({"value": None}, ""),
        ({"value": 0}, "0"),
        ({"value": 2087}, "2.087"),
        ({"value": 2087.0}, "2.087"),
        ({"value": 64.2, "unit": "%"}, "64,2%"),
        ({"value": 100, "unit": "phần trăm"}, "100%"),
        ({"value": 63, "of": 63}, "63/63"),
        ({"value": 3, "value_max": 5, "unit": "%"}, "3–5%"),
        ({"value": 1234567}, "1.234.567"),
    ],
)
def test_a_number_is_written_as_officials_write_it(value, words):
    assert written(value) == words


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("%", True), (" % ", True), ("phần trăm", True), ("điểm phần trăm", False), ("", False), (None, False)],
)
def test_only_a_share_is_a_share(unit, expected):
    assert is_percent({"unit": unit}) is expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, ""),
        ({"collectives": 0}, "0 tập thể"),
        ({"individuals": 94, "collectives": 103}, "103 tập thể, 94 cá nhân"),
        ({"individuals": 1234}, "1.234 cá nhân"),
        ({"total": 75, "recipient_noun": "đơn vị"}, "75 đơn vị"),
        ({"total": 197, "collectives": 103}, "103 tập thể"),
    ],
)
def test_recipients_are_told_divided_where_the_text_divides_them(value, words):
    assert recipients_in_words(value) == words


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("award", {"form": "Cờ thi đua", "recipients": ["Công an xã A", "Công an xã B"]}, "Công an xã A, Công an xã B"),
        ("award", {"form": "Cờ thi đua"}, "Cờ thi đua"),
        ("award", {"form": "Cờ thi đua", "collectives": 2, "recipients": ["Công an xã A"]}, "2 tập thể"),
        ("target", {"value": 90, "unit": "%"}, "90%"),
        ("target", {"value": 4, "unit": "chỉ tiêu"}, "4 chỉ tiêu"),
        ("figure", {"unit": "buổi"}, "buổi"),
        ("person", {"name": None}, ""),
        ("document", {"title": "Kế hoạch"}, "Kế hoạch"),
        ("direction", {"text": "Nhân rộng"}, "Nhân rộng"),
    ],
)
def test_a_row_of_the_list_says_the_fact_shortly(kind, value, words):
    assert short(kind, value) == words


def test_two_versions_are_laid_out_as_words_field_by_field():
    value = {
        "value": 2087,
        "period": {"from": 2014, "to": 2019},
        "concerns": [{"name": "Vì an ninh Tổ quốc"}, {"name": "Sáng tạo"}],
        "role": ["chair", "speak"],
        "main": True,
        "unit": "mô hình",
    }

    assert in_words(value) == {
        "value": "2.087",
        "period": "2014–2019",
        "concerns": "Vì an ninh Tổ quốc, Sáng tạo",
        "role": "chair, speak",
        "main": "True",
        "unit": "mô hình",
    }
