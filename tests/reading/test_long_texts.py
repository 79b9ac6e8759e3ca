"""Very long texts: the time that reading takes grows with their length, not faster."""

from __future__ import annotations

import time

import pytest

from thidua.reading.pipeline import read


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "12 ",
        '"5 ',
        "( ",
        "tặng Bằng khen cho 5 tập thể ",
        "giải nhất, ",
        "được ",
        "Ban tổ chức trao ",
        "5 tập thể (",
    ],
)
def test_one_thing_repeated_is_read_in_reasonable_time(piece: str) -> None:
    begun = time.process_time()

    read(piece * (60_000 // len(piece)))

    assert time.process_time() - begun < 8
