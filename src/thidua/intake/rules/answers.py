"""Which answers each kind of finding offers, in the order of the buttons."""

from __future__ import annotations

from thidua.intake.choices import Answer, FindingKind

_OFFERED: dict[str, tuple[Answer, ...]] = {
    FindingKind.SUM: (Answer.DIFFERENT_SCOPE, Answer.SOURCE_ERROR, Answer.LATER),
    FindingKind.RECIPIENT: (Answer.NOT_RECORDED, Answer.CORRECTED, Answer.KEEP_AS_PRINTED, Answer.ASK_PUBLISHER),
    FindingKind.CONTRADICTION: (Answer.KEEP_AS_PRINTED, Answer.NOT_RECORDED, Answer.LATER),
    FindingKind.DUPLICATE: (Answer.SAME_STORY, Answer.KEEP_AS_PRINTED, Answer.LATER),
    FindingKind.PLACE: (Answer.CORRECTED, Answer.NOT_RECORDED, Answer.LATER),
    FindingKind.RATIO: (Answer.KEEP_AS_PRINTED, Answer.SOURCE_ERROR, Answer.NOT_RECORDED, Answer.LATER),
    FindingKind.DATE: (Answer.KEEP_AS_PRINTED, Answer.SOURCE_ERROR, Answer.NOT_RECORDED, Answer.LATER),
}


def offered(kind: str) -> tuple[Answer, ...]:
    """Return the answers to a finding of this kind.

    >>> [answer.value for answer in offered("duplicate")]
    ['same_story', 'keep_as_printed', 'later']
    """
    return _OFFERED[FindingKind(kind)]
