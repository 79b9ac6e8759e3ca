"""Which files the paths on the command line mean, and which of them cannot stand side by side."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from thidua.reading.files import SUFFIXES


@dataclass(frozen=True)
class Inputs:
    """The files to read in order, why others will not be, and what was passed over in folders."""

    files: tuple[Path, ...]
    refusals: tuple[str, ...]
    notices: tuple[str, ...]


def find_inputs(paths: Iterable[Path]) -> Inputs:
    """Walk folders for the kinds of files that can be read; a file that is named is taken whatever its kind.

    Two files of one stem would give two documents of one id: both are refused. The same file named twice is one.
    """
    found: dict[Path, Path] = {}
    refusals: list[str] = []
    notices: list[str] = []
    for path in paths:
        if not path.is_dir():
            found.setdefault(path.resolve(), path)
            continue
        inside = list(_walk(path))
        readable = [file for file in inside if file.suffix.lower() in SUFFIXES]
        for file in readable:
            found.setdefault(file.resolve(), file)
        if not readable:
            refusals.append(f"{click.format_filename(path)}: thư mục không có tệp {', '.join(SUFFIXES)} nào.")
        elif len(readable) < len(inside):
            passed_over = len(inside) - len(readable)
            notices.append(
                f"{click.format_filename(path)}: bỏ qua {passed_over} tệp không thuộc loại {', '.join(SUFFIXES)}."
            )
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for file in found.values():
        by_stem[unicodedata.normalize("NFC", file.stem).casefold()].append(file)
    refusals += [_refusal_of_equal_stems(files) for files in by_stem.values() if len(files) > 1]
    return Inputs(tuple(files[0] for files in by_stem.values() if len(files) == 1), tuple(refusals), tuple(notices))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files under ``folder`` in order of their names; hidden ones are left alone, links not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _refusal_of_equal_stems(files: list[Path]) -> str:
    names = " và ".join(click.format_filename(file) for file in files)
    return f"{names} trùng tên (không kể phần đuôi) nên sẽ cùng mã trong kết quả. Hãy đổi tên một tệp rồi chạy lại."
