"""How numbers, dates and shares are written on the screen (look.md, section 4)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from thidua.vietnamese.writing import number

_TERRITORIES = (
    "Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã ", "Xã ", "Phường ", "Thị trấn ", "Đặc khu ",
)  # fmt: skip
WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ Nhật"),
)


def percent(part: Decimal | float, whole: Decimal | float | None = None, decimals: int = 1) -> str:
    """Return a share in per cent, without a space: of ``whole``, or of a hundred where none is given.

    >>> percent(26, 438), percent(100), percent(64.2)
    ('5,9%', '100%', '64,2%')
    """
    share = Decimal(str(part)) * 100 / Decimal(str(whole)) if whole else Decimal(str(part))
    return number(share, decimals) + "%"


def day(value: date | datetime | None) -> str:
    """Return a day as 05/06/2020, an instant as its legal day; nothing for no day."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{on:%d/%m/%Y}"


def instant(value: datetime | None) -> str:
    """Return an instant as 12/11/2026 16:20, local time."""
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


def weekday(value: date) -> str:
    """Return the name of the day of the week."""
    return str(WEEKDAYS[value.weekday()])


def distance(value: date, today: date) -> str:
    """Say in words how far a due day is: «Quá hạn 2 ngày», «Hôm nay», «Còn 4 ngày»."""
    days = (value - today).days
    if days == 0:
        return gettext("Hôm nay")
    if days < 0:
        return ngettext("Quá hạn %(days)s ngày", "Quá hạn %(days)s ngày", -days) % {"days": number(-days)}
    return ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", days) % {"days": number(days)}


def near_day(value: date, today: date) -> str:
    """Return a due day in words and as a date: «Còn 4 ngày, 24/11/2026»."""
    return f"{distance(value, today)}, {day(value)}"


def moment(value: datetime, today: date) -> str:
    """Return when something happened, short: the hour of today, «Hôm qua», else day and month."""
    local = timezone.localtime(value)
    days = (today - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return gettext("Hôm qua")
    return f"{local:%d/%m}" if local.year == today.year else day(value)


def in_sentence(full_name: str) -> str:
    """Return the full name of a unit as it stands inside a sentence: the kind of a territory in small letters.

    >>> in_sentence("Tỉnh Hưng Yên"), in_sentence("Công an tỉnh Hưng Yên"), in_sentence("Thành phố Hải Phòng")
    ('tỉnh Hưng Yên', 'Công an tỉnh Hưng Yên', 'thành phố Hải Phòng')
    """
    return full_name[:1].lower() + full_name[1:] if full_name.startswith(_TERRITORIES) else full_name


def initials(name: str) -> str:
    """Return the letters of the round mark of a person: middle and given name.

    >>> initials("Trần Thu Hà"), initials("Hà"), initials("")
    ('TH', 'H', '')
    """
    return "".join(word[0] for word in name.split()[-2:]).upper()
