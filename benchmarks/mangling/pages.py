"""Web pages made to hurt: deep, wide, unfinished, full of scripts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.mangling.inputs import MEGABYTE, SOUND, Mangled, filled, typed

_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in SOUND.split("\n") if line)
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


def _page(inside: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Tổng kết</title>{head}</head><body>{inside}</body></html>"


def pages() -> Iterator[Mangled]:
    """Yield pages as a browser might be given."""
    for name, markup in (_deep() | _wide() | _unfinished() | _hidden()).items():
        yield typed(name, markup, ".html")
    yield filled("a page of 50 MB", _page(_PARAGRAPHS), 50 * MEGABYTE, ".html")
    yield filled("a page of 19 MB", _page(_PARAGRAPHS), 19 * MEGABYTE, ".html")
    yield filled("19 MB of opening brackets", "<html><" + "<" * 1000, 19 * MEGABYTE, ".html")
    yield Mangled("a page that declares no encoding there is", ".html", _strange_encoding)
    yield Mangled("a page with null bytes", ".html", lambda: _page(_PARAGRAPHS).replace(" ", "\x00").encode())


def _strange_encoding() -> bytes:
    return b'<html><meta charset="x-no-such"><body>' + b"\xe1\xba" * 9000 + b"</body></html>"


def _deep() -> dict[str, str]:
    return {
        "a hundred thousand divisions in each other": _page("<div>" * 100_000 + _PARAGRAPHS),
        "two hundred divisions in each other, a thousand times": _page("<div>" * 200 + "</div>" * 200) * 700,
        "tables in tables": _page("<table><tr><td>" * 20_000 + "5"),
        "bold in italics in bold": _page("<b><i>" * 60_000 + "5 tập thể"),
        "lists in lists": _page("<ul><li>" * 30_000 + "5 tập thể"),
        "quotes in quotes": _page("<blockquote><q>" * 30_000 + "5 tập thể"),
    }


def _wide() -> dict[str, str]:
    rows = "".join(f"<tr><td>Xã {n}</td><td>{n}</td><td>{n},5</td></tr>" for n in range(20_000))
    return {
        "a table of twenty thousand rows": _page(f"<table>{rows}</table>"),
        "a cell over a thousand million columns": _page('<table><tr><td colspan="999999999">5</td></tr></table>' * 99),
        "a table of ten thousand columns": _page("<table><tr>" + "<td>5</td>" * 10_000 + "</tr></table>"),
        "ten thousand headlines": _page("<h1>Tổng kết 5 phong trào</h1>" * 10_000),
        "fourteen thousand paragraphs": _page("<p>Có 5 tập thể.</p>" * 14_000),
        "an attribute of 5 MB": _page(f'<p title="{"a" * 5 * MEGABYTE}">5 tập thể</p>'),
        "a hundred thousand attributes": _page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>5 tập thể</p>"),
        "a picture of 10 MB in the page": _page(f'<img src="data:image/png;base64,{"QUJD" * 2_500_000}">{_PARAGRAPHS}'),
        "days without end": _page("<p>2020-01-01 01/01/2020</p>" * 9000, '<meta name="date" content="2020-99-99">'),
        "links without end": _page('<a href="/tin">Tin khác 5 tập thể</a> ' * 12_000 + _PARAGRAPHS),
    }


def _unfinished() -> dict[str, str]:
    return {
        "a comment never closed": _page(f"{_PARAGRAPHS}<!-- " + "a" * MEGABYTE),
        "comments in comments": _page("<!-- " * 100_000 + _PARAGRAPHS),
        "a script never closed": _page(f"{_PARAGRAPHS}<script>" + "x<y;" * 200_000),
        "a quote in a tag never closed": _page('<a href="' * 50_000 + _PARAGRAPHS),
        "ampersands": _page("&" * MEGABYTE),
        "entities of no letter": _page("&#x110000;&#55296;&#0;&nosuch;&#99999999999;" * 20_000),
        "closing tags only": "<html>" + "</div></p></td>" * 60_000,
        "a page cut within a tag": _page(_PARAGRAPHS * 50)[:-9] + "<tab",
        "only the beginning of a page": "<html><head><title>" + "Tổng kết " * 100_000,
    }


def _hidden() -> dict[str, str]:
    return {
        "entities that unfold ten to the eleventh": "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY e0 'a'>"
        f"{_ENTITIES}]><html><body><p>&e11;</p></body></html>",
        "an entity that names a file": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>&f;</p>{_PARAGRAPHS}</body></html>",
        "data for machines of 5 MB": _page(
            _PARAGRAPHS, f'<script type="application/ld+json">{"[" * 1_000_000}{"]" * 1_000_000}</script>'
        ),
        "scripts in every place": _page(
            "<p onclick='x()'>5 tập thể<script>alert('5 bằng khen')</script><svg/onload=x()>"
            "<iframe srcdoc='<p>9 tập thể'></iframe></p>" * 2000
        ),
        "nothing that is seen": _page("<script>1</script><style>p{}</style>" * 500),
        "frames only": "<html><frameset><frame src='a.html'><frame src='b.html'></frameset></html>",
    }
