"""Awards told by the number of their forms: «3 giải nhất», «15 Nhà giáo Ưu tú», «2 Bằng khen cho cá nhân»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from thidua.reading import award_patterns as pattern
from thidua.reading import receiver_patterns as receiver
from thidua.reading.award_receivers import AwardReceivers
from thidua.reading.award_told import Group, Statement
from thidua.reading.award_words import Authority, Form, RecipientKind, Recipients
from thidua.reading.context import Context
from thidua.reading.facts import Span
from thidua.reading.organisations import Page

_NEAR = 100


class CountedForms(AwardReceivers):
    """Finds the forms of one sentence that are counted themselves."""

    def __init__(self, context: Context, page: Page, span: Span, authorities: Sequence[Authority]) -> None:
        super().__init__(context, page, span, authorities)
        self.recipients: list[Recipients] = []
        self.used: set[int] = set()
        self.by_unit = {each.unit_start: each for each in reversed(self.quantities)}

    def is_conferred(self, form: Form, counted: Statement) -> bool:
        """Return whether a counted form without a verb is told as handed out; a title only behind a word for it."""
        if form.kind == "title":
            return pattern.CONFERRED.search(self.low, self.start, counted.start) is not None
        return not self._is_won(counted)

    def in_brackets(self, place: int) -> bool:
        """Return whether ``place`` stands in brackets within its clause."""
        begin = max(self.start, place - 2 * _NEAR, self.low.rfind(";", self.start, place))
        return self.low.rfind("(", begin, place) > self.low.rfind(")", begin, place)

    def _is_won(self, counted: Statement) -> bool:
        """Return whether its clause tells a score («đạt sáu giải nhất»): a figure, not an award that is handed out."""
        begin = max(self.low.rfind(";", self.start, counted.start) + 1, self.start)
        in_brackets = counted.forms[0].startswith("giải") and self.in_brackets(counted.start)
        return in_brackets or pattern.WON.search(self.low, begin, counted.start) is not None

    def counted_form(self, group: Group) -> Statement | None:
        """Return the award of a form with a number directly before it, none where there is no number."""
        form = group.forms[0]
        quantity = self.by_unit.get(form.start)
        if quantity is None or not isinstance(quantity.number.value, int):
            return None
        to = receiver.TO_ONE_KIND.match(self.low, group.end, self.end)
        if counted_behind := self._counted_behind(group.end):
            who = replace(counted_behind, start=quantity.start)
            rule, told = "award.given", ((quantity.start, quantity.end),)
            return Statement(quantity.start, who.end, group.names, group.authority, who, rule, also=told)
        others = to and pattern.THE_OTHERS.match(self.low, to.end())
        if to and to["several"] and form.kind == "prize" and not others:
            to = None
        kind = (
            "individuals"
            if form.kind == "prize" and self.is_won_by_named(group.end)
            else self._kind_of_counted(form, to)
        )
        kind = "collectives" if kind == "total" and self._goes_to_bodies(form, group.end) else kind
        end = to.end() if to else group.end
        who = Recipients(quantity.start, quantity.end, ((kind, quantity.number.value),))
        return Statement(quantity.start, end, group.names, group.authority, who, "award.counted_form")

    def _counted_behind(self, end: int) -> Recipients | None:
        """«tặng 7 cờ thi đua cho 9 tập thể»: who receives is counted apart from what is given."""
        to = pattern.HANDED_TO.match(self.low, end)
        named = (each for each in self.recipients if to and each.counted and each.start == to.end())
        one = next(named, None)
        if one:
            self.used.add(one.start)
        return one

    def _goes_to_bodies(self, form: Form, end: int) -> bool:
        """«hai giải nhì cho Huyện đoàn Sa Thầy, Thành đoàn Kon Tum»: as many bodies as prizes."""
        to = pattern.HANDED_TO.match(self.low, end) if form.kind == "prize" else None
        named = self.by_start.get(to.end()) if to else None
        return named is not None and not named.post

    def _kind_of_counted(self, form: Form, to: re.Match[str] | None) -> RecipientKind:
        """Return whom a counted form counts: «3 Bằng khen cho cá nhân», «15 Nhà giáo Ưu tú», else nobody."""
        if form.kind == "title" and (kind := pattern.KIND_OF_TITLE.match(self.low, form.start)):
            return "individuals" if kind["individuals"] else "collectives"
        if form.name.startswith(("giải tập thể", "giải cá nhân")):
            return "collectives" if form.name.startswith("giải tập thể") else "individuals"
        listed = receiver.LIST_TO_KIND.match(self.low, form.end, self.end) if form.kind == "prize" else None
        if listed:
            return "individuals" if listed["kind"] == "cá nhân" else "collectives"
        if not to:
            teams = form.kind == "prize" and receiver.WON_BY_TEAMS.match(self.low, form.end, self.end)
            return "collectives" if teams else "total"
        return "collectives" if to["collectives"] else "individuals"
