"""Reading the statistical forms: one file a form, its versions oldest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from importlib.resources.abc import Traversable

from thidua.law.entries import AuthorityLevel, Group
from thidua.law.loading.common import Instruments, provisions_of, refuse_overlap, yaml_files
from thidua.law.statistic_forms import Column, Counts, DueDay, Line, Section, StatisticForm, Subject, Takes
from thidua.law.strict import LawFileError, Reader, read_yaml


def load_statistics(
    folder: Traversable, instruments: Instruments, awards: Collection[str], sources: Collection[str]
) -> dict[str, tuple[StatisticForm, ...]]:
    """Return the versions of every form by its official code, in the order of the codes.

    Raises:
        LawFileError: a file is not as it must be; the sentence says where.
    """
    found: dict[str, tuple[StatisticForm, ...]] = {}
    for file in yaml_files(folder):
        versions = read_statistic(read_yaml(file), instruments, awards, sources)
        code = versions[0].code
        if code in found:
            raise LawFileError(f"{file.name}: biểu {code} có trong hai tệp")
        found[code] = versions
    return dict(sorted(found.items()))


def read_statistic(
    reader: Reader, instruments: Instruments, awards: Collection[str], sources: Collection[str]
) -> tuple[StatisticForm, ...]:
    """Read one form with all its versions."""
    code, title, subject = reader.text("code"), reader.text("title"), reader.choice("subject", Subject)
    typed_on = reader.text("typed_on") if subject is Subject.TYPED else ""
    versions = tuple(
        StatisticForm(
            code=code,
            title=title,
            subject=subject,
            typed_on=typed_on,
            since=(since := part.day("since")),
            until=part.optional_day("until"),
            provisions=provisions_of(part, instruments, since),
            verified=part.flag("verified"),
            sources=part.texts("sources"),
            note=part.optional_text("note"),
            due=_due(part.part("due")),
            measure=part.text("measure"),
            given_by=part.choices("given_by", AuthorityLevel),
            columns=tuple(_column(each, awards) for each in part.parts("columns")),
            sections=tuple(_section(each) for each in part.parts("sections")),
        )
        for part in _closing(reader.parts("versions"))
    )
    reader.close()
    refuse_overlap(versions, f"{reader.where}: {code}")
    for version in versions:
        _refuse_faulty(version, sources, reader)
    return versions


def _refuse_faulty(form: StatisticForm, sources: Collection[str], reader: Reader) -> None:
    for kind, parts in (("cột", form.columns), ("dòng", form.lines)):
        if twice := _twice(part.code for part in parts):
            raise reader.error(f"{kind} {twice} ghi hai lần")
    if unknown := [key for key in form.sources if key not in sources]:
        raise reader.error(f"không có nguồn nào tên {', '.join(unknown)}")
    if (form.subject is Subject.AWARDS) != bool(form.given_by):
        raise reader.error("given_by có ở biểu đếm khen thưởng, và chỉ ở đó")


def _twice(codes: Iterable[str]) -> str:
    return next((code for code, times in Counter(codes).items() if times > 1), "")


def _due(reader: Reader) -> DueDay:
    due = DueDay(*reader.month_and_day(), reader.flag("verified"))
    reader.close()
    return due


def _column(reader: Reader, awards: Collection[str]) -> Column:
    column = Column(
        code=reader.text("code"),
        name=reader.text("name"),
        verified=reader.flag("verified"),
        takes=reader.choice("takes", Takes) if reader.has("takes") else Takes.NAMED,
        units=reader.texts("units"),
        central_bodies=reader.flag("central_bodies", default=False),
        groups=reader.choices("groups", Group),
        awards=reader.texts("awards"),
    )
    reader.close()
    if unknown := [code for code in column.awards if code not in awards]:
        raise reader.error(f"danh mục không có {', '.join(unknown)}")
    names_something = bool(column.units or column.central_bodies or column.groups or column.awards)
    if names_something != (column.takes is Takes.NAMED):
        raise reader.error("cột hoặc nêu cái nó đếm, hoặc ghi takes: all hay takes: rest")
    return column


def _section(reader: Reader) -> Section:
    title = reader.plain("title")
    if not isinstance(title, str):
        raise reader.error("title phải là chữ, để trống được")
    section = Section(" ".join(title.split()), tuple(_line(each) for each in reader.parts("lines")))
    reader.close()
    return section


def _line(reader: Reader) -> Line:
    counts = reader.choice("counts", Counts) if reader.has("counts") else Counts.NOTHING_KNOWN
    least, below = (reader.whole_number(name) if reader.has(name) else None for name in ("least", "below"))
    line = Line(reader.text("code"), reader.text("name"), reader.flag("verified"), counts, least, below)
    reader.close()
    if (counts is Counts.DURATION) != bool(least or below):
        raise reader.error("least, below (năm) có ở dòng đếm theo thời hạn, và chỉ ở đó")
    return line


def _closing(parts: Iterator[Reader]) -> Iterator[Reader]:
    """Yield readers and close each once its maker is done with it, so that an unknown key is refused."""
    for part in parts:
        yield part
        part.close()
