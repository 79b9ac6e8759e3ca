"""Ways of writing one text, and the form in which its facts are compared: values as the corpus's judge folds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, cycle
from typing import Any

from thidua.reading.pipeline import as_document, read
from thidua.vietnamese.fold import same_form

FIELDS = {
    "figure": ("value", "value_max", "of", "qualifier", "unit", "status"),
    "award": ("form", "authority", "collectives", "individuals", "total", "status", "recipients"),
    "person": ("name", "rank", "position", "role"),
    "event": ("kind", "main", "date", "date_basis", "part", "place", "organiser", "period", "concerns"),
    "target": ("value", "unit"),
}
_NEWER = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLDER = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_MARKS = re.compile('[“”«»"‘’,]')
_SHORT = {"ủy ban nhân dân": "ubnd", "thành phố": "tp", "tp.": "tp"}


def canonical(value: Any) -> Any:
    """Return a field without case, quotes, commas, kinds of blanks and tone places, abbreviated where that is usual."""
    if isinstance(value, str):
        form = f" {same_form(_MARKS.sub(' ', value))} "
        for long, short in _SHORT.items():
            form = form.replace(f" {same_form(long)} ", f" {short} ")
        return " ".join(form.split())
    if isinstance(value, list):
        return [canonical(each) for each in value]
    if isinstance(value, dict):
        return {key: canonical(each) for key, each in value.items()}
    return value


def told(text: str, kinds: tuple[str, ...] = tuple(FIELDS), *, places: bool = True) -> list[str]:
    """Return the facts of ``text``; their places as numbers of words, which are the same in every way of writing."""
    facts = [fact for fact in as_document(read(text), "x")["facts"] if fact["type"] in kinds]
    return sorted(
        repr(
            [
                fact["type"],
                *(canonical(fact.get(field)) for field in FIELDS[fact["type"]]),
                *([_words_before(text, place) for place in fact["span"]] if places else []),
            ]
        )
        for fact in facts
    )


def _words_before(text: str, place: int) -> int:
    return len(canonical(text[:place]).split())


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _with_tones(one: list[str], other: list[str]) -> Callable[[str], str]:
    pairs = zip(chain(one, map(str.capitalize, one), map(str.upper, one)), _in_all_cases(other), strict=True)
    forms = dict(pairs)
    syllable = re.compile(rf"(?<![qQ])(?:{'|'.join(forms)})(?![^\W\d_])")
    return lambda text: syllable.sub(lambda found: forms[found[0]], text)


def _in_all_cases(syllables: list[str]) -> list[str]:
    return [*syllables, *map(str.capitalize, syllables), *map(str.upper, syllables)]


newer_tones = _with_tones(_OLDER, _NEWER)
older_tones = _with_tones(_NEWER, _OLDER)


def straight(text: str) -> str:
    return re.sub("[“”«»]", '"', text)


def _quoted(left: str, right: str) -> Callable[[str], str]:
    def quote(line: str) -> str:
        sides = cycle((left, right))
        return re.sub('"', lambda _: next(sides), straight(line))

    return lambda text: "\n".join(map(quote, text.split("\n")))


curly, pointed = _quoted("“", "”"), _quoted("«", "»")


def abbreviated(text: str) -> str:
    return re.sub(r"(?:[UỦ][yỷ]|ủy|uỷ) ban nhân dân", "UBND", text)


def spelt_out(text: str) -> str:
    """Write «UBND» out, but not where it is introduced in brackets or glued to a sign."""
    return re.sub(r"(?<=\s)UBND(?= )", "Ủy ban nhân dân", text)


def city_with_stop(text: str) -> str:
    return re.sub(r"\b[Tt]hành phố (?=[A-ZĐ])", "TP. ", text)


def city_without_stop(text: str) -> str:
    return re.sub(r"\b[Tt]hành phố (?=[A-ZĐ])", "TP ", text)


def city_spelt_out(text: str) -> str:
    return re.sub(r"\bTP\.? (?=[A-ZĐ])", "thành phố ", text)


def headline_in_capitals(text: str) -> str:
    headline, line_end, story = text.partition("\n")
    return headline.upper() + line_end + story


def story_of(text: str) -> str:
    """Return ``text`` without the list of other stories behind it, which is one only by its lines."""
    return text[: min((start for start, _ in read(text).noise if start > len(text) // 2), default=len(text))].strip()


def without_line_breaks(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def headline_alone(text: str) -> str:
    """Join the paragraphs below the headline."""
    headline, line_end, story = text.partition("\n")
    return headline + line_end + without_line_breaks(story.strip())
