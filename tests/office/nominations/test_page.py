"""The page of one nomination: where it stands, what stands in its way, what is done about it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.honours import give, make_person
from tests.factories.nominations import (
    FIGHTER,
    MERIT,
    fill_dossier,
    judge_all,
    make_nomination,
    make_offices,
    make_round,
    take,
    to_appraisal,
)
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user

from thidua.core.actors import Role
from thidua.nominations.choices import Act, State
from thidua.nominations.commands import hold
from thidua.nominations.commands.dossier import StatedInnovation, add_innovation
from thidua.nominations.models import Conclusion, Paper
from thidua.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def offices(commune, province):
    return make_offices(commune, province)


@pytest.fixture
def fighter(commune, province, offices):
    """Somebody proposed for a title that goes before a council."""
    holder = make_person(province, "Lê Thị Hòa")
    for year in (2023, 2024, 2025):
        give(holder, year, form_name="Chiến sĩ thi đua cơ sở")
    own_round = make_round(province, title="Đợt tháng 11/2026")
    made = make_nomination(own_round, commune, offices.officer, holder=holder, award=FIGHTER, name="Bà Lê Thị Hòa")
    stated = StatedInnovation(name="Tiếng kẻng an ninh", year=2025, reach="bộ, tỉnh")
    add_innovation(nomination=made, stated=stated, by=offices.officer, at=AT)
    return made


@pytest.fixture
def merit(commune, province, offices):
    own_round = make_round(province, title="Đợt tháng 12/2026")
    holder = make_person(province, "Trần Văn Nam")
    return make_nomination(own_round, commune, offices.officer, holder=holder, award=MERIT)


def fill(one, *but):
    """Every paper that the title of the tests needs, the one on how far the innovation reaches too."""
    fill_dossier(one, *but)
    code = "giay_xac_nhan_pham_vi"
    Paper.objects.create(nomination=one, item_code=code, text=code, provided_by="Người thử", created_at=AT)


def browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def page_of(actor, one):
    return text(browser(actor).get(reverse("office:nomination", args=[one.uid])))


def press(actor, one, act, **typed):
    return browser(actor).post(reverse("office:move_nomination", args=[one.uid]), {"act": act.value, **typed})


def state_of(one):
    one.refresh_from_db()
    return one.state


def conclude(actor, one, **typed):
    return browser(actor).post(reverse("office:conclude_condition", args=[one.uid]), typed)


def to_judge(one):
    return next(row["code"] for row in one.checks.first().verdicts if row["outcome"] == "to_judge")


def test_the_head_says_who_is_proposed_for_what(fighter, offices):
    page = page_of(offices.officer, fighter)

    assert "<h1>Bà Lê Thị Hòa</h1>" in page
    assert "Đề nghị Chiến sĩ thi đua bộ, ban, ngành, tỉnh, năm 2026" in page
    assert "HS-2026-0001" in page


def test_the_timeline_is_the_path_of_this_award_and_marks_where_it_is(fighter, merit, offices):
    to_appraisal(fighter, offices)
    page = page_of(offices.appraiser, fighter)

    assert "Bước 4/7: Thẩm định" in page
    assert "Tiếp: Hội đồng" in page
    assert page.count('aria-current="step"') == 1
    assert page.count('<li class="is-done"') == 3
    assert "Bước 1/6: Lập hồ sơ" in page_of(offices.officer, merit)


def test_one_sentence_says_whether_it_can_go_on(fighter, offices):
    to_appraisal(fighter, offices)
    assert "Chưa trình Hội đồng được: thiếu 4 giấy tờ, 1 điều kiện chưa đạt, 1 điều kiện cần người xét." in page_of(
        offices.appraiser, fighter
    )

    fill(fighter)
    judge_all(fighter, offices)

    page = page_of(offices.appraiser, fighter)
    assert "Trình Hội đồng được: mọi điều kiện đã đạt." in page
    assert "theo luật có hiệu lực ngày 20/11/2026" in page


def test_conditions_stand_in_order_with_what_is_missing_and_a_link_to_the_law_of_the_day(fighter, offices):
    to_appraisal(fighter, offices)
    page = page_of(offices.appraiser, fighter)

    words = ["Chưa đạt</span>", "Cần người xét</span>", "Chưa tới bước</span>", "Đạt</span>"]
    rows = page[page.index('<ul class="verdicts">') :]
    assert sorted(words, key=rows.index) == words
    assert "Liên tục các năm 2023, 2024, 2025." in page
    assert f"{reverse('office:standard', args=[FIGHTER])}?ngay=2026-11-20" in page
    assert "Chưa đối chiếu văn bản" in page


def test_the_dossier_tells_what_lies_there_and_the_ledger_what_was_received(fighter, offices):
    fill_dossier(fighter, "giay_sang_kien")
    page = page_of(offices.officer, fighter)

    assert "Thành phần hồ sơ" in page
    assert "Chiến sĩ thi đua cơ sở" in page
    assert "QĐ 2025/QĐ-UBND" in page


def test_a_step_is_taken_by_the_button_that_names_it_and_undone_by_the_toast(merit, offices):
    assert "Đưa ra bình xét</button>" in page_of(offices.officer, merit)

    answer = press(offices.officer, merit, Act.SEND_TO_REVIEW)
    assert (answer.status_code, state_of(merit)) == (302, State.UNIT_REVIEW)
    undo = reverse("office:move_nomination", args=[merit.uid]) + "?act=recall"
    client = browser(offices.officer)
    client.post(undo)
    assert state_of(merit) == State.DRAFT


def test_only_what_the_reader_may_do_has_a_button(merit, offices):
    take(merit, offices, Act.SEND_TO_REVIEW)

    assert "Trình hồ sơ</button>" not in page_of(offices.officer, merit)
    assert "Trình hồ sơ</button>" in page_of(offices.approver, merit)
    assert "Trình hồ sơ</button>" not in page_of(offices.leader, merit)
    assert 'data-confirm="go-on"' in page_of(offices.approver, merit)


def test_a_refusal_stands_in_the_form_with_what_was_typed(merit, offices):
    to_appraisal(merit, offices)

    page = text(press(offices.appraiser, merit, Act.RETURN, reason="   "), 422)

    assert "Ghi lý do, để nơi nhận biết phải làm gì." in page
    assert state_of(merit) == State.APPRAISAL


def test_a_return_tells_the_unit_why(merit, offices):
    to_appraisal(merit, offices)
    press(offices.appraiser, merit, Act.RETURN, reason="Thiếu biên bản bình xét")

    page = page_of(offices.officer, merit)

    assert "Nơi xét trả lại: Thiếu biên bản bình xét." in page
    assert "Bước 1/6: Lập hồ sơ" in page


def test_the_day_of_receipt_chooses_the_law_and_must_be_one(merit, offices):
    take(merit, offices, Act.SEND_TO_REVIEW, Act.SUBMIT)
    refused = text(press(offices.appraiser, merit, Act.RECEIVE, received_on="hôm qua"), 422)
    press(offices.appraiser, merit, Act.RECEIVE, received_on="18/11/2026")

    assert "Ghi ngày như 05/06/2020." in refused
    assert (state_of(merit), merit.received_on) == (State.APPRAISAL, date(2026, 11, 18))


def test_what_a_person_concludes_is_shown_with_its_reason_and_taken_back_by_the_toast(fighter, offices):
    to_appraisal(fighter, offices)
    condition = to_judge(fighter)

    answer = conclude(offices.appraiser, fighter, condition=condition, said="met", reason="Đã xác minh tại 3 xã")

    assert answer["Location"].endswith(f"#dieu-kien-{condition}")
    page = page_of(offices.appraiser, fighter)
    assert "Kết luận đạt:" in page
    assert "“Đã xác minh tại 3 xã”" in page
    browser(offices.appraiser).post(reverse("office:withdraw_conclusion", args=[Conclusion.objects.get().uid]))
    after = page_of(offices.appraiser, fighter)
    assert "Kết luận đạt:" not in after
    assert "rút kết luận về" in after


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"said": "met", "reason": " "}, "Ghi lý do kết luận, để người xem hồ sơ sau này hiểu."),
        ({"said": "", "reason": "Đã xem"}, "Chọn đạt hoặc chưa đạt."),
    ],
)
def test_a_conclusion_without_a_word_or_a_reason_is_asked_for_again(fighter, offices, typed, said):
    to_appraisal(fighter, offices)

    page = text(conclude(offices.appraiser, fighter, condition=to_judge(fighter), **typed), 422)

    assert said in page
    assert Conclusion.objects.count() == 0


def test_only_a_head_lets_a_condition_pass_and_the_verdict_stays(fighter, offices):
    fill(fighter, "to_trinh")
    to_appraisal(fighter, offices)
    typed = {"condition": "thanh_phan_ho_so", "said": "pass", "reason": "Bản giấy đã nộp ở văn thư"}

    assert "Cho qua có lý do" not in page_of(offices.appraiser, fighter)
    assert conclude(offices.appraiser, fighter, **typed).status_code == 422
    assert "Cho qua có lý do" in page_of(offices.leader, fighter)
    assert conclude(offices.leader, fighter, **typed).status_code == 302
    page = page_of(offices.leader, fighter)
    assert "Cho qua:" in page
    assert "1 chưa đạt</span>" in page
    judge_all(fighter, offices)
    assert "mọi điều kiện đã đạt, 1 điều kiện được cho qua có lý do." in page_of(offices.leader, fighter)


def test_a_hold_shows_its_day_and_nothing_else(merit, offices):
    to_appraisal(merit, offices)
    url = reverse("office:hold_nomination", args=[merit.uid])

    assert "Ghi ngày như 05/06/2020." in text(browser(offices.leader).post(url, {"until": ""}), 422)
    browser(offices.leader).post(url, {"until": "01/03/2027"})

    assert "Tạm dừng xét đến ngày 01/03/2027." in page_of(offices.officer, merit)
    browser(offices.leader).post(reverse("office:release_nomination", args=[merit.uid]))
    assert "Tạm dừng xét đến ngày" not in page_of(offices.officer, merit)


def test_the_law_is_asked_again_when_the_ledger_changed(fighter, offices):
    give(fighter.holder, 2026)
    before = fighter.checks.count()

    browser(offices.officer).post(reverse("office:check_nomination", args=[fighter.uid]))

    fighter.refresh_from_db()
    assert fighter.checks.count() >= before


def test_a_member_reads_and_does_nothing(fighter, offices, province):
    to_appraisal(fighter, offices)
    member = Client()
    member.force_login(make_user(Role.COUNCIL_MEMBER, unit=province))

    page = text(member.get(reverse("office:nomination", args=[fighter.uid])))

    assert "Kết luận và ghi lý do" not in page
    assert "Trả lại" not in page[page.index('id="ket-qua"') :]
    assert member.post(reverse("office:move_nomination", args=[fighter.uid]), {"act": "return"}).status_code == 403


def test_an_act_of_a_council_or_none_at_all_is_no_address_of_this_page(merit, offices):
    assert [press(offices.leader, merit, act).status_code for act in (Act.DECIDE, Act.HOLD)] == [404, 404]


def test_a_dossier_of_another_unit_is_not_there_until_it_was_sent(merit, province):
    stranger = Client()
    stranger.force_login(make_user(unit=make_commune("Hồng Minh", under=province)))

    assert stranger.get(reverse("office:nomination", args=[merit.uid])).status_code == 404


def test_the_page_asks_no_more_when_the_dossier_is_full(fighter, offices):
    client = browser(offices.appraiser)
    to_appraisal(fighter, offices)
    url = reverse("office:nomination", args=[fighter.uid])
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    fill(fighter)
    judge_all(fighter, offices)
    with CaptureQueriesContext(connection) as after:
        client.get(url)

    assert len(after) == len(before)


def test_what_is_held_has_no_button_onward(merit, offices):
    to_appraisal(merit, offices)
    hold(nomination=merit, until=date(2027, 3, 1), by=offices.leader, at=AT)

    page = page_of(offices.leader, merit)

    assert "Xét tiếp ngay" in page
    assert "Thẩm định xong</button>" not in page
