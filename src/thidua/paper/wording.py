"""The fixed words around the text of a document, as the decree wants them. Every function returns what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from thidua.paper.model import Document, Number, Run, Runs, Signature

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
ADDRESSEES = "Kính gửi:"
DRAFT = "DỰ THẢO"
SOURCES = "Nguồn số liệu"
ANNEX = "Phụ lục"
BLANK = "…"
SHORT_BLANK = "………"
LONG_BLANK = "……………………"

# The letters that number points, in the order of Vietnamese laws.
_POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PADDED_MONTHS = (1, 2)
_NONCHARACTER = 0xFFFE


def clean(text: str) -> str:
    r"""Return ``text`` fit for XML and for the font: composed letters, no control characters, line ends as blanks.

    >>> clean("Thái\x00 Bình\r\nnăm\t2026")
    'Thái Bình năm 2026'
    """
    kept = (" " if letter in "\n\t\v\f\r\x85\u2028\u2029" else letter for letter in text.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", "".join(letter for letter in kept if _printable(letter)))


def clean_runs(runs: Runs) -> Runs:
    """Return the runs with their text fit to print; those left with neither text nor note are dropped."""
    cleaned = (Run(clean(run.text), run.bold, run.italic, run.notes) for run in runs)
    return tuple(run for run in cleaned if run.text or run.notes)


def number_line(number: Number) -> str:
    """Return "Số: 05/BC-CAT"; what is not known yet is a dotted blank.

    >>> number_line(Number(5, "BC-CAT")), number_line(Number(None, "BC-CAT")), number_line(Number())
    ('Số: 05/BC-CAT', 'Số: …/BC-CAT', 'Số: …/…')
    """
    ordinal = BLANK if number.ordinal is None else f"{number.ordinal:02d}"
    return f"Số: {ordinal}/{clean(number.symbol) or BLANK}"


def place_and_day(place: str, day: date | None) -> str:
    """Return place and date; only days below ten and the months 1 and 2 carry a leading zero.

    >>> place_and_day("Hà Nội", date(2020, 1, 5)), place_and_day("Hà Nội", date(2020, 10, 15))
    ('Hà Nội, ngày 05 tháng 01 năm 2020', 'Hà Nội, ngày 15 tháng 10 năm 2020')
    """
    return f"{clean(place) or SHORT_BLANK}, {in_words(day)}"


def in_words(day: date | None) -> str:
    """Return "ngày 05 tháng 6 năm 2020", or blanks for a day not yet known."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    month = f"{day.month:02d}" if day.month in _PADDED_MONTHS else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def office_lines(signature: Signature) -> tuple[str, ...]:
    """Return the lines above the signature in capitals: in whose stead, then the signer's own office."""
    stead = tuple(f"{authority.value} {clean(whom).upper()}" for authority, whom in signature.stead)
    return (*stead, clean(signature.office).upper() or LONG_BLANK)


def with_ends(lines: Sequence[str], *, last: str) -> tuple[str, ...]:
    """Return the lines ended with ";", the last with ``last``, whatever they ended with; empty ones are left out.

    >>> with_ends(["Căn cứ Luật A", "Căn cứ Luật B;"], last=".")
    ('Căn cứ Luật A;', 'Căn cứ Luật B.')
    """
    bare = [line for line in (clean(line).rstrip(" ;.,") for line in lines) if line]
    return tuple(line + (last if place == len(bare) else ";") for place, line in enumerate(bare, start=1))


def addressee_lines(addressees: Sequence[str]) -> tuple[str, ...]:
    """Return "Kính gửi: …" on one line for one addressee, else each below it behind a dash.

    >>> addressee_lines(["Sở Nội vụ"]), addressee_lines(["Sở Nội vụ", "Sở Tài chính"])
    (('Kính gửi: Sở Nội vụ',), ('Kính gửi:', '- Sở Nội vụ;', '- Sở Tài chính.'))
    """
    names = with_ends(addressees, last="")
    if len(names) == 1:
        return (f"{ADDRESSEES} {names[0]}",)
    return (ADDRESSEES, *(f"- {line}" for line in with_ends(names, last="."))) if names else ()


def recipient_lines(recipients: Sequence[str]) -> tuple[str, ...]:
    """Return the recipients, each behind a dash; the last is the archive line, which is added when it is missing.

    >>> recipient_lines(["Như trên"]), recipient_lines([])
    (('- Như trên;', '- Lưu: VT.'), ('- ………;', '- Lưu: VT.'))
    """
    lines = [bare for line in recipients if (bare := clean(line).lstrip("- ").rstrip(" ;.,"))] or [SHORT_BLANK]
    if not any(re.match(r"lưu\b", line, re.IGNORECASE) for line in lines):
        lines.append("Lưu: VT")
    return tuple(f"- {line}" for line in with_ends(lines, last="."))


def annex_label(place: int, count: int) -> str:
    """Return "Phụ lục", with a Roman number when there are several."""
    return ANNEX if count == 1 else f"{ANNEX} {roman(place)}"


def annex_reference(document: Document) -> str:
    """Return the line below an annex's title that says what it belongs to."""
    number = number_line(document.number or Number()).removeprefix("Số: ")
    issuer = clean(document.issued_by or document.head.issuer) or LONG_BLANK
    return f"(Kèm theo {clean(document.kind)} số {number} {in_words(document.day)} của {issuer})"


def heading_number(level: int, place: int) -> str:
    """Return the number of the ``place``-th heading of a level: I., 1., a).

    >>> heading_number(1, 4), heading_number(2, 4), heading_number(3, 5)
    ('IV.', '4.', 'đ)')
    """
    if level == 1:
        return f"{roman(place)}."
    if level == 2:  # noqa: PLR2004 - the level is its own name
        return f"{place}."
    turn, letter = divmod(place - 1, len(_POINTS))
    return f"{_POINTS[letter] * (turn + 1)})"


def roman(number: int) -> str:
    """Return a positive number in Roman figures.

    >>> roman(4), roman(19), roman(138)
    ('IV', 'XIX', 'CXXXVIII')
    """
    figures = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        figures += letters * times
    return figures


def _printable(letter: str) -> bool:
    """Whether the letter may stand on paper: no controls, surrogates or noncharacters, which XML 1.0 refuses.

    Nor marks that cannot be seen (category Cf): one that turns the direction of writing could turn a figure round.
    """
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs"}:
        return False
    code = ord(letter)
    return code & _NONCHARACTER != _NONCHARACTER and not 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - Unicode 23.7
