"""A web page reduced to its article: headline, paragraphs and tables, without menus, other headlines and scripts."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

import trafilatura
from trafilatura.settings import Document

from thidua.reading.files import plain
from thidua.reading.files.dateline import published_in
from thidua.reading.files.limits import check_length, grouped
from thidua.reading.files.loaded import LoadedText, Notice
from thidua.reading.files.markup import Shown, one_line, show, slim
from thidua.reading.files.refusals import Unreadable, gettext_noop

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds odd in a page concerns nobody
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_EMPTY = gettext_noop(
    "Trang web không có chữ. Hãy mở trang bằng trình duyệt, chép nội dung bài vào tệp .txt rồi đưa vào lại."
)
_WHOLE_PAGE = gettext_noop(
    "Không tách được bài viết khỏi trang; đã lấy toàn bộ phần chữ nhìn thấy, có thể lẫn trình đơn và tin khác."
)

_TOO_MUCH_MARKUP = gettext_noop(
    "Trang web quá lớn (trên %(limit)s thẻ). Hãy mở trang bằng trình duyệt, chép nội dung bài vào tệp "
    ".txt rồi đưa vào lại."
)

_MOST_MARKUP: Final = 20_000_000  # characters: pictures may stand in a page
_MOST_SHOWN: Final = 150_000  # tags
_MOST_SIGNS: Final = 2_000_000  # that may begin one
# Beyond these (characters of markup, tags, depth of nesting) the careful comparison of extractors, then any extractor,
# takes too long; the words that the page shows are taken instead.
_CAREFUL_UP_TO: Final = 300_000
_EXTRACTED_UP_TO: Final = 1_500_000
_MOST_TAGS: Final = 15_000
_DEEPEST: Final = 200
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")
_DECLARED = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_TABLE_ROW = re.compile(r"^\|([^\n]*)\|[ ]*+(?:\n|\Z)", re.MULTILINE)
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_LONGEST_CELL: Final = 400  # characters
_LAYOUT_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# The latest day that htmldate may believe: set, so that reading never asks the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31", "outputformat": "%Y-%m-%d"}


def load(content: bytes) -> LoadedText:
    """Read a web page.

    Raises:
        Unreadable: there is no visible text, or its encoding is not certain.
    """
    decoded = _decode(content)
    markup = _CONTROLS.sub(" ", decoded.text)
    shown = show(markup, _MOST_SHOWN)
    if shown.tags > _MOST_SHOWN:
        raise Unreadable(_TOO_MUCH_MARKUP, limit=grouped(_MOST_SHOWN))
    check_length(len(shown.text))
    title, published, body = _article(markup, shown)
    notices = decoded.notices
    if not body:
        title, body = shown.title, shown.text
        notices += (Notice(_WHOLE_PAGE),)
    if not body:
        raise Unreadable(_EMPTY)
    if title and not _same(body[: 2 * len(title) + 20]).startswith(_same(title)):
        body = f"{title}\n\n{body}"
    repaired = plain.repair(body)  # entities may hide old letters that the markup did not show
    return LoadedText(
        text=repaired.text,
        media="text/html",
        notices=notices + repaired.notices,
        title=title or plain.first_line(repaired.text),
        published=published or published_in(repaired.text),
    )


def _decode(content: bytes) -> plain.Decoded:
    """Return the characters of the page; what it declares counts where nothing else is certain."""
    try:
        return plain.decode(content, _MOST_MARKUP, _slim)
    except Unreadable:
        declared = _DECLARED.search(content[:_DECLARED_WITHIN])
        if declared is None:
            raise
        try:
            return plain.repair(_slim(content.decode(declared.group(1).decode("ascii"))))
        except (LookupError, UnicodeError):
            pass
        raise


def _slim(markup: str) -> str:
    """Return what is worth reading of ``markup``, if it can be gone through in time."""
    if markup.count("<") > _MOST_SIGNS:
        raise Unreadable(_TOO_MUCH_MARKUP, limit=grouped(_MOST_SHOWN))
    return slim(_XML_DECLARATION.sub("", markup))


def _article(markup: str, shown: Shown) -> tuple[str, str | None, str]:
    """Return headline, day of publishing and text of the article; empty where none is found."""
    if len(markup) > _EXTRACTED_UP_TO or shown.tags > _MOST_TAGS or shown.depth > _DEEPEST:
        return "", None, ""
    try:
        document = trafilatura.bare_extraction(
            _without_layout(markup),
            fast=len(markup) > _CAREFUL_UP_TO,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params=_DATES,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):  # on markup beyond its tolerance
        return "", None, ""
    if not isinstance(document, Document) or not document.text:
        return "", None, ""
    return one_line(document.title or ""), document.date or None, _TABLE_ROW.sub(_row, document.text.strip())


def _without_layout(markup: str) -> Any:
    """Return the page as a tree in which tables that only lay it out, as on older portals, are plain divisions.

    A table of numbers has no cell with a headline, another table or a whole paragraph in it.
    """
    tree = trafilatura.load_html(markup)
    if tree is None:
        return markup
    for table in [each for each in tree.iter("table") if any(map(_lays_out, each.iter("td", "th")))]:
        for part in table.iter(*_LAYOUT_PARTS):
            if part is table or next(part.iterancestors("table"), None) is table:
                part.tag = "div"
    return tree


def _lays_out(cell: Any) -> bool:
    return len(cell.text_content()) > _LONGEST_CELL or next(cell.iter("h1", "h2", "h3", "table"), None) is not None


def _row(found: re.Match[str]) -> str:
    """Return a row of a table with tabs between its cells, as all tables are written; nothing for a mere rule."""
    cells = [cell.replace("\\|", "|").strip() for cell in _BETWEEN_CELLS.split(found.group(1))]
    return "" if all(set(cell) <= {"-", ":"} and cell for cell in cells) else "\t".join(cells) + "\n"


def _same(text: str) -> str:
    return one_line(text).casefold()
