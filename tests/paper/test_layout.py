from __future__ import annotations

from datetime import date

import pytest

from thidua.paper.layout import layout_on, versions_of

TODAY = date(2026, 11, 21)

# Decree 30/2020/NĐ-CP, Appendix I, as tabulated in domain/rules.md section 4.2.
ALLOWED = {
    "margin_top": (20, 25),
    "margin_bottom": (20, 25),
    "margin_left": (30, 35),
    "margin_right": (15, 20),
    "page_number": (13, 14),
    "national_name": (12, 13),
    "motto": (13, 14),
    "superior": (12, 13),
    "issuer": (12, 13),
    "number": (13, 13),
    "place_day": (13, 14),
    "kind": (13, 14),
    "summary": (13, 14),
    "basis": (13, 14),
    "body": (13, 14),
    "first_line": (10, 12.7),
    "office": (13, 14),
    "signer": (13, 14),
    "addressee": (13, 14),
    "recipients_head": (12, 12),
    "recipients": (11, 11),
    "annex_label": (14, 14),
    "line_space": (1, 1.5),
    "issuer_rule": (1 / 3, 1 / 2),
    "summary_rule": (1 / 3, 1 / 2),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_every_measure_lies_within_the_decree(name):
    least, most = ALLOWED[name]
    assert least <= getattr(layout_on(TODAY), name) <= most


def test_paper_is_a4_upright():
    layout = layout_on(TODAY)
    assert (layout.page_width, layout.page_height, layout.text_width) == (210, 297, 165)


def test_the_motto_is_one_size_above_the_national_name_as_are_place_and_date():
    layout = layout_on(TODAY)
    assert layout.motto == layout.place_day == layout.national_name + 1


def test_a_day_before_the_first_version_takes_the_first():
    assert layout_on(date(2011, 1, 1)).since == date(2020, 3, 5)


VERSION = """
- since: {since}
  provision: thử
  verified: true
  font: Times New Roman
  law: {{{law}}}
  house: {{}}
"""


def test_a_measure_outside_its_provision_is_refused(tmp_path):
    file = tmp_path / "layout.yaml"
    file.write_text(VERSION.format(since="2020-03-05", law="body: {allowed: [13, 14], chosen: 12, provision: khoản 6}"))
    with pytest.raises(ValueError, match=r"body: 12 is not within 13-14 \(khoản 6\)"):
        versions_of(file)


def test_a_measure_that_nobody_prints_is_refused(tmp_path):
    file = tmp_path / "layout.yaml"
    file.write_text(VERSION.format(since="2020-03-05", law="bodi: {allowed: 13, chosen: 13, provision: khoản 6}"))
    with pytest.raises(ValueError, match=r"layout\.yaml and Layout differ in .*bodi"):
        versions_of(file)
