from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.reading.pipeline import as_document, read

EXAMPLES = Path(__file__).parent / "examples"
KINDS = ("figure", "award", "target")


def _facts(text: str, kind: str) -> list[dict[str, Any]]:
    return [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] == kind]


def _cases(part: str) -> list[Any]:
    cases = []
    for kind in KINDS:
        loaded = yaml.safe_load((EXAMPLES / f"{kind}.yaml").read_text(encoding="utf-8"))
        if part == "yields":
            cases += [(kind, text, entry["value"]) for entry in loaded[part] for text in entry["texts"]]
        else:
            cases += [(kind, text) for text in loaded[part]]
    return cases


@pytest.mark.parametrize(("kind", "text", "value"), _cases("yields"))
def test_a_phrasing_yields_its_value(kind: str, text: str, value: dict[str, Any]) -> None:
    found = _facts(text, kind)

    assert [{key: fact.get(key) for key in value} for fact in found] == [value]


@pytest.mark.parametrize(("kind", "text"), _cases("yields_nothing"))
def test_a_text_without_such_a_fact_yields_none(kind: str, text: str) -> None:
    assert _facts(text, kind) == []


def test_counts_of_recipients_are_no_figures() -> None:
    text = "Bộ Công an tặng Bằng khen cho 103 tập thể, 94 cá nhân; phát 500 tờ rơi."

    assert [fact["value"] for fact in _facts(text, "figure")] == [500]


def test_counts_in_a_list_get_each_their_form_and_the_authority_behind_the_list() -> None:
    text = (
        "Có 3 cá nhân được nhận Cờ thi đua và 12 tập thể được nhận Bằng khen của Bộ Công an; "
        "2 tập thể được nhận Cờ; 13 tập thể và 2 cá nhân được nhận Bằng khen của UBND tỉnh."
    )

    told = [
        (fact["form"], fact["authority"], fact.get("collectives"), fact.get("individuals"))
        for fact in _facts(text, "award")
    ]

    assert told == [
        ("Cờ thi đua", "Bộ Công an", None, 3),
        ("Bằng khen", "Bộ Công an", 12, None),
        ("Cờ thi đua", "UBND tỉnh", 2, None),
        ("Bằng khen", "UBND tỉnh", 13, 2),
    ]


def test_an_award_told_again_in_headline_and_caption_is_one_fact_with_its_places() -> None:
    text = (
        "Biểu dương 197 tập thể, cá nhân\n"
        "Bộ Công an tặng Bằng khen cho 103 tập thể, 94 cá nhân.\n"
        "Trao bằng khen của Bộ Công an cho các tập thể, cá nhân."
    )

    (award,) = _facts(text, "award")

    assert (award["collectives"], award["individuals"]) == (103, 94)
    assert [text[start:end][:4] for start, end in award["also"]] == ["Biểu", "Trao"]
    assert _facts(text, "figure") == []


def test_two_authorities_share_the_recipients_named_behind_the_second() -> None:
    text = "Trao bằng khen của Hội Luật gia Việt Nam, giấy khen của UBND tỉnh cho các tập thể."

    assert [(fact["form"], fact["authority"]) for fact in _facts(text, "award")] == [
        ("Bằng khen", "Hội Luật gia Việt Nam"),
        ("Giấy khen", "UBND tỉnh"),
    ]


def test_a_person_who_hands_over_is_not_the_authority() -> None:
    (award,) = _facts("Ông Trần Văn Bình, Giám đốc Công an tỉnh trao giấy khen cho 5 cá nhân.", "award")

    assert "authority" not in award


def test_a_count_of_tasks_said_again_is_a_further_place() -> None:
    text = "Hội nghị đặt ra 4 chỉ tiêu. Nhất là thực hiện 4 chỉ tiêu."

    (target,) = _facts(text, "target")

    assert [text[start:end] for start, end in [target["span"], *target["also"]]] == ["4 chỉ tiêu", "4 chỉ tiêu"]


def test_every_fact_names_its_rule_and_how_sure_it_is() -> None:
    reading = read("Bộ Công an tặng Bằng khen cho 103 tập thể. Có 5 vụ án, 4 chỉ tiêu.")

    facts = [fact for fact in reading.facts if fact.kind in KINDS]
    assert {(fact.kind, fact.rule) for fact in facts} == {
        ("award", "award.given"),
        ("figure", "figure.known"),
        ("target", "target.tasks"),
    }
    assert all(0.5 < fact.confidence < 1 for fact in facts)


def test_the_reason_and_the_period_of_an_award_are_kept() -> None:
    text = "Năm 2018, UBND tỉnh tặng Bằng khen cho 5 tập thể có thành tích trong phong trào thi đua."

    (award,) = _facts(text, "award")

    assert award["reason"] == "thành tích trong phong trào thi đua"
    assert award["period"] == {"from": 2018, "to": 2018}
