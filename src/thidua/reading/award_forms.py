"""Awards told by their form: «tặng Bằng khen cho …», «… được nhận Cờ thi đua»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.reading import award_patterns as pattern
from thidua.reading import receiver_patterns as receiver
from thidua.reading.award_received import ReceivedForms, is_one
from thidua.reading.award_told import NOBODY, Group, Statement
from thidua.reading.award_words import Recipients, find_forms

_OF_THE_STATE = ("Huân chương", "Huy chương", "danh hiệu")
_STATE = ("nước", "Nước")
_STATE_TITLE = re.compile(
    r"danh hiệu (?:Anh hùng|NSND|NSƯT|(?:Nghệ sĩ|Nghệ nhân|Nhà giáo|Thầy thuốc) (?:Nhân dân|Ưu tú)|Bà mẹ Việt Nam"
    r"|Chiến s[ĩỹ] thi đua toàn quốc)",
    re.IGNORECASE,
)
_FARTHEST_RECIPIENTS = 60
_NEAR = 100
_OWNED = "award.owned"


@dataclass
class _Givers:
    """Who gives in the sentence so far: the subject, and the State where it was named."""

    subject: str
    state: str = ""

    def of(self, form: str) -> str:
        """Return who of them may give the form."""
        return next((one for one in (self.subject, self.state) if one and _may_give(one, form)), "")


class FormReader(ReceivedForms):
    """Reads the awards of one sentence that name an instrument, a title or a prize."""

    def of_forms(self) -> list[Statement]:
        """Return the awards of the sentence by their forms, in order."""
        groups = self._groups()
        told: list[Statement] = []
        listed = pattern.LIST_OF_HONOURS.search(self.low, self.start, self.end)
        if listed and pattern.LIST_DENIED.search(self.low, self.start, listed.start()):
            groups = [group for group in groups if group.end <= listed.start()]
        owner = self.named_before(listed.start()) or self.clause_subject(listed.start()) if listed else None
        listed_by = self.inside(listed.start("by"), listed.end("by")) if listed else ""
        givers = _Givers(self.on_behalf() or listed_by)
        barrier = self.start
        for place, group in enumerate(groups):
            found = self._received_or_proposed(groups, place, barrier, told)
            if not found and listed and owner and is_one(owner) and group.start >= listed.end():
                found = [self._listed_honour(group, listed_by, owner)]
            if not found:
                verb = self._giving_verb(group)
                givers.subject = self._subject_of(group, verb, givers.subject)
                found = self._given_by(groups, place, verb, givers.of(group.names[0]), listed=bool(told))
                if not found and verb and givers.subject:
                    found = _given_too(group, told, verb.start(), givers.subject)
            found = found or self._owned(group, told)
            told.extend(each for each in found if each.recipients.counted or not _goes_along(each))
            givers.state = group.authority if group.authority.endswith(_STATE) else givers.state
            if found or group.forms[0].kind == "instrument":  # «45 gia đình văn hóa được …»: who they are
                barrier = group.end
        return _authority_from_next(told)

    def _listed_honour(self, group: Group, giver: str, owner: Recipients) -> Statement:
        """«… được A tặng nhiều danh hiệu, như: 03 Bằng khen …»: how often it came counts nobody."""
        number = self.by_unit.get(group.start)
        told = ((number.start, number.end),) if number else ()
        authority = group.authority or giver
        return Statement(group.start, group.end, group.names, authority, owner, "award.listed_honour", also=told)

    def _received_or_proposed(
        self, groups: Sequence[Group], place: int, barrier: int, told: Sequence[Statement]
    ) -> list[Statement]:
        """Return the awards of a form before which its recipients stand."""
        group = groups[place]
        proposed = pattern.PROPOSED.search(self.low, max(barrier, group.start - 60), group.start)
        if proposed and (bodies := self.bodies_before(proposed.start())):
            span = (bodies.start, group.end)
            return [Statement(*span, group.names, group.authority, bodies, "award.received_by_name")]
        received = pattern.RECEIVED.search(self.low, max(barrier, group.start - 180), group.start)
        if received:
            return self.received(group, received, barrier, told)
        return self.are_called(group) or _received_too(group, groups[:place], told)

    def _giving_verb(self, group: Group) -> re.Match[str] | None:
        """Return the verb by which the form is given; «Bộ trưởng có bằng khen cho 17 VĐV» gives it, too."""
        begin = max(self.start, group.start - 40)
        given = pattern.GIVEN.search(self.low, begin, group.start)
        if not given and pattern.HANDED_TO.match(self.low, group.end):
            given = pattern.HAS_GIVEN.search(self.low, begin, group.start)
        return given

    def _subject_of(self, group: Group, verb: re.Match[str] | None, before: str) -> str:
        """Return who gives the form: whom its verb tells, else the giver ``before``, unless only that one may give."""
        decided = group.names[0].startswith("khen thưởng")  # «đã quyết định khen thưởng đột xuất …»
        told = self.subject(verb.start() if verb else group.start) if verb or decided else ""
        told = told or self.leading(group.start, since=self.low.rfind(";", self.start, group.start))
        told = told or (self.sentence_subject() if verb and self.low.endswith("; ", 0, verb.start()) else "")
        if before and _may_give(before, group.names[0]) and not _may_give(told, group.names[0]):
            return before
        return told or before or self.leading(group.start)

    def _given_by(
        self, groups: Sequence[Group], place: int, verb: re.Match[str] | None, giver: str, *, listed: bool
    ) -> list[Statement]:
        last = next(number for number in range(place, len(groups)) if not groups[number].shared)
        limit = groups[last + 1].start if last + 1 < len(groups) else self.end
        given = self._given(groups[place], groups[last].end, limit, verb, listed=listed)
        return [replace(each, authority=each.authority or ("" if self._is_had(each) else giver)) for each in given]

    def _owned(self, group: Group, before: Sequence[Statement]) -> list[Statement]:
        """«Năm 2010 là Giấy khen của Chủ tịch UBND huyện, …»: what hangs on the wall of the one it is about."""
        if not group.authority:
            return []
        since = before[-1].end if before else self.start
        again = before and before[-1].rule == _OWNED and pattern.LISTED.fullmatch(self.low, since, group.start)
        if not again and not pattern.OWNED.search(self.low, max(since, group.start - 40), group.start):
            return []
        owner = Recipients(group.start, group.start, (("individuals", 1),))
        return [Statement(group.start, group.end, group.names, group.authority, owner, _OWNED)]

    def _is_had(self, told: Statement) -> bool:
        """«…, và có 2 Chiến sĩ thi đua toàn quốc»: not given by whoever was told of before."""
        return (
            told.rule == "award.counted_form"
            and pattern.HAS.search(self.low, max(self.start, told.start - _NEAR), told.start) is not None
        )

    def _groups(self) -> list[Group]:
        groups: list[Group] = []
        for form in find_forms(self.norm, self.low, self.start, self.end):
            end, authority = self.authority_behind(form.start, form.end)
            last = groups[-1] if groups else None
            if last and receiver.TO_HOUSES.fullmatch(self.low, last.end, form.start):
                continue  # «tặng Giấy khen cho 10 hộ gia đình văn hóa»: what they are, no award of its own
            joint = pattern.LISTED.fullmatch(self.low, last.end, form.start) if last else None
            if last and joint and not (joint["verb"] and self._is_received(last)):
                counted_apart = last.forms[-1].start in self.by_unit and form.start not in self.by_unit
                if not last.authority and not joint["year"] and not counted_apart:
                    names = (*last.names, form.name)
                    groups[-1] = Group(last.start, end, names, (*last.forms, form), authority)
                    continue
                groups[-1] = replace(last, shared=not counted_apart)
            groups.append(Group(form.start, end, (form.name,), (form,), authority))
        if groups:
            groups[-1] = replace(groups[-1], shared=False)
        return groups

    def _is_received(self, group: Group) -> bool:
        """Return whether recipients stand before the form: «18 tập thể đạt danh hiệu …, tặng Bằng khen cho 76 …»."""
        return pattern.RECEIVED.search(self.low, max(self.start, group.start - 180), group.start) is not None

    def _given(
        self, group: Group, reach: int, limit: int, verb: re.Match[str] | None, *, listed: bool
    ) -> list[Statement]:
        """«tặng Bằng khen cho 103 tập thể, 94 cá nhân»; recipients stand between ``reach`` and ``limit``."""
        start = verb.start() if verb else group.start
        if counted := self.counted_form(group):
            awarded = self._is_awarded(group, counted, given=bool(verb or listed)) or self._is_part_of_won(counted)
            return [counted] if awarded else []
        if near := self._given_nearby(group, reach, verb):
            return [near]
        told: list[Statement] = []
        for one in self.recipients:
            if one.start < reach or one.start >= limit:
                continue
            if told and not (one.counted and self._goes_on_counting(told[-1].end, one.start)):
                break
            if told and pattern.ACHIEVES.match(self.low, one.end, self.end):
                break
            if not told and not self._leads_to(reach, one.start):
                break
            self.used.add(one.start)
            body = None if one.counted else self.body_at(one.end + 1) or self.named_collective(one)
            rule = "award.given_to_name" if body else "award.given"
            who = self._with_counted(body) if body else self.with_named(one)
            told.append(Statement(start, who.end, group.names, group.authority, who, rule))
            if not one.counted:
                break
        return told or self._given_to_named(group, reach, limit, verb, listed=listed)

    def _goes_on_counting(self, end: int, start: int) -> bool:
        """«3 công trình (hạng mục A); 9 mô hình (hạng mục B); cùng 12 sinh viên»: one list of recipients."""
        between = self.low[end:start]
        return between.rstrip().endswith((",", "và")) or pattern.BRACKET_THEN.fullmatch(between) is not None

    def _is_awarded(self, group: Group, counted: Statement, *, given: bool) -> bool:
        """Return whether a counted form is handed out, not only what those are called who are told of."""
        form = group.forms[0]
        if form.kind == "title" and (
            pattern.VERB_BEFORE.search(self.low, max(self.start, counted.start - _NEAR), counted.start)
            or pattern.ARE_GIVEN.match(self.low, group.end, self.end)
        ):
            return False  # «tuyên dương 9 gia đình văn hóa»; «22 gia đình văn hóa … được UBND xã tặng Giấy khen»
        return (given and not self.in_brackets(counted.start)) or self.is_conferred(form, counted)

    def _is_part_of_won(self, counted: Statement) -> bool:
        """«8 đề tài đạt giải (2 giải A, 6 giải B)»: which prizes those counted before the bracket received."""
        if not self.in_brackets(counted.start):
            return False
        bracket = self.low.rfind("(", self.start, counted.start)
        return pattern.PRIZES_OPEN.search(self.low, max(self.start, bracket - _NEAR), bracket + 1) is not None

    def _given_nearby(self, group: Group, reach: int, verb: re.Match[str] | None) -> Statement | None:
        """«tặng anh Tâm giấy khen», «trao Huân chương … cho lữ đoàn»."""
        rule = "award.given_to_name"
        if verb:
            body = self.one_body_behind(reach)
            return Statement(verb.start(), body.end, group.names, group.authority, body, rule) if body else None
        between = self.given_between(self.start, group.start)
        if not between:
            return None
        begin, who = between
        return Statement(begin, group.end, group.names, group.authority or self.subject(begin), who, rule)

    def _given_to_named(
        self, group: Group, reach: int, limit: int, verb: re.Match[str] | None, *, listed: bool
    ) -> list[Statement]:
        """«trao giải Nhất cho đội …»: who receives is named, or only pointed at, behind the form."""
        start = verb.start() if verb else group.start
        if verb and (just := self._right_before(verb.start())):
            return [Statement(just.start, group.end, group.names, group.authority, just, "award.received")]
        prize = group.forms[0].kind == "prize"
        kept_for = pattern.KEPT_FOR.match(self.low, reach, limit)
        given = (
            verb
            or prize
            or listed
            or group.start == self.start
            or kept_for
            or pattern.IS_GIVEN.match(self.low, reach, limit)
        )
        named = self.named_behind(reach, limit) if given else None
        named = named or (self.winner_behind(reach) if prize else None)
        if named:
            named, authority = self._with_counted(named), group.authority
            has = pattern.HAS_FOR.search(self.low, self.start, group.start) if kept_for else None
            authority = authority or (self.subject(has.start()) if has else "")
            return [Statement(start, named.end, group.names, authority, named, "award.given_to_name")]
        if verb and (to := receiver.TO_SOMEBODY.match(self.low, reach, limit)):
            return [Statement(start, to.end(), group.names, group.authority, NOBODY, "award.given_to_somebody")]
        return []

    def _with_counted(self, named: Recipients) -> Recipients:
        """«cho Công an xã A và 2 cá nhân»: those named and those counted behind them are of one award."""
        for one in self.recipients:
            joined = one.start >= named.end and pattern.AND_COUNTED.fullmatch(self.low, named.end, one.start)
            told = dict(named.counts)
            if joined and one.counted and not any(kind in told for kind, _ in one.counts):
                self.used.add(one.start)
                return replace(named, end=one.end, counts=named.counts + one.counts)
        return named

    def _right_before(self, verb: int) -> Recipients | None:
        """«4 tập thể, 9 cá nhân tặng bằng khen»: the «được» was left out."""
        for one in self.recipients:
            if one.counted and self.low[one.end : verb] == " ":
                self.used.add(one.start)
                return one
        return None

    def _leads_to(self, end: int, start: int) -> bool:
        """Return whether the words between a form and recipients hand it over to them."""
        between = self.low[end:start]
        if pattern.TO_OTHERS_FIRST.fullmatch(between) or pattern.GIFT.search(between) or "đại diện cho" in between:
            return False
        if "tiền" in between and "tiền thưởng cho" not in between:
            return pattern.WITH_MONEY.fullmatch(between) is not None
        if self.low[start : start + 4] in {"cho ", "tặng"}:
            return start - end <= _FARTHEST_RECIPIENTS
        return bool(
            pattern.GIVEN_TO.fullmatch(self.low, end, start) or pattern.WAS_GIVEN.fullmatch(self.low, end, start)
        )


def _goes_along(told: Statement) -> bool:
    """Return whether a form without a count says nothing of its own: «mỗi người nhận biểu trưng và 2 triệu đồng»."""
    form = told.forms[0]
    won = form.startswith("giải") and told.rule == "award.received" and not told.recipients.names
    return (
        won
        or form.startswith("khen thưởng")
        or form == "Biểu trưng"
        or (form == "Giấy chứng nhận" and not told.authority)
    )


def _received_too(group: Group, before: Sequence[Group], told: Sequence[Statement]) -> list[Statement]:
    """«được tặng Bằng khen của A, Cờ thi đua của B»: the second form goes to whom the first one went."""
    shared = bool(before) and before[-1].shared
    if not told or not told[-1].rule.startswith("award.received") or not (shared or group.forms[0].kind == "class"):
        return []
    first = told[-1]
    named = bool(before) and bool(before[-1].authority)  # «Bằng khen của A, Kỷ niệm chương của B và danh hiệu …»
    giver = first.authority if not named and _may_give(first.authority, group.names[0]) else ""
    return [replace(first, end=group.end, forms=group.names, authority=group.authority or giver)]


def _given_too(group: Group, told: Sequence[Statement], start: int, giver: str) -> list[Statement]:
    """«Ông được A tặng Huân chương, B tặng Bằng khen»: the second giver gives to the same person."""
    to_one = bool(told) and told[-1].rule == "award.given_to_name" and is_one(told[-1].recipients)
    if not told or not (to_one or told[-1].rule.startswith("award.received")):
        return []
    names, authority = group.names, group.authority or giver
    return [replace(told[-1], start=start, end=group.end, forms=names, authority=authority, rule="award.received_from")]


def _may_give(authority: str, form: str) -> bool:
    """Return whether the body may give the form: orders come from the State alone, whoever holds the ceremony."""
    of_the_state = form.startswith("Huân chương") or _STATE_TITLE.match(form)
    return not of_the_state or "nước" in authority.lower() or authority.lower() == "chính phủ"


def _authority_from_next(told: list[Statement]) -> list[Statement]:
    """In a list of awards received the authority may stand behind the last one only."""
    known = ""
    for place in range(len(told) - 1, -1, -1):
        if told[place].rule != "award.received":
            known = ""
        elif told[place].forms[0].startswith((*_OF_THE_STATE, "giải")):
            continue
        elif told[place].authority:
            known = told[place].authority
        else:
            told[place] = replace(told[place], authority=known)
    return told
