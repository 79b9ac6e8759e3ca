"""A hundred inputs that nobody would file in good faith, made anew each time from a fixed seed."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

_STORY = (
    "Hội nghị tổng kết phong trào thi đua\nSáng 05/6/2020, Công an tỉnh Phú An tổ chức hội nghị tổng kết. Dự có Đại tá "
    "Trần Văn Bình, Giám đốc Công an tỉnh. UBND tỉnh tặng Bằng khen cho 12 tập thể, 30 cá nhân; phát 1.600 tờ rơi.\n"
)
_MANY = 400_000
"""Characters in a long input: a hundred articles, and as many as are read at once."""

_PIECES = (
    *("1", "12 ", "1.000 ", "1/", "1-", '"5 ', '"', "“", "”", "(", ")", "( ", "[", "\n", " ", "\u00a0", ", ", ". "),
    *("Nguyễn ", "Nguyễn Văn An ", "ông ", "tại ", "UBND tỉnh ", "Chủ tịch ", "Đại tá ", "Phòng, ", "Công an tỉnh và "),
    *("tặng Bằng khen cho 5 tập thể ", "giải nhất, ", "được ", "Ban tổ chức trao ", "5 tập thể (", "danh hiệu "),
    *("cho các tập thể, cá nhân, ", "Huân chương ", "ngày 5/6 ", "hội nghị ", "do Công an tỉnh ", "Chỉ thị số 07 "),
    *("giai đoạn 2015-2020 ", "tổ chức ", "năm ", "và ", "một trăm nghìn ", 'phong trào thi đua "', "yêu cầu cần ; "),
)


class Mangled(NamedTuple):
    """One input: what is wrong with it, the content, and the name it comes under."""

    what: str
    content: bytes
    name: str


def mangled_inputs() -> Iterator[Mangled]:
    """Yield the inputs, each with a name of its own."""
    for group in (_cut_off, _encodings, _repeated, _long_lines, _signs, _pages, _archives, _noise, _words):
        yield from group()


def _cut_off() -> Iterator[Mangled]:
    """Text that ends, begins or breaks within a letter."""
    content = _STORY.encode() * 40
    for cut in (1, 2, 3):
        yield Mangled(f"UTF-8 cut {cut} bytes before the end", content[:-cut], "a.txt")
        yield Mangled(f"UTF-8 without its first {cut} bytes", content[cut:], "a.txt")
    letter = content.index("ộ".encode())
    yield Mangled("UTF-8 that ends within a letter", content[: letter + 1], "a.txt")
    yield Mangled("UTF-8 with a byte missing in the middle", content[: letter + 1] + content[letter + 2 :], "a.txt")
    yield Mangled("UTF-8 with FF inside", content[:200] + b"\xff" + content[200:], "a.txt")
    yield Mangled("UTF-8 encoded twice", content.decode("latin-1").encode(), "a.txt")
    yield Mangled("surrogates as bytes", b"\xed\xa0\x80\xed\xb0\x80" * 50 + content, "a.txt")


def _encodings() -> Iterator[Mangled]:
    """Text in other codes than it says."""
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258", "utf-7"):
        text = unicodedata.normalize("NFD", _STORY) if codec == "cp1258" else _STORY
        yield Mangled(f"text in {codec}", text.encode(codec, errors="replace") * 5, "a.txt")
    yield Mangled("UTF-16 cut within a letter", _STORY.encode("utf-16")[:-1], "a.txt")
    yield Mangled("decomposed letters", unicodedata.normalize("NFD", _STORY * 200).encode(), "a.txt")
    yield Mangled("one letter with 100,000 marks", ("e" + "\u0323\u0302" * 50_000).encode(), "a.txt")
    yield Mangled("marks without letters", ("\u0301" * 100_000).encode(), "a.txt")
    yield Mangled("a page that says it is in another code", b'<html><meta charset="utf-7"><p>+ADw-' * 20, "a.html")


def _repeated() -> Iterator[Mangled]:
    """One thing said again and again."""
    for piece in _PIECES:
        yield Mangled(f"{piece!r} again and again", (piece * (_MANY // len(piece))).encode(), "a.txt")


def _long_lines() -> Iterator[Mangled]:
    yield Mangled("a line of 50 MB", b"Cong an tinh to chuc hoi nghi. " * (50 * 2**20 // 31), "a.txt")
    yield Mangled("a line of 19 MB", "Công an tỉnh tổ chức hội nghị. ".encode() * (19 * 2**20 // 41), "a.txt")
    yield Mangled("1,000,000 digits", b"7" * 1_000_000, "a.txt")
    yield Mangled("1,000,000 digits in threes", b"123." * 250_000, "a.txt")
    yield Mangled("1,000,000 numbers in words", b"hai " * 250_000, "a.txt")
    yield Mangled("an article a hundred times over", (_STORY * (_MANY // len(_STORY))).encode(), "a.txt")
    yield Mangled("the same without a line end", (_STORY.replace("\n", " ") * (_MANY // len(_STORY))).encode(), "a.txt")
    yield Mangled("the same in capitals", (_STORY.upper() * (_MANY // len(_STORY))).encode(), "a.txt")


def _signs() -> Iterator[Mangled]:
    """Signs that turn, hide or end things."""
    for name, sign in (
        ("right-to-left", "\u202e"),
        ("isolates", "\u2067"),
        ("joiners", "\u200d"),
        ("no-breaks", "\u2060"),
    ):
        yield Mangled(f"{name} marks between the letters", sign.join(_STORY * 50).encode(), "a.txt")
    yield Mangled("nested quotes", ('"' * 50_000 + _STORY + '"' * 50_000).encode(), "a.txt")
    yield Mangled("nested curly quotes", ("“" * 50_000 + _STORY + "”" * 50_000).encode(), "a.txt")
    yield Mangled("nested brackets", ("(" * 50_000 + _STORY + ")" * 50_000).encode(), "a.txt")
    yield Mangled("null bytes", _STORY.encode().replace(b" ", b"\x00"), "a.txt")
    yield Mangled("page ends for line ends", _STORY.replace("\n", "\x0c").encode() * 50, "a.txt")
    yield Mangled("figures of other scripts", ("٣٤٥ tập thể, १२३ cá nhân, ４５６ vụ. " * 500).encode(), "a.txt")
    yield Mangled("pictures for words", ("👮‍♀️🏅 5 🏅 tập thể " * 5000).encode(), "a.txt")


def _pages() -> Iterator[Mangled]:
    """Hostile HTML."""
    bodies = {
        "100,000 open tags": "<div>" * 100_000,
        "100,000 open tags with text": "<div>Công an tỉnh " * 60_000,
        "a comment without end": "<html><!--" + _STORY * 2000,
        "a script without end": "<html><script>" + _STORY * 2000,
        "an attribute without end": '<html><a href="' + _STORY * 2000,
        "a tag without end": "<html><" + "a" * 1_000_000,
        "entities": "<html><p>" + "&lt;&amp;&#7879;" * 60_000,
        "a billion laughs": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html>&b;</html>',
        "a page of 19 MB": "<html><p>" + "Công an tỉnh tổ chức. <br>" * 600_000,
        "a table of 30,000 cells": "<html><table>" + "<tr><td>1.600<td>vụ" * 15_000,
        "tables in tables": "<table><tr><td>" * 5_000 + _STORY,
        "script in every place": f'<html><p onclick="x()">{_STORY}<script>alert(1)</script><svg onload=x()><p>{_STORY}',
    }  # fmt: skip
    for name, body in bodies.items():
        yield Mangled(name, body.encode(), "a.html")


def _archives() -> Iterator[Mangled]:
    """Archives that unpack without measure, or are none."""
    yield Mangled(
        "a Word file that unpacks to 2 GB", _zip({"word/document.xml": 2**31, "[Content_Types].xml": 10}), "a.docx"
    )
    yield Mangled("an archive that unpacks to 2 GB", _zip({"a.txt": 2**31}), "a.zip")
    yield Mangled("an archive in an archive", _zip_of({"b.zip": _zip({"a.txt": 2**20})}), "a.zip")
    yield Mangled("an archive with a path outside", _zip_of({"../../etc/passwd": b"x"}), "a.zip")
    yield Mangled("a Word file without its parts", _zip_of({"word/document.xml": b"<w:document/>"}), "a.docx")
    yield Mangled("a Word file of noise", _zip_of({"word/document.xml": _random(3).randbytes(100_000)}), "a.docx")
    yield Mangled("half an archive", _zip_of({"word/document.xml": b"x" * 10_000})[:200], "a.docx")
    yield Mangled("a PDF of noise", b"%PDF-1.7\n" + _random(4).randbytes(200_000), "a.pdf")
    yield Mangled(
        "a PDF that points at itself", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\n", "a.pdf"
    )


def _noise() -> Iterator[Mangled]:
    for seed, name in enumerate(("a.txt", "a.html", "a.docx", "a.pdf", "a.zip")):
        yield Mangled(f"random bytes as {name}", _random(seed).randbytes(300_000), name)
    letters = _random(9)
    text = "".join(
        chr(letters.choice((letters.randrange(32, 0x3000), letters.randrange(0x1EA0, 0x1EFF)))) for _ in range(200_000)
    )
    yield Mangled("random letters", text.encode(errors="replace"), "a.txt")


def _words() -> Iterator[Mangled]:
    """The words of the story in any order."""
    for seed in range(4):
        words = _STORY.split() * 800
        _random(seed).shuffle(words)
        yield Mangled(f"the words of a story shuffled, {seed}", " ".join(words).encode(), "a.txt")


def _random(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same noise each time, and no secret


def _zip(sizes: dict[str, int]) -> bytes:
    """Return an archive of zeros."""
    made = io.BytesIO()
    block: Callable[[int], bytes] = bytes
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in sizes.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for begin in range(0, size, 2**22):
                    part.write(block(min(2**22, size - begin)))
    return made.getvalue()


def _zip_of(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
