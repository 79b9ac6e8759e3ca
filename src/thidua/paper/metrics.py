"""Widths of printed text, read from the bundled fonts: the decree gives some rules as a share of a line of letters."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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
