"""The code tables of the Vietnamese encodings before Unicode, written out as letters in order of their codes.

Sources: VISCII as published in RFC 1456 (1993); TCVN 5712:1993, whose third form is what the ABC fonts (.VnTime)
use and call TCVN3; the VNI fonts (VNI-Times) by the keyboard tables of their maker. VISCII and TCVN agree with
glibc's ``iconv``. Each table maps the *surface*, what a program shows that takes the bytes for windows-1252, to
letters: so one table serves for files in the old encoding and for old text pasted into a Unicode document.
"""

from __future__ import annotations

import unicodedata


def surface_of(code: int) -> str:
    r"""Return what windows-1252 shows for the byte ``code``; its five empty places show the control character.

    >>> surface_of(0xAB), surface_of(0x80), surface_of(0x81)
    ('«', '€', '\x81')
    """
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VISCII_FROM_80 = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" "Õắằặấầẩậẽẹếềểễệố" "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" "ĐứÒÓÔạỷừửÙÚỹỵÝỡư" "àáâãảăữẫèéêẻìíĩỉ" "đựòóôõỏọụùúũủýợỮ"
)  # fmt: skip
# «·» is a place without a letter. B0–B4 hold tone marks that the ABC keyboards never produced: left as ° ± ² ³ ´.
_TCVN3_FROM_A0 = (
    "·ĂÂÊÔƠƯĐăâêôơưđẰ" "·····àảãáạẲằẳẵắẴ" "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ" "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù" "ỖủũúụừửữứựỳỷỹýỵỐ"
)  # fmt: skip


def _by_surface(letters: dict[int, str]) -> dict[str, str]:
    """Key ``letters`` (by byte) by surface, by the bare Latin-1 character, and by the private codes of symbol fonts."""
    table: dict[str, str] = {}
    for code, letter in letters.items():
        table[surface_of(code)] = table[chr(code)] = letter
        if code >= 0x80:  # noqa: PLR2004 - the upper half of a byte
            table[chr(0xF000 + code)] = letter
    return table


def _windows_1258() -> dict[int, str]:
    """Return the letters of windows-1258 where it differs from windows-1252 or has a letter, by Python's own codec."""
    letters: dict[int, str] = {}
    for code in range(0xC0, 0x100):
        shown = bytes([code]).decode("cp1258", errors="ignore")
        if shown:
            letters[code] = shown
    return letters


VISCII = _by_surface(_VISCII_LOW | {0x80 + place: letter for place, letter in enumerate(_VISCII_FROM_80)})
TCVN3 = _by_surface({0xA0 + place: letter for place, letter in enumerate(_TCVN3_FROM_A0) if letter != "·"})
WINDOWS_1258 = _by_surface(_windows_1258())

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_ROOF, _BREVE = "\u0302", "\u0306"
# VNI writes a letter as the bare vowel and a second byte for what stands above and below it together.
_VNI_TONES = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_ROOF = {"â": "", "à": _GRAVE, "á": _ACUTE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_VNI_BREVE = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}


def _vni() -> dict[str, str]:
    """Return VNI's one- and two-character sequences, in both cases, with the letter that each writes."""
    pairs = {vowel + mark: vowel + tone for vowel in "aeouy" for mark, tone in _VNI_TONES.items()}
    pairs |= {vowel + mark: vowel + _ROOF + tone for vowel in "aeo" for mark, tone in _VNI_ROOF.items()}
    pairs |= {"a" + mark: "a" + _BREVE + tone for mark, tone in _VNI_BREVE.items()}
    pairs |= {horned + mark: _VNI_SINGLE[horned] + tone for horned in "ôö" for mark, tone in _VNI_TONES.items()}
    pairs |= _VNI_SINGLE
    table = {typed: unicodedata.normalize("NFC", letter) for typed, letter in pairs.items()}
    return table | {
        variant: letter.upper()
        for typed, letter in table.items()
        for variant in (typed.upper(), typed[0].upper() + typed[1:])
    }


VNI = _vni()
