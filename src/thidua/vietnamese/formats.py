"""Numbers, shares and dates as they are shown: «1.600», «64,2%», «−126», «05/06/2020», «ngày 05 tháng 6 năm 2020»."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
EN_DASH = "\u2013"
NO_BREAK = "\u00a0"
_LAST_PADDED_MONTH = 2

Figure = int | float | Decimal


def format_integer(value: int, *, signed: bool = False) -> str:
    """Return a whole number with points between thousands and a true minus.

    Args:
        value: the number.
        signed: for a difference: with a plus if above zero.

    >>> format_integer(1600), format_integer(-126), format_integer(7, signed=True)
    ('1.600', '−126', '+7')
    """
    return _sign(value, signed=signed) + f"{abs(value):,}".replace(",", ".")


def format_decimal(value: Figure, *, places: int | None = None, signed: bool = False) -> str:
    """Return a number with a decimal comma, rounded half up to ``places`` (or as exact as it is).

    >>> format_decimal(Decimal("1234.50")), format_decimal(64.25, places=1), format_decimal(3)
    ('1.234,5', '64,3', '3')
    """
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        return format_integer(int(exact), signed=signed)
    else:
        exact = exact.normalize()
    whole, _, part = f"{abs(exact):f}".partition(".")
    text = _sign(exact, signed=signed) + f"{int(whole):,}".replace(",", ".")
    return f"{text},{part}" if part else text


def format_percent(value: Figure, *, places: int | None = None, signed: bool = False) -> str:
    """Return a share of a hundred, without a blank before the sign.

    >>> format_percent(64.2), format_percent(Decimal("-1.5")), format_percent(100)
    ('64,2%', '−1,5%', '100%')
    """
    return format_decimal(value, places=places, signed=signed) + "%"


def format_ratio(value: int, of: int) -> str:
    """Return «97/104».

    >>> format_ratio(1097, 1104)
    '1.097/1.104'
    """
    return f"{format_integer(value)}/{format_integer(of)}"


def format_range(first: Figure, last: Figure) -> str:
    """Return a range with an en dash.

    >>> format_range(1, 2)
    '1–2'
    """
    return f"{format_decimal(first)}{EN_DASH}{format_decimal(last)}"


def format_money(dong: int) -> str:
    """Return an amount in đồng; the blank does not break.

    >>> format_money(2530000) == "2.530.000" + NO_BREAK + "đồng"
    True
    """
    return f"{format_integer(dong)}{NO_BREAK}đồng"


def format_date(day: date) -> str:
    """Return a day.

    >>> format_date(date(2020, 6, 5))
    '05/06/2020'
    """
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_long_date(day: date) -> str:
    """Return a day as documents write it: days below 10 and the months 1 and 2 get a zero.

    Source: Decree 30/2020/NĐ-CP, Appendix I, part I, item 4 (place and date of issue).

    >>> format_long_date(date(2020, 6, 5)), format_long_date(date(2021, 2, 12))
    ('ngày 05 tháng 6 năm 2020', 'ngày 12 tháng 02 năm 2021')
    """
    month = f"{day.month:02}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def format_month(day: date) -> str:
    """Return the month of a day.

    >>> format_month(date(2026, 10, 1))
    'tháng 10/2026'
    """
    return f"tháng {day.month}/{day.year}"


def format_moment(moment: datetime) -> str:
    """Return a day with its time.

    >>> format_moment(datetime(2026, 11, 12, 16, 20))
    '12/11/2026 16:20'
    """
    return f"{format_date(moment)} {moment:%H:%M}"


def format_years(first: int | None, last: int | None) -> str:
    """Return a stretch of years with an en dash; an open end in words, one year once.

    >>> format_years(2014, 2019), format_years(2020, 2020), format_years(2014, None), format_years(None, 2019)
    ('2014–2019', '2020', 'từ 2014', 'đến 2019')
    """
    if first is None and last is None:
        return ""
    if last is None:
        return f"từ {first}"
    if first is None:
        return f"đến {last}"
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def _sign(value: Figure, *, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""
