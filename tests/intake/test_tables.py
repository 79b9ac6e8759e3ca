"""A figure from a table keeps the name of its cell, up to the note in a printed report."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT
from tests.factories.people import make_user
from tests.reading.test_tables import BY_INDICATOR, BY_PLACE

from thidua.conferences.pack.citing import around, note
from thidua.intake.commands import accept_fact, bring_in, correct_fact
from thidua.paper.manuscript import Manuscript

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(province, officer):
    text = f"Báo cáo kết quả phong trào thi đua của tỉnh Sơn Bình\n\n{BY_INDICATOR}\n{BY_PLACE}"
    return bring_in(unit=province, content=text.encode(), by=officer, at=AT).document


def cell_of(document, *place):
    return next(
        fact
        for fact in document.facts.all()
        if (cell := fact.value.get("cell")) and (cell["table"], cell["row"], cell["column"]) == place
    )


def test_the_citation_names_the_cell(report, officer):
    fact = cell_of(report, 1, 5, 7)

    citation = accept_fact(fact=fact, version=1, by=officer, at=AT).citation

    assert citation.quote == "1.402"
    assert citation.cell_name == "bảng 1, hàng 5, cột 7"
    assert (citation.cell["row_label"], citation.cell["column_label"]) == ("Số buổi tuyên truyền", "Năm 2019 Thực hiện")
    assert citation.sentence == "1\tSố buổi tuyên truyền\tBuổi\t1.200\t1.250\t1.300\t1.402\tđạt"


def test_the_number_of_the_cell_is_marked_not_one_like_it_before(report, officer):
    fact = cell_of(report, 2, 3, 3)
    chosen = correct_fact(fact=fact, version=1, changes={"registry_unit": str(report.unit.uid)}, by=officer, at=AT)
    citation = accept_fact(fact=chosen, version=chosen.version, by=officer, at=AT).citation

    before, after = around(citation)

    assert (before.split("\t"), citation.quote, after.split("\t")[1:]) == (
        ["Phường Trà Lý", "7", ""],
        "1",
        ["90", "80,5"],
    )


def test_the_note_of_a_printed_report_names_the_cell(report, officer):
    citation = accept_fact(fact=cell_of(report, 1, 5, 7), version=1, by=officer, at=AT).citation
    page = Manuscript()

    note(page, citation)

    assert ["bảng 1, hàng 5, cột 7" in each.origin for each in page._sources.values()] == [True]


def test_a_correction_keeps_the_cell(report, officer):
    fact = cell_of(report, 1, 5, 7)

    corrected = correct_fact(fact=fact, version=1, changes={"value": 1403}, by=officer, at=AT)

    assert corrected.value["cell"] == fact.value["cell"]


def test_the_card_of_a_fact_names_the_cell(report, client):
    client.force_login(make_user(unit=report.unit))
    fact = cell_of(report, 1, 5, 7)

    page = client.get(f"{reverse('office:document', args=[report.uid])}?fact={fact.number}").content.decode()

    assert "Bảng 1, hàng 5, cột 7: “Số buổi tuyên truyền”, “Năm 2019 Thực hiện”" in page


def test_rows_of_a_table_are_not_added_up_as_if_they_were_sentences(report):
    assert [finding.message for finding in report.findings.all() if finding.kind == "sum"] == []
