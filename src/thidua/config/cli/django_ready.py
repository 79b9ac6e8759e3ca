"""Starting Django for a subcommand that needs the database."""

from __future__ import annotations

import os

import django
from django.apps import apps


def ready() -> None:
    """Set up Django on the installation that ``THIDUA_HOME`` and ``DATABASE_URL`` name; once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    if not apps.ready:
        django.setup()
