"""What contradicts stands side by side: both sentences with who accepted, both stories with their numbers."""

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import TODAY, make_user, process_actor
from tests.factories.registry import make_indicator
from tests.intake.articles import REVIEW, fact_of

from thidua.intake.choices import Answer
from thidua.intake.commands import accept_checked, accept_fact, answer_finding, bring_in
from thidua.intake.models import ProposedFact
from thidua.office.intake.side_by_side import Viewer, comparison_of
from thidua.sources.models import Citation

pytestmark = pytest.mark.django_db
OTHER = REVIEW.replace("Các tổ hòa giải đã hòa giải thành 2.822 vụ", "Năm năm qua, các tổ đã hòa giải thành 2.900 vụ")


@pytest.fixture
def province():
    make_indicator()
    return make_unit("Sơn Bình")


@pytest.fixture
def by(province):
    return process_actor(province)


@pytest.fixture
def document(province, by):
    made = bring_in(unit=province, content=REVIEW.encode(), publisher="Báo Sơn Bình", keep_file=False, by=by, at=AT)
    accept_checked(document=made.document, by=by, at=AT)
    return made.document


@pytest.fixture
def other(document, province, by):
    return bring_in(unit=province, content=OTHER.encode(), title="Báo khác", keep_file=False, by=by, at=AT).document


def compared(other, kind, by):
    finding = other.findings.get(kind=kind)
    return comparison_of(finding, other, list(ProposedFact.objects.filter(document=other)), Viewer(by, TODAY))


def test_two_numbers_show_both_sentences_their_places_and_who_accepted(document, other, by):
    ours, theirs = compared(other, "contradiction", by).sides

    assert (
        f"{ours.before}{ours.quote}{ours.after}"
        == "Năm năm qua, các tổ đã hòa giải thành 2.900 vụ mâu thuẫn trong nhân dân."
    )
    assert (theirs.quote, theirs.title, theirs.source, theirs.who) == (
        "2.822 vụ", document.title, "Báo Sơn Bình", by.label,
    )  # fmt: skip
    place = fact_of(document, "figure", "2.822").start
    assert theirs.url == reverse("office:document", args=[document.uid]) + f"?o={place}"


def test_two_stories_show_the_numbers_in_which_they_differ(document, other, by):
    shown = compared(other, "duplicate", by)

    assert [(row.what, row.ours, row.theirs) for row in shown.rows] == [
        ("vụ mâu thuẫn trong nhân dân", "2.900", "2.822")
    ]
    assert [side.title for side in shown.sides] == ["Báo khác", document.title]
    assert "đã nhận ở bài kia" in shown.shared


def test_a_text_of_a_unit_that_the_viewer_does_not_see_is_not_shown(document, other, province):
    commune = make_commune("Vũ Hòa", under=province)

    assert compared(other, "contradiction", process_actor(commune)) is None
    assert compared(other, "duplicate", process_actor(commune)) is None


def test_the_page_shows_both_and_counts_once_with_one_press(client, document, other, province):
    client.force_login(make_user(unit=province, full_name="Trần Thu Hà"))
    page = client.get(reverse("office:document", args=[other.uid])).content.decode()
    finding = other.findings.get(kind="duplicate")
    url = reverse("office:finding_answer", args=[other.uid, finding.uid])

    done = client.post(url, {"answer": "same_story", "current": "1"}, headers={"HX-Request": "true"}).content.decode()

    assert "Số khác nhau" in page
    assert "Cùng một bài: chỉ tính một lần" in page
    assert reverse("office:finding_undo", args=[other.uid, finding.uid]) in done


def test_a_fact_that_another_text_gave_says_so_and_the_source_names_both(client, document, other, province, by):
    client.force_login(make_user(unit=province, full_name="Trần Thu Hà"))
    answer_finding(finding=other.findings.get(kind="duplicate"), answer=Answer.SAME_STORY, by=by, at=AT)
    fact = fact_of(other, "figure", "1.600")
    accept_fact(fact=fact, version=fact.version, by=by, at=AT)
    first = Citation.objects.get(document=document, start=fact_of(document, "figure", "1.600").start)

    card = client.get(reverse("office:document", args=[other.uid]) + f"?fact={fact.number}").content.decode()
    source = client.get(reverse("office:source", args=[first.uid, 1])).content.decode()

    assert "chỉ thêm nguồn, không tính hai lần" in card
    assert "Cũng theo" in source
    assert "Báo khác" in source
