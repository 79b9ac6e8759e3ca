"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The ``documents`` app."""

    name = "thidua.documents"
    label = "documents"
