"""Which rules a unit follows: its own, those of the units above it, the nearer ones last."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import process_actor

import thidua.law
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.law.entries import RecipientKind
from thidua.local_rules.commands import (
    add_value,
    follow_again,
    follow_pack,
    restore_value,
    stop_following,
    withdraw_value,
)
from thidua.local_rules.models import LocalValue
from thidua.local_rules.queries import law_for, packs_for
from thidua.local_rules.rules import StatedValue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
VOTES = "council_vote_share"
BAC_NINH = Path(thidua.law.__file__).parent / "packs" / "bac_ninh_86_2025.yaml"
STATED = StatedValue(
    parameter=VOTES,
    value=85,
    since=date(2026, 1, 1),
    document_number="12/2026/QĐ-UBND",
    article="Điều 9",
    source="Công báo tỉnh số 4",
    is_verified=True,
)


@pytest.fixture
def province():
    return make_unit("Bắc Ninh")


@pytest.fixture
def commune(province):
    return make_commune("Phù Lãng", under=province)


def follow(unit, code="bac_ninh_86_2025", **more):
    return follow_pack(unit=unit, code=code, by=process_actor(unit), at=AT, **more)


def add(unit, **changed):
    stated = StatedValue(**{**{name: getattr(STATED, name) for name in StatedValue.__slots__}, **changed})
    return add_value(unit=unit, stated=stated, by=process_actor(unit), at=AT)


def test_a_unit_without_rules_of_its_own_follows_national_law(commune):
    assert packs_for(commune.pk, on=TODAY) == ()
    assert law_for(None, TODAY, on=TODAY).packs == ()


def test_what_a_province_follows_holds_for_its_communes(province, commune):
    follow(province)

    assert [pack.code for pack in packs_for(commune.pk, on=TODAY)] == ["bac_ninh_86_2025"]
    conditions = law_for(commune.pk, TODAY, on=TODAY).own_conditions("co_thi_dua_bo_tinh", RecipientKind.COLLECTIVE)
    assert "cum_khoi_de_nghi" in {condition.code for condition in conditions}


def test_another_province_does_not_follow_it(province):
    follow(province)

    assert packs_for(make_unit("Hưng Yên").pk, on=TODAY) == ()


def test_the_nearer_unit_has_the_last_word(province, commune):
    add(province)
    add(commune, value=90, document_number="3/2026/QĐ-UBND")

    found = law_for(commune.pk, TODAY, on=TODAY).parameter(VOTES)

    assert (found.value, [str(place) for place in found.provisions]) == (90, ["3/2026/QĐ-UBND, Điều 9"])
    assert law_for(province.pk, TODAY, on=TODAY).number(VOTES) == 85


def test_a_value_holds_from_its_day_on_and_the_national_one_before_it(province):
    add(province)

    found = [law_for(province.pk, day, on=TODAY).number(VOTES) for day in (date(2025, 12, 31), date(2026, 1, 1))]

    assert found == [80, 85]


def test_a_value_that_was_checked_against_its_document_is_no_longer_in_doubt(province):
    before = law_for(province.pk, TODAY, on=TODAY).parameter(VOTES).verified
    add(province)

    assert (before, law_for(province.pk, TODAY, on=TODAY).parameter(VOTES).verified) == (False, True)


def test_values_are_read_in_the_same_number_of_statements_however_many_there_are(province, commune):
    add(province)
    with CaptureQueriesContext(connection) as few:
        packs_for(commune.pk, on=TODAY)
    for value in (81, 82):
        add(province, value=value, since=date(2026, value - 79, 1))
    with CaptureQueriesContext(connection) as many:
        packs_for(commune.pk, on=TODAY)

    assert len(many) == len(few)


def test_a_value_is_withdrawn_and_restored_and_never_edited(province):
    value = add(province)
    withdraw_value(value=value, by=process_actor(province), at=AT)
    gone = packs_for(province.pk, on=TODAY)
    restore_value(value=value, by=process_actor(province), at=AT)

    assert gone == ()
    assert law_for(province.pk, TODAY, on=TODAY).number(VOTES) == 85
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["add_local_value", "withdraw_local_value", "restore_local_value"]


def test_a_withdrawn_value_does_not_come_back_over_the_one_that_followed_it(province):
    value = add(province)
    withdraw_value(value=value, by=process_actor(province), at=AT)
    add(province, value=88)

    with pytest.raises(Refused, match="Đã có giá trị từ ngày này"):
        restore_value(value=value, by=process_actor(province), at=AT)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"parameter": "khong_co"}, "parameter"),
        ({"value": -1}, "value"),
        ({"parameter": "vote_denominator", "value": 2}, "value"),
        ({"until": date(2026, 1, 1)}, "until"),
        ({"document_number": " "}, "document_number"),
        ({"source": ""}, "source"),
    ],
)
def test_a_value_without_a_ground_or_a_meaning_is_refused_at_its_field(province, changed, field):
    with pytest.raises(Refused) as refused:
        add(province, **changed)

    assert refused.value.field == field
    assert LocalValue.objects.count() == 0


def test_two_values_of_one_day_are_refused(province):
    add(province)

    with pytest.raises(Refused, match="Đã có giá trị từ ngày này"):
        add(province, value=90)


def test_the_database_itself_keeps_no_value_without_a_source(province):
    value = add(province)

    with pytest.raises(IntegrityError), transaction.atomic():
        LocalValue.objects.filter(pk=value.pk).update(source="")


def test_a_pack_is_followed_once_and_again_after_it_was_left(province):
    pack = follow(province)
    with pytest.raises(Refused, match="đang áp dụng gói bac_ninh_86_2025"):
        follow(province)
    stop_following(pack=pack, by=process_actor(province), at=AT)
    left = packs_for(province.pk, on=TODAY)
    follow_again(pack=pack, by=process_actor(province), at=AT)

    assert left == ()
    assert [each.code for each in packs_for(province.pk, on=TODAY)] == ["bac_ninh_86_2025"]


def test_a_pack_of_the_offices_own_is_read_from_its_file(province):
    text = BAC_NINH.read_text(encoding="utf-8").replace("code: bac_ninh_86_2025", "code: tinh_nha", 1)

    follow(province, code="", content=text.encode())

    assert [each.code for each in packs_for(province.pk, on=TODAY)] == ["tinh_nha"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff\xfe\x00", "không phải chữ UTF-8"),
        (b"- list", "phải là các mục có tên"),
        (b"code: x\nname: X", "thiếu authority"),
        (b"code: x\nname: X\nauthority: Y\nla: 1", "không có mục nào tên la"),
        (b"[" * 5000, "không đọc được theo YAML"),
        (b"a" * 5_000_001, "Tệp quá lớn"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_with_what_is_wrong(province, content, complaint):
    with pytest.raises(Refused) as refused:
        follow(province, code="", content=content)

    assert complaint in str(refused.value)


def test_a_pack_that_does_not_exist_is_refused(province):
    with pytest.raises(Refused, match="Không có gói quy định này"):
        follow(province, code="khong_co")
