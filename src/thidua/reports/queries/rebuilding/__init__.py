"""Every stored total beside what the figures of the snapshot add up to: the whole country anew (`thidua.totals`)."""

from thidua.reports.queries.rebuilding.compared import Compared, Difference, compare

__all__ = ["Compared", "Difference", "compare"]
