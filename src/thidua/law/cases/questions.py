"""The questions that a case can ask; each returns what was expected beside what the engine finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from thidua.law.cases import amounts, keys, words
from thidua.law.cases.codes import refuse_unknown
from thidua.law.cases.dossier import read_record
from thidua.law.catalogue import (
    NotInForceError,
    UnknownCodeError,
    all_award_forms,
    all_parameters,
    award_form,
    instruments,
    recognise_form,
)
from thidua.law.day import Law
from thidua.law.entries import Parameter, RecipientKind
from thidua.law.judging import Assessment, assess
from thidua.law.money import bonus_of
from thidua.law.nearest import perhaps
from thidua.law.packs import Pack
from thidua.law.record import Record
from thidua.law.standards.recipients import recipient_fits
from thidua.law.strict import Reader
from thidua.law.verdicts import Outcome, Verdict
from thidua.law.wording import spelled
from thidua.vietnamese.fold import same_form

Expected = list[tuple[str, object, object]]
_Answer = tuple[tuple[str, object, object], bool]


def ask(reader: Reader, packs: Mapping[str, Pack]) -> Expected:
    """Read one case and answer it: (what, expected, found) for each thing expected.

    Raises:
        LawFileError: a key, a word or a name is not known.
    """
    followed = followed_by(reader, packs)
    if reader.has("ghi là"):
        return _recognised(reader)
    if reader.has("văn bản"):
        return _in_force(reader)
    if reader.has("mức"):
        return _quantity(reader, followed)
    if reader.has("hồ sơ"):
        return _judged(reader, followed)
    return _of_award(reader, followed)


def followed_by(reader: Reader, packs: Mapping[str, Pack]) -> tuple[Pack, ...]:
    """Read which packs a case follows («gói địa phương»)."""
    codes = reader.texts("gói địa phương")
    unknown = [code for code in codes if code not in packs]
    if unknown:
        raise reader.error(f"không có gói địa phương {', '.join(unknown)}; có: {', '.join(packs) or 'chưa có gói nào'}")
    return tuple(packs[code] for code in codes)


def _recognised(reader: Reader) -> Expected:
    """«ghi là»: which form does a text mean, and may such a recipient have it?"""
    on = reader.optional_day("ngày")
    authority = reader.optional_text("cơ quan") or None
    form = recognise_form(reader.text("ghi là"), authority, on)
    expected: Expected = []
    if reader.has("mã"):
        wanted = reader.text_or_nothing("mã")
        expected.append(("mã", wanted, form.code if form else None))
    if form is None or not reader.has("đối tượng"):
        return expected
    kind = _kind(reader)
    verdict = recipient_fits(form, kind, on or date.max)
    return expected + _of_verdict(reader, verdict)


def _in_force(reader: Reader) -> Expected:
    """«văn bản»: was an instrument in force on a day?"""
    number, on = reader.text("văn bản"), _day(reader, "ngày")
    act = instruments().get(number)
    if act is None:
        raise reader.error(f"phần mềm không có văn bản số {number}{perhaps(number, instruments())}")
    return [("còn hiệu lực", reader.flag("còn hiệu lực"), act.in_force(on))]


def _quantity(reader: Reader, packs: tuple[Pack, ...]) -> Expected:
    """«mức»: what was a quantity on a day? Its code, or the beginning of its description."""
    asked, on = reader.text("mức"), _day(reader, "ngày")
    known = {**all_parameters(), **{code: value for pack in packs for code, value in pack.parameters.items()}}
    codes = [code for code, values in known.items() if asked == code or _begins(values[-1].description, asked)]
    if len(codes) != 1:
        several = f": {', '.join(codes)}" if codes else perhaps(asked, known)
        how = "ghi mã của một mức (xem: thidua law list --quantities)"
        raise reader.error(f"“{asked}” là {len(codes)} mức trong phần mềm{several}; {how}")
    try:
        found = Law.on(on, packs).parameter(codes[0])
    except NotInForceError:
        return [("giá trị", _wanted_value(reader, known[codes[0]][-1]), words.NO_RULE)]
    value = found.choices[found.value][0] if found.choices else found.value
    expected: Expected = [("giá trị", _wanted_value(reader, found), value)]
    return expected + _common(reader, found.provisions, verified=found.verified)


def _wanted_value(reader: Reader, quantity: Parameter) -> object:
    if quantity.choices:
        return amounts.expected_choice(reader, "giá trị", tuple(code for code, _words in quantity.choices))
    return amounts.expected_amount(reader, "giá trị", quantity.unit)


def assessment_of(reader: Reader, packs: tuple[Pack, ...]) -> Assessment:
    """Return how the nominee of a case («hồ sơ») stands; what the case expects is left unread.

    Raises:
        LawFileError: a key, a word or a name is not known.
        NotInForceError: no standard is known for that day.
    """
    received, deed = reader.optional_day("ngày nhận hồ sơ"), reader.optional_day("ngày lập thành tích")
    year = reader.year("năm")
    on = reader.optional_day("ngày xét") or received or date(year, 12, 31)
    if received and on < received:
        raise reader.error("ngày xét trước ngày nhận hồ sơ")
    award, kind = code_of(reader, "danh hiệu", on), _kind(reader)
    record = read_record(reader.part("hồ sơ"), kind, year, on, code_of)
    record = replace(record, received_on=received, deed_on=deed)
    refuse_unknown(reader, record, award, packs)
    _refuse_years_to_come(reader, record, received or on)
    return assess(award, record, on, packs)


def _refuse_years_to_come(reader: Reader, record: Record, on: date) -> None:
    years = {"năm": [record.year]}
    years["hồ sơ: xếp loại"] = list(record.ratings)
    years["hồ sơ: khen thưởng"] = [each.year for each in record.honours]
    years["hồ sơ: sáng kiến"] = [each.year for each in record.innovations]
    for key, found in years.items():
        if found and max(found) > on.year:
            raise reader.error(f"{key}: năm {max(found)} sau ngày nhận hồ sơ, ngày xét ({on.isoformat()})")


def _judged(reader: Reader, packs: tuple[Pack, ...]) -> Expected:
    """«hồ sơ»: does a nominee meet the standard of an award?"""
    try:
        found = assessment_of(reader, packs)
    except NotInForceError:
        return [("kết luận", _outcome_words(reader), words.NO_RULE)]
    return list(_of_assessment(reader, found))


def _of_assessment(reader: Reader, found: Assessment) -> Iterator[tuple[str, object, object]]:
    if reader.has("kết luận"):
        yield "kết luận", _outcome_words(reader), _label(found.outcome)
    if reader.has("theo luật ngày"):
        yield "theo luật ngày", _day(reader, "theo luật ngày"), found.law_day
    if reader.has("theo luật mới"):
        yield "theo luật mới", reader.flag("theo luật mới"), found.by_newer
    by_code = {verdict.code: verdict for verdict in found.verdicts}
    if reader.has("điều kiện"):
        part = reader.part("điều kiện")
        for code in part.keys_left():
            verdict = by_code.get(code)
            if verdict is None:
                raise part.error(f"không có điều kiện {code}; có: {', '.join(by_code)}{perhaps(code, by_code)}")
            if part.holds_text(code):
                yield code, _label_of(part.text(code), part, code), _label(verdict.outcome)
            else:
                wanted_of = part.part(code)
                wanted_of.only(keys.OF_CONDITION)
                for what, wanted, seen in _of_verdict(wanted_of, verdict, close=True):
                    yield f"{code}: {what}", wanted, seen
    if reader.has("đã đối chiếu"):
        yield "đã đối chiếu", reader.flag("đã đối chiếu"), found.verified


def _of_verdict(reader: Reader, verdict: Verdict, *, close: bool = False) -> Expected:
    expected: Expected = []
    if reader.has("kết luận"):
        expected.append(("kết luận", _outcome_words(reader), _label(verdict.outcome)))
    if reader.has("lưu ý"):
        wanted = reader.text("lưu ý")
        expected.append(("lưu ý", wanted, wanted if spelled(wanted) in spelled(verdict.caution) else verdict.caution))
    if reader.has("sớm nhất"):
        expected.append(("sớm nhất", reader.optional_day("sớm nhất"), verdict.possible_from))
    expected += _common(reader, verdict.provisions, verified=verdict.verified)
    if close:
        reader.close()
    return expected


def _of_award(reader: Reader, packs: tuple[Pack, ...]) -> Expected:
    """Without a dossier: who decides on an award, what its dossier holds, its bonus, on a day."""
    on = _day(reader, "ngày")
    award = code_of(reader, "danh hiệu", on)
    reader.optional_text("cơ quan")
    law = Law.on(on, packs)
    expected: Expected = []
    if reader.has("có trong danh mục"):
        exists = any(form.in_force(on) for form in all_award_forms()[award])
        expected.append(("có trong danh mục", reader.flag("có trong danh mục"), exists))
    sure: list[bool] = []
    for key, answer in _OF_AWARD.items():
        if reader.has(key):
            said, verified = answer(reader, award, law)
            expected.append(said)
            sure.append(verified)
    if sure and reader.has("đã đối chiếu"):
        expected.append(("đã đối chiếu", reader.flag("đã đối chiếu"), all(sure)))
    return expected


def _decider(reader: Reader, award: str, law: Law) -> _Answer:
    body, wanted = law.award(award).decided_by, reader.text("thẩm quyền")
    said = ("thẩm quyền", wanted, wanted if _names(body.who, wanted) else body.who)
    return said, not law.caution(body.provisions, verified=body.verified)


def _money(reader: Reader, award: str, law: Law) -> _Answer:
    kind, rounded = _kind(reader), reader.flag("làm tròn") if reader.has("làm tròn") else None
    wanted = amounts.expected_amount(reader, "tiền thưởng", amounts.MONEY)
    try:
        found = bonus_of(award, kind, law, rounded=rounded)
    except NotInForceError:
        return ("tiền thưởng", wanted, words.NO_RULE), False
    return ("tiền thưởng", wanted, found.amount), not law.caution(found.coefficient.provisions, verified=found.verified)


def _papers(reader: Reader, award: str, law: Law) -> _Answer:
    lists = [each for each in law.dossiers(award) if not each.only_when]
    items = tuple(sorted({item.code for each in lists for item in each.items}))
    sure = all(not law.caution(each.provisions, verified=each.verified) for each in lists)
    return ("thành phần hồ sơ", tuple(sorted(reader.texts("thành phần hồ sơ"))), items), bool(lists) and sure


def _deadline(reader: Reader, award: str, law: Law) -> _Answer:
    due = {each.code: each for each in law.deadlines(award)}
    asked, year = reader.text("hạn"), reader.year("năm")
    if asked not in due:
        known = f"có: {', '.join(due) or 'chưa có hạn nào'}"
        raise reader.error(f"không có hạn {asked}; {known}{perhaps(asked, due)}")
    found = due[asked]
    term = f"{found.days} ngày{' làm việc' if found.working else ''} kể từ khi có việc, không tính theo năm"
    said = ("đến ngày", reader.optional_day("đến ngày"), found.due_on(year) or term)
    return said, not law.caution(found.provisions, verified=found.verified)


_OF_AWARD: Mapping[str, Callable[[Reader, str, Law], _Answer]] = {
    "thẩm quyền": _decider,
    "tiền thưởng": _money,
    "thành phần hồ sơ": _papers,
    "hạn": _deadline,
}


def _common(reader: Reader, provisions: tuple[object, ...], *, verified: bool) -> Expected:
    expected: Expected = []
    if reader.has("căn cứ"):
        expected.append(("căn cứ", reader.text("căn cứ"), "; ".join(map(str, provisions))))
    if reader.has("đã đối chiếu"):
        expected.append(("đã đối chiếu", reader.flag("đã đối chiếu"), verified))
    return expected


def code_of(reader: Reader, key: str, on: date) -> str:
    """Return the code of an award that a case names by code, or by name (with «cơ quan» where a name is shared)."""
    named = reader.text(key)
    try:
        return award_form(named).code
    except UnknownCodeError:
        form = recognise_form(named, reader.optional_text("cơ quan") or None, on) or recognise_form(named)
    if form is None:
        raise reader.error(f"không rõ “{named}” là danh hiệu, hình thức nào; ghi mã, hoặc ghi thêm cơ quan tặng")
    return form.code


def _kind(reader: Reader) -> RecipientKind:
    found = words.meant(reader.text("đối tượng"), words.KINDS, f"{reader.where}: đối tượng")
    assert isinstance(found, RecipientKind)  # noqa: S101 - the mapping holds nothing else
    return found


def _day(reader: Reader, key: str) -> date:
    found = reader.day(key)
    if found is None:
        raise reader.error(f"{key} phải là một ngày")
    return found


def _outcome_words(reader: Reader) -> str:
    return _label_of(reader.text("kết luận"), reader, "kết luận")


def _label_of(written: str, reader: Reader, key: str) -> str:
    if same_form(written) == same_form(words.NO_RULE):
        return words.NO_RULE
    found = words.meant(written, words.OUTCOMES, f"{reader.where}: {key}")
    assert isinstance(found, Outcome)  # noqa: S101 - the mapping holds nothing else
    return _label(found)


def _label(outcome: Outcome) -> str:
    return outcome.label


def _names(who: str, wanted: str) -> bool:
    """Tell whether one of the authorities listed has the words wanted; one word alone says nothing."""
    words_wanted = spelled(wanted)
    return " " in words_wanted and any(f" {words_wanted} " in f" {spelled(each)} " for each in who.split(";"))


def _begins(description: str, asked: str) -> bool:
    return f"{spelled(description)} ".startswith(f"{spelled(asked)} ")
