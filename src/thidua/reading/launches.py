"""What is launched at a gathering besides: a movement for years of its own, the next edition of a contest."""

from __future__ import annotations

import re

from thidua.reading.concerns import Concern, find_concerns, is_same_name
from thidua.reading.event_story import Draft, Story
from thidua.vietnamese.dates import PeriodMention

CONTEST = (
    r"(?:cuộc thi|(?<!đại )hội thi(?! đua)|giải thưởng|giải|liên hoan|hội diễn|hội thao|lễ trao giải|lễ tuyên dương"
    r"|chương trình)"
)
TIME = r"(?:lần (?:thứ )?(?:\d{1,2}|[ivx]+|tới|sau|tiếp theo)|(?:năm|mùa) (?:sau|tới))"
_LAUNCHED = re.compile(
    r"(?<!\w)(?<!lễ )(?:đã |cũng )?phát động (?:đợt (?:cao điểm )?)?"
    r"(?:phong trào|thi đua|chiến dịch|cuộc vận động|cuộc thi|hội thi|giải)(?![\w,])[^.;\n]{0,200}"
)
_LAUNCHED_KINDS = frozenset({"movement", "programme", "award_scheme"})
# «phát động Hội thi lần thứ 7»: the next edition of what the article is about.
_NEXT_TIME = re.compile(rf"(?:đã |cũng )?phát động {CONTEST}(?: (?!\")[^\W\d_]+){{0,3}}? {TIME}(?!\w)")


def launch_besides(story: Story, main: Draft) -> Draft | None:
    """«… đã phát động phong trào thi đua … giai đoạn 2020-2025», where the event itself looks back on other years.

    A movement with a name of its own that the gathering is not about is launched besides, too.
    """
    for found in _LAUNCHED.finditer(story.page.low, main.span[1], story.sentences[-1][1]):
        if story.context.in_noise(*found.span()):
            continue
        period, concerns = story.period_in(*found.span()), find_concerns(story.page, *found.span())
        named = any(each.quoted and each.category in _LAUNCHED_KINDS and _is_new(each, main) for each in concerns)
        again = _NEXT_TIME.match(story.page.low, *found.span()) is not None
        if not named and not again and not _looks_elsewhere(period, main):
            continue
        schemes = tuple(each for each in main.concerns if each.category == "award_scheme")
        own = (schemes if again else ()) or concerns or main.concerns
        rule, kinds = "event.launch", ["phat_dong"]
        return Draft(found.span(), found.span(), "", main=False, rule=rule, kinds=kinds, period=period, concerns=own)
    return None


def _is_new(concern: Concern, main: Draft) -> bool:
    return not any(is_same_name(concern.name, each.name) for each in main.concerns)


def _looks_elsewhere(period: PeriodMention | None, main: Draft) -> bool:
    """Return whether a period of several years is not the one that the main event looks back on."""
    if period is None or period.first is None or period.first == period.last or main.period is None:
        return False
    return (period.first, period.last) != (main.period.first, main.period.last)
