from __future__ import annotations

import shutil
import subprocess
import sys
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


def test_pages_without_words_among_others_are_named(tmp_path: Path) -> None:
    loaded = load(a_pdf(tmp_path, f"{SENTENCE}\n#pagebreak()\n#rect()\n#pagebreak()\n{SENTENCE}"))

    assert [str(notice) for notice in loaded.notices] == [
        "Trang 2 không có chữ (trống hoặc là ảnh quét), chưa đọc được gì ở đó."
    ]


def scanned(folder: Path, pages: int = 1) -> bytes:
    """A PDF that holds nothing but pictures of printed pages."""
    picture = folder / "trang.png"
    typst_page = folder / "trang.typ"
    typst_page.write_text(f"#set page(width: 15cm, height: 4cm)\n#set text(size: 14pt)\n{SENTENCE}", encoding="utf-8")
    picture.write_bytes(typst.compile(str(typst_page), format="png", ppi=200))
    return a_pdf(folder, "\n#pagebreak()\n".join(['#image("trang.png")'] * pages))


def a_program(folder: Path) -> str:
    """Tesseract, if this machine has it with Vietnamese; else one that knows the picture by heart."""
    program = shutil.which("tesseract")
    if (
        program
        and "vie" in subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout
    ):
        return program
    stand_in = folder / "doc-anh"
    told = f"import sys; assert sys.stdin.buffer.read(2) == b'P5'; print({SENTENCE!r})"
    stand_in.write_text(f"#!{sys.executable}\n{told}\n", encoding="utf-8")
    stand_in.chmod(0o700)
    return str(stand_in)


def test_a_scanned_pdf_is_recognised_where_a_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_OCR", a_program(tmp_path))

    loaded = load(scanned(tmp_path))

    assert "hội nghị sơ kết phong trào thi đua" in " ".join(loaded.text.split())
    assert str(loaded.notices[0]).startswith("Chữ được nhận dạng từ ảnh quét (OCR)")


def test_a_program_that_does_not_run_says_what_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_OCR", str(tmp_path / "khong-co"))

    with pytest.raises(Unreadable, match="kiểm tra tesseract"):
        load(scanned(tmp_path))


def test_too_many_scanned_pages_are_refused_before_any_is_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_OCR", str(tmp_path / "khong-co"))

    with pytest.raises(Unreadable, match="có 21 trang"):
        load(scanned(tmp_path, pages=21))
