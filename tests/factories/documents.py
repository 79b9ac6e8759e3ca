"""Office profiles and documents made."""

from tests.factories.organisations import AT
from tests.factories.people import TODAY, process_actor

from thidua.documents.commands import issue, print_document
from thidua.documents.rules import ProfileText, SignerText
from thidua.paper.manuscript import Manuscript
from thidua.paper.model import Head

FULL = ProfileText(
    issuing_body="Ủy ban nhân dân tỉnh",
    symbol="UBND",
    place="Thái Bình",
    recipients="Bộ Công an;\nLưu: VT.",
    signers=[SignerText("Phó Chủ tịch", "Người Thử", "Ủy ban nhân dân", "KT.", "Chủ tịch")],
)


def made(unit, at=AT):
    """A one-sentence report of ``unit`` in both formats."""
    page = Manuscript().paragraph("Một câu.")
    document = page.finish(head=Head("Ủy ban nhân dân tỉnh"), kind="Báo cáo", summary="Thử", day=TODAY)
    return issue(
        unit=unit,
        kind="review_report",
        title="Báo cáo thử",
        printed=print_document(document, at=at),
        dated_on=TODAY,
        by=process_actor(),
        at=at,
    )
