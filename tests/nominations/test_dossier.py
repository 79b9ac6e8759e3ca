"""A dossier: the report saved while it is written, papers with their files, innovations; how complete it is."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.rounds import make_nomination, make_round, move_to
from tests.factories.scans import jpeg, png

from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.nominations.commands.dossier import (
    StatedInnovation,
    StatedPaper,
    add_innovation,
    attach_paper,
    change_innovation,
    finish_report,
    remove_innovation,
    restore_paper,
    save_report,
    take_out_paper,
    unfinish_report,
)
from thidua.nominations.commands.dossier.papers import MOST_PAPERS
from thidua.nominations.models import AchievementReport, Innovation, Nomination, Paper
from thidua.nominations.queries.dossier import Completeness, completeness, dossier_page
from thidua.sources.queries import path_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
QUERIES = 6


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture
def nomination(province):
    return make_nomination(make_round(province))


@pytest.fixture
def write(nomination, by):
    """Save a text as it was seen in a version."""
    return lambda text, version: save_report(nomination=nomination, text=text, version=version, by=by, at=AT)


@pytest.fixture
def attach(nomination, by):
    """Put a paper in."""

    def put(code="to_trinh", content=None, **stated):
        paper = StatedPaper(code, **stated)
        return attach_paper(nomination=nomination, stated=paper, content=content, name="to trinh.pdf", by=by, at=AT)

    return put


def standing(nomination):
    nomination.refresh_from_db()
    return completeness([Nomination.objects.select_related("round").get(pk=nomination.pk)], on=TODAY)[nomination.pk]


def acts_on(row):
    return list(AuditEntry.objects.filter(object_uid=row.uid).order_by("pk").values_list("act", flat=True))


def test_a_report_is_saved_while_it_is_written_and_counts_when_it_is_finished(nomination, write, by):
    write("Năm 2026,", 0)
    write("Năm 2026, đơn vị đã", 1)
    before = standing(nomination)
    report = finish_report(nomination=nomination, version=2, by=by, at=AT)

    assert (report.text, report.version, report.finished_at) == ("Năm 2026, đơn vị đã", 3, AT)
    assert (before, standing(nomination)) == (Completeness(0, 3), Completeness(1, 3))
    acts = ["nominate", "write_report", "finish_report"]
    assert (
        list(AuditEntry.objects.filter(object_uid=nomination.uid).order_by("pk").values_list("act", flat=True)) == acts
    )


def test_the_same_text_sent_again_is_no_second_save(write):
    write("Một", 0)
    write("Hai", 1)

    assert write("Hai", 1).version == 2


def test_of_two_who_write_at_once_neither_loses_the_text(write, nomination):
    write("Một", 0)
    write("Hai", 1)

    with pytest.raises(Stale) as stale:
        write("Ba", 1)

    assert (stale.value.theirs, stale.value.ours) == ({"text": "Hai"}, {"text": "Ba"})
    assert AchievementReport.objects.get(nomination=nomination).text == "Hai"


def test_two_who_begin_at_once_do_not_overwrite_one_another(write):
    write("Một", 0)

    with pytest.raises(Stale):
        write("Khác", 0)


def test_a_finished_report_is_taken_up_again_before_it_is_changed(write, nomination, by):
    write("Một", 0)
    finish_report(nomination=nomination, version=1, by=by, at=AT)
    with pytest.raises(Refused, match="Viết tiếp"):
        write("Hai", 2)

    unfinish_report(nomination=nomination, by=by, at=AT)

    assert write("Hai", 3).text == "Hai"
    assert standing(nomination) == Completeness(0, 3)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_report_is_not_finished(write, nomination, by, text):
    write(text, 0)

    with pytest.raises(Refused, match="chưa có chữ nào"):
        finish_report(nomination=nomination, version=1, by=by, at=AT)


def test_finishing_what_somebody_changed_meanwhile_is_refused(write, nomination, by):
    write("Một", 0)
    write("Hai", 1)

    with pytest.raises(Stale):
        finish_report(nomination=nomination, version=1, by=by, at=AT)


def test_a_report_that_is_too_long_is_refused(write):
    with pytest.raises(Refused, match="Rút gọn"):
        write("a" * 200_001, 0)


def test_a_paper_is_kept_with_its_file_known_by_its_content(nomination, attach):
    paper = attach(content=png())

    assert (paper.text, paper.file.name, paper.file.media_type) == ("Tờ trình đề nghị", "to trinh.png", "image/png")
    assert path_of(paper.file.sha256).read_bytes() == png()
    assert standing(nomination) == Completeness(1, 3)


def test_the_same_file_for_the_same_item_is_there_once(attach):
    assert attach(content=png()).pk == attach(content=png()).pk
    assert attach("bien_ban", content=png()).pk != attach(content=png()).pk


def test_a_paper_without_a_file_says_where_it_is(nomination, attach):
    paper = attach(note="bản giấy đã nộp ở văn thư", dated_on=date(2026, 11, 3))

    assert (paper.file, paper.note, standing(nomination)) == (None, "bản giấy đã nộp ở văn thư", Completeness(1, 3))


@pytest.mark.parametrize(
    ("stated", "content", "field"),
    [
        ({}, None, "file"),
        ({}, b"MZ\x90 not a paper", "file"),
        ({"code": "khong_co", "note": "ở đâu đó"}, None, "item_code"),
        ({"code": "khac", "note": "ở văn thư"}, None, "text"),
        ({"note": "ở văn thư", "dated_on": date(2026, 12, 1)}, None, "dated_on"),
    ],
)
def test_a_paper_that_cannot_be_taken_is_refused_at_its_field(attach, stated, content, field):
    with pytest.raises(Refused) as refused:
        attach(content=content, **stated)

    assert (refused.value.field, Paper.objects.count()) == (field, 0)


def test_a_paper_is_taken_out_and_put_back(nomination, attach, by):
    paper = attach(content=png())
    take_out_paper(paper=paper, reason="nhầm hồ sơ", by=by, at=AT)
    gone = standing(nomination)

    restore_paper(paper=paper, by=by, at=AT)

    assert (gone, standing(nomination)) == (Completeness(0, 3), Completeness(1, 3))
    assert acts_on(paper) == ["attach_paper", "take_out_paper", "restore_paper"]


def test_a_paper_put_in_anew_meanwhile_is_not_there_twice(attach, by):
    paper = attach(content=png())
    take_out_paper(paper=paper, by=by, at=AT)
    again = attach(content=png())

    assert restore_paper(paper=paper, by=by, at=AT) == again
    assert Paper.objects.in_force().count() == 1


def test_a_dossier_holds_so_many_papers_and_no_more(attach):
    for number in range(MOST_PAPERS):
        attach(note=f"tập {number}")

    with pytest.raises(Refused, match="nhiều nhất"):
        attach(note="tập nữa")


def test_a_page_tells_each_item_what_is_beside_the_list_and_what_was_taken_out(nomination, attach, by):
    listed, other = attach(content=png()), attach("khac", text="Giấy xác nhận", content=jpeg())
    gone = take_out_paper(paper=attach("bien_ban", note="ở văn thư"), by=by, at=AT)
    page = dossier_page(nomination, on=TODAY)

    assert [(each.item.code, each.papers) for each in page.lines[:2]] == [("to_trinh", (listed,)), ("bien_ban", ())]
    assert (page.others, page.withdrawn) == ((other,), (gone,))
    assert (page.provision, page.contents.asked_by.verified) == ("152/2025/NĐ-CP", False)


def test_an_innovation_is_added_changed_and_taken_out(nomination, by):
    stated = StatedInnovation("Quy trình tiếp dân một cửa", 2026, certificate="12/QĐ-UBND")
    row = add_innovation(nomination=nomination, stated=stated, by=by, at=AT)
    change_innovation(innovation=row, stated=replace(stated, reach="bộ, tỉnh"), by=by, at=AT)
    seen = Innovation.objects.get()
    taken = remove_innovation(innovation=row, by=by, at=AT)

    assert (seen.name, seen.reach, seen.folded) == (stated.name, "bộ, tỉnh", "quy trinh tiep dan mot cua")
    assert taken == replace(stated, reach="bộ, tỉnh")
    assert Innovation.objects.count() == 0
    assert add_innovation(nomination=nomination, stated=taken, by=by, at=AT).reach == "bộ, tỉnh"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"year": 2027}, "year"),
        ({"year": 26}, "year"),
        ({"kind": "khác"}, "kind"),
        ({"reach": "huyện"}, "kind"),
        ({"begun_on": date(2026, 12, 1)}, "begun_on"),
    ],
)
def test_an_innovation_that_cannot_be_is_refused_at_its_field(nomination, by, changed, field):
    stated = replace(StatedInnovation("Quy trình", 2026), **changed)

    with pytest.raises(Refused) as refused:
        add_innovation(nomination=nomination, stated=stated, by=by, at=AT)

    assert refused.value.field == field


def test_an_innovation_stands_in_a_dossier_once_and_a_gone_one_is_not_changed(nomination, by):
    row = add_innovation(nomination=nomination, stated=StatedInnovation("Quy trình", 2026), by=by, at=AT)
    with pytest.raises(Refused, match="đã có trong hồ sơ"):
        add_innovation(nomination=nomination, stated=StatedInnovation("QUY TRÌNH", 2026), by=by, at=AT)
    remove_innovation(innovation=Innovation.objects.get(pk=row.pk), by=by, at=AT)

    with pytest.raises(Refused, match="không còn"):
        change_innovation(innovation=row, stated=StatedInnovation("Khác", 2026), by=by, at=AT)


@pytest.mark.parametrize("state", ["submitted", "appraisal", "decided", "withdrawn"])
def test_a_dossier_that_was_submitted_is_not_changed(nomination, attach, write, by, state):
    paper = attach(content=png())
    row = add_innovation(nomination=nomination, stated=StatedInnovation("Quy trình", 2026), by=by, at=AT)
    move_to(nomination, state)
    acts = (
        lambda: write("Một", 0),
        lambda: finish_report(nomination=nomination, version=1, by=by, at=AT),
        lambda: attach("bien_ban", content=png()),
        lambda: take_out_paper(paper=paper, by=by, at=AT),
        lambda: add_innovation(nomination=nomination, stated=StatedInnovation("Khác", 2026), by=by, at=AT),
        lambda: remove_innovation(innovation=row, by=by, at=AT),
    )

    for act in acts:
        with pytest.raises(Refused, match="không sửa được"):
            act()


def test_people_of_another_unit_change_nothing(province, nomination):
    stranger = process_actor(make_commune("Vũ Thư", under=province))

    with pytest.raises(Refused, match="Chỉ người của tỉnh Hưng Yên"):
        save_report(nomination=nomination, text="Một", version=0, by=stranger, at=AT)


@pytest.mark.parametrize("count", [1, 3])
def test_how_complete_dossiers_are_costs_the_same_for_a_list_of_any_length(province, count):
    found = make_round(province)
    for number in range(count):
        made = make_nomination(found, holder=make_person(province, f"Lê Văn {number}"))
        stated = StatedPaper("to_trinh", note="ở văn thư")
        attach_paper(nomination=made, stated=stated, by=process_actor(province), at=AT)
    rows = list(Nomination.objects.select_related("round"))
    completeness(rows, on=TODAY)

    with CaptureQueriesContext(connection) as asked:
        told = completeness(rows, on=TODAY)

    assert list(told.values()) == [Completeness(1, 3)] * count
    assert len(asked) == QUERIES
