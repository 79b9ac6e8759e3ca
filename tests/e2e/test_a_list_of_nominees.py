"""A unit's own list becomes nominations: columns named, people chosen, written, taken back; at a desk, on a phone."""

import os
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.honours import make_person
from tests.factories.lists import list_of
from tests.factories.nominations import make_round
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user

from thidua.core import clock
from thidua.nominations.models import Nomination

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADERS = ("Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Danh hiệu, hình thức", "Thành tích")
ROWS = (
    ("Lê Thị Hòa", 1975, "Giáo viên", "Trường THPT An Bình", "Giấy khen", "Dạy giỏi, kèm học sinh yếu suốt ba năm"),
    ("Nguyễn Văn Hùng", 1968, "Trưởng thôn", "thôn Trung Hòa", "Giấy khen", "Vận động nhân dân mở rộng đường thôn"),
    ("Trần Văn Năm", "mười", "", "", "Cờ", ""),
)


@pytest.fixture
def commune(transactional_db):
    found = make_commune("Vũ Thư", under=make_unit("Hưng Yên"))
    year = clock.today().year
    make_round(found, ["giay_khen"], year=year, opens_on=date(year, 1, 2))
    make_person(found, "Lê Thị Hòa", birth_year=None, unit="Trường THPT An Bình")
    return found


@pytest.fixture
def page_of(chromium, live_server, commune):
    """A page of a size, signed in as an officer; what axe finds in it, and what is too wide, is gathered."""
    client = Client()
    client.force_login(make_user(unit=commune))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    contexts = []

    def opened(size):
        context = chromium.new_context(viewport=size, base_url=live_server.url)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def faults_of(page, name):
    """What axe finds, and whether the page scrolls sideways; a picture where somebody asks for them."""
    if folder := os.environ.get("THIDUA_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    found = [
        f"{name} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return found + ([f"{name} scrolls sideways"] if wide else [])


def press(page, name):
    """Come to a button and press it by the keyboard."""
    button = page.get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_list_is_read_chosen_written_and_taken_back_by_the_keyboard(page_of, size):
    page = page_of(size)
    page.goto(reverse("office:nominations"))
    page.get_by_role("link", name="Nhập từ Excel").click()
    page.wait_for_selector("h1:has-text('Nhập danh sách đề nghị từ bảng Excel')")
    faults = faults_of(page, "list-1-bring")
    content = list_of(*ROWS, headers=HEADERS)
    page.set_input_files("main input[type=file]", {"name": "de-nghi.xlsx", "mimeType": XLSX, "buffer": content})
    press(page, "Xem các cột")
    page.wait_for_selector("h1:has-text('Mỗi cột của danh sách là gì?')")
    faults += faults_of(page, "list-2-columns")
    press(page, "Kiểm tra")
    page.wait_for_selector("h1:has-text('Còn 1 hàng chưa rõ là ai trong sổ')")
    faults += faults_of(page, "list-3-asked")
    page.get_by_role("radio", name="Lê Thị Hòa").focus()
    page.keyboard.press("Space")
    press(page, "Ghi lựa chọn")
    page.wait_for_selector("h1:has-text('Có 2 hàng ghi được, chưa ghi')")
    faults += faults_of(page, "list-4-preview")
    press(page, "Lập 2 hồ sơ")
    page.wait_for_selector("h1:has-text('Đã lập 2 hồ sơ')")
    written = Nomination.objects.filter(state="draft").count()
    faults += faults_of(page, "list-5-written")
    press(page, "Hoàn tác cả danh sách")
    page.wait_for_selector("h1:has-text('Đã hoàn tác danh sách')")
    faults += faults_of(page, "list-6-undone")

    assert (written, Nomination.objects.filter(state="withdrawn").count(), faults) == (2, 2, [])
