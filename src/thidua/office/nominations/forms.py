"""Forms of a nomination: whom and for what, what the dossier states as far as the award asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import Stale
from thidua.honours.choices import CommendationKind, HolderKind
from thidua.honours.commands import StatedHolder
from thidua.law.record import Achievement, Group, Members, Rating, Reach, Service
from thidua.nominations.choices import RoundKind
from thidua.nominations.commands import StatedNomination
from thidua.nominations.models import Nomination, Round
from thidua.nominations.rules.asked_facts import AskedFacts
from thidua.nominations.rules.facts import Facts, read_facts, write_facts
from thidua.office.nominations.facts import MEMBERS, stated_facts
from thidua.office.saving import SavedForm, TwoTexts
from thidua.web.fields import DayField

_SPANS = 3
_NUMBER = {"inputmode": "numeric"}
_OF_ROUND = {
    RoundKind.YEARLY: CommendationKind.MERIT,
    RoundKind.MOVEMENT: CommendationKind.MOVEMENT,
    RoundKind.AD_HOC: CommendationKind.AD_HOC,
}
"""The type of commendation that a round of a kind is mostly for."""


class WhomForm(forms.Form):
    """Whom, for which award, in which round: enough to look into the ledger."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    kind = forms.ChoiceField(label=_("Là"), choices=HolderKind.choices, initial=HolderKind.INDIVIDUAL)
    name = forms.CharField(
        label=_("Họ tên, tên tập thể hoặc hộ"),
        max_length=200,
        error_messages={"required": _("Ghi họ tên, hoặc tên tập thể, hộ gia đình.")},
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, min_value=1900, widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"invalid": _("Ghi năm sinh bằng bốn chữ số."), "min_value": _("Ghi năm sinh bằng bốn chữ số.")},
    )  # fmt: skip
    post = forms.CharField(label=_("Chức vụ, đơn vị"), max_length=400, required=False)

    def __init__(self, *args: Any, awards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["award"]
        if isinstance(field, forms.ChoiceField):
            field.choices = awards


class StatedForm(SavedForm):
    """What the dossier states; of the facts only those that the conditions of the award look at."""

    name = forms.CharField(
        label=_("Tên như ghi trong quyết định"), max_length=200, help_text=_("Cả “Ông”, “Bà”, “đồng chí” nếu muốn ghi.")
    )
    post = forms.CharField(label=_("Chức vụ, đơn vị"), max_length=400, required=False)
    type = forms.ChoiceField(label=_("Loại hình"), required=False, choices=[("", "—"), *CommendationKind.choices])
    achievement = forms.CharField(
        label=_("Thành tích, bằng một câu"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Như sẽ ghi trong quyết định."),
    )  # fmt: skip
    since = DayField(label=_("Thành tích từ ngày"), required=False)
    until = DayField(label=_("Đến ngày"), required=False)
    deed_on = DayField(label=_("Ngày lập thành tích"), required=False, help_text=_("Chỉ với khen thưởng đột xuất."))

    def __init__(
        self,
        *args: Any,
        asked: AskedFacts,
        year: int,
        kept: Nomination | None = None,
        round_kind: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._kept, self._year, self._asked = kept, year, asked
        self._facts = read_facts(kept.facts) if kept else Facts()
        self.fields |= dict(self._fact_fields())
        if kept:
            self.initial = {
                name: getattr(kept, name)
                for name in ("name", "post", "type", "achievement", "since", "until", "version")
            } | dict(self._kept_facts())
        elif round_kind:
            self.fields["type"].initial = _OF_ROUND[RoundKind(round_kind)]

    def plain(self) -> list[forms.BoundField]:
        """Return the fields that every nomination has."""
        return [self[name] for name in self.base_fields if name != "version"]

    def asked_fields(self) -> list[forms.BoundField]:
        """Return the fields that the award asks for."""
        return [self[name] for name in self.fields if name not in self.base_fields]

    def changes(self) -> dict[str, Any]:
        """Return what was typed as fields of a nomination, once it is valid; facts that were not asked stay."""
        typed = self.cleaned_data
        told = {name: typed[name] for name in ("name", "post", "type", "achievement", "since", "until")}
        return {**told, "facts": write_facts(self._typed_facts())}

    def keep_both(self, stale: Stale) -> None:
        """Show both texts, the facts in words too."""
        super().keep_both(stale)
        theirs, ours = (_in_words(told.get("facts") or {}) for told in (stale.theirs, stale.ours))
        if theirs != ours:
            self.both = (*self.both, TwoTexts(_("Số liệu của hồ sơ"), theirs, ours))

    def clean(self) -> dict[str, Any]:
        """Refuse counts that are more than all members, and spans that end before they begin."""
        typed = super().clean() or self.cleaned_data
        total = typed.get("members_total")
        for name in self._asked.members:
            count = typed.get(f"members_{name}")
            if total is not None and count is not None and count > total:
                self.add_error(f"members_{name}", gettext("Nhiều hơn tổng số thành viên. Kiểm tra lại hai ô này."))
        for place in range(_SPANS):
            since, until = typed.get(f"service_since_{place}"), typed.get(f"service_until_{place}")
            if since and until and until <= since:
                self.add_error(f"service_until_{place}", gettext("Ngày cuối phải sau ngày đầu. Kiểm tra lại hai ngày."))
            elif bool(since) != bool(until):
                self.add_error(f"service_until_{place}", gettext("Ghi cả ngày đầu và ngày cuối."))
        return typed

    def _fact_fields(self) -> Iterator[tuple[str, forms.Field]]:
        asked = self._asked
        if asked.group:
            words = [("", "—"), *((each.value, each.value) for each in Group)]
            yield "group", forms.ChoiceField(label=_("Thuộc nhóm"), required=False, choices=words)
        ratings = [("", "—"), *((each.value, each.value) for each in Rating)]
        for year in range(self._year, self._year - asked.rating_years, -1):
            label = gettext("Xếp loại năm %(year)s") % {"year": year}
            yield f"rating_{year}", forms.ChoiceField(label=label, required=False, choices=ratings)
        for name in asked.members:
            yield f"members_{name}", _count(MEMBERS[name])
        if asked.cluster_rank:
            yield "cluster_rank", _count(_("Thứ hạng trong cụm, khối"))
        yield from self._achievement_fields()
        yield from self._service_fields()

    def _achievement_fields(self) -> Iterator[tuple[str, forms.Field]]:
        if not self._asked.achievements:
            return
        types = [("", "—"), *((word, word) for word in self._asked.achievements)]
        yield "achievement_type", forms.ChoiceField(label=_("Thành tích về"), required=False, choices=types)
        if self._asked.reach:
            reaches = [("", "—"), *((each.value, each.value) for each in Reach)]
            yield "achievement_reach", forms.ChoiceField(label=_("Phạm vi thành tích"), required=False, choices=reaches)

    def _service_fields(self) -> Iterator[tuple[str, forms.Field]]:
        for place in range(_SPANS if self._asked.service else 0):
            values = {"n": place + 1}
            yield f"service_since_{place}", DayField(label=gettext("Công tác từ ngày (%(n)s)") % values, required=False)
            yield f"service_until_{place}", DayField(label=gettext("Đến ngày (%(n)s)") % values, required=False)

    def _kept_facts(self) -> Iterator[tuple[str, Any]]:
        facts = self._facts
        yield "group", facts.group.value if facts.group else ""
        yield from ((f"rating_{year}", rating.value) for year, rating in facts.ratings.items())
        if facts.members:
            yield from ((f"members_{name}", getattr(facts.members, name)) for name in MEMBERS)
        yield "cluster_rank", facts.cluster_rank
        if facts.achievements:
            yield "achievement_type", facts.achievements[0].type
            yield "achievement_reach", facts.achievements[0].reach.value if facts.achievements[0].reach else ""
        for place, span in enumerate(facts.service[:_SPANS]):
            yield f"service_since_{place}", span.since
            yield f"service_until_{place}", span.until
        yield "deed_on", facts.deed_on

    def _typed_facts(self) -> Facts:
        typed, facts, asked = self.cleaned_data, self._facts, self._asked
        return Facts(
            group=(Group(typed["group"]) if typed["group"] else None) if asked.group else facts.group,
            ratings=self._ratings(typed),
            achievements=self._achievements(typed),
            members=_members(typed) if asked.members else facts.members,
            cluster_rank=typed["cluster_rank"] if asked.cluster_rank else facts.cluster_rank,
            service=self._service(typed),
            deed_on=typed["deed_on"],
            counts_from=facts.counts_from,
        )

    def _ratings(self, typed: Mapping[str, Any]) -> dict[int, Rating]:
        asked = range(self._year, self._year - self._asked.rating_years, -1)
        kept = {year: rating for year, rating in self._facts.ratings.items() if year not in asked}
        return kept | {year: Rating(typed[f"rating_{year}"]) for year in asked if typed[f"rating_{year}"]}

    def _achievements(self, typed: Mapping[str, Any]) -> tuple[Achievement, ...]:
        if not self._asked.achievements:
            return self._facts.achievements
        reach = typed.get("achievement_reach")
        first = Achievement(typed["achievement_type"], Reach(reach) if reach else None)
        return (*([first] if first.type else []), *self._facts.achievements[1:])

    def _service(self, typed: Mapping[str, Any]) -> tuple[Service, ...]:
        if not self._asked.service:
            return self._facts.service
        spans = [(typed[f"service_since_{place}"], typed[f"service_until_{place}"]) for place in range(_SPANS)]
        hard = {(span.since, span.until): span.hard_area for span in self._facts.service}
        return tuple(Service(since, until, hard.get((since, until), False)) for since, until in spans if since)


def stated_nomination(form: StatedForm, holder: Any, award: str, round_: Round) -> StatedNomination:
    """Return the nomination as a valid form states it."""
    return StatedNomination(holder=holder, award_code=award, year=round_.year, **form.changes())


def stated_holder(typed: Mapping[str, Any]) -> StatedHolder:
    """Return a new record of the ledger as the first form states it."""
    birth = typed["birth_year"] if typed["kind"] == HolderKind.INDIVIDUAL else None
    return StatedHolder(typed["kind"], typed["name"], birth)


def _in_words(facts: Mapping[str, Any]) -> str:
    return ". ".join(f"{label}: {value}" for label, value in stated_facts(facts))


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=1_000_000, widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"invalid": _("Ghi số nguyên, như 12."), "min_value": _("Ghi số nguyên, như 12.")},
    )  # fmt: skip


def _members(typed: Mapping[str, Any]) -> Members | None:
    total = typed.get("members_total")
    if total is None:
        return None
    return Members(total, **{name: typed.get(f"members_{name}") for name in MEMBERS if name != "total"})
