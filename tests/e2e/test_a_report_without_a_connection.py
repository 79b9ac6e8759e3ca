"""A report is opened, typed and checked without a connection, survives a closed browser, and is sent when it can be."""

import base64
import hashlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.urls import reverse
from tests.e2e.offline_browser import Machine, drafts_of, held_by_worker, wait_until_kept, wait_until_sent
from tests.e2e.wires import TlsSite, Wire
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import (
    add_passage_section,
    file_and_accept,
    load_shipped_forms,
    make_report,
    month,
    type_in,
)

from thidua.config.tls import server_certificate
from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.reports.commands import amend_report, file_report, save_note, save_passage
from thidua.reports.models import Form, Passage, Report
from thidua.reports.queries.entry import read_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(transactional_db):
    """The shipped monthly form, with a section for text."""
    load_shipped_forms()
    form = Form.objects.get(code="monthly_movement")
    add_passage_section(form)
    return form


@pytest.fixture
def province(transactional_db):
    return make_unit("Hưng Yên")


@pytest.fixture
def commune(province):
    return make_commune("Vũ Thư", under=province)


@pytest.fixture
def officer(commune):
    return make_user(unit=commune)


@pytest.fixture
def report(form, commune):
    return make_report(form, commune, month(10))


@pytest.fixture
def machine(chromium, live_server, officer, tmp_path):
    pc = Machine(chromium, live_server, tmp_path / "profile")
    pc.sign_in(officer)
    yield pc
    pc.turn_off()
    assert pc.faults == []


def address_of(report):
    return reverse("office:report", args=[report.uid])


def kept(report):
    return {row.code: row.text for row in read_entry(Report.objects.get(pk=report.pk)).rows if row.text}


def rows_of(report):
    return {row.code: row.line.pk for row in read_entry(report).rows}


def cell(page, report, code):
    return page.locator(f"#cell-{rows_of(report)[code]}")


def type_into(page, report, **texts):
    for code, text in texts.items():
        place = cell(page, report, code)
        place.fill(text)
        place.blur()


def open_once(machine, report):
    """Open the report with a connection, so that the machine has it."""
    page = machine.open(address_of(report))
    wait_until_kept(page, address_of(report))
    return page


class TestWithoutAConnection:
    def test_the_report_opens_and_what_is_typed_is_checked_at_once(self, machine, report):
        open_once(machine, report)
        machine.connect(online=False)

        page = machine.open(address_of(report))
        type_into(page, report, outreach_sessions="12", attendances="trên 1.6")
        said = page.locator(f"#message-{rows_of(report)['attendances']}").inner_text()
        type_into(page, report, attendances="10")

        assert "“trên 1.6” đọc được theo hai cách" in said or "chưa rõ là số nào" in said
        assert (
            page.locator(f"#message-{rows_of(report)['attendances']}")
            .inner_text()
            .startswith("Số lượt (10) ít hơn số buổi (12).")
        )
        assert page.inner_text("#summary") == "Đã nhập 2/14 ô. Sửa 1 ô sai và nhập 12 ô trống là gửi được."
        page.wait_for_function("() => document.querySelector('#saved').innerText.includes('Đã lưu trên máy này')")
        assert kept(report) == {}

    def test_the_sum_of_the_year_goes_with_what_is_typed(self, machine, form, province, commune):
        earlier = make_report(form, commune, month(9))
        numbers = dict.fromkeys(rows_of(earlier), "1020") | {"signed_undertakings": "20"}
        file_and_accept(type_in(earlier, **numbers), above=province)
        report = make_report(form, commune, month(10), outreach_sessions="5", models="7")
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, outreach_sessions="12", models="9", mediations="4")
        sums = {row.code: f"#so-far-{row.line.pk}" for row in read_entry(report).rows}
        told = [page.inner_text(sums[code]) for code in ("outreach_sessions", "models", "mediations", "news_items")]
        machine.connect()
        wait_until_sent(page)

        assert told == ["1.032", "9", "1.024", "1.020"]
        assert [page.inner_text(sums[code]) for code in ("outreach_sessions", "models", "mediations")] == told[:3]
        assert [row.so_far for row in read_entry(report).rows if row.code in {"outreach_sessions", "models"}] == told[
            :2
        ]

    def test_a_page_that_is_not_for_entry_says_that_there_is_no_network_and_what_opens(self, machine, report):
        open_once(machine, report)
        machine.connect(online=False)

        page = machine.open(reverse("office:movements"))
        page.locator("#kept-pages a").first.wait_for()

        assert page.inner_text("h1") == "Không có mạng, trang này chưa mở được"
        assert page.locator("#kept-pages a").all_inner_texts() == ["Xã Vũ Thư, tháng 10/2026"]
        page.locator("#kept-pages a").first.click()
        assert page.inner_text("h1") == "Xã Vũ Thư, tháng 10/2026"

    def test_the_list_that_was_opened_opens_too(self, machine, report):
        page = open_once(machine, report)
        page.goto(machine.url + reverse("office:reports"))
        wait_until_kept(page, reverse("office:reports"))
        machine.connect(online=False)

        page = machine.open(reverse("office:reports"))
        page.locator("a", has_text="Nhập tiếp").first.click()

        assert page.inner_text("h1") == "Xã Vũ Thư, tháng 10/2026"

    def test_only_entry_pages_and_files_of_the_software_are_kept(self, machine, report):
        page = open_once(machine, report)
        for name in ("home", "movements", "documents", "reports"):
            page.goto(machine.url + reverse(f"office:{name}"))
        page.goto(machine.url + address_of(report))
        type_into(page, report, outreach_sessions="12")
        wait_until_sent(page)
        with page.expect_download():
            page.get_by_role("link", name="Tải biểu Excel").click()
        page.wait_for_timeout(500)

        held = held_by_worker(page)
        pages = {path for name, paths in held.items() if name.startswith("thidua-pages-") for path in paths}
        files = {path for name, paths in held.items() if name.startswith("thidua-files-") for path in paths}
        assert pages == {reverse("office:reports"), address_of(report)}
        assert {path for path in files if not path.startswith("/static/")} == {reverse("office:offline")}
        assert len(held) == 2

    def test_a_leader_keeps_no_pages(self, chromium, live_server, commune, report, tmp_path):
        pc = Machine(chromium, live_server, tmp_path / "leader")
        pc.sign_in(make_user(Role.LEADER, unit=commune))
        page = pc.open(address_of(report))
        page.goto(machine_address := pc.url + reverse("office:reports"))
        page.wait_for_timeout(500)

        held = held_by_worker(page)
        pc.turn_off()

        assert (held, machine_address.endswith("/bao-cao/")) == ({}, True)


class TestClosedAndOpenedAgain:
    def test_everything_typed_comes_back_without_a_connection_and_is_sent_with_one(self, machine, report, form):
        page = open_once(machine, report)
        machine.connect(online=False)
        section = form.editions.get().sections.last().pk
        line = rows_of(report)["models"]
        type_into(page, report, outreach_sessions="12", attendances="1600", patrol_turns="abc")
        cell(page, report, "models").focus()
        page.keyboard.press("Alt+n")
        page.keyboard.type("Gồm hai mô hình mới")
        page.keyboard.press("Enter")
        page.locator(f"#passage-{section}").fill("Dòng một\nDòng hai")
        page.locator(f"#passage-{section}").blur()
        page.wait_for_timeout(300)

        machine.turn_off()
        machine.turn_on(online=False)
        page = machine.open(address_of(report))
        page.wait_for_function("() => document.querySelector('[data-entry]').dataset.waiting === '5'")
        shown = {
            code: cell(page, report, code).input_value()
            for code in ("outreach_sessions", "attendances", "patrol_turns")
        }
        note, passage = page.input_value(f"#note-{line}"), page.input_value(f"#passage-{section}")
        question = page.locator(f"#message-{rows_of(report)['patrol_turns']}").inner_text()
        before = kept(report)
        machine.connect()
        page.wait_for_function("() => document.querySelector('[data-entry]').dataset.waiting === '1'")

        assert shown == {"outreach_sessions": "12", "attendances": "1.600", "patrol_turns": "abc"}
        assert (note, passage) == ("Gồm hai mô hình mới", "Dòng một\nDòng hai")
        assert question.startswith("“abc” không phải là số.")
        assert (before, kept(report)) == ({}, {"outreach_sessions": "12", "attendances": "1.600"})
        assert {row.code: row.note for row in read_entry(report).rows if row.note} == {"models": "Gồm hai mô hình mới"}
        assert Passage.objects.get(section=section).text == "Dòng một\nDòng hai"
        assert drafts_of(page) == {f"cell {rows_of(report)['patrol_turns']}": "abc"}

    def test_a_reason_comes_back_and_is_sent(self, machine, form, province, commune):
        earlier = make_report(form, commune, month(9))
        file_and_accept(type_in(earlier, **dict.fromkeys(rows_of(earlier), "20")), above=province)
        report = make_report(form, commune, month(10))
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, patrol_turns="118")
        reason = page.locator("[data-reason][data-check=patrol_turns_leap]")
        reason.fill("Cao điểm trước Ngày hội")
        reason.blur()
        page.wait_for_timeout(300)

        machine.turn_off()
        machine.turn_on(online=False)
        page = machine.open(address_of(report))
        reason = page.locator("[data-reason][data-check=patrol_turns_leap]")
        again = (reason.input_value(), cell(page, report, "patrol_turns").get_attribute("data-state"))
        machine.connect()
        wait_until_sent(page)

        assert again == ("Cao điểm trước Ngày hội", "ok")
        assert [row.reasons for row in read_entry(report).rows if row.code == "patrol_turns"] == [
            {"patrol_turns_leap": "Cao điểm trước Ngày hội"}
        ]

    def test_what_waits_is_sent_from_whatever_page_is_opened_next(self, machine, report):
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, outreach_sessions="12", attendances="1600")
        page.wait_for_timeout(300)
        machine.turn_off()
        machine.turn_on()

        page = machine.open(reverse("office:home"))
        page.locator(".toast-line").wait_for()

        assert page.locator(".toast-line").inner_text().startswith("Đã gửi 2 ô nhập khi mất mạng.")
        assert kept(report) == {"outreach_sessions": "12", "attendances": "1.600"}
        assert drafts_of(page) == {}

    def test_what_was_typed_for_a_revision_that_is_filed_is_shown_and_not_written_into_the_next(
        self, machine, form, province, commune
    ):
        report = make_report(form, commune, month(10))
        rows = dict.fromkeys(rows_of(report), "20")
        type_in(report, **rows)
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, outreach_sessions="21")
        page.wait_for_timeout(300)
        file_and_accept(Report.objects.get(pk=report.pk), above=province)
        amend_report(report=Report.objects.get(pk=report.pk), reason="Thiếu hai buổi", by=process_actor(commune), at=AT)
        machine.connect()
        page.wait_for_function("() => document.querySelector('#saved').innerText.includes('Chưa lưu được')")

        page = machine.open(address_of(report))
        page.locator("#left li").wait_for()

        assert kept(report)["outreach_sessions"] == "20"
        assert "Ô 1" in page.inner_text("#left li")
        assert "21" in page.inner_text("#left li")
        page.locator("#left [data-drop]").click()
        page.locator("#left").wait_for(state="hidden")
        assert drafts_of(page) == {}


class TestTwoPeopleWrote:
    @pytest.fixture
    def page(self, machine, report):
        """The officer wrote 12 without a connection, another 15 meanwhile; the connection is back."""
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, outreach_sessions="12")
        type_in(report, outreach_sessions="15")
        machine.connect()
        page.locator(".entry-finding button", has_text="Giữ 15").wait_for()
        return page

    def test_both_numbers_are_shown_and_the_own_one_can_be_written(self, page, report):
        said = page.locator(f"#message-{rows_of(report)['outreach_sessions']}").inner_text()
        page.locator(".entry-finding button", has_text="Ghi 12").click()
        wait_until_sent(page)

        assert said.startswith("Người khác vừa ghi ô này là 15, anh, chị ghi 12. Chọn số đúng.")
        assert kept(report) == {"outreach_sessions": "12"}

    def test_both_numbers_are_shown_and_the_others_can_stay(self, page, report):
        page.locator(".entry-finding button", has_text="Giữ 15").click()
        wait_until_sent(page)

        assert (cell(page, report, "outreach_sessions").input_value(), kept(report)["outreach_sessions"]) == (
            "15",
            "15",
        )
        assert drafts_of(page) == {}

    @pytest.mark.usefixtures("page")
    def test_the_choice_waits_through_a_closed_browser_and_is_announced_elsewhere(self, machine, report):
        machine.turn_off()
        machine.turn_on()
        home = machine.open(reverse("office:home"))
        home.locator(".toast-line a").click()
        home.locator(".entry-finding button", has_text="Giữ 15").wait_for()

        assert cell(home, report, "outreach_sessions").input_value() == "12"
        assert kept(report) == {"outreach_sessions": "15"}

    def test_of_a_text_both_are_shown(self, machine, report, form, commune):
        section = form.editions.get().sections.last().pk
        page = open_once(machine, report)
        machine.connect(online=False)
        page.locator(f"#passage-{section}").fill("Của tôi")
        page.locator(f"#passage-{section}").blur()
        save_passage(report=report, section_id=section, text="Của người kia", was="", by=process_actor(commune), at=AT)
        machine.connect()
        page.locator(".entry-choice").wait_for()
        said = page.inner_text(".entry-choice")
        page.locator(".entry-choice button", has_text="Giữ bản đang nhập").click()
        wait_until_sent(page)

        assert "Bản kia: “Của người kia”" in said
        assert Passage.objects.get(section=section).text == "Của tôi"

    def test_of_a_note_the_others_can_be_taken(self, machine, report, commune):
        line = next(row.line for row in read_entry(report).rows if row.code == "models")
        page = open_once(machine, report)
        machine.connect(online=False)
        cell(page, report, "models").focus()
        page.keyboard.press("Alt+n")
        page.keyboard.type("Của tôi")
        page.keyboard.press("Enter")
        save_note(report=report, line=line, note="Của người kia", by=process_actor(commune), at=AT)
        machine.connect()
        page.locator(".entry-choice button", has_text="Lấy bản kia").click()
        wait_until_sent(page)

        assert page.input_value(f"#note-{line.pk}") == "Của người kia"
        assert [row.note for row in read_entry(report).rows if row.note] == ["Của người kia"]


class TestWhoseItIs:
    def test_another_user_of_the_browser_sees_no_page_and_no_number_of_the_first(
        self, machine, report, officer, province
    ):
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, outreach_sessions="12")
        page.wait_for_timeout(300)
        machine.turn_off()
        machine.turn_on()
        other = make_user(unit=make_commune("Thư Trì", under=province))

        machine.sign_in(other)
        page = machine.open(reverse("office:home"))
        page.wait_for_timeout(500)
        machine.connect(online=False)
        page = machine.open(address_of(report))
        headline, held = page.inner_text("h1"), held_by_worker(page)
        machine.connect()
        unsent = kept(report)
        machine.sign_in(officer)
        page = machine.open(reverse("office:home"))
        page.locator(".toast-line").wait_for()

        assert headline == "Không có mạng, trang này chưa mở được"
        assert [name for name in held if name.startswith("thidua-pages-")] == []
        assert (unsent, kept(report)) == ({}, {"outreach_sessions": "12"})
        assert [each.actor_uid for each in AuditEntry.objects.filter(act="save_cells")] == [officer.uid]

    def test_a_page_left_open_sends_nothing_in_the_name_of_another(self, machine, report, officer, commune):
        page = open_once(machine, report)
        machine.sign_in(make_user(unit=commune, full_name="Người khác"))
        type_into(page, report, outreach_sessions="12")
        page.wait_for_function("() => document.querySelector('#saved').innerText.includes('tài khoản khác')")
        before = kept(report)
        machine.sign_in(officer)
        page.evaluate("dispatchEvent(new Event('focus'))")
        wait_until_sent(page)

        assert (before, kept(report)) == ({}, {"outreach_sessions": "12"})

    def test_a_session_that_ended_asks_to_sign_in_and_keeps_what_was_typed(self, machine, report, officer):
        page = open_once(machine, report)
        machine.context.clear_cookies(name="sessionid")
        type_into(page, report, outreach_sessions="12")
        page.get_by_role("link", name="Đăng nhập lại").wait_for()
        said = page.inner_text("#saved")
        page.get_by_role("link", name="Đăng nhập lại").click()
        page.wait_for_url("**/dang-nhap/**")
        page.wait_for_timeout(300)
        held = held_by_worker(page)
        machine.sign_in(officer)
        page = machine.open(address_of(report))
        wait_until_sent(page)

        assert said.startswith("Cần đăng nhập lại. Ô đang nhập vẫn còn ở máy này.")
        assert [name for name in held if name.startswith("thidua-pages-")] == []
        assert kept(report) == {"outreach_sessions": "12"}

    def test_a_page_kept_since_before_the_last_sign_in_still_sends(self, machine, report):
        page = open_once(machine, report)
        machine.context.clear_cookies(name="csrftoken")
        machine.context.add_cookies([{"name": "csrftoken", "value": "a" * 32, "url": machine.url}])
        type_into(page, report, outreach_sessions="12")
        wait_until_sent(page)

        assert kept(report) == {"outreach_sessions": "12"}

    def test_signing_out_sends_what_waits_and_leaves_nothing(self, machine, report):
        page = open_once(machine, report)
        machine.connect(online=False)
        type_into(page, report, outreach_sessions="12")
        machine.connect()
        sign_out(page)
        page.wait_for_url("**/dang-nhap/**")

        assert kept(report) == {"outreach_sessions": "12"}
        assert drafts_of(page) == {}
        assert [name for name in held_by_worker(page) if name.startswith("thidua-pages-")] == []
        machine.connect(online=False)
        page = machine.open(address_of(report))
        assert page.inner_text("h1") == "Không có mạng, trang này chưa mở được"

    def test_signing_out_asks_before_it_forgets_what_cannot_be_sent(self, machine, report):
        page = open_once(machine, report)
        type_into(page, report, outreach_sessions="abc")
        page.wait_for_timeout(300)
        sign_out(page)
        dialog = page.locator("dialog[open]")
        said = dialog.inner_text()
        dialog.get_by_role("button", name="Xem lại").click()
        still = drafts_of(page)
        sign_out(page)
        page.locator("dialog[open] [data-sign-out]").click()
        page.wait_for_url("**/dang-nhap/**")

        assert "Còn 1 ô nhập trên máy này chưa gửi được." in said
        assert list(still.values()) == ["abc"]
        assert drafts_of(page) == {}

    def test_without_a_connection_nobody_is_signed_out(self, machine, report):
        page = open_once(machine, report)
        machine.connect(online=False)
        sign_out(page)
        page.locator(".toast-line").wait_for()

        assert page.locator(".toast-line").inner_text().startswith("Chưa đăng xuất được vì mất kết nối.")
        assert held_by_worker(page) != {}


def test_axe_finds_nothing_on_what_shows_without_a_connection(machine, report, form, commune):
    section = form.editions.get().sections.last().pk
    page = open_once(machine, report)
    machine.connect(online=False)
    type_into(page, report, outreach_sessions="12", attendances="1.5")
    page.locator(f"#passage-{section}").fill("Của tôi")
    page.locator(f"#passage-{section}").blur()
    type_in(report, outreach_sessions="15")
    save_passage(report=report, section_id=section, text="Của người kia", was="", by=process_actor(commune), at=AT)
    machine.connect()
    page.locator(".entry-choice").wait_for()
    found = [faults_of(page)]
    page.set_viewport_size({"width": 390, "height": 844})
    found += [faults_of(page), page.evaluate("document.documentElement.scrollWidth")]
    page.goto(machine.url + reverse("office:offline"))
    page.locator("#kept-pages a").first.wait_for()

    assert [*found, faults_of(page)] == [[], [], 390, []]


def faults_of(page):
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(page).response["violations"]]


def sign_out(page):
    page.locator("details.account summary").click()
    page.locator("details.account").get_by_role("button", name="Đăng xuất").click()


def test_a_filed_report_is_no_longer_kept(machine, report, form, commune):
    page = open_once(machine, report)
    type_in(report, **dict.fromkeys(rows_of(report), "20"))
    file_report(report=Report.objects.get(pk=report.pk), by=process_actor(commune), at=AT)
    page.reload()
    page.wait_for_timeout(500)

    assert [paths for name, paths in held_by_worker(page).items() if name.startswith("thidua-pages-")] in ([], [[]])


class TestBadWires:
    @pytest.fixture
    def wire(self, live_server):
        wire = Wire(live_server.url)
        yield wire
        wire.close()

    @pytest.fixture
    def machine(self, chromium, wire, officer, tmp_path):
        pc = Machine(chromium, wire, tmp_path / "profile")
        pc.sign_in(officer)
        yield pc
        pc.turn_off()
        assert pc.faults == []

    @pytest.mark.parametrize("state", ["cut", "silent"])
    def test_where_the_server_does_not_answer_the_report_opens_and_is_sent_later(self, machine, report, wire, state):
        open_once(machine, report)
        wire.set(state)

        page = machine.open(address_of(report))
        type_into(page, report, outreach_sessions="12")
        page.wait_for_timeout(500)
        before = kept(report)
        wire.set("open")
        wait_until_sent(page)

        assert (before, kept(report)) == ({}, {"outreach_sessions": "12"})

    def test_an_answer_that_is_lost_on_the_way_does_no_harm(self, machine, report):
        page = open_once(machine, report)
        page.route("**/o/", lambda route: (route.fetch(), route.abort()), times=1)
        type_into(page, report, outreach_sessions="12")
        page.wait_for_function("() => document.querySelector('#saved').innerText.includes('mất kết nối')")
        before = kept(report)
        wait_until_sent(page)

        assert (before, kept(report)) == ({"outreach_sessions": "12"}, {"outreach_sessions": "12"})
        assert page.locator(".entry-finding button").count() == 0


@pytest.fixture
def site_under_tls(tmp_path):
    certificate, key = server_certificate(tmp_path / "tls", "localhost", at=clock.now())
    site = TlsSite(certificate, key)
    public = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    told = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    site.pin = base64.b64encode(hashlib.sha256(told).digest()).decode()
    yield site
    site.close()


def test_under_tls_too(chromium, site_under_tls, officer, report, tmp_path):
    pin = f"--ignore-certificate-errors-spki-list={site_under_tls.pin}"
    machine = Machine(chromium, site_under_tls, tmp_path / "profile", pin)
    machine.sign_in(officer)
    open_once(machine, report)
    machine.connect(online=False)
    page = machine.open(address_of(report))
    type_into(page, report, outreach_sessions="12")
    machine.connect()
    wait_until_sent(page)
    scheme = page.evaluate("location.protocol")
    machine.turn_off()

    assert (scheme, kept(report), machine.faults) == ("https:", {"outreach_sessions": "12"}, [])


def test_a_new_version_of_the_software_fetches_what_is_kept_anew(machine, report, monkeypatch):
    page = open_once(machine, report)
    before = held_by_worker(page)
    monkeypatch.setattr("thidua.office.offline.views.version", lambda: "new")
    page.reload()
    after = before
    for _attempt in range(150):
        page.wait_for_timeout(100)
        after = held_by_worker(page)
        if len(after) == len(before) and not after.keys() & before.keys():
            break
    machine.connect(online=False)
    page = machine.open(address_of(report))

    assert {name.split("-")[2] for name in after} == {"new"}
    assert [len(held) for held in (before, after)] == [2, 2]
    assert page.inner_text("h1") == "Xã Vũ Thư, tháng 10/2026"
