"""Sure facts confirmed by paragraph, as an officer meets them, with and without scripts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW, fact_of

from thidua.core.actors import Role
from thidua.intake.choices import FactState
from thidua.intake.commands import accept_checked, answer_finding, bring_in, correct_fact, reject_fact
from thidua.intake.models import ProposedFact
from thidua.intake.rules.answers import offered
from thidua.reading.confidence import SURE
from thidua.reports.models import Figure
from thidua.sources.models import Document

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}
THREE = "Năm 2019, toàn tỉnh hòa giải thành 2.822 vụ, duy trì 2.087 mô hình và tổ chức 1.600 buổi tuyên truyền."
TEXT = f"{REVIEW}\n{THREE}\n"


@pytest.fixture
def province():
    make_indicator()
    return make_unit("Sơn Bình")


@pytest.fixture
def document(province):
    return read_in(province)


@pytest.fixture
def officer_client(client, province):
    client.force_login(make_user(unit=province, full_name="Trần Thu Hà"))
    return client


def read_in(unit, text=TEXT):
    return bring_in(unit=unit, content=text.encode(), keep_file=False, by=process_actor(unit), at=AT).document


def page_of(document, query=""):
    return reverse("office:document", args=[document.uid]) + query


def paragraph(document):
    """The three figures that stand in one paragraph."""
    start = document.text.index(THREE)
    return list(document.facts.filter(kind="figure", start__gte=start).order_by("number"))


def form_of(facts, ticked=None):
    words = [f"{fact.uid}.{fact.version}" for fact in facts]
    return {"shown": " ".join(words), "fact": words if ticked is None else words[:ticked]}


def url(name, document):
    return reverse(f"office:{name}", args=[document.uid])


def undo_in(page):
    return re.search(r'action="([^"]*thoi-nhan-cung[^"]*)"', page)[1].replace("&amp;", "&")


def test_the_page_opens_at_the_first_doubtful_fact_and_lists_the_sure_ones_by_paragraph(officer_client, document):
    shown = officer_client.get(page_of(document)).context

    first = document.facts.get(number=shown["card"].row.number)
    entries = shown["entries"]
    assert first.confidence_percent < 100 * SURE
    assert [len(entry.rows) for entry in entries if entry.wanted.together] == [3]
    places = [(entry.rows[0].is_sure, entry.rows[0].number) for entry in entries]
    assert places == sorted(places)


def test_a_paragraph_is_shown_with_its_sure_facts_ticked_and_marked_in_the_text(officer_client, document):
    facts = paragraph(document)

    page = officer_client.get(page_of(document, f"?doan={facts[1].number}")).content.decode()

    assert [f'value="{fact.uid}.{fact.version}" checked' in page for fact in facts] == [True] * 3
    assert "3 dữ kiện chắc trong đoạn này" in page
    assert '<p class="is-together">' in page
    assert ProposedFact.objects.filter(state=FactState.ACCEPTED).count() == 0


def test_each_row_says_what_it_would_be_and_why_it_was_read(officer_client, document):
    rows = officer_client.get(page_of(document, f"?doan={paragraph(document)[0].number}")).context["together"].rows

    assert rows[0].in_short == "Vụ hòa giải thành · Tỉnh Sơn Bình · 2019"
    assert rows[0].reason == "số đứng ngay trước từ chỉ đơn vị đếm “vụ”."


def test_one_act_accepts_the_paragraph_and_one_undo_takes_it_back(officer_client, document):
    facts = paragraph(document)

    page = officer_client.post(url("facts_accept", document), form_of(facts), **HTMX).content.decode()
    accepted = Figure.objects.in_force().count()
    after = officer_client.post(undo_in(page), **HTMX).content.decode()

    assert accepted == 3
    assert "Đã nhận 3 dữ kiện." in page
    assert Figure.objects.in_force().count() == 0
    assert "Đã hoàn tác, 3 dữ kiện chờ xem lại." in after
    assert "3 dữ kiện chắc trong đoạn này" in after


def test_an_unticked_fact_is_shown_alone_at_once(officer_client, document):
    facts = paragraph(document)

    response = officer_client.post(url("facts_accept", document), form_of(facts, ticked=2), **HTMX)

    page = response.content.decode()
    assert "Đã nhận 2 dữ kiện. 1 dữ kiện để xem riêng." in page
    assert response["HX-Replace-Url"] == page_of(document, f"?fact={facts[2].number}")
    assert "Đã bỏ chọn khi nhận cả đoạn, nên xem riêng." in page


def test_a_paragraph_with_nothing_ticked_is_set_aside_whole(officer_client, document):
    facts = paragraph(document)

    page = officer_client.post(url("facts_accept", document), form_of(facts, ticked=0), **HTMX).content.decode()

    assert "3 dữ kiện để xem riêng." in page
    assert ProposedFact.objects.filter(document=document, set_aside_at__isnull=False).count() == 3
    assert not Figure.objects.exists()


def test_a_double_click_accepts_once(officer_client, document):
    form = form_of(paragraph(document))

    statuses = [officer_client.post(url("facts_accept", document), form, **HTMX).status_code for _click in range(2)]

    assert (statuses, Figure.objects.count()) == ([200, 200], 3)


def test_a_paragraph_that_changed_meanwhile_is_shown_anew_and_nothing_is_accepted(officer_client, document, province):
    facts = paragraph(document)
    form = form_of(facts)
    correct_fact(fact=facts[0], version=1, changes={"value": 2832}, by=process_actor(province), at=AT)

    page = officer_client.post(url("facts_accept", document), form, **HTMX).content.decode()

    assert "Có người vừa sửa dữ kiện này" in page
    assert "2.832" in page
    assert not Figure.objects.exists()


def test_all_sure_facts_are_shown_with_their_count_before_they_are_accepted(officer_client, document):
    sure = [fact for fact in document.facts.all() if fact.confidence_percent >= 100 * SURE]
    doubtful = {pk for finding in document.findings.all() for pk in finding.in_question}
    sure = [fact for fact in sure if fact.pk not in doubtful]

    shown = officer_client.get(page_of(document, "?doan=tat-ca"))
    officer_client.post(url("facts_accept", document), form_of(sure), **HTMX)

    assert list(shown.context["together"].numbers) == [fact.number for fact in sure]
    assert f"Nhận cả {len(sure)}" in shown.content.decode()
    assert set(ProposedFact.objects.filter(state=FactState.ACCEPTED)) == set(sure)


def test_no_fact_in_question_is_offered_together(officer_client, document):
    doubtful = {pk for finding in document.findings.all() for pk in finding.in_question}
    ProposedFact.objects.filter(document=document).update(confidence_percent=99)

    numbers = officer_client.get(page_of(document, "?doan=tat-ca")).context["together"].numbers

    assert doubtful
    assert set(numbers) == set(document.facts.exclude(pk__in=doubtful).values_list("number", flat=True))


def test_a_fact_left_out_of_a_paragraph_leaves_the_rest_of_it_on_the_page(officer_client, document):
    facts = paragraph(document)
    rejected = reverse("office:fact_reject", args=[document.uid, facts[0].number])

    response = officer_client.post(rejected, {"version": 1}, **HTMX)

    assert response["HX-Replace-Url"] == page_of(document, f"?doan={facts[1].number}")


def test_without_scripts_the_paragraph_is_confirmed_by_its_button(officer_client, document):
    facts = paragraph(document)

    response = officer_client.post(url("facts_accept", document), form_of(facts), follow=True)

    assert (response.status_code, Figure.objects.count()) == (200, 3)
    assert "Đã nhận 3 dữ kiện." in response.content.decode()


def test_an_answer_that_settles_a_fact_leads_on_from_it(officer_client, document):
    total = fact_of(document, "award", "90 tập thể")
    finding = document.findings.get(kind="sum")
    answer = reverse("office:finding_answer", args=[document.uid, finding.uid])

    stays = officer_client.post(answer, {"answer": "later", "current": total.number}, **HTMX)
    leads_on = officer_client.post(answer, {"answer": "different_scope", "current": total.number}, **HTMX)

    assert stays["HX-Replace-Url"] == page_of(document, f"?fact={total.number}")
    assert leads_on["HX-Replace-Url"] != page_of(document, f"?fact={total.number}")


@pytest.mark.parametrize("words", ["", "²", "x.1", "00000000-0000-0000-0000-000000000000.1", "." * 300])
def test_words_that_no_page_wrote_accept_nothing(officer_client, document, words):
    response = officer_client.post(url("facts_accept", document), {"fact": [words], "shown": words}, **HTMX)

    assert response.status_code in {200, 409}
    assert not Figure.objects.exists()


@pytest.mark.parametrize("instant", ["", "hôm qua", "2026-13-45T99:99", "2026-11-26T01:00:00"])
def test_an_undo_of_nothing_says_what_to_do(officer_client, document, instant):
    response = officer_client.post(url("facts_take_back", document) + f"?luc={instant}", **HTMX)

    assert (response.status_code, "Mở thẻ Đã nhận" in response.content.decode()) == (409, True)


def finish(document, by):
    """Decide on everything in the document."""
    for finding in document.findings.all():
        answer_finding(finding=finding, answer=offered(finding.kind)[0], by=by, at=AT)
    accept_checked(document=document, by=by, at=AT)
    for fact in document.facts.filter(state=FactState.WAITING):
        reject_fact(fact=fact, version=fact.version, by=by, at=AT)


def test_a_document_gone_through_is_locked_and_left_for_the_next_with_one_act(officer_client, document, province):
    other = read_in(province, THREE)
    finish(document, process_actor(province))
    page = officer_client.get(page_of(document)).content.decode()

    response = officer_client.post(url("document_lock", document), {"next": "1"}, follow=True)

    document.refresh_from_db()
    assert "Khóa, sang bài sau" in page
    assert response.redirect_chain == [(page_of(other), 302)]
    assert document.locked_at is not None
    assert url("document_unlock", document) in response.content.decode()


def test_from_the_last_document_one_comes_back_to_the_list(officer_client, document, province):
    finish(document, process_actor(province))

    response = officer_client.get(url("document_next", document))

    assert response.url == reverse("office:documents")


def test_the_next_document_is_the_next_of_the_list_and_then_the_first(officer_client, province):
    texts = [read_in(province, f"{THREE} Bài {number}.") for number in range(3)]
    oldest, middle, newest = texts

    leads = {each.pk: officer_client.get(url("document_next", each)).url for each in texts}

    assert leads == {newest.pk: page_of(middle), middle.pk: page_of(oldest), oldest.pk: page_of(newest)}


def test_a_foreign_document_takes_none_of_these_acts(client, document):
    client.force_login(make_user(unit=make_unit("Ngoại Vi")))
    form = form_of(paragraph(document))

    answers = [
        client.post(url("facts_accept", document), form).status_code,
        client.post(url("facts_take_back", document) + "?luc=2026-11-26T01:00:00%2B00:00").status_code,
        client.post(url("document_lock", document), {"next": "1"}).status_code,
        client.get(url("document_next", document)).status_code,
    ]

    assert answers == [404] * 4


def test_those_who_do_not_read_documents_accept_nothing(client, document, province):
    client.force_login(make_user(Role.LEADER, unit=province))

    assert client.post(url("facts_accept", document), form_of(paragraph(document))).status_code == 403


def test_the_list_leads_to_its_first_text_that_waits(officer_client, document, province):
    other = read_in(province, THREE)
    finish(other, process_actor(province))

    assert officer_client.get(reverse("office:documents")).context["first"] == document


def test_a_page_at_many_sure_facts_needs_no_more_queries_than_at_few(officer_client, province):
    few, many = read_in(province), read_in(province, TEXT + THREE.replace("2.822", "3.117") * 10)
    counts = []
    for document in (few, many):
        with CaptureQueriesContext(connection) as queries:
            officer_client.get(page_of(document, "?doan=tat-ca"))
        counts.append(len(queries))

    assert Document.objects.get(pk=many.pk).facts.count() > few.facts.count() + 20
    assert counts[1] <= counts[0]
