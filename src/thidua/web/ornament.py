"""The rings of a bronze drum, drawn by rule: star of fourteen rays, dots, teeth, circled dots, birds, combs.

``static/thidua/drum.svg`` is this drawing, written by ``python -m thidua.web.ornament``; a test holds them equal.
The file is a mask: only its shape counts, the colour is that of the page.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

RAYS = 14
CENTRE = 500
BIRD = "M-58 10 L-30 4 C-20 -6 -8 -10 2 -8 L18 -58 C26 -40 28 -20 22 -4 C34 -2 46 4 56 12 L30 14 C10 22 -14 20 -28 12 Z"


def _at(radius: float, angle: float) -> tuple[str, str]:
    """Return a point by its distance from the centre and its angle in degrees, clockwise from above."""
    turn = math.radians(angle)
    return f"{CENTRE + radius * math.sin(turn):.1f}", f"{CENTRE - radius * math.cos(turn):.1f}"


def _circle(radius: float, width: float) -> str:
    return f'<circle cx="{CENTRE}" cy="{CENTRE}" r="{radius}" fill="none" stroke-width="{width}"/>'


def _zigzag(inner: float, outer: float, teeth: int) -> str:
    points = []
    for tooth in range(teeth):
        points.append(",".join(_at(inner, tooth * 360 / teeth)))
        points.append(",".join(_at(outer, (tooth + 0.5) * 360 / teeth)))
    return f'<polygon points="{" ".join(points)}" fill="none" stroke-width="2.5"/>'


def _star() -> str:
    points = []
    for ray in range(RAYS):
        points.append(",".join(_at(118, ray * 360 / RAYS)))
        points.append(",".join(_at(44, (ray + 0.5) * 360 / RAYS)))
    return f'<polygon points="{" ".join(points)}" stroke="none"/>'


def _chevrons() -> Iterator[str]:
    """The feathers between two rays."""
    for ray in range(RAYS):
        middle = (ray + 0.5) * 360 / RAYS
        for tip in (92, 110):
            left, top, right = _at(tip + 14, middle - 5), _at(tip - 22, middle), _at(tip + 14, middle + 5)
            line = " ".join(",".join(point) for point in (left, top, right))
            yield f'<polyline points="{line}" fill="none" stroke-width="2.5"/>'


def _dots(radius: float, count: int, size: float) -> Iterator[str]:
    for dot in range(count):
        x, y = _at(radius, dot * 360 / count)
        yield f'<circle cx="{x}" cy="{y}" r="{size}" stroke="none"/>'


def _circled_dots(radius: float, count: int, size: float) -> Iterator[str]:
    for dot in range(count):
        x, y = _at(radius, dot * 360 / count)
        yield f'<circle cx="{x}" cy="{y}" r="{size}" fill="none" stroke-width="2.5"/>'
        yield f'<circle cx="{x}" cy="{y}" r="{size / 3:.1f}" stroke="none"/>'


def _birds(radius: float, count: int) -> Iterator[str]:
    """Birds in flight, against the clock as on the drums."""
    for bird in range(count):
        angle = bird * 360 / count
        x, y = _at(radius, angle)
        yield f'<path d="{BIRD}" transform="translate({x} {y}) rotate({angle:.1f}) scale(-1.15 1.15)" stroke="none"/>'


def _comb(inner: float, outer: float, count: int) -> Iterator[str]:
    for line in range(count):
        (x1, y1), (x2, y2) = _at(inner, line * 360 / count), _at(outer, line * 360 / count)
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke-width="2.5"/>'


def drum() -> str:
    """Return the drawing as an SVG document of 1000 × 1000 units."""
    rings = (122, 128, 160, 166, 206, 252, 258, 326, 332, 372, 378, 424, 430, 466)
    parts = [
        _star(),
        *_chevrons(),
        *(_circle(radius, 2.5) for radius in rings),
        *_dots(144, 42, 4.5),
        *_circled_dots(186, 36, 11),
        _zigzag(212, 246, 48),
        *_birds(292, 12),
        *_circled_dots(352, 64, 11),
        _zigzag(384, 418, 84),
        *_comb(436, 460, 120),
    ]
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><g fill="#000" stroke="#000">'
    return head + "".join(parts) + "</g></svg>\n"


if __name__ == "__main__":
    sys.stdout.write(drum())
