from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from thidua.config.cli import main

ARTICLE = (
    "Tổng kết phong trào thi đua\r\n"
    "05/06/2020\r\n"
    "Sáng 5/6, UBND huyện Đông Hải tổ chức hội nghị tổng kết phong trào thi đua năm 2019.\r\n"
    "Toàn huyện có hơn 3.600 lượt người tham gia.\r\n"
)
OLD_LETTERS = "S¸ng nay, Uû ban nh©n d©n tØnh tæ chøc héi nghÞ s¬ kÕt phong trµo thi ®ua yªu n­íc ë nhiÒu x·, ph­êng."


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, arguments)])


def an_article(path: Path, text: str = ARTICLE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def a_word_file(path: Path) -> Path:
    document = docx.Document()
    for line in ARTICLE.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_file_becomes_one_line_of_json_in_the_corpus_form(tmp_path: Path) -> None:
    result = run(an_article(tmp_path / "001.txt"))

    (line,) = result.stdout.splitlines()
    document = json.loads(line)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (document["id"], document["schema"], document["published"]) == ("001", 1, "2020-06-05")
    assert {"noise", "facts"} <= set(document)
    figure = next(fact for fact in document["facts"] if fact["type"] == "figure")
    start, end = figure["span"]
    assert "3.600" in ARTICLE[start:end]
    assert (figure["value"], figure["qualifier"]) == (3600, "at_least")


def test_a_folder_is_walked_in_order_and_other_files_are_passed_over(tmp_path: Path) -> None:
    an_article(tmp_path / "b" / "2.txt")
    an_article(tmp_path / "a" / "1.TXT")
    an_article(tmp_path / "a" / "ghi-chu.md")
    an_article(tmp_path / ".git" / "3.txt")

    result = run(tmp_path)

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1", "2"]
    assert result.exit_code == 0
    assert "bỏ qua 1 tệp" in result.stderr


def test_the_same_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = an_article(tmp_path / "1.txt")

    assert len(run(path, tmp_path, path).stdout.splitlines()) == 1


def test_equal_stems_are_refused_by_both_names_and_the_others_read(tmp_path: Path) -> None:
    first = an_article(tmp_path / "x" / "bai.txt")
    second = a_word_file(tmp_path / "bai.docx")
    an_article(tmp_path / "khac.txt")

    result = run(tmp_path)

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["khac"]
    assert result.exit_code == 1
    assert all(part in result.stderr for part in (str(first), str(second), "trùng tên"))


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    empty = an_article(tmp_path / "1.txt", "")
    an_article(tmp_path / "2.txt")
    missing = tmp_path / "3.txt"

    result = run(tmp_path, missing)

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["2"]
    assert result.exit_code == 1
    assert f"{empty}: Tệp rỗng" in result.stderr
    assert f"{missing}: Không tìm thấy tệp." in result.stderr
    assert "2 đầu vào không đọc được." in result.stderr


def test_a_folder_with_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    result = run(tmp_path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "thư mục không có tệp" in result.stderr


def test_out_writes_the_json_and_for_other_than_text_the_text_too(tmp_path: Path) -> None:
    out = tmp_path / "ket-qua" / "moi"
    an_article(tmp_path / "vao" / "1.txt")
    a_word_file(tmp_path / "vao" / "2.docx")

    result = run(tmp_path / "vao", "--out", out)

    assert result.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["1.json", "2.json", "2.txt"]
    text = (out / "2.txt").read_bytes().decode()
    document = json.loads((out / "2.json").read_text(encoding="utf-8"))
    assert document == json.loads(result.stdout.splitlines()[1])
    start, end = next(fact["span"] for fact in document["facts"] if fact["type"] == "figure")
    assert "3.600" in text[start:end]


def test_a_converted_text_file_is_written_as_the_spans_index_it(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(OLD_LETTERS.encode("cp1252"))

    result = run(path, "--out", tmp_path / "ra")

    assert result.exit_code == 0
    assert "TCVN3 (ABC)" in result.stderr
    assert (tmp_path / "ra" / "cu.txt").read_text(encoding="utf-8").startswith("Sáng nay, Uỷ ban nhân dân")


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(OLD_LETTERS.encode("cp1252"))

    result = run(path, "--out", tmp_path)

    assert (result.exit_code, path.read_bytes()) == (1, OLD_LETTERS.encode("cp1252"))
    assert "không ghi đè" in result.stderr


def test_json_is_indented_and_holds_the_same(tmp_path: Path) -> None:
    path = an_article(tmp_path / "1.txt")

    assert json.loads(run(path, "--format", "json").stdout) == json.loads(run(path).stdout)
    assert run(path, "--format", "json").stdout.startswith('{\n "id"')


def test_the_table_is_for_people(tmp_path: Path) -> None:
    result = run(an_article(tmp_path / "1.txt"), "--format", "table")

    assert result.exit_code == 0
    for words in ("1 · Tổng kết phong trào thi đua", "Số liệu", "≥ 3.600", "tổng kết", "2020-06-05"):
        assert words in result.stdout


def in_a_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-c", "from thidua.config.cli import main; main()", *arguments]
    return subprocess.run(program, capture_output=True, check=False, env={**os.environ, **environment}, timeout=60)


def test_output_is_utf_8_even_where_the_console_says_otherwise(tmp_path: Path) -> None:
    path = an_article(tmp_path / "1.txt")

    done = in_a_process("extract", str(path), PYTHONIOENCODING="ascii", LC_ALL="C")

    assert "lượt người" in done.stdout.decode("utf-8")


def test_extract_starts_neither_django_nor_what_it_does_not_read_with(tmp_path: Path) -> None:
    path = an_article(tmp_path / "1.txt")
    check = (
        "import sys; from thidua.config.cli import main; main(['extract', sys.argv[1]], standalone_mode=False);"
        "print({'django', 'trafilatura', 'docx', 'pypdfium2'} & set(sys.modules), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", check, str(path)], capture_output=True, check=True, timeout=60)

    assert done.stderr.decode().strip() == "set()"


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    for number in range(300):
        an_article(tmp_path / f"{number}.txt", ARTICLE * 5)
    program = [sys.executable, "-c", "from thidua.config.cli import main; main()", "extract", str(tmp_path)]

    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read().decode()

    assert (process.returncode, complaint) == (0, "")


@pytest.mark.corpus
def test_the_corpus_is_read_in_the_form_that_its_judge_takes(tmp_path: Path, corpus_folder: Path) -> None:
    predictions = tmp_path / "predictions.jsonl"
    result = run(*(corpus_folder / "dev" / f"{number:03}.txt" for number in range(1, 16)))
    predictions.write_text(result.stdout, encoding="utf-8")

    judged = subprocess.run(
        [sys.executable, str(corpus_folder / "score.py"), str(corpus_folder / "dev"), str(predictions), "--json"],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip

    assert result.exit_code == 0
    assert set(json.loads(judged.stdout)["per_article"]) >= {f"{number:03}" for number in range(1, 16)}
    for line in result.stdout.splitlines():
        document = json.loads(line)
        with (corpus_folder / "dev" / f"{document['id']}.txt").open(encoding="utf-8", newline="") as file:
            size = len(file.read())
        assert all(0 <= start < end <= size for start, end in (fact["span"] for fact in document["facts"]))
