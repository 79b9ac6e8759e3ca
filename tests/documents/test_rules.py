"""What an office profile lacks, and in whose stead its signer signs (Decree 30/2020/NĐ-CP)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.rules import ProfileText, SignerText, missing_parts, stead_lines

FULL = ProfileText(
    issuing_body="Công an tỉnh",
    symbol="CAT",
    place="Thái Bình",
    recipients="Lưu: VT.",
    signers=[SignerText("Giám đốc", "Người Thử")],
)
PARTS = {
    "issuing_body": "cơ quan ban hành",
    "symbol": "ký hiệu",
    "place": "địa danh",
    "signers": "người ký",
    "recipients": "nơi nhận",
}


def test_a_full_profile_lacks_nothing():
    assert missing_parts(FULL) == ()


def test_without_a_profile_everything_is_missing_in_the_order_of_the_page():
    assert missing_parts(None) == tuple(PARTS.values())


@given(emptied=st.sets(st.sampled_from(sorted(PARTS))), blank=st.sampled_from(["", " ", "\n\t"]))
def test_exactly_what_was_left_empty_is_missing(emptied, blank):
    profile = replace(FULL, **{name: () if name == "signers" else blank for name in emptied})

    assert missing_parts(profile) == tuple(word for name, word in PARTS.items() if name in emptied)


@pytest.mark.parametrize("name", ["superior_body", "contact"])
def test_a_superior_body_and_a_contact_need_not_be(name):
    assert missing_parts(replace(FULL, **{name: ""})) == ()


@pytest.mark.parametrize(
    "signers",
    [
        [],
        [SignerText("", "Người Thử")],
        [SignerText("Giám đốc", " ")],
        [SignerText("Giám đốc", ""), SignerText("", "Người Thử")],
    ],
)
def test_a_signer_needs_an_office_and_a_name_of_their_own(signers):
    assert missing_parts(replace(FULL, signers=signers)) == ("người ký",)


def test_one_whole_signer_is_enough():
    assert missing_parts(replace(FULL, signers=[SignerText("", ""), SignerText("Giám đốc", "Người Thử")])) == ()


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (SignerText("Giám đốc", "A"), ()),
        (SignerText("Chủ tịch", "A", collective="Ủy ban nhân dân"), (("TM.", "Ủy ban nhân dân"),)),
        (SignerText("Phó Giám đốc", "A", authority="KT.", on_behalf_of="Giám đốc"), (("KT.", "Giám đốc"),)),
        (SignerText("Chánh Văn phòng", "A", authority="TL.", on_behalf_of="Bộ trưởng"), (("TL.", "Bộ trưởng"),)),
        (
            SignerText("Phó Chủ tịch", "A", "Ủy ban nhân dân", "KT.", "Chủ tịch"),
            (("TM.", "Ủy ban nhân dân"), ("KT.", "Chủ tịch")),
        ),
        (SignerText("Chủ tịch", "A", collective="  "), ()),
    ],
)
def test_the_lines_above_an_office_say_for_whom_and_in_whose_stead(signer, lines):
    assert stead_lines(signer) == lines
