"""Files beside cells on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from thidua.api.shapes.common import Shape
from thidua.reports.models import CellFile


class CellFileOut(Shape):
    """A file beside a cell of a report."""

    uid: UUID
    report: UUID
    revision: int = Field(description="Of the report; amending takes the files along as others.")
    code: str = Field(description="Of the cell.")
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str = Field(description="Of the file as it is kept: a picture without place, time and device.")
    attached_at: datetime
    attached_by: str
    is_withdrawn: bool


def cell_file_out(kept: CellFile) -> CellFileOut:
    """Return a file; its cell, report and bytes were read with it."""
    return CellFileOut(
        uid=kept.uid,
        report=kept.revision.report.uid,
        revision=kept.revision.number,
        code=kept.line.indicator.code,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.file.size,
        sha256=kept.file.sha256,
        attached_at=kept.created_at,
        attached_by=kept.attached_by,
        is_withdrawn=kept.withdrawn_at is not None,
    )
