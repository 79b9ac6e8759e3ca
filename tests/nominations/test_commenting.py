"""For how many days the public is asked, by the law of the day and the rules of the place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.day import Law
from thidua.law.entries import RecipientKind
from thidua.nominations.rules.commenting import CommentTerm, Shown, comment_term, days_shown, longest
from thidua.nominations.rules.days import last_day

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("award", "kind", "on", "term"),
    [
        (
            "gia_dinh_van_hoa",
            RecipientKind.HOUSEHOLD,
            FRIDAY,
            CommentTerm(10, is_working=False, provision="86/2023/NĐ-CP", verified=True),
        ),
        (
            "chien_si_thi_dua_toan_quoc",
            RecipientKind.INDIVIDUAL,
            FRIDAY,
            CommentTerm(10, is_working=True, provision="152/2025/NĐ-CP", verified=False),
        ),
        (
            "chien_si_thi_dua_toan_quoc",
            RecipientKind.INDIVIDUAL,
            date(2025, 6, 30),
            CommentTerm(10, is_working=True, provision="98/2023/NĐ-CP", verified=True),
        ),
        ("bang_khen_bo_tinh", RecipientKind.INDIVIDUAL, FRIDAY, None),
        ("chien_si_thi_dua_toan_quoc", RecipientKind.INDIVIDUAL, date(1990, 1, 1), None),
        ("khong_co", RecipientKind.INDIVIDUAL, FRIDAY, None),
    ],
)
def test_the_term_is_that_of_the_standard_on_the_day(award, kind, on, term):
    assert comment_term(award, kind, Law.on(on)) == term


TERMS = st.builds(
    CommentTerm, st.integers(1, 60), is_working=st.booleans(), provision=st.just("x"), verified=st.just(True)
)


@given(st.lists(TERMS, min_size=1, max_size=5), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_of_several_terms_none_ends_after_the_longest(terms, begins_on):
    def end(term):
        return last_day(begins_on, term.days, working=term.is_working)

    assert end(longest(terms, begins_on)) == max(map(end, terms))


PAGES = st.builds(
    lambda days, begin, working: Shown(
        days, working, FRIDAY + timedelta(days=begin), last_day(FRIDAY + timedelta(days=begin), days, working=working)
    ),
    st.integers(1, 30),
    st.integers(0, 60),
    st.booleans(),
)


@given(pages=st.lists(PAGES, min_size=1, max_size=4), entered=st.integers(0, 100))
def test_coming_back_later_never_adds_days_and_before_every_page_takes_none_away(pages, entered):
    later = FRIDAY + timedelta(days=entered)

    assert days_shown(pages, FRIDAY) == days_shown(pages) == max(each.days for each in pages)
    assert 0 <= days_shown(pages, later + timedelta(days=1)) <= days_shown(pages, later)
