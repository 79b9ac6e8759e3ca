"""For which period a number holds: the one told before it in its sentence, else in its paragraph, else just above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.reading.facts import Span
from thidua.vietnamese.dates import PeriodMention

# «so với cùng kỳ năm 2018», «kế hoạch năm 2017»: another period than that of the number.
_COMPARED = re.compile(
    r"(?:so với|cùng kỳ|kế hoạch|chỉ tiêu|nghị quyết|nhiệm vụ|phong trào)"
    r"(?: (?:cùng kỳ|giai đoạn|thời điểm))?(?: của)? $"
)
_AS_OF = re.compile(
    r"(?:t(?<!\w.)ính đến|đ(?<!\w.)ến) (?:hết )?(?:ngày )?"
    r"(?P<day>\d{1,2}[/-]\d{1,2}[/-]\d{4}|tháng \d{1,2} ?[/-] ?\d{4})(?![\d/-])"
)
_PART_OF_YEAR = re.compile(
    r"(?P<part>[\dsbc](?<!\w.)(?:(?<=\d)\d?|(?<=s)áu|(?<=b)a|(?<=c)hín) tháng (?:đầu|cuối) năm(?: \d{4})?)(?!\w)"
)
_TODAY = re.compile(r"(?:đến|hiện|cho đến|tới) nay|hiện(?: tại)?,|hiện có")
_REACH = 700

Period = dict[str, int | str | None]


@dataclass(frozen=True)
class PeriodPlace:
    """A period where it stands in the normalised text, as the corpus writes it."""

    start: int
    end: int
    first: int | None
    last: int | None
    text: str | None

    @property
    def value(self) -> Period:
        """The period in the corpus form."""
        bare: Period = {"from": self.first, "to": self.last}
        return bare if self.first is not None or self.last is not None else {**bare, "text": self.text}


def find_period_places(norm: str, low: str, mentions: Iterable[PeriodMention]) -> tuple[PeriodPlace, ...]:
    """Return the periods of a text in order, those left out that something is only compared with.

    Args:
        norm: the text.
        low: its matching form.
        mentions: the stretches of years and the lengths in it.
    """
    found = [
        PeriodPlace(each.start, each.end, each.first, each.last, each.text)
        for each in mentions
        if not _COMPARED.search(low, max(0, each.start - 40), each.start)
    ]
    for pattern, group in ((_AS_OF, "day"), (_PART_OF_YEAR, "part")):
        found += [
            PeriodPlace(match.start(), match.end(), None, None, norm[match.start(group) : match.end(group)])
            for match in pattern.finditer(low)
        ]
    kept: list[PeriodPlace] = []
    for place in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)


def period_for(low: str, places: tuple[PeriodPlace, ...], sentence: Span, paragraph: Span, at: int) -> Period | None:
    """Return the period of the number at ``at``.

    It is the last one told before it in its sentence or paragraph, else one behind it in its sentence, else the last
    one shortly before; a sentence that speaks of today («Đến nay …») takes none from outside.
    """
    before = bisect_left(places, at, key=lambda each: each.start)
    today = _TODAY.match(low, sentence[0]) is not None
    begin = sentence[0] if today else paragraph[0]
    if before and places[before - 1].start >= begin:
        return places[before - 1].value
    if before < len(places) and places[before].end <= sentence[1]:
        return places[before].value
    if before and not today and at - places[before - 1].end <= _REACH:
        return places[before - 1].value
    return None
