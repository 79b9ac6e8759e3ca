"""Who became whom, and what is refused."""

from datetime import date

import pytest
from tests.organisations.conftest import AT, BY, JULY, JUNE_30

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.organisations.choices import SuccessionKind, UnitKind
from thidua.organisations.commands import Heir, end_unit, record_succession
from thidua.organisations.queries import describe, living_heirs, with_predecessors

pytestmark = pytest.mark.django_db
PART = SuccessionKind.PART


def succeed(old, *heirs, on=JULY):
    return record_succession(predecessor=old, heirs=heirs, on=on, legal_basis="202/2025/QH15", by=BY, at=AT)


def test_a_merged_province_went_over_wholly(create):
    old, new = create("Tỉnh Thái Bình", until=JULY), create("Tỉnh Hưng Yên", since=JULY)

    (row,) = succeed(old, Heir(new))

    assert (row.kind, row.share_permille, row.legal_basis) == (SuccessionKind.WHOLE, 1000, "202/2025/QH15")
    assert [change.full_name for change in describe(old, on=JUNE_30).became] == ["Tỉnh Hưng Yên"]
    assert [change.full_name for change in describe(new, on=JULY).came_from] == ["Tỉnh Thái Bình"]
    assert AuditEntry.objects.get(act="record_succession").after["became"] == [
        {"unit": "Tỉnh Hưng Yên", "kind": "whole", "permille": 1000}
    ]


def test_a_divided_commune_has_several_heirs_with_shares_known_or_not(create):
    old = create("Xã Thái Bình", UnitKind.COMMUNE, until=JULY)
    one, other = (create(name, UnitKind.WARD, since=JULY) for name in ("Phường Nông Tiến", "Phường Mỹ Lâm"))

    rows = succeed(old, Heir(one, PART, 600), Heir(other, PART))

    assert [row.share_permille for row in rows] == [600, None]


def test_a_unit_that_cedes_a_part_lives_on(create):
    old, new = create("Xã Canh Liên", UnitKind.COMMUNE), create("Xã Vĩnh Thạnh", UnitKind.COMMUNE)

    succeed(old, Heir(new, PART))

    assert living_heirs(old, on=date(2026, 1, 1)) == [old]


@pytest.mark.parametrize(
    ("old_life", "new_life", "sentence"),
    [
        (
            (None, JULY),
            (None, JUNE_30),
            "Tỉnh B đã kết thúc từ ngày 30/06/2025, trước khi kế thừa Tỉnh A ngày 01/07/2025",
        ),
        ((None, JULY), (date(2025, 7, 2), None), "Tỉnh B đến ngày 02/07/2025 mới bắt đầu"),
        ((None, None), (JULY, None), "Tỉnh A chưa kết thúc vào ngày 01/07/2025"),
        ((JULY, None), (JULY, None), "Tỉnh A đến ngày 01/07/2025 mới bắt đầu"),
        ((None, JUNE_30), (JULY, None), "Tỉnh A đã kết thúc từ ngày 30/06/2025, trước ngày kế thừa 01/07/2025"),
    ],
)
def test_a_succession_that_cannot_be_is_refused_with_the_unit_and_the_day(create, old_life, new_life, sentence):
    old = create("Tỉnh A", since=old_life[0], until=old_life[1])
    new = create("Tỉnh B", since=new_life[0], until=new_life[1])

    with pytest.raises(Refused, match=sentence):
        succeed(old, Heir(new))

    assert not old.became.exists()


def test_a_unit_does_not_succeed_itself(create):
    unit = create("Tỉnh A", until=JULY)

    with pytest.raises(Refused, match="Tỉnh A không thể kế thừa chính mình"):
        succeed(unit, Heir(unit))


def test_nothing_is_left_after_the_whole(create):
    old = create("Tỉnh A", until=JULY)
    one, other = create("Tỉnh B", since=JULY), create("Tỉnh C", since=JULY)
    succeed(old, Heir(one))

    with pytest.raises(Refused, match="Tỉnh A đã nhập toàn bộ vào một đơn vị nên không còn phần nào cho Tỉnh C"):
        succeed(old, Heir(other, PART))


def test_a_whole_does_not_follow_a_part(create):
    old = create("Tỉnh A", until=JULY)
    one, other = create("Tỉnh B", since=JULY), create("Tỉnh C", since=JULY)

    with pytest.raises(Refused, match="không còn phần nào cho Tỉnh C"):
        succeed(old, Heir(one, PART, 500), Heir(other))

    assert not old.became.exists()


def test_shares_beyond_the_whole_are_refused(create):
    old = create("Tỉnh A", until=JULY)
    one, other = create("Tỉnh B", since=JULY), create("Tỉnh C", since=JULY)

    with pytest.raises(Refused, match="Các phần của Tỉnh A cộng lại vượt quá"):
        succeed(old, Heir(one, PART, 600), Heir(other, PART, 500))

    assert not old.became.exists()


def test_predecessors_are_found_through_several_mergers(create):
    first = create("Tỉnh Hải Hưng", until=date(1997, 1, 1))
    second = create("Tỉnh Hưng Yên", since=date(1997, 1, 1), until=JULY)
    third = create("Tỉnh Hưng Yên", since=JULY)
    succeed(first, Heir(second, PART), on=date(1997, 1, 1))
    succeed(second, Heir(third))

    assert with_predecessors({third.pk}) == {first.pk, second.pk, third.pk}
    assert with_predecessors({first.pk}) == {first.pk}


def test_the_heir_of_a_day_is_found_through_several_mergers(create):
    first = create("Tỉnh Hải Hưng", until=date(1997, 1, 1))
    second = create("Tỉnh Hưng Yên", since=date(1997, 1, 1), until=JULY)
    third = create("Tỉnh Hưng Yên", since=JULY)
    succeed(first, Heir(second, PART), on=date(1997, 1, 1))
    succeed(second, Heir(third))

    assert living_heirs(first, on=date(1996, 12, 31)) == [first]
    assert living_heirs(first, on=JUNE_30) == [second]
    assert living_heirs(first, on=JULY) == [third]


def test_one_that_ended_without_an_heir_has_none(create):
    district = create("Huyện Vũ Thư", UnitKind.DISTRICT)
    end_unit(unit=district, on=JULY, by=BY, at=AT)

    assert living_heirs(district, on=JULY) == []
