"""The words of a report: narrative passages, notes beside cells, answers to checks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor
from tests.factories.reports import (
    LATER,
    add_passage_section,
    file_and_accept,
    file_and_return,
    make_form,
    make_report,
    month,
    type_in,
)

from thidua.core.errors import Refused, Stale
from thidua.core.models import AuditEntry
from thidua.reports.commands import amend_report, file_report, save_explanation, save_note, save_passage
from thidua.reports.models import LONGEST_PASSAGE, Cell, Explanation, Passage, Report
from thidua.reports.queries.entry import read_entry

pytestmark = pytest.mark.django_db

JUMP = {
    "code": "sessions_jump",
    "severity": "explain",
    "terms": {"kind": "against_previous", "cell": "sessions", "times": "3"},
}
WRITTEN = "Phong trào có chuyển biến.\n\nCòn hai thôn chưa có mô hình."


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def form():
    form = make_form("sessions", "attendances", checks=[JUMP])
    add_passage_section(form)
    return form


@pytest.fixture
def report(form, commune):
    return make_report(form, commune, sessions="12", attendances="100")


def section_of(report):
    return report.edition.sections.get(kind="narrative")


def line_of(report, code="sessions"):
    return next(row.line for row in read_entry(report).rows if row.code == code)


def write(report, text, was="", *, section=None, by=None):
    save_passage(
        report=report,
        section_id=section or section_of(report).pk,
        text=text,
        was=was,
        by=by or process_actor(report.unit),
        at=AT,
    )


def note(report, text, code="sessions"):
    save_note(report=report, line=line_of(report, code), note=text, by=process_actor(report.unit), at=AT)


def explain(report, text):
    save_explanation(
        report=report,
        check_code="sessions_jump",
        cell_code="sessions",
        text=text,
        by=process_actor(report.unit),
        at=AT,
    )


def passage(report):
    """The text of the narrative section as the page shows it."""
    return read_entry(Report.objects.get(pk=report.pk)).sections[-1].text


def notes(report):
    return {row.code: row.note for row in read_entry(Report.objects.get(pk=report.pk)).rows if row.note}


def trail(act):
    return list(AuditEntry.objects.filter(act=act).order_by("id").values_list("before", "after"))


def state(report):
    kept = Report.objects.get(pk=report.pk)
    return kept.state, kept.revisions.get(number=kept.number).state


class TestPassages:
    """The text of a narrative section."""

    def test_what_is_written_is_kept_with_its_paragraphs(self, report):
        write(report, WRITTEN)

        assert passage(report) == WRITTEN

    def test_line_ends_of_windows_and_blanks_around_the_text_are_not_kept(self, report):
        write(report, "\r\n  " + WRITTEN.replace("\n", "\r\n") + " \r\n")

        assert passage(report) == WRITTEN

    def test_the_trail_keeps_the_text_before_and_after(self, report):
        write(report, "Một bản")
        write(report, "Bản sửa", was="Một bản")

        assert trail("save_passage") == [
            ({"text": ""}, {"text": "Một bản"}),
            ({"text": "Một bản"}, {"text": "Bản sửa"}),
        ]

    def test_writing_the_same_again_changes_nothing(self, report):
        write(report, WRITTEN)
        write(report, WRITTEN)
        write(report, WRITTEN.replace("\n", "\r\n") + " ", was=WRITTEN)

        assert (passage(report), len(trail("save_passage"))) == (WRITTEN, 1)

    def test_a_passage_that_was_never_written_is_not_made_by_saving_nothing(self, report):
        write(report, " \r\n ")

        assert (Passage.objects.count(), trail("save_passage")) == (0, [])

    def test_a_passage_can_be_emptied_again(self, report):
        write(report, WRITTEN)
        write(report, "", was=WRITTEN)

        assert passage(report) == ""

    def test_the_text_as_a_browser_sends_it_back_is_still_the_text_that_stood_there(self, report):
        write(report, WRITTEN)

        write(report, "Bản sửa", was=WRITTEN.replace("\n", "\r\n"))

        assert passage(report) == "Bản sửa"

    def test_two_people_at_once_get_both_texts_and_the_first_stays(self, report):
        write(report, "Bản của chị Hà")

        with pytest.raises(Stale, match="Xem lại hai bản") as refused:
            write(report, "Bản của anh Nam\r\n", was="")

        assert refused.value.theirs == {"text": "Bản của chị Hà"}
        assert refused.value.ours == {"text": "Bản của anh Nam"}
        assert (passage(report), len(trail("save_passage"))) == ("Bản của chị Hà", 1)

    def test_two_people_who_write_the_same_do_not_disturb_each_other(self, report):
        write(report, WRITTEN, was="")
        write(report, WRITTEN, was="")

        assert passage(report) == WRITTEN

    def test_emptying_a_text_that_somebody_has_changed_meanwhile_asks_first(self, report):
        write(report, "Một bản")
        write(report, "Bản sửa", was="Một bản")

        with pytest.raises(Stale) as refused:
            write(report, "", was="Một bản")

        assert (refused.value.theirs, refused.value.ours) == ({"text": "Bản sửa"}, {"text": ""})

    def test_twenty_thousand_characters_are_kept(self, report):
        write(report, "ộ" * LONGEST_PASSAGE + "\r\n")

        assert passage(report) == "ộ" * 20_000

    def test_a_longer_text_is_refused_not_cut(self, report):
        write(report, "Một bản")

        with pytest.raises(Refused, match=r"dài quá 20.000 ký tự"):
            write(report, "ộ" * (LONGEST_PASSAGE + 1), was="Một bản")

        assert passage(report) == "Một bản"

    def test_a_section_of_another_form_is_refused(self, report):
        foreign = add_passage_section(make_form("models"))

        with pytest.raises(Refused, match="không thuộc biểu đang nhập"):
            write(report, WRITTEN, section=foreign.pk)

        assert Passage.objects.count() == 0

    def test_a_section_that_does_not_exist_is_refused(self, report):
        with pytest.raises(Refused, match="không thuộc biểu đang nhập"):
            write(report, WRITTEN, section=10**9)

    def test_nobody_of_another_unit_writes(self, report, province):
        for other in (process_actor(province), process_actor(make_unit("Hải Phòng")), process_actor()):
            with pytest.raises(Refused, match="không còn nhập được"):
                write(report, WRITTEN, by=other)

        assert passage(report) == ""

    def test_a_filed_report_is_not_written_in(self, report):
        file_report(report=report, by=process_actor(report.unit), at=AT)

        with pytest.raises(Refused, match="không còn nhập được"):
            write(report, WRITTEN)

    def test_an_amendment_begins_with_the_text_and_leaves_the_accepted_one(self, report, province):
        write(report, WRITTEN)
        file_and_accept(report, above=province)
        amend_report(report=report, reason="Sửa lời văn", by=process_actor(report.unit), at=LATER)
        begun_with = passage(report)

        write(Report.objects.get(pk=report.pk), "Bản sửa", was=WRITTEN)

        texts = Passage.objects.order_by("revision__number").values_list("revision__number", "text")
        assert (begun_with, list(texts)) == (WRITTEN, [(1, WRITTEN), (2, "Bản sửa")])


class TestNotes:
    """A note beside a cell."""

    def test_a_note_stands_beside_its_cell_and_leaves_the_number(self, report):
        note(report, "  Gồm 2 buổi phối hợp ")

        assert notes(report) == {"sessions": "Gồm 2 buổi phối hợp"}
        assert [row.text for row in read_entry(report).rows] == ["12", "100"]

    def test_a_note_may_stand_beside_an_empty_cell(self, form, commune):
        report = make_report(form, commune)

        note(report, "Chờ thôn Đông báo")

        assert notes(report) == {"sessions": "Chờ thôn Đông báo"}
        assert [row.state for row in read_entry(report).rows] == ["empty", "empty"]

    def test_a_note_stays_when_the_number_is_taken_away(self, report):
        note(report, "Chờ thôn Đông báo")

        type_in(report, sessions="")

        assert notes(report) == {"sessions": "Chờ thôn Đông báo"}

    def test_an_emptied_note_is_removed(self, report):
        note(report, "Ghi nhầm")

        note(report, " ")

        assert (notes(report), Cell.objects.get(line=line_of(report)).value) == ({}, 12)

    def test_the_same_note_again_changes_nothing(self, report):
        note(report, "Gồm 2 buổi phối hợp")
        note(report, "Gồm 2 buổi phối hợp ")

        assert trail("save_note") == [({"note": ""}, {"cell": "sessions", "note": "Gồm 2 buổi phối hợp"})]

    def test_a_filed_report_takes_no_note(self, report):
        file_report(report=report, by=process_actor(report.unit), at=AT)

        with pytest.raises(Refused, match="không còn nhập được"):
            note(report, "Muộn rồi")

        assert notes(report) == {}


class TestExplanations:
    """The officer's answer to a check."""

    @pytest.fixture
    def jumped(self, province, commune):
        """A report whose sessions are four times those of the month before."""
        form = make_form("sessions", checks=[JUMP])
        file_and_accept(make_report(form, commune, month(9), sessions="30"), above=province)
        return make_report(form, commune, month(10), sessions="120")

    def test_an_answer_is_kept_in_one_line(self, jumped):
        explain(jumped, " Cao điểm\r\n trước  Ngày hội ")

        assert [row.reasons for row in read_entry(jumped).rows] == [{"sessions_jump": "Cao điểm trước Ngày hội"}]

    def test_an_answer_lets_the_report_be_filed_and_without_it_it_waits(self, jumped):
        before = read_entry(jumped).may_be_filed

        explain(jumped, "Cao điểm")

        assert (before, read_entry(jumped).may_be_filed) == (False, True)

    def test_an_emptied_answer_is_removed_and_the_check_asks_again(self, jumped):
        explain(jumped, "Cao điểm")

        explain(jumped, " \n ")

        assert (Explanation.objects.count(), read_entry(jumped).may_be_filed) == (0, False)

    def test_a_new_answer_takes_the_place_of_the_old_one_and_both_are_in_the_trail(self, jumped):
        explain(jumped, "Cao điểm")
        explain(jumped, "Cao điểm tháng 10")

        assert [each.text for each in Explanation.objects.all()] == ["Cao điểm tháng 10"]
        assert [(before["text"], after["text"]) for before, after in trail("save_explanation")] == [
            ("", "Cao điểm"),
            ("Cao điểm", "Cao điểm tháng 10"),
        ]

    def test_the_same_answer_again_changes_nothing(self, jumped):
        explain(jumped, "Cao điểm")
        explain(jumped, " Cao  điểm ")

        assert len(trail("save_explanation")) == 1


class TestReturned:
    """A report that the level above sent back."""

    @pytest.fixture
    def returned(self, report, province):
        write(report, "Một bản")
        note(report, "Một ghi chú")
        return file_and_return(report, above=province, reason="Thiếu lời văn")

    @pytest.mark.parametrize(
        "typing",
        [
            lambda report: type_in(report, sessions="13"),
            lambda report: write(report, WRITTEN, was="Một bản"),
            lambda report: note(report, "Gồm 2 buổi phối hợp"),
            lambda report: explain(report, "Cao điểm"),
        ],
        ids=["a number", "a passage", "a note", "an answer"],
    )
    def test_typing_on_makes_it_a_draft_and_the_reason_can_still_be_read(self, returned, typing):
        typing(returned)

        assert state(returned) == ("draft", "draft")
        assert Report.objects.get(pk=returned.pk).revisions.get().decision == "Thiếu lời văn"

    @pytest.mark.parametrize(
        "looking",
        [
            lambda report: type_in(report, sessions="12"),
            lambda report: write(report, "Một bản", was="Một bản"),
            lambda report: note(report, "Một ghi chú"),
            lambda report: explain(report, ""),
        ],
        ids=["a number", "a passage", "a note", "an answer"],
    )
    def test_typing_what_stands_there_leaves_it_returned(self, returned, looking):
        looking(returned)

        assert state(returned) == ("returned", "returned")

    def test_a_text_that_is_refused_leaves_it_returned(self, returned):
        with pytest.raises(Stale):
            write(returned, WRITTEN, was="Bản khác")

        assert state(returned) == ("returned", "returned")

    def test_it_is_filed_again_once_it_was_typed_on(self, returned):
        write(returned, WRITTEN, was="Một bản")

        file_report(report=returned, by=process_actor(returned.unit), at=LATER)

        assert state(returned) == ("filed", "filed")


class TestAnyText(TestCase):
    """Whatever words are written."""

    LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)

    @given(st.lists(LINES, max_size=4).map("\r\n".join))
    def test_any_text_is_kept_and_its_own_answer_is_never_stale(self, text):
        commune = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
        form = make_form("sessions")
        add_passage_section(form)
        report = make_report(form, commune)

        write(report, text)
        write(report, f"{text}\r\nThêm một dòng", was=text)

        assert passage(report) == f"{text}\r\nThêm một dòng".replace("\r\n", "\n").strip()


class TestRefused:
    """What is no part of the form is not kept."""

    def test_a_note_on_a_line_of_another_form(self, report):
        line = make_form("models").editions.get().sections.get().lines.get()

        with pytest.raises(Refused, match="không thuộc biểu"):
            save_note(report=report, line=line, note="Lạc", by=process_actor(report.unit), at=AT)

    @pytest.mark.parametrize(("check", "cell"), [("nowhere", "sessions"), ("sessions_jump", "models"), ("x" * 99, "")])
    def test_an_answer_to_a_check_or_cell_that_is_not_there(self, report, check, cell):
        with pytest.raises(Refused, match="không thuộc biểu"):
            save_explanation(
                report=report, check_code=check, cell_code=cell, text="Lạc", by=process_actor(report.unit), at=AT
            )

    def test_a_text_for_a_section_of_numbers(self, report):
        numbers = report.edition.sections.get(kind="numbers")

        with pytest.raises(Refused, match="không thuộc biểu"):
            write(report, "Lạc", section=numbers.pk)

    def test_a_note_that_is_longer_than_is_kept_is_refused_not_cut(self, report):
        with pytest.raises(Refused, match="500 ký tự"):
            note(report, "a" * 501)

    def test_a_sign_that_no_database_keeps_is_left_out(self, report):
        write(report, "Một\0 bản")

        assert [each.text for each in Passage.objects.all()] == ["Một bản"]

    def test_an_emptied_note_leaves_no_row_behind(self, form, commune):
        empty = make_report(form, commune, month(9))
        note(empty, "Một ghi chú")

        note(empty, " ")

        assert not Cell.objects.filter(revision__report=empty).exists()
