"""The part of a nomination's page that shows what other bodies were asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.nominations.models import Nomination
from thidua.nominations.queries.opinions import AskedBody, opinions_of
from thidua.office.opinions.forms import AnswerForm, AskForm


@dataclass(frozen=True)
class TypedOpinion:
    """A form that was refused, as it was typed; ``opinion``: the key of the question that it answers."""

    form: AskForm | AnswerForm
    opinion: int | None = None


@dataclass(frozen=True)
class ShownOpinion:
    """A question as the page shows it; ``form`` where the reader may write its answer."""

    asked: AskedBody
    form: AnswerForm | None
    is_open: bool


@dataclass(frozen=True)
class OpinionSection:
    """All questions about a nomination; ``ask`` where the reader may ask another body.

    ``refused`` is what was refused to a reader who may write nothing here (any more), so that no form can say it.
    """

    rows: tuple[ShownOpinion, ...]
    late: int
    may_write: bool
    ask: AskForm | None
    is_asking: bool
    refused: tuple[str, ...]


def opinion_section(one: Nomination, typed: TypedOpinion | None, *, may_write: bool, on: date) -> OpinionSection:
    """Put the questions together, each with the form for its answer; a refused form comes back as it was typed."""
    asked = opinions_of(one, on=on)
    is_asking = typed is not None and isinstance(typed.form, AskForm)
    refused = typed.form if typed and isinstance(typed.form, AskForm) else None
    return OpinionSection(
        rows=tuple(_shown(each, typed, on) if may_write else ShownOpinion(each, None, is_open=False) for each in asked),
        late=sum(each.is_late for each in asked),
        may_write=may_write,
        ask=(refused or ask_form(on)) if may_write else None,
        is_asking=is_asking,
        refused=() if may_write or typed is None else _errors(typed),
    )


def ask_form(today: date) -> AskForm:
    """Return the form by which a body is asked, with its days filled in."""
    return AskForm(today=today, auto_id="hoi-%s")


def answer_id(opinion: int) -> str:
    """Return how the fields of an answer are called on the page: there may be several such forms."""
    return f"tra-loi-{opinion}-%s"


def _errors(typed: TypedOpinion) -> tuple[str, ...]:
    return tuple(str(each) for errors in typed.form.errors.values() for each in errors)


def _shown(asked: AskedBody, typed: TypedOpinion | None, on: date) -> ShownOpinion:
    """Offer the form for an answer; the words of whoever came second stay there although somebody answered."""
    key = asked.opinion.pk
    if typed and typed.opinion == key and isinstance(typed.form, AnswerForm):
        return ShownOpinion(asked, typed.form, is_open=True)
    form = None if asked.opinion.answer else AnswerForm(today=on, auto_id=answer_id(key))
    return ShownOpinion(asked, form, is_open=False)
