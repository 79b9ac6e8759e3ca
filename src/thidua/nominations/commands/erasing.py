"""What nominations keep of somebody whose data are erased: gone where nothing was decided, kept with a decision."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from thidua.core import audit
from thidua.core.errors import Refused
from thidua.honours.commands.erasing import ERASED_NAME
from thidua.nominations.models import (
    AchievementKey,
    AchievementReport,
    Check,
    Comment,
    Conclusion,
    Innovation,
    Nomination,
    Opinion,
    Paper,
    Registration,
    Step,
)
from thidua.nominations.rules.path import ENDED, OPEN
from thidua.vietnamese.fold import fold, sort_key

STAYS_WITH_DECISION = _(
    "Hồ sơ đề nghị đã có quyết định được giữ theo thời hạn lưu trữ của hồ sơ khen thưởng (Luật Lưu trữ 33/2024/QH15)."
)
STAYS_AS_FILES = _("Tệp đã kèm hồ sơ đề nghị vẫn nằm trong kho tệp của đơn vị; xử lý tệp theo thời hạn lưu trữ.")
_OPEN_STILL = _("Hồ sơ đề nghị %(code)s của người này đang xét tại %(unit)s. Rút hồ sơ ấy trước, rồi xóa dữ liệu.")
_EMPTY: dict[str, Any] = {
    "name": ERASED_NAME,
    "folded": fold(ERASED_NAME),
    "sort_key": sort_key(ERASED_NAME),
    "post": "",
    "achievement": "",
    "since": None,
    "until": None,
    "facts": {},
}


def forget_nominee(*, holders: Collection[int], **_sent: object) -> tuple[str, ...]:
    """Remove what nominations that ended without a decision say of a person; return what stays, in sentences.

    Award, unit, steps and the number stay, so that the books of a round still add up. Files stay in the archive of the
    unit, but no page leads to them any more.

    Raises:
        Refused: a nomination of this person is on its way: it is withdrawn by its unit first.
    """
    rows = Nomination.objects.filter(holder__in=holders)
    still = rows.filter(state__in=OPEN).select_related("round__unit").first()
    if still is not None:
        raise Refused(_OPEN_STILL, code=still.code, unit=still.round.unit.full_name)
    audit.forget(_uids(Registration.objects.filter(holder__in=holders)), label=ERASED_NAME)
    ended = list(rows.filter(state__in=ENDED).select_for_update().order_by("pk"))
    had_files = _empty(ended)
    said = ((STAYS_WITH_DECISION, rows.exclude(state__in=ENDED).exists()), (STAYS_AS_FILES, had_files))
    return tuple(sentence for sentence, stays in said if stays)


def _empty(rows: list[Nomination]) -> bool:
    """Empty nominations and their dossiers; return whether there were files."""
    of_them = Q(nomination__in=rows)
    papers, conclusions = Paper.objects.filter(of_them), Conclusion.objects.filter(of_them)
    opinions = Opinion.objects.filter(of_them)
    had_files = papers.exclude(file=None).exists() or opinions.exclude(file=None).exists()
    audit.forget(
        {*(each.uid for each in rows), *_uids(papers), *_uids(conclusions), *_uids(opinions)}, label=ERASED_NAME
    )
    for model in (Paper, Innovation, AchievementReport, AchievementKey):
        model._default_manager.filter(of_them).delete()
    Comment.objects.filter(line__nomination__in=rows).delete()
    opinions.update(answer_text="", file=None)
    conclusions.update(reason="", withdrawn_reason="")
    Step.objects.filter(of_them).update(reason="")
    Check.objects.filter(of_them).update(verdicts=[])
    Nomination.objects.filter(pk__in=[each.pk for each in rows]).update(**_EMPTY)
    return had_files


def _uids(rows: Any) -> set[Any]:
    return set(rows.values_list("uid", flat=True))
