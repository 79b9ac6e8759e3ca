"""Documents that a text names as the ground of a movement: directives, plans, projects, programmes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.reading.context import Context
from thidua.reading.facts import Span
from thidua.reading.lexicon import alternation, lexicon
from thidua.reading.normalise import Text
from thidua.reading.organisations import Page, organisation_at
from thidua.vietnamese.dates import find_dates
from thidua.vietnamese.fold import same_form
from thidua.vietnamese.letters import matching_form

_WORDS = lexicon("documents")
_KIND_OF: dict[str, str] = {matching_form(word): kind for kind, words in _WORDS["kinds"].items() for word in words}
_TYPE = alternation(_KIND_OF)
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<type>{_TYPE})(?: liên ngành)? (?:số )?(?P<number>\d{{1,4}}(?!\d|[.,]\d)(?:[/-](?:\d{{4}}"
    rf"|[^\W\d_][\w&]*))*)"
    r"(?! (?:năm|nhiệm vụ|tháng)(?!\w))"
)
_NAMED = re.compile(rf"(?<!\w)(?P<type>{alternation(_WORDS['named'])}):? (?P<name>\"[^\"\n]{{4,240}}\")")
# «Kế hoạch 2024» is the plan of a year; «Kế hoạch số 2024» has that number.
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISSUER = re.compile(r"(?:,? ngày [^\s,;]{3,10},?)? của ")
_DAY = re.compile(r",? \(?(?=ngày \d|\d{1,2}[-/]\d)")
_ABOUT = re.compile(
    r",? (?:về|về việc|quy định|ban hành|phê duyệt) ([^.;:()\n\"]{6,160}?)(?=[,.;:()\n\"]"
    r"| giai đoạn| trên địa bàn| với | để | nhằm |$)"
)
_NAME_BEGINS = 32
_QUOTED = re.compile(r",? (?:về |về việc )?\"([^\"\n]{4,240})\"")


@dataclass(frozen=True)
class GoverningDocument:
    """A document named in a text.

    Attributes:
        start: first character, an index into the text as given.
        end: one past the last.
        kind: directive, resolution, decision, plan, project, programme …; see ``lexicons/documents.yaml``.
        number: number and symbol as printed («07-CT/TW»), or ``None``.
        issuer: the body that issued it, as printed.
        name: what it is about.
        date: its day in ISO form, where told beside it.
        also: further places that name it.
    """

    start: int
    end: int
    kind: str
    number: str | None = None
    issuer: str | None = None
    name: str | None = None
    date: str | None = None
    also: tuple[Span, ...] = ()


def find_governing_documents(text: Text, context: Context) -> list[GoverningDocument]:
    """Return the documents named in the story, each once, at its fullest mention."""
    page = Page.of(context)
    fullest: dict[tuple[str, str], GoverningDocument] = {}
    further: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for found in sorted(_mentions(page), key=lambda each: each.start):
        if context.in_noise(found.start, found.end):
            continue
        start, end = text.raw_span(found.start, found.end)
        mention = replace(found, start=start, end=end)
        key = _same_as(fullest, mention)
        told = fullest.get(key)
        fullest[key] = _joined(told, mention) if told else mention
        if told:
            further[key].append((start, end))
    return sorted(
        (replace(document, also=tuple(further[key])) for key, document in fullest.items()),
        key=lambda each: each.start,
    )


def _mentions(page: Page) -> Iterator[GoverningDocument]:
    for found in _NUMBERED.finditer(page.low):
        number = page.norm[found.start("number") : found.end("number")]
        # «kết luận 3 năm», «luật 5 điều» count; a document's number has a symbol, «số», or a capital before it.
        is_bare = "số " not in found[0] and number.isdigit()
        if is_bare and (_YEAR.fullmatch(number) or not page.norm[found.start()].isupper()):
            continue
        yield _with_rest(page, GoverningDocument(found.start(), found.end(), _KIND_OF[found["type"]], number=number))
    for found in _NAMED.finditer(page.low):
        name = page.norm[found.start("name") + 1 : found.end("name") - 1].strip()
        yield _with_rest(page, GoverningDocument(found.start(), found.end(), _KIND_OF[found["type"]], name=name))


def _with_rest(page: Page, document: GoverningDocument) -> GoverningDocument:
    """Add the day, the issuer and the name that follow."""
    document = _with_issuer(page, _with_day(page, document))
    document = _with_day(page, document) if document.date is None else document
    quoted = _QUOTED.match(page.norm, document.end) if document.name is None else None
    about = _ABOUT.match(page.norm, document.end) if document.name is None and not quoted else None
    title = quoted or about
    return replace(document, name=title[1].strip(), end=title.end()) if title else document


def _with_day(page: Page, document: GoverningDocument) -> GoverningDocument:
    joint = _DAY.match(page.low, document.end)
    if not joint:
        return document
    window = page.low[joint.end() : joint.end() + 24]
    day = next((each for each in find_dates(window) if each.start == 0 and each.granularity == "day"), None)
    if day is None:
        return document
    closed = page.norm[joint.end() + day.end : joint.end() + day.end + 1] == ")"
    return replace(document, date=day.iso, end=joint.end() + day.end + closed)


def _with_issuer(page: Page, document: GoverningDocument) -> GoverningDocument:
    joint = _ISSUER.match(page.low, document.end)
    issuer = organisation_at(page, joint.end()) if joint else None
    if issuer is None and joint and page.low.startswith("thủ tướng chính phủ", joint.end()):
        end = joint.end() + len("thủ tướng chính phủ")
        return replace(document, issuer=page.norm[joint.end() : end], end=end)
    return replace(document, issuer=issuer.name, end=issuer.end) if issuer else document


def _same_as(told: dict[tuple[str, str], GoverningDocument], mention: GoverningDocument) -> tuple[str, str]:
    """The key of a document told before: «Chỉ thị số 07» is «Chỉ thị số 07-CT/TW» where no other 07 is told."""
    own = same_form(mention.number or mention.name or "")
    same = _one_number if mention.number else _one_name
    alike = [key for key in told if key[0] == mention.kind and same(key[1], own)]
    return alike[0] if len(alike) == 1 else (mention.kind, own)


def _one_number(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return long == short or (short.isdigit() and re.match(rf"{short}[-/]", long) is not None)


def _one_name(left: str, right: str) -> bool:
    """Two printings of a long name often differ at the end, by an abbreviation written out."""
    left, right = (" ".join(re.findall(r"\w+", each)) for each in (left, right))
    return left == right or left[:_NAME_BEGINS] == right[:_NAME_BEGINS]


def _joined(told: GoverningDocument, mention: GoverningDocument) -> GoverningDocument:
    number = max(told.number or "", mention.number or "", key=len) or None
    return replace(
        told,
        number=number,
        issuer=told.issuer or mention.issuer,
        name=told.name or mention.name,
        date=told.date or mention.date,
    )
