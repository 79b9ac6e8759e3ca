"""Asking other bodies about a nomination: the question with its day, the answer, both taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core import audit, clock
from thidua.core.actors import Actor
from thidua.core.errors import Refused
from thidua.honours.rules.lines import line
from thidua.nominations.choices import Answer
from thidua.nominations.commands.held import held_for_appraisal
from thidua.nominations.commands.locking import lock_nominations
from thidua.nominations.models import Nomination, Opinion
from thidua.reports.commands.attaching import prepare_enclosure
from thidua.sources.commands import store_file

_LONGEST_BODY, _LONGEST_TEXT = 300, 1000
_ASKED = _("Đã hỏi %(body)s về hồ sơ %(code)s và chưa có trả lời. Ghi trả lời, hoặc rút lần hỏi trước.")


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """What a body answered: which way, in which words, on which day."""

    answer: str
    answered_on: date
    text: str = ""


@transaction.atomic
def ask_opinions(
    *,
    nominations: Iterable[Nomination],
    body: str,
    due_on: date,
    asked_on: date | None = None,
    by: Actor,
    at: datetime,
) -> list[Opinion]:
    """Note that a body was asked about several nominations in one letter: about all of them, or about none.

    Raises:
        Refused: as in ``ask_opinion``, for any of them.
    """
    rows = lock_nominations(nominations)
    return [ask_opinion(nomination=each, body=body, due_on=due_on, asked_on=asked_on, by=by, at=at) for each in rows]


@transaction.atomic
def ask_opinion(
    *, nomination: Nomination, body: str, due_on: date, asked_on: date | None = None, by: Actor, at: datetime
) -> Opinion:
    """Note that a body was asked about a nomination, and by when it is to answer.

    Raises:
        Refused: the dossier is not the actor's to appraise, no body is named, the day lies before the asking, or the
            body was asked already and has not answered.
    """
    kept = held_for_appraisal(nomination, by, at)
    told, asked = line(body, _LONGEST_BODY), asked_on or clock.legal_day(at)
    if not told:
        raise Refused(_("Ghi cơ quan được hỏi ý kiến."), field="body")
    if asked > clock.legal_day(at):
        raise Refused(_("Ngày hỏi chưa tới. Kiểm tra lại ngày."), field="asked_on")
    if due_on < asked:
        raise Refused(_("Hạn trả lời phải từ ngày hỏi trở đi."), field="due_on")
    if Opinion.objects.filter(nomination=kept, body=told, answer="").exists():
        raise Refused(_ASKED, field="body", body=told, code=kept.code)
    made = Opinion.objects.create(
        nomination=kept, body=told, asked_on=asked, due_on=due_on, asked_by=by.label, created_at=at
    )
    after = {"nomination": kept.code, "body": told, "due_on": due_on.isoformat()}
    audit.record("ask_opinion", made, by=by, at=at, unit_id=kept.round.unit_id, after=after)
    return made


def record_answer(
    *, opinion: Opinion, stated: StatedAnswer, content: bytes | None = None, name: str = "", by: Actor, at: datetime
) -> Opinion:
    """Write what a body answered, with its letter where there is a file.

    Raises:
        Refused: as in ``ask_opinion``; the answer is none of ours, its day is not between the asking and today, another
            answer stands already, or the file does not open (``file``).
    """
    enclosure = prepare_enclosure(content=content, name=name) if content is not None else None
    with transaction.atomic():
        kept = _held(opinion, by, at)
        _refuse_answer(kept, stated, clock.legal_day(at))
        kept.answer, kept.answered_on = Answer(stated.answer), stated.answered_on
        kept.answer_text = line(stated.text, _LONGEST_TEXT)
        if enclosure is not None:
            media_type, called = enclosure.media_type, enclosure.name
            kept.file = store_file(content=enclosure.content, name=called, media_type=media_type, by=by, at=at)
        after = {"answer": str(kept.answer), "answered_on": stated.answered_on.isoformat()}
        return _saved(kept, "record_answer", {}, after, by, at)


@transaction.atomic
def take_back_answer(*, opinion: Opinion, by: Actor, at: datetime) -> Opinion:
    """Take a written answer back (undo): the body is asked still.

    Raises:
        Refused: the dossier is not the actor's to appraise.
    """
    kept = _held(opinion, by, at)
    if not kept.answer:
        return kept
    before = {"answer": str(kept.answer), "text": kept.answer_text}
    kept.answer, kept.answer_text, kept.answered_on, kept.file = "", "", None, None
    return _saved(kept, "take_back_answer", before, {}, by, at)


@transaction.atomic
def take_back_question(*, opinion: Opinion, by: Actor, at: datetime) -> None:
    """Take back a question that nobody answered; the audit trail keeps that it was asked.

    Raises:
        Refused: it was answered, or the dossier is not the actor's to appraise.
    """
    kept = _held(opinion, by, at)
    if kept.answer:
        raise Refused(_("%(body)s đã trả lời. Rút trả lời trước, nếu ghi nhầm."), body=kept.body)
    before = {"nomination": kept.nomination.code, "body": kept.body, "due_on": kept.due_on.isoformat()}
    audit.record("take_back_question", kept, by=by, at=at, unit_id=kept.nomination.round.unit_id, before=before)
    kept.delete()


def _held(opinion: Opinion, by: Actor, at: datetime) -> Opinion:
    nomination = held_for_appraisal(opinion.nomination, by, at)
    kept = Opinion.objects.select_for_update(of=("self",)).filter(pk=opinion.pk).first()
    if kept is None:
        raise Refused(_("Lần hỏi ý kiến này đã được rút. Tải lại trang."))
    kept.nomination = nomination
    return kept


def _refuse_answer(kept: Opinion, stated: StatedAnswer, today: date) -> None:
    if stated.answer not in set(Answer):
        raise Refused(_("Chọn đồng ý, không đồng ý hoặc ý kiến khác."), field="answer")
    if stated.answer == Answer.OTHER and not line(stated.text, _LONGEST_TEXT):
        raise Refused(_("Ghi nội dung ý kiến khác."), field="text")
    if not kept.asked_on <= stated.answered_on <= today:
        raise Refused(_("Ngày trả lời phải từ ngày hỏi đến hôm nay."), field="answered_on")
    if kept.answer:
        raise Refused(_("%(body)s đã trả lời. Rút trả lời trước, nếu ghi nhầm."), body=kept.body)


def _saved(kept: Opinion, act: str, before: dict[str, str], after: dict[str, str], by: Actor, at: datetime) -> Opinion:
    kept.version += 1
    kept.save()
    unit_id = kept.nomination.round.unit_id
    audit.record(act, kept, by=by, at=at, unit_id=unit_id, before=before, after=after)
    return kept
