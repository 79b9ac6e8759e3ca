"""Sheets that are kept as they are: told by content, opened before they are believed."""

import pytest
from tests.factories.scans import jpeg, png, scanned_pdf

from thidua.reading.files import MAX_BYTES
from thidua.reading.files.refusals import Unreadable
from thidua.reading.files.scans import check_scan

_DAMAGED = "Tệp bị hỏng hoặc chưa tải xong, không mở được. Quét hoặc chụp lại rồi chọn tệp khác."
_DAMAGED_PDF = "Tệp PDF bị hỏng hoặc chưa tải xong, không mở được. Hãy lấy lại bản gốc rồi đưa vào lại."
_OTHER = "Đây không phải tệp PDF, JPG hay PNG. Quét bản giấy thành PDF, hoặc chụp thành ảnh JPG, PNG."


@pytest.mark.parametrize(
    ("content", "media"),
    [(scanned_pdf(), "application/pdf"), (jpeg(), "image/jpeg"), (png(), "image/png"), (png(40), "image/png")],
)
def test_a_sheet_is_known_by_its_content(content, media):
    assert check_scan(content) == media


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp rỗng. Quét hoặc chụp lại rồi chọn tệp khác."),
        (b"GIF89a" + b"\0" * 40, _OTHER),
        (b"PK\x03\x04" + b"\0" * 40, _OTHER),
        (b"<html><script>alert(1)</script></html>", _OTHER),
        (b"MZ\x90\0" + b"\0" * 40, _OTHER),
        (png()[:-6], _DAMAGED),
        (png().replace(b"IDAT", b"IDAX"), _DAMAGED),
        (png()[:8], _DAMAGED),
        (b"\x89PNG\r\n\x1a\n" + b"<script>" * 9, _DAMAGED),
        (jpeg()[:-2], _DAMAGED),
        (jpeg().replace(b"\xff\xc0", b"\xff\xfe"), _DAMAGED),
        (b"\xff\xd8\xff" + b"\0" * 40, _DAMAGED),
        (b"\xff\xd8" + b"\xff" * 40, _DAMAGED),
        (b"%PDF-1.7 nothing", _DAMAGED_PDF),
        (b"\0" * (MAX_BYTES + 1), "Tệp lớn 21 MB, quá giới hạn 20 MB. Quét lại ở 200 hoặc 300 dpi rồi chọn lại."),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(Unreadable) as refusal:
        check_scan(content)

    assert str(refusal.value) == sentence
