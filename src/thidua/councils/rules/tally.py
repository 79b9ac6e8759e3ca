"""What was counted on an item: votes, opinions in writing, and of how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from thidua.councils.choices import Choice
from thidua.law.record import Votes


@dataclass(frozen=True, slots=True)
class Counted:
    """Votes at the session: for, against, and the rest (no opinion by hand; invalid or blank by ballot)."""

    favour: int = 0
    against: int = 0
    blank: int = 0

    @property
    def cast(self) -> int:
        """How many voted."""
        return self.favour + self.against + self.blank


@dataclass(frozen=True, slots=True)
class Tally:
    """The whole count of an item.

    Attributes:
        favour, against, blank: at the session, as `Counted`.
        written_favour, written_against: opinions in writing of members who were not there.
        members: on the roll of the session, those who stepped aside included.
        recused: who stepped aside, whether they were there or not.
        attending: who was there when the vote was closed, those who stepped aside included.
        entitled: who was there and did not step aside.
    """

    favour: int
    against: int
    blank: int
    written_favour: int
    written_against: int
    members: int
    recused: int
    attending: int
    entitled: int

    def __post_init__(self) -> None:
        """Refuse counts that cannot be: more votes than who may vote, more opinions than who is away."""
        if min(asdict(self).values()) < 0:
            raise ValueError("a count is below nought")
        if self.cast > self.entitled:
            raise ValueError(f"{self.cast} votes of {self.entitled} entitled")
        if self.entitled > self.attending or self.attending > self.members or self.recused > self.members:
            raise ValueError("more present than members")
        if self.cast + self.written_favour + self.written_against > self.members - self.recused:
            raise ValueError("more votes and opinions than members who did not step aside")

    @property
    def cast(self) -> int:
        """How many voted at the session."""
        return self.favour + self.against + self.blank

    @property
    def in_favour(self) -> int:
        """All who are for it: votes and opinions."""
        return self.favour + self.written_favour

    @property
    def opposed(self) -> int:
        """All who are against it: votes and opinions."""
        return self.against + self.written_against

    @property
    def silent(self) -> int:
        """Members who did not step aside, and of whom there is neither vote nor opinion."""
        return self.members - self.recused - self.cast - self.written_favour - self.written_against

    def votes(self) -> Votes:
        """Return the vote as the law asks for it."""
        return Votes(self.in_favour, self.members, self.recused, self.attending)

    def as_json(self) -> dict[str, int]:
        """Return the counts that are kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, int]) -> Tally:
        """Return the counts that were kept."""
        return cls(**{each.name: kept[each.name] for each in fields(cls)})


def counted(choices: Iterable[str]) -> Counted:
    """Count ballots.

    >>> counted(["for", "for", "blank"])
    Counted(favour=2, against=0, blank=1)
    """
    told = [Choice(each) for each in choices]
    return Counted(told.count(Choice.FOR), told.count(Choice.AGAINST), told.count(Choice.BLANK))
