"""Who may receive what; the pairs themselves are in ``cases/``."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.catalogue import AwardForm, Provision, RecipientKind, all_award_forms, award_form
from thidua.law.standards.recipients import recipient_fits
from thidua.law.verdicts import Outcome, Verdict

FORMS = st.sampled_from([form for versions in all_award_forms().values() for form in versions])


def test_a_flag_belongs_to_a_collective_and_the_reason_says_so() -> None:
    flag = award_form("co_thi_dua_bo_tinh", date(2025, 3, 1))

    assert recipient_fits(flag, RecipientKind.INDIVIDUAL, date(2025, 3, 1)) == Verdict(
        outcome=Outcome.NOT_MET,
        reason="“Cờ thi đua của bộ, ban, ngành, tỉnh” chỉ tặng cho tập thể, không tặng cho cá nhân.",
        provisions=(Provision("06/2022/QH15", "Điều 26"),),
        observed="cá nhân",
    )


def test_the_version_of_the_day_counts_not_the_one_that_was_handed_over() -> None:
    todays = award_form("co_thi_dua_bo_tinh", date(2026, 11, 21))

    verdict = recipient_fits(todays, "individual", date(2017, 3, 7))

    assert verdict.provision == "15/2003/QH11, Điều 26"


def test_from_the_amending_law_on_the_verdict_warns_that_its_content_was_not_seen() -> None:
    flag = award_form("co_thi_dua_bo_tinh")

    before = recipient_fits(flag, "collective", date(2026, 9, 30))
    after = recipient_fits(flag, "collective", date(2026, 10, 1))

    assert (before.verified, before.caution) == (True, "")
    assert (after.outcome, after.verified) == (Outcome.MET, False)
    assert "06/2026/QH16" in after.caution


def test_a_provision_from_memory_gives_a_verdict_that_says_it_is_unchecked() -> None:
    verdict = recipient_fits(award_form("bang_khen_thu_tuong"), "household", date(2025, 8, 19))

    assert (verdict.outcome, verdict.verified) == (Outcome.MET, False)
    assert verdict.caution == "Điều khoản này chưa được đối chiếu với văn bản gốc."


def test_a_day_without_the_form_is_left_to_a_person() -> None:
    verdict = recipient_fits(award_form("xa_phuong_tieu_bieu"), "collective", date(2017, 3, 7))

    assert (verdict.outcome, verdict.verified) == (Outcome.TO_JUDGE, False)
    assert "7-3-2017" in verdict.reason


def test_an_unknown_kind_of_recipient_is_an_error() -> None:
    with pytest.raises(ValueError, match="village"):
        recipient_fits(award_form("giay_khen"), "village", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("outcome", "label"),
    [(Outcome.MET, "đạt"), (Outcome.NOT_MET, "không đạt"), (Outcome.TO_JUDGE, "cần người có thẩm quyền xem xét")],
)
def test_an_outcome_has_vietnamese_words(outcome: Outcome, label: str) -> None:
    assert outcome.label == label


@given(FORMS, st.sampled_from(RecipientKind), st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_verdict_has_a_reason_and_a_provision_and_says_why_it_is_unverified(
    form: AwardForm, kind: RecipientKind, on: date
) -> None:
    verdict = recipient_fits(form, kind, on)

    assert verdict.reason.endswith((".", "văn bản."))
    assert verdict.provision
    assert verdict.observed == kind.label
    if verdict.outcome is not Outcome.TO_JUDGE:
        assert verdict.verified == (verdict.caution == "")


@given(FORMS, st.dates(date(2004, 7, 1), date(2060, 12, 31)))
def test_no_form_refuses_every_kind_of_recipient(form: AwardForm, on: date) -> None:
    outcomes = {recipient_fits(form, kind, on).outcome for kind in RecipientKind}

    assert outcomes & {Outcome.MET, Outcome.TO_JUDGE}
