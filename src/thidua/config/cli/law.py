"""``thidua law``: the standards in plain words, and cases answered. Neither Django nor a database is started."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.config.vietnamese import Day

if TYPE_CHECKING:
    from thidua.law.entries import AwardForm
    from thidua.law.packs import Pack
    from thidua.law.telling import Rule, ToldStandard

_DAY_WORDS = "NGÀY-THÁNG-NĂM"


@click.group()
def law() -> None:
    """Tra cứu tiêu chuẩn khen thưởng theo ngày và thử các trường hợp."""


@law.command()
@click.argument("award", metavar="DANH_HIỆU")
@click.option("--on", "day", type=Day(), metavar=_DAY_WORDS, help="Ngày cần xem, như 27/11/2026; không ghi là hôm nay.")
@click.option("--pack", "codes", metavar="GÓI", multiple=True, help="Gói địa phương: mã gói kèm theo hoặc tệp YAML.")
@click.option("--codes", "with_codes", is_flag=True, help="Ghi mã của từng điều kiện, để viết trường hợp.")
def show(award: str, day: date | None, codes: tuple[str, ...], *, with_codes: bool) -> None:
    """In tiêu chuẩn của DANH_HIỆU (mã hoặc tên gọi) áp dụng vào một ngày."""
    from thidua.law.catalogue import NotInForceError  # noqa: PLC0415 - `thidua --help` stays quick
    from thidua.law.day import Law  # noqa: PLC0415
    from thidua.law.telling import tell  # noqa: PLC0415

    on = day or _today()
    form = _award(award, on)
    try:
        told = tell(form.code, Law.on(on, [_pack(each) for each in codes]))
    except NotInForceError:
        raise click.ClickException(_not_then(form, on)) from None
    for line in _lines(told, with_codes=with_codes):
        click.echo(line)


@law.command()
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--pack", "codes", metavar="GÓI", multiple=True, help="Tệp YAML của gói địa phương mà trường hợp dẫn tới."
)
def check(files: tuple[Path, ...], codes: tuple[str, ...]) -> None:
    """Trả lời các trường hợp trong các TỆP (mẫu: docs/law-cases.md), mỗi trường hợp một dòng."""
    from thidua.law.cases import check_file  # noqa: PLC0415 - `thidua --help` stays quick
    from thidua.law.day import shipped_packs  # noqa: PLC0415
    from thidua.law.strict import LawFileError  # noqa: PLC0415

    packs = {**shipped_packs(), **{pack.code: pack for pack in map(_pack, codes)}}
    right = wrong = 0
    for file in files:
        try:
            for answer in check_file(file, packs):
                right, wrong = right + answer.agrees, wrong + (not answer.agrees)
                found = answer.error or "; ".join(answer.differences)
                sign = "ĐÚNG" if answer.agrees else "LỖI " if answer.error else "SAI "
                place = f"{answer.where}: " if answer.differences else ""
                parts = [answer.name] if answer.name != answer.where else []
                click.echo(f"{sign}  {' – '.join([*parts, *([place + found] if found else [])])}")
        except (LawFileError, OSError) as fault:
            wrong += 1
            click.echo(f"LỖI   {fault if isinstance(fault, LawFileError) else _unopened(file)}")
    click.echo(f"{right} đúng, {wrong} sai hoặc lỗi.", err=True)
    sys.exit(1 if wrong else 0)


def _unopened(file: Path) -> str:
    if file.is_dir():
        return f"{file.name}: là thư mục; ghi tên từng tệp"
    return f"{file.name}: không mở được tệp" if file.exists() else f"{file.name}: không có tệp này"


@law.command("list")
@click.option("--on", "day", type=Day(), metavar=_DAY_WORDS, help="Ngày cần xem, như 27/11/2026; không ghi là hôm nay.")
@click.option(
    "--quantities", "of_quantities", is_flag=True, help="Liệt kê mã các mức, tỷ lệ, số năm thay cho danh hiệu."
)
def list_awards(day: date | None, *, of_quantities: bool) -> None:
    """Liệt kê mã và tên các danh hiệu, hình thức có trong ngày; hoặc mã các mức mà trường hợp hỏi được."""
    from thidua.law.catalogue import all_award_forms, catalogue  # noqa: PLC0415 - `thidua --help` stays quick
    from thidua.law.day import Law  # noqa: PLC0415
    from thidua.law.naming import first_day_of  # noqa: PLC0415
    from thidua.law.telling import tell  # noqa: PLC0415

    on = day or _today()
    if of_quantities:
        for line in _quantities(on):
            click.echo(line)
        return
    forms = catalogue(on)
    if not forms:
        first = min(first for code in all_award_forms() if (first := first_day_of(code)))
        raise click.ClickException(f"Danh mục không có gì vào ngày {_in_words(on)}; bắt đầu từ {_in_words(first)}.")
    for form in forms:
        doubts = tell(form.code, Law.on(on)).doubts
        mark = f"  ({doubts} chỗ chưa kiểm chứng)" if doubts else ""
        click.echo(f"{form.code:44} {form.name}{mark}")


def _quantities(on: date) -> Iterable[str]:
    from thidua.law.catalogue import all_parameters  # noqa: PLC0415 - see above

    for code, values in sorted(all_parameters().items()):
        current = next((each for each in values if each.in_force(on)), None)
        if current is None:
            yield f"{code:44} {values[-1].description}: chưa có quy định"
            continue
        value = current.choices[current.value][0] if current.choices else f"{current.value} {current.unit}"
        mark = "" if current.verified else "  (chưa kiểm chứng)"
        yield f"{code:44} {current.description}: {value}{mark}"


def _award(named: str, on: date) -> AwardForm:
    from thidua.law.naming import award_meant, near_awards  # noqa: PLC0415 - see above

    form = award_meant(named, on)
    if form is None:
        near = "; ".join(f"{each.name} ({each.code})" for each in near_awards(named))
        offered = f" Có phải: {near}?" if near else ""
        raise click.ClickException(
            f"Không rõ “{named}” là danh hiệu, hình thức nào.{offered} Xem mã bằng lệnh: thidua law list."
        )
    return form


def _not_then(form: AwardForm, on: date) -> str:
    from thidua.law.naming import first_day_of  # noqa: PLC0415 - see above

    first = first_day_of(form.code)
    said = f" Quy định đầu tiên trong danh mục: từ {_in_words(first)}." if first and first > on else ""
    return f"Danh mục chưa có quy định về {form.name} vào ngày {_in_words(on)}.{said} Xem ngày khác bằng --on."


def _pack(named: str) -> Pack:
    from thidua.law.day import national, shipped_packs  # noqa: PLC0415 - see above
    from thidua.law.loading.packs import load_pack  # noqa: PLC0415
    from thidua.law.soundness import refuse_unsound  # noqa: PLC0415
    from thidua.law.strict import LawFileError  # noqa: PLC0415

    if named in shipped_packs():
        return shipped_packs()[named]
    if not Path(named).is_file():
        known = ", ".join(shipped_packs())
        raise click.ClickException(f"Không có gói “{named}”. Ghi đường dẫn tệp YAML, hoặc một trong: {known}.")
    try:
        pack = load_pack(Path(named), national())
        refuse_unsound(pack)
    except LawFileError as fault:
        raise click.ClickException(str(fault)) from None
    return pack


def _lines(told: ToldStandard, *, with_codes: bool) -> Iterable[str]:
    yield f"{told.form.name} ({told.form.code})"
    yield f"Quy định áp dụng vào ngày {_in_words(told.day)}. Nhóm: {told.form.group.label}."
    if told.form.note:
        yield f"Lưu ý: {told.form.note}"
    if told.doubts:
        yield f"Có {told.doubts} chỗ chưa kiểm chứng, đánh dấu bên dưới; đối chiếu văn bản trước khi áp dụng."
    yield from told.unseen
    if told.classes:
        classes = ", ".join(f"{each.name} ({each.code})" for each in told.classes)
        yield f"Tiêu chuẩn, tiền thưởng xem từng hạng: {classes}."
    yield from _sections(told, with_codes=with_codes)
    if told.changes:
        yield ""
        yield "Thay đổi sau ngày này"
        for change in told.changes:
            yield f"  - Từ {_in_words(change.since)}: {change.text}{_mark(sure=change.verified)}"


def _sections(told: ToldStandard, *, with_codes: bool) -> Iterable[str]:
    yield from _section("Hồ sơ nhận trước, xét sau ngày đổi luật", told.transitions, with_codes=with_codes)
    yield from _section("Tặng cho", told.recipients, with_codes=with_codes)
    yield from _section("Thẩm quyền", told.deciders, with_codes=with_codes)
    for kind, rules in told.conditions.items():
        yield from _section(f"Điều kiện đối với {kind.label}", rules, with_codes=with_codes)
    for kind in told.without_standard:
        yield ""
        yield f"Điều kiện đối với {kind.label}: phần mềm chưa có quy định của ngày này; đối chiếu văn bản."
    yield from _section("Hồ sơ", told.dossiers, with_codes=with_codes, empty="hồ sơ")
    yield from _section("Thời hạn", told.deadlines, with_codes=with_codes, empty="thời hạn")
    yield from _section("Tiền thưởng", told.bonuses, with_codes=with_codes)
    yield from _section("Nguyên tắc chung", told.principles, with_codes=with_codes, empty="nguyên tắc chung")
    yield from _section("Văn bản phải đối chiếu", told.instruments, with_codes=with_codes)


def _section(title: str, rules: tuple[Rule, ...], *, with_codes: bool, empty: str = "") -> Iterable[str]:
    """Yield a part of the page; ``empty`` names what is missing, where that is to be said."""
    if not (rules or empty):
        return
    yield ""
    yield title
    if not rules:
        yield f"  Chưa có quy định về {empty} vào ngày này; đối chiếu văn bản."
    for rule in rules:
        yield from _rule(rule, 1, with_codes=with_codes)


def _rule(rule: Rule, depth: int, *, with_codes: bool, around: str = "") -> Iterable[str]:
    indent = "  " * depth
    code = f" <{rule.code}>" if with_codes and rule.code else ""
    place = "" if rule.provision in {"", around} else f" – {rule.provision}"
    mark = _mark(sure=rule.verified)
    local = f" [gói {rule.local}]" if rule.local else ""
    yield f"{indent}- {rule.text}{code}{place}{local}{mark}"
    if rule.caution:
        yield f"{indent}  ({rule.caution})"
    for part in rule.parts:
        yield from _rule(part, depth + 1, with_codes=with_codes, around=rule.provision)


def _mark(*, sure: bool) -> str:
    return "" if sure else " [chưa kiểm chứng]"


def _in_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _today() -> date:
    from thidua.config.cli.django_ready import ready  # noqa: PLC0415 - only where no day is given

    ready()
    from thidua.core import clock  # noqa: PLC0415 - the only module that reads the time

    return clock.today()
