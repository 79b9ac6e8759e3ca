"""The checks as JSON: every kind has a name that the parser reads back, and numbers stay whole."""

from fractions import Fraction
from typing import get_args

import pytest

from thidua.reports.rules.checks import (
    AgainstChildren,
    AgainstForm,
    AgainstPrevious,
    Bounds,
    Cell,
    Check,
    ChildrenSum,
    Column,
    NotBelowPrevious,
    Outlier,
    PartOf,
    Relation,
    Surroundings,
    Terms,
    parse_check,
)
from thidua.reports.rules.checks.compiled import FAULTS, compiled

EVERY_KIND = [
    Bounds("a", 0, 100),
    Relation(("a",), "<=", ("b", "c")),
    PartOf("a"),
    AgainstPrevious("a", Fraction("2.5"), 30),
    NotBelowPrevious("a"),
    Outlier("a"),
    AgainstChildren("a"),
    AgainstForm("a", "form", "b", "="),
]
COLUMNS = {code: Column(code, code) for code in "abc"}


def told(*checks, around=None, say=str):
    return compiled(checks, COLUMNS, around or Surroundings({}), say=say)


def test_every_kind_of_terms_is_tried_here():
    assert {type(terms) for terms in EVERY_KIND} == set(get_args(Terms))


@pytest.mark.parametrize("terms", EVERY_KIND, ids=lambda terms: type(terms).__name__)
def test_a_kind_has_the_name_by_which_the_parser_knows_it(terms):
    [check] = told(Check("one", "stop", terms))["checks"]
    numbers = {"min", "max", "from_zero"}
    raw = {
        name: int(value) if name in numbers and value is not None else value for name, value in check["terms"].items()
    }
    if "times" in raw:
        raw["times"] = str(float(Fraction(*map(int, raw["times"]))))

    read = parse_check({"code": "one", "severity": "stop", "terms": {"kind": check["kind"], **raw}})

    assert read.terms == terms


def test_large_numbers_are_written_as_text():
    around = Surroundings({}, children={"a": ChildrenSum(10**18 + 1, 104)}, history={"a": [10**15 - 1]})

    found = told(around=around)

    assert found["children"] == {"a": {"value": "1000000000000000001", "units": "104", "qualifier": "exact"}}
    assert found["history"] == {"a": ["999999999999999"]}


def test_sentences_are_in_the_language_of_the_reader_and_own_ones_too():
    found = told(Check("one", "stop", PartOf("a"), "Kiểm tra %(a)s."), say=lambda msgid: f"en {msgid}")

    assert found["checks"][0]["message"] == "en Kiểm tra %(a)s."
    assert found["sentences"]["LESS"][0] == f"en {FAULTS['LESS'].to_check}"


def test_a_check_without_a_sentence_of_its_own_is_given_none():
    assert told(Check("one", "stop", PartOf("a")), say=lambda _msgid: "whatever")["checks"][0]["message"] == ""


def test_cells_beside_come_with_their_whole_and_how_exactly_they_are_known():
    around = Surroundings({}, previous={"a": Cell(12, 15, "at_least")}, others={("form", "b"): Cell(3)})

    found = told(around=around)

    assert found["previous"] == {"a": {"value": "12", "of": "15", "qualifier": "at_least"}}
    assert found["others"] == [{"form": "form", "code": "b", "cell": {"value": "3", "of": None, "qualifier": "exact"}}]
