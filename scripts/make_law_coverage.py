"""Write ``docs/law-coverage.md``: what of the law is in the files, and what of it was checked against a source.

Run ``python scripts/make_law_coverage.py`` after every change under ``src/thidua/law``; with ``--check`` it only says
whether the page is up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from thidua.law.catalogue import (
    AwardForm,
    Instrument,
    Parameter,
    all_award_forms,
    all_parameters,
    instruments,
    sources,
)

PAGE = Path(__file__).resolve().parent.parent / "docs" / "law-coverage.md"

_INTRODUCTION = """\
# Pháp luật có trong phần mềm

> Trang này do `scripts/make_law_coverage.py` viết từ các tệp trong `src/thidua/law`; đừng sửa tay.

Cột **Đối chiếu**: *có* nghĩa là nội dung đã thấy trong nguồn dẫn; *chưa* nghĩa là theo trí nhớ, suy ra hoặc theo dự
thảo, và phần mềm hiển thị đúng như vậy. Phần lớn nguồn là thứ cấp: cán bộ pháp chế cần đối chiếu Công báo trước khi
áp dụng. «?» là ngày chưa biết. Ngày kết thúc là ngày đầu tiên không còn hiệu lực.
"""


def page() -> str:
    """Return the whole page."""
    forms = [form for versions in all_award_forms().values() for form in versions if not form.family]
    values = [value for versions in all_parameters().values() for value in versions]
    lines = [_INTRODUCTION, *_summary(forms, values)]
    lines += ["", "## Danh hiệu, hình thức khen thưởng, công nhận", "", *_award_table(forms)]
    lines += ["", "## Mức và tỷ lệ", "", *_parameter_table(values)]
    lines += ["", "## Văn bản", "", *_instrument_table(instruments().values())]
    lines += ["", "## Nguồn", "", *(f"- **{key}** {place}" for key, place in sources().items())]
    return "\n".join(lines) + "\n"


def _summary(forms: Sequence[AwardForm], values: Sequence[Parameter]) -> Iterator[str]:
    yield from _table(("Loại", "Số mục", "Đã đối chiếu"))
    acts = list(instruments().values())
    for name, entries in (
        ("Danh hiệu, hình thức (theo từng giai đoạn)", forms),
        ("Mức và tỷ lệ (theo từng giai đoạn)", values),
        ("Văn bản", acts),
    ):
        yield _row(name, len(entries), sum(entry.verified for entry in entries))


def _award_table(forms: Iterable[AwardForm]) -> Iterator[str]:
    yield from _table(("Mã", "Tên", "Từ", "Đến", "Căn cứ", "Đối chiếu", "Đối tượng", "Thẩm quyền đối chiếu", "Nguồn"))
    for form in sorted(forms, key=lambda each: (each.group, each.code)):
        yield _row(
            f"`{form.code}`",
            f"{form.name} (hạng Nhất, Nhì, Ba)" if form.classes else form.name,
            _day(form.since),
            _day(form.until, open_end=True),
            "; ".join(map(str, form.provisions)),
            _checked(form.verified),
            ", ".join(rule.kind.label + ("" if rule.verified else " (chưa)") for rule in form.recipients),
            _checked(form.decided_by.verified),
            ", ".join(form.sources),
        )


def _parameter_table(values: Iterable[Parameter]) -> Iterator[str]:
    yield from _table(("Mã", "Nội dung", "Từ", "Đến", "Giá trị", "Căn cứ", "Đối chiếu", "Nguồn"))
    for value in values:
        yield _row(
            f"`{value.code}`",
            value.description,
            _day(value.since),
            _day(value.until, open_end=True),
            f"{value.value:,}".replace(",", ".") + f" {value.unit}",
            "; ".join(map(str, value.provisions)),
            _checked(value.verified),
            ", ".join(value.sources),
        )


def _instrument_table(acts: Iterable[Instrument]) -> Iterator[str]:
    yield from _table(("Số", "Tên", "Ban hành", "Từ", "Đến", "Đối chiếu", "Độ tin cậy", "Ghi chú", "Nguồn"))
    for act in acts:
        content = "" if act.content_seen else "Chưa thấy nội dung đầy đủ. "
        yield _row(
            act.number,
            act.title,
            _day(act.issued_on),
            _day(act.since),
            _day(act.until, open_end=True),
            _checked(act.verified),
            act.confidence.label,
            (content + act.note).strip(),
            ", ".join(act.sources),
        )


def _table(headings: Sequence[str]) -> Iterator[str]:
    yield _row(*headings)
    yield "|" + "---|" * len(headings)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) or "–" for cell in cells) + " |"


def _day(day: date | None, *, open_end: bool = False) -> str:
    if day is None:
        return "–" if open_end else "?"
    return f"{day.day}-{day.month}-{day.year}"


def _checked(verified: bool) -> str:  # noqa: FBT001 - a mark is all it takes
    return "có" if verified else "**chưa**"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with ``--check`` return 1 when it is out of date."""
    text = page()
    if "--check" in arguments:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("docs/law-coverage.md is", "up to date" if fresh else "out of date: run scripts/make_law_coverage.py")
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
