"""Legal days are those of Việt Nam, whatever the hour in UTC."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from thidua.core import clock

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("local", "day"),
    [
        (datetime(2025, 6, 30, 23, 30, tzinfo=VIETNAM), date(2025, 6, 30)),
        (datetime(2025, 7, 1, 0, 30, tzinfo=VIETNAM), date(2025, 7, 1)),
    ],
)
def test_half_an_hour_around_midnight_falls_on_its_own_day(local, day):
    assert clock.legal_day(local.astimezone(UTC)) == day


def test_half_past_midnight_in_vietnam_is_still_the_day_before_in_utc():
    instant = datetime(2025, 7, 1, 0, 30, tzinfo=VIETNAM)

    assert instant.astimezone(UTC).date() == date(2025, 6, 30)
    assert clock.legal_day(instant) == date(2025, 7, 1)


def test_now_is_an_aware_instant_and_today_its_legal_day():
    now = clock.now()

    assert now.tzinfo is not None
    assert clock.today() in {clock.legal_day(now), clock.legal_day(clock.now())}
