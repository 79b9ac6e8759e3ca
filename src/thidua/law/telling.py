"""A standard in plain Vietnamese, for ``thidua law show`` and the officers' page: only what the files say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from thidua.law.catalogue import NotInForceError
from thidua.law.changes import Change, changes_since
from thidua.law.conditions import ALL_OF, ANY_OF, STANDARD_OF, Condition
from thidua.law.day import Law, all_transitions
from thidua.law.entries import AwardForm, Category, DecidingBody, Provision, RecipientKind, RecipientRule
from thidua.law.judging import grounds, requirement
from thidua.law.money import ROUNDING, ROUNDING_DIRECTION, BonusMoney, bonus_of
from thidua.vietnamese.writing import number, scaled

_DAY = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
_SAYS_ONE_OF = "một trong"


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
    """Everything that the law of a day says about one award.

    ``unseen`` are the amendments in force to what is cited here whose content was not seen: said once for the page.
    ``classes`` are the classes of a form that exists only in classes; standard and money are told with each of them.
    """

    form: AwardForm
    day: date
    recipients: tuple[Rule, ...]
    deciders: tuple[Rule, ...]
    conditions: dict[RecipientKind, tuple[Rule, ...]]
    without_standard: tuple[RecipientKind, ...]
    dossiers: tuple[Rule, ...]
    deadlines: tuple[Rule, ...]
    bonuses: tuple[Rule, ...]
    principles: tuple[Rule, ...]
    transitions: tuple[Rule, ...]
    instruments: tuple[Rule, ...]
    unseen: tuple[str, ...] = ()
    classes: tuple[AwardForm, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def doubts(self) -> int:
        """How many statements of the page carry the mark of what is not verified."""
        of_rules = sum(not rule.verified for rule in _every_rule(self))
        return of_rules + sum(not change.verified for change in self.changes)


def _every_rule(told: ToldStandard) -> Iterator[Rule]:
    """Yield every statement of a page, with the parts that it is made of."""
    sections = (told.recipients, told.deciders, *told.conditions.values(), told.dossiers, told.deadlines)
    for rules in (*sections, told.bonuses, told.principles, told.transitions, told.instruments):
        yield from _with_parts(rules)


def _with_parts(rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        yield rule
        yield from _with_parts(rule.parts)


def tell(award: str, law: Law) -> ToldStandard:
    """Return what the law of a day says about an award.

    Raises:
        UnknownCodeError: there is no such award.
        NotInForceError: the law had no such award that day.
    """
    form = law.award(award)
    kinds = [] if form.classes else [rule.kind for rule in form.recipients]
    conditions = {kind: tuple(_conditions(award, kind, law)) for kind in kinds}
    about: dict[str, list[Rule]] = {}
    for each in law.principles(award):
        rule = _rule(each.text, each.provisions, law, verified=each.verified, note=each.note)
        about.setdefault(each.about, []).append(rule)
    has_money = kinds and form.category is not Category.RECOGNITION
    told = ToldStandard(
        form=replace(form, note=_with_one_form_of_day(form.note)),
        day=law.day,
        recipients=tuple(_of_form(each.kind.label, each, form, law) for each in form.recipients),
        deciders=(_of_form(form.decided_by.who, form.decided_by, form, law), *about.get("tham_quyen", ())),
        conditions={kind: rules for kind, rules in conditions.items() if rules},
        without_standard=tuple(kind for kind, rules in conditions.items() if not rules),
        dossiers=(*_dossiers(award, law), *about.get("ho_so", ())),
        deadlines=(*_deadlines(form, law), *about.get("thoi_han", ())),
        bonuses=(*_bonuses(award, kinds, law), *about.get("tien_thuong", ())) if has_money else (),
        principles=tuple(about.get("chung", ())),
        transitions=tuple(_transitions(law)),
        instruments=(),
        classes=tuple(law.award(code) for code in form.classes),
        changes=tuple(replace(each, text=_with_one_form_of_day(each.text)) for each in changes_since(award, law)),
    )
    cited = dict.fromkeys(place for rule in _every_rule(told) for place in rule.provisions)
    return replace(told, unseen=tuple(law.unseen(cited)), instruments=tuple(_doubtful(cited, law)))


def _of_form(text: str, of: RecipientRule | DecidingBody, form: AwardForm, law: Law) -> Rule:
    """Tell who receives or decides: as unsure as an amendment, not seen, to the law of the award itself."""
    rule = _rule(text, of.provisions, law, verified=of.verified)
    return replace(rule, verified=rule.verified and not law.unseen(form.provisions))


def _transitions(law: Law) -> Iterator[Rule]:
    for each in all_transitions():
        if each.is_told(law.day):
            text = _with_one_form_of_day(f"Từ {each.since:%d/%m/%Y}: {each.text}")
            yield Rule(text, each.provisions, each.verified, _with_one_form_of_day(each.note))


def _doubtful(cited: Iterable[Provision], law: Law) -> Iterator[Rule]:
    """Yield the instruments cited whose number or days were not seen, with what is known of them."""
    for act in dict.fromkeys(law.instrument(place.number) for place in cited):
        if not act.verified:
            yield Rule(f"{act.number}: {_with_one_form_of_day(act.note or act.title)}", (), verified=False)


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
    rule = _rule(
        requirement(condition, law) + _joined(condition) + _only_for(condition),
        condition.provisions,
        law,
        verified=verified,
        note=" ".join(filter(None, dict.fromkeys(notes))),
    )
    return replace(
        rule,
        provisions=grounds(condition, law),
        code=condition.code,
        local=condition.local or next((each.local for each in quantities if each.local), ""),
        parts=tuple(_told(part, kind, law) for part in parts if part.concerns(kind)),
    )


def _joined(condition: Condition) -> str:
    """Say how parts are joined, where the sentence itself does not."""
    if condition.test == ANY_OF:
        return "" if _SAYS_ONE_OF in condition.text else f" ({_SAYS_ONE_OF} các trường hợp)"
    return " (tất cả)" if condition.test in {ALL_OF, STANDARD_OF} else ""


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
        when = f" ({each.only_when})" if each.only_when else ""
        rule = _rule(f"{each.title}{when}.{sets}", each.provisions, law, verified=each.verified, note=each.note)
        yield replace(rule, code=each.code, local=each.local, parts=items)


def _deadlines(form: AwardForm, law: Law) -> Iterator[Rule]:
    for each in law.deadlines(form.code):
        spoken_of = {form.code, form.family}.isdisjoint(each.unverified_for)
        note = each.note if spoken_of else f"{each.note} Nguồn nói về việc trình Thủ tướng Chính phủ.".strip()
        verified = each.verified and spoken_of
        rule = _rule(f"{each.text}: {each.when}.", each.provisions, law, verified=verified, note=note)
        yield replace(rule, code=each.code, local=each.local)


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
        rounded, notes = _rounding(award, kind, money, law)
        words = (
            f"{kind.label.capitalize()}: {most}{scaled(money.coefficient.tenths, 1)}{factor} lần mức lương cơ sở "
            f"{number(money.base_salary.value)} đồng, bằng {most}{number(money.amount)} đồng{rounded}."
        )
        note = " ".join(filter(None, (money.coefficient.note, *notes)))
        yield _rule(words, money.coefficient.provisions, law, verified=money.verified, note=note)


def _rounding(award: str, kind: RecipientKind, money: BonusMoney, law: Law) -> tuple[str, list[str]]:
    """Say that an amount was rounded, how, and by which provision; nothing where it came out even."""
    exact = bonus_of(award, kind, law, rounded=False).amount
    if exact == money.amount:
        return "", []
    step, direction = law.parameter(ROUNDING), law.parameter(ROUNDING_DIRECTION)
    places = "; ".join(map(str, step.provisions))
    said = (
        f" (làm tròn {direction.words} hàng {number(step.value)} đồng, {places}; chưa làm tròn: {number(exact)} đồng)"
    )
    return said, [direction.note]


def _rule(text: str, provisions: tuple[Provision, ...], law: Law, *, verified: bool, note: str = "") -> Rule:
    """Return a statement; amendments that were not seen make it unsure, and are named once for the page."""
    own = law.own_caution(provisions, verified=verified)
    caution = _with_one_form_of_day(" ".join(filter(None, (own, note))))
    return Rule(_with_one_form_of_day(text), provisions, not (own or law.unseen(provisions)), caution)


def _with_one_form_of_day(text: str) -> str:
    """Write days as the pages do.

    >>> _with_one_form_of_day("hết hiệu lực 1-7-2025")
    'hết hiệu lực 01/07/2025'
    """
    return _DAY.sub(_as_on_pages, text)


def _as_on_pages(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{int(day):02}/{int(month):02}/{year}"
