"""Drafts in the browser: chosen from what waits, put right, added to, dropped."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories import decisions as made_by
from tests.factories.decision_pages import draft, issued_today, waiting, words
from tests.factories.decisions import FLAG, make_round
from tests.factories.documents import FULL
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import LONG_AGO, make_commune

from thidua.core import clock
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.documents.commands import add_profile, edit_profile
from thidua.documents.models import OfficeProfile
from thidua.documents.rules import SignerText, signer_line
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db
TYPED = {"title": "Về việc tặng Bằng khen", "symbol": "QĐ-UBND", "bases": "Xét đề nghị của Giám đốc Sở Nội vụ"}
PERSONS = "nhom-bang_khen_bo_tinh-individual-du"


def new(client, round_, **typed):
    address = reverse("office:new_decision", args=[round_.uid])
    return client.post(address, {**TYPED, **typed}) if typed else client.get(address)


def names(decision):
    return list(
        DecisionLine.objects.in_force().filter(decision=decision).order_by("place").values_list("name", flat=True)
    )


def test_at_first_everything_clear_is_chosen_and_the_draft_stands_in_order(officer, province, round_):
    for name in ("Trần Văn Bình", "Lê Thị An"):
        waiting(round_, make_person(province, name))
    waiting(round_, make_collective(province, "Công an xã Vũ Thư"))

    page = words(new(officer, round_))
    made = new(officer, round_, **{PERSONS: "ca-nhom", "nhom-bang_khen_bo_tinh-collective-du": "ca-nhom"})

    assert "3 hồ sơ vào quyết định được ngay</h1>" in page
    assert page.count('value="ca-nhom" checked') == 2
    decision = AwardDecision.objects.get()
    assert made["Location"] == reverse("office:decision", args=[decision.uid])
    assert (decision.title, decision.number, decision.bases) == (TYPED["title"], None, TYPED["bases"])
    assert names(decision) == ["Công an xã Vũ Thư", "Lê Thị An", "Trần Văn Bình"]


def test_only_the_ticked_go_in_and_a_second_decision_takes_the_rest(officer, province, round_):
    first = waiting(round_, make_person(province, "Lê Thị An"))
    waiting(round_, make_person(province, "Trần Văn Bình"))

    new(officer, round_, **{PERSONS: "chon", "hs": [str(first.uid), "không phải mã"]})
    rest = words(new(officer, round_))
    new(officer, round_, **{PERSONS: "ca-nhom", "title": "Đợt hai"})

    assert ("1 hồ sơ vào quyết định được ngay</h1>" in rest, "Lê Thị An" in rest) == (True, False)
    assert [names(each) for each in AwardDecision.objects.order_by("pk")] == [["Lê Thị An"], ["Trần Văn Bình"]]


def test_nothing_chosen_is_refused_and_what_was_typed_stays(officer, round_):
    waiting(round_)

    page = words(new(officer, round_, **{PERSONS: "de-lai", "title": "Lời đã ghi"}), 422)

    assert "Chọn ít nhất một nhóm hoặc một hồ sơ" in page
    assert 'value="Lời đã ghi"' in page
    assert not AwardDecision.objects.exists()


def test_the_flag_for_a_person_cannot_go_in_and_the_page_says_by_which_article_and_what_to_do(
    officer, province, round_
):
    for name in ("Lê Thị An", "Trần Văn Bình", "Vũ Thị Chi"):
        waiting(round_, make_person(province, name), FLAG)

    page = words(new(officer, round_))

    assert "Chưa hồ sơ nào vào quyết định được ngay</h1>" in page
    assert page.count("chỉ tặng cho tập thể, không tặng cho cá nhân (06/2022/QH15, Điều 26)") == 3
    assert "Ghi lại người nhận là tập thể, hoặc đề nghị hình thức tặng cho cá nhân" in page
    assert "Lập dự thảo</button>" not in page


def test_what_is_not_clear_stands_apart_and_is_left_at_first(officer, round_):
    stuck = waiting(round_)
    Nomination.objects.filter(pk=stuck.pk).update(not_met=1)

    page = words(new(officer, round_))

    assert "Còn vướng" in page
    assert 'name="nhom-bang_khen_bo_tinh-individual-vuong" value="de-lai" checked' in page


def test_a_round_of_another_unit_is_not_there(officer, province):
    other = make_round(make_commune("Vũ Thư", under=province))

    assert new(officer, other).status_code == 404


def test_a_round_with_nothing_left_says_so(officer, round_):
    assert "Không còn hồ sơ nào chờ quyết định</h1>" in words(new(officer, round_))


def test_lines_are_added_and_taken_out_again(officer, province, round_):
    decision = draft(round_, waiting(round_, make_person(province, "Lê Thị An")))
    waiting(round_, make_person(province, "Trần Văn Bình"))

    officer.post(reverse("office:add_to_decision", args=[decision.uid]), {PERSONS: "ca-nhom"})
    added = names(decision)
    line = decision.lines.get(name="Lê Thị An")
    page = words(
        officer.post(reverse("office:remove_from_decision", args=[decision.uid]), {"dong": [line.uid]}, follow=True)
    )

    assert (added, names(decision)) == (["Lê Thị An", "Trần Văn Bình"], ["Trần Văn Bình"])
    assert "Đã bỏ 1 dòng; dự thảo còn 1 dòng." in page


def test_the_words_of_a_draft_are_changed_and_a_stale_save_shows_both(officer, round_):
    decision = draft(round_)
    address = reverse("office:change_decision", args=[decision.uid])
    typed = {**TYPED, "authority": "Giám đốc Công an tỉnh", "version": decision.version}

    assert officer.post(address, typed).status_code == 302
    page = words(officer.post(address, {**typed, "title": "Lời của người sau"}), 422)

    decision.refresh_from_db()
    assert (decision.title, decision.authority) == (TYPED["title"], "Giám đốc Công an tỉnh")
    assert "Bản đã lưu và bản đang nhập" in page


def test_a_dropped_draft_is_gone_and_its_nominations_wait_again(officer, round_):
    decision = draft(round_)

    page = words(officer.post(reverse("office:drop_decision", args=[decision.uid]), follow=True))

    assert "1 hồ sơ chờ quyết định</h1>" in page
    assert officer.get(reverse("office:decision", args=[decision.uid])).status_code == 404


def test_an_issued_decision_takes_nobody_in(officer, round_):
    decision = issued_today(round_)

    page = officer.get(reverse("office:add_to_decision", args=[decision.uid]))

    assert "Chỉ thêm hồ sơ vào dự thảo" in words(page, 409)


def test_the_title_is_proposed_with_who_gives_the_award(officer, province, round_):
    waiting(round_, make_person(province))

    page = words(new(officer, round_))

    assert 'value="Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên"' in page


def test_the_signer_is_chosen_among_those_of_the_office_profile_and_shown(officer, province, round_):
    signers = [SignerText("Chủ tịch", "Lê Văn An"), SignerText("Phó Chủ tịch", "Vũ Thị Bình", "", "KT.", "Chủ tịch")]
    by = made_by.officer(province)
    add_profile(unit=province, since=LONG_AGO, text=replace(FULL, signers=signers), by=by, at=clock.now())
    waiting(round_)

    asked = words(new(officer, round_))
    new(officer, round_, **{PERSONS: "ca-nhom", "signer": signer_line(signers[1])})

    made = AwardDecision.objects.get()
    shown = words(officer.get(reverse("office:decision", args=[made.uid])))
    sheet = words(officer.get(reverse("office:preview_decision", args=[made.uid])))
    changing = words(officer.get(reverse("office:change_decision", args=[made.uid])))
    assert [signer_line(each) in asked for each in signers] == [True, True]
    assert "<dd>KT. Chủ tịch, Phó Chủ tịch Vũ Thị Bình</dd>" in shown
    assert 'KT. CHỦ TỊCH</div><div class="strong">PHÓ CHỦ TỊCH</div>' in sheet
    assert 'value="KT. Chủ tịch, Phó Chủ tịch Vũ Thị Bình" selected' in changing
    profile = OfficeProfile.objects.get()
    text = replace(FULL, signers=signers[:1])
    edit_profile(profile=profile, version=profile.version, text=text, by=by, at=clock.now())
    later = words(officer.get(reverse("office:decision", args=[made.uid])))
    assert "Hồ sơ cơ quan không còn người ký “KT. Chủ tịch, Phó Chủ tịch Vũ Thị Bình”" in later
