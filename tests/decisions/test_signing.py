"""Who signs: chosen in the draft from the office profile, kept with it, and left as issued whatever happens later."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.decisions import draft, issued, officer, waiting
from tests.factories.documents import FULL
from tests.factories.organisations import AT

from thidua.core.errors import Refused
from thidua.decisions.choices import PaperKind
from thidua.decisions.commands import change_decision, draft_decision, issue_decision
from thidua.decisions.queries.decisions import decision_page
from thidua.decisions.queries.papers import document_of
from thidua.documents.commands import add_profile, edit_profile
from thidua.documents.models import OfficeProfile
from thidua.documents.rules import SignerText, signer_line
from thidua.paper.wording import office_lines

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
HEAD = SignerText("Chủ tịch", "Lê Văn An", "Ủy ban nhân dân")
DEPUTY = SignerText("Phó Chủ tịch", "Vũ Thị Bình", "Ủy ban nhân dân", "KT.", "Chủ tịch")
CLERK = SignerText("Chánh Văn phòng", "Đỗ Văn Cường", "", "TUQ.", "Chủ tịch")


@pytest.fixture
def profile(commune, by):
    text = replace(FULL, signers=[HEAD, DEPUTY, CLERK])
    return add_profile(unit=commune, since=date(2026, 1, 1), text=text, by=by, at=AT)


def drafted(round_, by, signer=""):
    return draft_decision(
        round=round_,
        title="Về việc tặng Giấy khen",
        signer=signer and signer_line(signer),
        nominations=[waiting(round_)],
        by=by,
        at=AT,
    )


def printed(decision):
    """What stands below the paper of a decision: the offices, the name."""
    decision.refresh_from_db()
    document = document_of(decision, PaperKind.DECISION, on=TODAY)
    return (*office_lines(document.signature), document.signature.name)


def withdraw(profile, by, *signers):
    kept = OfficeProfile.objects.get(pk=profile.pk)
    edit_profile(profile=kept, version=kept.version, text=replace(FULL, signers=list(signers)), by=by, at=AT)


def test_without_a_choice_the_first_of_the_profile_signs_and_the_draft_keeps_it(profile, round_, by):
    made = drafted(round_, by)

    assert (made.signer_office, made.signer_name, made.signer_authority) == ("Chủ tịch", "Lê Văn An", "")
    assert printed(made) == ("CHỦ TỊCH", "Lê Văn An")


@pytest.mark.parametrize(
    ("signer", "below"),
    [
        (DEPUTY, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vũ Thị Bình")),
        (CLERK, ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Đỗ Văn Cường")),
    ],
)
def test_the_chosen_signer_signs_draft_and_decision_in_their_capacity(profile, round_, by, signer, below):
    made = drafted(round_, by, signer)
    before = printed(made)

    issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)

    assert before == printed(made) == below


def test_the_collective_body_is_named_where_it_decides_itself(profile, round_, by):
    made = drafted(round_, by, DEPUTY)
    changes = {"authority": "Ủy ban nhân dân xã Vũ Thư"}

    change_decision(decision=made, changes=changes, version=made.version, by=by, at=AT)

    assert printed(made) == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vũ Thị Bình")


def test_the_page_says_who_signs_with_the_capacity(profile, round_, by):
    made = drafted(round_, by, DEPUTY)

    assert decision_page(made, on=TODAY).signature == "KT. Chủ tịch, Phó Chủ tịch Vũ Thị Bình"


def test_a_draft_gets_another_signer_and_one_whom_the_profile_lacks_is_refused(profile, round_, by):
    made = drafted(round_, by)
    changes = {"title": made.title, "signer": signer_line(DEPUTY)}

    changed = change_decision(decision=made, changes=changes, version=made.version, by=by, at=AT)

    assert changed.signer_name == "Vũ Thị Bình"
    with pytest.raises(Refused, match="Hồ sơ cơ quan không có người ký ấy"):
        change_decision(decision=made, changes={"signer": "Ai đó"}, version=changed.version, by=by, at=AT)
    with pytest.raises(Refused, match="Hồ sơ cơ quan không có người ký ấy"):
        draft_decision(round=round_, title="Tặng Giấy khen", symbol="QĐ-UBND", signer="Ai đó", by=by, at=AT)


def test_papers_stay_as_issued_when_the_signer_leaves_the_profile(profile, round_, by):
    made = drafted(round_, by, DEPUTY)
    issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)

    withdraw(profile, by, HEAD)
    after_one = printed(made)
    withdraw(profile, by)

    assert after_one == printed(made) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vũ Thị Bình")
    assert document_of(made, PaperKind.DECISION, on=TODAY).draft is False


def test_a_draft_whose_signer_left_is_not_issued_until_another_is_chosen(profile, round_, by):
    made = drafted(round_, by, DEPUTY)
    withdraw(profile, by, HEAD)

    with pytest.raises(Refused) as refused:
        issue_decision(decision=made, dated_on=TODAY, by=by, at=AT)

    assert str(refused.value) == (
        "Hồ sơ cơ quan ngày 20/11/2026 không có người ký “TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch Vũ Thị "
        "Bình”. Sửa dự thảo, chọn người ký khác."
    )
    made.refresh_from_db()
    changes = {"signer": signer_line(HEAD)}
    change_decision(decision=made, changes=changes, version=made.version, by=by, at=AT)
    assert issue_decision(decision=made, dated_on=TODAY, by=by, at=AT).decision.signer_name == "Lê Văn An"


def test_a_draft_made_before_there_was_a_profile_is_signed_by_the_first_of_it(round_, commune, by):
    made = draft(round_)
    add_profile(unit=commune, since=date(2026, 1, 1), text=replace(FULL, signers=[DEPUTY]), by=by, at=AT)

    done = issue_decision(decision=made, dated_on=TODAY, by=by, at=AT).decision

    assert (done.signer_name, done.signer_authority, done.signer_on_behalf_of) == ("Vũ Thị Bình", "KT.", "Chủ tịch")


def test_without_a_profile_nobody_signs_and_the_papers_are_drafts(round_):
    made = issued(round_, waiting(round_), by=officer(round_.unit))

    assert (made.signer_name, decision_page(made, on=TODAY).signature) == ("", "")
