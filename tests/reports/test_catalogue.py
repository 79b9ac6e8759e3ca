"""The shipped forms, each held to what an officer needs of it, and what the loader of forms refuses."""

import dataclasses
import json
import re
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from thidua.indicators.catalogue import LEVELS, PERIODS, PUBLISHED_AGGREGATE
from thidua.indicators.catalogue import entries as indicators
from thidua.indicators.catalogue import entry as indicator
from thidua.indicators.choices import Combination
from thidua.reports.catalogue import (
    CheckEntry,
    EditionEntry,
    FormEntry,
    LineEntry,
    SectionEntry,
    entries,
    read_forms,
)
from thidua.reports.choices import PeriodKind
from thidua.reports.rules.checks import parse_check

FORMS = {form.code: form for form in entries()}
EDITIONS = [(form, edition) for form in entries() for edition in form.editions]
LINES = [(form, edition, line) for form, edition in EDITIONS for line in edition.lines]
CHECKS = [(form, edition, check) for form, edition in EDITIONS for check in edition.checks]
FILES = sorted(files("thidua.reports").joinpath("data", "forms").iterdir(), key=lambda file: file.name)
NEVER_ASKED = re.compile(
    r"tội|tin báo|đối tượng|nguồn tin|tố giác|phạm pháp|vụ án|điều tra|truy nã|tạm giam|nghi can|bị can|ma túy",
    re.IGNORECASE,
)

EVERY_FORM = pytest.mark.parametrize("form", entries(), ids=lambda form: form.code)
EVERY_EDITION = pytest.mark.parametrize(
    "edition", [each[1] for each in EDITIONS], ids=[f"{form.code}.{edition.number}" for form, edition in EDITIONS]
)
EVERY_LINE = pytest.mark.parametrize(
    ("form", "edition", "line"), LINES, ids=[f"{form.code}.{line.indicator}" for form, _, line in LINES]
)
EVERY_CHECK = pytest.mark.parametrize(
    ("edition", "check"),
    [each[1:] for each in CHECKS],
    ids=[f"{form.code}.{check.code}" for form, _, check in CHECKS],
)

SMALL = """
code: small
name: Báo cáo nhỏ
period: month
is_own_draft: true
basis: bản thử
editions:
  - number: 1
    since: null
    days_to_file: 5
    tree: territory
    levels: [commune]
    sections:
      - title: Tuyên truyền
        kind: numbers
        lines:
          - {number: 1, indicator: outreach_sessions, hint: mỗi buổi một lần}
          - {number: 2, indicator: attendances, takes_qualifier: true}
      - {title: Nhận xét, kind: narrative, hint: vài dòng}
    checks:
      - code: cover
        severity: stop
        terms: {kind: relation, left: [attendances], op: ">=", right: [outreach_sessions]}
        message: "%(attendances)s ít hơn %(outreach_sessions)s"
"""
TWIN = SMALL.replace("code: small", "code: twin")
OTHER = (
    SMALL.replace("code: small", "code: other")
    .replace("period: month", "period: year")
    .replace("outreach_sessions", "festival_sites")
    .replace("attendances", "festival_participants")
)
SECOND_EDITION = """
  - number: 2
    since: 2026-07-01
    days_to_file: 3
    tree: territory
    levels: [province, commune]
    sections:
      - {title: Mô hình, kind: numbers, lines: [{number: 1, indicator: models}]}
"""


def changed(old, new, text=SMALL):
    """The small form with one place written otherwise."""
    assert old in text
    return text.replace(old, new)


def with_terms(terms, text=SMALL):
    return re.sub(r"terms: \{.*\}", f"terms: {{{terms}}}", text)


# What the shipped forms are.


def test_the_starter_forms_stand_in_order_of_their_periods():
    assert [(form.code, form.period) for form in entries()] == [
        ("monthly_movement", "month"),
        ("coordination_programme", "half"),
        ("festival_day", "year"),
        ("statistics_offices", "year"),
        ("statistics_staff", "year"),
        ("yearly_movement", "year"),
    ]


def test_the_monthly_form_has_the_sections_and_lines_of_the_paper_it_follows():
    (edition,) = FORMS["monthly_movement"].editions

    assert {section.title: [line.indicator for line in section.lines] for section in edition.sections} == {
        "Tuyên truyền": ["outreach_sessions", "attendances", "news_items", "bodies_reached"],
        "Mô hình": ["models", "model_sites", "model_groups", "veteran_models"],
        "Tuần tra, hòa giải": ["patrol_turns", "mediations", "signed_undertakings", "reintegrated"],
        "Công nhận, khen thưởng": ["recognised_units", "commended_recipients"],
    }
    assert (edition.levels, edition.days_to_file, edition.tree) == (("commune",), 5, "territory")


def test_the_monthly_form_asks_for_everything_that_a_commune_can_count_in_a_month():
    countable = {each.code for each in indicators() if each.period == "month" and "commune" in each.reported_by}

    assert {line.indicator for line in FORMS["monthly_movement"].editions[0].lines} == countable


def test_fewer_attendances_than_sessions_stop_the_monthly_report_with_both_numbers():
    checks = {check.code: check for check in FORMS["monthly_movement"].editions[0].checks}
    check = checks["attendances_cover_sessions"]

    assert check.severity == "stop"
    assert check.message % {"attendances": "10", "outreach_sessions": "12"} == (
        "Số lượt (10) ít hơn số buổi (12). Kiểm tra lại hai ô này."
    )


def test_three_times_as_many_turns_as_last_month_call_for_a_reason():
    terms = [
        (check.severity, check.terms["times"])
        for check in FORMS["monthly_movement"].editions[0].checks
        if check.kind == "against_previous" and check.cells == ("patrol_turns",)
    ]

    assert terms == [("explain", "3")]


def test_fewer_recognised_units_than_before_call_for_a_reason():
    checks = [check for check in FORMS["monthly_movement"].editions[0].checks if check.cells == ("recognised_units",)]

    assert [(check.kind, check.severity) for check in checks] == [("not_below_previous", "explain")]


def test_the_yearly_form_has_every_part_of_a_yearly_report_in_its_order():
    titles = [section.title for section in FORMS["yearly_movement"].editions[0].sections]

    assert titles == [
        "Tình hình, bối cảnh",
        "Văn bản lãnh đạo, chỉ đạo",
        "Công tác lãnh đạo, chỉ đạo",
        "Nội dung đã thực hiện",
        "Bảng kết quả",
        "Mô hình, điển hình tiên tiến",
        "Khen thưởng",
        "Hạn chế, nguyên nhân",
        "Bài học kinh nghiệm",
        "Phương hướng kỳ tới",
        "Số liệu kỳ tới",
    ]


def test_the_yearly_form_asks_for_documents_awards_and_the_plan_of_the_next_term():
    lines = {line.indicator for line in FORMS["yearly_movement"].editions[0].lines}

    assert lines >= {"steering_documents", "emulation_flags", "certificates_of_merit"}
    assert lines >= {"focus_points", "targets_set", "tasks_set"}


def test_the_yearly_report_counts_the_documents_of_the_festival_too():
    checks = [check for check in FORMS["yearly_movement"].editions[0].checks if check.kind == "against_form"]

    assert [dict(check.terms) for check in checks] == [
        {
            "kind": "against_form",
            "cell": "steering_documents",
            "form": "festival_day",
            "other": "festival_plans",
            "op": ">=",
        }
    ]


def test_all_that_is_counted_of_the_festival_and_of_the_programme_is_asked():
    asked = {line.indicator for _, _, line in LINES}
    groups = {"Ngày hội", "Chương trình phối hợp"}

    assert {each.code for each in indicators() if each.group in groups} <= asked


def test_the_staff_by_age_by_education_and_by_service_must_each_add_up_to_all_staff():
    checks = FORMS["statistics_staff"].editions[0].checks

    assert [(check.severity, check.terms["op"], check.terms["right"]) for check in checks] == [
        ("stop", "=", ("emulation_staff",))
    ] * 3
    added = [code for check in checks for code in check.terms["left"]]
    assert ["emulation_staff", *added] == [line.indicator for line in FORMS["statistics_staff"].editions[0].lines]


def test_every_band_of_the_staff_says_that_it_was_not_verified():
    _total, *bands = FORMS["statistics_staff"].editions[0].lines

    assert [line.indicator for line in bands if "Chưa kiểm chứng" not in line.hint] == []
    assert "chưa kiểm chứng" in FORMS["statistics_offices"].editions[0].lines[0].hint


# What holds for each of them.


@EVERY_FORM
def test_a_form_is_named_says_its_basis_and_that_we_drafted_it(form):
    assert all((form.name, form.basis, form.editions))
    assert form.is_own_draft
    assert form.code == form.code.lower()
    assert form.code.isascii()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_says_at_its_top_what_was_seen_and_that_the_rest_is_ours(file):
    comment = file.read_text(encoding="utf-8").partition("\n\ncode:")[0]

    assert all(row.startswith("#") for row in comment.splitlines())
    assert "own draft" in comment.replace("\n#", "")
    assert "[V]" in comment


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_called_after_the_code_of_its_form(file):
    (form,) = [form for form in entries() if file.name == f"{form.code}.yaml"]

    assert f"code: {form.code}\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_beyond_the_boundary_is_asked_or_even_named(file):
    assert NEVER_ASKED.findall(file.read_text(encoding="utf-8")) == []


@EVERY_EDITION
def test_lines_are_numbered_from_one_without_a_gap(edition):
    assert [line.number for line in edition.lines] == [str(place + 1) for place in range(len(edition.lines))]


@EVERY_EDITION
def test_sections_have_titles_of_their_own_and_say_what_belongs_into_a_text(edition):
    titles = [section.title for section in edition.sections]

    assert len(set(titles)) == len(titles)
    assert [section.title for section in edition.sections if section.kind == "narrative" and not section.hint] == []


@EVERY_EDITION
def test_an_edition_is_filed_within_days_by_somebody(edition):
    assert 1 <= edition.days_to_file <= 31
    assert edition.levels
    assert set(edition.levels) <= set(LEVELS)


@EVERY_LINE
def test_a_line_asks_for_an_indicator_with_a_unit_of_measure(form, edition, line):
    asked = indicator(line.indicator)

    assert asked.unit_of_measure
    assert asked.code != PUBLISHED_AGGREGATE


@EVERY_LINE
def test_a_line_says_whether_it_is_what_there_is_or_what_came_new(form, edition, line):
    is_stock = indicator(line.indicator).over_time == Combination.LATEST

    assert line.hint.startswith("Số hiện có cuối ") == is_stock
    assert is_stock or line.hint.startswith(("Phát sinh trong ", "Số đặt ra cho ", "Số bài học "))


@EVERY_LINE
def test_a_line_names_the_period_of_its_form(form, edition, line):
    other = {"month": ("năm",), "half": ("tháng.", "năm."), "year": ("tháng.", "kỳ.")}[form.period]

    assert [word for word in other if word in line.hint.partition(".")[0] + "."] == []


@EVERY_LINE
def test_a_line_is_asked_only_of_those_who_can_count_it_and_as_often_as_they_can(form, edition, line):
    asked = indicator(line.indicator)

    assert set(edition.levels) <= set(asked.reported_by)
    assert PERIODS.index(form.period) >= PERIODS.index(asked.period)


def test_nothing_is_asked_on_two_forms_since_it_would_count_twice():
    codes = [line.indicator for _, _, line in LINES]

    assert sorted(codes) == sorted(set(codes))


@EVERY_CHECK
def test_a_check_speaks_only_of_cells_of_its_edition(edition, check):
    assert set(check.cells) <= {line.indicator for line in edition.lines}


@EVERY_CHECK
def test_a_sentence_fits_and_names_numbers_by_the_cells_that_its_check_compares(edition, check):
    said = check.message % dict.fromkeys(check.cells, "1")

    assert "%(" not in said
    assert check.message == "" or said.endswith(".")


@EVERY_CHECK
def test_a_check_that_stops_is_one_that_no_reason_can_explain(edition, check):
    assert check.severity != "stop" or check.kind in {"relation", "bounds"}


@EVERY_CHECK
def test_what_a_check_says_can_be_kept_as_json_and_is_understood_from_there(edition, check):
    kept = json.loads(json.dumps(dataclasses.asdict(check)))

    understood = parse_check(kept)

    assert (understood.code, understood.severity, understood.message) == (check.code, check.severity, check.message)
    assert understood.terms.codes == check.cells


@pytest.mark.parametrize(
    "terms", [check.terms for *_, check in CHECKS if check.kind == "against_previous"], ids=lambda terms: terms["cell"]
)
def test_a_leap_is_a_multiple_and_from_nothing_a_number(terms):
    assert Decimal(terms["times"]) > 1
    assert terms["from_zero"] > 1


def test_every_share_is_kept_between_nothing_and_a_hundred():
    shares = {line.indicator for _, _, line in LINES if indicator(line.indicator).unit_of_measure == "%"}
    bounds = {
        check.terms["cell"]: (check.severity, check.terms["min"], check.terms["max"])
        for *_, check in CHECKS
        if check.kind == "bounds"
    }

    assert bounds == dict.fromkeys(shares, ("stop", 0, 100))


def test_the_texts_fit_into_the_columns_that_will_keep_them():
    sections = [section for _, edition in EDITIONS for section in edition.sections]

    assert max(len(form.name) for form in entries()) <= 200
    assert max(len(form.basis) for form in entries()) <= 300
    assert max(len(each.hint) for each in [*sections, *(line for *_, line in LINES)]) <= 500
    assert max(len(check.message) for *_, check in CHECKS) <= 300
    assert max(len(check.code) for *_, check in CHECKS) <= 60


def test_the_periods_of_forms_are_periods_that_the_app_knows():
    assert set(PERIODS) <= set(PeriodKind.values)


# How a form is read.


def test_a_form_is_read_as_it_is_written():
    lines = (
        LineEntry("1", "outreach_sessions", hint="mỗi buổi một lần"),
        LineEntry("2", "attendances", takes_qualifier=True),
    )
    terms = {"kind": "relation", "left": ("attendances",), "op": ">=", "right": ("outreach_sessions",)}
    edition = EditionEntry(
        number=1,
        since=None,
        days_to_file=5,
        tree="territory",
        levels=("commune",),
        sections=(
            SectionEntry("Tuyên truyền", "numbers", lines),
            SectionEntry("Nhận xét", "narrative", hint="vài dòng"),
        ),
        checks=(CheckEntry("cover", "stop", terms, "%(attendances)s ít hơn %(outreach_sessions)s"),),
    )

    assert read_forms([SMALL]) == (FormEntry("small", "Báo cáo nhỏ", "month", True, "bản thử", (edition,)),)
    assert edition.lines == lines


def test_a_line_is_required_unless_it_says_otherwise():
    (form,) = read_forms([changed("takes_qualifier: true", "is_required: false")])

    assert [line.is_required for line in form.editions[0].lines] == [True, False]


def test_a_later_edition_has_its_own_lines_and_day():
    (form,) = read_forms([SMALL + SECOND_EDITION])

    assert [(each.number, each.since, len(each.lines)) for each in form.editions] == [
        (1, None, 2),
        (2, date(2026, 7, 1), 1),
    ]


def test_forms_come_with_the_shortest_period_first_whatever_the_order_of_files():
    assert [form.code for form in read_forms([OTHER, SMALL])] == ["small", "other"]


def test_the_forms_are_read_once_for_the_whole_process():
    assert entries() is entries()


def test_a_form_that_was_read_cannot_be_changed():
    (form,) = read_forms([SMALL])

    with pytest.raises(dataclasses.FrozenInstanceError):
        form.name = "khác"


@pytest.mark.parametrize(
    ("terms", "cells"),
    [
        ("kind: bounds, cell: attendances, min: 0, max: 9", ("attendances",)),
        (
            'kind: relation, left: [attendances], op: "=", right: [outreach_sessions]',
            ("attendances", "outreach_sessions"),
        ),
        ("kind: part_of, cell: attendances", ("attendances",)),
        ('kind: against_previous, cell: attendances, times: "3", from_zero: 10', ("attendances",)),
        ("kind: not_below_previous, cell: attendances", ("attendances",)),
        ("kind: outlier, cell: attendances", ("attendances",)),
        ("kind: against_children, cell: attendances", ("attendances",)),
        ('kind: against_form, cell: attendances, form: twin, other: attendances, op: "<="', ("attendances",)),
    ],
)
def test_every_kind_of_check_can_be_written_and_says_its_cells(terms, cells):
    form, _ = read_forms([with_terms(terms), TWIN])
    (check,) = form.editions[0].checks

    assert check.cells == cells
    assert terms.startswith(f"kind: {check.kind},")


# What is refused.


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("period: month", "period: week", "small: the period week is unknown"),
        ("kind: numbers", "kind: table", "edition 1: the kind of section table is unknown"),
        ("severity: stop", "severity: fatal", 'edition 1, check cover: "severity" must be one of'),
        ("levels: [commune]", "levels: [commune, hamlet]", "edition 1: the level hamlet is unknown"),
        ("levels: [commune]", "levels: []", "there must be a level of units that reports"),
        ("tree: territory", "tree: oak", "edition 1: the tree oak is unknown"),
        ("since: null", "since: soon", "since must be a day such as 2026-01-01 or null"),
        ("since: null", "since: 2026-01-01 08:00:00", "since must be a day such as 2026-01-01 or null"),
        ("{number: 2,", "{number: 1,", "edition 1: line 1 stands there twice"),
        ("indicator: attendances", "indicator: sunshine", "line 2 asks for sunshine, which is no indicator"),
        (
            "indicator: attendances",
            "indicator: outreach_sessions",
            "the indicator outreach_sessions stands there twice",
        ),
        ("left: [attendances]", "left: [models]", "check cover speaks of models, which is no line of this edition"),
        ('"%(attendances)s', '"%(models)s', "check cover speaks of models, which is no line of this edition"),
        ('op: ">="', 'op: "<"', 'check cover, terms: "op" must be one of <=, >=, ='),
        ("kind: relation", "kind: guess", 'check cover, terms: "kind" must be one of'),
        ("kind: narrative", "kind: numbers", "Nhận xét must have lines if it is of numbers"),
        ("kind: numbers", "kind: narrative", "Tuyên truyền must have lines if it is of numbers"),
        ("takes_qualifier:", "takes_all:", "unexpected keyword argument 'takes_all'"),
        ("days_to_file: 5", "note: 5", "small, edition 1: got an unexpected keyword argument 'note'"),
        ("basis: bản thử", "", "small: missing 1 required positional argument: 'basis'"),
        ("code: small", "", "a form without a code: missing"),
    ],
)
def test_a_form_that_is_not_as_it_must_be_is_refused_in_a_sentence(old, new, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_forms([changed(old, new)])


def test_a_form_may_not_stand_there_twice():
    with pytest.raises(ValueError, match="the form small stands there twice"):
        read_forms([SMALL, SMALL])


def test_a_form_without_an_edition_is_refused():
    with pytest.raises(ValueError, match="small: there must be at least one edition"):
        read_forms([SMALL.partition("editions:")[0]])


@pytest.mark.parametrize(("first", "second"), [("2026-07-01", "2026-07-01"), ("2026-08-01", "2026-07-01")])
def test_an_edition_must_begin_after_the_one_before(first, second):
    text = changed("since: null", f"since: {first}") + changed("2026-07-01", second, SECOND_EDITION)

    with pytest.raises(ValueError, match="small: edition 2 must begin after edition 1"):
        read_forms([text])


def test_only_the_first_edition_may_have_no_beginning():
    with pytest.raises(ValueError, match="small: edition 2 must begin after edition 1"):
        read_forms([SMALL + changed("2026-07-01", "null", SECOND_EDITION)])


def test_an_edition_may_not_stand_there_twice():
    with pytest.raises(ValueError, match="small: the edition 1 stands there twice"):
        read_forms([SMALL + changed("number: 2", "number: 1", SECOND_EDITION)])


def test_a_check_may_not_stand_there_twice():
    check = SMALL[SMALL.index("      - code: cover") :]

    with pytest.raises(ValueError, match="edition 1: check cover stands there twice"):
        read_forms([SMALL + check])


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ("kind: outlier", 'small, edition 1, check cover, terms: "cell" is missing'),
        ("kind: outlier, cell: attendances, times: 3", "check cover, terms: not known here: times"),
        ("kind: bounds, cell: attendances", '"min" or "max" must be given'),
        ("cell: attendances", 'check cover, terms: "kind" is missing'),
        ("kind: against_previous, cell: attendances, times: 3, from_zero: 1", "a decimal over 1 in quotes"),
        ("kind: part_of, cell: models", "check cover speaks of models, which is no line of this edition"),
    ],
)
def test_a_check_says_all_that_its_kind_needs_and_no_more(terms, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_forms([with_terms(terms)])


def test_a_form_asks_only_for_what_is_counted_for_its_period():
    yearly = OTHER.replace("festival_participants", "attendances")

    with pytest.raises(ValueError, match="attendances is counted for each month, not for each year"):
        read_forms([yearly])


@pytest.mark.parametrize(
    ("form", "other", "sentence"),
    [
        ("nowhere", "attendances", "small, check cover: the form nowhere is unknown"),
        ("twin", "models", "small, check cover: models is no line of twin"),
        ("other", "festival_participants", "other is for another period, so the two never stand side by side"),
    ],
)
def test_a_check_against_another_form_needs_that_form_and_its_line(form, other, sentence):
    terms = f'kind: against_form, cell: attendances, form: {form}, other: {other}, op: "="'

    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_forms([with_terms(terms), TWIN, OTHER])
