"""How often Python looks for objects that hold each other."""

from __future__ import annotations

import gc


def collect_less() -> None:
    """Let the collector look rarely: pages and jobs make many objects, few of them in circles.

    Looking through them all took a quarter of the time of a large import. Call when everything is loaded.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
