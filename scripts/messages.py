"""The English catalogue: collect the Vietnamese msgids, merge them, compile, and say what is missing.

    python scripts/messages.py            collect and merge into locale/en, then compile
    python scripts/messages.py --check    change nothing; exit 1 where a msgid is missing, empty, fuzzy or not compiled

Needs no GNU gettext: Babel reads Python, and Django's own ``templatize`` turns templates into what Babel reads.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "thidua"
FOLDER = PACKAGE / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def sources() -> Iterator[tuple[str, str]]:
    """Yield (name, Python text) of every file that may mark a string; templates as their Python equivalent."""
    from django.conf import settings  # noqa: PLC0415 - configured here, only for templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize  # noqa: PLC0415

    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix == ".py" and "/migrations/" not in name:
            yield name, path.read_text(encoding="utf-8")
        elif path.suffix == ".html":
            python = templatize(path.read_text(encoding="utf-8"), origin=name)
            # Babel's tokenizer minds indentation, which means nothing here.
            yield name, "\n".join(line.lstrip() for line in python.splitlines())


def collected() -> Catalog:
    """Return a catalogue of every msgid in the product, without translations."""
    catalog = Catalog(locale="en", project="thidua", charset="utf-8", fuzzy=False)
    for name, text in sources():
        found = extract_python(io.BytesIO(text.encode("utf-8")), KEYWORDS, [], {"encoding": "utf-8"})
        for _line, function, messages, _comments in found:
            _add(catalog, name, function, messages)
    return catalog


def _add(catalog: Catalog, name: str, function: object, messages: object) -> None:
    spec = KEYWORDS.get(str(function))
    parts = messages if isinstance(messages, tuple) else (messages,)
    if function in {"pgettext", "pgettext_lazy"}:
        context, message = parts[0], parts[1]
        if context and message:
            catalog.add(str(message), context=str(context), locations=[(name, 0)])
    elif spec is not None:
        if parts[0] and len(parts) > 1 and parts[1]:
            catalog.add((str(parts[0]), str(parts[1])), locations=[(name, 0)])
    elif parts[0]:
        catalog.add(str(parts[0]), locations=[(name, 0)])


def kept() -> Catalog:
    """Return the English catalogue as it is in the repository."""
    path = FOLDER / "django.po"
    if not path.exists():
        return Catalog(locale="en", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue in the form that Django reads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing() -> list[str]:
    """Return what keeps the catalogue from being complete, a line each."""
    have, wanted = kept(), collected()
    faults = []
    for message in wanted:
        if not message.id:
            continue
        translated = have.get(message.id, message.context)
        strings = translated.string if translated is not None else ""
        filled = all(strings) if isinstance(strings, tuple | list) else bool(strings)
        if not filled:
            faults.append(f"not translated: {message.id!r} ({', '.join(name for name, _ in message.locations[:2])})")
        elif translated is not None and translated.fuzzy:
            faults.append(f"fuzzy: {message.id!r}")
    mo = FOLDER / "django.mo"
    if not mo.exists() or mo.read_bytes() != compiled(have):
        faults.append("django.mo is not what django.po says: run scripts/messages.py")
    return faults


def write() -> None:
    """Merge what was collected into the catalogue and compile it."""
    catalog, wanted = kept(), collected()
    catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.header_comment = "# English words of thidua. Made by scripts/messages.py; translate by hand here."
    catalog.project, catalog.version = "thidua", "0.1.0"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "django.po").open("wb") as file:
        write_po(
            file, catalog, width=110, sort_by_file=False, sort_output=True, omit_header=False, include_lineno=False
        )
    with (FOLDER / "django.po").open("rb") as file:
        (FOLDER / "django.mo").write_bytes(compiled(read_po(file, locale="en")))


def main() -> int:
    """Run as a program."""
    if "--check" not in sys.argv:
        write()
    faults = missing()
    for fault in faults:
        print(fault)
    print(f"{len(list(collected())) - 1} msgids, {len(faults)} to do")
    return 1 if faults and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
