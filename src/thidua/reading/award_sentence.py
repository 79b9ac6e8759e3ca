"""One sentence that may tell of awards: which bodies, persons and numbers stand where in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from thidua.reading import award_patterns as pattern
from thidua.reading import giver_patterns as giver
from thidua.reading.award_words import Authority
from thidua.reading.context import Context
from thidua.reading.facts import Span
from thidua.reading.organisations import Page, printed
from thidua.reading.places import begun_in
from thidua.reading.short_names import short_name_places


class AwardSentence:
    """Finds givers and named recipients in one sentence; indices are into the normalised text."""

    def __init__(self, context: Context, page: Page, span: Span, authorities: Sequence[Authority]) -> None:
        self.low, self.norm, self.page = context.low, context.text.norm, page
        self.start, self.end = span
        self.authorities = begun_in(authorities, *span)
        self.quantities = begun_in(context.quantities, *span)
        again = begun_in(short_name_places(page), *span)
        self.names = sorted([*begun_in(page.names, *span), *again], key=lambda name: name.start)
        self.by_start = {each.start: each for each in self.authorities}
        self._committees: dict[int, re.Match[str] | None] = {}

    def authority_behind(self, start: int, end: int) -> tuple[int, str]:
        """Return where «… của A, B» behind the form at ``start`` to ``end`` ends, and «A; B»."""
        link = giver.OF.match(self.low, end, self.end)
        named = self.by_start.get(link.end()) if link else None
        if (
            link
            and named
            and link[0] == " "
            and (self.low.startswith("giải ", start) or self._is_receiver(named, start))
        ):
            return end, ""
        if not named:
            level = giver.OF_LEVEL.match(self.low, end, self.end)
            return (level.end(), self.norm[level.start("level") : level.end()]) if level else (end, "")
        names = [named.name]
        while (joint := self.next_authority(named.end)) and named.end < self.end:
            named = joint
            names.append(named.name)
        return named.end, "; ".join(names)

    def _is_receiver(self, named: Authority, form: int) -> bool:
        """«UBND tỉnh tặng Bằng khen Công an xã A và 2 cá nhân»: who gives is told, so the body behind receives."""
        verb = pattern.GIVEN.search(self.low, max(self.start, form - 40), form)
        given = verb is not None and bool(self.subject(verb.start()))
        return given and not named.post and giver.RECEIVER_ENDS.match(self.low, named.end, self.end) is not None

    def next_authority(self, end: int) -> Authority | None:
        """Return the body that is listed next behind ``end``."""
        for link in (", ", " và ", "; ", " và của ", ", của "):
            if self.low.startswith(link, end) and (found := self.by_start.get(end + len(link))) and not found.person:
                return found
        return None

    def subject(self, verb: int) -> str:
        """Return the authority that stands before the verb at ``verb`` as its subject; persons are none."""
        place = bisect_left(self.authorities, verb, key=lambda each: each.start) - 1
        last = self.authorities[place] if place >= 0 else None
        if not last or last.end > verb or last.person or not giver.DOING.fullmatch(self.low, last.end, verb):
            return self._unnamed_subject(verb)
        chain = [last]
        while place and giver.CHAIN.fullmatch(self.low, self.authorities[place - 1].end, chain[0].start):
            place -= 1
            chain.insert(0, self.authorities[place])
        first = chain[0]
        if giver.ON_BEHALF.search(self.low, self.start, first.start) and self.on_behalf() == first.name:
            return first.name
        if any(each.person for each in chain) or giver.AWARD_OF.search(self.low, self.start, first.start):
            return ""
        if first.post and (self.tells_of_person(first.start) or giver.HANDS_OVER_ONLY.match(first.name.lower())):
            return ""
        return "; ".join([self._whole_name(first, verb), *(each.name for each in chain[1:])])

    def _whole_name(self, body: Authority, verb: int) -> str:
        """«Ban công tác Mặt trận thôn»: the list of organisations knew its end alone."""
        phrase = "" if body.post else self._body_phrase(verb)
        return phrase if phrase.endswith(body.name) and " và " not in phrase else body.name

    def _unnamed_subject(self, verb: int) -> str:
        """«Ban Tổ chức đã trao …», «Sở tặng …»: a body that goes without a name."""
        if phrase := self._body_phrase(verb):
            return self._several(phrase, verb) or phrase
        begin = max(self.start, verb - 60)
        filled = giver.FILLED.search(self.low, begin, verb)
        acronym = giver.ACRONYM_ACTS.search(self.norm[begin : filled.start() if filled else verb].rstrip())
        if acronym and (acronym.start("who") or begin == self.start):
            return acronym["who"]
        told = giver.SUBJECT_WORD.search(self.low[begin:verb])
        if not told or begin + told.start() > self.start == begin + told.start("who"):
            return ""
        return self.norm[begin + told.start("who") : begin + told.end("who")]

    def _body_phrase(self, verb: int) -> str:
        """«…, Ban tổ chức Hội thi thợ giỏi tỉnh trao»: a body that no list foresees, by its head and its place."""
        filled = giver.FILLED.search(self.low, max(self.start, verb - 60), verb)
        end = filled.start() if filled else verb
        window = self.norm[max(self.start, end - giver.LONGEST_BODY) : end]
        if window.endswith(";"):
            return ""
        for cut in reversed([0, *(each.end() for each in giver.CLAUSE_CUT.finditer(window))]):
            begin = end - len(window) + cut
            if cut == 0 and begin != self.start:
                break
            if giver.BODY_HEAD.match(self.low, begin) and self.norm[begin].isupper():
                named = any(begin <= name.start < end for name in self.names)
                phrase = giver.HOLDING.split(self.norm[begin:end])[0]
                return "" if named or giver.NO_BODY.search(phrase.lower()) else printed(phrase).strip(" ,")
            if window[:cut].endswith("; "):
                break  # another clause, another giver
        return ""

    def _several(self, phrase: str, verb: int) -> str:
        """«A và B đã tuyên dương, trao …», «A phối hợp với B»: the phrase is two bodies, «A; B»."""
        begin = self.norm.rfind(phrase, self.start, verb)
        named = [one for one in self.authorities if begin <= one.start and one.end <= begin + len(phrase)]
        whole = len(named) > 1 and begin == named[0].start and begin + len(phrase) == named[-1].end
        chained = all(giver.CHAIN.fullmatch(self.low, one.end, other.start) for one, other in pairwise(named))
        if whole and chained:
            return "; ".join(one.name for one in named)
        parts = giver.TOGETHER.split(phrase)
        joined = len(parts) > 1 and all(giver.BODY_HEAD.match(part.lower()) and part[0].isupper() for part in parts)
        return "; ".join(parts) if joined else ""

    def leading(self, limit: int, *, since: int = 0) -> str:
        """Return the subject of an earlier verb of the sentence («… khen thưởng 5 tập thể; tặng Cờ …»)."""
        for one in reversed(self.authorities):
            if one.start < since:
                break
            verb = pattern.HONOURS.match(self.low, one.end, limit)
            if verb and (subject := self.subject(verb.start("verb"))):
                return subject
        return self._committee(max(self.start, since), limit)

    def _committee(self, since: int, limit: int) -> str:
        """Return the first committee that gives behind ``since``, if it does so before ``limit``."""
        if since not in self._committees:
            self._committees[since] = giver.COMMITTEE_HONOURS.search(self.low, since, self.end)
        told = self._committees[since]
        if not told or told.end() > limit:
            return ""
        group = "who" if told["who"] else "body"
        return self.norm[told.start(group) : told.end(group)]

    def sentence_subject(self) -> str:
        """«Hội CCB quận A tổ chức …; trao Kỷ niệm chương …»: the body with which the sentence begins."""
        first = next(iter(self.authorities), None)
        if not first or first.post or first.person:
            return ""
        return first.name if pattern.CLAUSE_OPENS.fullmatch(self.low, self.start, first.start) else ""

    def held_by(self, verb: int, end: int) -> str:
        """«lễ tôn vinh 100 người do Ban Chỉ đạo … tổ chức»: who holds the gathering that ends at ``end``."""
        if not giver.GATHERING_BEFORE.search(self.low, max(self.start, verb - 24), verb):
            return ""
        link = giver.HELD_BY.match(self.low, end, self.end)
        named = self.by_start.get(link.end()) if link else None
        return named.name if named and not named.post else ""

    def holder(self, limit: int) -> str:
        """Return who holds the gathering at which it happens («A đã tổ chức hội nghị …, tuyên dương …»)."""
        for one in self.authorities:
            if one.end < limit and not one.post and giver.HOLDS.match(self.low, one.end, limit):
                return one.name
        return ""

    def tells_of_person(self, post: int) -> bool:
        """Return whether the post at ``post`` is that of a person named before it («ông …», «…, Chủ tịch …»)."""
        if giver.PERSON_BEFORE.search(self.low, max(self.start, post - 12), post):
            return True
        before = [name for name in self.names if self.start <= name.start and name.end <= post]
        return bool(before) and giver.JOINED_TO_NAME.fullmatch(self.low, before[-1].end, post) is not None

    def on_behalf(self) -> str:
        """«Thừa ủy quyền của Chủ tịch nước, …»: the award is the President's, whoever hands it over."""
        link = giver.ON_BEHALF.search(self.low, self.start, self.end)
        named = self.by_start.get(link.end()) if link else None
        return named.name if named else ""

    def inside(self, start: int, end: int) -> str:
        """Return the authorities named between ``start`` and ``end``; else what is called there like a body."""
        named = [each.name for each in self.authorities if start <= each.start and each.end <= end]
        return "; ".join(named) or self._called_a_body(start, end)

    def _called_a_body(self, start: int, end: int) -> str:
        if start >= end or not self.norm[start].isupper():
            return ""
        if not (giver.BODY_HEAD.match(self.low, start) or giver.IS_ACRONYM.fullmatch(self.norm, start, end)):
            return ""
        if any(start <= name.start < end for name in self.names):
            return ""
        return printed(self.norm[start:end]).strip(" ,")

    def done_by(self, start: int) -> str:
        """«… do UBND tỉnh trao tặng» behind the form."""
        for one in self.authorities:
            if one.start >= start and self.low.endswith("do ", 0, one.start):
                return one.name
        return ""

    def contest_of(self, end: int) -> str:
        """«giải nhất Hội thi … do Quân khu tổ chức»: whose contest it is gives the prize."""
        contest = giver.CONTEST_OF.match(self.low, end, self.end)
        named = self.by_start.get(contest.end()) if contest else None
        return named.name if named and not named.person else ""

    def decided_by(self, end: int) -> tuple[int, str]:
        """«203 đồng chí (theo Quyết định số 1877/QĐ-UBND của UBND huyện)»: where the name ends, and the name."""
        decision = giver.DECISION_BEHIND.match(self.low, end, self.end)
        named = self.by_start.get(decision.end()) if decision else None
        return (named.end, named.name) if named else (end, "")
