"""Award statements, sentence by sentence: which form goes to whom, and from whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thidua.reading import award_patterns as pattern
from thidua.reading import giver_patterns as giver
from thidua.reading import receiver_patterns as receiver
from thidua.reading.award_forms import FormReader
from thidua.reading.award_told import NOBODY, Statement
from thidua.reading.award_words import RecipientKind, Recipients
from thidua.reading.counted_recipients import find_recipients
from thidua.reading.organisations import unit_at


class SentenceReader(FormReader):
    """Reads the awards of one sentence."""

    def statements(self) -> list[Statement]:
        """Return what the sentence tells, in order of the forms, then the verbs."""
        self.recipients = find_recipients(self.low, (self.start, self.end), self.quantities)
        told = [*self.of_forms(), *self._of_quoted_titles()]
        told += [one for one in (*self._of_verbs(), *self._of_units()) if not _overlaps(one, told)]
        told += [
            one
            for one in (
                *self._of_names(),
                *self._of_persons(),
                *self._of_bodies(),
                *self._of_plain_bodies(),
                *self._of_uncounted(),
                *self._of_several(),
            )
            if not _overlaps(one, told)
        ]
        told += self._of_levels(told)
        told = [self._with_bracketed(self._with_decision(one)) for one in told]
        return sorted(told, key=lambda each: each.start)

    def _with_decision(self, told: Statement) -> Statement:
        """Give an award without a giver to whoever signed the decision that is named behind it."""
        end, authority = self.decided_by(told.end) if not told.authority else (told.end, "")
        return replace(told, end=end, authority=authority) if authority else told

    def _with_bracketed(self, told: Statement) -> Statement:
        """«3 cá nhân (ông Trần Văn Lượm, bà Nguyễn Thị Sáu và …)»: who was counted is named behind."""
        who = told.recipients
        bracket = (
            receiver.NAMES_IN_BRACKETS.match(self.low, who.end, self.end) if who.counted and not who.names else None
        )
        inside = [name for name in self.names if bracket and bracket.start() < name.start < bracket.end()]
        counts = dict(who.counts)
        lists = inside and receiver.NAMES_OPEN.fullmatch(self.low, who.end, inside[0].start)
        if not lists or len(inside) > counts.get("individuals", 0) + counts.get("total", 0):
            return told
        return replace(told, recipients=replace(who, names=tuple(self.norm[name.start : name.end] for name in inside)))

    def _of_levels(self, told: Sequence[Statement]) -> Iterator[Statement]:
        """«… 19.648 hộ đạt danh hiệu …, trong đó cấp tỉnh 512 hộ, cấp huyện 3.207 hộ»: by whom so many of them."""
        for one in self.recipients:
            level = pattern.BY_LEVEL.search(self.low, max(self.start, one.start - 40), one.start)
            if not level or one.start in self.used or any(_overlaps(one, [each]) for each in told):
                continue
            before = [each for each in told if each.end <= one.start and each.recipients.counted]
            if not before:
                continue
            whole = max(before, key=lambda each: each.end)
            if dict(whole.recipients.counts).keys() == dict(one.counts).keys():
                authority = self.norm[level.start("level") : level.end("level")]
                yield Statement(level.start("level"), one.end, whole.forms, authority, one, "award.by_level")

    def _of_quoted_titles(self) -> Iterator[Statement]:
        """«bình chọn được 10 "Công dân ưu tú"»."""
        for found in pattern.QUOTED_TITLE.finditer(self.low, self.start, self.end):
            verb = pattern.CHOSEN.search(self.low, max(self.start, found.start() - 40), found.start())
            verb = verb or pattern.CHOSEN_TOO.search(self.low, max(self.start, found.start() - 140), found.start())
            if not verb:
                continue
            title = self.norm[found.start("title") : found.end("title")]
            person = pattern.PERSON_TITLE.match(found["title"])
            kind: RecipientKind = "individuals" if person else "total"
            kind = "collectives" if found["title"].startswith(("tập thể", "đơn vị")) else kind
            who = Recipients(found.start(), found.end(), ((kind, int(found["count"])),))
            subject = self.subject(verb.start())
            yield Statement(verb.start(), found.end(), (f"danh hiệu {title}",), subject, who, "award.title")

    def _of_verbs(self) -> Iterator[Statement]:
        """«tôn vinh 6 tập thể, 24 cá nhân»; «24 tập thể … đã được tuyên dương»: no instrument is named."""
        before: Statement | None = None
        for one in self.recipients:
            if not one.counted or one.start in self.used:
                continue
            told = self._verb_statement(one)
            if not told and before and self.low[before.end : one.start].rstrip().endswith((",", "và")):
                told = replace(before, start=one.start, end=one.end, recipients=one)
            if told:
                yield told
                before = replace(told, end=one.end)

    def _of_names(self) -> Iterator[Statement]:
        """«Công an huyện A được Bộ Công an tuyên dương»: who is honoured is named, not counted."""
        for verb in pattern.HONOURED_NAME.finditer(self.low, self.start, self.end):
            named = self.named_before(verb.start())
            if named and not pattern.ONE_OF.search(self.low, named.end, verb.start()):
                authority = self.inside(verb.start("by"), verb.end("by"))
                yield Statement(named.start, verb.end(), (verb["verb"],), authority, named, "award.honoured_by_name")

    def _of_persons(self) -> Iterator[Statement]:
        """«khen thưởng đột xuất chị Bùi Thị Lụa»."""
        for name in self.names:
            verb = pattern.HONOURS_PERSON.search(self.low, max(self.start, name.start - 60), name.start)
            if verb:
                who, subject = self.people([name]), self.subject(verb.start())
                yield Statement(verb.start(), name.end, (verb["verb"],), subject, who, "award.honoured")

    def _of_bodies(self) -> Iterator[Statement]:
        """«thưởng nóng Công an huyện A và Phòng B»: several that are named are not counted."""
        for one in self.authorities:
            verb = pattern.HONOURS_BODY.search(self.low, max(self.start, one.start - 70), one.start)
            if verb and not one.post and not one.person and not pattern.HONOURS.match(self.low, one.end, self.end):
                who = self.bodies_from(one)
                subject = self.subject(verb.start()) or self.leading(verb.start())
                if subject:
                    yield Statement(verb.start(), who.end, (verb["verb"],), subject, who, "award.honoured")

    def _of_plain_bodies(self) -> Iterator[Statement]:
        """«Giám đốc Công an tỉnh thưởng nóng tổ công tác 10 triệu đồng»: a body that goes without a name."""
        for found in receiver.HONOURS_PLAIN_BODY.finditer(self.low, self.start, self.end):
            if subject := self.subject(found.start("verb")):
                who = Recipients(*found.span("who"), (("collectives", 1),), "", (found["who"],))
                yield Statement(found.start("verb"), found.end(), (found["verb"],), subject, who, "award.honoured")

    def _of_units(self) -> Iterator[Statement]:
        """«Quyết định của Chủ tịch UBND tỉnh về việc công nhận xã A đạt chuẩn nông thôn mới»."""
        for found in pattern.UNIT_RECOGNISED.finditer(self.low, self.start, self.end):
            end = unit_at(self.page, found.end())
            if end and pattern.REACHED.match(self.low, end, self.end):
                name = self.norm[found.end() : end]
                unit = Recipients(found.end(), end, (("total", 1),), "", (name,))
                authority = self.inside(found.start("by"), found.end("by"))
                yield Statement(found.start(), end, ("công nhận",), authority, unit, "award.unit_recognised")

    def _of_uncounted(self) -> Iterator[Statement]:
        """«Dịp này, UBND huyện khen thưởng các tập thể, cá nhân …»: neither an instrument nor a count is told."""
        for found in pattern.HONOURS_SEVERAL.finditer(self.low, self.start, self.end):
            if pattern.HONOUR_MEANT.search(self.low, max(self.start, found.start() - 80), found.start()):
                continue
            subject = self.subject(found.start())
            if subject or pattern.OCCASION.match(self.low, self.start):
                name = found["verb"]
                yield Statement(found.start(), found.end(), (name,), subject, NOBODY, "award.honoured_several")
                return

    def _of_several(self) -> Iterator[Statement]:
        """«hàng trăm tập thể, cá nhân được A, B và C khen thưởng»: not counted, and yet by whom is told."""
        for one in self.recipients:
            behind = None if one.counted else pattern.SEVERAL_HONOURED_BY.match(self.low, one.end, self.end)
            authority = self.inside(behind.start("by"), behind.end("by")) if behind else ""
            if behind and authority:
                yield Statement(one.start, behind.end(), (behind["verb"],), authority, one, "award.several_honoured_by")
                return

    def _verb_statement(self, one: Recipients) -> Statement | None:
        verb = pattern.VERB_BEFORE.search(self.low, max(self.start, one.start - 70), one.start)
        if verb:
            name = verb["verb"]
            subject = self.held_by(verb.start(), one.end) or self.subject(verb.start()) or self.holder(verb.start())
            subject = subject or self.leading(verb.start())
            if prize := pattern.PRIZE_HONOURS.search(self.low, max(self.start, verb.start() - 120), verb.start()):
                name = self.norm[prize.start("prize") : prize.end("prize")]
            return Statement(verb.start(), one.end, (name,), subject, one, "award.honoured")
        recognises = pattern.RECOGNISES.search(self.low, max(self.start, one.start - 40), one.start)
        if recognises and not pattern.WORK.match(one.noun.lower()) and not self.is_wished(recognises.start()):
            subject = self.subject(recognises.start())
            return Statement(recognises.start(), one.end, ("công nhận",), subject, one, "award.recognised")
        chosen = pattern.CHOSEN_FOR.search(self.low, max(self.start, one.start - 40), one.start)
        if chosen and (honour := pattern.FOR_HONOUR.match(self.low, one.end, self.end)):
            return Statement(chosen.start(), honour.end(), (honour["verb"],), "", one, "award.honoured")
        behind = pattern.VERB_BEHIND.match(self.low, one.end, self.end) or pattern.RECOGNISED.match(
            self.low, one.end, self.end
        )
        if not behind or self.is_whole(one) or pattern.AIMED.search(behind["by"]):
            return None
        if pattern.ANOTHER_DEED.search(self.low, one.end, behind.start("by")) or self._is_of_others(one, behind):
            return None
        end, authority = behind.end(), self.inside(behind.start("by"), behind.end("by"))
        if not authority and (level := giver.EVERY_LEVEL.match(self.low, end, self.end)):
            end, authority = level.end(), self.norm[level.start("level") : level.end("level")]
        name = self.norm[behind.start("verb") : behind.end("verb")].strip()
        return Statement(one.start, end, (name,), authority, one, "award.was_honoured")

    def _is_of_others(self, one: Recipients, behind: re.Match[str]) -> bool:
        """«11.800 bài gửi về trong bốn tháng, 41 bài được trao giải»: another count stands nearer to the verb."""
        between = (each for each in self.recipients if each.counted and one.end < each.start < behind.start("by"))
        nearer = next((each for each in between if not self.is_whole(each)), None)
        return nearer is not None and not pattern.FEW_WORDS_BETWEEN.fullmatch(self.low, one.end, nearer.start)


def _overlaps(one: Statement | Recipients, told: Sequence[Statement]) -> bool:
    return any(one.start < each.end and each.start < one.end for each in told)
