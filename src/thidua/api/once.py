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
from thidua.people.commands import claim_key, keep_answer

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

    Where ``act`` fails nothing is kept, and the key can be used again: nothing was written.

    Raises:
        KeyReused: the key was used for another request.
    """
    with transaction.atomic():
        now = clock.now()
        note_token_use(request.token, now)
        claim = claim_key(token=request.token, key=key, request=_fingerprint(request), at=now)
        body = claim.body
        if body is None:
            body = act().model_dump_json()
            keep_answer(claim=claim, body=body)
            return _answer(body)
    return _answer(body, {REPLAYED: "true"})


def _answer(body: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)


def _fingerprint(request: CallingRequest) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(said).hexdigest()
