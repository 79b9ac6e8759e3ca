"""Candidates are found by keys: spellings of one name share one, and no key collects thousands."""

import random
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.honours.pairs import load
from tests.honours.spelling_ways import NAMES, WAYS, WORDS, without_middle_name

from thidua.honours.rules.matching import keys
from thidua.honours.rules.matching.shares import lists
from thidua.honours.rules.matching.spelling import typed_out

PEOPLE = 20_000
CONSONANTS = "bcdghklmnpqrstvx"
SAME = [pair for pair in load() if pair.is_same]


@given(NAMES, st.sampled_from(WAYS))
def test_two_spellings_of_a_name_share_a_key(name, way):
    assert keys(name) & keys(way(name))


@given(WORDS, st.integers(0, 20), st.sampled_from(CONSONANTS))
def test_a_consonant_mistyped_in_the_given_name_leaves_a_key_beside_the_year_of_birth(words, at, letter):
    surname, middles, given_name = words
    places = [place for place, each in enumerate(given_name.lower()) if each in CONSONANTS]
    assume(places)
    at = places[at % len(places)]
    slipped = given_name[:at] + letter + given_name[at + 1 :]
    # «Sanx» is read as «Sãn» typed without its mark, and not as a slip in «Sang».
    assume(typed_out(slipped.lower()) == slipped.lower())

    assert keys(" ".join([surname, *middles, given_name]), ["1975"]) & keys(
        " ".join([surname, *middles, slipped]), ["1975"]
    )


@given(WORDS)
def test_a_slip_in_the_family_name_leaves_a_key_beside_the_year_of_birth(words):
    surname, middles, given_name = words
    rest = " ".join([*middles, given_name])

    assert keys(f"{surname} {rest}", ["1975"]) & keys(f"X{surname[1:]} {rest}", ["1975"])


@given(NAMES)
def test_a_left_out_middle_name_leaves_a_key_beside_the_year_of_birth(name):
    assert keys(name, ["1975"]) & keys(without_middle_name(name), ["1975"])


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair.note)
def test_the_pairs_of_one_person_share_a_key(pair):
    assert _keys(pair.one) & _keys(pair.other)


def test_a_key_that_would_collect_too_many_is_given_only_with_what_stands_beside():
    alone, beside = keys("Nguyễn Văn Hùng"), keys("Nguyễn Văn Hùng", ["1975"])

    assert alone < beside
    assert {key for key in beside - alone if not key.endswith("@1975")} == set()
    assert "ends:nguien hung@1975" in beside


def test_no_key_collects_more_than_four_persons_of_a_thousand():
    dice = random.Random(1)
    people = [_drawn(dice) for _ in range(PEOPLE)]

    found = Counter(key for name, year in people for key in keys(name, [year]))

    assert [(key, count) for key, count in found.most_common(3) if count > PEOPLE * 4 / 1000] == []


def test_a_name_without_words_has_no_key():
    assert keys(" … ", ["1975"]) == frozenset()


def _keys(identity):
    beside = [key for post in identity.posts for key in post.units]
    return keys(identity.name, [*beside, str(identity.birth_year)] if identity.birth_year else beside)


def _drawn(dice):
    words = []
    for slot in ("surnames", "middles", "given"):
        by_share = {share: listed for share, listed in lists()[slot].items() if share != "unknown"}
        listed = [(word, share) for share, words_ in by_share.items() for word in words_]
        words.append(dice.choices([word for word, _ in listed], [share for _, share in listed])[0])
    return " ".join(words), str(dice.randint(1950, 2000))
