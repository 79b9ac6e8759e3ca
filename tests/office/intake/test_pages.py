"""The reading pages as an officer meets them, with and without scripts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW, fact_of

from thidua.core.actors import Role
from thidua.intake.choices import FactState
from thidua.intake.commands import bring_in, correct_fact
from thidua.intake.models import ProposedFact
from thidua.reports.models import Figure
from thidua.sources.models import Document

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def province():
    make_indicator()
    return make_unit("Sơn Bình")


@pytest.fixture
def officer_client(client, province):
    client.force_login(make_user(unit=province, full_name="Trần Thu Hà"))
    return client


@pytest.fixture
def document(province):
    return read_in(province)


def read_in(unit, text=REVIEW):
    return bring_in(unit=unit, content=text.encode(), file_name="bai.txt", by=process_actor(unit), at=AT).document


def page_of(document):
    return reverse("office:document", args=[document.uid])


def act_url(name, fact):
    return reverse(f"office:{name}", args=[fact.document.uid, fact.number])


def test_the_first_visit_says_what_to_do(officer_client):
    page = officer_client.get(reverse("office:documents")).content.decode()

    assert "Chưa có bài nào để đọc" in page
    assert reverse("office:new_document") in page


def test_the_list_says_how_far_each_text_is_gone_through(officer_client, document):
    page = officer_client.get(reverse("office:documents")).content.decode()

    assert "1 bài còn dữ kiện chờ xem" in page
    assert document.title in page
    assert f"Đã nhận 0, chờ {document.facts.count()}" in page
    assert "2 chỗ cần xem" in page


@pytest.mark.parametrize(("query", "shown"), [("?q=tong+ket", True), ("?q=zzz", False), ("?tinh_trang=locked", False)])
def test_the_list_is_searched_without_marks_and_by_state(officer_client, document, query, shown):
    page = officer_client.get(reverse("office:documents") + query).content.decode()

    assert (page_of(document) in page) is shown


def test_the_list_needs_as_many_queries_for_three_texts_as_for_one(officer_client, province):
    read_in(province)
    officer_client.get(reverse("office:documents"))  # the scope is kept from here on
    with CaptureQueriesContext(connection) as one:
        officer_client.get(reverse("office:documents"))
    for number in range(2):
        read_in(province, REVIEW + f"Bài thứ {number}.")

    with CaptureQueriesContext(connection) as three:
        officer_client.get(reverse("office:documents"))

    assert len(three) == len(one)


def test_a_page_with_many_facts_needs_no_more_queries_than_one_with_few(officer_client, province):
    few = read_in(province)
    many = read_in(province, REVIEW + "\n".join(f"Xã thứ {n} có {n + 20} mô hình tự quản." for n in range(40)))
    with CaptureQueriesContext(connection) as of_few:
        officer_client.get(page_of(few))

    with CaptureQueriesContext(connection) as of_many:
        officer_client.get(page_of(many))

    assert many.facts.count() > few.facts.count() + 30
    assert len(of_many) <= len(of_few)
    assert len(of_few) < 60


def test_the_text_is_shown_whole_with_every_fact_marked_where_it_stands(officer_client, document):
    page = officer_client.get(page_of(document)).content.decode()

    for fact in document.facts.exclude(kind="direction"):
        assert f"<sup>{fact.number}</sup>" in page
    assert 'class="mark mark--award is-waiting is-failed"' in page
    assert "Bài nêu tên 1 người giữ chức vụ công" in page


@pytest.mark.parametrize("query", ["fact", "o"])
def test_a_fact_is_opened_by_number_or_by_its_place_in_the_text(officer_client, document, query):
    fact = fact_of(document, "figure", "2.822")
    asked = fact.number if query == "fact" else fact.start + 1

    shown = officer_client.get(f"{page_of(document)}?{query}={asked}").context["card"]

    assert (shown.row.number, shown.figure) == (fact.number, "2.822")
    assert ("Chỉ tiêu", "Vụ hòa giải thành") in [(str(label), line) for label, line in shown.lines]


@pytest.mark.parametrize("typed", ["²", "9" * 5000, "9" * 25, "-1", "hai"])
def test_an_address_that_names_no_fact_opens_the_text_all_the_same(officer_client, document, typed):
    for name in ("fact", "o"):
        assert officer_client.get(page_of(document), {name: typed}).status_code == 200


def test_a_version_that_no_page_wrote_accepts_nothing(officer_client, document):
    fact = fact_of(document, "figure")

    response = officer_client.post(act_url("fact_accept", fact), {"version": "²"}, **HTMX)

    assert response.status_code == 200
    assert ProposedFact.objects.get(pk=fact.pk).state == FactState.WAITING


def test_accepting_writes_the_figure_and_goes_on_with_an_undo(officer_client, document):
    fact = fact_of(document, "figure", "2.822")

    response = officer_client.post(act_url("fact_accept", fact), {"version": fact.version}, **HTMX)

    page = response.content.decode()
    assert Figure.objects.get().value == 2822
    assert "Đã nhận 1/" in page
    assert act_url("fact_take_back", fact) in page
    assert response["HX-Replace-Url"] == f"{page_of(document)}?fact={fact.number + 1}"


def test_without_scripts_the_same_button_comes_back_to_the_page_with_the_undo(officer_client, document):
    fact = fact_of(document, "figure", "2.822")

    response = officer_client.post(act_url("fact_accept", fact), {"version": fact.version}, follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(f"{page_of(document)}?fact={fact.number + 1}", 302)]
    assert act_url("fact_take_back", fact) in page


def test_an_accepted_fact_says_who_accepted_it_and_where_it_stands(officer_client, document):
    fact = fact_of(document, "person")
    officer_client.post(act_url("fact_accept", fact), {"version": fact.version}, **HTMX)

    page = officer_client.get(f"{page_of(document)}?fact={fact.number}").content.decode()

    assert "Trần Thu Hà nhận lúc" in page
    assert "Đã ghi vào" in page


def test_every_act_can_be_undone_from_its_toast(officer_client, document):
    fact = fact_of(document, "figure", "2.822")

    for act, undo, state in (
        ("fact_accept", "fact_take_back", FactState.ACCEPTED),
        ("fact_reject", "fact_reopen", FactState.REJECTED),
    ):
        current = ProposedFact.objects.get(pk=fact.pk)
        officer_client.post(act_url(act, fact), {"version": current.version}, **HTMX)
        after = ProposedFact.objects.get(pk=fact.pk).state
        officer_client.post(act_url(undo, fact), **HTMX)
        assert (after, ProposedFact.objects.get(pk=fact.pk).state) == (state, FactState.WAITING)


def test_taking_back_can_itself_be_undone(officer_client, document):
    fact = fact_of(document, "figure", "2.822")
    officer_client.post(act_url("fact_accept", fact), {"version": fact.version}, **HTMX)

    page = officer_client.post(act_url("fact_take_back", fact), **HTMX).content.decode()
    undo = f"{act_url('fact_accept', fact)}?version=3"

    assert undo in page
    officer_client.post(undo, **HTMX)
    assert Figure.objects.in_force().count() == 1


def test_a_fact_that_changed_meanwhile_is_shown_anew_and_not_accepted(officer_client, document, province):
    fact = fact_of(document, "figure", "2.822")
    correct_fact(fact=fact, version=1, changes={"value": 2832}, by=process_actor(province), at=AT)

    page = officer_client.post(act_url("fact_accept", fact), {"version": 1}, **HTMX).content.decode()

    assert "Có người vừa sửa dữ kiện này" in page
    assert "2.832" in page
    assert not Figure.objects.exists()


def test_a_second_person_gets_a_sentence_in_a_toast(officer_client, document, province, client):
    fact = fact_of(document, "figure", "2.822")
    officer_client.post(act_url("fact_accept", fact), {"version": 1}, **HTMX)
    client.force_login(make_user(unit=province, full_name="Lê Văn Nam"))

    response = client.post(act_url("fact_accept", fact), {"version": 1}, **HTMX)

    assert (response.status_code, "Trần Thu Hà đã nhận dữ kiện này lúc" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("kind", ["event", "figure", "award", "person"])
def test_each_kind_has_its_form_and_saving_it_unchanged_changes_nothing(officer_client, document, kind):
    fact = fact_of(document, kind)
    form = officer_client.get(act_url("fact_correct", fact), **HTMX).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in typed.items() if value is not None}
    if kind == "event":
        typed["date"] = form["date"].value().strftime("%d/%m/%Y")

    response = officer_client.post(act_url("fact_correct", fact), typed, **HTMX)

    kept = ProposedFact.objects.get(pk=fact.pk)
    added = {name for name in kept.value if name not in fact.value}
    assert response.status_code == 200
    assert {name: kept.value.get(name) for name in fact.value if name != "recipients"} == {
        name: value for name, value in fact.value.items() if name != "recipients"
    }
    assert added <= {"indicator", "registry_unit"}


def test_a_number_is_corrected_as_it_is_written_and_the_old_one_is_kept(officer_client, document, province):
    fact = fact_of(document, "figure", "2.822")
    typed = {
        "version": 1, "value": "2.832", "qualifier": "at_least", "unit": "vụ", "indicator": "mediations",
        "registry_unit": str(province.uid), "status": "achieved", "first_year": "2014", "last_year": "2019",
    }  # fmt: skip

    page = officer_client.post(act_url("fact_correct", fact), typed, **HTMX).content.decode()

    kept = ProposedFact.objects.get(pk=fact.pk)
    assert (kept.value["value"], kept.value["qualifier"], kept.read_value["value"]) == (2832, "at_least", 2822)
    assert "trên 2.832" in page
    assert act_url("fact_undo_correction", fact) in page


def test_a_form_with_a_mistake_stays_as_it_was_typed(officer_client, document):
    fact = fact_of(document, "figure", "2.822")

    page = officer_client.post(
        act_url("fact_correct", fact), {"version": 1, "value": "hai nghìn", "measure": "vụ việc đã gõ"}, **HTMX
    ).content.decode()

    assert "Ghi số như 1.600 hoặc 64,2." in page
    assert "vụ việc đã gõ" in page


def test_a_finding_is_answered_with_a_button_and_reopened_by_undo(officer_client, document):
    finding = document.findings.get(kind="sum")
    url = reverse("office:finding_answer", args=[document.uid, finding.uid])

    page = officer_client.post(url, {"answer": "different_scope", "current": "1"}, **HTMX).content.decode()
    officer_client.post(reverse("office:finding_undo", args=[document.uid, finding.uid]), **HTMX)

    assert "1 chỗ cần anh, chị xem" in page
    finding.refresh_from_db()
    assert finding.answer == ""


def test_several_files_come_in_at_once(officer_client):
    files = [SimpleUploadedFile(f"{n}.txt", f"{REVIEW} Bản {n}.".encode()) for n in range(3)]

    response = officer_client.post(reverse("office:new_document"), {"attached": files})

    assert (response.status_code, Document.objects.count()) == (302, 3)


def test_one_pasted_text_opens_at_once_with_what_was_said_of_it(officer_client):
    typed = {"text": REVIEW, "title": "Tin tổng kết", "publisher": "Báo Sơn Bình", "published": "13/11/2019"}

    response = officer_client.post(reverse("office:new_document"), typed)

    document = Document.objects.get()
    assert response.url == page_of(document)
    assert (document.title, document.publisher, document.published, document.file) == (
        "Tin tổng kết", "Báo Sơn Bình", "2019-11-13", None,
    )  # fmt: skip


def test_what_cannot_be_read_is_named_with_the_reason_and_nothing_typed_is_lost(officer_client):
    typed = {
        "attached": [SimpleUploadedFile("anh.txt", b"\x89PNG\r\n\x1a\n0000")],
        "text": REVIEW,
        "publisher": "Báo Xa",
    }

    response = officer_client.post(reverse("office:new_document"), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "anh.txt" in page
    assert "Tệp là ảnh" in page
    assert "Đại tá Lê Văn Mẫu" in page
    assert "Báo Xa" in page
    assert Document.objects.count() == 1


def test_a_text_that_is_there_already_leads_to_it(officer_client, document):
    page = officer_client.post(reverse("office:new_document"), {"text": REVIEW}).content.decode()

    assert "Bài này đã có" in page
    assert page_of(document) in page


def test_an_empty_form_asks_for_something_to_read(officer_client):
    response = officer_client.post(reverse("office:new_document"), {"text": "  "})

    assert (response.status_code, "Chưa có gì để đọc" in response.content.decode()) == (422, True)


def test_the_original_is_sent_as_a_file_and_never_as_a_page(officer_client, document):
    response = officer_client.get(reverse("office:document_original", args=[document.uid]))

    assert b"".join(response.streaming_content) == REVIEW.encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


def test_words_of_a_text_are_never_taken_for_tags(officer_client, province):
    document = read_in(province, REVIEW + "\n<script>alert(1)</script> có 5 mô hình <b>mới</b>.")

    page = officer_client.get(page_of(document)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def urls_of(document):
    fact, finding = document.facts.first(), document.findings.first()
    return {
        "get": [
            page_of(document),
            reverse("office:document_original", args=[document.uid]),
            act_url("fact_correct", fact),
        ],
        "post": [
            *(act_url(name, fact) for name in (
                "fact_accept", "fact_reject", "fact_take_back", "fact_reopen", "fact_correct", "fact_undo_correction",
            )),
            *(reverse(f"office:{name}", args=[document.uid]) for name in (
                "document_read_again", "document_lock", "document_unlock",
            )),
            *(reverse(f"office:{name}", args=[document.uid, finding.uid]) for name in (
                "finding_answer", "finding_undo",
            )),
        ],
    }  # fmt: skip


def test_a_foreign_document_is_not_there_for_any_address(client, document):
    client.force_login(make_user(unit=make_unit("Ngoại Vi")))
    urls = urls_of(document)

    answers = [client.get(url).status_code for url in urls["get"]]
    answers += [client.post(url, {"version": 1, "answer": "later"}).status_code for url in urls["post"]]

    assert set(answers) == {404}
    assert page_of(document) not in client.get(reverse("office:documents")).content.decode()


def test_a_unit_below_does_not_see_the_document_of_the_unit_above(client, document, province):
    client.force_login(make_user(unit=make_commune(under=province)))

    assert client.get(page_of(document)).status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.COUNCIL_MEMBER])
def test_those_who_do_not_read_documents_are_told_so(client, document, province, role):
    client.force_login(make_user(role, unit=province))

    assert client.get(page_of(document)).status_code == 403
    assert client.post(urls_of(document)["post"][0]).status_code == 403


def test_a_document_gone_through_is_locked_and_opened_again(officer_client, document):
    refused = officer_client.post(reverse("office:document_lock", args=[document.uid]), **HTMX)
    for fact in document.facts.all():
        officer_client.post(act_url("fact_reject", fact), {"version": fact.version}, **HTMX)
    for finding in document.findings.all():
        url = reverse("office:finding_answer", args=[document.uid, finding.uid])
        officer_client.post(url, {"answer": "keep_as_printed"}, **HTMX)

    locked = officer_client.post(reverse("office:document_lock", args=[document.uid]), **HTMX).content.decode()

    assert (refused.status_code, "Chưa khóa được" in refused.content.decode()) == (409, True)
    assert "Mở khóa bài" in locked
    officer_client.post(reverse("office:document_unlock", args=[document.uid]), **HTMX)
    document.refresh_from_db()
    assert document.locked_at is None


def test_reading_again_says_that_decisions_were_kept(officer_client, document):
    page = officer_client.post(reverse("office:document_read_again", args=[document.uid]), follow=True).content.decode()

    assert "Những gì đã xem vẫn giữ nguyên" in page


def test_a_text_gone_through_says_what_to_do_next(officer_client, document):
    event = fact_of(document, "event")
    officer_client.post(act_url("fact_accept", event), {"version": event.version}, **HTMX)
    for fact in document.facts.exclude(pk=event.pk):
        officer_client.post(act_url("fact_reject", fact), {"version": fact.version}, **HTMX)

    page = officer_client.get(page_of(document)).content.decode()

    assert "Đã xem hết, nhận 1/1 dữ kiện" in page
    assert "Bài này đã xem xong." in page
    assert "Mở hội nghị của bài" in page
