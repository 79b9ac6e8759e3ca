"""Notices that ask the public, made by the product's own commands."""

from datetime import timedelta

from tests.factories.honours import make_holder
from tests.factories.people import process_actor
from tests.factories.rounds import make_nomination, make_round, move_to

from thidua.core import clock
from thidua.nominations.commands.notices import StatedNotice, open_notice

FAMILY = "gia_dinh_van_hoa"


def make_family_round(unit, **changed):
    """A round in which households are proposed, about whom the law has the public asked."""
    told = {"award_codes": [FAMILY, "giay_khen"], "authority": "Chủ tịch UBND xã Vũ Thư", **changed}
    return make_round(unit, **told)


def make_family(found, name="Hộ ông Lê Văn Bình", **stated):
    """A household proposed in a round, at the step of public comment."""
    holder = make_holder(found.unit, "household", name)
    given = {"post": "Thôn Trung Hòa", "achievement": "Hòa thuận, giúp đỡ xóm giềng", **stated}
    return move_to(make_nomination(found, holder=holder, award=FAMILY, **given), "public_comment")


def ask_public(found, *rows, begun=0, **stated):
    """A notice about nominations that was opened some days ago."""
    at = clock.now() - timedelta(days=begun)
    told = StatedNotice(**{"title": "Lấy ý kiến danh sách", "opened_on": clock.legal_day(at), **stated})
    return open_notice(round=found, nominations=rows, stated=told, by=process_actor(found.unit), at=at)
