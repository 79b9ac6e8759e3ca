"""The outlines of provinces: one for each of the 63, with Hoàng Sa and Trường Sa."""

import re

from thidua.organisations.choices import Level
from thidua.organisations.outlines import box_around, meets, outlines
from thidua.organisations.records import read_units


def test_every_province_of_30_june_2025_has_one():
    codes = {
        unit.names[0].code
        for unit in read_units().units
        if unit.key.startswith("2025-06/") and unit.level == Level.PROVINCE
    }

    assert set(outlines()) == codes


def test_neighbours_meet_and_others_do_not():
    hai_duong, hai_phong, an_giang = (outlines()[code].box for code in ("30", "31", "89"))

    assert (meets(hai_duong, hai_phong), meets(hai_duong, an_giang)) == (True, False)


def test_hoang_sa_is_drawn_with_da_nang_and_truong_sa_with_khanh_hoa_outside_their_boxes():
    for code in ("48", "56"):
        drawn = outlines()[code]
        beginnings = [float(x) for x in re.findall(r"M(-?[\d.]+),", drawn.path)]

        assert max(beginnings) > drawn.box[2] + 100


def test_a_map_shows_all_that_it_is_about():
    boxes = [outlines()[code].box for code in ("30", "31")]

    left, top, right, bottom = box_around(boxes, shape=1.22, margin=0.16)

    assert round((right - left) / (bottom - top), 2) == 1.22
    assert all(left < box[0] and top < box[1] and right > box[2] and bottom > box[3] for box in boxes)
