"""Awards: one fact for each form, authority and statement, with the counts of its recipients."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from thidua.reading import award_patterns as pattern
from thidua.reading.award_statements import SentenceReader
from thidua.reading.award_told import Statement
from thidua.reading.award_words import Authority, RecipientKind, Recipients, find_authorities
from thidua.reading.context import Context
from thidua.reading.facts import Fact, Span
from thidua.reading.lexicon import alternation, lexicon, whole_words
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page
from thidua.reading.periods import Period
from thidua.reading.places import begun_in
from thidua.reading.short_forms import short_form

_WORDS = lexicon("awards")
_PLANNED = re.compile(whole_words(_WORDS["planned"]))
_REASON = re.compile(
    r"[^.;,]{0,60}?(?<!\w)(?:đã có|có|đạt|vì|lập)(?: nhiều)? "
    r"(?P<reason>(?:thành tích|đóng góp|công lao|chiến công)[^.;]{0,200}?)"
    rf"(?=[.;]|$|,? và (?:(?:tặng|trao) )?{alternation(_WORDS['instruments'])}(?!\w))"
)
# With how many awards a statement is compared; far more than any article has.
_FARTHEST = 160
_NEAR = 700
_LONG = 160
_BEFORE = 60
_COUNTED = "award.counted_form"
_MOST_AGAIN = 3
_TITLE = "danh hiệu "
_NEXT_SENTENCE = 160


def find_awards(text: Text, context: Context) -> list[Fact]:
    """Return the awards of the text, a restated one once with its further places."""
    page = Page.of(context)
    authorities = find_authorities(page)
    told: list[Statement] = []
    for sentence in context.sentences:
        if pattern.ANY.search(context.low, *sentence) and not context.in_noise(*sentence):
            here = _numbered(SentenceReader(context, page, sentence, authorities).statements())
            told.extend(_carried_on(context, sentence, here, told[-1] if told else None))
    told = [
        _by_decision(context, authorities, statement) for statement in told if not _is_denied(context.low, statement)
    ]
    return [_fact(text, context, statement) for statement in _merged(told, context.headline_end)]


def _carried_on(
    context: Context, sentence: Span, here: Iterator[Statement], last: Statement | None
) -> Iterator[Statement]:
    """«Ban tổ chức trao giải cho 31 bức ảnh. Trong đó có 3 giải A, …»: the giver goes on giving."""
    goes_on = last is not None and pattern.PARTS_FOLLOW.match(context.low, sentence[0])
    giver = last.authority if last and goes_on and sentence[0] - last.end < _NEXT_SENTENCE else ""
    for statement in here:
        part = giver and not statement.authority and statement.rule == _COUNTED
        yield replace(statement, authority=giver) if part else statement


def _numbered(told: list[Statement]) -> Iterator[Statement]:
    """«trao 1 giải nhất, 2 giải nhì cho các đội; 1 giải nhất cho các cá nhân»: counted again, so given again."""
    seen: Counter[tuple[object, ...]] = Counter()
    for statement in told:
        if statement.rule != _COUNTED:
            yield statement
            continue
        same = (statement.forms, statement.authority, statement.recipients.counts)
        yield replace(statement, again=min(seen[same], _MOST_AGAIN)) if seen[same] else statement
        seen[same] += 1


def _is_denied(low: str, statement: Statement) -> bool:
    """«chưa trao Bằng khen cho …», «không được tặng …»: told as what was not awarded."""
    near = max(0, statement.start - _BEFORE)
    begin = max(near, *(low.rfind(stop, near, statement.start) for stop in (". ", "; ", ", ", "\n")))
    denied = pattern.NOT_AWARDED.search(low, begin, statement.end)
    return (denied is not None and denied.end() + 1 >= statement.start) or pattern.IF.match(low, begin) is not None


def _by_decision(context: Context, authorities: Sequence[Authority], statement: Statement) -> Statement:
    """Give an award without a giver to whoever's decision a sentence shortly before tells of."""
    if statement.authority or not statement.rule.startswith("award.received"):
        return statement
    begin = max(0, statement.start - _NEAR)
    decisions = {found.end() for found in pattern.DECISION_OF.finditer(context.low, begin, statement.start)}
    named = [one for one in begun_in(authorities, begin, statement.start) if one.start in decisions]
    return replace(statement, authority=named[-1].name) if named else statement


def _merged(told: list[Statement], headline_end: int) -> list[Statement]:
    """Put the places of one award together: the fullest statement stands, the others are further places."""
    kept: list[Statement] = []
    further: list[list[Span]] = []
    for statement in sorted(told, key=lambda each: _fullness(each, headline_end)):
        if statement.rule == "award.honoured_several" and any(_is_near(statement, other) for other in kept):
            continue
        near = range(max(0, len(kept) - _FARTHEST), len(kept))
        place = next((place for place in near if _restates(statement, kept[place])), None)
        if place is None:
            kept.append(statement)
            further.append([])
            continue
        further[place].append((statement.start, statement.end))
        if statement.authority and not kept[place].authority and _is_near(statement, kept[place]):
            kept[place] = replace(kept[place], authority=statement.authority)
    whole = (replace(one, also=(*one.also, *also)) for one, also in zip(kept, further, strict=True))
    return sorted(whole, key=lambda each: each.start)


def _is_near(statement: Statement, other: Statement) -> bool:
    """Return whether a fuller statement stands so near that ``statement`` only sums it up."""
    return abs(other.start - statement.start) < _NEAR


def _fullness(statement: Statement, headline_end: int) -> tuple[bool, bool, bool, bool, bool, bool, int]:
    """Order of trust: counted, not in the headline, with an instrument, with an authority, then as they stand."""
    return (
        statement.rule == "award.honoured_several",
        not statement.recipients.counted,
        statement.start < headline_end,
        statement.rule in {"award.honoured", "award.was_honoured"},
        "total" in _counts(statement) and statement.rule != _COUNTED,
        not statement.authority,
        statement.start,
    )


def _restates(statement: Statement, other: Statement) -> bool:
    if statement.again != other.again or statement.start == other.start:  # «126 nhà giáo và 126 học sinh»
        return False
    same_who = _is_same_who(statement.recipients, other.recipients)
    if statement.recipients.counted and not same_who:
        return False
    if not _covers(statement.authority, other.authority) and statement.authority and other.authority:
        return False
    honoured = statement.rule in {"award.honoured", "award.was_honoured"} and other.rule != _COUNTED
    if honoured and statement.recipients.counted:
        return True
    if not any(_covers(mine, its) for mine in statement.forms for its in other.forms):
        return False
    return not _are_others(statement, other)


def _are_others(statement: Statement, other: Statement) -> bool:
    """Return whether those who are named here are others than those who were counted there."""
    named = statement.recipients.names
    if named and not other.recipients.names and not _is_near(statement, other):
        return True
    if named and not other.recipients.names and other.rule == "award.received_by_subject":
        return True  # «Công ty đã được tặng …», and then another body by name
    return other.recipients.counted and len(named) > sum(_counts(other).values())


def _counts(statement: Statement) -> dict[RecipientKind, int]:
    return dict(statement.recipients.counts)


def _is_same_who(one: Recipients, other: Recipients) -> bool:
    """Return whether two recipients may be the same, told again: of equal counts, or one the total of the other."""
    counts, others = dict(one.counts), dict(other.counts)
    if counts != others:
        if sum(counts.values()) != sum(others.values()) or not counts:
            return False
        totals = [each for each in (one, other) if "total" in dict(each.counts)]
        if len(totals) != 1 or pattern.NO_SUM.match(totals[0].noun.lower()):
            return False
    unnamed = not one.names or not other.names
    return unnamed or any(_may_be_one(mine, its) for mine in one.names for its in other.names)


def _may_be_one(name: str, other: str) -> bool:
    """Return whether two names may be of one: «Phòng PC04» and «Phòng Cảnh sát hình sự (PC04)»."""
    words = ([word.strip('"(),.') for word in short_form(each).split()] for each in (name, other))
    shorter, longer = sorted(words, key=len)
    return bool(shorter) and shorter[-1] in longer


def _covers(one: str, other: str) -> bool:
    """Return whether one name begins or ends with the other («UBND tỉnh», «UBND tỉnh Hải Dương»)."""
    first, second = f" {short_form(one)} ", f" {short_form(other)} "
    return first.startswith(second) or second.startswith(first) or first.endswith(second) or second.endswith(first)


def _fact(text: Text, context: Context, statement: Statement) -> Fact:
    form = _joint_name(statement.forms)
    value: dict[str, Any] = {"form": form}
    if statement.authority:
        value["authority"] = statement.authority
    value |= {str(kind): count for kind, count in statement.recipients.counts}
    if statement.recipients.noun:
        value["recipient_noun"] = statement.recipients.noun
    value["recipients"] = list(statement.recipients.names)
    _, sentence_end = context.sentence_at(statement.start)
    if found := _REASON.match(context.low, statement.end, max(sentence_end, statement.end)):
        value["reason"] = context.text.norm[found.start("reason") : found.end("reason")].strip()
    if period := _period(context, statement):
        value["period"] = period
    begin = context.sentence_at(statement.start)[0]
    clause = max(begin, context.low.rfind(";", begin, statement.start), context.low.rfind(",", begin, statement.start))
    planned = _PLANNED.search(context.low, clause, statement.end)
    value["status"] = "planned" if planned else "awarded"
    start, end = text.raw_span(statement.start, statement.end)
    also = tuple(text.raw_span(*span) for span in statement.also)
    return Fact("award", start, end, value, also, statement.rule, _signs(context, statement))


def _joint_name(forms: Sequence[str]) -> str:
    """Return «danh hiệu Nghệ nhân nhân dân, Nghệ nhân ưu tú»: the word for titles once."""
    titles = all(form.startswith(_TITLE) for form in forms)
    return _TITLE + ", ".join(form.removeprefix(_TITLE) for form in forms) if titles else ", ".join(forms)


def _signs(context: Context, statement: Statement) -> tuple[str, ...]:
    signs = {
        "uncounted": not statement.recipients.counted,
        "named": bool(statement.recipients.names),
        "total": "total" in _counts(statement),
        "no_authority": not statement.authority,
        "several_forms": len(statement.forms) > 1,
        "headline": statement.start < context.headline_end,
        "told_again": bool(statement.also),
        "long": statement.end - statement.start > _LONG,
    }
    return tuple(name for name, shown in signs.items() if shown)


def _period(context: Context, statement: Statement) -> Period | None:
    """Return the period told in the sentence behind the award, else the last one before it, years before lengths."""
    begin, end = context.sentence_at(statement.start)
    first = bisect_left(context.periods, begin, key=lambda each: each.start)
    inside = context.periods[first : bisect_left(context.periods, end, key=lambda each: each.start)]
    told = [each for each in inside if not context.low.startswith(" tuổi đảng", each.end)]
    behind = [each for each in told if each.start >= statement.start]
    in_years = [each for each in [*behind, *reversed(told)] if each.first is not None or each.last is not None]
    nearest = in_years or told
    return nearest[0].value if nearest else None
