"""The yearly statistics of the Ministry of Home Affairs, counted from the movements and the ledger of awards."""

from thidua.insights.statistics.behind import Asked, awards_behind, doubles_on, honours_by_key
from thidua.insights.statistics.doubles import Double
from thidua.insights.statistics.given import Aside
from thidua.insights.statistics.kept_twice import awards_kept_twice
from thidua.insights.statistics.movements import movements_behind
from thidua.insights.statistics.reading import AwardLine, Statistics, Twice, read_statistics
from thidua.insights.statistics.tables import Number, Row, Rows, Table

__all__ = [
    "Aside",
    "Asked",
    "AwardLine",
    "Double",
    "Number",
    "Row",
    "Rows",
    "Statistics",
    "Table",
    "Twice",
    "awards_behind",
    "awards_kept_twice",
    "doubles_on",
    "honours_by_key",
    "movements_behind",
    "read_statistics",
]
