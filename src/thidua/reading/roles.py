"""What persons do at an event, from the words before and behind their mentions in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from thidua.reading import role_patterns as pattern
from thidua.reading.award_patterns import NOT_AWARDED
from thidua.reading.context import Context
from thidua.reading.mentions import Mention, short_forms
from thidua.reading.organisations import Page
from thidua.reading.posts import Post

_WORK_BEFORE = 70


def roles_of(
    page: Page,
    context: Context,
    mentions: Sequence[Mention],
    held: Mapping[str, tuple[str, ...]],
    posts: Sequence[Post],
) -> dict[str, list[str]]:
    """Return what each person does, by key.

    Args:
        page: the text.
        context: its sentences.
        mentions: where persons are named in full, in order.
        held: their posts by key.
        posts: all posts of the text, to find persons meant by their post alone.
    """
    roles: dict[str, list[str]] = defaultdict(list)
    everyone = sorted([*mentions, *short_forms(page, context, mentions, held, posts)], key=lambda each: each.start)
    by_sentence: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in everyone:
        by_sentence[context.sentence_at(mention.start)].append(mention)
    last: str | None = None
    listed: str | None = None
    for sentence in context.sentences:
        here = by_sentence.get(sentence, [])
        listed = _list_role(page.low, sentence, here, listed)
        if listed and here:
            for mention in here:
                roles[mention.key].append(listed)
        if here and _is_namely(page.low, sentence):
            for mention in here:
                roles[mention.key].append("receive_award")
        if not here and last and (pronoun := pattern.PRONOUN.match(page.low, sentence[0])):
            here = [Mention(sentence[0], pronoun.end(), last)]
        if here:
            _read_sentence(page.low, sentence, here, roles)
            _read_those_who_came(page.low, sentence, here, roles)
            last = here[-1].key if len(here) == 1 else None
    meets = pattern.MEETS.search(page.low, 0, pattern.LEAD) is not None
    return {key: _settled(roles.get(key, []), meets=meets) for key in held}


def _settled(told: list[str], *, meets: bool) -> list[str]:
    """Return the roles of one person without those that are not both true.

    Where nobody meets, nobody speaks; who reports, or speaks at the gathering, is not quoted to the reporter as well,
    but those who are honoured tell the reporter.
    """
    if "report" in told:
        told = [role for role in told if role != "quoted"]
    if {"speak", "quoted"} <= set(told):
        left_out = "speak" if "receive_award" in told else "quoted"
        told = [role for role in told if role != left_out]
    return told if meets else ["quoted" if role == "speak" else role for role in told]


def _list_role(low: str, sentence: tuple[int, int], here: Sequence[Mention], before: str | None) -> str | None:
    """The role that a list gives to each of its lines, where a sentence that ends in a colon opened it."""
    if pattern.LIST_OPENS.search(low, max(sentence[0], sentence[1] - 3), sentence[1]):
        if pattern.BEFORE["attend"].search(low, *sentence):
            return "attend"
        return "receive_award" if pattern.HONOURS.search(low, *sentence) else None
    if not pattern.LETTER.search(low, *sentence):  # «1.» before the name
        return before
    goes_on = here and (here[0].start - sentence[0] < pattern.NEAR_BEGIN or pattern.ITEM.match(low, sentence[0]))
    return before if goes_on else None


def _is_namely(low: str, sentence: tuple[int, int]) -> bool:
    """«Đó là các anh …» behind a sentence that tells of an award."""
    begin = sentence[0]
    return bool(
        pattern.NAMELY.match(low, begin) and pattern.HONOURS.search(low, max(0, begin - pattern.AWARD_BEFORE), begin)
    )


def _read_sentence(low: str, sentence: tuple[int, int], here: Sequence[Mention], roles: dict[str, list[str]]) -> None:
    begin, end = sentence
    group: list[Mention] = []
    lead_from = begin
    for index, mention in enumerate(here):
        group.append(mention)
        following = here[index + 1].start if index + 1 < len(here) else end
        gap = low[mention.end : following]
        if following != end:
            gap = gap.partition(";")[0] or gap  # behind it another person's deed is told
        if index + 1 < len(here) and pattern.CONJUNCTION.fullmatch(gap):
            continue
        near = max(begin, group[0].start - pattern.LONGEST_LEAD)
        around = low[near : min(end, mention.end + pattern.LONGEST_LEAD)]
        found = set(_roles(low, max(lead_from, near), near, group[0].start, gap, around))
        if mention.by_post and pattern.GIVES_BY_OFFICE.match(gap):
            found.discard("present_award")
        for each in group:
            roles[each.key].extend(found)
        if pattern.TOGETHER.match(gap) and (
            "đồng" in gap[:14] or "cùng" in gap[:14] or pattern.SEVERAL.search(low, begin, here[0].start)
        ):
            for each in here[:index]:
                roles[each.key].append("chair")
        if "attend" not in found:
            lead_from = mention.end
        group = []


def _read_those_who_came(
    low: str, sentence: tuple[int, int], here: Sequence[Mention], roles: dict[str, list[str]]
) -> None:
    """«Các đồng chí: A, …; B, … cùng 450 đại biểu đã tới dự»: all who are listed attend."""
    listed = len(here) > 1 and pattern.LISTED_TOGETHER.search(low, here[0].end, here[-1].start)
    if listed and pattern.ALL_CAME.fullmatch(low, here[-1].end, sentence[1]):
        for each in here:
            roles[each.key].append("attend")


def _roles(low: str, lead_from: int, begin: int, start: int, gap: str, sentence: str) -> Iterator[str]:
    if _receives(low, begin, start):
        yield "receive_award"
        return
    lead = low[lead_from:start]
    if (pattern.HANDED_BY.search(lead) and pattern.HANDS.match(gap)) or pattern.RECEIVED_FROM.search(low, begin, start):
        yield "present_award"
        return
    before = {role for role, words in pattern.BEFORE.items() if words.search(lead)}
    if low.startswith(pattern.SEVERAL_GUESTS, start) and pattern.GUESTS_OF.search(lead):
        before.add("attend")
    if "report" in before:
        before -= {"report"} if "diễn văn" in lead else {"speak", "quoted"}
    if "diễn văn" in lead:
        gap = gap.replace("trình bày", "đọc")
    if lead_from > begin:
        before.discard("present_award")  # another person's deed
    yield from before
    clause = gap.partition(";")[0]  # behind it others do other things
    content = pattern.CONTENT.search(clause)
    deeds = clause[: content.end()] if content else clause
    behind = _deeds_behind(deeds, lead, sentence)
    behind |= _told_later(clause, content.end() if content else 0)
    if "report" in before | behind:
        behind -= {"speak", "quoted"}
    cited = "quoted" in before or (pattern.QUOTE_BEFORE.search(lead) and pattern.SAYS_SMILING.match(clause))
    if cited or pattern.TO_PRESS.search(gap):
        behind = (behind - {"speak", "launch"}) | {"quoted"}
    yield from behind
    if not before and not behind and pattern.SHOWN_AT.match(gap):
        yield "attend"


def _told_later(clause: str, content: int) -> set[str]:
    """«…, là một trong 14 người nhận danh hiệu»; «… đánh giá cao …, đồng thời trao Bằng khen»."""
    later = {"receive_award"} if pattern.ONE_OF.match(clause) else set()
    return later | ({"present_award"} if content and pattern.AND_HANDS.search(clause, content) else set())


def _receives(low: str, begin: int, start: int) -> bool:
    """Return whether the words before a name give an award to it; money and presents are none."""
    if pattern.PROPOSES.search(low, begin, start):
        return False
    work = pattern.WORK_OF.search(low, max(begin, start - _WORK_BEFORE), start)
    if work and pattern.PRIZE_OF_WORK.search(low, begin, work.start()):
        return True
    found = next((told for words in pattern.RECEIVES_IN_LIST if (told := words.search(low, begin, start))), None)
    return found is not None and not (pattern.GIFT.search(found[0]) and not pattern.AWARD.search(found[0]))


def _deeds_behind(deeds: str, lead: str, sentence: str) -> set[str]:
    """Return the roles that the words behind a name give, up to what the person says."""
    behind = {role for role, words in pattern.BEHIND.items() if words.search(deeds)}
    if "say" in behind:
        behind.remove("say")
        meets = pattern.GATHERING.search(sentence) and not pattern.PRESS.search(sentence)
        behind.add(
            "speak" if meets or pattern.FOR_OTHERS.search(lead) or pattern.FOR_OTHERS.search(deeds) else "quoted"
        )
    if NOT_AWARDED.search(deeds):
        behind -= {"receive_award", "present_award"}
    given = pattern.IS_GIVEN.search(deeds)  # «được Thủ tướng tặng Bằng khen», not «trao … cho những người được …»
    hands = pattern.BEHIND["present_award"].search(deeds)
    if "receive_award" in behind or (given and not (hands and hands.start() < given.start())):
        behind.discard("present_award")
    return behind
