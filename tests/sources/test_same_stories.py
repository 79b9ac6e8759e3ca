"""Texts that tell one story are found among all those in scope, on every database."""

import pytest
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_actor

from thidua.organisations.models import Unit
from thidua.sources.commands import add_document, mark_text, mark_unmarked_texts
from thidua.sources.models import Document, TextMark
from thidua.sources.queries import same_stories

pytestmark = pytest.mark.django_db
STORY = """Sơn Bình tổng kết phong trào

Ngày 12/11/2019, tỉnh Sơn Bình tổ chức hội nghị tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc. Dự hội nghị có
đại diện các ban, ngành và đông đảo điển hình tiên tiến ở cơ sở. Các tổ hòa giải đã hòa giải thành 2.822 vụ mâu thuẫn
ngay tại thôn xóm, toàn tỉnh xây dựng được 2.087 mô hình tự quản, tổ chức 1.623 buổi tuyên truyền cho nhân dân.
Tại hội nghị, 12 tập thể và 34 cá nhân được tặng Bằng khen của Ủy ban nhân dân tỉnh."""
OTHER_PAPER = """Gần ba nghìn vụ được hòa giải

Báo cáo trình bày sáng 12/11 ở Sơn Bình cho biết: sau năm năm, bà con các thôn đã tự thu xếp ổn thỏa 2.822 vụ việc nhỏ;
người dân lập ra 2.087 mô hình, dự 1.623 buổi nói chuyện. Lãnh đạo tỉnh khen 12 tập thể cùng 34 cá nhân."""


@pytest.fixture
def province():
    return make_unit("Sơn Bình")


def bring(unit, text, noise=()):
    by = make_actor(unit=unit, full_name=f"Cán bộ {Document.objects.count()}")
    document = add_document(unit=unit, text=text, title=text[:40], noise=noise, by=by, at=AT)
    mark_text(document=document)
    return document


def found(document):
    return [each.document for each in same_stories(document, within=Unit.objects.all())]


@pytest.mark.parametrize(
    "copy",
    [
        STORY.replace("2.822", "2.823").replace("đông đảo", "nhiều"),
        STORY.split("\n\n", 1)[1],
        STORY.replace("Dự hội nghị có", "Tham dự").upper(),
        OTHER_PAPER,
    ],
    ids=["edited", "without its headline", "in capitals", "in other words"],
)
def test_a_copy_and_another_papers_story_are_found(province, copy):
    first, second = bring(province, STORY), bring(province, copy)

    assert (found(second), found(first)) == ([first], [second])


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("2.822", "3.105").replace("2.087", "2.316").replace("1.623", "1.711").replace("12", "17")
        .replace("34", "51"),
        "Công an xã tổ chức tuyên truyền cho 2.822 lượt người, giữ bình yên ở 14 thôn; bà con góp 250 triệu đồng.",
    ],
    ids=["the same template in another year", "one number in common"],
)  # fmt: skip
def test_other_stories_are_not_found(province, other):
    bring(province, STORY)

    assert found(bring(province, other)) == []


def test_what_stands_around_two_stories_makes_them_not_alike(province):
    counted = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám")
    menu = " ".join(f"chuyên mục số {word} của cổng thông tin" for word in counted)
    one, other = f"Tin ngắn về chợ quê ngày Tết.\n{menu}", f"Lịch cắt điện ở các xã.\n{menu}"
    bring(province, one, noise=[(one.index("\n"), len(one))])

    assert found(bring(province, other, noise=[(other.index("\n"), len(other))])) == []


def test_only_texts_of_units_in_scope_are_compared(province):
    commune = make_commune("Vũ Hòa", under=province)
    bring(make_unit("Ngoại Vi"), STORY)
    inside = bring(commune, STORY)
    document = bring(province, STORY.replace("2.822", "2.823"))

    within = Unit.objects.filter(pk__in=[province.pk, commune.pk])
    assert [each.document for each in same_stories(document, within=within)] == [inside]


def test_marking_again_changes_nothing(province):
    document = bring(province, STORY)
    before = sorted(TextMark.objects.values_list("key", flat=True))
    mark_text(document=document)

    assert sorted(TextMark.objects.values_list("key", flat=True)) == before
    assert 0 < len(before) <= 40


def test_finding_takes_as_many_queries_for_many_texts_as_for_few(province, django_assert_num_queries):
    for number in range(6):
        bring(province, STORY.replace("2.822", f"2.82{number}"))
    document = bring(province, STORY.replace("34", "35"))

    with django_assert_num_queries(5):
        found(document)


def test_texts_from_before_texts_were_marked_are_marked_once(province):
    document = bring(province, STORY)
    before = sorted(TextMark.objects.values_list("key", flat=True))
    TextMark.objects.all().delete()

    assert (mark_unmarked_texts(), mark_unmarked_texts()) == (1, 0)
    assert sorted(TextMark.objects.filter(document=document).values_list("key", flat=True)) == before
