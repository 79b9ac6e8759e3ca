"""Marks of answers (ETag): who has the newest already is told so, who writes over an older one is refused."""

from __future__ import annotations

import hashlib
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Header

from thidua.api.problems import CallFailed
from thidua.api.shapes.common import Shape

MARK = "ETag"
_KEPT_BY_THE_CALLER = "private, no-cache"  # asked for anew each time: what the token may see can change
_ANY = "*"

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=2_000,
        description="The ETag of the report as it was read, in the same language. Another now: 412, nothing is done.",
    ),
]


def mark_of(content: bytes) -> str:
    """Return the mark of an answer in the language that is spoken now, in quotes as headers have it."""
    said = f"{get_language()}\n".encode() + content
    return f'"{hashlib.sha256(said).hexdigest()[:40]}"'


def mark_of_shape(shape: Shape) -> str:
    """Return the mark of what is answered, before it is written out."""
    return mark_of(shape.model_dump_json().encode())


def if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Mark the answer of a read; without a body (304) where the caller has it.

    Only what this token is answered now is compared, so nothing is said of what it may not see.
    """
    if request.method != "GET" or response.status_code != HttpResponse.status_code:
        return response
    response.headers.setdefault(MARK, mark_of(response.content))
    response.headers.setdefault("Cache-Control", _KEPT_BY_THE_CALLER)
    unchanged = get_conditional_response(request, etag=response.headers[MARK], response=response)
    return unchanged if isinstance(unchanged, HttpResponse) else response


def refuse_changed(now: Shape, wanted: str | None) -> None:
    """Refuse to write over what the caller has not seen.

    Raises:
        CallFailed: ``wanted`` is given and is not the mark of what there is ``now``.
    """
    if wanted is None:
        return
    marks = parse_etags(wanted)
    if marks != [_ANY] and mark_of_shape(now) not in marks:
        raise CallFailed("changed", _("Chưa ghi gì: báo cáo đã khác bản máy đọc. Đọc lại báo cáo rồi gửi lại."))
