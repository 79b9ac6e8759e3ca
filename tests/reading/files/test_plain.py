from __future__ import annotations

from pathlib import Path

import pytest

from thidua.reading.files import LoadedText, Unreadable, load
from thidua.reading.files.kinds import recognise
from thidua.reading.pipeline import read

SENTENCE = "Sáng nay, Uỷ ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua yêu nước ở nhiều xã, phường."


def refusal_of(content: bytes, name: str = "") -> str:
    with pytest.raises(Unreadable) as caught:
        load(content, name)
    return str(caught.value)


def test_a_text_file_is_taken_exactly_as_it_stands(tmp_path: Path) -> None:
    text = "\ufeffTiêu đề\r\n\r\nHoa\u0300 giải\u00a0được 5 vụ.\rHết \ufeff\n"
    path = tmp_path / "bài.txt"
    path.write_bytes(text.encode())

    loaded = load(path)

    with path.open(encoding="utf-8", newline="") as file:
        assert loaded.text == file.read()
    assert (loaded.media, loaded.verbatim, loaded.notices, loaded.pages) == ("text/plain", True, (), ())


def test_the_first_line_is_the_title_and_a_line_of_its_own_the_day() -> None:
    loaded = load(f"\n Hội nghị   điển hình \nThứ 6, 05/06/2020 | 08:30\n{SENTENCE}".encode())

    assert (loaded.title, loaded.published) == ("Hội nghị điển hình", "2020-06-05")


def test_a_whole_article_on_one_line_has_no_title() -> None:
    assert load((SENTENCE * 20).encode()).title == ""


def test_the_same_bytes_give_the_same_text_by_path_and_by_upload(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")

    assert load(path) == load(path.read_bytes(), "a.txt")


@pytest.mark.parametrize(("codec", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_what_notepad_calls_unicode_is_read(codec: str, mark: bytes) -> None:
    loaded = load(mark + SENTENCE.encode(codec))

    assert (loaded.text, loaded.verbatim) == (SENTENCE, False)


def test_a_file_in_an_old_encoding_is_converted_and_says_so() -> None:
    shown = "S¸ng nay, Uû ban nh©n d©n tØnh tæ chøc héi nghÞ s¬ kÕt phong trµo thi ®ua yªu n­íc ë nhiÒu x·, ph­êng."

    loaded = load(shown.encode("cp1252"))

    assert loaded.text == SENTENCE
    assert loaded.verbatim is False
    assert [str(notice) for notice in loaded.notices] == [
        "Đã chuyển chữ từ bảng mã TCVN3 (ABC) sang Unicode; hãy xem lại vài dòng trước khi dùng."
    ]


def test_old_letters_saved_as_utf_8_are_converted_too() -> None:
    shown = "S¸ng nay, Uû ban nh©n d©n tØnh tæ chøc héi nghÞ s¬ kÕt phong trµo thi ®ua yªu n­íc ë nhiÒu x·, ph­êng."

    loaded = load(shown.encode())

    assert (loaded.text, loaded.verbatim, len(loaded.notices)) == (SENTENCE, False, 1)


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", "\ufeff\u00a0\n".encode()])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert refusal_of(content) == "Tệp rỗng, không có chữ nào. Hãy kiểm tra lại tệp đã chọn."


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 20,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 60,
        b"Xin\x00ch\xc3\xa0o",
        b"MZ\x90\x00\x03\x00\x00\x00",
    ],
)
def test_binary_is_refused_whatever_its_name(content: bytes) -> None:
    assert refusal_of(content, "bai.txt").startswith("Tệp không phải văn bản (dữ liệu nhị phân).")


def test_a_file_cut_within_a_letter_is_refused() -> None:
    assert refusal_of("Hội nghị tổ".encode()[:-1]).startswith("Tệp bị cắt ngang")


def test_a_damaged_letter_is_refused_with_its_line() -> None:
    content = "Hội nghị\nsơ kết \n".encode() + b"ph\xff\xfeong tr\xc3\xa0o" + " thi đua".encode()

    assert refusal_of(content).startswith("Tệp UTF-8 có ký tự hỏng ở dòng 3.")


@pytest.mark.parametrize(
    "content", ["Café crème très été, garçon".encode("latin-1"), "Привет, мир и труд".encode("cp1251")]
)
def test_an_encoding_that_is_not_certain_is_refused(content: bytes) -> None:
    assert refusal_of(content).startswith("Không nhận ra bảng mã của tệp.")


def test_old_letters_that_lost_some_on_the_way_are_refused() -> None:
    lost = (
        "C«ng an x· tæ chøc héi nghÞ biÓu d¬ng ®iÓn h×nh tiªn tiÕn; ®· cã nhiÒu tËp thÓ, c¸ nh©n ®îc tÆng giÊy khen "
        "cña ñy ban nh©n d©n huyÖn. Bµ con ë th«n, b¶n gi÷ v÷ng trËt tù, kû luËt vµ nghÜa t×nh xãm giÒng. Tæ hßa gi¶i "
        "®· gióp ®ì nhiÒu hé nghÌo trong nh÷ng ngµy lÔ, tÕt cæ truyÒn cña d©n téc."
    )

    assert refusal_of(lost.encode()).startswith("Văn bản gõ bằng phông chữ cũ")


def test_more_than_twenty_megabytes_are_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    with pytest.raises(Unreadable) as caught:
        load(path)

    assert str(caught.value).startswith("Tệp lớn 50 MB, quá giới hạn 20 MB.")
    assert caught.value.values == {"size": 50, "limit": 20}


def test_an_upload_over_the_limit_is_refused_alike() -> None:
    assert refusal_of(b"a" * (20 * 1024 * 1024 + 1)).startswith("Tệp lớn 21 MB")


def test_a_text_longer_than_the_rules_can_read_in_time_is_refused() -> None:
    assert refusal_of(b"ba con " * 300_000).startswith("Văn bản dài 2.100.000 ký tự, quá giới hạn 250.000 ký tự.")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, beginning in (
        (tmp_path / "khong-co.txt", "Không tìm thấy tệp."),
        (tmp_path, "Đây không phải là một tệp."),
    ):
        with pytest.raises(Unreadable) as caught:
            load(path)
        assert str(caught.value).startswith(beginning)


def test_two_hundred_thousand_digits_are_a_text_like_any_other() -> None:
    loaded = load(b"1" * 200_000)

    assert loaded == LoadedText(text="1" * 200_000, media="text/plain", verbatim=True)


def test_hidden_signs_that_turn_the_writing_are_told_and_do_not_hide_a_fact() -> None:
    text = "Các tổ đã hòa giải thành \u202e2.822\u202c \u200evụ mâu thuẫn."

    loaded = load(text.encode())

    assert loaded.text == text
    assert str(loaded.notices[0]).startswith("Văn bản có dấu ẩn đổi chiều chữ")
    assert [fact.value["value"] for fact in read(text).facts] == [2822]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_is_read_or_told_to_be_cut_off(codec: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    content = mark + "Tỉnh có 5 mô hình".encode(codec)

    assert load(content).text == "Tỉnh có 5 mô hình"
    assert refusal_of(content[:-1]).startswith("Tệp bị cắt ngang")


@pytest.mark.parametrize("cut", [1, 2])
def test_a_text_cut_within_its_last_letter_is_told_to_be_cut_off(cut: int) -> None:
    assert refusal_of("Tỉnh có 5 mô hình ế".encode()[:-cut]).startswith("Tệp bị cắt ngang")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_is_read_without_its_mark_too(codec: str) -> None:
    text = "Sáng 5-6, Công an tỉnh tổng kết phong trào thi đua. Tỉnh có 5 mô hình."
    content = text.encode(codec)

    assert recognise(content) == "text/plain"
    assert load(content).text == text
    assert refusal_of(content[:-1]).startswith("Tệp bị cắt ngang")
