"""Answering cases: what is asked, what was expected, what the engine says. The form is in ``docs/law-cases.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable

from thidua.law.cases import keys, questions
from thidua.law.packs import Pack
from thidua.law.strict import LawFileError, Reader
from thidua.law.yaml_text import entries


@dataclass(frozen=True, slots=True)
class Answer:
    """A case and what came of it: ``differences`` between expected and found, or the ``error`` in the case itself.

    ``where`` names file, line and place of a case of a file; an ``error`` names it too.
    """

    name: str
    differences: tuple[str, ...] = ()
    error: str = ""
    where: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the engine says what the case expects."""
        return not self.differences and not self.error


def check_file(file: Traversable, packs: Mapping[str, Pack]) -> Iterator[Answer]:
    """Yield an answer for each case of a file, in its order; ``packs`` are those that a case may name.

    Raises:
        LawFileError: the file is no YAML list.
    """
    for place, entry in enumerate(entries(file, keys.NAME), start=1):
        where = f"{file.name}, dòng {entry.line}, trường hợp thứ {place}"
        if entry.fault:
            yield Answer(entry.name or where, error=f"{where}: {entry.fault}", where=where)
        else:
            yield replace(check_case(entry.value, where, packs), where=where)


def check_case(case: object, where: str, packs: Mapping[str, Pack]) -> Answer:
    """Return the answer to one case; what is wrong with the case is in the answer, never raised."""
    name = where
    try:
        reader = Reader(case, where)
        is_named = reader.has(keys.NAME)
        name = reader.text(keys.NAME) if is_named else where
        reader.only(keys.CASE)
        if not is_named:
            raise reader.error(f"thiếu {keys.NAME}")
        expected = questions.ask(reader, packs)
        if unused := reader.keys_left():
            raise reader.error(
                f"trường hợp này không hỏi tới {', '.join(unused)}; bỏ đi hoặc tách thành trường hợp khác"
            )
    except LawFileError as fault:
        return Answer(name, error=str(fault))
    if not expected:
        return Answer(name, error=f"{where}: không ghi kết quả mong đợi nào")
    return Answer(name, tuple(_difference(*each) for each in expected if each[1] != each[2]))


def _difference(what: str, wanted: object, found: object) -> str:
    return f"{what}: mong đợi {_words(wanted)}, phần mềm: {_words(found)}"


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(map(_words, value)) or "không có"
    return "không có" if value is None else str(value)
