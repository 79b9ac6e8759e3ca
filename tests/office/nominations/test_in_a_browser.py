"""Nominations by keyboard and with a lost connection, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from tests.factories.honours import make_person
from tests.factories.nominations import FIGHTER, make_nomination, make_offices, make_round, to_appraisal
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.scans import png

from thidua.nominations.commands.dossier import save_report
from thidua.nominations.models import AchievementReport, Paper
from thidua.people.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db):
    province = make_unit("Hưng Yên")
    commune = make_commune("Vũ Thư", under=province)
    offices = make_offices(commune, province)
    own_round = make_round(province, title="Đợt tháng 11/2026")
    rows = [
        make_nomination(own_round, commune, offices.officer, holder=make_person(commune, name), award=FIGHTER)
        for name in ("Lê Thị An", "Lê Thị Bé")
    ]
    return offices, rows


@pytest.fixture
def opened(chromium, live_server):
    """Open an address as somebody, at a width; the faults of the page are kept."""
    contexts = []

    def open_(actor, address, width=1280):
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="vi-VN")
        contexts.append(context)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(25_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_
    for context in contexts:
        context.close()


def report_of(one):
    return reverse("office:report_of_nomination", args=[one.uid])


def test_j_and_k_go_along_the_list_x_ticks_and_enter_opens(world, opened):
    offices, _rows = world
    page = opened(offices.officer, reverse("office:nominations"))

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("Đã chọn 1 hồ sơ.")
    page.keyboard.press("k")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Lê Thị An")
    assert page.faults == []


def test_all_of_a_page_are_ticked_at_once_and_sent_after_a_preview(world, opened):
    offices, _rows = world
    page = opened(offices.officer, reverse("office:nominations"))

    page.get_by_label("Chọn mọi hồ sơ trên trang này").check()
    page.get_by_role("button", name="Đưa ra bình xét").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đưa ra bình xét: 2 hồ sơ?")
    page.get_by_role("button", name="Đưa ra bình xét (2)").click()

    expect(page.locator("#toasts")).to_contain_text("Đưa ra bình xét: đã xong 2 hồ sơ.")


def test_the_report_saves_itself_while_it_is_written(world, opened):
    offices, (one, _other) = world
    page = opened(offices.officer, report_of(one))

    page.get_by_label("Báo cáo thành tích").fill("Năm 2026, chị An dẫn đầu phong trào.")

    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")
    assert AchievementReport.objects.get().text == "Năm 2026, chị An dẫn đầu phong trào."


def test_without_a_connection_the_text_stays_on_the_machine_and_goes_up_later(world, opened):
    offices, (one, _other) = world
    page = opened(offices.officer, report_of(one))
    page.context.set_offline(True)

    page.get_by_label("Báo cáo thành tích").fill("Viết khi mất mạng.")
    expect(page.locator("[data-state]")).to_contain_text("Mất kết nối. Chữ vẫn ở máy này")
    assert AchievementReport.objects.count() == 0
    page.context.set_offline(False)

    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")
    assert AchievementReport.objects.get().text == "Viết khi mất mạng."
    assert page.faults == []


def test_what_was_not_sent_is_there_again_after_the_page_was_closed(world, opened):
    offices, (one, _other) = world
    page = opened(offices.officer, report_of(one))
    page.route("**/bao-cao/luu/", lambda route: route.abort())
    page.get_by_label("Báo cáo thành tích").fill("Chưa kịp lưu.")
    expect(page.locator("[data-state]")).to_contain_text("Mất kết nối")

    page.unroute("**/bao-cao/luu/")
    page.reload()

    expect(page.get_by_label("Báo cáo thành tích")).to_have_value("Chưa kịp lưu.")
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")


def test_of_two_texts_the_writer_chooses(world, opened):
    offices, (one, _other) = world
    page = opened(offices.officer, report_of(one))
    save_report(nomination=one, text="Bản của người kia", version=0, by=offices.approver, at=AT)

    page.get_by_label("Báo cáo thành tích").fill("Bản của tôi")
    expect(page.locator("[data-theirs-text]")).to_have_text("Bản của người kia")
    page.get_by_role("button", name="Giữ bản của mình").click()

    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")
    assert AchievementReport.objects.get().text == "Bản của tôi"


def test_a_photograph_goes_up_as_soon_as_it_is_chosen_on_a_phone(world, opened):
    offices, (one, _other) = world
    page = opened(offices.officer, reverse("office:dossier", args=[one.uid]), width=390)

    image = {"name": "giay.png", "mimeType": "image/png", "buffer": png(2)}
    page.locator("#muc-to_trinh input[type=file]").set_input_files(image)

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã có 1/5 thành phần hồ sơ")
    assert Paper.objects.get().file.name == "giay.png"


def test_a_condition_is_concluded_by_keyboard(world, opened):
    offices, (one, _other) = world
    to_appraisal(one, offices)
    page = opened(offices.appraiser, reverse("office:nomination", args=[one.uid]))

    row = page.locator(".verdict--judge").filter(has=page.locator("details.verdict__form")).first
    row.locator("details.verdict__form summary").focus()
    page.keyboard.press("Enter")
    row.get_by_label("Đạt", exact=True).focus()
    page.keyboard.press("Space")
    row.get_by_label("Lý do").fill("Đã xác minh")
    row.get_by_role("button", name="Ghi kết luận").press("Enter")

    expect(page.locator("#toasts")).to_contain_text("Đã ghi kết luận.")
    assert page.faults == []
