"""Files that are kept beside a number: told by content, of a few kinds, without macros."""

import io
import zipfile

import docx
import openpyxl
import pytest
from tests.factories.scans import jpeg, png, scanned_pdf

from thidua.reading.files import MAX_BYTES
from thidua.reading.files.enclosures import SUFFIXES, check_enclosure
from thidua.reading.files.refusals import Unreadable

_OTHER = "Chỉ kèm được tệp PDF, JPG, PNG, Word (.docx) hay Excel (.xlsx). Lưu sang một kiểu ấy rồi chọn lại."


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (scanned_pdf(), ".pdf"),
        (jpeg(), ".jpg"),
        (png(), ".png"),
        (saved(docx.Document()), ".docx"),
        (saved(openpyxl.Workbook()), ".xlsx"),
    ],
    ids=["pdf", "jpeg", "png", "word", "excel"],
)
def test_a_file_is_known_by_its_content(content, suffix):
    assert SUFFIXES[check_enclosure(content)] == suffix


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp rỗng. Chọn tệp khác."),
        (b"<html><script>alert(1)</script></html>", _OTHER),
        (b"MZ\x90\0" + b"\0" * 40, _OTHER),
        (b"GIF89a" + b"\0" * 40, _OTHER),
        (zipped("ppt/presentation.xml"), _OTHER),
        (
            zipped("xl/workbook.xml", "xl/vbaProject.bin"),
            "Tệp có macro. Lưu lại thành .docx hay .xlsx không có macro rồi chọn lại.",
        ),
        (
            zipped("word/document.xml")[:-9],
            "Tệp bị hỏng hoặc chưa tải xong, không mở được. Hãy lấy lại bản gốc rồi đưa vào lại.",
        ),
        (png()[:-6], "Tệp bị hỏng hoặc chưa tải xong, không mở được. Quét hoặc chụp lại rồi chọn tệp khác."),
        (
            b"\0" * (MAX_BYTES + 1),
            "Tệp lớn 21 MB, quá giới hạn 20 MB. Chọn phần cần kèm, hoặc quét lại ở 200 dpi.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(Unreadable) as refusal:
        check_enclosure(content)

    assert str(refusal.value) == sentence
