"""What the worker of a browser may keep, and the mark by which it knows that the software has changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from thidua import office, web

ASSETS = (
    "bootstrap/css/bootstrap.min.css",
    "thidua/tokens.css",
    "thidua/base.css",
    "thidua/frame.css",
    "thidua/panels.css",
    "thidua/logo.svg",
    "thidua/offline_page.js",
)
"""Files of the page that stands in for those which cannot be had."""


@cache
def version() -> str:
    """Return a mark of the scripts, styles and pages of this version; another one makes browsers fetch them anew."""
    digest = hashlib.sha256()
    for place in (Path(web.__file__).parent, Path(office.__file__).parent / "templates" / "office" / "reports"):
        for path in sorted(place.rglob("*")):
            if path.suffix in {".js", ".css", ".svg", ".html"}:
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
