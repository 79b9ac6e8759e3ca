from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.vietnamese.letters import matching_form

WORDS = st.lists(st.text(alphabet="ab ôn%.", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="ab ôn%.", max_size=30))
def test_the_tree_of_words_finds_what_a_plain_list_finds(words: list[str], text: str) -> None:
    longest_first = sorted({matching_form(word) for word in words}, key=len, reverse=True)
    plain = re.compile("|".join(map(re.escape, longest_first)))

    tree = re.compile(alternation(words))

    assert [found.span() for found in tree.finditer(text)] == [found.span() for found in plain.finditer(text)]


@given(WORDS, st.text(alphabet="ab ôn%.", max_size=30), st.integers(0, 5))
def test_whole_words_are_found_where_a_plain_list_finds_them(words: list[str], text: str, begin: int) -> None:
    plain = re.compile(rf"(?<!\w){alternation(words)}(?!\w)")

    whole = re.compile(whole_words(words))

    assert [found.span() for found in whole.finditer(text, begin)] == [
        found.span() for found in plain.finditer(text, begin)
    ]


def test_the_longest_word_is_taken_and_a_shorter_one_where_it_must_end() -> None:
    either = alternation(["gần", "gần như"])

    assert re.findall(rf"{either}(?!\w)", "gần như xong, gần nhưng") == ["gần như", "gần"]


def test_every_word_of_the_lists_of_units_and_awards_matches_itself() -> None:
    for words in (lexicon("units")["units"], lexicon("awards")["individuals"], lexicon("awards")["instruments"]):
        pattern = re.compile(alternation(words))

        assert [word for word in words if not pattern.fullmatch(matching_form(str(word)))] == []
