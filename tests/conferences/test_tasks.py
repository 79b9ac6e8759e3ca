"""The pack made by the worker: what it does, and what is shown when it cannot."""

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.registry import make_figure, make_movement, make_review

from thidua.conferences.commands import request_pack
from thidua.conferences.models import ConferencePack
from thidua.conferences.tasks import make_conference_pack
from thidua.paper.model import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack():
    unit = make_unit()
    movement = make_movement(unit)
    make_figure(unit, movement=movement)
    return request_pack(review=make_review(unit, movement=movement), by=process_actor(unit), at=AT)


def test_the_worker_makes_the_pack_in_the_name_of_who_asked(pack):
    user = make_user(unit=pack.review.unit)

    make_conference_pack.func(pack_id=pack.pk, user_id=user.pk)

    pack.refresh_from_db()
    assert pack.made_at is not None
    assert [document.kind for document in pack.issued] == ["review_report", "press_release"]


def test_a_fault_is_told_on_the_page_and_still_reaches_the_log(pack, monkeypatch):
    def broken(_self):
        raise ValueError("no source for note 1")

    monkeypatch.setattr(Document, "__post_init__", broken)
    user = make_user(unit=pack.review.unit)

    with pytest.raises(ValueError, match="no source for note 1"):
        make_conference_pack.func(pack_id=pack.pk, user_id=user.pk)

    kept = ConferencePack.objects.get()
    assert (kept.made_at, kept.failed_because) == (
        None,
        "Máy gặp lỗi khi lập văn bản. Lập lại; nếu vẫn lỗi, báo người quản trị.",
    )
