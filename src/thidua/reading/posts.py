"""Posts that a person holds, as printed: «Phó Chủ tịch UBND tỉnh», «nguyên Bí thư Thành ủy»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.organisations import Page, name_tail, organisation_at, printed
from thidua.reading.remembered import once_for_each

_WORDS = lexicon("posts")
_NAMES = lexicon("names")
_FORMER = r"(?:(?:nguyên|cựu|(?<!ủy )quyền|q\.) )?"
_POST = re.compile(
    rf"(?<!\w){_FORMER}(?:phó (?:trưởng (?!ban|phòng|đoàn|khoa|thôn|công an"
    rf"|tiểu))?)?{alternation(_WORDS['heads'])}(?!\w)"
    rf"(?: {alternation(_WORDS['qualifiers'])}(?!\w| (?:hội nghị|buổi|phiên|cuộc|đại hội|lễ|thảo luận)))*"
)
_CALLING = re.compile(rf"(?<!\w){_FORMER}{alternation(_WORDS['callings'])}(?!\w)")
_RANK = re.compile(rf"{alternation(_NAMES['ranks'])}(?!\w)")
_FIRST_JOINT = re.compile(
    r"\s*[,(]\s*(?:\d{2} tuổi|(?:sinh năm|sn) ?\d{4})\s*,\s*(?:hiện )?(?:là )?"
    r"|\s*(?:,|-|:|\()\s*(?:(?:hiện )?(?:là|giữ chức|đang là) )?|,? (?:hiện )?là |,? (?:được bầu )?giữ chức(?: vụ)? "
)
_JOINT = re.compile(r"\s*(?:,|-|/)\s*|,? kiêm |,? đồng thời là ")
_FREE = re.compile(
    r"(?:(?! (?:được|đã|vinh dự|vừa|nhận|là|cho|chia sẻ|phát biểu|tặng|trao|nói|có|trong|trèo"
    r"|cứu|đoạt|đạt|giành|dự|tham dự|chủ trì|đề nghị|nhấn mạnh|khẳng định|cùng)\b)[^,;.:()\n\"-]){0,60}"
)
_MOST_FREE_WORDS = 6
_CLAUSE_BEFORE = re.compile(r"(?:^|[,;:\n] ?|(?<!TP)(?<!\bT)\. ?)((?:[^,;:.()\n]|(?<=TP)\.|(?<=\bT)\.(?=Ư|W))+ )$")
_LEADS_TO_POST = re.compile(r"(?<!\w)(?:tham dự của|có sự tham dự của|dự có|có|gồm|với|do|cùng) ")
_LONGEST_CLAUSE = 90
_WORDS_BETWEEN = re.compile(
    r"(?: (?!và |cùng |với |đồng |ông |bà |anh |chị |cho |trao |tặng |do |của |là "
    r"|thay )[^\W\d_A-ZĐ][^\W\d_]*){1,5} (?:Nam |Bắc )?"
)
_BARE = frozenset({"trưởng", "thường trực", "thường vụ", "trợ lý", "thư ký"})
_MOST_POSTS = 12  # of one person; a longer list is one of persons


@dataclass(frozen=True)
class Post:
    """A post as printed.

    Attributes:
        start: first character in the normalised text.
        end: one past the last.
        name: as printed, blanks collapsed.
        rank: whether this is a rank of the police or army and no post.
    """

    start: int
    end: int
    name: str
    rank: bool = False


@once_for_each
def find_posts(page: Page) -> tuple[Post, ...]:
    """Return every post of the text, in order, none inside another."""
    found: list[Post] = []
    position = 0
    while match := _POST.search(page.low, position):
        post = post_at(page, match.start())
        if post:
            found.append(post)
        position = max(match.end(), post.end if post else 0)
    return tuple(found)


def post_at(page: Page, start: int) -> Post | None:
    """Return the post whose words begin at ``start``."""
    match = _POST.match(page.low, start)
    if not match:
        return None
    end = name_tail(page, match.end(), first=True)
    if end == match.end() and match[0] in _BARE:
        return None
    return Post(start, end, printed(page.norm[start:end]))


def posts_behind(page: Page, position: int) -> Iterator[Post]:
    """Yield the posts (and ranks) told behind a name that ends at ``position``; a post of the next name is not one."""
    joint = _FIRST_JOINT.match(page.low, position)
    told = 0
    while joint and told < _MOST_POSTS:
        told += 1
        post = _remembered(page, joint.end())
        if not post or _next_name(page, post.end):
            return
        yield post
        joint = _JOINT.match(page.low, post.end)


def calling_before(page: Page, end: int) -> Post | None:
    """Return the calling («chiến sĩ», «học sinh») that stands directly before a name at ``end``."""
    window = max(0, end - 40)
    for match in _CALLING.finditer(page.low, window, end):
        if page.low[match.end() : end] in {" ", ": "}:
            return Post(match.start(), match.end(), printed(page.norm[match.start() : match.end()]))
    return None


@once_for_each
def _looked_up(_page: Page) -> dict[int, Post | None]:
    """Return the posts found so far, by where they begin: in a list every name asks for those of all behind it."""
    return {}


def _remembered(page: Page, start: int) -> Post | None:
    known = _looked_up(page)
    if start not in known:
        known[start] = _stated_at(page, start)
    return known[start]


def _stated_at(page: Page, start: int) -> Post | None:
    rank = _RANK.match(page.low, start)
    if rank:
        return Post(start, rank.end(), page.norm[start : rank.end()], rank=True)
    post = post_at(page, start)
    if post:
        return post
    calling = _CALLING.match(page.low, start)
    if calling:
        end = name_tail(page, calling.end(), first=True)
        free = _FREE.match(page.norm, calling.end())
        end = max(end, free.end() if free and free[0].count(" ") <= _MOST_FREE_WORDS else end)
        return Post(start, end, printed(page.norm[start:end]))
    organisation = organisation_at(page, start) if start < len(page.norm) else None
    return Post(organisation.start, organisation.end, organisation.name) if organisation else None


def clause_post(page: Page, end: int) -> Post | None:
    """Return the post that fills the clause before a name at ``end`` («Phó Ban công tác phía Nam | Hoàng …»)."""
    clause = _CLAUSE_BEFORE.search(page.norm, max(0, end - _LONGEST_CLAUSE), end)
    start = clause.end() - len(clause[1]) if clause else end
    if clause and not _POST.match(page.low, start):  # «Chương trình có sự tham dự của Trưởng Ban … Đỗ Thị A»
        led = [found.end() for found in _LEADS_TO_POST.finditer(page.low, start, end)]
        start = next((at for at in reversed(led) if _POST.match(page.low, at)), start)
    holds_name = any(at in page.stops for at in range(start, end))
    if not clause or holds_name or not _POST.match(page.low, start):
        return None
    return Post(start, end - 1, printed(page.norm[start : end - 1]))


def _next_name(page: Page, end: int) -> bool:
    """Whether the post that ends here leads to another name, directly or by a few words in small letters."""
    between = _WORDS_BETWEEN.match(page.norm, end)
    return end + 1 in page.stops or end in page.stops or (between is not None and between.end() in page.stops)
