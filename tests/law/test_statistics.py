"""The statistical forms as data: what was seen of them, and what their loader refuses."""

from __future__ import annotations

import re
from datetime import date

import pytest

from thidua.law.catalogue import AuthorityLevel, all_award_forms
from thidua.law.loading.statistics import read_statistic
from thidua.law.statistic_forms import Counts, StatisticForm, Subject
from thidua.law.statistics import all_statistics, statistics_instruments, statistics_on, statistics_sources
from thidua.law.strict import LawFileError, read_yaml_text

FORMS = [form for versions in all_statistics().values() for form in versions]
STATE = {AuthorityLevel.PRESIDENT, AuthorityLevel.PRIME_MINISTER, AuthorityLevel.GOVERNMENT}

SMALL = """\
code: "0609.N"
title: Biểu thử
subject: awards
versions:
  - since: null
    until: 2026-01-01
    provision: "02/2023/TT-BNV"
    verified: true
    sources: [S59]
    due: {month: 12, day: 15, verified: true}
    measure: lượt
    given_by: [province]
    columns:
      - {code: "1", name: Tổng số, verified: true, takes: all}
      - {code: "2", name: Bằng khen, verified: false, groups: [bang_khen]}
    sections:
      - title: ""
        lines:
          - {code: "01", name: Tổng số, verified: true, counts: all}
          - {code: "02", name: Cấp lãnh đạo, verified: false}
"""


def read(text: str) -> tuple[StatisticForm, ...]:
    return read_statistic(
        read_yaml_text(text, "thu.yaml"), statistics_instruments(), all_award_forms(), statistics_sources()
    )


def test_five_forms_are_due_on_the_fifteenth_of_december() -> None:
    forms = statistics_on(date(2026, 12, 15))

    assert [(form.code, form.subject, form.due.of(2026)) for form in forms] == [
        ("0601.N", Subject.MOVEMENTS, date(2026, 12, 15)),
        ("0602.N", Subject.AWARDS, date(2026, 12, 15)),
        ("0603.N", Subject.AWARDS, date(2026, 12, 15)),
        ("0604.N", Subject.TYPED, date(2026, 12, 15)),
        ("0605.N", Subject.TYPED, date(2026, 12, 15)),
    ]


def test_only_what_was_seen_is_verified() -> None:
    verified = {
        form.code: [part.name for part in (*form.columns, *form.lines) if part.verified and part.name != "Tổng số"]
        for form in FORMS
    }

    assert verified == {
        "0601.N": [],
        "0602.N": [],
        "0603.N": ["Tập thể", "Trong đó: doanh nghiệp", "Hộ gia đình", "Cá nhân"],
        "0604.N": [],
        "0605.N": [],
    }


def test_the_awards_of_the_state_and_of_ministries_and_provinces_never_stand_on_one_form() -> None:
    of_awards = {form.code: set(form.given_by) for form in FORMS if form.given_by}

    assert of_awards == {"0602.N": STATE, "0603.N": {AuthorityLevel.MINISTRY, AuthorityLevel.PROVINCE}}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_form_names_its_circular_its_source_and_that_a_later_one_was_not_seen(form: StatisticForm) -> None:
    assert [place.number for place in form.provisions] == ["02/2023/TT-BNV"]
    assert form.sources
    assert "18/2025/TT-BNV" in form.note


def test_a_form_is_read_as_it_is_written() -> None:
    (form,) = read(SMALL)

    assert (form.code, form.unverified, form.until) == ("0609.N", 2, date(2026, 1, 1))
    assert [line.counts for line in form.lines] == [Counts.ALL, Counts.NOTHING_KNOWN]


def test_a_form_holds_until_the_day_on_which_another_takes_its_place() -> None:
    (form,) = read(SMALL)

    assert (form.in_force(date(2025, 12, 31)), form.in_force(date(2026, 1, 1))) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('code: "2", name: Bằng khen', 'code: "1", name: Bằng khen', "cột 1 ghi hai lần"),
        ('code: "02", name: Cấp', 'code: "01", name: Cấp', "dòng 01 ghi hai lần"),
        ("groups: [bang_khen]", "groups: [bang]", "groups phải là một trong"),
        ("groups: [bang_khen]", "awards: [bang]", "danh mục không có bang"),
        (", groups: [bang_khen]", "", "cột hoặc nêu cái nó đếm"),
        ("takes: all", "takes: all, units: [ward]", "cột hoặc nêu cái nó đếm"),
        ("day: 15", "day: 32", "không có ngày 32-12"),
        ("[S59]", "[S0]", "không có nguồn nào tên S0"),
        ("02/2023/TT-BNV", "99/2023/TT-BNV", "không có tệp nào của văn bản này"),
        ("given_by: [province]", "given_by: []", "given_by có ở biểu đếm khen thưởng"),
        ("subject: awards", "subject: movements", "given_by có ở biểu đếm khen thưởng"),
        ("verified: false}", "}", "thiếu verified"),
        ("measure: lượt", "measure: lượt\n    them: 1", "không có mục nào tên them"),
        ("counts: all", "counts: stars", "counts phải là một trong"),
        ("until: 2026-01-01", "until: soon", "until phải là ngày"),
    ],
)
def test_what_is_not_as_it_must_be_is_refused_with_its_place(old: str, new: str, sentence: str) -> None:
    assert old in SMALL

    with pytest.raises(LawFileError, match=f"thu.yaml.*{re.escape(sentence)}"):
        read(SMALL.replace(old, new, 1))
