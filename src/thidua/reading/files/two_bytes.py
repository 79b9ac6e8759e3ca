"""Texts in UTF-16, with and without the mark that says so."""

from __future__ import annotations

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD, _FEWEST_BYTES = 4000, 40
_MANY_NOUGHTS, _FEW_NOUGHTS = 0.4, 0.02


def utf_16_of(content: bytes) -> str:
    """Return the UTF-16 that ``content`` is in; empty where it is not.

    Without a mark it is known by the nought that half of the letters of Vietnamese have for one of their two bytes.

    >>> utf_16_of("Công an xã tổng kết phong trào".encode("utf-16-le")), utf_16_of(b"phong trao")
    ('utf-16-le', '')
    """
    if content.startswith(_MARKS):
        return "utf-16"
    head = content[:_HEAD]
    if len(head) < _FEWEST_BYTES:
        return ""
    noughts = [head[place::2].count(0) * 2 / len(head) for place in (0, 1)]
    if min(noughts) > _FEW_NOUGHTS or max(noughts) < _MANY_NOUGHTS:
        return ""
    return "utf-16-be" if noughts[0] > noughts[1] else "utf-16-le"
