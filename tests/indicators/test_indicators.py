"""The catalogue of indicators, its loading, and which indicator a printed number means."""

import pytest
from tests.factories.organisations import AT
from tests.factories.people import TODAY, process_actor

from thidua.core.errors import Refused
from thidua.indicators.catalogue import PUBLISHED_AGGREGATE, entries, entry
from thidua.indicators.commands import load_indicators
from thidua.indicators.models import Indicator
from thidua.indicators.queries import indicator_with, indicators
from thidua.indicators.rules import clause_of, propose

AGENCIES = (
    "tổ chức tuyên truyền cho trên 300 cơ quan, doanh nghiệp và trường học thu hút trên 10.000 lượt người tham gia; "
    "đưa gần 1.000 tin, bài tuyên truyền; tổ chức cho 100% lao động ký cam kết chấp hành pháp luật"
)
GRASSROOTS = "Tổ chức hòa giải thành 2.822 vụ mâu thuẫn; giúp đỡ, cảm hóa 280 đối tượng tù tha tái hòa nhập cộng đồng"


@pytest.mark.parametrize(
    ("unit", "context", "quote", "code"),
    [
        ("buổi", "phối hợp tuyên truyền được trên 1.600 buổi", "", "outreach_sessions"),
        ("lượt người", "tuyên truyền với hơn 74.000 lượt người tham dự", "", "attendances"),
        ("cơ quan, doanh nghiệp và trường học", AGENCIES, "300 cơ quan", "bodies_reached"),
        ("lượt người", AGENCIES, "10.000 lượt người", "attendances"),
        ("tin, bài", AGENCIES, "1.000 tin, bài", "news_items"),
        ("%", AGENCIES, "100%", "signed_undertakings"),
        ("mô hình", "duy trì hoạt động 2.087 mô hình do hội cựu chiến binh chủ trì", "", "veteran_models"),
        ("mô hình", "toàn quốc có 4.300 mô hình", "", "models"),
        ("ca", "tuần tra, canh gác trên địa bàn với 2.000 ca", "", "patrol_turns"),
        ("vụ", GRASSROOTS, "2.822 vụ", "mediations"),
        ("đối tượng", GRASSROOTS, "280 đối tượng", "reintegrated"),
        ("nghị quyết, chỉ thị, đề án, phương án", "ban hành gần 200 nghị quyết", "", "steering_documents"),
        ("tỉnh, thành phố", "63/63 tỉnh, thành phố đều xây dựng được các mô hình", "", "provinces_with_models"),
        ("trọng tâm, đột phá", "đặt ra 3 trọng tâm, đột phá", "", "focus_points"),
        ("chỉ tiêu", "4 chỉ tiêu", "", "targets_set"),
        ("nhiệm vụ giải pháp", "9 nhiệm vụ giải pháp chủ yếu", "", "tasks_set"),
        ("bài học kinh nghiệm", "rút ra 5 bài học kinh nghiệm sâu sắc", "", "lessons"),
        ("BUỔI", "TUYÊN TRUYỀN", "", "outreach_sessions"),
        ("vụ", "hoà giải thành 5 vụ", "", "mediations"),
    ],
)
def test_a_number_of_a_report_finds_its_indicator(unit, context, quote, code):
    assert propose(unit, context, quote=quote) == code


@pytest.mark.parametrize(
    ("unit", "context"),
    [
        ("vụ", "điều tra, khám phá hơn 3.600 vụ phạm pháp hình sự"),
        ("đường dây", "triệt phá 56 đường dây"),
        ("điểm", "triệt phá hơn 200 điểm phức tạp về ANTT"),
        ("%", "Tỷ lệ điều tra khám phá án trung bình hàng năm đạt 80% trở lên"),
        ("nguồn tin", "cung cấp 120 nguồn tin báo tố giác tội phạm"),
        ("đối tượng", "bắt 12 đối tượng"),
        ("đồng", "hơn 41,7 tỷ đồng"),
        ("", ""),
    ],
)
def test_crime_and_what_nobody_reports_finds_none(unit, context):
    assert propose(unit, context) is None


def test_the_clause_that_holds_the_quote_decides():
    assert clause_of(GRASSROOTS, "280 đối tượng").startswith(" giúp đỡ")
    assert clause_of(GRASSROOTS, "không có") == GRASSROOTS


def test_codes_stand_once_and_published_aggregates_are_never_combined():
    codes = [each.code for each in entries()]
    aggregate = entry(PUBLISHED_AGGREGATE)

    assert len(set(codes)) == len(codes)
    assert (aggregate.over_units, aggregate.over_time, aggregate.units) == ("none", "none", ())


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    first = load_indicators(by=process_actor(), at=AT)
    second = load_indicators(by=process_actor(), at=AT)

    assert (first.added, second.added, second.changed) == (len(entries()), 0, 0)
    assert second.unchanged == Indicator.objects.count()


@pytest.mark.django_db
def test_loading_brings_a_changed_entry_up_to_date():
    load_indicators(by=process_actor(), at=AT)
    Indicator.objects.filter(code="lessons").update(name="Tên cũ")

    again = load_indicators(by=process_actor(), at=AT)

    assert (again.changed, indicator_with("lessons").name) == (1, "Bài học kinh nghiệm")


@pytest.mark.django_db
def test_an_indicator_that_is_not_loaded_is_refused_with_what_to_do():
    with pytest.raises(Refused, match="thidua indicators load"):
        indicator_with("models")


@pytest.mark.django_db
def test_an_indicator_that_has_ended_is_not_offered():
    load_indicators(by=process_actor(), at=AT)
    Indicator.objects.filter(code="lessons").update(until=TODAY)

    assert not indicators(on=TODAY).filter(code="lessons").exists()
