"""The figures of five published articles, entered as reports of their units, as it was and on today's map.

Each is entered for the period that ends with what its article looks back on, on forms of our own: no official form asks
a province for them. What the articles count about crime is not entered: it is never held (README). What is invented (a
divided township, a district) is so named.
"""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from tests.factories.people import make_actor, process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_report
from tests.organisations.conftest import country  # noqa: F401 - the fixture that loads the real units

from thidua.indicators.commands import load_indicators
from thidua.indicators.models import Indicator
from thidua.organisations.choices import Level
from thidua.organisations.models import Unit
from thidua.reports.choices import PeriodKind
from thidua.reports.commands import ensure_span, settle_totals
from thidua.reports.commands.snapshot import take_snapshot
from thidua.reports.models import Form, FormLine
from thidua.reports.queries.crosstab import crosstab
from thidua.reports.queries.snapshot import current_snapshot
from thidua.reports.queries.two_maps import two_maps
from thidua.reports.rules.calendar import calendar_span
from thidua.reports.rules.crosstab import Asking, Axis
from thidua.totals.qualifiers import bits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

TODAY = date(2026, 11, 20)
COUNTRY, THAI_BINH, THANH_HOA, HAI_DUONG = "viet-nam", "2025-06/34", "2025-06/38", "2025-06/30"
OLD_HAI_PHONG, HAI_PHONG, OLD_HUNG_YEN, HUNG_YEN = "2025-06/31", "2025-07/31", "2025-06/33", "2025-07/33"
MONTHLY, YEARLY, OF_THE_COUNTRY, OF_COMMUNES = "monthly", "yearly", "country", "communes"

ARTICLES = {
    "001": (THAI_BINH, YEARLY, (2020, 1), {"lessons": "5", "focus_points": "3", "targets_set": "4", "tasks_set": "9"}),
    "002": (THANH_HOA, MONTHLY, (2020, 6), {"commended_recipients": "75"}),
    "002 documents": (THANH_HOA, YEARLY, (2020, 1), {"steering_documents": "gần 200"}),
    "003": (THAI_BINH, MONTHLY, (2019, 12), {
        "bodies_reached": "trên 300", "attendances": "trên 74.000", "news_items": "gần 1.000",
        "outreach_sessions": "trên 1.600", "veteran_models": "2.087", "patrol_turns": "2.000", "mediations": "2.822",
        "signed_undertakings": "100",
    }),
    "004": (HAI_DUONG, MONTHLY, (2015, 12), {"recognised_units": "147"}),
    "004 2016": (HAI_DUONG, MONTHLY, (2016, 12), {"commended_recipients": "207"}),
    "004 awards": (HAI_DUONG, YEARLY, (2016, 1), {"emulation_flags": "5", "certificates_of_merit": "27"}),
    "005": (COUNTRY, OF_THE_COUNTRY, (2020, 1), {"provinces_with_models": "63", "certificates_of_merit": "197"}),
}  # fmt: skip
"""Of each article: the unit, the form, year and number of the period, and what it counts, as the officer types it."""
INVENTED = {
    "divided township": ("2025-06/10999", OF_COMMUNES, (2024, 5), {"patrol_turns": "12"}),
}


@dataclass(frozen=True)
class Entered:
    """The forms, and the units by their key."""

    forms: dict[str, Form]

    def look(self, form, code, key, year, number=1, *, whole_year=False):
        """The figure of a unit on both maps, as who works for the country sees it."""
        asked = self.forms[form]
        kind = PeriodKind.YEAR if whole_year else asked.period_kind
        indicator = Indicator.objects.get(code=code)
        actor = make_actor(unit=unit(COUNTRY))
        return two_maps(actor, asked, indicator, unit(key), calendar_span(kind, year, number), on=TODAY)


def unit(key):
    return Unit.objects.get(load_key=key)


@pytest.fixture(scope="module")
def entered(country, django_db_blocker):  # noqa: F811 - it is the fixture
    """All of it entered, filed, accepted and added; each test works in a savepoint inside its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_indicators(by=process_actor(), at=LATER)
        forms = {
            MONTHLY: form_of("month", MONTHLY, Level.PROVINCE),
            YEARLY: form_of("year", YEARLY, Level.PROVINCE),
            OF_THE_COUNTRY: form_of("year", OF_THE_COUNTRY, Level.COUNTRY),
            OF_COMMUNES: form_of("month", OF_COMMUNES, Level.COMMUNE),
        }
        FormLine.objects.update(is_required=False)
        for key, name, (year, number), texts in (*ARTICLES.values(), *INVENTED.values()):
            form = forms[name]
            period = ensure_span(span=calendar_span(form.period_kind, year, number))
            report = make_report(form, unit(key), period, **texts)
            file_and_accept(report, above=above(unit(key), period.until))
        settle_totals(at=LATER)
        yield Entered(forms)
        transaction.set_rollback(True)


def form_of(kind, name, level):
    codes = {
        code: None
        for _key, form, _at, texts in (*ARTICLES.values(), *INVENTED.values())
        if form == name
        for code in texts
    }
    return make_form(*codes, name=f"Biểu thử {name}", kind=kind, levels=(level,))


def above(of, day):
    """Who accepts: the unit directly above at the end of the period; at the top the unit itself."""
    placed = of.placements.filter(tree="territory").exclude(until__lt=day).order_by("since").first()
    return placed.parent if placed else of


def then(found):
    return [(side.name, side.part.value if side.part else None, side.missing) for side in found.then]


def now(found):
    """(unit, least, most, values divided, missing)."""
    return [
        (each.name, each.found and (each.found.low.value, each.found.high.value, each.found.split), each.missing)
        for each in found.now
    ]


class TestThaiBinhUnderHungYen:
    @pytest.mark.parametrize(
        ("code", "value", "qualifier"),
        [
            ("mediations", 2822, "exact"), ("veteran_models", 2087, "exact"), ("patrol_turns", 2000, "exact"),
            ("outreach_sessions", 1600, "at_least"), ("attendances", 74_000, "at_least"),
            ("bodies_reached", 300, "at_least"), ("news_items", 1000, "almost"),
        ],
    )  # fmt: skip
    def test_what_003_counts_is_thai_binh_s_then_and_the_least_of_hung_yen_today(self, entered, code, value, qualifier):
        found = entered.look(MONTHLY, code, THAI_BINH, 2019, 12)

        assert then(found) == [("Tỉnh Thái Bình", value, 0)]
        assert now(found) == [("Tỉnh Hưng Yên", (value, value, 0), 1)]
        assert found.then[0].part.qualifier == found.now[0].found.low.qualifier == bits(qualifier)

    def test_hung_yen_of_today_was_two_provinces_of_which_one_has_no_number(self, entered):
        found = entered.look(MONTHLY, "mediations", HUNG_YEN, 2019, 12)

        assert then(found) == [("Tỉnh Hưng Yên", None, 1), ("Tỉnh Thái Bình", 2822, 0)]

    def test_old_hung_yen_keeps_its_own_and_has_none(self, entered):
        found = entered.look(MONTHLY, "mediations", OLD_HUNG_YEN, 2019, 12)

        assert then(found) == [("Tỉnh Hưng Yên", None, 1)]
        assert now(found)[0][1] == (2822, 2822, 0)

    @pytest.mark.parametrize(
        ("code", "value"), [("lessons", 5), ("focus_points", 3), ("targets_set", 4), ("tasks_set", 9)]
    )
    def test_what_001_set_itself_is_thai_binh_s_alone(self, entered, code, value):
        found = entered.look(YEARLY, code, THAI_BINH, 2020)

        assert (then(found), found.is_added) == ([("Tỉnh Thái Bình", value, 0)], False)


class TestHaiDuongUnderHaiPhong:
    def test_the_147_of_004_are_hai_duong_s_then_and_the_least_of_hai_phong_today(self, entered):
        found = entered.look(MONTHLY, "recognised_units", HAI_DUONG, 2015, 12)

        assert then(found) == [("Tỉnh Hải Dương", 147, 0)]
        assert now(found) == [("Thành phố Hải Phòng", (147, 147, 0), 1)]
        assert [(side.name, side.part and side.part.value) for side in found.now[0].sources] == [
            ("Tỉnh Hải Dương", 147),
            ("Thành phố Hải Phòng", None),
        ]

    @pytest.mark.parametrize(
        ("form", "code", "number", "value"),
        [
            (MONTHLY, "commended_recipients", 12, 207),
            (YEARLY, "emulation_flags", 1, 5),
            (YEARLY, "certificates_of_merit", 1, 27),
        ],
    )
    def test_so_are_those_of_2016(self, entered, form, code, number, value):
        found = entered.look(form, code, HAI_DUONG, 2016, number)

        assert (then(found)[0][1], now(found)[0][1]) == (value, (value, value, 0))

    def test_its_communes_went_wholly_or_were_divided_and_those_of_old_hai_phong_too(self, entered):
        sides = {
            side.name: side for side in entered.look(MONTHLY, "recognised_units", HAI_DUONG, 2015, 12).now[0].sources
        }

        told = {name: (side.whole, side.split) for name, side in sides.items()}
        assert told["Tỉnh Hải Dương"] == (173, 34)
        assert sum(told["Thành phố Hải Phòng"]) == 167


class TestUnitsThatStayed:
    def test_the_75_of_002_are_thanh_hoa_s_on_both_maps(self, entered):
        found = entered.look(MONTHLY, "commended_recipients", THANH_HOA, 2020, 6)

        assert then(found) == [("Tỉnh Thanh Hóa", 75, 0)]
        assert now(found) == [("Tỉnh Thanh Hóa", (75, 75, 0), 0)]

    def test_so_are_its_nearly_200_documents(self, entered):
        found = entered.look(YEARLY, "steering_documents", THANH_HOA, 2020)

        assert (then(found)[0][1], now(found)[0][1]) == (200, (200, 200, 0))
        assert found.now[0].found.low.qualifier == bits("almost")

    @pytest.mark.parametrize(("code", "value"), [("certificates_of_merit", 197), ("provinces_with_models", 63)])
    def test_what_005_counts_is_the_country_s_on_both_maps(self, entered, code, value):
        found = entered.look(OF_THE_COUNTRY, code, COUNTRY, 2020)

        assert then(found) == [("Việt Nam", value, 0)]
        assert now(found)[0][1] == (value, value, 0)


class TestSumsAndSplits:
    def test_the_country_s_total_is_the_same_on_both_maps(self, entered):
        found = entered.look(MONTHLY, "commended_recipients", COUNTRY, 2016, 12)

        assert (then(found)[0][1], now(found)[0][1]) == (207, (207, 207, 0))

    @pytest.mark.usefixtures("entered")
    def test_the_provinces_of_either_map_add_up_to_the_country(self, tmp_path, settings):
        settings.HOME = tmp_path
        assert take_snapshot(at=LATER, forced=True)

        as_then, today = (self.provinces(day) for day in (None, TODAY))

        assert as_then == {"Tỉnh Thái Bình": 2822}
        assert today == {"Tỉnh Hưng Yên": 2822}

    @staticmethod
    def provinces(day):
        asking = Asking(
            rows=Axis.UNITS,
            columns=Axis.INDICATORS,
            indicators=(Indicator.objects.get(code="mediations").pk,),
            since=2019,
            until=2019,
            kind=PeriodKind.MONTH,
            level=Level.PROVINCE,
            today=day,
        )
        with crosstab(current_snapshot(), asking) as table:
            return {row.head.unit.name: row.cells[0].value for row in table.rows()}

    def test_an_invented_figure_of_a_township_that_was_divided_is_hai_phong_s_but_a_range_for_each_part(self, entered):
        gia_loc = INVENTED["divided township"][0]
        whole = entered.look(OF_COMMUNES, "patrol_turns", HAI_PHONG, 2024, 5)
        parts = entered.look(OF_COMMUNES, "patrol_turns", gia_loc, 2024, 5)

        assert now(whole)[0][1] == (12, 12, 0)
        assert [(each[0], each[1]) for each in now(parts)] == [
            ("Xã Gia Lộc", (0, 12, 1)),
            ("Xã Gia Phúc", (0, 12, 1)),
        ]

    def test_the_district_above_it_had_its_figure_then_and_is_nothing_today(self, entered):
        district = above(unit(INVENTED["divided township"][0]), date(2024, 6, 1))

        found = entered.look(OF_COMMUNES, "patrol_turns", district.load_key, 2024, 5)

        assert (district.level, then(found)[0][1], now(found)) == (Level.DISTRICT, 12, [])


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("article", "fact", "field", "value"),
    [
        ("001", "t1", "value", 5), ("001", "t2", "value", 3), ("001", "t3", "value", 4), ("001", "t4", "value", 9),
        ("002", "f1", "value", 200), ("002", "a1", "total", 75),
        ("003", "f1", "value", 300), ("003", "f3", "value", 1000), ("003", "f4", "value", 100),
        ("003", "f5", "value", 1600), ("003", "f6", "value", 74_000), ("003", "f7", "value", 2087),
        ("003", "f8", "value", 2000), ("003", "f9", "value", 2822),
        ("004", "a1", "total", 207), ("004", "a2", "total", 147), ("004", "a4", "collectives", 12),
        ("005", "f1", "value", 63), ("005", "a1", "collectives", 103), ("005", "a1", "individuals", 94),
    ],
)  # fmt: skip
def test_the_figures_are_those_that_were_labelled_in_the_articles(corpus_folder, article, fact, field, value):
    told = json.loads((corpus_folder / "dev" / f"{article}.json").read_text(encoding="utf-8"))

    assert next(each[field] for each in told["facts"] if each["id"] == fact) == value
