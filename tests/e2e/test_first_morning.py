"""A first morning: sign in, bring a text in, accept it with the keyboard, see the figure, take the report home."""

import io

import docx
import pypdfium2
import pytest
from benchmarks.driving.keyboard import Officer
from playwright.sync_api import expect
from tests.factories.organisations import make_unit
from tests.factories.people import PASSWORD, make_user, process_actor
from tests.factories.registry import AT

from thidua.indicators.commands import load_indicators
from thidua.intake.models import ProposedFact
from thidua.people.choices import Address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARAGRAPHS = (
    "Tỉnh Sơn Bình tổng kết phong trào bảo vệ an ninh Tổ quốc",
    (
        "Ngày 12/3/2024, UBND tỉnh Sơn Bình tổ chức hội nghị tổng kết phong trào “Toàn dân bảo vệ an ninh Tổ quốc” "
        "giai đoạn 2019-2024."
    ),
    "Đồng chí Lê Minh Khang, Phó Chủ tịch UBND tỉnh chủ trì hội nghị.",
    (
        "Trong giai đoạn 2019-2024, các tổ hòa giải trong tỉnh đã hòa giải thành 3.117 vụ mâu thuẫn; tổ chức được "
        "1.914 buổi tuyên truyền."
    ),
    "Dịp này, UBND tỉnh Sơn Bình tặng Bằng khen cho 12 tập thể và 15 cá nhân.",
)
ARTICLE = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def officer(transactional_db):
    province = make_unit("Sơn Bình")
    load_indicators(by=process_actor(province), at=AT)
    return make_user(unit=province, username="ha.tt", full_name="Trần Thu Hà", address=Address.OLDER_SISTER)


@pytest.fixture
def page(chromium, live_server, officer):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(25_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(live_server.url)
    yield page
    context.close()


def sign_in(page):
    page.get_by_label("Tên đăng nhập").fill("ha.tt")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def test_from_signing_in_to_the_report_in_the_hand(page, tmp_path):
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chưa có gì chờ")

    page.get_by_role("link", name="Đọc bài, văn bản").first.click()
    page.get_by_role("link", name="Đưa bài mới vào").first.click()
    article = tmp_path / "tong-ket.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    page.locator('input[type="file"]').set_input_files(article)
    page.get_by_role("button", name="Đọc bài").click()
    expect(page.locator("#panel")).to_be_visible()

    count = ProposedFact.objects.count()
    officer = Officer(page)
    while page.locator(".intake__finished").count() == 0:
        officer.press(officer.next_key())
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Đã xem hết, nhận {count}/{count}")
    assert ProposedFact.objects.filter(state="accepted").count() == count

    page.get_by_role("link", name="Phong trào").first.click()
    page.locator("main").get_by_role("link", name="Toàn dân bảo vệ an ninh Tổ quốc").first.click()
    page.locator("main").get_by_role("link", name="2019–2024").first.click()
    expect(page.locator("main")).to_contain_text("3.117")

    page.get_by_role("button", name="Gói hội nghị").click()
    with page.expect_download(timeout=60_000) as word:
        page.get_by_role("link", name="Tải Word").first.click()
    with page.expect_download(timeout=60_000) as pdf:
        page.get_by_role("link", name="Tải PDF").first.click()

    assert "3.117" in text_of_docx(word.value.path())
    assert "3.117" in text_of_pdf(pdf.value.path())
    assert page.faults == []


def text_of_docx(path):
    document = docx.Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def text_of_pdf(path):
    document = pypdfium2.PdfDocument(path.read_bytes())
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)
