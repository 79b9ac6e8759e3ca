"""What the app tells those above it."""

from __future__ import annotations

from django.dispatch import Signal

unit_going = Signal()
"""Sent with ``unit`` before a unit that a reversed reorganisation had made is deleted: let go of what was derived."""
