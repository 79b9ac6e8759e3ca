"""Doing a writing call once, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated

from django.db import transaction
from django.http import HttpResponse
from ninja import Header

from thidua.api.bearer import note_token_use
from thidua.api.requests import CallingRequest
from thidua.api.shapes.common import Shape
from thidua.core import clock
from thidua.people.commands import Call, keep_answer, kept_answer

REPLAYED = "Idempotency-Replayed"

Key = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="New for every call; the same to try again.",
    ),
]


def once(request: CallingRequest, key: str, act: Callable[[], Shape]) -> HttpResponse:
    """Do ``act`` in one transaction with keeping its answer; sent again, the kept answer is returned.

    Where ``act`` fails nothing is kept, and the key can be used again: nothing was written. Of two calls with one key
    at once the second one fails, in ``act`` or when it keeps its answer, is undone, and is answered as the first.

    Raises:
        KeyReused: the key was used for another request.
    """
    call = Call(request.token, key, _fingerprint(request))
    if body := kept_answer(call=call, at=clock.now()):
        return _answer(body, REPLAYED)
    try:
        with transaction.atomic():
            note_token_use(request.token, clock.now())
            body = act().model_dump_json()
            keep_answer(call=call, body=body, at=clock.now())
    except Exception:
        if body := kept_answer(call=call, at=clock.now()):
            return _answer(body, REPLAYED)
        raise
    return _answer(body)


def _answer(body: str, *marks: str) -> HttpResponse:
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers=dict.fromkeys(marks, "true"))


def _fingerprint(request: CallingRequest) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(said).hexdigest()
