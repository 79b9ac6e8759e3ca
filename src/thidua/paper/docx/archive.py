"""A .docx as the same bytes each time: the zip entries carry the document's instant, not the machine's."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime


def dated(package: bytes, at: datetime) -> bytes:
    """Return the package with every entry dated ``at``; content and order are kept."""
    moment = at.astimezone(UTC).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()
