"""A web page reduced to its article: headline, paragraphs and tables, without menus, other headlines and scripts."""

from __future__ import annotations

import logging
import re
from typing import Final

import trafilatura
from trafilatura.settings import Document

from thidua.reading.files import plain
from thidua.reading.files.dateline import published_in
from thidua.reading.files.loaded import LoadedText, Notice
from thidua.reading.files.markup import Shown, one_line, show
from thidua.reading.files.refusals import Unreadable, gettext_noop

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds odd in a page concerns nobody
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_EMPTY = gettext_noop(
    "Trang web không có chữ. Hãy mở trang bằng trình duyệt, chép nội dung bài vào tệp .txt rồi đưa vào lại."
)
_TOO_MANY_TAGS = gettext_noop(
    "Trang web có %(tags)s thẻ, quá giới hạn %(limit)s. Hãy chép nội dung bài vào tệp .txt rồi đưa vào lại."
)
_WHOLE_PAGE = gettext_noop(
    "Không tách được bài viết khỏi trang; đã lấy toàn bộ phần chữ nhìn thấy, có thể lẫn trình đơn và tin khác."
)

# Beyond these (characters of markup, tags, depth of nesting) the careful comparison of extractors, then any extractor,
# takes too long; the words that the page shows are taken instead.
_CAREFUL_UP_TO: Final = 300_000
_EXTRACTED_UP_TO: Final = 1_500_000
_MOST_TAGS: Final = 15_000
_DEEPEST: Final = 200
_MOST_TAGS_SHOWN: Final = 120_000
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")
_DECLARED = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_TAG_BEGINS = re.compile(r"</?[a-zA-Z]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# The latest day that htmldate may believe: set, so that reading never asks the clock.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31", "outputformat": "%Y-%m-%d"}


def load(content: bytes) -> LoadedText:
    """Read a web page.

    Raises:
        Unreadable: there is no visible text, or its encoding is not certain.
    """
    decoded = _decode(content)
    markup = _CONTROLS.sub(" ", _XML_DECLARATION.sub("", decoded.text))
    _check_tags(markup)
    shown = show(markup)
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


def _check_tags(markup: str) -> None:
    """Refuse a page of more tags than can be gone through in time."""
    tags = sum(1 for _ in _TAG_BEGINS.finditer(markup)) if markup.count("<") > _MOST_TAGS_SHOWN else 0
    if tags > _MOST_TAGS_SHOWN:
        written, limit = (f"{count:,}".replace(",", ".") for count in (tags, _MOST_TAGS_SHOWN))
        raise Unreadable(_TOO_MANY_TAGS, tags=written, limit=limit)


def _decode(content: bytes) -> plain.Decoded:
    """Return the characters of the page; what it declares counts where nothing else is certain."""
    try:
        return plain.decode(content)
    except Unreadable:
        declared = _DECLARED.search(content[:_DECLARED_WITHIN])
        if declared is None:
            raise
        try:
            return plain.repair(content.decode(declared.group(1).decode("ascii")))
        except (LookupError, UnicodeError):
            pass
        raise


def _article(markup: str, shown: Shown) -> tuple[str, str | None, str]:
    """Return headline, day of publishing and text of the article; empty where none is found."""
    if len(markup) > _EXTRACTED_UP_TO or shown.tags > _MOST_TAGS or shown.depth > _DEEPEST:
        return "", None, ""
    try:
        document = trafilatura.bare_extraction(
            markup,
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
    return one_line(document.title or ""), document.date or None, document.text.strip()


def _same(text: str) -> str:
    return one_line(text).casefold()
