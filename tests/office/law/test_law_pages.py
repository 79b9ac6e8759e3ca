"""The law of awards in the browser, and the rules of the office beside it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor

from thidua.core.actors import Role
from thidua.law.catalogue import all_parameters
from thidua.law.strict import LARGEST_FILE
from thidua.local_rules.commands import add_value, follow_pack
from thidua.local_rules.models import FollowedPack, LocalValue
from thidua.local_rules.rules import StatedValue

pytestmark = pytest.mark.django_db
TYPED = {
    "parameter": "council_vote_share",
    "value": "85",
    "since": "01/01/2026",
    "document_number": "12/2026/QĐ-UBND",
    "source": "Công báo tỉnh số 4",
    "is_verified": "on",
}


@pytest.fixture
def province():
    return make_unit("Bắc Ninh")


@pytest.fixture
def administrator(client, province):
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province))
    return client


@pytest.fixture
def officer(client, province):
    client.force_login(make_user(unit=province))
    return client


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def standard(client, code, day=""):
    return text(client.get(reverse("office:standard", args=[code]), {"ngay": day}))


def test_the_list_says_how_much_is_not_verified(officer):
    page = text(officer.get(reverse("office:law"), {"ngay": "30/09/2026"}))

    assert "danh hiệu, hình thức;" in page
    assert "còn chỗ chưa kiểm chứng</h1>" in page
    assert "Trang này theo luật ngày 30/09/2026, không phải hôm nay." in page


def test_a_name_is_found_without_accents(officer):
    page = text(officer.get(reverse("office:law"), {"q": "gia dinh van hoa"}))

    assert reverse("office:standard", args=["gia_dinh_van_hoa"]) in page
    assert reverse("office:standard", args=["giay_khen"]) not in page


def test_a_search_without_hits_says_what_to_do(officer):
    assert "Bỏ bớt chữ tìm" in text(officer.get(reverse("office:law"), {"q": "không có gì"}))


def test_the_page_of_an_award_gives_conditions_with_provisions_and_doubts(officer):
    page = standard(officer, "chien_si_thi_dua_bo_tinh", "2026-09-30")

    assert "3 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở" in page
    assert "06/2022/QH15, Điều 22 khoản 1" in page
    assert "Thấy ở Nghị định 98/2023/NĐ-CP, Điều 30 khoản 7 (hết hiệu lực 01/07/2025)" in page
    assert "Chưa kiểm chứng" in page


def test_the_page_says_what_changed_after_the_day(officer):
    page = standard(officer, "chien_si_thi_dua_co_so", "2025-06-30")

    assert "Thay đổi sau ngày này" in page
    assert "Điều kiện: Hoàn thành xuất sắc nhiệm vụ" in page


def test_a_day_without_the_award_says_so(officer):
    assert "Ngày 31/12/2023 phần mềm chưa có quy định về" in standard(officer, "xa_phuong_tieu_bieu", "2023-12-31")


def test_what_is_no_award_is_not_found(officer):
    assert officer.get(reverse("office:standard", args=["khong_co"])).status_code == 404


@pytest.mark.parametrize("day", ["", "hôm qua", "99/99/9999", "31/12/9999"])
def test_a_day_that_cannot_be_read_is_no_fault(officer, day):
    assert "Chiến sĩ thi đua cơ sở" in standard(officer, "chien_si_thi_dua_co_so", day)


def test_a_rule_of_the_province_is_on_the_page_of_its_commune(client, province):
    follow_pack(unit=province, code="bac_ninh_86_2025", by=process_actor(province), at=AT)
    client.force_login(make_user(unit=make_commune("Phù Lãng", under=province)))

    page = standard(client, "co_thi_dua_bo_tinh")

    assert "Cụm, khối họp tổng kết, bình xét và đề nghị" in page
    assert "theo gói bac_ninh_86_2025" in page


def test_an_administrator_adds_a_value_and_takes_it_back_by_the_toast(administrator, province):
    added = administrator.post(reverse("office:add_local_value"), TYPED, follow=True)
    value = LocalValue.objects.get()
    undo = reverse("office:withdraw_local_value", args=[value.uid])

    assert (value.value, value.since, value.is_verified) == (85, date(2026, 1, 1), True)
    assert undo in text(added)
    assert "đồng ý từ 85%" in standard(administrator, "co_thi_dua_bo_tinh")
    back = administrator.post(undo, follow=True)
    assert reverse("office:restore_local_value", args=[value.uid]) in text(back)
    assert "đồng ý từ 80%" in standard(administrator, "co_thi_dua_bo_tinh")
    administrator.post(reverse("office:restore_local_value", args=[value.uid]))
    assert "đồng ý từ 85%" in standard(administrator, "co_thi_dua_bo_tinh")


def test_a_value_that_is_refused_keeps_what_was_typed(administrator):
    administrator.post(reverse("office:add_local_value"), TYPED)

    page = text(administrator.post(reverse("office:add_local_value"), TYPED), status=422)

    assert "Đã có giá trị từ ngày này" in page
    assert 'value="12/2026/QĐ-UBND"' in page


def test_a_pack_is_followed_left_and_followed_again(administrator):
    page = text(administrator.post(reverse("office:follow_pack"), {"code": "bac_ninh_86_2025"}, follow=True))
    pack = FollowedPack.objects.get()

    assert "Áp dụng 1 gói quy định, 0 mức riêng" in page
    administrator.post(reverse("office:stop_following_pack", args=[pack.uid]))
    assert "Chỉ áp dụng quy định chung" in text(administrator.get(reverse("office:own_rules")))
    administrator.post(reverse("office:follow_pack_again", args=[pack.uid]))
    assert "Áp dụng 1 gói quy định" in text(administrator.get(reverse("office:own_rules")))


def test_a_file_that_is_no_pack_is_told_on_the_page(administrator):
    file = SimpleUploadedFile("goi.yaml", b"code: x\nname: X")

    page = text(administrator.post(reverse("office:follow_pack"), {"file": file}), status=422)

    assert "Gói quy định chưa dùng được: tệp: thiếu authority" in page


def test_a_file_beyond_the_limit_is_refused_on_the_page(administrator):
    file = SimpleUploadedFile("goi.yaml", b"a" * (LARGEST_FILE + 2))

    page = text(administrator.post(reverse("office:follow_pack"), {"file": file}), status=422)

    assert "Tệp quá lớn cho một gói quy định" in page


def test_an_officer_sees_the_rules_and_has_nothing_to_change(officer, province):
    follow_pack(unit=province, code="bac_ninh_86_2025", by=process_actor(province), at=AT)

    page = text(officer.get(reverse("office:own_rules")))

    assert "Quy định về thi đua, khen thưởng của tỉnh Bắc Ninh" in page
    assert "Thôi áp dụng" not in page
    assert officer.post(reverse("office:add_local_value"), TYPED).status_code == 403


def test_the_page_of_rules_asks_no_more_for_more_values(administrator, province):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            administrator.get(reverse("office:own_rules"))
        return len(queries)

    def add(month):
        stated = StatedValue("council_vote_share", 85, date(2026, month, 1), "12/2026/QĐ-UBND", "Công báo")
        add_value(unit=province, stated=stated, by=process_actor(province), at=AT)

    add(1)
    asked()  # the first page of a session notes the visit
    one = asked()
    add(2)
    add(3)

    assert asked() == one


def test_a_value_of_the_province_is_on_the_page_of_its_commune_without_a_way_to_withdraw_it(client, province):
    stated = StatedValue("council_vote_share", 85, date(2026, 1, 1), "12/2026/QĐ-UBND", "Công báo tỉnh số 4")
    value = add_value(unit=province, stated=stated, by=process_actor(province), at=AT)
    client.force_login(make_user(Role.ADMINISTRATOR, unit=make_commune("Phù Lãng", under=province)))

    page = text(client.get(reverse("office:own_rules")))

    assert "Áp dụng 0 gói quy định, 1 mức riêng" in page
    assert ("85 %" in page, reverse("office:withdraw_local_value", args=[value.uid]) in page) == (True, False)


def test_a_pack_that_a_newer_version_cannot_read_is_told_and_takes_no_page_away(administrator, province):
    FollowedPack.objects.create(unit=province, code="cu", name="Gói cũ", text="code: cu\nmuc_la: 1", created_at=AT)

    assert "Gói “Gói cũ” không còn đọc được" in text(administrator.get(reverse("office:own_rules")))
    assert "đồng ý từ 80%" in standard(administrator, "co_thi_dua_bo_tinh")


def test_one_verified_value_leaves_the_rest_of_an_amending_law_in_doubt(administrator):
    before = standard(administrator, "chien_si_thi_dua_co_so").count("chưa được đối chiếu với Công báo")
    administrator.post(
        reverse("office:add_local_value"),
        {**TYPED, "parameter": "bonus_rounding", "value": "1000", "document_number": "06/2026/QH16"},
    )

    assert LocalValue.objects.count() == 1
    assert standard(administrator, "chien_si_thi_dua_co_so").count("chưa được đối chiếu với Công báo") == before > 0


def test_a_choice_is_shown_in_words(administrator):
    administrator.post(
        reverse("office:add_local_value"), {**TYPED, "parameter": "bonus_rounding_direction", "value": "0"}
    )
    value = LocalValue.objects.get()

    assert all_parameters()[value.parameter][-1].choices[0][1] in text(administrator.get(reverse("office:own_rules")))


def test_an_award_in_classes_leads_to_the_page_of_each_class(officer):
    page = standard(officer, "huan_chuong_doc_lap", "01/05/2026")

    addresses = [
        reverse("office:standard", args=[f"huan_chuong_doc_lap_hang_{each}"]) for each in ("nhat", "nhi", "ba")
    ]
    assert [f'href="{address}?ngay=2026-05-01"' in page for address in addresses] == [True] * 3
    assert "Điều kiện đối với" not in page


def test_a_page_has_as_many_marks_as_it_says_and_names_the_amendment_once(officer):
    page = standard(officer, "giay_khen", "01/11/2026")

    marks = page.count('<div class="unverified">')
    assert f"{marks} chỗ chưa kiểm chứng" in page
    assert page.count("Nội dung sửa đổi theo 06/2026/QH16") == 1


def test_a_part_without_a_rule_and_the_dossiers_under_way_are_told(officer):
    page = standard(officer, "chien_si_thi_dua_co_so", "01/05/2026")

    assert "Chưa có quy định về thời hạn vào ngày này; đối chiếu văn bản." in page
    assert "hồ sơ cơ quan thẩm định tiếp nhận trước ngày này theo Luật năm 2022" in page


def test_a_day_before_the_first_says_from_when_there_is_a_rule(officer):
    page = standard(officer, "xa_phuong_tieu_bieu", "31/12/2023")

    assert "Quy định đầu tiên trong phần mềm: từ 01/01/2024." in page
