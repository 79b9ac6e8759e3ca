from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.vietnamese import legacy_tables as tables
from thidua.vietnamese.encodings import ENCODINGS, Uncertain, decode, repair

ARTICLE = (
    "Sáng nay, Uỷ ban nhân dân tỉnh tổ chức hội nghị sơ kết phong trào thi đua yêu nước.\n"
    "Đã có hơn 3.200 lượt người dự; 45 tập thể, 18 cá nhân được tặng Giấy khen của Chủ tịch UBND huyện.\n"
    "Nhiều mô hình tự quản ở thôn, bản, tổ dân phố giữ vững trật tự, kỷ luật và nghĩa tình xóm giềng.\n"
)
CAPITALS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MARKS_OF_1258 = {"\u0300": 0xCC, "\u0301": 0xEC, "\u0303": 0xDE, "\u0309": 0xD2, "\u0323": 0xF2}


_EVERYWHERE = {chr(code) for code in range(0x20, 0x7F)} | {"\n"} | set(tables.VNI.values())


def _in_1258(text: str) -> bytes:
    """Vowels with their roof or horn are one byte, the tone follows as another."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts if part in _MARKS_OF_1258), "")
        out += unicodedata.normalize("NFC", "".join(part for part in parts if part != tone)).encode("cp1258")
        if tone:
            out.append(_MARKS_OF_1258[tone])
    return bytes(out)


def _in_table(text: str, table: dict[str, str], *, small_only: bool = False) -> bytes:
    typed = {letter: shown for shown, letter in table.items() if all(sign < "\uf000" for sign in shown)}
    out = bytearray()
    for letter in text:
        shown = typed.get(letter) or (typed.get(letter.lower()) if small_only else None) or letter
        for sign in shown:
            out += bytes([ord(sign)]) if ord(sign) < 256 else sign.encode("cp1252")
    return bytes(out)


def encode(text: str, encoding: str) -> bytes:
    if encoding == "windows-1258":
        return _in_1258(text)
    table = {"TCVN3 (ABC)": tables.TCVN3, "VNI": tables.VNI, "VISCII": tables.VISCII}[encoding]
    return _in_table(text, table, small_only=encoding.startswith("TCVN3"))


def as_shown(content: bytes) -> str:
    """What a program shows that takes the bytes for windows-1252."""
    return "".join(tables.surface_of(code) for code in content)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_article_in_an_old_encoding_comes_back_word_for_word(encoding: str) -> None:
    converted = decode(encode(ARTICLE, encoding))

    assert (converted.encoding, converted.text) == (encoding, ARTICLE)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_old_letters_pasted_into_a_unicode_document_are_repaired(encoding: str) -> None:
    converted = repair(as_shown(encode(ARTICLE, encoding)))

    assert converted is not None
    assert (converted.encoding, converted.text) == (encoding, ARTICLE)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_one_sentence_is_enough_to_be_certain(encoding: str) -> None:
    sentence = "Hội nghị biểu dương 12 tập thể đạt danh hiệu."

    assert decode(encode(sentence, encoding)).text == sentence


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_heading_in_capitals_keeps_its_capitals(encoding: str) -> None:
    converted = decode(encode(f"{CAPITALS}\n{ARTICLE}", encoding))

    assert converted.text.splitlines()[0] == CAPITALS


def test_a_capital_font_of_tcvn3_gives_back_short_words_between_loud_ones() -> None:
    heading = "TỈNH HÀ GIANG VÀ TỈNH LÀO CAI Ở PHÍA BẮC"

    assert decode(encode(f"{heading}\n{ARTICLE}", "TCVN3 (ABC)")).text.splitlines()[0] == heading


def test_small_words_beside_an_abbreviation_stay_small() -> None:
    sentence = "UBND xã và HĐND xã Hà Tân đã họp."

    assert (
        decode(encode(f"{ARTICLE}{sentence}", "TCVN3 (ABC)")).text.splitlines()[-1]
        == "UBND xã và HĐND xã Hà Tân đã họp."
    )


def test_only_the_damaged_lines_of_a_mixed_document_are_touched() -> None:
    sound = "Đại hội thi đua được tổ chức ở Cà Mau.\n"
    mixed = sound + as_shown(encode(ARTICLE, "VNI")) + "Café Müller, Hà Nam\n"

    converted = repair(mixed)

    assert converted is not None
    assert converted.text == sound + ARTICLE + "Café Müller, Hà Nam\n"


def test_letters_of_a_symbol_font_are_read_too() -> None:
    shown = "".join(chr(0xF000 + code) if code >= 0x80 else chr(code) for code in encode(ARTICLE, "VNI"))

    converted = repair(shown)

    assert converted is not None
    assert converted.text == ARTICLE


def test_a_word_without_end_costs_no_more_than_a_text_of_its_length() -> None:
    endless = as_shown(encode(ARTICLE, "TCVN3 (ABC)")) + "A" * 1_000_000 + as_shown(b"\xb5")

    converted = repair(endless)

    assert converted is not None
    assert converted.text.startswith(ARTICLE)


def test_the_result_is_in_composed_form() -> None:
    text = decode(encode(ARTICLE, "windows-1258")).text

    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain English, 1,600 sessions and 74,000 attendances.",
        "Un café crème, s’il vous plaît : déjà été à l’Île, garçon naïf.",
        "Der Bürgermeister grüßt die Städte; Größe über alles möglich.",
        "El niño comió más piña en la montaña según José Muñoz.",
        ARTICLE,
        unicodedata.normalize("NFD", ARTICLE),
        CAPITALS,
        "«Vì an ninh Tổ quốc» – 35°C, 120 m², Đắk Lắk, Pleiku, bêtông",
        "日本語の文章です。Привет, мир",
        "1234567890" * 1000,
    ],
)
def test_text_that_is_no_old_vietnamese_is_left_alone(text: str) -> None:
    assert repair(text) is None


@pytest.mark.parametrize(
    "content",
    [
        "Un café crème, s’il vous plaît : déjà été à l’Île, garçon naïf.".encode("cp1252"),
        "Привет, мир: это не вьетнамский текст, а русский.".encode("cp1251"),
        "日本語の文章です。これはベトナム語ではありません。".encode("shift_jis"),
        bytes(range(256)) * 40,
        b"\xff\xfe\xfd",
    ],
)
def test_bytes_of_another_language_or_of_none_are_refused(content: bytes) -> None:
    with pytest.raises(Uncertain):
        decode(content)


def test_old_letters_with_some_lost_on_the_way_are_refused_rather_than_guessed() -> None:
    lost = as_shown(encode(ARTICLE, "TCVN3 (ABC)")).replace("\xad", "").replace("©", "-").replace("¸", "q")

    with pytest.raises(Uncertain):
        repair(lost)


_INITIALS = st.sampled_from(["b", "c", "đ", "Đ", "h", "l", "m", "n", "t", "th", "tr", "v", "nh", "ph", "X", "kh"])
_RHYMES = st.sampled_from(
    [
        "ồng",
        "ước",
        "ạnh",
        "ải",
        "ết",
        "ường",
        "ấp",
        "ủ",
        "ộ",
        "ự",
        "ị",
        "ữa",
        "ặt",
        "ằng",
        "ẫn",
        "ỏi",
        "ơn",
        "ân",
        "ăm",
        "ệm",
    ]
)
_SYLLABLES = st.builds(str.__add__, _INITIALS, _RHYMES)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(_SYLLABLES, min_size=12, max_size=60, unique=True), encoding=st.sampled_from(ENCODINGS))
def test_whatever_is_converted_is_what_was_written(words: list[str], encoding: str) -> None:
    sentence = " ".join(words) + "."

    try:
        converted = decode(encode(sentence, encoding))
    except Uncertain:  # a dozen of the commonest codes may fit two encodings: then it must not be guessed
        return
    assert (converted.encoding, converted.text) == (encoding, sentence)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_repaired_or_left_or_refused_but_never_breaks(text: str) -> None:
    try:
        converted = repair(text)
    except Uncertain:
        return
    assert converted is None or converted.encoding in ENCODINGS


@settings(max_examples=150, deadline=None, derandomize=True)
@given(content=st.binary(max_size=400))
def test_noise_is_hardly_ever_taken_for_vietnamese(content: bytes) -> None:
    with pytest.raises(Uncertain):
        decode(content)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="needs iconv to compare the tables with")
@pytest.mark.parametrize(("table", "name", "first"), [("VISCII", "VISCII", 0x80), ("TCVN3", "TCVN5712-1", 0xB5)])
def test_the_tables_agree_with_iconv(table: str, name: str, first: int) -> None:
    ours = getattr(tables, table)
    codes = [code for code in range(first, 0x100) if tables.surface_of(code) in ours]

    # A blank after each: iconv holds a vowel back until it knows that no tone follows.
    theirs = subprocess.run(
        ["iconv", "-f", name, "-t", "UTF-8"], input=b"".join(bytes([code, 0x20]) for code in codes),
        capture_output=True, check=False,
    )  # fmt: skip

    if theirs.returncode != 0:
        pytest.skip(f"this iconv does not know {name}")
    assert [ours[tables.surface_of(code)] for code in codes] == theirs.stdout.decode().split()


@pytest.mark.corpus
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_article_survives_every_old_encoding(encoding: str, corpus_folder: Path) -> None:
    for number in range(1, 16):
        text = (corpus_folder / "dev" / f"{number:03}.txt").read_text(encoding="utf-8")
        kept = "".join(letter for letter in unicodedata.normalize("NFC", text) if letter in _EVERYWHERE)

        converted = decode(encode(kept, encoding))

        assert converted.encoding == encoding
        assert converted.text.casefold() == kept.casefold()  # TCVN3 has few capitals: «Ẩm» comes back as «ẩm»


@pytest.mark.corpus
def test_no_line_of_an_article_is_taken_for_old_letters(corpus_folder: Path) -> None:
    for number in range(1, 16):
        assert repair((corpus_folder / "dev" / f"{number:03}.txt").read_text(encoding="utf-8")) is None
