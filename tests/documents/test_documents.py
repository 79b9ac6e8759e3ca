"""Office profiles by day, and documents in both formats."""

from datetime import date, timedelta

import pytest
from tests.factories.documents import FULL, made
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_actor, process_actor

from thidua.core.errors import Refused, Stale
from thidua.documents.commands import add_profile, edit_profile
from thidua.documents.models import IssuedDocument
from thidua.documents.queries import issued_documents, office_profiles, profile_on, surroundings, text_of
from thidua.documents.rules import ProfileText, SignerText, missing_parts, stead_lines
from thidua.paper.model import Authority
from thidua.sources.queries import open_file

ACT = {"by": process_actor(), "at": AT}
db = pytest.mark.django_db


def with_body(name):
    return ProfileText(name, FULL.symbol, FULL.place, recipients=FULL.recipients, signers=FULL.signers)


def test_a_profile_says_what_it_lacks():
    assert missing_parts(None) == ("cơ quan ban hành", "ký hiệu", "địa danh", "người ký", "nơi nhận")
    assert missing_parts(ProfileText("A", "B", " ", recipients="C", signers=FULL.signers)) == ("địa danh",)
    assert missing_parts(FULL) == ()


def test_who_signs_in_whose_stead_follows_the_decree():
    assert stead_lines(FULL.signers[0]) == (("TM.", "Ủy ban nhân dân"), ("KT.", "Chủ tịch"))
    assert stead_lines(SignerText("Giám đốc", "A")) == ()


@db
def test_a_document_takes_the_profile_of_its_day():
    unit = make_unit()
    add_profile(unit=unit, since=date(2020, 1, 1), text=with_body("Tên cũ"), **ACT)
    add_profile(unit=unit, since=date(2025, 7, 1), text=with_body("Tên mới"), **ACT)

    bodies = [surroundings(unit, day).head.issuer for day in (date(2019, 12, 31), date(2025, 6, 30), date(2025, 7, 1))]

    assert bodies == ["", "Tên cũ", "Tên mới"]


@db
def test_a_profile_put_between_two_ends_where_the_next_begins():
    unit = make_unit()
    for year in (2020, 2026, 2023):
        add_profile(unit=unit, since=date(year, 1, 1), text=with_body(str(year)), **ACT)

    assert [str(profile_on(unit, date(year, 6, 1))) for year in (2021, 2024, 2027)] == ["2020", "2023", "2026"]


@db
def test_two_profiles_do_not_begin_on_one_day():
    unit = make_unit()
    add_profile(unit=unit, since=TODAY, text=FULL, **ACT)

    with pytest.raises(Refused, match="Đã có hồ sơ cơ quan từ ngày 20/11/2026"):
        add_profile(unit=unit, since=TODAY, text=FULL, **ACT)


@db
def test_surroundings_carry_signature_number_and_recipients():
    unit = make_unit()
    add_profile(unit=unit, since=date(2020, 1, 1), text=FULL, **ACT)

    around = surroundings(unit, TODAY)

    assert around.signature.stead == ((Authority.ON_BEHALF, "Ủy ban nhân dân"), (Authority.DEPUTY, "Chủ tịch"))
    assert (around.number("BC").symbol, around.recipients) == ("BC-UBND", ("Bộ Công an;", "Lưu: VT."))
    assert not around.is_draft


@db
def test_an_edit_changes_values_and_signers_and_raises_the_version():
    unit = make_unit()
    profile = add_profile(unit=unit, since=date(2020, 1, 1), text=FULL, **ACT)
    signers = [SignerText("Chủ tịch", "Người Khác", "Ủy ban nhân dân")]
    changed = ProfileText("Ủy ban nhân dân tỉnh", "UBND", "Hưng Yên", recipients="Lưu: VT.", signers=signers)

    edit_profile(profile=profile, version=1, text=changed, **ACT)

    kept = profile_on(unit, TODAY)
    assert (kept.version, kept.place, [each.name for each in text_of(kept).signers]) == (2, "Hưng Yên", ["Người Khác"])


@db
def test_a_change_of_signers_alone_counts_against_a_stale_save():
    profile = add_profile(unit=make_unit(), since=date(2020, 1, 1), text=FULL, **ACT)
    other = ProfileText(**{**vars(FULL), "signers": [SignerText("Chủ tịch", "Người Khác")]})
    edit_profile(profile=profile, version=1, text=other, **ACT)

    with pytest.raises(Stale):
        edit_profile(profile=profile, version=1, text=with_body("Tên khác"), **ACT)


@db
def test_a_document_is_kept_in_both_formats_under_readable_names():
    issued = made(make_unit())

    with open_file(issued.docx) as docx, open_file(issued.pdf) as pdf:
        assert (docx.read(4), pdf.read(4)) == (b"PK\x03\x04", b"%PDF")
    assert (issued.docx.name, issued.pdf.name, issued.is_draft) == ("bao-cao-thu.docx", "bao-cao-thu.pdf", True)


@db
def test_the_same_document_at_the_same_instant_is_the_same_file():
    unit = make_unit()

    first, second, later = made(unit), made(unit), made(unit, AT + timedelta(hours=1))

    assert first.pdf == second.pdf
    assert first.pdf != later.pdf


@db
def test_profiles_and_documents_of_a_foreign_unit_are_not_seen():
    own, foreign = make_unit("Thái Bình"), make_unit("Hải Dương")
    add_profile(unit=foreign, since=date(2020, 1, 1), text=FULL, **ACT)
    made(foreign)
    actor = make_actor(unit=own)

    assert not office_profiles(actor, on=TODAY).exists()
    assert not issued_documents(actor, on=TODAY).exists()
    assert IssuedDocument.objects.count() == 1
