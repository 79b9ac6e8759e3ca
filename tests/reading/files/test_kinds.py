from __future__ import annotations

import io
import zipfile

import pytest

from thidua.reading.files import Unreadable
from thidua.reading.files.kinds import WORD, recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def a_zip(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        ("Xin chào".encode(), "a.pdf", "text/plain"),
        (b"%PDF-1.7\n", "a.txt", "application/pdf"),
        (b"\n\n%PDF-1.4\n", "a", "application/pdf"),
        (a_zip("[Content_Types].xml", "word/document.xml"), "a.txt", WORD),
        (b"<!DOCTYPE html><p>x", "a.txt", "text/html"),
        (b"\xef\xbb\xbf  <html><body>x", "a.docx", "text/html"),
        (b"<!-- saved --><HTML>x", "", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="x">x', "", "text/html"),
        ("\ufeff<html><p>x".encode("utf-16-le"), "", "text/html"),
        (b"<p>x</p>", "a.html", "text/html"),
        (b"<p>x</p>", "a.txt", "text/plain"),
        (b"just words", "a.html", "text/plain"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, name: str, media: str) -> None:
    assert recognise(content, name) == media


@pytest.mark.parametrize(
    ("content", "beginning"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "Tệp theo định dạng Word cũ (.doc)."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu bảo vệ."),
        (OLE + "Workbook".encode("utf-16-le"), "Tệp theo định dạng Office cũ"),
        (b"\x89PNG\r\n\x1a\n....", "Tệp là ảnh"),
        (b"\xff\xd8\xff\xe0..JFIF", "Tệp là ảnh"),
        (b"GIF89a...", "Tệp là ảnh"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "Tệp là ảnh"),
        (b"\x00\x00\x00\x18ftypheic....", "Tệp là ảnh"),
        (rb"{\rtf1\ansi hello}", "Tệp theo định dạng RTF."),
        (a_zip("xl/workbook.xml"), "Tệp là bảng tính"),
        (a_zip("ppt/presentation.xml"), "Tệp là bản trình chiếu"),
        (a_zip("mimetype", "content.xml"), "Tệp theo định dạng OpenDocument."),
        (a_zip("bai.txt"), "Tệp là tệp nén ZIP."),
        (b"\x1f\x8b\x08\x00", "Tệp là tệp nén."),
        (a_zip("word/document.xml")[:-10], "Tệp bị hỏng"),
        (b"\x00\x01\x02\x03", "Tệp không phải văn bản"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_kind(content: bytes, beginning: str) -> None:
    with pytest.raises(Unreadable) as caught:
        recognise(content, "bai.docx")

    assert str(caught.value).startswith(beginning)
    assert "Hãy" in str(caught.value)
