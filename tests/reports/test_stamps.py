"""The stamp inside a workbook: read back as it was made, never after a change, never with another key."""

import json
import string
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.reports.rules.stamps import (
    NOT_OURS,
    OLD_EDITION,
    OTHER_FORM,
    OTHER_PERIOD,
    OTHER_REVISION,
    OTHER_UNIT,
    Stamp,
    make_stamp,
    read_stamp,
    why_not,
)

KEY = b"the installation's own"
HERE = Stamp(
    report="6f0c1b8e-1111-4222-8333-444455556666",
    form="monthly_movement",
    edition=1,
    unit="12826",
    period="month|2026-10-01|2026-11-01",
    revision=1,
)
WORDS = st.text(max_size=40)
STAMPS = st.builds(
    Stamp,
    report=st.uuids().map(str),
    form=WORDS,
    edition=st.integers(1, 1000),
    unit=WORDS,
    period=WORDS,
    revision=st.integers(1, 1000),
)
KEYS = st.binary(min_size=1, max_size=64)


# --- There and back ---------------------------------------------------------------------------------------------------


@given(STAMPS, KEYS)
def test_a_stamp_is_read_back_as_it_was_made(stamp, key):
    assert read_stamp(make_stamp(stamp, key), key) == stamp


@given(STAMPS, KEYS)
def test_the_same_stamp_is_always_the_same_text(stamp, key):
    assert make_stamp(stamp, key) == make_stamp(replace(stamp), key)


@given(STAMPS, STAMPS, KEYS)
def test_two_stamps_are_two_texts(one, other, key):
    assume(one != other)

    assert make_stamp(one, key) != make_stamp(other, key)


@given(STAMPS, KEYS)
def test_a_stamp_is_one_line_of_plain_letters_that_a_cell_holds(stamp, key):
    text = make_stamp(stamp, key)

    assert text.isascii()
    assert text.isprintable()
    assert text == text.strip()


def test_the_signature_is_short_and_without_padding():
    signature = make_stamp(HERE, KEY).rpartition(" ")[2]

    assert len(signature) == 24
    assert set(signature) <= set(string.ascii_uppercase + "234567")


def test_what_is_told_can_be_read_by_a_person():
    told = make_stamp(HERE, KEY).removeprefix("thidua1 ").rpartition(" ")[0]

    assert json.loads(told)["unit"] == "12826"


# --- Changed ----------------------------------------------------------------------------------------------------------


@given(STAMPS, KEYS, st.data())
def test_a_stamp_with_one_letter_changed_is_none(stamp, key, data):
    text = make_stamp(stamp, key)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters().filter(lambda each: each != text[place]))

    assert read_stamp(text[:place] + letter + text[place + 1 :], key) is None


@given(STAMPS, KEYS, st.data())
def test_a_stamp_that_is_cut_off_is_none(stamp, key, data):
    text = make_stamp(stamp, key)

    assert read_stamp(text[: data.draw(st.integers(0, len(text) - 1))], key) is None


@given(STAMPS, KEYS, KEYS)
def test_a_stamp_of_another_installation_is_none(stamp, key, other):
    assume(key.rstrip(b"\0") != other.rstrip(b"\0"))  # HMAC pads short keys with noughts

    assert read_stamp(make_stamp(stamp, key), other) is None


@given(STAMPS, STAMPS, KEYS)
def test_a_signature_is_not_moved_to_another_stamp(one, other, key):
    assume(one != other)
    told = make_stamp(one, key).rpartition(" ")[0]
    signature = make_stamp(other, key).rpartition(" ")[2]

    assert read_stamp(f"{told} {signature}", key) is None


@given(st.text(), KEYS)
def test_any_other_text_is_no_stamp(text, key):
    assert read_stamp(text, key) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "thidua1",
        "thidua1 {} ",
        "thidua1 {} \ud800",
        "thidua1 {} ế" + "A" * 23,
        "x" * 1_000_000,
        "thidua1 " + "[" * 100_000 + " A",
    ],
)
def test_what_could_upset_a_reader_is_no_stamp(text):
    assert read_stamp(text, KEY) is None


# --- Of which report --------------------------------------------------------------------------------------------------


def test_the_stamp_of_this_report_is_not_refused():
    assert why_not(replace(HERE), HERE) == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"unit": "12829"}, OTHER_UNIT),
        ({"form": "yearly_movement"}, OTHER_FORM),
        ({"period": "month|2026-09-01|2026-10-01"}, OTHER_PERIOD),
        ({"report": "another"}, NOT_OURS),
        ({"edition": 2}, OLD_EDITION),
        ({"revision": 2}, OTHER_REVISION),
        ({"unit": "12829", "report": "another"}, OTHER_UNIT),
        ({"period": "another", "report": "another"}, OTHER_PERIOD),
        ({"form": "another", "period": "another"}, OTHER_FORM),
        ({"edition": 2, "revision": 2}, OLD_EDITION),
    ],
)
def test_what_does_not_fit_is_told_by_what_was_mixed_up(change, sentence):
    assert why_not(replace(HERE, **change), HERE) == sentence


def test_no_stamp_is_refused():
    assert why_not(None, HERE) == NOT_OURS


@given(STAMPS, STAMPS)
def test_only_a_stamp_that_is_equal_in_everything_passes(one, other):
    assert (why_not(one, other) == "") == (one == other)


@pytest.mark.parametrize("sentence", [NOT_OURS, OTHER_UNIT, OTHER_PERIOD, OTHER_FORM, OLD_EDITION, OTHER_REVISION])
def test_every_refusal_says_what_to_do(sentence):
    assert any(word in sentence for word in ("Tải lại biểu", "Mở báo cáo"))
