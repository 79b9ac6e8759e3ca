"""The papers of a decision: what they say, both formats, a draft that says so, the signed scan."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from tests.factories.decisions import draft, issued, make_round, officer, waiting
from tests.factories.documents import FULL
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import AT
from tests.factories.people import make_actor
from tests.factories.scans import jpeg, png

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.decisions.choices import PaperKind
from thidua.decisions.commands import (
    attach_signed_decision,
    draft_annulment,
    draft_reissue,
    issue_decision,
    make_paper,
    open_fund,
    pay_lines,
    request_reissue,
)
from thidua.decisions.models import DecisionPaper, SignedDecision
from thidua.decisions.queries.papers import document_of, unverified_bases
from thidua.decisions.rules.papers import LineText, award_of, issuer_for, payment_of
from thidua.decisions.rules.papers.texts import DecisionText, Office, counted
from thidua.documents.commands import add_profile
from thidua.nominations.models import Check
from thidua.paper.composition import compose
from thidua.paper.model import Head, Paragraph, Table
from thidua.sources.queries import open_file

TODAY = date(2026, 11, 20)
LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
LAW_2026 = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
COMPLETE = Office(is_complete=True)


def lines_of(document):
    """The paragraphs of a body, as they are printed."""
    return ["".join(run.text for run in block.text) for block in document.blocks if isinstance(block, Paragraph)]


def rows_of(blocks):
    """The cells of all tables among blocks."""
    return [
        tuple(runs[0].text for runs in row.cells) for block in blocks if isinstance(block, Table) for row in block.rows
    ]


def text(*lines, **more):
    return DecisionText(
        "Về việc tặng Giấy khen", "Chủ tịch Ủy ban nhân dân xã Vũ Thư", "xã Vũ Thư", "QĐ-UBND", lines, COMPLETE, **more
    )


def line(ordinal=1, name="Lê Thị Hòa", kind="individual", award="Giấy khen", **more):
    return LineText(ordinal, name, kind, award, **more)


def test_a_draft_has_no_number_and_says_so_and_an_issued_decision_has_one():
    drafted, numbered = award_of(text(line())), award_of(text(line(), number=5, day=TODAY))

    assert [compose(each).number for each in (drafted, numbered)] == ["Số: …/QĐ-UBND", "Số: 05/QĐ-UBND"]
    assert [compose(each).draft for each in (drafted, numbered)] == ["DỰ THẢO", ""]
    assert compose(award_of(replace(text(line(), number=5, day=TODAY), office=Office()))).draft == "DỰ THẢO"


def test_one_recipient_stands_in_the_first_article_and_several_are_counted():
    deed = "Đã có thành tích xuất sắc trong phong trào."
    one = award_of(text(line(post="Trưởng thôn", achievement=deed)))
    lines = [line(n, f"Người {n}", achievement=deed) for n in range(1, 12)] + [
        line(12, "Thôn A", "collective", achievement=deed)
    ]
    many = award_of(text(*lines))

    assert lines_of(one)[-3].startswith(
        "Điều 1. Tặng Giấy khen cho Lê Thị Hòa, Trưởng thôn, đã có thành tích xuất sắc trong phong trào (có danh sách"
    )
    assert "cho 01 tập thể, 11 cá nhân, đã có thành tích xuất sắc trong phong trào (có danh sách" in lines_of(many)[-3]
    assert counted([line(kind="household")]) == "01 hộ gia đình"


def test_several_awards_are_named_each_with_its_verb():
    told = award_of(
        text(
            line(award="Chiến sĩ thi đua cơ sở", verb="Công nhận danh hiệu", achievement="a"),
            line(2, "Thôn A", "collective", "Bằng khen của bộ, ban, ngành, tỉnh", achievement="b"),
        )
    )

    first = lines_of(told)[-3]
    assert "Công nhận danh hiệu “Chiến sĩ thi đua cơ sở” cho Lê Thị Hòa" in first
    assert "; tặng Bằng khen của Chủ tịch Ủy ban nhân dân xã Vũ Thư cho Thôn A" in first


def test_the_annexed_list_has_golden_numbers_and_the_deed_where_it_differs():
    same = award_of(text(line(achievement="a"), line(2, "Vũ Văn Út", achievement="a", bonus=760_000)))
    differs = award_of(text(line(achievement="a"), line(2, "Vũ Văn Út", achievement="b")))

    assert rows_of(same.annexes[0].blocks) == [("01", "Lê Thị Hòa", "", "0"), ("02", "Vũ Văn Út", "", "760.000")]
    assert rows_of(differs.annexes[0].blocks) == [("01", "Lê Thị Hòa", "", "a"), ("02", "Vũ Văn Út", "", "b")]


def test_a_payment_list_shows_how_each_bonus_came_about_leaves_room_to_sign_and_sums_in_words():
    paid = line(2, "Hộ ông An", "household", bonus=1_140_000, coefficient=3, base_salary=2_530_000, household_factor=15)
    told = payment_of(text(line(), paid, number=5, day=TODAY, money_provisions="152/2025/NĐ-CP, Điều 49-54"))

    assert rows_of(told.blocks) == [
        ("02", "Hộ ông An", "Giấy khen", "0,3 × 2.530.000 × 1,5", "1.140.000", ""),
        ("", "Cộng", "", "", "1.140.000", ""),
    ]
    assert lines_of(told)[1:] == [
        "Bằng chữ: Một triệu một trăm bốn mươi nghìn đồng.",
        "Căn cứ mức thưởng: 152/2025/NĐ-CP, Điều 49-54.",
    ]


@pytest.fixture
def profile(commune, by):
    return add_profile(unit=commune, since=date(2026, 1, 1), text=FULL, by=by, at=AT)


@pytest.mark.django_db
def test_a_decision_begins_with_the_bases_of_its_day_and_the_offices_own(round_, profile, by):
    made = draft(round_, title="Về việc tặng Giấy khen")
    made.bases = "Xét đề nghị của Trưởng phòng Văn hóa - Xã hội"
    made.save(update_fields=["bases"])
    Check.objects.update(law_day=date(2026, 9, 30))
    before = lines_of(document_of(made, PaperKind.DECISION, on=TODAY))
    Check.objects.update(law_day=date(2026, 10, 1))
    since = lines_of(document_of(made, PaperKind.DECISION, on=TODAY))

    assert before[0] == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VŨ THƯ"
    assert before[1] == f"{LAW_2022};"
    assert before[2].startswith("Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ")
    assert before[3:5] == ["Xét đề nghị của Trưởng phòng Văn hóa - Xã hội.", "QUYẾT ĐỊNH:"]
    assert since[1:3] == [f"{LAW_2022};", f"{LAW_2026};"]
    assert unverified_bases(made, on=TODAY)[0].endswith("tên đầy đủ của nghị định cần đối chiếu.")


@pytest.mark.django_db
def test_the_issued_decision_is_printed_in_both_formats_once(round_, profile, commune, by):
    made = issued(round_, waiting(round_, make_collective(commune, "Thôn Trung Hòa")))

    first = make_paper(decision=made, kind="decision", by=by, at=AT)
    again = make_paper(decision=made, kind="decision", by=by, at=AT)

    assert first == again
    assert (first.issued.kind, first.issued.is_draft, first.issued.dated_on) == ("award_decision", False, TODAY)
    with open_file(first.issued.docx) as file:
        assert file.read(2) == b"PK"
    with open_file(first.issued.pdf) as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_a_persons_office_decides_in_its_own_name_not_for_the_collective_body(round_, profile):
    signature = document_of(issued(round_), PaperKind.DECISION, on=TODAY).signature

    assert [each.value for each, _whom in signature.stead] == ["KT."]


@pytest.mark.django_db
def test_what_the_draft_said_stays_beside_what_was_issued(round_, profile, by):
    made = draft(round_)
    drafted = make_paper(decision=made, kind="decision", by=by, at=AT)
    made = issue_decision(decision=made, dated_on=TODAY, by=by, at=AT).decision
    make_paper(decision=made, kind="decision", by=by, at=AT)

    assert drafted.issued.is_draft
    assert [each.issued.is_draft for each in DecisionPaper.objects.order_by("pk")] == [True, False]


@pytest.mark.django_db
def test_the_hand_over_slip_names_what_goes_with_each_award(round_, profile, commune, by):
    made = issued(round_, waiting(round_, make_person(commune), "chien_si_thi_dua_co_so"))

    document = document_of(made, PaperKind.HANDOVER_SLIP, on=TODAY)

    assert rows_of(document.blocks)[0][:3] == ("01", "Lê Thị Hòa", "Chiến sĩ thi đua cơ sở")
    words = [run.text for run in document.runs()]
    assert any(word.startswith("Chiến sĩ thi đua cơ sở: Kèm bằng, khung") for word in words)
    assert any("152/2025/NĐ-CP, Điều 50" in word for word in words)


@pytest.mark.django_db
def test_an_annulment_names_the_ground_and_what_money_comes_back(round_, profile, commune, by):
    made = issued(round_, waiting(round_, make_person(commune)))
    open_fund(unit=commune, year=2026, opening=1_000_000, by=by, at=AT)
    pay_lines(lines=list(made.lines.all()), paid_on=TODAY, by=by, at=AT)
    annulling = draft_annulment(
        decision=made, reason="false_declaration", title="Về việc hủy bỏ Giấy khen", symbol="QĐ-UBND", by=by, at=AT
    )
    drafted = lines_of(document_of(annulling, PaperKind.DECISION, on=TODAY))
    head = make_actor(Role.LEADER, unit=commune)
    annulling = issue_decision(decision=annulling, dated_on=TODAY, by=head, at=AT).decision

    told = document_of(annulling, PaperKind.DECISION, on=TODAY)

    first, second = lines_of(told)[-4:-2]
    assert first == (
        "Điều 1. Hủy bỏ khen thưởng tại Quyết định số 01/QĐ-UBND ngày 20 tháng 11 năm 2026 đối với 01 cá nhân (có danh "
        "sách kèm theo). Căn cứ hủy bỏ: kê khai gian dối để được khen thưởng."
    )
    assert second.startswith("Điều 2. Thu hồi hiện vật khen thưởng và 760.000 đồng tiền thưởng đã nhận")
    assert drafted[-4:-2] == [first, second]
    assert rows_of(told.annexes[0].blocks) == [("01", "Lê Thị Hòa", "", "Giấy khen", "01", "760.000")]
    with pytest.raises(Refused, match="chỉ lập cho quyết định tặng thưởng"):
        make_paper(decision=annulling, kind="payment_list", by=by, at=AT)


@pytest.mark.django_db
def test_who_was_annulled_is_handed_nothing_and_stands_on_the_payment_list_only_where_it_was_paid(round_, commune, by):
    people = [make_person(commune, name) for name in ("Lê Thị An", "Vũ Văn Ba", "Đỗ Văn Cao")]
    decision = issued(round_, *(waiting(round_, each) for each in people))
    paid, unpaid = decision.lines.get(name="Lê Thị An"), decision.lines.get(name="Vũ Văn Ba")
    open_fund(unit=commune, year=2026, opening=10_000_000, by=by, at=AT)
    pay_lines(lines=[paid], paid_on=TODAY, by=by, at=AT)
    made = draft_annulment(
        decision=decision, lines=[paid, unpaid], reason="false_papers", title="Về việc hủy bỏ", symbol="QĐ-UBND",
        by=by, at=AT,
    )  # fmt: skip
    issue_decision(decision=made, dated_on=TODAY, by=make_actor(Role.LEADER, unit=commune), at=AT)

    printed = {kind: repr(document_of(decision, kind, on=TODAY)) for kind in PaperKind}

    named = {kind: [each.name for each in people if each.name in text] for kind, text in printed.items()}
    assert named == {
        "decision": ["Lê Thị An", "Vũ Văn Ba", "Đỗ Văn Cao"],
        "payment_list": ["Lê Thị An", "Đỗ Văn Cao"],
        "handover_slip": ["Đỗ Văn Cao"],
    }
    assert "1.520.000" in printed["payment_list"]


@pytest.mark.django_db
def test_a_reissue_lists_the_first_decision_and_why(round_, profile, commune, by):
    honour = issued(round_, waiting(round_, make_person(commune))).lines.get().honour
    request = request_reissue(unit=commune, honour=honour, ground="damaged", asked_on=TODAY, by=by, at=AT)
    made = draft_reissue(
        unit=commune, requests=[request], title="Về việc cấp đổi", authority="Chủ tịch", symbol="QĐ-UBND", by=by, at=AT
    )

    told = document_of(made, PaperKind.DECISION, on=TODAY)

    (row,) = rows_of(told.annexes[0].blocks)
    assert row[4:] == ("Quyết định số 01/QĐ-UBND ngày 20/11/2026; số sổ vàng 01", "cấp đổi vì hư hỏng")


@pytest.mark.django_db
def test_the_signed_scan_is_kept_checked_by_content_and_replaced_not_lost(round_, by):
    made = issued(round_)

    first = attach_signed_decision(decision=made, content=jpeg(), name="C:\\anh\\qd.pdf", by=by, at=AT)
    same = attach_signed_decision(decision=made, content=jpeg(), name="khac.jpg", by=by, at=AT)
    second = attach_signed_decision(decision=made, content=png(8), name="qd2.jpg", by=by, at=AT)

    first.refresh_from_db()
    assert (first.name, first.media_type, same) == ("qd.jpg", "image/jpeg", first)
    assert (first.replaced_at, second.replaced_at, SignedDecision.objects.count()) == (AT, None, 2)


@pytest.mark.django_db
def test_a_draft_has_no_signed_scan_and_what_does_not_open_is_none(round_, province, by):
    with pytest.raises(Refused, match="Dự thảo chưa có số"):
        attach_signed_decision(decision=draft(round_), content=jpeg(), name="qd.jpg", by=by, at=AT)
    made = issued(round_)
    with pytest.raises(Refused) as refused:
        attach_signed_decision(decision=made, content=b"khong phai anh", name="qd.jpg", by=by, at=AT)
    assert refused.value.field == "file"
    with pytest.raises(Refused):
        attach_signed_decision(decision=made, content=jpeg(), name="qd.jpg", by=officer(province), at=AT)


@pytest.mark.django_db
def test_a_word_processor_reads_the_number_and_the_names(round_, profile, by):
    made = issued(round_, waiting(round_, make_person(round_.unit, "Đỗ Thị Ánh")), number="125")
    paper = make_paper(decision=made, kind="decision", by=by, at=AT)

    with open_file(paper.issued.docx) as file:
        read = docx.Document(io.BytesIO(file.read()))
    words = "\n".join(
        [each.text for each in read.paragraphs]
        + [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    )
    assert "Số: 125/QĐ-UBND" in words
    assert "Đỗ Thị Ánh" in words
    assert "QUYẾT ĐỊNH:" in words


@pytest.mark.django_db
def test_another_unit_prints_nothing(round_, province):
    with pytest.raises(Refused):
        make_paper(decision=issued(round_), kind="decision", by=officer(province), at=AT)
    assert make_round(province).decisions.count() == 0


def test_what_a_chair_of_a_committee_decides_has_the_head_of_the_committee_whoever_writes_it():
    board = Head("BAN CHỈ ĐẠO 138", "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN")

    heads = [
        issuer_for(board, authority)
        for authority in ("Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên", "Chủ tịch UBND xã Vũ Thư", "Trưởng Ban Chỉ đạo 138")
    ]

    assert heads == [Head("Ủy ban nhân dân tỉnh Hưng Yên"), Head("Ủy ban nhân dân xã Vũ Thư"), board]


def test_the_list_annexed_belongs_to_the_decision_of_whoever_decides():
    found = compose(award_of(text(LineText(1, "Thôn A", "collective", "Giấy khen", "Tặng"), number=5, day=TODAY)))

    (annex,) = found.annexes
    assert annex.reference == (
        "(Kèm theo Quyết định số 05/QĐ-UBND ngày 20 tháng 11 năm 2026 của Chủ tịch Ủy ban nhân dân xã Vũ Thư)"
    )
