"""Office profiles through time, and what surrounds a document of a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories.documents import FULL
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_actor, process_actor

from thidua.core.models import AuditEntry
from thidua.documents.commands import add_profile, edit_profile
from thidua.documents.models import OfficeProfile
from thidua.documents.queries import office_profiles, profile_on, surroundings, text_of
from thidua.documents.rules import ProfileText, SignerText

ACT = {"by": process_actor(), "at": AT}
FIRST = date(2020, 1, 1)
db = pytest.mark.django_db


def begin(unit, since, place="Thái Bình", **fields):
    text = ProfileText(**{"issuing_body": "Ủy ban", "symbol": "UB", "place": place, **fields})
    return add_profile(unit=unit, since=since, text=text, **ACT)


class TestInWhateverOrderProfilesAreTypedIn(TestCase):
    """Each begins on its day, and the one before ends there."""

    @settings(max_examples=15, deadline=None)
    @given(days=st.lists(st.integers(0, 400), unique=True, min_size=1, max_size=5))
    def test_each_day_has_the_profile_that_began_last(self, days):
        unit = make_unit("Thái Bình")
        for day in days:
            begin(unit, FIRST + timedelta(days=day), place=str(day))

        for asked in range(0, 410, 41):
            begun = [day for day in days if day <= asked]
            found = profile_on(unit, FIRST + timedelta(days=asked))
            assert (found.place if found else None) == (str(max(begun)) if begun else None)


@db
def test_the_last_profile_goes_on_and_the_others_touch():
    unit = make_unit("Thái Bình")
    for year in (2022, 2018, 2020):
        begin(unit, date(year, 1, 1))

    rows = OfficeProfile.objects.filter(unit=unit).order_by("since").values_list("since", "until")

    assert [(since.year, until and until.year) for since, until in rows] == [(2018, 2020), (2020, 2022), (2022, None)]


@db
def test_what_was_typed_in_is_read_back():
    unit = make_unit("Thái Bình")
    profile = add_profile(unit=unit, since=FIRST, text=FULL, **ACT)
    back = text_of(profile)

    assert (back.issuing_body, back.symbol, back.place) == (FULL.issuing_body, FULL.symbol, FULL.place)
    assert list(back.signers) == list(FULL.signers)


def test_no_profile_is_no_text():
    assert text_of(None) is None


@db
def test_signers_keep_their_order_and_empty_lines_are_dropped():
    signers = [SignerText("Phó Giám đốc", "B"), SignerText(" ", ""), SignerText("Giám đốc", "A")]
    profile = begin(make_unit("Thái Bình"), FIRST, signers=signers)

    assert [(each.order, each.office) for each in profile.signers.all()] == [(1, "Phó Giám đốc"), (2, "Giám đốc")]


@db
def test_an_edit_that_changes_nothing_writes_nothing():
    unit = make_unit("Thái Bình")
    profile = add_profile(unit=unit, since=FIRST, text=FULL, **ACT)
    trail = AuditEntry.objects.count()

    kept = edit_profile(profile=profile, version=1, text=FULL, **ACT)

    assert (kept.version, AuditEntry.objects.count()) == (1, trail)


@db
@pytest.mark.parametrize(
    ("recipients", "lines"),
    [("", ()), ("Bộ Công an;\n\n  Lưu: VT.  \n", ("Bộ Công an;", "Lưu: VT.")), ("\r\nLưu: VT.", ("Lưu: VT.",))],
)
def test_recipients_stand_one_a_line_without_empty_ones(recipients, lines):
    unit = make_unit("Thái Bình")
    begin(unit, FIRST, recipients=recipients)

    assert surroundings(unit, TODAY).recipients == lines


@db
@pytest.mark.parametrize(
    ("symbol", "letters", "suffix"), [("UBND", "BC", "BC-UBND"), ("CAT-PV05", "TB", "TB-CAT-PV05"), ("", "BC", "")]
)
def test_the_number_line_joins_the_kind_and_the_symbol(symbol, letters, suffix):
    unit = make_unit("Thái Bình")
    begin(unit, FIRST, symbol=symbol)
    number = surroundings(unit, TODAY).number(letters)

    assert (number.ordinal, number.symbol) == (None, suffix)


@db
def test_a_unit_without_a_profile_still_has_surroundings_that_say_they_are_a_draft():
    around = surroundings(make_unit("Thái Bình"), TODAY)

    assert (around.is_draft, len(around.missing), around.recipients, around.place) == (True, 5, (), "")


@db
def test_the_first_signer_with_a_name_signs():
    unit = make_unit("Thái Bình")
    begin(unit, FIRST, signers=[SignerText("Giám đốc", ""), SignerText("Phó Giám đốc", "Người Thử", authority="KT.")])
    signature = surroundings(unit, TODAY).signature

    assert (signature.office, signature.name) == ("Phó Giám đốc", "Người Thử")


@db
def test_profiles_are_seen_from_above_and_not_from_below():
    unit = make_unit("Thái Bình")
    commune = make_commune(under=unit)
    begin(unit, FIRST)
    begin(commune, FIRST)

    seen = [office_profiles(make_actor(unit=each), on=TODAY).count() for each in (unit, commune)]

    assert seen == [2, 1]
