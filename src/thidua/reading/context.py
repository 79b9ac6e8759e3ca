"""What every rule may look at: the text, its furniture, its sentences, and when it was published."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from thidua.reading.facts import Span
from thidua.reading.names import NameSpan, find_names
from thidua.reading.noise import find_noise
from thidua.reading.normalise import Text
from thidua.reading.periods import PeriodPlace, find_period_places
from thidua.reading.quantities import Quantity, find_quantities
from thidua.reading.sentences import find_paragraphs, find_sentences
from thidua.vietnamese.dates import DateMention, PeriodMention, find_dates, find_periods
from thidua.vietnamese.letters import matching_form

_WITH_BODY = 2
_SPEECH = re.compile(r'"(?<![\w.,!?%)].)[^"\n]{60,2000}"(?!\w)')

_DAY = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, eq=False)
class Context:
    """One text made ready for the rules. All spans index ``text.norm``.

    Attributes:
        text: the text and its normalised copy.
        low: ``text.norm`` in small letters with the older tone placement, of the same length: match words in it.
        noise: stretches that are not part of the story, in order, without overlap.
        sentences: the sentences, in order; none crosses a paragraph.
        paragraphs: the paragraphs, in order.
        published: ``2020-06-05``, ``2020-06`` or ``None``.
    """

    text: Text
    low: str
    noise: tuple[Span, ...]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    published: str | None = None

    @classmethod
    def of(cls, text: Text, *, published: str | None = None) -> Context:
        """Split ``text`` and find its furniture."""
        low = matching_form(text.norm)
        paragraphs = find_paragraphs(text.norm)
        return cls(
            text=text,
            low=low,
            noise=find_noise(low, paragraphs),
            sentences=find_sentences(text.norm, paragraphs),
            paragraphs=paragraphs,
            published=published if published and _DAY.fullmatch(published) else None,
        )

    @cached_property
    def headline_end(self) -> int:
        """Where the headline ends: a first line of the story without a stop; 0 where there is none."""
        story = next((each for each in self.paragraphs if not self.in_noise(*each)), (0, 0))
        stopped = self.text.norm[story[1] - 1 : story[1]] in {".", ":", ";", ","}
        return 0 if stopped or len(self.paragraphs) < _WITH_BODY else story[1]

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands in quotation marks and is longer than a name: speech."""
        return tuple(found.span() for found in _SPEECH.finditer(self.text.norm))

    def in_quotes(self, position: int) -> bool:
        """Return whether ``position`` lies in quoted speech."""
        return _holding(self.quotations, position)[1] > position

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers that count or measure something, in order."""
        return find_quantities(self.text.norm, self.low, (*self.dates, *self.period_mentions))

    @cached_property
    def periods(self) -> tuple[PeriodPlace, ...]:
        """The periods that are told, in order."""
        return find_period_places(self.text.norm, self.low, self.period_mentions)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates, in order."""
        return find_dates(self.text.norm)

    @cached_property
    def period_mentions(self) -> tuple[PeriodMention, ...]:
        """The stretches of years and the lengths, in order."""
        return find_periods(self.text.norm)

    @cached_property
    def names(self) -> tuple[NameSpan, ...]:
        """The possible names of persons, in order."""
        return find_names(self.text.norm, self.low)

    def in_noise(self, start: int, end: int) -> bool:
        """Return whether ``norm[start:end]`` touches furniture."""
        place = bisect_right(self.noise, (end - 1, len(self.low) + 1)) - 1
        return place >= 0 and self.noise[place][1] > start

    def sentence_at(self, position: int) -> Span:
        """Return the sentence that holds ``position``, or an empty span there."""
        return _holding(self.sentences, position)

    def paragraph_at(self, position: int) -> Span:
        """Return the paragraph that holds ``position``, or an empty span there."""
        return _holding(self.paragraphs, position)


def _holding(spans: tuple[Span, ...], position: int) -> Span:
    place = bisect_right(spans, (position, position + 1 << 62)) - 1
    if place >= 0 and spans[place][0] <= position < spans[place][1]:
        return spans[place]
    return position, position
