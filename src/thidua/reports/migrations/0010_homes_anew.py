"""Homes say since when an heir stands for the unit before it; those that are stored are worked out anew."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def forget_state(apps: Any, _editor: Any) -> None:
    """Let the next adding work out all homes."""
    apps.get_model("reports", "TotalState").objects.update(forest=None)


class Migration(migrations.Migration):
    """Nothing is lost: homes come from the trees."""

    dependencies = [("reports", "0009_one_index_of_cells")]
    operations = [migrations.RunPython(forget_state, migrations.RunPython.noop)]
