"""Ways in which offices write one name, and names drawn from the lists of common words."""

import unicodedata

from hypothesis import strategies as st

from thidua.honours.rules.matching.shares import lists
from thidua.vietnamese.fold import fold


def _listed(slot):
    return [word for share, words in lists()[slot].items() if share != "unknown" for word in words]


SURNAMES = [word for word in _listed("surnames") if word not in {"Văn", "Cà", "Hoa", "Kim", "Đồng"}]
_AMBIGUOUS = {fold(word) for word in _listed("surnames")}
"""Of «Diệp, Tô Hạnh» nobody can tell which is the family name."""
MIDDLES = [word for word in _listed("middles") if len(word) > 1 and fold(word) not in _AMBIGUOUS - {"van"}]
GIVEN = [word for word in _listed("given") if len(word) > 1 and fold(word) not in _AMBIGUOUS]
WORDS = st.tuples(
    st.sampled_from(SURNAMES), st.lists(st.sampled_from(MIDDLES), min_size=1, max_size=2), st.sampled_from(GIVEN)
)
NAMES = WORDS.map(lambda words: " ".join([words[0], *words[1], words[2]]))


def in_capitals(name):
    return name.upper()


def without_marks(name):
    return fold(name).upper()


def in_pieces(name):
    return unicodedata.normalize("NFD", name)


def with_titles(name):
    return f"Đồng chí Thượng tá, TS. {name}".replace("tá,", "tá")


def with_initials(name):
    surname, *middles, given = name.split()
    return "".join(f"{word[0]}." for word in (surname, *middles)) + given


def given_name_first(name):
    *rest, given = name.split()
    return f"{given}, {' '.join(rest)}"


def family_name_first_with_comma(name):
    surname, *rest = name.split()
    return f"{surname.upper()}, {' '.join(rest)}"


def without_blanks(name):
    return name.replace(" ", "")


def wide_blanks(name):
    return f"  {name.replace(' ', '   ')} "


def without_middle_name(name):
    surname, *_, given = name.split()
    return f"{surname} {given}"


SAME_FOR_THE_READER = [in_capitals, in_pieces, with_titles, given_name_first, family_name_first_with_comma, wide_blanks]
WAYS = [*SAME_FOR_THE_READER, without_marks, with_initials, without_blanks]
