"""Who may receive an award, and which authority may give it: refused with the provision and the way to correct it."""

from datetime import date

import pytest
from tests.factories.decisions import FLAG, MINISTRY_CERTIFICATE, draft, issued, make_round, officer, waiting
from tests.factories.honours import make_collective, make_person
from tests.factories.organisations import AT, make_commune

from thidua.core.errors import Refused
from thidua.decisions.commands import issue_decision
from thidua.decisions.rules.recipients import stands_in_the_way
from thidua.honours.models import Honour
from thidua.law.day import Law
from thidua.law.entries import AuthorityLevel, RecipientKind
from thidua.nominations.models import Nomination

TODAY = date(2026, 11, 20)
PROVINCE, COMMUNE, DISTRICT = (
    {level} for level in (AuthorityLevel.PROVINCE, AuthorityLevel.COMMUNE, AuthorityLevel.DISTRICT)
)


def found(award, kind, levels, on=TODAY):
    return stands_in_the_way(award, RecipientKind(kind), levels, Law.on(on))


def test_a_flag_goes_to_collectives_alone_with_the_article_and_what_persons_may_get_instead():
    told = found(FLAG, "individual", PROVINCE)

    assert told == (
        "“Cờ thi đua của bộ, ban, ngành, tỉnh” chỉ tặng cho tập thể, không tặng cho cá nhân (06/2022/QH15, Điều 26). "
        "Ghi lại người nhận là tập thể, hoặc đề nghị hình thức tặng cho cá nhân: “Bằng khen của bộ, ban, ngành, tỉnh”, "
        "“Chiến sĩ thi đua bộ, ban, ngành, tỉnh”"
    )
    assert found(FLAG, "collective", PROVINCE) == ""


def test_a_commune_gives_no_certificate_of_a_province():
    told = found(MINISTRY_CERTIFICATE, "individual", COMMUNE)

    assert "Chủ tịch Ủy ban nhân dân cấp tỉnh quyết định (06/2022/QH15, Điều 79)" in told
    assert told.endswith("Trình đề nghị lên nơi có thẩm quyền, hoặc đổi hình thức")


@pytest.mark.parametrize(
    ("on", "levels", "may"),
    [
        (date(2025, 6, 30), COMMUNE, False),
        (date(2025, 6, 30), DISTRICT, True),
        (date(2025, 7, 1), COMMUNE, True),
        (date(2025, 7, 1), DISTRICT, False),
        (date(2026, 11, 20), COMMUNE, True),
    ],
)
def test_the_power_of_the_districts_went_to_the_communes_on_its_day(on, levels, may):
    assert (found("chien_si_thi_dua_co_so", "individual", levels, on) == "") is may


def test_what_the_law_did_not_have_that_day_is_told():
    assert "danh mục không có “khong_co”" in found("khong_co", "individual", PROVINCE)


@pytest.mark.django_db
def test_a_flag_for_three_persons_is_not_taken_into_a_draft(province):
    round_ = make_round(province)
    nominations = [waiting(round_, make_person(province, name), FLAG) for name in ("An", "Bình", "Chi")]

    with pytest.raises(Refused) as refused:
        draft(round_, *nominations)

    told = str(refused.value)
    assert told.startswith("3 hồ sơ không vào quyết định được. An: “Cờ thi đua")
    assert "06/2022/QH15, Điều 26" in told
    assert "Ghi lại người nhận là tập thể" in told


@pytest.mark.django_db
def test_the_law_of_the_day_of_the_decision_is_asked_again_when_it_is_issued(province, round_):
    made = draft(round_, waiting(round_, code="chien_si_thi_dua_co_so", year=2025))

    with pytest.raises(Refused, match="06/2022/QH15, Điều 80 khoản 2"):
        issue_decision(decision=made, dated_on=date(2025, 6, 30), by=officer(round_.unit), at=AT)

    assert Honour.objects.count() == 0


@pytest.mark.django_db
def test_a_collective_whose_unit_ended_gets_none(province):
    ended = make_commune("Tự Tân", under=province, until=date(2026, 11, 1))
    round_ = make_round(province)
    nomination = waiting(round_, make_collective(province, "Xã Tự Tân", body_unit=ended), MINISTRY_CERTIFICATE)

    with pytest.raises(Refused, match="Xã Tự Tân: đơn vị đã kết thúc hoạt động từ 01/11/2026"):
        draft(round_, nomination)


@pytest.mark.django_db
def test_before_its_unit_ended_a_collective_is_still_awarded(province):
    ends = make_commune("Tự Tân", under=province, until=date(2026, 12, 1))
    round_ = make_round(province)
    nomination = waiting(round_, make_collective(province, "Xã Tự Tân", body_unit=ends), MINISTRY_CERTIFICATE)

    assert issued(round_, nomination).state == "issued"
    assert Nomination.objects.get().state == "decided"
