"""Innovations, research and combat creativity as grounds of titles (Law 06/2022/QH15, Art. 21-23, 74)."""

from __future__ import annotations

from thidua.law.record import Innovation, InnovationKind, Rating, Reach, Record
from thidua.law.standards.ratings import not_rated, years_of
from thidua.law.verdicts import Finding, Outcome
from thidua.law.view import LawView

_USED = (
    "Sáng kiến đã dùng để xét “{award}”: mỗi sáng kiến chỉ dùng một lần; nguồn hướng dẫn chưa thống nhất, cần xem lại."
)


def has_innovations(
    record: Record,
    law: LawView,
    *,
    innovations: tuple[InnovationKind, ...],
    reach: Reach,
    number: str,
    paper: str = "",
    in_years: str = "",
    least: Rating | None = None,
    lately: str = "",
) -> Finding:
    """Ask for ``number`` recognised ``innovations`` of some kinds that reach as far as ``reach``.

    ``in_years`` counts only those of the years in a row that were ``least`` so good, of at least so many years; where
    years without a rating would make the row longer, a person looks them up. The Law names no years for titles: those
    older than ``lately`` years (without it, of another year than the title's) are for a person to judge. ``paper`` is
    what certifies how far the effect reaches.
    """
    needed = law.number(number)
    found = [each for each in record.innovations if _counts(each, record, innovations)]
    if in_years and least:
        years, earlier = years_of(record, least), min((each.year for each in found), default=record.year)
        sure, may_be = years.spans(law.number(in_years), earlier)
        that_may_be, found = [[each for each in found if each.year in span] for span in (may_be, sure)]
        if len(found) < needed <= len(that_may_be):
            return not_rated(sorted(set(may_be) - years.good), _listed(that_may_be))
    recent = [each for each in found if in_years or each.year > record.year - (law.number(lately) if lately else 1)]
    wide = [each for each in recent if each.reach.covers(reach)]
    observed = _listed(found)
    if len(wide) >= needed:
        if paper and record.papers is not None and paper not in record.papers:
            return Finding(Outcome.NOT_MET, "Chưa có giấy xác nhận trong hồ sơ.", observed, "Giấy xác nhận")
        return Finding(Outcome.MET, observed, observed, caution=_warning(wide))
    if len(found) >= needed:
        return _doubtful(observed, reach, are_recent=len(recent) >= needed)
    return Finding(
        Outcome.NOT_MET,
        f"Có {len(found)} sáng kiến, đề tài được công nhận, cần {needed}.",
        observed,
        f"Thêm {needed - len(found)} sáng kiến, đề tài được công nhận",
    )


def _doubtful(observed: str, reach: Reach, *, are_recent: bool) -> Finding:
    if not are_recent:
        words = "Sáng kiến, đề tài của những năm trước; Luật không nói tính đến năm nào, người có thẩm quyền xem."
        return Finding(Outcome.TO_JUDGE, words, observed, "Sáng kiến, đề tài của thời gian xét")
    return Finding(
        Outcome.TO_JUDGE,
        f"Có sáng kiến, đề tài nhưng chưa có xác nhận phạm vi {reach}; máy không tự kết luận về phạm vi.",
        observed,
        f"Giấy xác nhận phạm vi {reach}",
    )


def _counts(each: Innovation, record: Record, innovations: tuple[InnovationKind, ...]) -> bool:
    return each.recognised and each.kind in innovations and each.year <= record.year and record.counts(each.year)


def _listed(found: list[Innovation]) -> str:
    return "; ".join(map(_words, found)) or "Chưa có sáng kiến, đề tài được công nhận."


def _words(each: Innovation) -> str:
    return f"{each.kind.split(',')[0].capitalize()} năm {each.year}, phạm vi {each.reach}"


def _warning(found: list[Innovation]) -> str:
    return next((_USED.format(award=each.used_for) for each in found if each.used_for), "")
