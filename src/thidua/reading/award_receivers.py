"""Who receives an award in one sentence: named before the verb, behind the form, or between the two."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from thidua.reading import award_patterns as pattern
from thidua.reading import giver_patterns as giver
from thidua.reading import receiver_patterns as receiver
from thidua.reading.award_sentence import AwardSentence
from thidua.reading.award_words import Authority, RecipientKind, Recipients
from thidua.reading.names import NameSpan
from thidua.reading.organisations import unit_at
from thidua.reading.places import begun_in


class AwardReceivers(AwardSentence):
    """Finds named recipients in one sentence; indices are into the normalised text."""

    def people(self, names: Sequence[NameSpan]) -> Recipients:
        """Return named persons; a count only where one is named (others would have to be counted up)."""
        printed = tuple(self.norm[name.start : name.end] for name in names)
        family = self.low.endswith(receiver.FAMILY, self.start, names[0].start)
        counts: tuple[tuple[RecipientKind, int], ...] = (
            (("total" if family else "individuals", 1),) if len(names) == 1 else ()
        )
        return Recipients(names[0].start, names[-1].end, counts, "", printed)

    def bodies_before(self, end: int, joints: Collection[str] = (" và ", ", ")) -> Recipients | None:
        """Return the bodies whose names end at ``end``; only one that stands alone is counted."""
        place = next((place for place, one in enumerate(self.authorities) if one.end == end and not one.person), None)
        if place is None:
            return None
        listed = [self.authorities[place]]
        while place and self.low[self.authorities[place - 1].end : listed[0].start] in joints:
            place -= 1
            listed.insert(0, self.authorities[place])
        counts: tuple[tuple[RecipientKind, int], ...] = (("collectives", 1),) if len(listed) == 1 else ()
        return Recipients(listed[0].start, end, counts, "", tuple(one.name for one in listed))

    def named_before(self, verb: int) -> Recipients | None:
        """Return who is named as the subject of the verb at ``verb``: persons, else a body."""
        before = [name for name in self.names if name.end <= verb and not self._in_name_of_body(name)]
        if before and receiver.ONE_BODY.search(self.low, max(before[-1].end, verb - 60), verb):
            before = []  # «Chủ tịch tỉnh A Nguyễn Văn B, tỉnh từng được …»
        if before and any(
            gap.fullmatch(self.low, before[-1].end, verb) for gap in (receiver.BLANK_VERB, receiver.APPOSITION)
        ):
            first = len(before) - 1
            while first and receiver.JOINED_NAMES.fullmatch(self.low, before[first - 1].end, before[first].start):
                first -= 1
            return self._body_beside(self.people(before[first:]))
        for one in reversed(self.authorities):
            if one.end > verb or one.person:
                continue
            told_between = not one.post and receiver.TOLD_BETWEEN.fullmatch(self.low, one.end, verb)
            if told_between or receiver.BLANK_VERB.fullmatch(self.low, one.end, verb):
                if one.post:
                    return Recipients(one.start, one.end, (("individuals", 1),), "", (one.name,))
                return self.bodies_before(one.end, (" và ",))
        return self._unit_before(verb) or self._phrase_before(verb)

    def _body_beside(self, people: Recipients) -> Recipients:
        """«Công an huyện Lạc Sơn và ông Bùi Văn Tiện được …»: the body that stands before the person."""
        body = next((one for one in reversed(self.authorities) if one.end <= people.start), None)
        joined = body and receiver.JOINED_NAMES.fullmatch(self.low, body.end, people.start)
        if not body or body.post or body.person or not joined:
            return people
        counts = (("collectives", 1), *people.counts) if people.counts else ()
        return Recipients(body.start, people.end, counts, "", (body.name, *people.names))

    def _unit_before(self, verb: int) -> Recipients | None:
        found = receiver.UNIT_BEFORE.search(self.norm, max(self.start, verb - 60), verb)
        if not found:
            return None
        unit = self._body(*found.span("who"))
        several = receiver.ANOTHER_UNIT_BEFORE.search(self.norm, max(self.start, unit.start - 60), unit.start)
        return replace(unit, counts=()) if several else unit

    def _phrase_before(self, verb: int) -> Recipients | None:
        """«; Công đoàn các KCN TP được …»: a body that no list foresees, as ``subject`` finds one."""
        phrase = self._body_phrase(verb)
        if not phrase or receiver.HAS_VERB.search(phrase.lower()):
            return None
        start = self.norm.rfind(phrase, self.start, verb)
        return self._body(start, start + len(phrase)) if start >= 0 else None

    def spoken_of_before(self, verb: int) -> Recipients | None:
        """Return the one body or person that the subject of the verb at ``verb`` points back at («đơn vị», «bà»)."""
        words: tuple[tuple[RecipientKind, re.Pattern[str]], ...] = (
            ("collectives", receiver.ONE_BODY),
            ("individuals", receiver.ONE_PERSON),
        )
        for kind, word in words:
            if found := word.search(self.low, max(self.start, verb - 60), verb):
                is_place = receiver.PLACE_ALONE.match(self.low, found.start()) is not None
                return Recipients(found.start(), found.end(), (("total" if is_place else kind, 1),))
        begun = receiver.BODY_BEGINS.match(self.low, self.start, verb)
        if begun and self.low.endswith((", ", "; ", " và "), self.start, verb):
            return Recipients(begun.start("body"), begun.end("body"), (("collectives", 1),))
        person = receiver.PERSON_BEGINS.match(self.low, self.start, verb)
        if person and receiver.PERSON_GOES_ON.search(self.low, max(self.start, verb - 60), verb):
            return Recipients(person.start("who"), person.end("who"), (("individuals", 1),))
        if about := self._opening_person(verb) or self._opening_body(verb) or self.clause_subject(verb):
            return about
        for one in self.authorities:
            if one.end <= verb and not one.person and receiver.SUBJECT_GOES_ON.match(self.low, one.end, verb):
                return Recipients(one.start, one.end, (("collectives", 1),), "", (one.name,))
        return None

    def _opening_person(self, verb: int) -> Recipients | None:
        """«Hộ sinh Thạch Thị Sô Phia (…) đã đỡ 312 ca, được …»: the one person with whom the sentence begins."""
        before = [name for name in self.names if name.end <= verb]
        if len(before) != 1 or not receiver.PERSON_OPENS.fullmatch(self.low, self.start, before[0].start):
            return None
        goes_on = receiver.PERSON_GOES_ON.search(self.low, max(self.start, verb - 60), verb)
        return self.people(before) if goes_on else None

    def _opening_body(self, verb: int) -> Recipients | None:
        """«Năm 2010, Công an tỉnh bắt giữ 1.346 vụ, được …»: the body with which the clause begins."""
        semicolon = self.low.rfind("; ", self.start, verb)
        clause = semicolon + len("; ") if semicolon >= 0 else self.start
        body = next(iter(begun_in(self.authorities, clause, verb)), None)
        if not body or body.post or not pattern.CLAUSE_OPENS.fullmatch(self.low, clause, body.start):
            return None
        goes_on = pattern.NEXT_PREDICATE.search(self.low, max(body.end, verb - 100), verb)
        return Recipients(body.start, body.end, (("collectives", 1),), "", (body.name,)) if goes_on else None

    def clause_subject(self, verb: int) -> Recipients | None:
        """«Năm ngoái, tổ … từng được», «Dòng họ đã ba lần được»: the one with whom the clause begins."""
        semicolon = self.low.rfind("; ", self.start, verb)
        clause = semicolon + len("; ") if semicolon >= 0 else self.start
        if receiver.NO_SUBJECT.fullmatch(self.low, clause, verb):
            clause = self.start  # «đội 5 năm liền đạt …; năm 2021 được … tặng …»
        about = receiver.CLAUSE_SUBJECT.match(self.low, clause, verb)
        if not about or receiver.OF_ANOTHER.search(self.low, about.end(), verb):
            return None
        kinds: dict[str, RecipientKind] = {"person": "individuals", "house": "total", "body": "collectives"}
        group = about.lastgroup or "body"
        return Recipients(*about.span(group), ((kinds[group], 1),) if group in kinds else ())

    def named_behind(self, end: int, limit: int) -> Recipients | None:
        """Return who is named as the receiver behind a form that ends at ``end``, before ``limit``."""
        names = [name for name in self.names if end <= name.start < min(limit, end + 70)]
        if names and any(
            gap.fullmatch(self.low, end, names[0].start) for gap in (receiver.TO_NAMED, receiver.TO_POST_OF_NAMED)
        ):
            listed = [names[0]]
            for name in self.names:
                near = listed[-1].end < name.start < min(limit, listed[-1].end + 40)
                if ";" in self.low[listed[-1].end : name.start]:
                    break  # behind it another hands over
                if near and not self._in_name_of_body(name):
                    listed.append(name)
            first = next((one for one in self.authorities if end <= one.start < names[0].start), None)
            if not first or first.post or not receiver.TO_NAMED.fullmatch(self.low, end, first.start):
                return self._beside_body(end, self._with_body(self.people(listed)))
        for one in self.authorities:
            if not end <= one.start < limit or one.person or one.post:
                continue
            directly = receiver.DIRECTLY_NAMED.fullmatch(self.low, end, one.start)
            if directly or receiver.TO_NAMED.fullmatch(self.low, end, one.start):
                return self._cut_short(one, limit) or self.bodies_from(one, limit)
        return (
            self._people_of_place(end)
            or self._holder_of_post(end)
            or self._unforeseen_body(end, limit)
            or self._plain_body(end, limit)
        )

    def given_between(self, since: int, form: int) -> tuple[int, Recipients] | None:
        """«Tỉnh đoàn tặng anh Tâm giấy khen»: where the verb begins, and who stands between it and the form."""
        person = receiver.GIVEN_ONE.search(self.low, max(since, form - 80), form)
        if person:
            names = [name for name in self.names if person.start("who") <= name.start < person.end("who")]
            named = tuple(self.norm[name.start : name.end] for name in names)
            return person.start(), Recipients(*person.span("who"), (("individuals", 1),), "", named)
        bodies = self.bodies_before(form - 1)
        verb = receiver.GIVEN_BODY.search(self.low, max(since, bodies.start - 30), bodies.start) if bodies else None
        return (verb.start(), bodies) if verb and bodies else None

    def _unforeseen_body(self, end: int, limit: int) -> Recipients | None:
        """«cho CĐ ngành Dệt may»: a body that no list foresees, by its head."""
        to = receiver.TO_BODY.match(self.norm, end, limit)
        return (
            self._body(to.start("who"), to.end("who"))
            if to and giver.BODY_HEAD.match(self.low, to.start("who"))
            else None
        )

    def _plain_body(self, end: int, limit: int) -> Recipients | None:
        """«cho tổ tuần tra số 3»: a body without a capital."""
        to = receiver.TO_ONE_COLLECTIVE.match(self.low, end, limit)
        if not to:
            return None
        alone = self._body(*to.span("who"))
        return replace(alone, counts=()) if receiver.PLACES_BEHIND.match(self.norm, to.end(), limit) else alone

    def _in_name_of_body(self, name: NameSpan) -> bool:
        """«Trường Mầm non Hoa Cúc»."""
        return any(one.start < name.start < one.end for one in self.authorities)

    def _with_body(self, people: Recipients) -> Recipients:
        """«cho ông A và Tổ bảo vệ làng B»: a person and a body."""
        link = next((words for words in (" và tập thể ", " và ") if self.low.startswith(words, people.end)), "")
        body = self.by_start.get(people.end + len(link)) if link else None
        if not body or body.post:
            return people
        counts = (*people.counts, ("collectives", 1)) if people.counts else ()
        return Recipients(people.start, body.end, counts, "", (*people.names, body.name))

    def _cut_short(self, one: Authority, limit: int) -> Recipients | None:
        """«cho Ban Công|tác Mặt trận bản A», «cho Khoa Châm|cứu, Khoa Dược»: the list knew the beginning alone."""
        rest = receiver.REST_OF_BODY.match(self.norm, one.end, limit)
        if not rest or one.post:
            return None
        name = self.norm[one.start : rest.end()]
        several = receiver.MORE_BEHIND.match(self.norm, rest.end(), limit) is not None
        return Recipients(one.start, rest.end(), () if several else (("collectives", 1),), "", (name,))

    def _beside_body(self, end: int, people: Recipients) -> Recipients:
        """«cho đội tuyển lặn và huấn luyện viên A»: the body without a capital is counted beside the one named."""
        beside = len(people.counts) == 1 and receiver.BODY_AND_NAMED.fullmatch(self.low, end, people.start)
        return replace(people, counts=(("collectives", 1), *people.counts)) if beside else people

    def bodies_from(self, first: Authority, limit: int = 0) -> Recipients:
        """Return the bodies of a list that begins with ``first``; only one that stands alone is counted."""
        limit = limit or self.end
        listed, names = [first], [name for name in self.names if first.end <= name.start < limit]
        while (joint := self.next_authority(listed[-1].end)) and joint.start < limit:
            listed.append(joint)
        named = [one.name for one in listed]
        joined = bool(names) and receiver.JOINED_NAMES.fullmatch(self.low, listed[-1].end, names[0].start) is not None
        if len(listed) == 1 and not joined:
            alone = self._body(first.start, first.end)
            further = receiver.FURTHER_PLACES.match(self.norm, first.end, limit)
            named_there = further and any(further.start() < name.start < further.end() for name in names)
            return replace(alone, counts=()) if further and not named_there else alone
        end = names[0].end if joined else listed[-1].end
        named += [self.norm[name.start : name.end] for name in names[:1] if joined]
        counts: tuple[tuple[RecipientKind, int], ...] = ()
        if len(listed) == 1 and not receiver.JOINED_NAMES.match(self.low, end, limit):
            counts = (("collectives", 1), ("individuals", 1))
        return Recipients(first.start, end, counts, "", tuple(named))

    def _holder_of_post(self, end: int) -> Recipients | None:
        """«cho Chủ tịch UBND xã Phú An»: one person, known by the post alone."""
        for one in self.authorities:
            if one.start >= end and one.post and receiver.TO_POST.fullmatch(self.low, end, one.start):
                alone = not one.person and not self.low.startswith((", ", " và"), one.end)
                return Recipients(one.start, one.end, (("individuals", 1),), "", (one.name,)) if alone else None
        return None

    def winner_behind(self, end: int) -> Recipients | None:
        """«… thuộc về đội thi xã Phú An»: a team is one collective; of several named, none is counted."""
        won = receiver.WON_BY.match(self.low, end, self.end)
        place = receiver.WON_BY_PLACE.match(self.norm, end, self.end)
        if place:
            name = self.norm[place.start("who") : place.end()]
            return Recipients(place.start("who"), place.end(), (("total", 1),), "", (name,))
        if won and won["work"]:
            return Recipients(won.start("work"), won.end(), (("total", 1),), won["work"])
        if not won or any(won.start("who") <= name.start < won.end() for name in self.names):
            return None
        several = " và " in won["who"] or receiver.MORE_WINNERS.match(self.low, won.end(), self.end) is not None
        counts: tuple[tuple[RecipientKind, int], ...] = () if several else (("collectives", 1),)
        return Recipients(won.start("who"), won.end(), counts, "", (self.norm[won.start("who") : won.end()],))

    def body_at(self, start: int) -> Recipients | None:
        """Return the body whose name begins at ``start``, as one recipient."""
        named = self.by_start.get(start)
        return self._body(start, named.end) if named and not named.post else None

    def named_collective(self, several: Recipients) -> Recipients | None:
        """«cho tập thể thôn Tân Hòa», «cho tập thể tàu CSB 6011»: one collective by a name that no list foresees."""
        if not self.low.endswith(" tập thể", several.start, several.end):
            return None
        named = receiver.COLLECTIVE_NAMED.match(self.norm, several.end, self.end)
        named = named or receiver.COLLECTIVE_IN_CAPITALS.match(self.norm, several.end, self.end)
        return self._body(*named.span("who")) if named else None

    def _people_of_place(self, end: int) -> Recipients | None:
        """«cho Nhân dân và cán bộ xã Phú An»: those of one place are one collective."""
        link = receiver.TO_PEOPLE_OF.match(self.low, end, self.end)
        place = unit_at(self.page, link.end()) if link else None
        if link and not place and (village := receiver.PLACE_NAMED.match(self.norm, link.end(), self.end)):
            place = village.end()
        if not link or not place:
            named = self.by_start.get(link.end()) if link else None
            return self._body(link.start("who"), named.end) if link and named else None
        return self._body(link.start("who"), place)

    def one_body_behind(self, end: int) -> Recipients | None:
        """«trao Huân chương … cho lữ đoàn», «tặng giấy khen cho ông»: the one that the text is about."""
        if person := receiver.TO_ONE_PERSON.match(self.low, end, self.end):
            return Recipients(*person.span("who"), (("individuals", 1),))
        to = receiver.TO_ONE_BODY.match(self.low, end, self.end)
        return Recipients(to.start("who"), to.end("who"), (("collectives", 1),)) if to else None

    def is_won_by_named(self, end: int) -> bool:
        """Return whether persons are named as the winners of the prizes that end at ``end``."""
        to = receiver.WON_BY_NAMED.match(self.low, end, self.end)
        return to is not None and any(name.start == to.end() for name in self.names)

    def _body(self, start: int, end: int) -> Recipients:
        """«Hội Nông dân 12 tỉnh, thành phố» are twelve bodies."""
        several = receiver.OF_SO_MANY_PLACES.search(self.low, start, end)
        count = int(several["count"]) if several else 1
        counted: tuple[tuple[RecipientKind, int], ...] = (("collectives", count),)
        return Recipients(
            start, end, () if receiver.OF_SEVERAL.search(self.low, start, end) else counted, "", (self.norm[start:end],)
        )

    def with_named(self, counted: Recipients) -> Recipients:
        """«cho 2 tập thể và đồng chí Vi Văn Khánh»: the one who is named is counted with them."""
        link = receiver.AND_NAMED.match(self.low, counted.end, self.end)
        name = next((each for each in self.names if link and each.start == link.end()), None)
        if not name or "collectives" not in dict(counted.counts) or len(counted.counts) > 1:
            return counted
        if not receiver.NAMED_ALONE.match(self.low, name.end, self.end):
            return counted
        names = (*counted.names, self.norm[name.start : name.end])
        return replace(counted, end=name.end, counts=(*counted.counts, ("individuals", 1)), names=names)
