"""Tags and filters of the pages."""

from __future__ import annotations

from django import template

register = template.Library()
