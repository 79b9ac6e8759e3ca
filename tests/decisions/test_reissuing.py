"""Certificates anew: what was asked, at the unit that gave it, and the decision with its list."""

from datetime import date

import pytest
from tests.factories.decisions import issued, make_round, officer
from tests.factories.honours import give, make_person
from tests.factories.organisations import AT, make_commune

from thidua.core.errors import Refused
from thidua.decisions.commands import (
    draft_reissue,
    issue_decision,
    remove_lines,
    request_reissue,
    withdraw_request,
)
from thidua.decisions.queries.decisions import reissue_requests
from thidua.honours.commands import withdraw_honour
from thidua.honours.models import Body, Honour
from thidua.organisations.models import Succession

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def ask(unit, honour, by, ground="damaged", asked_on=TODAY):
    return request_reissue(unit=unit, honour=honour, ground=ground, asked_on=asked_on, by=by, at=AT)


def reissue(unit, requests, by, title="Về việc cấp đổi, cấp lại Giấy khen"):
    return draft_reissue(
        unit=unit,
        requests=requests,
        title=title,
        authority="Chủ tịch Ủy ban nhân dân xã",
        symbol="QĐ-UBND",
        by=by,
        at=AT,
    )


def test_a_certificate_is_made_anew_by_a_decision_that_names_the_first_and_its_golden_number(round_, commune, by):
    first = issued(round_).lines.get()
    request = ask(commune, first.honour, by, "lost")

    made = issue_decision(decision=reissue(commune, [request], by), dated_on=TODAY, by=by, at=AT).decision

    line = made.lines.get()
    assert (made.code, made.kind, line.of, line.golden_text) == ("02/QĐ-UBND", "reissue", first, "Số sổ vàng: 01")
    assert (line.name, line.award_name, line.request.ground) == (first.name, "Giấy khen", "lost")
    assert Honour.objects.in_force().count() == 1
    assert reissue_requests(by, on=TODAY, waiting=True).count() == 0


def test_an_award_from_before_the_software_is_made_anew_too(commune, by):
    honour = give(make_person(commune, unit="thôn Trung Hòa"), 1998, "giay_khen", body="thôn Trung Hòa")

    made = reissue(commune, [ask(commune, honour, by)], by)

    line = made.lines.get()
    assert (line.of, line.post, line.year, line.golden_text) == (None, "thôn Trung Hòa", 1998, "")


def test_what_another_authority_gave_is_asked_there(commune, province, by):
    honour = give(make_person(commune), 2024, "bang_khen_bo_tinh", authority="tỉnh Hưng Yên")

    with pytest.raises(Refused, match=r"do tỉnh Hưng Yên quyết định\. Gửi đề nghị"):
        ask(commune, honour, by)

    assert ask(province, honour, officer(province)).unit == province


def test_what_a_decision_of_ours_gave_is_asked_where_it_was_issued_and_not_above(round_, commune, province, by):
    honour = issued(round_).lines.get().honour

    with pytest.raises(Refused, match=r"do .*xã Vũ Thư quyết định\. Gửi đề nghị"):
        ask(province, honour, officer(province))

    assert ask(commune, honour, by).unit == commune


def test_the_unit_that_took_the_place_of_the_giver_has_its_certificates_made_anew(province):
    old = make_commune("Tự Tân", under=province, until=date(2026, 11, 10))
    heir = make_commune("Vũ Thư", under=province, since=date(2026, 11, 10))
    Succession.objects.create(predecessor=old, successor=heir, on=date(2026, 11, 10), kind="whole")
    ours = issued(make_round(old), dated_on=date(2026, 11, 1)).lines.get().honour
    from_before = give(make_person(old, "Vũ Ba"), 1998, "giay_khen", authority="xã Tự Tân")
    Body.objects.filter(given=from_before).update(unit=old)

    for honour in (ours, from_before):
        assert ask(heir, honour, officer(heir)).unit == heir


def test_a_request_is_refused_twice_for_what_does_not_stand_and_on_a_day_to_come(commune, by):
    honour, gone = give(make_person(commune), 2024, "giay_khen"), give(make_person(commune, "Vũ An"), 2024, "giay_khen")
    withdraw_honour(honour=gone, reason="ghi nhầm", by=by, at=AT)
    ask(commune, honour, by)

    for other, ground, on, why in (
        (honour, "lost", TODAY, "đang có đề nghị"),
        (gone, "lost", TODAY, "không còn trong sổ"),
        (give(make_person(commune, "Đỗ Ba"), 2024), "stolen", TODAY, "Chọn lý do"),
        (give(make_person(commune, "Đỗ Tư"), 2024), "lost", date(2026, 11, 21), "Ngày đề nghị chưa tới"),
    ):
        with pytest.raises(Refused, match=why):
            ask(commune, other, by, ground, on)


def test_a_request_taken_back_or_already_in_a_draft_is_not_drafted(commune, by):
    honour = give(make_person(commune), 2024, "giay_khen")
    request = ask(commune, honour, by)
    made = reissue(commune, [request], by)

    with pytest.raises(Refused, match="các đề nghị còn chờ"):
        reissue(commune, [request], by)
    with pytest.raises(Refused, match="đã ở một quyết định"):
        withdraw_request(request=request, reason="nhầm", by=by, at=AT)
    made.lines.update(withdrawn_at=AT)
    withdraw_request(request=request, reason="nhầm", by=by, at=AT)
    with pytest.raises(Refused):
        reissue(commune, [request], by)


def test_after_it_was_answered_the_same_award_may_be_asked_again(round_, commune, by):
    honour = issued(round_).lines.get().honour
    issue_decision(decision=reissue(commune, [ask(commune, honour, by)], by), dated_on=TODAY, by=by, at=AT)

    assert ask(commune, honour, by).ground == "damaged"


def test_a_draft_whose_award_was_annulled_meanwhile_is_not_issued(commune, by):
    honour = give(make_person(commune, "Lê Thị Hòa"), 2024, "giay_khen")
    made = reissue(commune, [ask(commune, honour, by)], by)
    withdraw_honour(honour=honour, reason="hủy bỏ", by=by, at=AT)

    with pytest.raises(Refused, match="Khen thưởng của Lê Thị Hòa không còn trong sổ"):
        issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)


def test_an_award_that_no_catalogue_has_is_taken_out_of_a_draft_and_the_others_stay_without_money(commune, by):
    honours = [
        give(make_person(commune, name), 1998, code, form_name="Bằng khen")
        for name, code in (("Lê An", ""), ("Vũ Ba", "bang_khen_bo_tinh"), ("Đỗ Cao", ""))
    ]
    made = reissue(commune, [ask(commune, honour, by) for honour in honours], by)

    remove_lines(decision=made, lines=[made.lines.get(name="Lê An")], by=by, at=AT)

    kept = made.lines.filter(withdrawn_at=None)
    assert [(each.place, each.name, each.bonus) for each in kept] == [(1, "Vũ Ba", 0), (2, "Đỗ Cao", 0)]
