"""A standard in plain Vietnamese, for ``thidua law show`` and the officers' page: only what the files say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from thidua.law.catalogue import NotInForceError
from thidua.law.changes import Change, changes_since
from thidua.law.conditions import ALL_OF, ANY_OF, STANDARD_OF, Condition
from thidua.law.day import Law
from thidua.law.entries import AwardForm, Category, Provision, RecipientKind
from thidua.law.judging import grounds, requirement
from thidua.law.money import bonus_of
from thidua.vietnamese.writing import number, scaled


@dataclass(frozen=True, slots=True)
class Rule:
    """One statement with its provision; ``caution`` says what is not sure, "" where it was checked."""

    text: str
    provisions: tuple[Provision, ...]
    verified: bool
    caution: str = ""
    code: str = ""
    local: str = ""
    parts: tuple[Rule, ...] = ()

    @property
    def provision(self) -> str:
        """The provisions in words."""
        return "; ".join(map(str, self.provisions))


@dataclass(frozen=True, slots=True)
class ToldStandard:
    """Everything that the law of a day says about one award."""

    form: AwardForm
    day: date
    recipients: tuple[Rule, ...]
    decider: Rule
    conditions: dict[RecipientKind, tuple[Rule, ...]]
    without_standard: tuple[RecipientKind, ...]
    dossiers: tuple[Rule, ...]
    deadlines: tuple[Rule, ...]
    bonuses: tuple[Rule, ...]
    principles: tuple[Rule, ...]
    changes: tuple[Change, ...] = field(default=())

    @property
    def deciders(self) -> tuple[Rule, ...]:
        """Who decides, as a list of one."""
        return (self.decider,)

    @property
    def doubts(self) -> int:
        """How many statements are not verified."""
        told = (*self.recipients, self.decider, *self.dossiers, *self.deadlines, *self.bonuses)
        of_conditions = [rule for rules in self.conditions.values() for rule in rules]
        return sum(map(_doubts_in, (*told, *of_conditions)))


def _doubts_in(rule: Rule) -> int:
    """Count a statement that is not verified, else its parts that are not."""
    return sum(map(_doubts_in, rule.parts)) if rule.verified else 1


def tell(award: str, law: Law) -> ToldStandard:
    """Return what the law of a day says about an award.

    Raises:
        UnknownCodeError: there is no such award.
        NotInForceError: the law had no such award that day.
    """
    form = law.award(award)
    kinds = [rule.kind for rule in form.recipients]
    told = {kind: tuple(_conditions(award, kind, law)) for kind in kinds}
    return ToldStandard(
        form=form,
        day=law.day,
        recipients=tuple(
            _rule(each.kind.label, each.provisions, law, verified=each.verified) for each in form.recipients
        ),
        decider=_rule(form.decided_by.who, form.decided_by.provisions, law, verified=form.decided_by.verified),
        conditions={kind: rules for kind, rules in told.items() if rules},
        without_standard=tuple(kind for kind, rules in told.items() if not rules),
        dossiers=tuple(_dossiers(award, law)),
        deadlines=tuple(_deadlines(award, law)),
        bonuses=() if form.category is Category.RECOGNITION else tuple(_bonuses(award, kinds, law)),
        principles=tuple(_rule(each.text, each.provisions, law, verified=each.verified) for each in law.principles()),
        changes=changes_since(award, law),
    )


def _conditions(award: str, kind: RecipientKind, law: Law) -> Iterator[Rule]:
    try:
        found = law.conditions(award, kind)
    except NotInForceError:
        return
    for condition in found:
        yield _told(condition, kind, law)


def _told(condition: Condition, kind: RecipientKind, law: Law) -> Rule:
    parts: Iterable[Condition] = condition.parts
    if condition.test == STANDARD_OF:
        awards: tuple[str, ...] = condition.arguments["of"]  # type: ignore[assignment]
        parts = [each for award in awards for each in law.own_conditions(award, kind)]
    quantities = [law.parameter(code) for code in condition.quantities]
    verified = condition.verified and all(each.verified for each in quantities)
    notes = [condition.note, *(each.note for each in quantities if not each.verified)]
    caution = law.caution(condition.provisions, verified=verified)
    return Rule(
        text=requirement(condition, law) + _joined(condition) + _only_for(condition),
        provisions=grounds(condition, law),
        verified=not caution,
        caution=" ".join(filter(None, (caution, *dict.fromkeys(notes)))),
        code=condition.code,
        local=condition.local or next((each.local for each in quantities if each.local), ""),
        parts=tuple(_told(part, kind, law) for part in parts if part.concerns(kind)),
    )


def _joined(condition: Condition) -> str:
    return {ANY_OF: " (một trong các trường hợp)", ALL_OF: " (tất cả)", STANDARD_OF: " (tất cả)"}.get(
        condition.test, ""
    )


def _only_for(condition: Condition) -> str:
    said = []
    if condition.groups:
        said.append("áp dụng cho " + ", ".join(sorted(condition.groups)))
    if condition.not_groups:
        said.append("không áp dụng cho " + ", ".join(sorted(condition.not_groups)))
    if condition.types:
        said.append("loại hình " + ", ".join(sorted(condition.types)))
    return f" [{'; '.join(said)}]" if said else ""


def _dossiers(award: str, law: Law) -> Iterator[Rule]:
    for each in law.dossiers(award):
        sets = f" Số bộ: {each.sets}." if each.sets else ""
        items = tuple(
            Rule(
                f"{item.text}{f' (mẫu {item.form})' if item.form else ''}",
                each.provisions,
                verified=True,
                code=item.code,
            )
            for item in each.items
        )
        rule = _rule(
            f"{each.title}{f' ({each.only_when})' if each.only_when else ''}.{sets}",
            each.provisions,
            law,
            verified=each.verified,
            note=each.note,
        )
        yield Rule(rule.text, rule.provisions, rule.verified, rule.caution, each.code, each.local, items)


def _deadlines(award: str, law: Law) -> Iterator[Rule]:
    for each in law.deadlines(award):
        if each.due:
            month, day, later = each.due
            when = f"{'trước ' if each.is_before else ''}{day:02}/{month:02}{' năm sau' if later else ''}"
        else:
            when = f"{each.days} ngày{' làm việc' if each.working else ''}"
        rule = _rule(f"{each.text}: {when}.", each.provisions, law, verified=each.verified, note=each.note)
        yield Rule(rule.text, rule.provisions, rule.verified, rule.caution, each.code, each.local)


def _bonuses(award: str, kinds: Iterable[RecipientKind], law: Law) -> Iterator[Rule]:
    for kind in kinds:
        try:
            money = bonus_of(award, kind, law)
        except NotInForceError:
            yield Rule(
                f"{kind.label.capitalize()}: phần mềm chưa có mức của ngày này; đối chiếu văn bản.", (), verified=False
            )
            continue
        most = "không quá " if money.at_most else ""
        factor = f" × {scaled(money.household_factor.value, 1)}" if money.household_factor else ""
        words = (
            f"{kind.label.capitalize()}: {most}{scaled(money.coefficient.tenths, 1)}{factor} lần mức lương cơ sở "
            f"{number(money.base_salary.value)} đồng, bằng {most}{number(money.amount)} đồng."
        )
        yield _rule(words, money.coefficient.provisions, law, verified=money.verified, note=money.coefficient.note)


def _rule(text: str, provisions: tuple[Provision, ...], law: Law, *, verified: bool, note: str = "") -> Rule:
    caution = law.caution(provisions, verified=verified)
    return Rule(text, provisions, not caution, " ".join(filter(None, (caution, note))))
