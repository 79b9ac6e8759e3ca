"""What is printed of a session: its minutes, and the sheet of its ballots. Vietnamese, as `paper` documents."""

from thidua.councils.pack.minutes import minutes
from thidua.councils.pack.vote_sheet import vote_sheet

__all__ = ["minutes", "vote_sheet"]
