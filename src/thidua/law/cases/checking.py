"""Answering cases: what is asked, what was expected, what the engine says. The form is in ``docs/law-cases.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from thidua.law.cases import questions
from thidua.law.packs import Pack
from thidua.law.strict import LawFileError, Reader, read_yaml_list

NAME = "trường hợp"


@dataclass(frozen=True, slots=True)
class Answer:
    """A case and what came of it: ``differences`` between expected and found, or the ``error`` in the case itself."""

    name: str
    differences: tuple[str, ...] = ()
    error: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the engine says what the case expects."""
        return not self.differences and not self.error


def check_file(file: Traversable, packs: Mapping[str, Pack]) -> Iterator[Answer]:
    """Yield an answer for each case of a file, in its order; ``packs`` are those that a case may name.

    Raises:
        LawFileError: the file is no YAML list.
    """
    for place, case in enumerate(read_yaml_list(file), start=1):
        yield check_case(case, f"{file.name}, trường hợp thứ {place}", packs)


def check_case(case: object, where: str, packs: Mapping[str, Pack]) -> Answer:
    """Return the answer to one case; what is wrong with the case is in the answer, never raised."""
    name = where
    try:
        reader = Reader(case, where)
        name = reader.text(NAME)
        expected = questions.ask(reader, packs)
        reader.close()
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
