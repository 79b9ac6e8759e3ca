"""A form in which two printings of one name are equal, whether its usual abbreviations are written out or not."""

from __future__ import annotations

import re
from functools import lru_cache

from thidua.reading.lexicon import alternation, lexicon
from thidua.vietnamese.fold import same_form
from thidua.vietnamese.letters import matching_form

_SHORT = {matching_form(written): short for written, short in lexicon("abbreviations").items()}
_WRITTEN_OUT = re.compile(rf"(?<!\w){alternation(_SHORT)}(?!\w)")


@lru_cache(maxsize=2048)
def short_form(name: str) -> str:
    """Return ``name`` in the comparing form of ``same_form``, shortened where that is usual.

    >>> short_form("Chủ tịch Uỷ ban nhân dân thành phố") == short_form("Chủ tịch UBND TP.")
    True
    """
    return same_form(_WRITTEN_OUT.sub(lambda found: _SHORT[found[0]], matching_form(name)))
