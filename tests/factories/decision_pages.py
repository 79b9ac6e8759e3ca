"""Decisions of a province as their pages meet them: issued today, and the words of a page."""

from html import unescape

from tests.factories import decisions as made_by
from tests.factories.decisions import MINISTRY_CERTIFICATE, officer

from thidua.core import clock
from thidua.decisions.commands import issue_decision, open_fund
from thidua.decisions.models import AwardDecision


def words(response, status=200):
    """The page on one line, as it is read."""
    assert response.status_code == status, response.content.decode()[:2000]
    return unescape(" ".join(response.content.decode().split())).replace("\xa0", " ")


def waiting(round_, holder=None, code=MINISTRY_CERTIFICATE, **stated):
    """A nomination for an award that a province gives, which waits for a decision."""
    return made_by.waiting(round_, holder, code, **stated)


def draft(round_, *nominations, title="Về việc tặng Bằng khen", **fields):
    """A draft on nominations; on one that waits where none are given."""
    return made_by.draft(round_, *(nominations or (waiting(round_),)), title=title, **fields)


def issued_today(round_, *nominations, number=None, **fields) -> AwardDecision:
    """A decision issued today: pages read the clock."""
    by, at = officer(round_.unit), clock.now()
    made = draft(round_, *nominations, **fields)
    return issue_decision(decision=made, number=number, dated_on=clock.today(), by=by, at=at).decision


def fund_of(unit, opening=100_000_000):
    """The fund of this year."""
    return open_fund(unit=unit, year=clock.today().year, opening=opening, by=officer(unit), at=clock.now())
