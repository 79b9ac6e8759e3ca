"""Articles that no rule was mended by: how many facts are right, and how far to believe the reader when it is sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.labelled import judged_in

FOLDER = Path(__file__).parent / "kept_aside"
RIGHT, RIGHT_AMONG_SURE, SURE_AMONG_RIGHT = 0.92, 0.97, 0.6


@pytest.fixture(scope="module")
def judged() -> list[tuple[bool, bool]]:
    """Whether each fact was marked sure, and whether it was right."""
    return [(fact["sure"], right) for fact, right in judged_in(FOLDER)]


def test_most_facts_of_unseen_articles_are_right(judged) -> None:
    assert sum(right for _, right in judged) / len(judged) >= RIGHT


def test_of_the_sure_facts_of_unseen_articles_nearly_all_are_right_and_most_right_ones_are_sure(judged) -> None:
    sure = [right for is_marked, right in judged if is_marked]
    right = [is_marked for is_marked, is_right in judged if is_right]

    assert sum(sure) / len(sure) >= RIGHT_AMONG_SURE
    assert sum(right) / len(right) >= SURE_AMONG_RIGHT
