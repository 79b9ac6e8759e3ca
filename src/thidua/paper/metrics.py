"""Widths of printed text, read from the bundled fonts: the decree gives some rules as a share of a line of letters."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from thidua.paper.composition import Sheet
from thidua.paper.layout import Layout

POINTS_PER_MM = 72 / 25.4
FONTS = Path(__file__).with_name("fonts")


@dataclass(frozen=True)
class Face:
    """The parts of a TrueType file that a width needs."""

    units_per_em: int
    line_height: float  # of single spacing, in em
    glyph_of: dict[int, int]  # code point -> glyph
    advances: tuple[int, ...]  # glyph -> width; the last one holds for all after it

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` set in ``size`` pt, in pt. Kerning is left out, as Word does by default."""
        last = len(self.advances) - 1
        units = sum(self.advances[min(self.glyph_of.get(ord(letter), 0), last)] for letter in text)
        return units * size / self.units_per_em


@lru_cache(maxsize=4)
def face(*, bold: bool = False, italic: bool = False) -> Face:
    """Return one of the four faces of the bundled serif."""
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    return _read((FONTS / f"LiberationSerif-{style[bold, italic]}.ttf").read_bytes())


def _read(font: bytes) -> Face:
    tables: dict[str, int] = {}
    for place in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        tables[tag.decode("ascii")] = offset
    units = struct.unpack_from(">H", font, tables["head"] + 18)[0]
    ascent, descent, gap = struct.unpack_from(">hhh", font, tables["hhea"] + 4)
    count = struct.unpack_from(">H", font, tables["hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, font, tables["hmtx"])[::2]
    return Face(units, (ascent - descent + gap) / units, _glyphs(font, tables["cmap"]), advances)


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Read the Unicode subtable of format 4 (OpenType specification, cmap): every letter we print is in it."""
    for place in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * place)
        if (platform, encoding) == (3, 1):
            break
    else:
        raise ValueError("the font has no Unicode character map")
    start = cmap + offset
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", font, start + 14 + skip + 2 * count * row)
        for row, skip in enumerate((0, 2, 2, 2))
    )
    glyphs: dict[int, int] = {}
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if ranges[segment]:
                at = start + 16 + 6 * count + 2 * segment + ranges[segment] + 2 * (code - starts[segment])
                glyph = struct.unpack_from(">H", font, at)[0]
                if not glyph:
                    continue
            glyphs[code] = (glyph + deltas[segment]) & 0xFFFF
    return {code: glyph for code, glyph in glyphs.items() if glyph}


@dataclass(frozen=True, slots=True)
class Measured:
    """Lines of the head, widths of rules in pt, and the distance of lines as a share of the size of the letters."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    summary: tuple[str, ...]
    issuer_rule: float
    motto_rule: float
    summary_rule: float
    line_pitch: float
    single_pitch: float


def measure(sheet: Sheet, layout: Layout) -> Measured:
    """Measure what depends on the text: the rules below issuer, motto and summary (Decree 30/2020, Appendix I)."""
    bold = face(bold=True)
    text_width = layout.text_width * POINTS_PER_MM
    cell = (layout.head_left - 4) * POINTS_PER_MM
    issuer = balanced(sheet.issuer, bold, layout.issuer, cell)
    widest = max((bold.width(line, layout.issuer) for line in issuer), default=0)
    summary_size = layout.press_title if sheet.press else layout.summary
    summary = balanced(sheet.summary, bold, summary_size, text_width - 2)
    summary_width = max((bold.width(line, summary_size) for line in summary), default=0)
    return Measured(
        superior=balanced(sheet.superior, face(), layout.superior, cell),
        issuer=issuer,
        summary=summary,
        issuer_rule=round(widest * layout.issuer_rule, 2),
        motto_rule=round(bold.width(sheet.motto, layout.motto), 2),
        summary_rule=round(summary_width * layout.summary_rule, 2),
        line_pitch=round(bold.line_height * layout.line_space, 4),
        single_pitch=round(bold.line_height, 4),
    )


_UNBROKEN = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
_JOINED = "\u00a0"


def balanced(text: str, font: Face, size: float, width: float) -> tuple[str, ...]:
    """Break ``text`` into as few lines as fit ``width`` pt, of lengths as even as can be: no last word alone.

    Follows the greedy fill, then the narrowest width that needs no more lines. The name of a kind of body stays on one
    line where it fits, as offices write it: «ỦY BAN NHÂN DÂN» above «TỈNH HƯNG YÊN».
    """
    words = _words(text, font, size, width)
    fewest = _filled(words, font, size, width)
    longest = max((font.width(word, size) for word in words), default=0)
    narrow = max(longest, sum(font.width(line, size) for line in fewest) / max(len(fewest), 1))
    while narrow < width:
        lines = _filled(words, font, size, narrow)
        if len(lines) <= len(fewest):
            return lines
        narrow += size / 4
    return fewest


def _words(text: str, font: Face, size: float, width: float) -> list[str]:
    """Return the words of ``text``, a name that is not broken as one of them."""
    whole = " ".join(text.split())
    for name in _UNBROKEN:
        if font.width(name, size) <= width:
            whole = whole.replace(name, name.replace(" ", _JOINED))
    return [word.replace(_JOINED, " ") for word in whole.split(" ") if word]


def _filled(words: Iterable[str], font: Face, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
