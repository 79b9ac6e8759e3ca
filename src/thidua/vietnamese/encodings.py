"""Vietnamese written in the encodings before Unicode, turned into Unicode where that is certain.

Certain means: read in one encoding nearly every word with marks obeys the Vietnamese spelling
(``vietnamese.syllables``), and read in any other far fewer do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from thidua.vietnamese import legacy_tables as tables
from thidua.vietnamese.syllables import is_syllable

_SAMPLE = 200_000  # characters that are weighed; a decision needs no more
_SUSPECT_SAMPLE = 50_000  # characters of lines that all have marks: they tell sooner
_CERTAIN_SHARE = 0.95
_LEAD = 0.25
_FEWEST_WORDS = 3  # different ones
_WORDS_WITH_A_HORN = 40  # no Vietnamese text of so many words with marks goes without «ư»
_READABLE_SHARE = 0.5

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_PLAIN_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
# Signs that Vietnamese never has inside a word; between two letters they betray another encoding.
_SIGN_INSIDE = re.compile(r"(?<=[^\W\d_])[\x80-\x9f¡-©«-´¶¸¹»-¿×÷€‚„†‡ˆ‰‹›˜™\uf080-\uf0ff]+(?=[^\W\d_])")
_BEYOND_LATIN_1 = re.compile(r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")


@dataclass(frozen=True)
class Converted:
    """A text in Unicode (NFC where it was converted) and the name of the encoding in which it was written."""

    text: str
    encoding: str


@dataclass(frozen=True)
class _Spelling:
    """How far a text is Vietnamese, told from its words with marks.

    Attributes:
        good: how many are possible syllables.
        different: how many different ones of them have an unmarked letter too, so are no accident of one byte.
        bad: how many are impossible.
    """

    good: int
    different: int
    bad: int

    @property
    def share(self) -> float:
        """The possible ones among all words with marks, 0 to 1; 0 where there is none."""
        return self.good / (self.good + self.bad) if self.good else 0.0


class Uncertain(ValueError):  # noqa: N818 - an answer, not a fault
    """The text is plainly not in Unicode, and no encoding is certain."""


def decode(content: bytes) -> Converted:
    """Read ``content``, known not to be UTF-8, in the legacy encoding that it is certainly in.

    Raises:
        Uncertain: no encoding, or more than one, makes Vietnamese of it.

    >>> decode(bytes.fromhex("43ab6e6720616e206e68a96e2064a96e2062b66f2076d6")).text
    'Công an nhân dân bảo vệ'
    """
    surface = "".join(map(_SURFACE.__getitem__, content[:_SAMPLE]))
    encoding = _certain_encoding(surface, _readings(surface))
    if encoding is None:
        raise Uncertain
    if len(content) > _SAMPLE:
        surface = content.decode("latin-1").translate(_SURFACE)
    return Converted(_DECODERS[encoding](surface), encoding)


def repair(text: str) -> Converted | None:
    """Convert the lines of ``text`` that are legacy Vietnamese shown letter for letter, as old fonts left it.

    Returns:
        The repaired text, lines that were Unicode untouched; ``None`` where there is nothing to repair.

    Raises:
        Uncertain: it looks like old-font text, but the encoding cannot be told.

    >>> repair("C«ng an nh©n d©n b¶o vÖ Tæ quèc").text
    'Công an nhân dân bảo vệ Tổ quốc'
    >>> repair("Công an nhân dân") is None
    True
    """
    lines = _LINE.findall(text)
    suspect = {number for number, line in enumerate(lines) if _is_suspect(line)}
    if not suspect:
        return None
    sample = "".join(lines[number] for number in sorted(suspect))[:_SUSPECT_SAMPLE]
    readings = _readings(sample)
    encoding = _certain_encoding(sample, readings)
    if encoding is None:
        if _looks_legacy(readings):
            raise Uncertain
        return None
    everywhere = not _BEYOND_LATIN_1.search(text)
    decoder = _DECODERS[encoding]
    return Converted(
        "".join(decoder(line) if everywhere or number in suspect else line for number, line in enumerate(lines)),
        encoding,
    )


def _spelling(text: str) -> _Spelling:
    """Weigh the words with marks of ``text``."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    good = [word for word in words if is_syllable(word)]
    telling = {word.casefold() for word in good if _PLAIN_LETTER.search(word)}
    bad = len(words) - len(good) + len(_SIGN_INSIDE.findall(text))
    return _Spelling(good=len(good), different=len(telling), bad=bad)


def _readings(surface: str) -> list[tuple[_Spelling, str]]:
    """Weigh ``surface`` in every encoding, the best first."""
    return sorted(
        ((_spelling(decoder(surface)), name) for name, decoder in _DECODERS.items()),
        key=lambda pair: (pair[0].share, pair[0].good),
        reverse=True,
    )


def _certain_encoding(surface: str, readings: list[tuple[_Spelling, str]]) -> str | None:
    """Return the one encoding in which ``surface`` is Vietnamese beyond doubt."""
    (best, name), (second, _), *_rest = readings
    rival = max(second.share, _spelling(surface).share)
    if best.share < _CERTAIN_SHARE or best.different < _FEWEST_WORDS or best.share - rival < _LEAD:
        return None
    horns_lost = name == _TCVN3 and best.good >= _WORDS_WITH_A_HORN and not _HORN_IN_TCVN3.search(surface)
    return None if horns_lost else name


def _looks_legacy(readings: list[tuple[_Spelling, str]]) -> bool:
    """Tell whether some encoding makes mostly Vietnamese of the text, though none certainly."""
    best, _ = readings[0]
    return best.share >= _CERTAIN_SHARE - _LEAD and best.different >= _FEWEST_WORDS


def _is_suspect(line: str) -> bool:
    """Tell whether most words with marks of ``line`` cannot be Vietnamese as they stand."""
    if line.isascii():
        return False
    spelling = _spelling(line[:_SUSPECT_SAMPLE])
    return spelling.bad > 0 and spelling.share < _READABLE_SHARE


def _one_for_one(table: Mapping[str, str]) -> Callable[[str], str]:
    """Return a decoder that replaces single characters."""
    places = {ord(shown): letter for shown, letter in table.items()}
    return lambda surface: unicodedata.normalize("NFC", surface.translate(places))


_VNI_SEQUENCE = re.compile("|".join(map(re.escape, sorted(tables.VNI, key=len, reverse=True))))


def _from_vni(surface: str) -> str:
    """Read VNI, whose letters take one or two characters."""
    surface = surface.translate(_PRIVATE_USE)
    return unicodedata.normalize("NFC", _VNI_SEQUENCE.sub(lambda found: tables.VNI[found.group()], surface))


def _from_tcvn3(surface: str) -> str:
    """Read TCVN3 and give capitals back: its capital fonts (.VnTimeH) write «CéNG HßA» for «CỘNG HÒA»."""
    return _CAPITALS_LINE.sub(_restore_capitals, _TCVN3_LETTERS(surface))


def _restore_capitals(line: re.Match[str]) -> str:
    """Put into capitals the words of a line that are in part, and the marked ones between them."""
    if not _HINT_OF_CAPITALS.search(line.group()):
        return line.group()
    words = list(_WORD.finditer(line.group()))
    loud = [_is_half_capital(word.group()) for word in words]
    letters = list(line.group())
    for place, word in enumerate(words):
        beside_loud = any(loud[max(0, place - 1) : place + 2])
        if loud[place] or (beside_loud and _CAPITALS_UNDECIDED.fullmatch(word.group())):
            letters[word.start() : word.end()] = word.group().upper()
    return "".join(letters)


def _is_half_capital(word: str) -> bool:
    """Tell whether ``word`` is in capitals but for its marked letters: «CộNG», «HòA», «ủY»; not «Hà»."""
    plain = [place for place, letter in enumerate(word) if "A" <= letter <= "Z"]
    small = [place for place, letter in enumerate(word) if not letter.isascii() and letter.islower()]
    if not plain or not small or any("a" <= letter <= "z" for letter in word):
        return False
    return len(plain) > 1 or small[0] < plain[0]


_CAPITALS_LINE = re.compile(r"[^\n]{1,4000}")  # long lines piecewise, to bound memory
_SMALL_MARKED = r"[^\W\d_A-ZĂÂÊÔƠƯĐa-z]"
_HINT_OF_CAPITALS = re.compile(rf"{_SMALL_MARKED}[A-Z]|[A-ZĂÂÊÔƠƯĐ]{{2}}{_SMALL_MARKED}")
# «Hà», «ở»: a capital and small marked letters only, right in either case.
_CAPITALS_UNDECIDED = re.compile(rf"[A-ZĂÂÊÔƠƯĐ]?{_SMALL_MARKED}+")

_TCVN3 = "TCVN3 (ABC)"
_HORN_IN_TCVN3 = re.compile("[\xad\uf0ad]")  # its «ư» is the soft hyphen, which programs drop silently
_SURFACE = {code: tables.surface_of(code) for code in range(256)}
_PRIVATE_USE = {0xF000 + code: tables.surface_of(code) for code in range(0x80, 0x100)}
_TCVN3_LETTERS = _one_for_one(tables.TCVN3)
_DECODERS: dict[str, Callable[[str], str]] = {
    _TCVN3: _from_tcvn3,
    "VNI": _from_vni,
    "VISCII": _one_for_one(tables.VISCII),
    "windows-1258": _one_for_one(tables.WINDOWS_1258),
}
ENCODINGS = tuple(_DECODERS)
