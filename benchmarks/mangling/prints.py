"""PDFs that are damaged, endless, or unpack to more than they should."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from benchmarks.mangling.inputs import MEGABYTE, SOUND, Mangled

_HEAD = b"%PDF-1.5\n"
_SHOWN = b"BT /F 12 Tf 72 700 Td (Tinh tang 5 bang khen cho 12 tap the va 30 ca nhan.) Tj ET\n"


def a_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of ``objects``, numbered from 1, with its table of places."""
    made, places = bytearray(_HEAD), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d %b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table)
    return bytes(made)


def of_stream(shown: bytes, *, pages: int = 1, filters: bytes = b"/FlateDecode", packed: bytes | None = None) -> bytes:
    """Return a PDF of ``pages`` pages that all show the same stream."""
    body = zlib.compress(shown) if packed is None else packed
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>/XObject<</X 3 0 R"
        b">>>>>>"
    )
    return a_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
        b"<</Length %d/Filter%b>>stream\n%b\nendstream" % (len(body), filters, body),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * pages,
    )


def prints() -> Iterator[Mangled]:
    """Yield PDFs."""
    sound = of_stream(_SHOWN * 5)
    for name, make in {**_damaged(sound), **_endless()}.items():
        yield Mangled(name, ".pdf", make)


def _damaged(sound: bytes) -> dict[str, Callable[[], bytes]]:
    return {
        "the first line of a PDF only": lambda: _HEAD,
        "a PDF cut in half": lambda: sound[: len(sound) // 2],
        "a PDF with its places wrong": lambda: sound.replace(b"00000 n", b"99999 n"),
        "a PDF behind a page of text": lambda: SOUND.encode()[:900] + sound,
        "a PDF of noise": lambda: _HEAD + zlib.compress(SOUND.encode() * 2000),
        "pages that are their own parents": lambda: a_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"
        ),
        "a PDF without pages": lambda: a_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"),
        "a PDF that says it has a thousand million pages": lambda: a_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 999999999/Kids[]>>"
        ),
        "a PDF of pictures": lambda: of_stream(b"0 0 595 842 re f\n", pages=20),
        "a PDF with a password": lambda: sound.replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>" % (b"11" * 32, b"2" * 64),
        ),
        "brackets without end in a PDF": lambda: a_pdf(b"[" * 500_000 + b"]" * 500_000),
    }


def _endless() -> dict[str, Callable[[], bytes]]:
    return {
        "a PDF that shows itself within itself": lambda: of_stream(_SHOWN + b"/X Do " * 500),
        "a page that unpacks to 200 MB of blanks": lambda: of_stream(b" " * 200 * MEGABYTE),
        "a page packed twice to 200 MB": lambda: of_stream(
            b"", filters=b"[/FlateDecode/FlateDecode]", packed=zlib.compress(zlib.compress(b" " * 200 * MEGABYTE))
        ),
        "a page of a million words": lambda: of_stream(
            b"BT /F 1 Tf 9 9 Td " + b"(5 bang khen ) Tj " * 1_000_000 + b"ET"
        ),
        "a thousand pages": lambda: of_stream(_SHOWN * 3, pages=1000),
        "a thousand pages of a thousand lines": lambda: of_stream(
            b"BT /F 8 Tf 72 800 Td " + b"(Tang 5 bang khen) Tj 0 -1 Td " * 1000 + b"ET", pages=1000
        ),
        "five thousand pages": lambda: of_stream(_SHOWN, pages=5000),
        "brackets nested in what a page shows": lambda: of_stream(b"[" * 5_000_000),
        "a stack of states without end": lambda: of_stream(b"q " * 5_000_000 + _SHOWN),
    }
