"""The box of a secret ballot: choices sealed under a key, in an order that says nothing.

Sealing is ChaCha20-Poly1305 (RFC 8439) with a fresh nonce for every ballot at every cast; the name of the box is bound
to it, so that a ballot cannot be moved to another. All sealed texts have one length. Why: docs/adr/0026.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from thidua.councils.choices import Choice

KEY_BYTES = 32
_NONCE_BYTES = 12
_ORDER = tuple(Choice)
_T = TypeVar("_T")


class BoxBroken(Exception):  # noqa: N818 - it says what is so, and is answered with a refusal
    """A ballot does not open: another key, or somebody changed it in the database."""


def shuffled(things: Iterable[_T]) -> list[_T]:
    """Return things in an order drawn from the system's randomness."""
    drawn = list(things)
    secrets.SystemRandom().shuffle(drawn)
    return drawn


def seal(choice: str, *, key: bytes, box: bytes) -> str:
    """Return a choice sealed for a box, as text."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    plain = bytes([_ORDER.index(Choice(choice))])
    return b64encode(nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, box)).decode("ascii")


def unseal(sealed: str, *, key: bytes, box: bytes) -> Choice:
    """Return the choice of a sealed ballot.

    Raises:
        BoxBroken: it was sealed under another key or for another box, or changed since.
    """
    try:
        told = b64decode(sealed, validate=True)
        (place,) = ChaCha20Poly1305(key).decrypt(told[:_NONCE_BYTES], told[_NONCE_BYTES:], box)
        return _ORDER[place]
    except (InvalidTag, ValueError, IndexError) as broken:
        raise BoxBroken from broken
