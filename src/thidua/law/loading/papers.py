"""Reading dossiers, deadlines, bonuses and transitions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from typing import TypedDict, TypeVar

from thidua.law.entries import Group, Provision, RecipientKind
from thidua.law.loading.common import Instruments, code_of, known_codes, provisions_of, refuse_overlap, yaml_files
from thidua.law.papers import Bonus, Deadline, Dossier, DossierItem, LegalBasis, Principle, Transition
from thidua.law.standards.tests import TESTS
from thidua.law.strict import Reader, read_yaml

_Entry = TypeVar("_Entry")
CHOSEN_BY = ("deed", "receipt", "decision")
ABOUT = ("chung", "tham_quyen", "ho_so", "thoi_han", "tien_thuong")


class _Common(TypedDict):
    since: date
    until: date | None
    provisions: tuple[Provision, ...]
    verified: bool
    sources: tuple[str, ...]
    note: str


def load_folder(
    folder: Traversable,
    read: Callable[[Reader, Instruments, Collection[str]], tuple[_Entry, ...]],
    instruments: Instruments,
    awards: Collection[str],
) -> tuple[_Entry, ...]:
    """Return what one of the readers below finds in every file of a folder."""
    found: list[_Entry] = []
    for file in yaml_files(folder):
        reader = read_yaml(file)
        found += read(reader, instruments, awards)
        reader.close()
    return tuple(found)


def read_dossier(
    reader: Reader, instruments: Instruments, awards: Collection[str], local: str = ""
) -> tuple[Dossier, ...]:
    """Read one kind of dossier: its awards and its versions, oldest first."""
    code, title, of = code_of(reader), reader.text("title"), _awards(reader, awards)
    only_when = reader.optional_text("only_when")
    versions = tuple(
        Dossier(
            code=code,
            title=title,
            awards=of,
            items=tuple(_item(item) for item in part.parts("items")),
            sets=part.optional_text("sets"),
            only_when=only_when,
            local=local,
            **_common(part, instruments),
        )
        for part in _closing(reader.parts("versions"))
    )
    refuse_overlap(versions, f"{reader.where}: {code}")
    for version in versions:
        if len({item.code for item in version.items}) != len(version.items):
            raise reader.error("items có hai mục cùng mã")
    return versions


def read_deadline(
    reader: Reader, instruments: Instruments, awards: Collection[str], local: str = ""
) -> tuple[Deadline, ...]:
    """Read one date or term: its awards and its values, oldest first."""
    code, text, of = code_of(reader), reader.text("text"), _awards(reader, awards)
    values = tuple(
        Deadline(
            code=code,
            text=text,
            awards=of,
            due=_due(part),
            days=part.whole_number("days") if part.has("days") else None,
            working=part.flag("working", default=False),
            is_before=part.flag("before", default=False),
            unverified_for=_some_of(part, "unverified_for", of),
            local=local,
            **_common(part, instruments),
        )
        for part in _closing(reader.parts("values"))
    )
    refuse_overlap(values, f"{reader.where}: {code}")
    for value in values:
        if (value.due is None) == (value.days is None):
            raise reader.error("mỗi giá trị có đúng một trong due, days")
    return values


def read_bonuses(
    reader: Reader, instruments: Instruments, awards: Collection[str], local: str = ""
) -> tuple[Bonus, ...]:
    """Read the bonuses of one file: award, kind of recipient, and its coefficients by the first day in force."""
    return tuple(
        bonus for part in _closing(reader.parts("bonuses")) for bonus in _bonus(part, instruments, awards, local)
    )


def load_principles(file: Traversable, instruments: Instruments, awards: Collection[str]) -> tuple[Principle, ...]:
    """Return what is told on pages of awards and not computed."""
    reader = read_yaml(file)
    found = tuple(
        Principle(
            code=code_of(part),
            text=part.text("text"),
            about=part.one_of("about", ABOUT) or "chung",
            awards=_some_of(part, "awards", awards),
            groups=part.choices("groups", Group) if part.has("groups") else (),
            tests=_some_of(part, "tests", TESTS),
            **_common(part, instruments),
        )
        for part in _closing(reader.parts("principles"))
    )
    reader.close()
    return found


def load_bases(file: Traversable, instruments: Instruments) -> tuple[LegalBasis, ...]:
    """Return the lines of legal bases that decisions begin with, in their order."""
    reader = read_yaml(file)
    found = tuple(
        LegalBasis(
            code=code_of(part),
            text=part.text("text"),
            by_dossier=part.flag("by_dossier", default=False),
            **_common(part, instruments),
        )
        for part in _closing(reader.parts("bases"))
    )
    reader.close()
    return found


def load_transitions(file: Traversable, instruments: Instruments) -> tuple[Transition, ...]:
    """Return the changes of law, newest first, each with the day that chooses the side."""
    reader = read_yaml(file)
    found = [
        Transition(
            chosen_by=part.one_of("chosen_by", CHOSEN_BY) or "receipt",
            more_favourable=part.flag("more_favourable", default=False),
            text=part.text("text"),
            told_since=part.optional_day("told_since"),
            told_until=part.optional_day("told_until"),
            **{key: value for key, value in _common(part, instruments).items() if key != "until"},  # type: ignore[arg-type]
        )
        for part in _closing(reader.parts("transitions"))
    ]
    reader.close()
    return tuple(sorted(found, key=lambda each: each.since, reverse=True))


def _bonus(reader: Reader, instruments: Instruments, awards: Collection[str], local: str) -> Iterator[Bonus]:
    (award,) = _awards(reader, awards, key="award")
    kind = reader.choice("kind", RecipientKind)
    at_most = reader.flag("at_most", default=False)
    values = [
        Bonus(
            award=award,
            kind=kind,
            tenths=part.whole_number("tenths"),
            at_most=at_most,
            local=local,
            **_common(part, instruments),
        )
        for part in _closing(reader.parts("values"))
    ]
    refuse_overlap(values, f"{reader.where}: {award}")
    yield from values


def _item(reader: Reader) -> DossierItem:
    item = DossierItem(code_of(reader), reader.text("text"), reader.optional_text("form"))
    reader.close()
    return item


def _due(reader: Reader) -> tuple[int, int, int] | None:
    if not reader.has("due"):
        return None
    part = reader.part("due")
    month, day = part.month_and_day()
    later = part.whole_number("years_later") if part.has("years_later") else 0
    part.close()
    return month, day, later


def _common(reader: Reader, instruments: Instruments) -> _Common:
    since = reader.day("since")
    if since is None:
        raise reader.error("since phải là một ngày")
    return _Common(
        since=since,
        until=reader.optional_day("until"),
        provisions=provisions_of(reader, instruments, since),
        verified=reader.flag("verified"),
        sources=reader.texts("sources"),
        note=reader.optional_text("note"),
    )


def _awards(reader: Reader, awards: Collection[str], key: str = "awards") -> tuple[str, ...]:
    codes = (reader.text(key),) if key == "award" else reader.texts(key)
    unknown = [code for code in codes if code not in awards]
    if unknown or not codes:
        raise reader.error(f"{key} phải là mã trong danh mục; không có: {', '.join(unknown) or 'chưa ghi mã nào'}")
    return codes


def _some_of(reader: Reader, key: str, known: Collection[str]) -> tuple[str, ...]:
    """Read a list that may be missing and whose codes are known."""
    return known_codes(reader, key, known) if reader.has(key) else ()


def _closing(parts: Iterator[Reader]) -> Iterator[Reader]:
    """Yield readers and close each once its maker is done with it, so that an unknown key is refused."""
    for part in parts:
        yield part
        part.close()
