"""What a machine writes into a report."""

from __future__ import annotations

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from thidua.api.shapes.common import Given, Plain, Whole, Year
from thidua.reports.choices import Qualifier
from thidua.reports.models import LONGEST_PASSAGE
from thidua.reports.rules.typed import MOST

Code = Annotated[Plain, Field(min_length=1, max_length=60)]
Typed = Annotated[Plain, Field(max_length=200)]
Short = Annotated[Plain, Field(max_length=500)]
Scaled = Annotated[int, Field(ge=0, le=MOST)]


class OpenIn(Given):
    """The report of the token's own unit that is to be begun: one that /reports/due offers."""

    form: Code = Field(description="The form's code.")
    year: Year
    number: Annotated[int, Field(ge=1, le=12)] = Field(description="Which period of its kind in the year.")


class CellIn(Given):
    """A cell: ``text`` as a person would type it, or ``value`` as an integer; never both."""

    code: Code
    text: Typed | None = Field(None, description="«1.600», «98,6», «12/15», «trên 1.600»; empty to clear the cell.")
    value: Scaled | None = Field(None, description="Scaled by the line's decimals; null to clear the cell.")
    of: Scaled | None = Field(None, description="With value: the whole of a ratio, scaled alike.")
    qualifier: Qualifier = Field(Qualifier.EXACT, description="With value: how exactly it is known.")
    was: Typed = Field("", description="What stood there when it was last read. Another text there now: 409.")

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Refuse a text together with a value."""
        if self.text is not None and (self.value is not None or self.of is not None):
            raise ValueError("send text or value, not both")
        return self


class ReasonIn(Given):
    """The answer to a check that needs a reason."""

    check: Code
    cell: Code
    text: Short
    was: Short | None = Field(None, description="What stood there when it was last read; left out: do not look.")


class TextIn(Given):
    """The text of a narrative section."""

    section: Annotated[int, Field(ge=1, le=32_767)] = Field(description="The section's order.")
    text: Annotated[Plain, Field(max_length=LONGEST_PASSAGE)]
    was: Annotated[Plain, Field(max_length=LONGEST_PASSAGE)] = ""


class ContentIn(Given):
    """What is to be kept: all of it, or nothing."""

    cells: list[CellIn] = Field([], max_length=2_000)
    reasons: list[ReasonIn] = Field([], max_length=2_000)
    texts: list[TextIn] = Field([], max_length=100)


class CellsIn(ContentIn):
    """What is written into a report that was read."""

    revision: Whole = Field(description="The revision that was read; nothing is written into a later one.")


class HandInIn(OpenIn, ContentIn):
    """A whole report of the token's own unit, written and filed in one call."""


class StepIn(Given):
    """A step of the ladder."""

    version: Whole = Field(description="The version of the report that was read. A newer one now: 409.")


class ReasonedStepIn(StepIn):
    """A step that says why."""

    reason: Annotated[Plain, Field(min_length=1, max_length=500)]


class OneOfSeveral(StepIn):
    """A report among several."""

    uid: UUID


class SeveralIn(Given):
    """Reports on which the same step is done."""

    reports: list[OneOfSeveral] = Field(min_length=1, max_length=2_000)
