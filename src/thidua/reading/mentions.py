"""Where a person is meant without the full name: «Ông Cang», «Nam», «Phó Thủ tướng»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.reading.context import Context
from thidua.reading.organisations import Page
from thidua.reading.places import touched_by
from thidua.reading.posts import Post
from thidua.reading.short_forms import short_form
from thidua.reading.short_names import find_short_names
from thidua.vietnamese.fold import same_form

_ALIAS = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|đồng chí|cô|thầy) ([^\W\d_]+)(?!\w)")
_GIVEN_BY = re.compile(r"(?<!\w)(?:được|của|do|ủy quyền|ủy quyền của|thay mặt) (?:đồng chí )?$")
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Mention:
    """A place where a person is meant: the name, or a short form of it, with the posts around it.

    Attributes:
        start: first character.
        end: one past the last.
        key: the person.
        by_post: no name is told, only the post.
    """

    start: int
    end: int
    key: str
    by_post: bool = False


def short_forms(
    page: Page,
    context: Context,
    mentions: Sequence[Mention],
    held: Mapping[str, tuple[str, ...]],
    posts: Sequence[Post],
) -> Iterator[Mention]:
    """Yield «Ông Cang» and «Phó thủ tướng» for persons named before, where exactly one person fits."""
    given: dict[str, set[str]] = defaultdict(set)
    for key in held:
        given[key.split()[-1]].add(key)
    named = sorted((each.start, each.end) for each in mentions)
    for found in _ALIAS.finditer(page.low):
        keys = given.get(same_form(found[1]), set())
        if len(keys) == 1 and page.norm[found.start(1)].isupper() and not touched_by(found.span(), named):
            yield Mention(*found.span(), next(iter(keys)))
    for short, name in find_short_names(page):
        key = same_form(name)
        if key in held and not context.in_noise(short.start, short.end):
            yield Mention(short.start, short.end, key)
    holders = _by_post(held)
    for post in posts:
        span = (post.start, post.end)
        if touched_by(span, named) or context.in_noise(*span) or not page.norm[post.start].isupper():
            continue
        if _GIVEN_BY.search(page.low, max(0, post.start - 24), post.start):
            continue  # «Giấy khen của Giám đốc …»: the post names the giver, who need not be there
        keys = holders.get(short_form(post.name), set())
        if len(keys) == 1:
            yield Mention(*span, next(iter(keys)), by_post=True)


def _by_post(held: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Return who holds a post, by its short form and by every beginning of it of at least two words."""
    holders: dict[str, set[str]] = defaultdict(set)
    for key, names in held.items():
        for name in names:
            words = short_form(name).split(" ")
            for length in {*range(_FEWEST_WORDS, len(words)), len(words)}:
                holders[" ".join(words[:length])].add(key)
    return holders
