"""Whose office this installation is."""

from __future__ import annotations

from thidua.core.actors import Role
from thidua.organisations.models import Unit
from thidua.people.models import RoleGrant


def own_unit() -> Unit | None:
    """Return the unit of the first administrator, for whom the installation was begun; ``None`` before that."""
    first = RoleGrant.objects.filter(role=Role.ADMINISTRATOR).order_by("pk").select_related("unit").first()
    return first.unit if first else None
