"""The words that a browser would show of a page, in one pass over its markup.

No tree is built, every pattern is possessive and nothing is looked for twice: time and memory grow with the length of
the page alone, whatever is open, nested or unfinished in it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<!--|-->|<[!?/][^<>]*+>")
_DROPPED = re.compile(r"<(?:(script|style|svg|noscript|template|iframe)(?![\w-])|!--)", re.IGNORECASE)
_TO_THE_END = frozenset(["", "script", "style"])  # a browser shows nothing behind them where they are not closed
_FOR_MACHINES = re.compile(r"[^<>]{0,200}ld\+json", re.IGNORECASE)
_MOST_FOR_MACHINES = 50_000  # characters of data about the page (headline, day) that are kept
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*+)\s[^<>]{1000,}+>")
_LINE_END = re.compile(r"[\r\n]+")
_TITLE = re.compile(r"<title\b[^<>]*+>([^<]*+)<", re.IGNORECASE)
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "button", "select", "iframe"]
)
# Tags inside a line of text; every other begins a new line.
_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span
    strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905 - a list of words is read, not typed
)
_CLOSED_BY_THE_NEXT = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)


@dataclass(frozen=True)
class Shown:
    """What a page shows.

    Attributes:
        text: the visible words, a line for a block.
        title: the page's title, empty where it has none.
        depth: how deep tags are nested at most.
        tags: how many there are.
    """

    text: str
    title: str
    depth: int
    tags: int


def show(markup: str, most: int = 1_000_000) -> Shown:
    r"""Return what ``markup`` shows, up to its ``most``-th tag: one more is counted, nothing behind it is shown.

    >>> show("<p>Bà <b>con</b></p><script>x()</script><!-- <p> --><p>2 &lt; 3").text
    'Bà con\n2 < 3'
    """
    small = markup.lower() if len(markup.lower()) == len(markup) else markup
    pieces: list[str] = []
    position = depth = deepest = tags = 0
    while tags <= most and (found := _TAG.search(markup, position)):
        pieces.append(_LINE_END.sub(" ", markup[position : found.start()]))
        position = found.end()
        closing, name = found.group(1), (found.group(2) or "").lower()
        if found.group() == "<!--":
            position = _place_of(small, "-->", position)
        elif name in _UNSEEN and not closing:
            position = _place_of(small, f"</{name}", position)
        if name not in _INLINE:
            pieces.append("\n")
        tags += 1
        if name and name not in _VOID and name not in _CLOSED_BY_THE_NEXT and name not in _UNSEEN:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    pieces.append(_LINE_END.sub(" ", markup[position:]) if tags <= most else "")
    lines = (one_line(line) for line in html.unescape("".join(pieces)).split("\n"))
    title = _TITLE.search(markup)
    return Shown(
        text="\n".join(line for line in lines if line),
        title=one_line(html.unescape(title.group(1))) if title else "",
        depth=deepest,
        tags=tags,
    )


def slim(markup: str) -> str:
    """Return ``markup`` without what no reader sees and what only slows: scripts, drawings, comments, endless tags.

    >>> slim("<p>Bà con<script>x<y</script> 5<!-- <p> --> xã<style>p{}")
    '<p>Bà con 5 xã'
    """
    small = markup.lower() if len(markup.lower()) == len(markup) else markup
    kept: list[str] = []
    never_closed: set[str] = set()  # from here on, so that their ends are looked for once
    position = 0
    while found := _DROPPED.search(markup, position):
        name = (found.group(1) or "").lower()
        end = _place_of(small, f"</{name}" if name else "-->", found.end()) if name not in never_closed else len(markup)
        if end == len(markup) and name not in _TO_THE_END:
            never_closed.add(name)
            kept.append(markup[position : found.start()])
            position = found.end()
            continue
        told = _FOR_MACHINES.match(markup, found.end()) and end - found.start() < _MOST_FOR_MACHINES
        kept.append(markup[position : end if told else found.start()])
        position = end if told else _place_of(small, ">", end) + 1
    kept.append(markup[position:])
    return _LONG_TAG.sub(r"<\1>", "".join(kept))


def one_line(text: str) -> str:
    """Return ``text`` with every stretch of blanks and line ends as one blank."""
    return " ".join(text.split())


def _place_of(markup: str, mark: str, position: int) -> int:
    """Return the place of the next ``mark``; the end where there is none, as browsers do."""
    place = markup.find(mark, position)
    return len(markup) if place < 0 else place
