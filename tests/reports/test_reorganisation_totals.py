"""A reorganisation and the totals: previewed on real figures, applied, taken back."""

from datetime import date

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import LATER, file_and_accept, make_form, make_indicator, make_report, month

from thidua.core.errors import Refused
from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import apply_reorganisation, draft_reorganisation, reverse_reorganisation
from thidua.organisations.models import Reorganisation, Unit
from thidua.organisations.plans import NewUnit, Step, StepAct
from thidua.reports.commands import KeptStock, TotalChange, preview_reorganisation, settle_totals
from thidua.reports.models import FormLine, Home, Total, TotalMark

pytestmark = pytest.mark.django_db
BY = process_actor()
JULY = date(2026, 7, 1)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def provinces(country):
    return [make_unit(name, under=country) for name in ("Hưng Yên", "Thái Bình")]


@pytest.fixture
def form():
    make_indicator("models", "Mô hình", over_time=Combination.LATEST)
    made = make_form("sessions", "models")
    FormLine.objects.update(is_required=False)
    return made


def accept(form, unit, above, number, **texts):
    return file_and_accept(make_report(form, unit, month(number), **texts), above=above)


def draft(unit, *steps):
    return draft_reorganisation(unit=unit, title="Sắp xếp", on=JULY, steps=steps, by=BY, at=AT)


def move(unit, under):
    return Step(StepAct.MOVE, (str(unit.uid),), into=str(under.uid))


def split(unit, *names):
    made = tuple(NewUnit(name, UnitKind.COMMUNE, f"xã {name}") for name in names)
    return Step(StepAct.SPLIT, (str(unit.uid),), made=made)


def preview(kept):
    return preview_reorganisation(reorganisation=kept, by=BY, at=LATER)


def stored():
    rows = Total.objects.values_list("unit__name", "period__label", "indicator__code", "value", "figures", "qualifier")
    return sorted(rows)


def test_the_preview_says_which_totals_change_and_by_how_much(form, country, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, old, 3, sessions="3", models="7")

    told = preview(draft(country, move(commune, new)))

    assert told.changes == tuple(
        TotalChange(unit, "Mô hình", period, 0, before, after)
        for unit, before, after in (("tỉnh Hưng Yên", 7, None), ("tỉnh Thái Bình", None, 7))
        for period in ("2026",)
    )


def test_a_preview_leaves_no_trace(form, country, provinces):
    old, new = provinces
    commune = make_commune(under=old)
    accept(form, commune, old, 3, sessions="3", models="7")
    settle_totals(at=LATER)
    kept = draft(country, move(commune, new))
    before = stored(), sorted(Home.objects.values_list("unit", "node", "since", "until"), key=str)

    preview(kept)

    after = stored(), sorted(Home.objects.values_list("unit", "node", "since", "until"), key=str)
    assert (after, Reorganisation.objects.get().state, TotalMark.objects.count()) == (before, "draft", 0)


def test_the_preview_names_where_a_split_units_stock_is_kept(form, provinces):
    province = provinces[0]
    commune = make_commune(under=province)
    accept(form, commune, province, 3, models="7")

    told = preview(draft(province, split(commune, "A", "B")))

    assert told.kept == (KeptStock("xã Vũ Thư", "tỉnh Hưng Yên", 1),)


def test_the_preview_names_unfinished_reports_and_people_of_units_that_end(form, provinces):
    commune = make_commune(under=provinces[0])
    make_report(form, commune, month(6), sessions="3")
    make_user(unit=commune, full_name="Lê Thị Lan")

    told = preview(draft(provinces[0], split(commune, "A", "B")))

    assert told.unfinished == ("Báo cáo tháng, xã Vũ Thư, tháng 6/2026",)
    assert told.users == (("Lê Thị Lan", "xã Vũ Thư"),)


def test_a_preview_of_what_cannot_be_done_is_refused_and_leaves_no_trace(form, provinces):
    commune = make_commune(under=provinces[0])
    kept = draft(provinces[0], split(commune, "A", "B"), move(commune, provinces[0]))

    with pytest.raises(Refused):
        preview(kept)

    assert Unit.objects.filter(name="A").count() == 0


def test_totals_after_a_reversal_are_those_before(form, country, provinces):
    old, new = provinces
    communes = [make_commune(name, under=old) for name in ("Một", "Hai")]
    for commune in communes:
        accept(form, commune, old, 3, sessions="3", models="7")
        accept(form, commune, old, 8, sessions="5")
    settle_totals(at=LATER)
    before = stored()
    village_step = Step(
        StepAct.MERGE,
        tuple(str(each.uid) for each in communes),
        made=(NewUnit("Chung", "commune", under=str(new.uid)),),
    )
    applied = apply_reorganisation(reorganisation=draft(country, village_step), by=BY, at=AT)
    settle_totals(at=LATER)
    between = stored()

    reverse_reorganisation(reorganisation=applied, reason="Nhầm", by=BY, at=AT)
    settle_totals(at=LATER)

    assert (between != before, stored()) == (True, before)


def test_derived_totals_of_a_new_unit_do_not_hold_up_its_reversal(country, provinces):
    province = provinces[0]
    communes = [make_commune(name, under=province) for name in ("Một", "Hai")]
    village = make_unit("Đông", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=communes[0])
    form = make_form("sessions", levels=(Level.VILLAGE,))
    step = Step(StepAct.MERGE, tuple(str(each.uid) for each in communes), made=(NewUnit("Chung", "commune"),))
    applied = apply_reorganisation(reorganisation=draft(province, step), by=BY, at=AT)
    accept(form, village, Unit.objects.get(name="Chung"), 8, sessions="5")
    settle_totals(at=LATER)

    reverse_reorganisation(reorganisation=applied, reason="Nhầm", by=BY, at=AT)
    settle_totals(at=LATER)

    assert {(name, value) for name, _label, _code, value, *_rest in stored()} == {
        ("Một", 5), ("Hưng Yên", 5), ("Việt Nam", 5),
    }  # fmt: skip


def test_what_was_accepted_under_a_new_unit_leaves_its_province_when_the_unit_never_was(country, provinces):
    old, new = provinces
    communes = [make_commune(name, under=old) for name in ("Một", "Hai")]
    village = make_unit("Đông", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=communes[0])
    form = make_form("sessions", levels=(Level.VILLAGE,))
    step = Step(
        StepAct.MERGE,
        tuple(str(each.uid) for each in communes),
        made=(NewUnit("Chung", "commune", under=str(new.uid)),),
    )
    applied = apply_reorganisation(reorganisation=draft(country, step), by=BY, at=AT)
    accept(form, village, Unit.objects.get(name="Chung"), 8, sessions="5")
    settle_totals(at=LATER)

    reverse_reorganisation(reorganisation=applied, reason="Nhầm", by=BY, at=AT)
    settle_totals(at=LATER)

    assert {(name, value) for name, _label, _code, value, *_rest in stored()} == {
        ("Một", 5), ("Hưng Yên", 5), ("Việt Nam", 5),
    }  # fmt: skip
