"""Write ``docs/law-coverage.md``: award × provision × cases × verified, and everything else of the law in the files.

Run ``make law-coverage`` after every change under ``src/thidua/law`` or ``tests/law/cases``; with ``--check`` it only
says whether the page is up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from thidua.law.cases.covering import Reached, reached_by
from thidua.law.catalogue import (
    AwardForm,
    Instrument,
    Parameter,
    all_award_forms,
    all_parameters,
    instruments,
    sources,
)
from thidua.law.conditions import Condition
from thidua.law.day import (
    Law,
    all_bonuses,
    all_conditions,
    all_deadlines,
    all_dossiers,
    all_transitions,
    shipped_packs,
)
from thidua.law.judging import requirement
from thidua.law.papers import Bonus, Deadline, Dossier, Transition
from thidua.law.verdicts import Outcome
from thidua.vietnamese.writing import scaled

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "law-coverage.md"
CASES = ROOT / "tests" / "law" / "cases"

_INTRODUCTION = """\
# Pháp luật có trong phần mềm

> Trang này do `scripts/make_law_coverage.py` viết từ các tệp trong `src/thidua/law`; đừng sửa tay.

Cột **Đối chiếu**: *có* nghĩa là nội dung đã thấy trong nguồn dẫn; *chưa* nghĩa là theo trí nhớ, suy ra hoặc theo dự
thảo, và phần mềm hiển thị đúng như vậy. Phần lớn nguồn là thứ cấp: cán bộ pháp chế cần đối chiếu Công báo trước khi
áp dụng. «?» là ngày chưa biết. Ngày kết thúc là ngày đầu tiên không còn hiệu lực.
"""

_CASES = """\
Mỗi dòng là một điều kiện trong một giai đoạn; ba con số là số trường hợp trong `tests/law/cases` cho kết quả đạt, không
đạt, cần người xét. Viết thêm trường hợp: [law-cases.md](law-cases.md).
"""


def page() -> str:
    """Return the whole page."""
    forms = [form for versions in all_award_forms().values() for form in versions if not form.family]
    values = [value for versions in all_parameters().values() for value in versions]
    reached = reached_by(sorted(CASES.glob("*.yaml")), shipped_packs())
    lines = [_INTRODUCTION, *_summary(forms, values)]
    lines += ["", "## Tiêu chuẩn và các trường hợp thử", "", _CASES, *_condition_table(all_conditions(), reached)]
    for pack in shipped_packs().values():
        lines += ["", f"### Gói địa phương `{pack.code}`: {pack.name}", ""]
        lines += [*_condition_table(pack.conditions, reached)]
    lines += ["", "## Danh hiệu, hình thức khen thưởng, công nhận", "", *_award_table(forms)]
    lines += ["", "## Mức và tỷ lệ", "", *_parameter_table(values)]
    lines += ["", "## Tiền thưởng", "", *_bonus_table(all_bonuses())]
    lines += ["", "## Hồ sơ", "", *_dossier_table(all_dossiers())]
    lines += ["", "## Thời hạn", "", *_deadline_table(all_deadlines())]
    lines += ["", "## Quy định chuyển tiếp", "", *_transition_table(all_transitions())]
    lines += ["", "## Văn bản", "", *_instrument_table(instruments().values())]
    lines += ["", "## Nguồn", "", *(f"- **{key}** {place}" for key, place in sources().items())]
    return "\n".join(lines) + "\n"


def _summary(forms: Sequence[AwardForm], values: Sequence[Parameter]) -> Iterator[str]:
    yield from _table(("Loại", "Số mục", "Đã đối chiếu"))
    acts = list(instruments().values())
    listed: tuple[tuple[str, Sequence[_Verified]], ...] = (
        ("Danh hiệu, hình thức (theo từng giai đoạn)", forms),
        ("Điều kiện của tiêu chuẩn (theo từng giai đoạn)", all_conditions()),
        ("Mức và tỷ lệ (theo từng giai đoạn)", values),
        ("Hệ số tiền thưởng", all_bonuses()),
        ("Thành phần hồ sơ", all_dossiers()),
        ("Thời hạn", all_deadlines()),
        ("Văn bản", acts),
    )
    for name, entries in listed:
        yield _row(name, len(entries), sum(entry.verified for entry in entries))


class _Verified(Protocol):
    @property
    def verified(self) -> bool: ...


def _condition_table(conditions: Iterable[Condition], reached: Reached) -> Iterator[str]:
    heads = ("Danh hiệu", "Mã điều kiện", "Điều kiện", "Từ", "Đến", "Căn cứ", "Đạt / không / người xét", "Đối chiếu")
    yield from _table((*heads, "Nguồn"))
    for condition in conditions:
        law = Law.on(condition.since, shipped_packs().values() if condition.local else ())
        for award in condition.awards or ("",):
            yield _row(
                f"`{award}`" if award else "mọi danh hiệu, hình thức",
                f"`{condition.code}`",
                requirement(condition, law),
                _day(condition.since),
                _day(condition.until, open_end=True),
                "; ".join(map(str, condition.provisions)),
                _reached(condition, award, reached),
                _checked(condition.verified),
                ", ".join(condition.sources),
            )


def _reached(condition: Condition, award: str, reached: Reached) -> str:
    place = "; ".join(map(str, condition.provisions))
    codes = {award} | {form for form, versions in all_award_forms().items() if versions[0].family == award}
    counts = (
        sum(
            count
            for (form, code, provision, found), count in reached.items()
            if (form in codes or not award) and (code, provision, found) == (condition.code, place, outcome)
        )
        for outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.TO_JUDGE)
    )
    return " / ".join(map(str, counts))


def _bonus_table(bonuses: Iterable[Bonus]) -> Iterator[str]:
    yield from _table(("Mã", "Đối tượng", "Từ", "Lần mức lương cơ sở", "Căn cứ", "Đối chiếu", "Nguồn"))
    for each in bonuses:
        most = "không quá " if each.at_most else ""
        yield _row(
            f"`{each.award}`",
            each.kind.label,
            _day(each.since),
            most + scaled(each.tenths, 1),
            "; ".join(map(str, each.provisions)),
            _checked(each.verified),
            ", ".join(each.sources),
        )


def _dossier_table(dossiers: Iterable[Dossier]) -> Iterator[str]:
    yield from _table(("Hồ sơ", "Từ", "Đến", "Thành phần", "Căn cứ", "Đối chiếu", "Ghi chú", "Nguồn"))
    for each in dossiers:
        yield _row(
            each.title,
            _day(each.since),
            _day(each.until, open_end=True),
            "; ".join(item.text + (f" (mẫu {item.form})" if item.form else "") for item in each.items),
            "; ".join(map(str, each.provisions)),
            _checked(each.verified),
            each.note,
            ", ".join(each.sources),
        )


def _deadline_table(deadlines: Iterable[Deadline]) -> Iterator[str]:
    yield from _table(("Việc", "Từ", "Đến", "Hạn", "Căn cứ", "Đối chiếu", "Ghi chú", "Nguồn"))
    for each in deadlines:
        due = f"{each.days} ngày{' làm việc' if each.working else ''}"
        if each.due:
            due = f"{each.due[1]}-{each.due[0]}{' năm sau' if each.due[2] else ''}"
        yield _row(
            each.text,
            _day(each.since),
            _day(each.until, open_end=True),
            due,
            "; ".join(map(str, each.provisions)),
            _checked(each.verified),
            each.note,
            ", ".join(each.sources),
        )


def _transition_table(transitions: Iterable[Transition]) -> Iterator[str]:
    yield from _table(("Từ", "Nội dung", "Ngày quyết định", "Căn cứ", "Đối chiếu", "Ghi chú", "Nguồn"))
    for each in transitions:
        yield _row(
            _day(each.since),
            each.text,
            {"receipt": "ngày tiếp nhận", "deed": "ngày lập thành tích", "decision": "ngày quyết định"}[each.chosen_by],
            "; ".join(map(str, each.provisions)),
            _checked(each.verified),
            each.note,
            ", ".join(each.sources),
        )


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
            value.words if value.choices else f"{value.value:,}".replace(",", ".") + f" {value.unit}",
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
        print("docs/law-coverage.md is", "up to date" if fresh else "out of date: make law-coverage")
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
