"""What a unit may decide on, by its place in the state's ladder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.entries import AuthorityLevel
from thidua.nominations.rules.authority import Place, place_of


@pytest.mark.parametrize(
    ("mine", "given_by", "place"),
    [
        ({AuthorityLevel.PROVINCE}, {AuthorityLevel.MINISTRY, AuthorityLevel.PROVINCE}, Place.HERE),
        ({AuthorityLevel.PROVINCE}, {AuthorityLevel.PRIME_MINISTER}, Place.ABOVE),
        ({AuthorityLevel.PROVINCE}, {AuthorityLevel.COMMUNE, AuthorityLevel.UNIT}, Place.ELSEWHERE),
        ({AuthorityLevel.PROVINCE}, {AuthorityLevel.MINISTRY}, Place.ELSEWHERE),
        ({AuthorityLevel.UNIT}, {AuthorityLevel.COMMUNE}, Place.ELSEWHERE),
        (set(), {AuthorityLevel.COMMUNE}, Place.UNKNOWN),
        ({AuthorityLevel.COMMUNE}, set(), Place.UNKNOWN),
    ],
)
def test_an_award_is_given_here_above_or_elsewhere(mine, given_by, place):
    assert place_of(mine, given_by) == place


@given(st.sampled_from(AuthorityLevel), st.sets(st.sampled_from(AuthorityLevel), min_size=1))
def test_where_a_local_rule_says_who_decides_the_levels_of_national_law_do_not_tell(mine, given_by):
    assert place_of({mine}, given_by, is_local=True) == Place.UNKNOWN


@given(st.sampled_from(AuthorityLevel), st.sets(st.sampled_from(AuthorityLevel), min_size=1))
def test_it_is_here_exactly_where_the_unit_is_among_those_who_give_it(mine, given_by):
    assert (place_of({mine}, given_by) == Place.HERE) == (mine in given_by)
