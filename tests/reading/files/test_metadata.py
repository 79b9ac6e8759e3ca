"""Pictures are kept without place, time and device; the picture itself stays byte for byte."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.scans import jpeg, png, scanned_pdf

from thidua.reading.files.metadata import without_metadata
from thidua.reading.files.scans import JPEG, PDF, PNG, check_scan

PLACE = b"21.0285,105.8542"


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def exif(orientation, order=">"):
    mark = {">": b"MM\0*", "<": b"II*\0"}[order]
    tags = struct.pack(f"{order}IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return b"Exif\0\0" + mark + tags + PLACE


def photo(*parts):
    return jpeg()[:2] + b"".join(parts) + jpeg()[2:]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def picture(*chunks):
    whole = png()
    return whole[:33] + b"".join(chunks) + whole[33:]


@pytest.mark.parametrize("part", [segment(0xE1, exif(1)), segment(0xED, PLACE), segment(0xFE, PLACE)])
def test_what_a_camera_adds_to_a_jpeg_is_left_out(part):
    assert without_metadata(photo(part), JPEG) == jpeg()


def test_how_colours_are_meant_stays():
    profile = segment(0xE2, b"ICC_PROFILE\0")

    assert without_metadata(photo(profile, segment(0xFE, PLACE)), JPEG) == photo(profile)


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_how_a_picture_is_turned_stays_and_nothing_else_of_its_exif(order, orientation):
    kept = without_metadata(photo(segment(0xE1, exif(orientation, order))), JPEG)

    assert kept == photo(segment(0xE1, exif(orientation).removesuffix(PLACE)))
    assert check_scan(kept) == JPEG


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"tIME"])
def test_texts_in_a_png_are_left_out(name):
    assert without_metadata(picture(chunk(name, PLACE)), PNG) == png()


def test_a_png_keeps_how_it_is_turned():
    kept = without_metadata(picture(chunk(b"eXIf", exif(6).removeprefix(b"Exif\0\0"))), PNG)

    assert (PLACE in kept, b"eXIf" in kept, check_scan(kept)) == (False, True, PNG)


def test_a_pdf_stays_as_it_is():
    whole = scanned_pdf()

    assert without_metadata(whole, PDF) == whole


@given(st.binary(max_size=200))
def test_any_bytes_where_the_exif_should_be_are_left_out_without_a_crash(data):
    kept = without_metadata(photo(segment(0xE1, b"Exif\0\0" + data)), JPEG)

    assert kept.endswith(jpeg()[2:])
