"""Cells are read and checked in the browser exactly as on the server: thousands of made-up cases through both."""

import json
import random
import re
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest

from thidua import web
from thidua.reports.choices import Qualifier, Severity
from thidua.reports.rules import typed as typing
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
    findings,
)
from thidua.reports.rules.checks.compiled import FAULTS, cell_data, compiled

pytestmark = pytest.mark.browser
SCRIPTS = Path(web.__file__).parent / "static" / "thidua"
CODES = ("a", "b", "c", "d", "ngoai")
FORMS, TEXTS = 4000, 12000
MESSAGES = ("", "", "", "%(a)s ít hơn %(b)s, 100%% là %(c)s.", "Kiểm tra lại hai ô này.")


@pytest.fixture(scope="module")
def browser_page(chromium):
    """An empty page with the two scripts in it, as strict as the site."""
    page = chromium.new_page()
    for name in ("entry_numbers.js", "entry_checks.js"):
        page.add_script_tag(content=(SCRIPTS / name).read_text(encoding="utf-8"))
    yield page
    page.close()


def a_value(chance):
    return chance.choice(
        (
            chance.randint(0, 12),
            chance.randint(0, 12),
            chance.randint(0, 4000),
            chance.randint(-5, 5),
            chance.randint(0, typing.MOST),
        )
    )


def a_cell(chance):
    of = chance.choice((None, None, a_value(chance)))
    return Cell(a_value(chance), of, chance.choice((Qualifier.EXACT, *Qualifier)))


def some(chance, make):
    """A mapping of some codes to what ``make`` makes."""
    return {code: make(chance) for code in CODES if chance.random() < 0.8}


def a_history(chance):
    around = a_value(chance)
    return [
        abs(around + chance.choice((0, 0, chance.randint(-3, 3), a_value(chance)))) for _ in range(chance.randint(0, 9))
    ]


def some_terms(chance):
    cell, other = chance.sample(CODES[:4], 2)
    op = chance.choice(("<=", ">=", "="))
    low = chance.choice((None, chance.randint(-3, 8)))
    high = chance.choice((None, chance.randint(0, 5000))) if low is not None else chance.randint(0, 5000)
    lots = chance.sample(CODES[:4], chance.randint(2, 4))
    at = chance.randint(1, len(lots) - 1)
    times = Fraction(chance.choice(("1.5", "2", "3", "2.75", "1.001")))
    return chance.choice(
        (
            Bounds(cell, low, high),
            Relation((cell,), op, (other,)),
            Relation(tuple(lots[:at]), op, tuple(lots[at:])),
            PartOf(cell),
            AgainstPrevious(cell, times, chance.choice((None, chance.randint(0, 30)))),
            NotBelowPrevious(cell),
            Outlier(cell),
            AgainstChildren(cell),
            AgainstForm(cell, chance.choice(("kia", "khac")), chance.choice(CODES), op),
        )
    )


def a_form(chance):
    """Columns, checks, surroundings and answers of a form that somebody might write."""
    names = {"a": "số buổi", "b": "ủy ban", "c": "ấp, khóm", "d": "lượt người", "ngoai": "kế hoạch"}
    columns = {code: Column(code, names[code], chance.choice((0, 0, 1, 2, 3))) for code in CODES}
    checks = [
        Check(f"check_{number}", chance.choice(tuple(Severity)), some_terms(chance), chance.choice(MESSAGES))
        for number in range(chance.randint(1, 8))
    ]
    around = Surroundings(
        cells=some(chance, a_cell),
        previous=some(chance, a_cell),
        previous_label="tháng 9",
        history=some(chance, a_history),
        children=some(
            chance,
            lambda made: ChildrenSum(
                a_value(made) * made.choice((1, 1, 5000)),
                made.choice((0, 1, 104)),
                made.choice(("exact", "exact", "at_least", "at_most", "almost", "approx")),
            ),
        ),
        others={(form, code): a_cell(chance) for form in ("kia", "khac") for code in CODES if chance.random() < 0.6},
        form_names={"kia": "Báo cáo kia"},
    )
    answers = {
        (check.code, check.terms.codes[0]): chance.choice(("", "  ", "Cao điểm"))
        for check in checks
        if chance.random() < 0.5
    }
    return columns, checks, around, answers


def found_here(columns, checks, around, answers):
    return [
        {
            "check": each.check,
            "cell": each.cell,
            "jump_to": each.jump_to,
            "severity": str(each.severity),
            "sentence": str(each),
            "is_answered": each.is_answered,
        }
        for each in findings(checks, columns, around, answers)
    ]


def as_json(columns, checks, around, answers):
    return {
        "form": compiled(checks, columns, around, say=str),
        "cells": {code: cell_data(cell) for code, cell in around.cells.items()},
        "explanations": {f"{check} {cell}": text for (check, cell), text in answers.items()},
    }


FIND = """(cases) => JSON.parse(cases).map(({ form, cells, explanations }) => {
  const read = ({ value, of, qualifier }) => ({ value: BigInt(value), of: of === null ? null : BigInt(of), qualifier });
  const here = Object.fromEntries(Object.entries(cells).map(([code, cell]) => [code, read(cell)]));
  return ThiduaChecks.findings(form, here, explanations);
})"""


def test_the_checks_of_thousands_of_forms_find_the_same_in_the_browser(browser_page):
    chance = random.Random(20261126)
    forms = [a_form(chance) for _ in range(FORMS)]

    expected = [found_here(*form) for form in forms]
    found = browser_page.evaluate(FIND, json.dumps([as_json(*form) for form in forms]))

    astray = [(form, here, there) for form, here, there in zip(forms, expected, found, strict=True) if here != there]
    assert astray[:1] == []


def test_the_forms_that_are_compared_bring_every_fault_at_every_severity(browser_page):
    chance = random.Random(20261126)
    sentences = {each["sentence"] for form in (a_form(chance) for _ in range(FORMS)) for each in found_here(*form)}
    patterns = {msgid: re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(msgid)) for fault in FAULTS.values() for msgid in fault}

    unseen = {
        msgid for msgid, pattern in patterns.items() if not any(re.fullmatch(pattern, each) for each in sentences)
    }
    assert unseen == set()
    assert len(sentences) > FORMS / 2


def an_outlier_form(value, earlier):
    """A form with one number and what was filed before."""
    around = Surroundings({"a": Cell(value)}, history={"a": earlier})
    return {"a": Column("a", "số buổi")}, [Check("far", Severity.NOTICE, Outlier("a"))], around, {}


def test_the_border_of_what_is_unusual_is_the_same_to_the_last_unit(browser_page):
    by_median = [10**6 + each for each in (-1349, -1349, 0, 0, 1349, 1349)]
    by_mean = [10**7] * 7 + [18 * 10**6]
    borders = ((10**6 + 7000, by_median), (10**7 + 4386599, by_mean))
    forms = [an_outlier_form(border + more, earlier) for border, earlier in borders for more in (0, 1)]

    expected = [found_here(*form) for form in forms]

    assert [bool(each) for each in expected] == [False, True, False, True]
    assert browser_page.evaluate(FIND, json.dumps([as_json(*form) for form in forms])) == expected


WORDS = [word for words in typing._WORDS.values() for word in words]
SIGNS = (
    " ",
    "\u00a0",
    "\u2009",
    "\u200b",
    "\ufeff",
    "\t",
    "\x1c",
    "\x85",
    "%",
    "/",
    ".",
    ",",
    "-",
    "−",
    "٣",
    "x",
    "đ",
    "ß",
)


def a_number_in_writing(chance):
    digits = chance.choice(
        (str(chance.randint(0, 99)), str(chance.randint(0, 10 ** chance.randint(1, 17))), "0", "007", "600")
    )
    grouped = f"{int(digits):,}".replace(",", chance.choice((".", " ", ",", "\u00a0")))
    part = f"{chance.choice((',', '.'))}{chance.randint(0, 9999)}" if chance.random() < 0.4 else ""
    return chance.choice((digits, grouped, grouped)) + part


def a_text(chance):
    parts = [
        chance.choice(("", "", "", " ", "\u200b")),
        chance.choice(("", "", chance.choice(WORDS), chance.choice(WORDS).upper())),
        chance.choice(("", " ", "\u00a0", "  ")),
        a_number_in_writing(chance),
        chance.choice(("", "", "", "%", " %", f"/{a_number_in_writing(chance)}", f" / {a_number_in_writing(chance)}")),
        chance.choice(("", "", "", " ", "\n")),
    ]
    text = "".join(parts)
    if chance.random() < 0.25:
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(SIGNS) + text[at:]
    return chance.choice((text, text, text, "", "x" * 101, "1" * 101)) if chance.random() < 0.1 else text


def a_kind(chance):
    return typing.CellKind(
        chance.choice((0, 0, 1, 2, 3)), chance.random() < 0.7, chance.random() < 0.25, chance.random() < 0.3
    )


def read_here(text, kind):
    said = typing.typed(text, kind)
    return {
        "value": None if said.value is None else str(said.value),
        "of": None if said.of is None else str(said.of),
        "qualifier": str(said.qualifier),
        "choices": list(said.choices),
        "problem": said.problem,
        "shown": typing.shown(said.value, kind, of=said.of, qualifier=said.qualifier),
    }


READ = """(cases) => JSON.parse(cases).map(([text, decimals, takesQualifier, isRatio, isShare]) => {
  const kind = { decimals, takesQualifier, isRatio, isShare };
  const said = ThiduaNumbers.typed(text, kind);
  const plain = (value) => (value === null ? null : value.toString());
  return { ...said, value: plain(said.value), of: plain(said.of), shown: ThiduaNumbers.shown(said, kind) };
})"""


def test_what_is_typed_is_read_the_same_in_the_browser(browser_page):
    chance = random.Random(1600)
    cases = [(a_text(chance), a_kind(chance)) for _ in range(TEXTS)]
    longest = ("0" * 99 + "1", "0" * 100 + "1", str(typing.MOST), str(typing.MOST + 1))
    for text in ("1600", "1.600", "1,5", "1.5", "1,600", *longest):
        cases += [(text, typing.CellKind(decimals)) for decimals in (0, 1, 3)]
    cases.append((unicodedata.normalize("NFD", "trên 1.600"), typing.CellKind(takes_qualifier=True)))

    expected = [read_here(*case) for case in cases]
    asked = [[text, kind.decimals, kind.takes_qualifier, kind.is_ratio, kind.is_share] for text, kind in cases]
    found = browser_page.evaluate(READ, json.dumps(asked))

    astray = [(case, here, there) for case, here, there in zip(cases, expected, found, strict=True) if here != there]
    assert astray[:3] == []
    assert {each["problem"] for each in expected} == {
        "", typing.NOT_A_NUMBER, typing.TOO_PRECISE, typing.TOO_LARGE, typing.NO_QUALIFIER, typing.NOT_A_RATIO,
    }  # fmt: skip
