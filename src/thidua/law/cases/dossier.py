"""Reading the part «hồ sơ» of a case into a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from thidua.law.cases import keys, words
from thidua.law.entries import RecipientKind
from thidua.law.record import (
    Achievement,
    CommendationType,
    Group,
    HeldAward,
    Innovation,
    InnovationKind,
    Members,
    Rating,
    Reach,
    Record,
    Service,
    Votes,
)
from thidua.law.strict import YEARS, Reader
from thidua.law.verdicts import Outcome

_Read = TypeVar("_Read")
ALL = "đạt hết"
Resolve = Callable[[Reader, str, date], str]


def read_record(reader: Reader, kind: RecipientKind, year: int, on: date, code_of: Resolve) -> Record:
    """Return what the dossier of a case shows; ``code_of`` finds the award that a name means.

    Raises:
        LawFileError: a key or a word is not known; the message says where.
    """
    reader.only(keys.DOSSIER)
    judged = _judged(reader)
    record = Record(
        kind=kind,
        year=year,
        type=_word(reader, "loại hình", words.TYPES, CommendationType),
        group=_word(reader, "nhóm", words.GROUPS, Group),
        is_woman=_word(reader, "giới", words.WOMAN, bool),
        ratings=dict(_by_year(reader, "xếp loại")),
        honours=tuple(held for part in reader.optional_parts("khen thưởng") for held in _held(part, on, code_of)),
        innovations=tuple(map(_innovation, reader.optional_parts("sáng kiến"))),
        achievements=tuple(map(_achievement, reader.optional_parts("thành tích"))),
        members=_optional(reader, "thành viên", _members),
        cluster_rank=_number(reader, "xếp hạng cụm"),
        service=tuple(map(_service, reader.optional_parts("quá trình"))),
        judgements=judged if isinstance(judged, dict) else {},
        judged_all=True if judged is True else None,
        votes=_optional(reader, "biểu quyết", _votes),
        comment_days=_number(reader, "số ngày lấy ý kiến"),
        papers=frozenset(reader.texts("giấy tờ")) if reader.has("giấy tờ") else None,
        shares=dict(_shares(reader)),
        on_hold_until=_day_after(reader.optional_day("tạm dừng đến")),
        counts_from=reader.optional_day("tính thành tích từ"),
        ended_on=reader.optional_day("giải thể ngày"),
    )
    reader.close()
    return record


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _word(reader: Reader, key: str, known: Mapping[str, Any], kind: type[_Read]) -> _Read | None:
    if not reader.has(key):
        return None
    found = words.meant(reader.text(key), known, f"{reader.where}: {key}")
    return found if isinstance(found, kind) else None


def _sure(reader: Reader, key: str, known: Mapping[str, Any], kind: type[_Read], default: _Read | None = None) -> _Read:
    found = _word(reader, key, known, kind)
    found = default if found is None else found
    if found is None:
        raise reader.error(f"thiếu {key}")
    return found


def _optional(reader: Reader, key: str, read: Callable[[Reader], _Read]) -> _Read | None:
    return read(reader.part(key)) if reader.has(key) else None


def _number(reader: Reader, key: str) -> int | None:
    return reader.whole_number(key) if reader.has(key) else None


def _by_year(reader: Reader, key: str) -> Iterator[tuple[int, Rating]]:
    if not reader.has(key):
        return
    part = reader.part(key)
    for year in part.keys_left():
        word = part.text_of(year)
        found = words.meant(word, words.RATINGS, f"{part.where}: {year}")
        if not year.isdecimal() or int(year) not in YEARS or not isinstance(found, Rating):
            raise part.error(f"{year} phải là một năm")
        yield int(year), found


def _held(reader: Reader, on: date, code_of: Resolve) -> Iterator[HeldAward]:
    reader.only(keys.HELD)
    code = code_of(reader, "danh hiệu", on)
    kind = _word(reader, "loại hình", words.TYPES, CommendationType)
    years = reader.years("các năm") if reader.has("các năm") else (reader.year("năm"),)
    reader.close()
    for year in years:
        yield HeldAward(code, year, kind)


def _innovation(reader: Reader) -> Innovation:
    reader.only(keys.INNOVATION)
    found = Innovation(
        kind=_sure(reader, "loại", words.INNOVATIONS, InnovationKind, InnovationKind.INNOVATION),
        year=reader.year("năm"),
        reach=_sure(reader, "phạm vi", words.REACHES, Reach, Reach.GRASSROOTS),
        recognised=reader.flag("được công nhận", default=True),
        used_for=reader.optional_text("đã dùng cho"),
        begun_on=reader.optional_day("bắt đầu ngày"),
    )
    reader.close()
    return found


def _achievement(reader: Reader) -> Achievement:
    reader.only(keys.ACHIEVEMENT)
    kind = reader.one_of("loại", words.ACHIEVEMENTS)
    if not kind:
        raise reader.error("thiếu loại")
    found = Achievement(kind, _word(reader, "phạm vi", words.REACHES, Reach))
    reader.close()
    return found


def _members(reader: Reader) -> Members:
    reader.only(keys.MEMBERS)
    found = Members(
        total=reader.whole_number("tổng số"),
        completed=_number(reader, "hoàn thành nhiệm vụ"),
        advanced=_number(reader, "tiên tiến"),
        fighters=_number(reader, "chiến sĩ thi đua"),
        disciplined=_number(reader, "kỷ luật"),
    )
    reader.close()
    counts = (found.completed, found.advanced, found.fighters, found.disciplined)
    if any(count is not None and count > found.total for count in counts):
        raise reader.error("có số lớn hơn tổng số thành viên")
    return found


def _service(reader: Reader) -> Service:
    reader.only(keys.SERVICE)
    since, until = reader.day("từ"), reader.day("đến")
    hard = reader.flag("vùng khó khăn", default=False)
    reader.close()
    if since is None or until is None or until < since:
        raise reader.error("phải có từ và đến, đến không trước từ")
    return Service(since, until, hard)


def _votes(reader: Reader) -> Votes:
    reader.only(keys.VOTES)
    found = Votes(
        favour=reader.whole_number("đồng ý"),
        members=reader.whole_number("tổng số thành viên"),
        recused=_number(reader, "rút khỏi") or 0,
        attending=_number(reader, "có mặt"),
    )
    reader.close()
    if (found.attending or 0) > found.members:
        raise reader.error("số người có mặt nhiều hơn tổng số thành viên")
    if found.favour > found.members - found.recused:
        raise reader.error("số phiếu đồng ý nhiều hơn số người được bỏ phiếu")
    return found


def _shares(reader: Reader) -> Iterator[tuple[str, tuple[int, int]]]:
    if not reader.has("số của đợt"):
        return
    part = reader.part("số của đợt")
    for code in part.keys_left():
        counts = part.part(code)
        counts.only(keys.SHARE)
        yield code, (counts.whole_number("đề nghị"), _number(counts, "trên") or 0)
        counts.close()


def _judged(reader: Reader) -> dict[str, bool] | bool | None:
    """Read what persons concluded: by condition, or «đạt hết» for all conditions that a person judges."""
    if not reader.has("người xét"):
        return None
    if reader.holds_text("người xét"):
        if reader.text("người xét") != ALL:
            raise reader.error(f"người xét ghi “{ALL}” hoặc từng điều kiện")
        return True
    part = reader.part("người xét")
    found = {}
    for code in part.keys_left():
        outcome = words.meant(part.text_of(code), words.OUTCOMES, f"{part.where}: {code}")
        if outcome not in {Outcome.MET, Outcome.NOT_MET}:
            raise part.error(f"{code}: người xét kết luận đạt hoặc không đạt")
        found[code] = outcome is Outcome.MET
    return found
