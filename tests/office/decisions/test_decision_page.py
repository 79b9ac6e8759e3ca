"""The page of one decision: who is honoured, how the money was reckoned, documents, what follows."""

import pytest
from django.urls import reverse
from tests.factories.decision_pages import draft, fund_of, issued_today, waiting, words
from tests.factories.decisions import officer as officer_of
from tests.factories.documents import FULL
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import LONG_AGO, make_commune
from tests.factories.scans import png

from thidua.core import clock
from thidua.decisions.commands import pay_lines
from thidua.decisions.models import DecisionPaper, SignedDecision
from thidua.documents.commands import add_profile
from thidua.nominations.models import Nomination
from thidua.office.decisions import page as pages

pytestmark = pytest.mark.django_db


def page_of(client, decision, **asked):
    return words(client.get(reverse("office:decision", args=[decision.uid]), asked))


def act(client, name, decision, **typed):
    return words(client.post(reverse(f"office:{name}", args=[decision.uid]), typed, follow=True))


def test_an_issued_decision_honours_by_kind_in_the_order_of_the_stage(officer, province, round_):
    rows = [
        waiting(round_, make_person(province, "Lê Thị An"), achievement="Giữ tiếng kẻng an ninh mười năm"),
        waiting(round_, make_collective(province, "Công an xã Vũ Thư")),
    ]

    page = page_of(officer, issued_today(round_, *rows))

    assert "khen thưởng 1 tập thể, 1 cá nhân</h1>" in page
    honours = page[page.index('<section class="honour">') :]
    assert honours.index("Tập thể (1)") < honours.index("Cá nhân (1)")
    assert "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên" in honours
    assert "Giữ tiếng kẻng an ninh mười năm" in honours


def test_a_draft_honours_nobody_yet_and_says_that_it_has_no_number(officer, round_):
    page = page_of(officer, draft(round_))

    assert '<section class="honour">' not in page
    assert "Chưa có số; số cấp khi ban hành." in page
    assert "Ra quyết định được: không còn gì vướng." in page


def test_what_stands_in_the_way_of_a_draft_is_told_with_the_nomination(officer, round_):
    row = waiting(round_)
    decision = draft(round_, row)
    Nomination.objects.filter(pk=row.pk).update(not_met=1)

    page = page_of(officer, decision)

    assert "Chưa ra quyết định được: 1 hồ sơ còn vướng." in page
    assert f"{row.code}, {row.name}" in page


def test_the_money_is_told_once_for_all_with_the_same_reckoning(officer, province, round_):
    rows = [waiting(round_) for _ in range(3)]
    decision = issued_today(round_, *rows, waiting(round_, make_collective(province, "Công an xã")))

    page = page_of(officer, decision)

    assert "Tiền thưởng 18.990.000 đồng" in page
    assert page.count("1,5 × 2.530.000 đồng, làm tròn.") == 1
    assert "3.800.000 × 3" in page
    assert "3 × 2.530.000 đồng. " in page
    assert "152/2025/NĐ-CP" in page


def test_what_was_not_compared_with_its_text_says_so(officer, round_):
    decision = issued_today(round_)
    decision.lines.update(is_verified=False)

    assert "Chưa đối chiếu với văn bản gốc" in page_of(officer, decision)


def test_a_long_list_comes_in_pages(officer, round_, monkeypatch):
    monkeypatch.setattr(pages, "LINES_A_PAGE", 2)
    decision = issued_today(round_, *(waiting(round_) for _ in range(3)))

    first, second = page_of(officer, decision), page_of(officer, decision, page="2")

    listed = [each[each.index('id="danh-sach"') :].count("3.800.000") for each in (first, second)]
    assert listed == [2, 1]


def test_the_awards_are_announced_paid_and_the_dossiers_archived_one_after_the_other(officer, province, round_):
    fund_of(province)
    decision = issued_today(round_)
    before = page_of(officer, decision)

    announced = act(officer, "announce_decision", decision)
    pay_lines(lines=list(decision.lines.all()), paid_on=clock.today(), by=officer_of(province), at=clock.now())
    paid = page_of(officer, decision)
    archived = act(officer, "archive_decision", decision)

    assert "Ghi đã công bố, trao</button>" in before
    assert "Đã ghi công bố, trao cho 1 hồ sơ." in announced
    assert reverse("office:pay_decision", args=[decision.uid]) in announced
    assert ("Đã chi đủ" in paid, "Lưu hồ sơ</button>" in paid) == (True, True)
    assert "Đã lưu 1 hồ sơ." in archived
    assert Nomination.objects.get().state == "archived"


def test_announcing_twice_says_that_nothing_waits_any_more(officer, round_):
    decision = issued_today(round_)
    address = reverse("office:announce_decision", args=[decision.uid])
    officer.post(address)

    assert "Không còn hồ sơ nào của quyết định này chờ bước ấy." in words(officer.post(address), 409)


def test_documents_are_made_of_it_and_sent_as_word_and_pdf(officer, province, round_):
    add_profile(unit=province, since=LONG_AGO, text=FULL, by=officer_of(province), at=clock.now())
    decision = issued_today(round_)

    page = act(officer, "make_decision_paper", decision, **{"van-ban": "payment_list"})

    paper = DecisionPaper.objects.get()
    assert "Đã lập văn bản để ký" in page
    pdf = officer.get(reverse("office:issued_document_download", args=[paper.issued.uid, "pdf"]))
    assert b"".join(pdf)[:5] == b"%PDF-"
    assert officer.post(reverse("office:make_decision_paper", args=[decision.uid]), {"van-ban": "?"}).status_code == 404


def test_the_text_is_shown_before_it_is_made_and_a_long_list_is_cut(officer, round_, monkeypatch):
    monkeypatch.setattr("thidua.office.decisions.preview.ROWS_SHOWN", 2)
    decision = draft(round_, *(waiting(round_) for _ in range(3)))

    page = words(officer.get(reverse("office:preview_decision", args=[decision.uid])))

    assert "Dự thảo, chưa có số</h1>" in page
    assert "<b>Điều 1. </b>" in page
    assert "I. Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên" in page
    assert "… và 1 dòng nữa trong văn bản." in page
    assert not DecisionPaper.objects.exists()


def test_the_signed_decision_is_brought_and_a_later_one_replaces_it(officer, round_):
    decision = issued_today(round_)
    address = reverse("office:sign_decision", args=[decision.uid])

    for number in (1, 2):
        officer.post(address, {"file": _file(png(number), f"ban-ky-{number}.png")})
    page = page_of(officer, decision)

    assert "ban-ky-2.png" in page[: page.index("Bản cũ")]
    assert "ban-ky-1.png" in page[page.index("Bản cũ") :]
    copy = SignedDecision.objects.get(replaced_at=None)
    assert officer.get(reverse("office:signed_decision", args=[copy.uid])).status_code == 200


def test_what_is_no_scan_is_refused_and_a_draft_has_no_signed_copy(officer, round_):
    decision = issued_today(round_)

    refused = officer.post(
        reverse("office:sign_decision", args=[decision.uid]), {"file": _file(b"chu thuong", "a.png")}
    )
    of_draft = words(officer.get(reverse("office:sign_decision", args=[draft(round_).uid])))

    assert refused.status_code == 422
    assert "Dự thảo chưa có bản ký" in of_draft


def test_a_province_reads_the_decision_of_a_commune_without_its_acts(officer, province):
    from tests.factories import decisions as of_commune

    commune = make_commune("Vũ Thư", under=province)
    decision = of_commune.issued(of_commune.make_round(commune))

    page = page_of(officer, decision)
    refused = officer.post(reverse("office:announce_decision", args=[decision.uid]))

    assert "Ghi đã công bố, trao</button>" not in page
    assert "Hủy bỏ khen thưởng" not in page
    assert "là việc của xã Vũ Thư" in words(refused, 409)


def _file(content, name):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)
