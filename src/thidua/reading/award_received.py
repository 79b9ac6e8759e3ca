"""Awards told by who received them: «13 tập thể và 2 cá nhân được nhận Bằng khen …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thidua.reading import award_patterns as pattern
from thidua.reading.award_counts import CountedForms
from thidua.reading.award_told import NOBODY, Group, Statement
from thidua.reading.award_words import Recipients
from thidua.reading.places import begun_in

_NEAR = 100
_WORD = 12


class ReceivedForms(CountedForms):
    """Reads the awards of one sentence before whose form the recipients stand."""

    def received(self, group: Group, verb: re.Match[str], barrier: int, before: Sequence[Statement]) -> list[Statement]:
        """«13 tập thể và 2 cá nhân được nhận Bằng khen …»."""
        if group.forms[0].kind == "title" and pattern.SHARE.search(
            self.low, max(barrier, verb.start() - _NEAR), verb.start()
        ):
            return []  # «95% hộ được công nhận …» is a figure
        authority, rule = self._giver_of_received(group, verb)
        nearer = self._person_nearer(verb.start())
        for one in self._who_may_receive(barrier, verb.start()) if not nearer else ():
            if ";" not in self.low[one.end : verb.start()]:
                if self._is_only_described(group, one, verb):
                    return []
                self.used.add(one.start)
                authority = authority or self._who_lets_receive(one.start) or self._who_let_before(before, one.start)
                too = self._counted_before(one, barrier)
                return [Statement(each.start, group.end, group.names, authority, each, rule) for each in (*too, one)]
        if named := nearer or self.named_before(verb.start()):
            named = self._place_as_such(group, named)
            return [Statement(named.start, group.end, group.names, authority, named, "award.received_by_name")]
        surely = pattern.SURELY_RECEIVED.match(verb[0]) or pattern.THE_REST.search(
            self.low, max(barrier, verb.start() - 40), verb.start()
        )
        kind = group.forms[0].kind
        spoken_of = self.spoken_of_before(verb.start()) if surely or kind in {"title", "prize"} else None
        spoken_of = spoken_of or self._told_of_before(before, verb.start()) or self.clause_subject(verb.start())
        if (surely or spoken_of) and not self.is_wished(verb.start()):
            subject = self._place_as_such(group, spoken_of or replace(NOBODY, start=verb.start()))
            return [Statement(subject.start, group.end, group.names, authority, subject, "award.received_by_subject")]
        return []

    def _who_may_receive(self, start: int, verb: int) -> Iterator[Recipients]:
        """Yield the recipients between ``start`` and the verb, the nearest first.

        Left out is what is told by the way: «31 gương mặt tại 24 bệnh viện được …», the hospitals are where they work.
        """
        told = [one for one in begun_in(self.recipients, start, verb) if one.end <= verb]
        for place in range(len(told) - 1, -1, -1):
            one = told[place]
            where = pattern.WHERE.search(self.low, max(start, one.start - _WORD), one.start)
            by_the_way = self.is_whole(one) or (where and place and told[place - 1].counted)
            if not by_the_way and not self._is_object(one, start, verb):
                yield one

    def is_whole(self, one: Recipients) -> bool:
        """«12 hộ trong tổng số 900 hộ»: out of how many, or for how many they stand."""
        return pattern.OF_ALL.search(self.low, max(self.start, one.start - 60), one.start) is not None

    def _is_object(self, one: Recipients, start: int, verb: int) -> bool:
        """«Ông đã cứu 8 ngư dân …, được tặng …»: the clause has a subject of its own and goes on behind a comma."""
        if not pattern.NEXT_PREDICATE.search(self.low, max(one.end, verb - _NEAR), verb):
            return False
        semicolon = self.low.rfind("; ", start, one.start)
        clause = semicolon + len("; ") if semicolon >= 0 else start
        if pattern.GOES_WITH.search(self.low, max(start, one.start - _WORD), one.start):
            return False
        named = any(name.end <= one.start for name in begun_in(self.names, clause, one.start))
        body = next(iter(begun_in(self.authorities, clause, one.start)), None)
        opens = body is not None and pattern.CLAUSE_OPENS.fullmatch(self.low, clause, body.start) is not None
        return named or opens or pattern.PRONOUN_OPENS.match(self.low, clause, one.start) is not None

    def _giver_of_received(self, group: Group, verb: re.Match[str]) -> tuple[str, str]:
        """Return who gave what is told as received, and the rule by which that is known."""
        if not group.authority and verb["by"] and (named := self.inside(verb.start("by"), verb.end("by"))):
            return named, "award.received_from"
        contest = self.contest_of(group.end) if group.forms[0].kind == "prize" else ""
        rule = "award.received_from" if verb["by"] and not group.authority else "award.received"
        return group.authority or self.done_by(group.end) or contest, rule

    def _is_only_described(self, group: Group, one: Recipients, verb: re.Match[str]) -> bool:
        """«phấn đấu 5 triệu gia đình đạt danh hiệu …»; «tặng Bằng khen cho, tuyên dương 5 tác giả đoạt giải Nhất»."""
        if group.forms[0].kind == "title" and self.is_wished(one.start):
            return True
        if not pattern.WON.match(self.low, verb.start()):
            return False
        honours = pattern.VERB_BEFORE.search(self.low, max(self.start, one.start - 70), one.start)
        return one.start in self.used or (group.forms[0].kind == "prize" and honours is not None)

    def are_called(self, group: Group) -> list[Statement]:
        """«có 92 đồng chí là Chiến sĩ thi đua cơ sở»: who bears the title, counted directly before it."""
        if group.forms[0].kind != "title":
            return []
        near = begun_in(self.recipients, max(self.start, group.start - _NEAR), group.start)
        one = next((each for each in near if self.low[each.end : group.start] == " là "), None)
        needed = one and pattern.NEEDED.search(self.low, max(self.start, one.start - _NEAR), one.start)
        if not one or not one.counted or needed or self.is_wished(one.start):
            return []
        self.used.add(one.start)
        return [Statement(one.start, group.end, group.names, group.authority, one, "award.received")]

    def _counted_before(self, one: Recipients, barrier: int) -> list[Recipients]:
        """«7,8 triệu gia đình và 64.000 dòng họ được …»: what is counted before it receives the same."""
        for other in self.recipients:
            joined = other.counted and barrier <= other.start and other.end <= one.start and "total" in dict(one.counts)
            if joined and pattern.ALSO_COUNTED.fullmatch(self.low, other.end, one.start):
                self.used.add(other.start)
                return [other]
        return []

    def _person_nearer(self, verb: int) -> Recipients | None:
        """«… 14 học sinh …, trong đó em Giàng Thị Dợ đã được …», «nhiều tấm gương như anh …»: one of several."""
        begin = max(self.start, verb - 2 * _NEAR)
        among = pattern.AMONG.search(self.low, begin, verb) or pattern.SUCH_AS.search(self.low, begin, verb)
        named = self.named_before(verb) if among else None
        return named if among and named and named.start >= among.end() else None

    def _place_as_such(self, group: Group, who: Recipients) -> Recipients:
        """A title is given to the commune, a Bằng khen to its people, who are one collective."""
        is_place = group.forms[0].kind == "title" and pattern.PLACE_WORD.match(self.low, who.start)
        return replace(who, counts=(("total", 1),)) if is_place and who.counts else who

    def _told_of_before(self, before: Sequence[Statement], verb: int) -> Recipients | None:
        """«…, ba năm sau thì nhận Bằng khen»: the one who received what was told before."""
        last = before[-1] if before else None
        one = last is not None and last.rule.startswith("award.received") and is_one(last.recipients)
        if last and one and pattern.GOES_ON_RECEIVING.fullmatch(self.low, last.end, verb):
            return replace(last.recipients, start=verb)
        return None

    def _who_lets_receive(self, recipients: int) -> str:
        """«UBND tỉnh công nhận 24 tập thể đạt danh hiệu …»."""
        let = pattern.LET_RECEIVE.search(self.low, max(self.start, recipients - 40), recipients)
        return (self.subject(let.start()) or self.leading(let.start())) if let else ""

    def _who_let_before(self, before: Sequence[Statement], recipients: int) -> str:
        """«UBND tỉnh công nhận 24 tập thể đạt …, 7 cá nhân đạt …»: the giver of the first is that of the second.

        So it is with «Nhà trường được Bộ Nội vụ tặng Cờ thi đua và 9 tập thể được tặng Bằng khen».
        """
        last = before[-1] if before else None
        if not last or not last.rule.startswith("award.received"):
            return ""
        lets = self._who_lets_receive(last.recipients.start)
        gives_on = self.low.startswith(" và ", last.end) and last.rule != "award.received_by_subject"
        goes_on = (lets or gives_on) and pattern.GOES_ON.fullmatch(self.low, last.end, recipients)
        return last.authority if goes_on else ""

    def is_wished(self, verb: int) -> bool:
        """«phấn đấu công nhận thêm 5 xã»: what is aimed at is no award."""
        return pattern.WISHED.search(self.low, max(self.start, verb - 100), verb) is not None


def is_one(who: Recipients) -> bool:
    """Return whether exactly one recipient is counted."""
    return sum(count for _, count in who.counts) == 1
