"""What a file gives: its text, and what the reader should know about how it was come by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Media = Literal[
    "text/plain",
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/pdf",
]


@dataclass(frozen=True)
class Notice:
    """Something done to the text on the way: a Vietnamese msgid with ``%(name)s`` places, and what fills them.

    >>> str(Notice("Đã chuyển từ bảng mã %(encoding)s.", {"encoding": "VNI"}))
    'Đã chuyển từ bảng mã VNI.'
    """

    message: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in Vietnamese."""
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True)
class LoadedText:
    """The text of a file. Spans of facts index ``text``.

    Attributes:
        text: the text; for a UTF-8 text file exactly the file's own, byte order mark and line ends included.
        media: what the file is, by its content.
        notices: what was done on the way.
        title: the headline, where one is plain to see, else empty.
        published: ``2020-06-05`` or ``2020-06`` where the file says when it appeared, else ``None``.
        pages: where each page of a PDF begins in ``text``; empty for all else.
        verbatim: whether ``text`` is the file itself read as UTF-8, so that no copy is needed to find a span.
    """

    text: str
    media: Media
    notices: tuple[Notice, ...] = ()
    title: str = ""
    published: str | None = None
    pages: tuple[int, ...] = ()
    verbatim: bool = False
