"""Posts told once for several persons: «các đồng chí Ủy viên Ban Thường vụ: Phó Chủ tịch A, Trưởng ban B; …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.reading.organisations import Page
from thidua.reading.posts import post_at

_OPENS = re.compile(r"(?<!\w)các (?:đồng chí|ông|bà|vị)(?: là)?(?: các)? ")
_GROUP_ENDS = re.compile(r"[;.\n]")
_LONGEST_GROUP = 900
_MOST_POSTS = 4


@dataclass(frozen=True)
class SharedPosts:
    """The posts of everybody named between ``start`` and ``end`` of the normalised text."""

    start: int
    end: int
    names: tuple[str, ...]


def find_shared_posts(page: Page) -> tuple[SharedPosts, ...]:
    """Return the groups of a text whose posts stand before a colon, in order."""
    return tuple(_groups(page))


def _groups(page: Page) -> Iterator[SharedPosts]:
    for opening in _OPENS.finditer(page.low):
        position = opening.end()
        names: list[str] = []
        while len(names) < _MOST_POSTS and (post := post_at(page, position)):
            names.append(post.name)
            position = post.end
            if not page.low.startswith(", ", position):
                break
            position += len(", ")
        if names and page.low.startswith(": ", position):
            stop = _GROUP_ENDS.search(page.low, position + 1, position + _LONGEST_GROUP)
            yield SharedPosts(position, stop.start() if stop else position + _LONGEST_GROUP, tuple(names))
