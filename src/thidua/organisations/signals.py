"""What the app tells those above it."""

from __future__ import annotations

from django.dispatch import Signal

unit_going = Signal()
"""Sent with ``unit`` and ``at`` before a unit that a reversed reorganisation had made is deleted.

Let go of what was derived.
"""
