"""The stamp inside a workbook: of which report, form, unit, period and revision it is; signed against changes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, fields

_KIND = "thidua1"
"""Names this layout of a workbook too: a later one, that reads other columns, gets a name of its own."""
_SIGNATURE_BYTES = 15  # as many as base32 writes without padding
_LONGEST = 2000


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the catalogue; rules know no Django, who shows the sentence translates it."""
    return message


NOT_OURS = gettext_noop(
    "Tệp này không phải biểu tải từ phần mềm, hoặc phần đánh dấu ẩn trong tệp đã bị sửa. "
    "Tải lại biểu Excel rồi dán số vào."
)
OTHER_UNIT = gettext_noop(
    "Tệp này là biểu của đơn vị khác. Mở báo cáo của đơn vị ấy, hoặc tải biểu Excel của báo cáo này rồi dán số vào."
)
OTHER_PERIOD = gettext_noop(
    "Tệp này là biểu của kỳ khác. Mở báo cáo của kỳ ấy, hoặc tải biểu Excel của báo cáo này rồi dán số vào."
)
OTHER_FORM = gettext_noop(
    "Tệp này là biểu khác. Mở báo cáo của biểu ấy, hoặc tải biểu Excel của báo cáo này rồi dán số vào."
)
OLD_EDITION = gettext_noop("Biểu đã đổi từ khi anh, chị tải tệp này. Tải lại biểu Excel rồi dán số vào.")
OTHER_REVISION = gettext_noop(
    "Tệp này tải từ một bản khác của báo cáo, không phải bản đang nhập. Tải lại biểu Excel rồi dán số vào."
)


@dataclass(frozen=True)
class Stamp:
    """What a workbook belongs to.

    Attributes:
        report: the report's uid.
        form: the form's code.
        edition: the number of the form's edition.
        unit: the unit's code.
        period: the key of the period.
        revision: the number of the report's revision.
    """

    report: str
    form: str
    edition: int
    unit: str
    period: str
    revision: int


def make_stamp(stamp: Stamp, key: bytes) -> str:
    """Return the stamp as one line of text, signed with ``key``.

    >>> here = Stamp("6f0c", "monthly", 1, "12826", "month|2026-10-01|2026-11-01", 2)
    >>> read_stamp(make_stamp(here, b"key"), b"key") == here
    True
    """
    told = f"{_KIND} {json.dumps(asdict(stamp), sort_keys=True, separators=(',', ':'))}"
    return f"{told} {_signature(told, key)}"


def read_stamp(text: str, key: bytes) -> Stamp | None:
    """Return what the stamp says; ``None`` where it is no stamp, was changed, or was signed with another key.

    >>> read_stamp("thidua1 {} ABC", b"key") is None
    True
    """
    told, blank, signature = text.rpartition(" ")
    if not blank or len(text) > _LONGEST:
        return None
    expected = _signature(told, key).encode()
    if not hmac.compare_digest(signature.encode("utf-8", "surrogatepass"), expected):
        return None
    values = json.loads(told.removeprefix(f"{_KIND} "))
    return Stamp(**{each.name: values[each.name] for each in fields(Stamp)})


def why_not(stamp: Stamp | None, here: Stamp) -> str:
    """Return the msgid that says why a file with ``stamp`` is not for the report ``here``; empty where it is.

    What is told first is what the officer most likely mixed up: the unit, the period, the form.
    """
    if stamp is None:
        return NOT_OURS
    for name, sentence in (
        ("unit", OTHER_UNIT),
        ("form", OTHER_FORM),
        ("period", OTHER_PERIOD),
        ("report", NOT_OURS),
        ("edition", OLD_EDITION),
        ("revision", OTHER_REVISION),
    ):
        if getattr(stamp, name) != getattr(here, name):
            return sentence
    return ""


def _signature(told: str, key: bytes) -> str:
    digest = hmac.new(key, told.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return base64.b32encode(digest[:_SIGNATURE_BYTES]).decode("ascii")
