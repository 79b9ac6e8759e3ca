"""The sheet of a list that was kept, as the app takes it."""

from __future__ import annotations

import itertools
from typing import Final

from thidua.core.errors import Refused
from thidua.nominations.models import NomineeList
from thidua.nominations.queries.listing import MOST_ROWS, SheetContent
from thidua.office.reports.tables.opened import TOO_LONG
from thidua.office.reports.tables.opening import opened, sheet_of
from thidua.sources.queries import path_of

_MOST_CELL_ROWS: Final = 4 * MOST_ROWS
"""Rows of the sheet, with titles, headings and empty ones."""


def sheet_content(listing: NomineeList) -> SheetContent:
    """Return the sheet of a list from its first row on.

    Raises:
        Refused: the file cannot be opened any more, or the sheet is too long.
    """
    with opened(path_of(listing.file.sha256)) as source:
        sheet = sheet_of(source, listing.sheet)
        rows = list(itertools.islice(sheet.rows(), _MOST_CELL_ROWS + 1))
        if len(rows) > _MOST_CELL_ROWS:
            raise Refused(TOO_LONG, most=_MOST_CELL_ROWS)
        return SheetContent(rows, source.marks(sheet.name))
