"""The yearly statistics of the Ministry of Home Affairs, counted from the movements and the ledger of awards."""

from thidua.insights.statistics.movements import movements_behind
from thidua.insights.statistics.reading import AwardLine, Statistics, read_statistics
from thidua.insights.statistics.tables import Number, Row, Rows, Table

__all__ = [
    "AwardLine",
    "Number",
    "Row",
    "Rows",
    "Statistics",
    "Table",
    "movements_behind",
    "read_statistics",
]
