"""Forms that correct a fact: values as they are printed in, values as they are read out."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, process_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW, fact_of

from thidua.intake.commands import bring_in
from thidua.intake.models import ProposedFact
from thidua.intake.queries import surroundings_of
from thidua.office.intake.corrections import LinesField, PrintedNumberField, correction_form
from thidua.vietnamese.writing import number


@pytest.fixture
def document(db):
    make_indicator()
    province = make_unit("Sơn Bình")
    return bring_in(unit=province, content=REVIEW.encode(), keep_file=False, by=process_actor(province), at=AT).document


def form_for(document, kind, words="", data=None, **changes):
    fact = fact_of(document, kind, words)
    if changes:
        ProposedFact.objects.filter(pk=fact.pk).update(value={**fact.value, **changes})
        fact.refresh_from_db()
    return correction_form(fact, surroundings_of(document, today=TODAY), data)


def typed_in(form):
    """What a browser would send of the form untouched."""
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


@given(st.integers(0, 10**12))
def test_every_whole_number_is_read_back_as_it_is_written(value):
    assert PrintedNumberField().clean(number(value)) == value


@pytest.mark.parametrize(("text", "value"), [("64,2", 64.2), ("1.600", 1600), ("80%", 80), (" 7 ", 7)])
def test_numbers_are_typed_as_in_vietnamese(text, value):
    assert PrintedNumberField().clean(text) == value


@pytest.mark.parametrize("text", ["hai", "1,600.5", "1.60", "-3", "1..2", "16e3"])
def test_what_is_no_number_is_said_so(text):
    with pytest.raises(ValidationError, match=r"Ghi số như 1\.600"):
        PrintedNumberField().clean(text)


def test_lines_are_a_list_without_blank_ones():
    assert LinesField().clean("Giám đốc\n\n  Bí  thư  \n") == ["Giám đốc", "Bí thư"]


def test_a_figure_is_offered_its_indicator_and_unit_chosen_beforehand(document):
    form = form_for(document, "figure", "2.822")

    assert (form["indicator"].value(), form["registry_unit"].value()) == ("mediations", str(document.unit.uid))
    assert (form["value"].value(), form["first_year"].value()) == ("2.822", 2014)


def test_the_units_that_the_text_names_are_offered_and_foreign_ones_are_not(document):
    commune = make_commune("Vũ Hòa", under=document.unit)
    make_unit("Ngoại Vi")
    ProposedFact.objects.filter(document=document, kind="figure").update(value={"value": 1, "place": "tỉnh Ngoại Vi"})
    fact = fact_of(document, "figure", "2.822")
    ProposedFact.objects.filter(pk=fact.pk).update(value={"value": 1, "place": "xã Vũ Hòa"})

    offered = [value for value, _label in form_for(document, "figure", "2.822").fields["registry_unit"].choices]

    assert offered == [str(document.unit.uid), str(commune.uid)]


def test_a_unit_that_is_not_offered_is_not_taken(document):
    foreign = make_unit("Ngoại Vi")
    sent = {**typed_in(form_for(document, "figure", "2.822")), "registry_unit": str(foreign.uid)}

    form = form_for(document, "figure", "2.822", sent)

    assert (form.is_valid(), list(form.errors)) == (False, ["registry_unit"])


@pytest.mark.parametrize(
    ("kind", "words"), [("event", ""), ("figure", "2.822"), ("award", "12 tập thể"), ("person", "")]
)
def test_an_untouched_form_gives_back_what_was_read(document, kind, words):
    sent = typed_in(form_for(document, kind, words))
    if kind == "event":
        sent["date"] = "12/11/2019"
    form = form_for(document, kind, words, sent)
    assert form.is_valid(), form.errors

    changes = form.changes()

    read = fact_of(document, kind, words).value
    assert {name: read.get(name) or None for name in changes if name not in {"indicator", "registry_unit"}} == {
        name: value for name, value in changes.items() if name not in {"indicator", "registry_unit"}
    }


def test_a_stretch_without_years_stays_while_no_year_is_typed(document):
    period = {"from": None, "to": None, "text": "5 năm"}
    sent = typed_in(form_for(document, "figure", "2.822", period=period))

    untouched = form_for(document, "figure", "2.822", sent)
    dated = form_for(document, "figure", "2.822", {**sent, "first_year": "2014", "last_year": "2019"})

    assert (untouched.is_valid(), dated.is_valid()) == (True, True)
    assert (untouched.changes()["period"], dated.changes()["period"]) == (period, {"from": 2014, "to": 2019})


def test_a_new_name_among_the_concerns_is_a_movement_and_a_known_one_keeps_its_category(document):
    known = [{"category": "directive", "name": "Chỉ thị số 07"}]
    sent = typed_in(form_for(document, "event", concerns=known))
    sent |= {"date": "12/11/2019", "concerns": "Chỉ thị số 07\nSáng tạo"}

    form = form_for(document, "event", data=sent)

    assert form.is_valid()
    assert form.changes()["concerns"] == [*known, {"category": "movement", "name": "Sáng tạo"}]


def test_a_day_that_is_not_whole_is_kept_when_the_form_leaves_it_blank(document):
    sent = typed_in(form_for(document, "event", date="2019-11"))

    form = form_for(document, "event", data=sent)

    assert form.is_valid()
    assert "date" not in form.changes()


@pytest.mark.parametrize("text", ["2019-11-12", "31/02/2019", "hôm qua"])
def test_a_day_is_asked_for_as_it_is_written_here(document, text):
    form = form_for(document, "event", data={**typed_in(form_for(document, "event")), "date": text})

    assert form.errors["date"] == ["Ghi ngày như 05/06/2020."]
