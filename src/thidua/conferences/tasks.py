"""Work done outside the request."""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _
from django_tasks import task

from thidua.conferences.commands import fail_pack, fill_pack
from thidua.conferences.models import ConferencePack
from thidua.core import clock
from thidua.core.errors import Refused
from thidua.people.models import User
from thidua.people.queries import actor_of

log = logging.getLogger(__name__)


@task()
def make_conference_pack(pack_id: int, user_id: int) -> None:
    """Make the documents of a pack in the name of the user who asked for it; what goes wrong is shown on its page."""
    pack = ConferencePack.objects.select_related("review").get(pk=pack_id)
    actor = actor_of(User.objects.get(pk=user_id), on=clock.today())
    try:
        fill_pack(pack=pack, by=actor, at=clock.now())
    except Refused as refusal:
        fail_pack(pack=pack, because=str(refusal), by=actor, at=clock.now())
    except Exception:
        log.exception("conference pack %s", pack.uid)
        because = _("Máy gặp lỗi khi lập văn bản. Lập lại; nếu vẫn lỗi, báo người quản trị.")
        fail_pack(pack=pack, because=because, by=actor, at=clock.now())
        raise
