"""Which letter runs can be a Vietnamese syllable at all: the spelling rules, not a word list.

Written from the spelling taught in primary school (initials, rhymes, and the rule that a rhyme ending in
p, t, c or ch carries only the sắc or the nặng tone). Old and new placing of the tone mark both count.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = {"\u0301", "\u0323"}

_LONGEST = 12  # «nghiêng» with its marks apart
_INITIALS_AS_TAUGHT = "ngh ng gh gi kh nh ph qu th tr ch b c d đ g h k l m n r s t v x p"
_RHYMES_AS_TAUGHT = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt
    uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ych ynh yt yn yu
"""
_INITIALS = ("", *_INITIALS_AS_TAUGHT.split())
_RHYMES = frozenset(_RHYMES_AS_TAUGHT.split())


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Tell whether ``word`` is spelt as a Vietnamese syllable; case, NFC or NFD, and the tone's place do not count.

    «ăk» is let through for the highland names (Đắk Lắk).

    >>> [is_syllable(word) for word in ("Nghiêng", "quốc", "HOÀ", "giữ", "café", "thuât", "Müller")]
    [True, True, True, True, False, False, False]
    """
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [mark for mark in letters if mark in _TONES]
    if len(tones) > 1 or len(letters) > _LONGEST:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    return any(_is_rhyme(bare[len(initial) :], tones) for initial in _INITIALS if bare.startswith(initial))


def _is_rhyme(rhyme: str, tones: list[str]) -> bool:
    """Tell whether ``rhyme``, without its tone, exists and may carry that tone."""
    if rhyme not in _RHYMES:
        return False
    stopped = rhyme.endswith(("p", "t", "c", "ch", "k"))
    return not stopped or (bool(tones) and tones[0] in _STOPPED_TONES)
