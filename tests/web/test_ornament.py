"""The drum."""

from pathlib import Path
from xml.etree import ElementTree as ET

import thidua.web
from thidua.web import ornament

SVG = "{http://www.w3.org/2000/svg}"


def test_the_file_is_the_drawing():
    kept = Path(thidua.web.__path__[0]) / "static" / "thidua" / "drum.svg"

    assert kept.read_text(encoding="utf-8") == ornament.drum()


def test_the_star_has_fourteen_rays():
    root = ET.fromstring(ornament.drum())
    star = root.find(f"{SVG}g/{SVG}polygon")

    assert len(star.attrib["points"].split()) == 2 * 14


def test_the_drawing_stays_within_its_square():
    root = ET.fromstring(ornament.drum())

    radii = [float(ring.attrib["r"]) for ring in root.iter(f"{SVG}circle") if ring.attrib["cx"] == "500"]

    assert max(radii) < 500
