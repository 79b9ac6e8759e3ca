"""What of a ZIP may be unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from thidua.reading.files import Unreadable
from thidua.reading.files.archive import open_archive
from thidua.reading.files.bundle import MAX_FILES, content_of, members_of


def a_zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def refusal_of(name: str, content: bytes = b"5") -> str:
    (member,) = members_of(a_zip({name: content}))
    return member.refusal % member.values if member.values else member.refusal


def test_the_files_are_listed_without_folders_and_what_systems_leave_there() -> None:
    content = a_zip({"bao/": b"", "bao/Bài 1.txt": b"5", "__MACOSX/._1": b"", "a/.DS_Store": b"", "Thumbs.db": b"x"})

    members = members_of(content)

    assert [(member.name, member.refusal) for member in members] == [("bao/Bài 1.txt", "")]
    with open_archive(content) as archive:
        assert content_of(archive, members[0].place) == b"5"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("../../etc/passwd", b"5", "dẫn ra ngoài"),
        ("/etc/passwd", b"5", "dẫn ra ngoài"),
        ("C:\\bai.txt", b"5", "dẫn ra ngoài"),
        ("trong.zip", b"5", "nằm trong tệp nén"),
        ("bom.txt", b" " * 5_000_000, "bung ra gấp"),
        ("to.txt", b" " * (21 * 2**20), "lớn quá 20 MB"),
    ],
)
def test_a_file_that_may_not_be_unpacked_says_why(name: str, content: bytes, words: str) -> None:
    assert words in refusal_of(name, content)


def test_a_link_is_not_followed() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("bai.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert "liên kết" in members_of(made.getvalue())[0].refusal


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"5", "không phải tệp nén ZIP"),
        (b"PK\x03\x04", "bị hỏng"),
        (a_zip({}), "không có tệp nào"),
        (a_zip({"[Content_Types].xml": b"", "word/document.xml": b""}), "một văn bản Word"),
        (a_zip({f"{n}.txt": b"5" for n in range(MAX_FILES + 1)}), "quá giới hạn 1.000 tệp"),
        (a_zip({f"{n}.txt": b" " * (18 * 2**20) for n in range(30)}), "quá giới hạn 500 MB"),
    ],
)
def test_an_archive_beyond_a_limit_is_refused_as_a_whole(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        members_of(content)


def test_a_file_larger_than_the_archive_says_is_not_unpacked_further() -> None:
    size = 30 * 2**20
    lying = a_zip({"bai.txt": b" " * size}).replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little"))

    with open_archive(lying) as archive, pytest.raises(Unreadable):
        content_of(archive, 0)


def test_a_vietnamese_name_without_its_mark_is_read_all_the_same() -> None:
    unmarked = bytearray(a_zip({"Bài.txt": b"5"}))
    for place in (6, unmarked.index(b"PK\x01\x02") + 8):
        unmarked[place + 1] &= ~0x08 & 0xFF

    assert members_of(bytes(unmarked))[0].name == "Bài.txt"
