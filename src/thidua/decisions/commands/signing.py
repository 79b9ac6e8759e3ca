"""Keeping who signs a decision: chosen in the draft from the office profile, looked at again when it is issued."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.decisions.models import AwardDecision
from thidua.decisions.queries.signing import kept_signer, signer_on
from thidua.decisions.rules.signing import as_fields, named, still_there
from thidua.documents.queries import signatories_on
from thidua.documents.rules import signer_line
from thidua.organisations.models import Unit


def chosen_signer(unit: Unit, line: str, on: date) -> dict[str, str]:
    """Return the fields of the signer whose line was chosen, of the first of the profile where none was.

    Raises:
        Refused: the office profile of the day has no such signer.
    """
    found = named(signatories_on(unit, on), line)
    if found is None and line:
        raise Refused(_("Hồ sơ cơ quan không có người ký ấy. Chọn người khác trong danh sách."), field="signer")
    return as_fields(found)


def settle_signer(decision: AwardDecision, dated_on: date) -> None:
    """Write who signs a decision of a day, blank where nobody does; the caller saves it.

    Raises:
        Refused: the office profile of that day does not have the signer that the draft keeps.
    """
    kept = kept_signer(decision)
    if kept is not None and not still_there(signatories_on(decision.unit, dated_on), kept):
        raise Refused(
            _("Hồ sơ cơ quan ngày %(day)s không có người ký “%(signer)s”. Sửa dự thảo, chọn người ký khác."),
            day=f"{dated_on:%d/%m/%Y}",
            signer=signer_line(kept),
        )
    for name, value in as_fields(signer_on(decision, dated_on)).items():
        setattr(decision, name, value)
