"""Files put beside cells by keyboard and by dropping them; without a connection the page says what is needed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.organisations import make_commune, make_unit
from tests.factories.people import make_user
from tests.factories.reports import make_form, make_report
from tests.factories.scans import png

from thidua.reports.models import CellFile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """([box, name]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(window.dropped)], name));
  const told = { bubbles: true, cancelable: true, dataTransfer: files };
  box.dispatchEvent(new DragEvent("dragover", told));
  box.dispatchEvent(new DragEvent("drop", told));
}"""


@pytest.fixture
def commune(transactional_db):
    return make_commune("Vũ Thư", under=make_unit("Hưng Yên"))


@pytest.fixture
def report(commune):
    return make_report(make_form("sessions", "attendances"), commune, sessions="12", attendances="300")


@pytest.fixture
def page(chromium, live_server, report):
    """The grid of the report, signed in as its officer; ``page.faults`` holds what went wrong in it."""
    signed_in = Client()
    signed_in.force_login(make_user(unit=report.unit))
    session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(live_server.url + reverse("office:report", args=[report.uid]))
    yield page
    assert page.faults == []
    context.close()


@pytest.fixture
def line(report):
    return report.edition.sections.get().lines.get(indicator__code="sessions").pk


def sheet(tmp_path, size=1, name="Ảnh hội nghị.png"):
    path = tmp_path / name
    path.write_bytes(png(size))
    return path


def standing():
    return list(CellFile.objects.in_force().values_list("name", flat=True))


def test_a_file_is_put_beside_a_cell_and_taken_away_again_by_keyboard(page, line, tmp_path):
    page.focus(f"#cell-{line}")
    page.keyboard.press("Alt+KeyK")
    opened = page.evaluate("document.activeElement.id")
    page.set_input_files(f"#{opened}", sheet(tmp_path))  # what the browser's own dialogue does after Enter
    page.wait_for_selector(f"#files-{line} li")
    shown, count = page.inner_text(f"#files-{line} li a"), page.inner_text(f"#files-count-{line}")
    kept = standing()
    page.locator(f"#files-{line} .entry-files__remove").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#files-{line} details")

    assert (opened, shown, count.strip()) == (f"file-{line}", "Ảnh hội nghị.png", "(1)")
    assert (kept, standing()) == (["Ảnh hội nghị.png"], [])


def test_the_undo_of_the_toast_puts_the_file_back(page, line, tmp_path):
    page.set_input_files(f"#file-{line}", sheet(tmp_path))
    page.wait_for_selector(f"#files-{line} li")
    page.click(f"#files-{line} .entry-files__remove")
    page.wait_for_selector(f"#files-{line} details")

    with page.expect_navigation():
        page.locator("#toasts [data-undo]").last.click()

    assert page.is_visible(f"#files-{line} li")
    assert standing() == ["Ảnh hội nghị.png"]


def test_a_file_is_dropped_on_the_place_beside_the_cell(page, line):
    page.click(f"[data-files-for='{line}']")
    page.evaluate("bytes => { window.dropped = bytes; }", list(png(3)))
    page.evaluate(DROP, [page.query_selector(f"#files-{line}"), "Thả vào.png"])
    page.wait_for_selector(f"#files-{line} li")

    assert standing() == ["Thả vào.png"]


def test_a_file_that_cannot_be_kept_is_told_beside_the_cell(page, line, tmp_path):
    wrong = tmp_path / "anh.png"
    wrong.write_bytes(b"MZ\x90\0")

    page.set_input_files(f"#file-{line}", wrong)

    assert "Chỉ kèm được tệp PDF" in page.inner_text(f"#files-{line} [role=alert]")
    assert standing() == []


def test_without_a_connection_the_place_says_that_one_is_needed(page, line):
    page.click(f"[data-files-for='{line}']")
    before = page.is_visible(f"#files-{line} [data-offline-only]")

    page.context.set_offline(True)
    page.wait_for_selector(f"#files-{line} [data-offline-only]", state="visible")
    disabled = page.is_disabled(f"#file-{line}")
    page.context.set_offline(False)
    page.wait_for_selector(f"#files-{line} [data-offline-only]", state="hidden")

    assert (before, disabled, page.is_disabled(f"#file-{line}")) == (False, True, False)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_place_is_readable_for_everybody_at_a_desk_and_on_a_phone(page, line, tmp_path, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.set_input_files(
        f"#file-{line}", sheet(tmp_path, name="Danh sách người dự hội nghị sơ kết sáu tháng đầu năm.png")
    )
    page.wait_for_selector(f"#files-{line} li")

    faults = [each["id"] for each in Axe().run(page).response["violations"]]
    is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")

    assert (faults, is_wide) == ([], False)
