"""Holding a document and its facts while something is decided, and the refusals that this may end in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused, Stale
from thidua.intake.choices import FactState
from thidua.intake.models import ProposedFact
from thidua.intake.rules.values import in_words
from thidua.sources.models import Document


def not_locked(document: Document) -> Document:
    """Return ``document``.

    Raises:
        Refused: it is locked.
    """
    if document.locked_at is not None:
        raise Refused(_("Bài «%(title)s» đã khóa. Mở khóa rồi làm tiếp."), title=document.title)
    return document


def still_waiting(kept: ProposedFact, version: int, ours: Mapping[str, Any] | None = None) -> None:
    """Do nothing where the fact waits in that version.

    Raises:
        Refused: somebody decided on it; the sentence says who and when.
        Stale: somebody corrected it; carries both values in words.
    """
    if kept.state != FactState.WAITING:
        sentence = (
            _("%(who)s đã nhận dữ kiện này lúc %(time)s, nên không làm lại nữa.")
            if kept.state == FactState.ACCEPTED
            else _("%(who)s đã bỏ dữ kiện này lúc %(time)s. Mở lại ở thẻ Đã bỏ nếu cần.")
        )
        at = timezone.localtime(kept.decided_at) if kept.decided_at else None
        raise Refused(sentence, who=kept.decided_by_label, time=f"{at:%H:%M %d/%m/%Y}" if at else "")
    if kept.version != version:
        raise Stale(
            _("Có người vừa sửa dữ kiện này. Xem lại bản mới rồi quyết định."),
            theirs=in_words(kept.value),
            ours=in_words(ours or {}),
        )
