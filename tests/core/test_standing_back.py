"""Documents wait while others need the machine; measured on the clock of the machine, so with wide margins."""

from __future__ import annotations

import time

import pytest

from thidua.core.standing_back import StandingBack


def _seconds_until_begun(standing_back: StandingBack) -> float:
    asked = time.monotonic()
    with standing_back.piece():
        begun = time.monotonic()
        _work(0.02)
    return begun - asked


def _work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_after_a_piece_that_was_held_up_there_is_a_rest():
    worker = StandingBack()
    worker.begin(rest=0.3)
    with worker.piece():
        time.sleep(0.2)  # others had the processor

    assert _seconds_until_begun(worker) >= 0.3


def test_after_a_piece_that_failed_while_held_up_there_is_a_rest():
    worker = StandingBack(rest=0.3)

    def fail_late() -> None:
        with worker.piece():
            time.sleep(0.2)
            raise ValueError("no document")

    with pytest.raises(ValueError, match="no document"):
        fail_late()

    assert worker.was_held_up


def test_who_does_not_stand_back_never_rests():
    site = StandingBack()
    with site.piece():
        time.sleep(0.2)

    assert _seconds_until_begun(site) < 0.3
