"""Persons named in a public capacity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from thidua.core.actors import Actor
from thidua.core.audit import record
from thidua.core.errors import Refused
from thidua.people.models import PublicPerson
from thidua.people.queries import public_persons_like
from thidua.people.rules import person_sort_key
from thidua.vietnamese.fold import fold, same_form


@transaction.atomic
def record_public_person(
    *, name: str, rank: str = "", posts: Sequence[str] = (), by: Actor, at: datetime
) -> PublicPerson:
    """Return the person of that name who held one of ``posts`` (or has none on record yet); else a new one.

    Two people of one name are told apart by their posts: a namesake whose posts have nothing in common is another
    person. New posts are added to the known ones, a newer rank replaces the old.
    """
    plain = " ".join(name.split())
    if not plain:
        raise Refused(_("Chưa có họ và tên. Ghi họ và tên như trong bài."), field="name")
    (known,) = public_persons_like([(plain, posts)])
    if known is not None:
        return _renewed(known, rank=rank, posts=posts, by=by, at=at)
    person = PublicPerson.objects.create(
        name=plain, folded=fold(plain), sort_key=person_sort_key(plain), rank=rank, posts=list(posts), created_at=at
    )
    record("record_public_person", person, by=by, at=at, after={"name": plain, "rank": rank, "posts": list(posts)})
    return person


def _renewed(person: PublicPerson, *, rank: str, posts: Sequence[str], by: Actor, at: datetime) -> PublicPerson:
    known = {same_form(post) for post in person.posts}
    merged = [*person.posts, *(post for post in posts if same_form(post) not in known)]
    before = {"rank": person.rank, "posts": person.posts}
    after = {"rank": rank or person.rank, "posts": merged}
    if after != before:
        person.rank, person.posts = rank or person.rank, merged
        person.version += 1
        person.save(update_fields=["rank", "posts", "version"])
        record("renew_public_person", person, by=by, at=at, before=before, after=after)
    return person
