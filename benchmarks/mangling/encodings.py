"""Bytes that are no clean text: cut off, of another encoding, with signs that nobody sees."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from functools import partial

from benchmarks.mangling.inputs import SOUND, Mangled, typed

_LONG = SOUND * 200


def encodings() -> Iterator[Mangled]:
    """Yield what is wrong with the bytes of a text."""
    yield from _cut_and_broken()
    yield from _other_encodings()
    yield from _unseen_signs()
    for number, suffix in enumerate((".txt", ".html", ".htm", ".docx", ".pdf", ".zip", ".doc", ".xlsx", ""), 1):
        noise = random.Random(number).randbytes(200_000)  # noqa: S311 - the same each time is what is wanted
        yield Mangled(f"random bytes named {suffix or 'without an ending'}", suffix, partial(bytes, noise))


def _cut_and_broken() -> Iterator[Mangled]:
    whole = SOUND.encode()
    for cut in (1, 2, 11, 48, 60):
        yield Mangled(f"UTF-8 cut after {cut} bytes", ".txt", partial(_first, whole, cut))
    yield Mangled("a long UTF-8 text cut inside a letter", ".txt", lambda: _LONG.encode()[:-2] + "ế".encode()[:1])
    yield Mangled("one byte of a UTF-8 text lost", ".txt", lambda: whole[:100] + b"\xc3" + whole[100:])
    yield Mangled("every hundredth byte lost", ".txt", lambda: b"".join(whole[n : n + 99] for n in range(0, 400, 100)))
    yield Mangled("overlong UTF-8", ".txt", lambda: b"\xc0\xaf\xe0\x80\xaf" * 5000)
    yield typed("lone surrogates in UTF-8", "Tỉnh \ud800 tặng \udfff 5 bằng khen. " * 500)
    yield Mangled("continuation bytes only", ".txt", lambda: b"\x80\xbf" * 50_000)
    yield Mangled("null bytes", ".txt", lambda: b"\x00" * 100_000)
    yield Mangled("null bytes in a text", ".txt", lambda: SOUND.replace(" ", "\x00").encode())
    yield Mangled("control signs", ".txt", lambda: bytes(range(32)) * 3000)
    yield Mangled("blanks only", ".txt", lambda: b" \t\r\n" * 500_000)
    yield Mangled("nothing", ".txt", lambda: b"")
    yield Mangled("a byte order mark only", ".txt", lambda: b"\xef\xbb\xbf")
    yield Mangled("a million byte order marks", ".txt", lambda: b"\xef\xbb\xbf" * 1_000_000)


def _other_encodings() -> Iterator[Mangled]:
    yield typed("UTF-16 with a mark", _LONG, encoding="utf-16")
    yield Mangled("UTF-16 of an odd length", ".txt", lambda: SOUND.encode("utf-16")[:-1])
    yield Mangled("UTF-16 big-endian without a mark", ".txt", lambda: SOUND.encode("utf-16-be"))
    yield Mangled("UTF-16 with lone surrogates", ".txt", lambda: b"\xff\xfe" + b"\x00\xd8A\x00" * 20_000)
    yield Mangled("UTF-32", ".txt", lambda: SOUND.encode("utf-32"))
    yield Mangled("windows-1258 cut", ".txt", lambda: _windows_1258(SOUND)[:-3])
    yield Mangled("windows-1258 and UTF-8 in one file", ".txt", lambda: _windows_1258(SOUND) + SOUND.encode())
    yield Mangled("letters of no Vietnamese encoding", ".txt", lambda: bytes(range(0xA0, 0x100)) * 4000)
    yield Mangled("Chinese in GBK", ".txt", lambda: ("越南竞赛奖励法规定" * 4000).encode("gbk"))
    yield typed("UTF-8 read as Latin-1 and saved", SOUND.encode().decode("latin-1") * 100)
    yield typed("letters of the old fonts without end", "C«ng an nh©n d©n b¶o vÖ Tæ quèc " * 12_000)


def _unseen_signs() -> Iterator[Mangled]:
    yield typed("right-to-left marks between letters", "\u202e".join(SOUND * 20))
    yield typed("marks of direction never closed", "\u2066\u202b\u202d" * 60_000 + SOUND)
    yield typed("Arabic and Vietnamese in one line", "منح 5 جوائز tặng 5 bằng khen " * 8000)
    yield typed("blanks of no width within words", "\u200b\u200d\u2060".join(SOUND * 15))
    yield typed("letters taken apart", unicodedata.normalize("NFD", _LONG))
    yield typed("a hundred thousand marks on one letter", "e" + "\u0301\u0323" * 50_000)
    yield typed("marks on every letter", ("Tặng" + "\u0300\u0316\u0334" * 30) * 3000)
    yield typed("letters of private use and of no use", "\ue000\uf8ff\U000f0000\uffff\ufdd0" * 40_000)
    yield typed("pictures as words", "👮🏽‍♂️🏅 5 tập thể 🇻🇳 " * 15_000)
    yield typed("line ends of every kind", "\r\n\r\x0b\x0c\x85\u2028\u2029".join(["5 tập thể"] * 20_000))


def _first(content: bytes, size: int) -> bytes:
    return content[:size]


def _windows_1258(text: str) -> bytes:
    """Return ``text`` as windows-1258 writes it: tones stand apart from their letters."""
    apart = "".join(
        unicodedata.normalize("NFD", letter) if unicodedata.normalize("NFC", letter) not in "ăâêôơưđĂÂÊÔƠƯĐ" else letter
        for letter in text
    )
    return apart.encode("cp1258", "ignore")
