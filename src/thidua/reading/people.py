"""Persons who take part or are presented: name, rank, posts and what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.reading.context import Context
from thidua.reading.facts import Fact
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.mentions import Mention
from thidua.reading.names import NameSpan
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page, organisation_at
from thidua.reading.places import begun_in
from thidua.reading.posts import Post, calling_before, clause_post, find_posts, posts_behind
from thidua.reading.roles import roles_of
from thidua.reading.shared_posts import find_shared_posts
from thidua.reading.short_forms import short_form
from thidua.vietnamese.fold import same_form

_WORDS = lexicon("names")
_HONORIFIC = alternation(_WORDS["honorifics"])
_RANK = alternation(_WORDS["ranks"])
_CUE_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<honorific>{_HONORIFIC})|(?P<rank>{_RANK})"
    rf"|(?P<title>{alternation(_WORDS['titles'])}))[\s,.:-]{{1,3}}$"
)
_LIST_JOINT = re.compile(r"(?: ?\([^()]{1,40}\)|\))?(?:,|;| và| cùng) (?:(?:ông|bà|anh|chị|đồng chí) )?$")
_ORGANISATION_BEFORE = re.compile(r"[^,.;:()\n\"]{4,80}$")
_PLURAL = re.compile(r"(?<!\w)(?:các|hai|ba|bốn|những|\d+) $")
# «Ba giải nhì thuộc về Lê Văn A (Đồng Tháp), …»: who won goes without a word of address.
_WINNER = re.compile(r"(?<!\w)(?:thuộc về|về tay|được trao cho|trao cho|được trao tặng cho)(?: các)? $")
_AGED_OR_PLACED = re.compile(
    rf" \((?:\d{{1,2}} tuổi|(?:sinh năm|sn) ?\d{{4}}|lớp \d|{alternation(lexicon('places')['provinces'])}"
    r"|(?:tp\.?|tỉnh|xã|huyện|quận|phường|thị xã|trường) )"
)
_SAYING = re.compile(rf"(?: đã| cũng)? {alternation([*lexicon('roles')['speak'], *lexicon('roles')['say']])}(?!\w)")
_LISTED_AS = re.compile(
    rf"(?<!\w)(?:gồm|là|bao gồm|gồm có|như sau)(?: có| các)?: $"
    rf"|(?<!\w){alternation(_WORDS['listed_as'])}(?!\w)(?: [^\W\d_]+){{0,6}}(?::| là| gồm| như)(?: có)?:? $"
)
_BRACKETS = re.compile(r" ?\([^()\n]{2,40}\)")
# «Hai giải nhì: "Ông gác chắn" (Lê Thị Bích, Long An)»: the author behind a work.
_WORK_OF = re.compile(r"\" ?\($")
_WINDOW = 48
_ON_BEHALF = re.compile(r"(?:ủy quyền|ủy nhiệm|thay mặt|thừa lệnh)(?: của)? $")
# «Báo cáo với Phó Chủ tịch nước, Thứ trưởng Hoàng Bá Lĩnh»: the first post is another's, and «Phủ Chủ tịch» is a place.
_OF_ANOTHER = re.compile(r"(?<!\w)(?:với|gửi|tới|phủ) $")
_MOST_CUES = 4
_MOST_POSTS = 16
_SHORT_NAME, _USUAL_NAME = 2, 4


@dataclass
class _Person:
    """What the text says of one person, gathered over all mentions."""

    name: str
    start: int
    end: int
    rank: str | None = None
    posts: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    evidence: str = ""
    weak: bool = False
    mentions: int = 0

    def hold(self, post: str) -> None:
        """Add a post, unless it is told already, longer or shorter; nobody holds more than sixteen."""
        form = short_form(post)
        for index, told in enumerate(self.posts):
            known = short_form(told)
            if known.startswith(form) or known.endswith(form):
                return
            if form.startswith(known) or form.endswith(known):
                self.posts[index] = post
                return
        if len(self.posts) < _MOST_POSTS:
            self.posts.append(post)

    def share(self, posts: tuple[str, ...]) -> None:
        """Put the posts of a whole group before those of the person alone."""
        alone, self.posts = self.posts, []
        for post in (*posts, *alone):
            self.hold(post)


@dataclass(frozen=True)
class _Seen:
    """One mention of a full name with what stands around it."""

    span: NameSpan
    start: int
    end: int
    rank: str | None
    posts: tuple[Post, ...]
    evidence: str


def find_people(text: Text, context: Context) -> list[Fact]:
    """Return one fact for each named person of the story, in order of first mention.

    Args:
        text: the text.
        context: its sentences and furniture.
    """
    page = Page.of(context)
    posts = find_posts(page)
    seen = _resolve(page, list(_mentions(page, context, posts)))
    people: dict[str, _Person] = {}
    for mention in seen:
        _gather(people, mention, page)
    _share_posts(page, people)
    spoken = [Mention(each.start, each.end, _key(page, each.span)) for each in seen]
    for key, roles in roles_of(
        page, context, spoken, {key: tuple(person.posts) for key, person in people.items()}, posts
    ).items():
        people[key].roles.extend(roles)
    return [_fact(text, person) for person in sorted(people.values(), key=lambda each: each.start)]


def _share_posts(page: Page, people: dict[str, _Person]) -> None:
    """Give everybody in a group the posts told before it; whoever stands in several takes those of the first."""
    shared: set[str] = set()
    for group in find_shared_posts(page):
        for key in {_key(page, each) for each in begun_in(page.names, group.start, group.end)} - shared:
            if (person := people.get(key)) and person.posts:
                person.share(group.names)
                shared.add(key)


def _key(page: Page, span: NameSpan) -> str:
    return same_form(page.norm[span.start : span.end])


def _mentions(page: Page, context: Context, posts: tuple[Post, ...]) -> Iterator[_Seen]:
    ending = {post.end: post for post in posts}
    claimed: set[int] = set()
    before: _Seen | None = None
    inside_posts = {at for post in posts for at in range(post.start, min(post.end, post.start + _WINDOW))}
    for span in page.names:
        if context.in_noise(span.start, span.end) or span.start in inside_posts or _is_byline(page, context, span):
            continue
        behind = tuple(posts_behind(page, span.end))
        mention = _with_left(page, span, behind, ending, claimed, before)
        claimed.update(post.start for post in mention.posts)
        yield mention
        before = mention


def _with_left(
    page: Page,
    span: NameSpan,
    behind: tuple[Post, ...],
    ending: dict[int, Post],
    claimed: set[int],
    before: _Seen | None,
) -> _Seen:
    """Read the cues and posts in front of a name."""
    start, rank, cued, ranks = span.start, None, span.cued, [post.name for post in behind if post.rank]
    for _ in range(_MOST_CUES):
        cue = _CUE_BEFORE.search(page.low, max(0, start - _WINDOW), start)
        if not cue:
            break
        start, cued = cue.start(), True
        if cue["rank"] and rank is None:
            rank = page.norm[cue.start("rank") : cue.end("rank")]
    front, start = _posts_in_front(page, start, ending, claimed, comma=start < span.start)
    held = (*front, *(post for post in behind if not post.rank))
    evidence = "post" if held else "title" if cued or rank or ranks else ""
    if not evidence:
        held, evidence, start = _weaker_evidence(page, span, before)
    end = max([span.end, *(post.end for post in behind)])
    return _Seen(span, start, end, rank or (ranks[0] if ranks else None), held, evidence)


def _posts_in_front(
    page: Page, start: int, ending: dict[int, Post], claimed: set[int], *, comma: bool
) -> tuple[tuple[Post, ...], int]:
    found: list[Post] = []
    joint = r"[\s,:]{1,2}" if comma else r"\s{1,2}"
    while True:
        gap = re.search(rf"(?:{joint})$", page.norm[max(0, start - 3) : start])
        post = ending.get(start - len(gap[0])) if gap else None
        if post is None or post.start in claimed or _ON_BEHALF.search(page.low, max(0, post.start - 24), post.start):
            return tuple(found), start
        if found and _OF_ANOTHER.search(page.low, max(0, post.start - 8), post.start):
            return tuple(found), start
        found.insert(0, post)
        start, joint = post.start, r",\s| -\s"


def _weaker_evidence(page: Page, span: NameSpan, before: _Seen | None) -> tuple[tuple[Post, ...], str, int]:
    """A calling, a list that goes on, an organisation in front, or a verb of speech behind the name."""
    calling = calling_before(page, span.start)
    if calling:
        several = page.low.endswith(":", 0, calling.end + 1) or _PLURAL.search(
            page.low, max(0, calling.start - 8), calling.start
        )
        return (calling,), "plural" if several else "post", span.start
    gap = page.low[before.end : span.start] if before else ""
    if before and before.evidence and len(gap) < _WINDOW and _LIST_JOINT.fullmatch(gap):
        plural = before.posts and _PLURAL.search(page.low, max(0, before.posts[0].start - 5), before.posts[0].start)
        return (
            (before.posts if plural or before.evidence == "plural" else ()),
            "plural" if plural else "list",
            span.start,
        )
    work = _WORK_OF.search(page.norm, max(0, span.start - 4), span.start)
    won = not span.weak and _WINNER.search(page.low, max(0, span.start - _WINDOW), span.start)
    placed = not span.weak and _is_long(page, span) and _AGED_OR_PLACED.match(page.low, span.end)
    if work or won or placed or _LISTED_AS.search(page.low, max(0, span.start - _WINDOW), span.start):
        return (), "list", span.start
    filling = None if span.weak else clause_post(page, span.start)
    if filling:
        return (filling,), "post", filling.start
    organisation = None if span.weak else _organisation_before(page, span)
    if organisation is not None:
        return (), "organisation", organisation
    return (), "speech" if not span.weak and _SAYING.match(page.low, span.end) else "", span.start


def _is_long(page: Page, span: NameSpan) -> bool:
    return page.norm.count(" ", span.start, span.end) >= _SHORT_NAME


def _organisation_before(page: Page, span: NameSpan) -> int | None:
    """Return where an organisation begins whose name ends directly before ``span``."""
    clause = _ORGANISATION_BEFORE.search(page.norm, max(0, span.start - _WINDOW * 2), span.start)
    for at in range(clause.start(), span.start) if clause else ():
        if page.norm[at].isupper():
            found = organisation_at(page, at)
            if found and found.end + 1 == span.start:
                return at
    return None


def _is_byline(page: Page, context: Context, span: NameSpan) -> bool:
    """Return whether the name stands alone in its paragraph: the author."""
    start, end = context.paragraph_at(span.start)
    if end - start - (span.end - span.start) >= _WINDOW // 4 + _brackets_behind(page, span.end, end):
        return False
    around = page.norm[start : span.start] + _BRACKETS.sub("", page.norm[span.end : end])
    return not re.search(r"\w{3}", around)


def _brackets_behind(page: Page, position: int, end: int) -> int:
    """Return the length of what stands in brackets behind an author: «Trần Cường (Đài TTTH huyện)»."""
    found = _BRACKETS.match(page.norm, position, end)
    return len(found[0]) if found else 0


def _resolve(page: Page, seen: list[_Seen]) -> list[_Seen]:
    """Keep mentions with evidence, and plain ones of a name that has evidence elsewhere."""
    known = {_key(page, each.span) for each in seen if each.evidence}
    return [each for each in seen if _key(page, each.span) in known]


def _gather(people: dict[str, _Person], mention: _Seen, page: Page) -> None:
    name = " ".join(page.norm[mention.span.start : mention.span.end].split())
    person = people.setdefault(
        _key(page, mention.span), _Person(name, mention.start, mention.end, evidence=mention.evidence)
    )
    person.rank = person.rank or mention.rank
    person.mentions += 1
    person.weak = person.weak or mention.span.weak
    if not person.posts and mention.posts:
        person.start, person.end, person.evidence = mention.start, mention.end, "post"
    for post in mention.posts:
        person.hold(post.name)


def _fact(text: Text, person: _Person) -> Fact:
    start, end = text.raw_span(person.start, person.end)
    value: dict[str, object] = {
        "name": person.name,
        "position": person.posts,
        "role": sorted(set(person.roles)) or ["mentioned"],
    }
    if person.rank:
        value["rank"] = person.rank
    return Fact(
        "person",
        start,
        end,
        value,
        rule=f"person.{person.evidence or 'plain'}",
        signs=_signs(person),
    )


def _signs(person: _Person) -> tuple[str, ...]:
    signs = {
        "weak_name": person.weak,
        "short_name": len(person.name.split()) == _SHORT_NAME,
        "long_name": len(person.name.split()) > _USUAL_NAME,
        "rank": person.rank is not None,
        "told_once": person.mentions == 1,
        "no_role": not person.roles,
    }
    return tuple(name for name, shown in signs.items() if shown)
