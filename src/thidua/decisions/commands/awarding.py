"""What issuing a decision that gives awards does: nominations are decided, the ledger is written, money is due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.core.many import update_rows
from thidua.decisions.choices import BonusState, DecisionKind
from thidua.decisions.commands.drafting import COPIED
from thidua.decisions.commands.fitness import refuse_unfit
from thidua.decisions.commands.reckoning import reckon
from thidua.decisions.models import AwardDecision, DecisionLine
from thidua.honours.commands import Given, StatedHonour, record_honours
from thidua.honours.models import Holder, Post
from thidua.nominations.commands import mark_decided
from thidua.organisations.queries import in_force

_WRITTEN = ("holder", "honour", "golden_number", "golden_text")


class Awarding:
    """The work of one decision that gives awards. The caller holds it locked, in a transaction."""

    def __init__(self, decision: AwardDecision, by: Actor, at: datetime) -> None:
        self.decision, self.by, self.at = decision, by, at
        rows = DecisionLine.objects.in_force().filter(decision=decision, does=DecisionKind.AWARD)
        self.lines: Sequence[DecisionLine] = list(rows.select_related("nomination").order_by("place", "pk"))

    def prepare(self, dated_on: date) -> None:
        """Check every line for the day, and mark its nomination as decided."""
        nominations = [line.nomination for line in self.lines if line.nomination is not None]
        if not nominations:
            raise Refused(_("Quyết định chưa có ai. Thêm hồ sơ chờ quyết định rồi ban hành."))
        refuse_unfit(self.decision.unit, nominations, on=dated_on)
        self._copy()
        reckon(self.decision, self.lines, on=dated_on)
        self._refuse_asked()
        mark_decided(nominations=nominations, by=self.by, at=self.at)

    def write(self) -> None:
        """Write an honour for each line, with its ordinal in the golden book."""
        into = _survivors({line.holder_id for line in self.lines})
        bodies = _bodies(into.values(), self.decision.dated_on)
        given = [
            Given(into[line.holder_id], self._stated(line, bodies.get(into[line.holder_id], ""))) for line in self.lines
        ]
        keys = record_honours(given=given, by=self.by, at=self.at)
        update_rows(
            DecisionLine,
            _WRITTEN,
            (
                (line.pk, each.holder_id, key, line.place, golden_text(line.place))
                for line, each, key in zip(self.lines, given, keys, strict=True)
            ),
        )

    def _copy(self) -> None:
        """Take over what a nomination says otherwise than when it was put into the draft."""
        changed = []
        for place, line in enumerate(self.lines, start=1):
            line.place = place
            if line.nomination is not None and any(
                getattr(line, name) != getattr(line.nomination, name) for name in COPIED
            ):
                for name in COPIED:
                    setattr(line, name, getattr(line.nomination, name))
                changed.append(line)
        update_rows(DecisionLine, COPIED, ((line.pk, *(getattr(line, name) for name in COPIED)) for line in changed))

    def _refuse_asked(self) -> None:
        asked = [line for line in self.lines if line.bonus_state == BonusState.ASKS]
        if asked:
            raise Refused(
                _("%(count)s dòng còn phải ghi số tiền thưởng, trước hết là %(name)s: %(why)s"),
                field="bonus",
                count=len(asked),
                name=asked[0].name,
                why=asked[0].bonus_note,
            )

    def _stated(self, line: DecisionLine, body: str) -> StatedHonour:
        return StatedHonour(
            form_name=line.award_name,
            year=line.year,
            form_code=line.award_code,
            type=line.type,
            decision_number=self.decision.code,
            decided_on=self.decision.dated_on,
            authority=self.decision.authority,
            body=body,
            reason=line.achievement,
        )


def golden_text(place: int) -> str:
    """Return the line of a certificate that names the ordinal in the decision (Decree 98/2023/NĐ-CP, Art. 104)."""
    return f"Số sổ vàng: {place:02}"


def _survivors(holders: Collection[int]) -> dict[int, int]:
    """Return into which record each was merged by now, by key; itself where it was not."""
    into = {key: key for key in holders}
    last = set(holders)
    while last:
        rows = Holder.objects.filter(pk__among=list(last), merged_into__isnull=False).order_by()
        moved = dict(rows.values_list("pk", "merged_into_id"))
        into = {key: moved.get(now, now) for key, now in into.items()}
        last = {each for each in moved.values() if each is not None}
    return into


def _bodies(holders: Collection[int], on: date | None) -> dict[int, str]:
    """Return the name of the body at which each person holds a post on a day; of several the newest."""
    if on is None:
        return {}
    rows = Post.objects.filter(in_force(on), holder__pk__among=list(holders)).order_by("pk")
    return dict(rows.values_list("holder_id", "body__name"))
