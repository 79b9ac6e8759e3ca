"""Pure decisions about movements."""

from __future__ import annotations

_QUOTES = "“”\"«»‘’' "


def plain_name(name: str) -> str:
    """Return a movement's name without the quotation marks around it, blanks collapsed, first letter capital.

    >>> plain_name(" “vì an ninh  Tổ quốc”")
    'Vì an ninh Tổ quốc'
    """
    bare = " ".join(name.split()).strip(_QUOTES)
    return bare[:1].upper() + bare[1:]
