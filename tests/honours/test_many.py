"""Many awards at once: the same checks as one by one, all or none, in few statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.honours import give, make_collective, make_person
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.honours.commands import Given, StatedHonour, erase_person, merge_holders, record_honour, record_honours
from thidua.honours.models import Honour

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def by(province):
    return process_actor(province)


def stated(**more):
    told = {
        "form_name": "Giấy khen",
        "form_code": "giay_khen",
        "year": 2026,
        "type": "merit",
        "decision_number": "5/QĐ-UBND",
    }
    return StatedHonour(
        **{**told, "decided_on": DAY, "authority": "UBND tỉnh", "body": "xã  Vũ Thư", "reason": "x", **more}
    )


FIELDS = (
    "keeper_id", "form_code", "form_name", "type", "year", "decision_number", "decided_on", "authority__name",
    "body__name", "reason", "created_at",
)  # fmt: skip


def test_many_are_written_as_each_alone_would_be(province, by):
    alone, together = make_person(province, "An"), make_person(province, "Bình")
    one = record_honour(holder=alone, stated=stated(), by=by, at=AT)

    (key,) = record_honours(given=[Given(together.pk, stated())], by=by, at=AT)

    told = [Honour.objects.filter(pk=pk).values_list(*FIELDS).get() for pk in (one.pk, key)]
    assert told[0] == told[1]
    lines = AuditEntry.objects.filter(act="record_honour").values_list(
        "object_label", "object_kind", "after", "unit_id_value"
    )
    first, second = lines
    assert first == second


def test_keys_come_in_the_order_given_and_each_ledger_keeps_its_own(province, by):
    commune = make_commune("Vũ Thư", under=province)
    holders = [make_person(province, "An"), make_person(commune, "Bình"), make_person(province, "Chi")]

    keys = record_honours(given=[Given(each.pk, stated()) for each in holders], by=by, at=AT)

    assert [Honour.objects.get(pk=key).holder for key in keys] == holders
    assert [Honour.objects.get(pk=key).keeper_id for key in keys] == [province.pk, commune.pk, province.pk]


def refused(given, by):
    with pytest.raises(Refused) as refusal:
        record_honours(given=given, by=by, at=AT)
    assert Honour.objects.filter(decision_number="5/QĐ-UBND").count() == 0
    return str(refusal.value)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"form_name": " "}, "Bình: Chưa ghi danh hiệu"),
        ({"decision_number": ""}, "Bình: Ghi số quyết định"),
        ({"form_code": "khong_co"}, "Bình: Danh mục không có hình thức này"),
        ({"year": 2027}, "Bình: Năm khen thưởng"),
        ({"decided_on": date(2026, 11, 21)}, "Bình: Ngày quyết định chưa tới"),
    ],
)
def test_one_that_cannot_be_refuses_all_with_the_name(province, by, changed, why):
    good, bad = make_person(province, "An"), make_person(province, "Bình")

    assert refused([Given(good.pk, stated()), Given(bad.pk, stated(**changed))], by).startswith(why)


def test_an_award_that_stands_or_is_given_twice_is_refused(province, by):
    person, other = make_person(province, "An"), make_person(province, "Bình")
    give(person, 2026, "giay_khen", decision_number="05/QĐ")

    assert refused([Given(person.pk, stated(decision_number="Số 05/QĐ"))], by).startswith("An: Khen thưởng này đã có")
    assert refused([Given(other.pk, stated())] * 2, by).startswith("Bình: Khen thưởng này đã có")


def test_who_was_merged_or_erased_and_a_unit_that_ended_receive_nothing(province, by):
    gone, kept, erased = make_person(province, "An"), make_person(province, "An"), make_person(province, "Bình")
    merge_holders(kept=kept, gone=gone, by=by, at=AT)
    erase_person(holder=erased, reason="theo yêu cầu", by=by, at=AT)
    ended = make_commune("Tự Tân", under=province, until=date(2025, 7, 1))

    assert "đã nhập vào hồ sơ khác" in refused([Given(gone.pk, stated())], by)
    assert "đã được xóa theo yêu cầu" in refused([Given(erased.pk, stated())], by)
    collective = make_collective(province, "Xã Tự Tân", body_unit=ended)
    assert "Xã Tự Tân: Đơn vị đã kết thúc hoạt động từ 01/07/2025" in refused([Given(collective.pk, stated())], by)


def test_a_hundred_take_as_many_statements_as_three(province, by):
    def asked(count):
        given = [Given(make_person(province, f"Người {count} {n}").pk, stated()) for n in range(count)]
        with CaptureQueriesContext(connection) as found:
            record_honours(given=given, by=by, at=AT)
        return len(found)

    asked(1)
    assert asked(3) == asked(100)
