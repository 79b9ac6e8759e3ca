from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import typst

from thidua.reading.files import Unreadable, load
from thidua.reading.files.pdf import _paragraphs

SENTENCE = "Sáng nay, Uỷ ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua yêu nước ở nhiều xã, phường."


def a_pdf(folder: Path, source: str) -> bytes:
    path = folder / "nguon.typ"
    path.write_text(f'#set page(numbering: "1")\n{source}', encoding="utf-8")
    made: bytes = typst.compile(str(path))
    return made


def test_the_pages_of_a_pdf_become_paragraphs_in_order(tmp_path: Path) -> None:
    content = a_pdf(tmp_path, f"= Báo cáo sơ kết\n\n{SENTENCE} {SENTENCE}\n\nĐoạn hai.\n#pagebreak()\nTrang sau.")

    loaded = load(content, "bao-cao.pdf")

    assert loaded.text == f"Báo cáo sơ kết\n{SENTENCE} {SENTENCE}\nĐoạn hai.\nTrang sau."
    assert (loaded.media, loaded.title, loaded.verbatim) == ("application/pdf", "Báo cáo sơ kết", False)
    assert [loaded.text[start : start + 5] for start in loaded.pages] == ["Báo c", "Trang"]


def test_a_sentence_over_two_pages_stays_one(tmp_path: Path) -> None:
    loaded = load(a_pdf(tmp_path, "Tỉnh đã tặng giấy khen cho\n#pagebreak()\nhơn 40 tập thể."))

    assert loaded.text == "Tỉnh đã tặng giấy khen cho hơn 40 tập thể."
    assert loaded.text[loaded.pages[1] :] == "hơn 40 tập thể."


def test_a_scanned_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="Tệp PDF là ảnh quét"):
        load(a_pdf(tmp_path, "#rect()\n#pagebreak()\n#circle()"))


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00112233445566778899><00112233445566778899>]>>\n"
        b"%%EOF"
    )

    with pytest.raises(Unreadable, match="mật khẩu"):
        load(locked)


@pytest.mark.parametrize("keep", [10, 400])
def test_a_damaged_pdf_is_refused(tmp_path: Path, keep: int) -> None:
    with pytest.raises(Unreadable, match="bị hỏng"):
        load(a_pdf(tmp_path, SENTENCE)[:keep])


def test_several_threads_may_read_at_once(tmp_path: Path) -> None:
    content = a_pdf(tmp_path, SENTENCE)

    with ThreadPoolExecutor(4) as threads:
        texts = list(threads.map(lambda _: load(content).text, range(16)))

    assert texts == [SENTENCE] * 16


FULL = "một dòng đủ dài để chạm lề phải của trang giấy A4"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (f"{FULL}\r\nrồi hết đoạn.\r\nĐoạn mới", f"{FULL} rồi hết đoạn.\nĐoạn mới"),
        (f"{FULL}\r\n- mục một\r\n- mục hai", f"{FULL}\n- mục một\n- mục hai"),
        (f"{FULL}\r\n1. Kết quả\r\n2. Hạn chế", f"{FULL}\n1. Kết quả\n2. Hạn chế"),
        (f"BÁO CÁO\r\nKết quả\r\nĐây là {FULL}", f"BÁO CÁO\nKết quả\nĐây là {FULL}"),
        (f"3\r\n{FULL}\r\n- 4 -", FULL),
        (f"{FULL}\r\nTrang 2/15\r\n", FULL),
        ("", ""),
    ],
)
def test_only_lines_broken_by_the_margin_are_joined(page: str, text: str) -> None:
    assert _paragraphs(page) == text
