"""What a filled-in workbook would change in a report, as plain values that wait for a person's yes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from thidua.reports.rules.sheet import Outcome, ReadCell


@dataclass(frozen=True)
class Change:
    """One cell that a file changes.

    Attributes:
        field: a `rules.sheet.Field`.
        of: the id of the line or of the narrative section.
        was: what the report had when the preview was shown; where somebody wrote it since, it is left as it is.
        text: what is to be kept; empty with ``choices`` while the officer has not chosen.
        choices: the ways in which the cell can be read.
        is_computed: whether a formula gave the value: written only if a person says so.
        is_newer: whether somebody typed the cell since the file was made: likewise.
    """

    field: str
    of: int
    was: str
    text: str
    choices: tuple[str, ...] = ()
    is_computed: bool = False
    is_newer: bool = False

    @property
    def name(self) -> str:
        """What its input on the page is called."""
        return f"{self.field}-{self.of}"

    @property
    def is_optional(self) -> bool:
        """Whether it is written only if it is ticked."""
        return self.is_computed or self.is_newer

    @property
    def undone(self) -> Change:
        """The change back; where somebody typed since, that stays."""
        return Change(self.field, self.of, was=self.text, text=self.was)

    def chosen(self, answers: Mapping[str, str]) -> Change | None:
        """Return the change as the officer answered; ``None`` where it is to be left.

        >>> asked = Change("number", 7, "", "", choices=("15", "1,5"))
        >>> asked.chosen({"number-7": "15"}).text, asked.chosen({"number-7": "16"})
        ('15', None)
        """
        answer = answers.get(self.name, "")
        if self.choices:
            return Change(self.field, self.of, self.was, answer) if answer in self.choices else None
        return self if answer or not self.is_optional else None


def change_of(cell: ReadCell) -> Change | None:
    """Return what the cell changes or may change; ``None`` where it is unchanged or refused."""
    slot = cell.slot
    is_asked = cell.outcome == Outcome.ASKED and cell.asked is not None
    if cell.outcome != Outcome.CHANGED and not is_asked:
        return None
    return Change(
        slot.field.value,
        slot.id,
        was=slot.now,
        text="" if is_asked else cell.text,
        choices=cell.asked.choices if is_asked and cell.asked else (),
        is_computed=cell.is_computed,
        is_newer=cell.is_newer,
    )


def to_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return the changes as a session or a row keeps them."""
    return [asdict(each) for each in changes]


def from_json(kept: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Return the changes that `to_json` kept."""
    return [Change(**{**each, "choices": tuple(each["choices"])}) for each in kept]
