"""What issuing a decision does that follows an earlier one: it annuls awards, or has certificates made anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import update_rows
from thidua.decisions.choices import DecisionState
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.honours.commands import withdraw_honour
from thidua.nominations.commands import mark_annulled


class Following(Protocol):
    """The work of issuing one decision: what is checked before it has its number, what is written after."""

    lines: Sequence[DecisionLine]

    def prepare(self, dated_on: date, /) -> None:
        """Check every line, and move its nomination."""

    def write(self) -> None:
        """Write what follows from the number and the day."""


class Annulling:
    """The work of a decision that annuls awards of an earlier one."""

    def __init__(self, decision: AwardDecision, by: Actor, at: datetime) -> None:
        self.decision, self.by, self.at = decision, by, at
        self.lines: Sequence[DecisionLine] = _lines(decision)
        self.awards = _awards(self.lines)

    def prepare(self, dated_on: date) -> None:
        """Refuse what is annulled already or dated before the award; mark the nominations."""
        _refuse_empty(self.lines)
        first = self.decision.annuls.dated_on if self.decision.annuls else None
        if first and dated_on < first:
            raise Refused(
                _("Quyết định hủy bỏ ký trước quyết định khen thưởng ngày %(day)s. Kiểm tra lại ngày."),
                field="dated_on",
                day=f"{first:%d/%m/%Y}",
            )
        gone = next((award for award in self.awards if award.annulled_at is not None), None)
        if gone is not None:
            raise Refused(_("Khen thưởng của %(name)s đã hủy bỏ ở quyết định khác. Bỏ khỏi danh sách."), name=gone.name)
        nominations = [award.nomination for award in self.awards if award.nomination is not None]
        mark_annulled(nominations=nominations, reason=self._ground, by=self.by, at=self.at)

    def write(self) -> None:
        """Take the honours back, and note what money has to come back."""
        code, day = self.decision.code, self.decision.dated_on
        reason = f"Hủy bỏ theo Quyết định số {code} ngày {day:%d/%m/%Y}: {self._ground}"
        for award in self.awards:
            if award.honour is not None:
                withdraw_honour(honour=award.honour, reason=reason, by=self.by, at=self.at)
        owed = ((award.pk, self.at, (award.bonus or 0) if award.paid_on else 0) for award in self.awards)
        update_rows(DecisionLine, ("annulled_at", "to_recover"), owed)
        annulled = self.decision.annuls
        if annulled and not DecisionLine.objects.in_force().filter(decision=annulled, annulled_at=None).exists():
            AwardDecision.objects.filter(pk=annulled.pk).update(state=DecisionState.ANNULLED)

    @property
    def _ground(self) -> str:
        return str(self.decision.get_reason_display())


class Reissuing:
    """The work of a decision that has certificates made anew; the awards stay as they are."""

    def __init__(self, decision: AwardDecision, _by: Actor, _at: datetime) -> None:
        self.lines: Sequence[DecisionLine] = _lines(decision)

    def prepare(self, _dated_on: date) -> None:
        """Refuse a certificate of an award that does not stand any more."""
        _refuse_empty(self.lines)
        gone = next((line for line in self.lines if line.honour and line.honour.withdrawn_at is not None), None)
        if gone is not None:
            raise Refused(
                _("Khen thưởng của %(name)s không còn trong sổ nên không cấp lại. Bỏ khỏi danh sách."), name=gone.name
            )

    def write(self) -> None:
        """Nothing beside the decision itself: its lines say what is made anew."""


def _lines(decision: AwardDecision) -> list[DecisionLine]:
    rows = DecisionLine.objects.in_force().filter(decision=decision)
    return list(rows.select_related("honour").order_by("place", "pk"))


def _awards(lines: Sequence[DecisionLine]) -> list[DecisionLine]:
    """Return the lines that lines annul, locked in one order."""
    keys = [line.of_id for line in lines if line.of_id is not None]
    rows = DecisionLine.objects.select_for_update(of=("self",)).filter(pk__among=keys)
    return list(rows.select_related("honour", "nomination").order_by("pk"))


def _refuse_empty(lines: Sequence[DecisionLine]) -> None:
    if not lines:
        raise Refused(_("Quyết định chưa có ai. Thêm dòng rồi ban hành."))
