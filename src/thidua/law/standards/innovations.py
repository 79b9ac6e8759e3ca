"""Innovations, research and combat creativity as grounds of titles (Law 06/2022/QH15, Art. 21-23, 74)."""

from __future__ import annotations

from thidua.law.record import Innovation, InnovationKind, Reach, Record
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
) -> Finding:
    """Ask for ``number`` recognised ``innovations`` of some kinds that reach as far as ``reach``.

    Without ``in_years`` any time up to the year counts; ``paper`` is what certifies how far the effect reaches.
    """
    needed = law.number(number)
    span = law.number(in_years) if in_years else None
    found = [each for each in record.innovations if _counts(each, record, innovations, span)]
    wide = [each for each in found if each.reach.covers(reach)]
    observed = "; ".join(_words(each) for each in found) or "Chưa có sáng kiến, đề tài được công nhận."
    if len(wide) >= needed:
        if paper and record.papers is not None and paper not in record.papers:
            return Finding(Outcome.NOT_MET, "Chưa có giấy xác nhận trong hồ sơ.", observed, "Giấy xác nhận")
        return Finding(Outcome.MET, observed, observed, caution=_warning(wide))
    if len(found) >= needed:
        return Finding(
            Outcome.TO_JUDGE,
            f"Có sáng kiến, đề tài nhưng chưa có xác nhận phạm vi {reach}; máy không tự kết luận về phạm vi.",
            observed,
            f"Giấy xác nhận phạm vi {reach}",
        )
    return Finding(
        Outcome.NOT_MET,
        f"Có {len(found)} sáng kiến, đề tài được công nhận, cần {needed}.",
        observed,
        f"Thêm {needed - len(found)} sáng kiến, đề tài được công nhận",
    )


def _counts(each: Innovation, record: Record, innovations: tuple[InnovationKind, ...], span: int | None) -> bool:
    in_time = each.year <= record.year and (span is None or each.year > record.year - span)
    return each.recognised and each.kind in innovations and in_time and record.counts(each.year)


def _words(each: Innovation) -> str:
    return f"{each.kind.split(',')[0].capitalize()} năm {each.year}, phạm vi {each.reach}"


def _warning(found: list[Innovation]) -> str:
    return next((_USED.format(award=each.used_for) for each in found if each.used_for), "")
