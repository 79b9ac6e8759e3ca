"""The cases that officials write and read: ``cases/*.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.law.catalogue import RecipientKind, recognise_form
from thidua.law.standards.recipients import recipient_fits

KINDS = {kind.label: kind for kind in RecipientKind}
KEYS = {"trường hợp", "ghi là", "cơ quan", "ngày", "mã", "đối tượng", "kết luận", "căn cứ", "đã đối chiếu"}


def cases() -> Iterator[Any]:
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['trường hợp']}")


@pytest.mark.parametrize("case", list(cases()))
def test_an_award_as_a_text_names_it_is_recognised_and_judged(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    form = recognise_form(case["ghi là"], case.get("cơ quan"), case["ngày"])

    assert (form.code if form else None) == case["mã"]
    if "đối tượng" not in case or form is None:
        return
    verdict = recipient_fits(form, KINDS[case["đối tượng"]], case["ngày"])
    found = (verdict.outcome.label, verdict.provision, verdict.verified)
    assert found == (case["kết luận"], case["căn cứ"], case["đã đối chiếu"])


def test_a_case_without_a_day_uses_the_newest_version() -> None:
    form = recognise_form("Xã, phường, thị trấn tiêu biểu")

    assert form is not None
    assert (form.name, form.since) == ("Xã, phường, đặc khu tiêu biểu", date(2026, 10, 1))
