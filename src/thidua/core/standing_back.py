"""Work for which nobody waits makes room while the machine is busy with what somebody waits for.

That it is busy shows in the work itself: a piece of it that took several times longer than the processor worked on it
was held up by others. Before the next piece there is a rest then. Only the worker does so (``begin``).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_HELD_UP = 3
"""How many times longer than its processor time a piece takes that was held up."""


@dataclass
class StandingBack:
    """How a process stands back: seconds of a rest (none: it does not), and whether its last piece was held up."""

    rest: float = 0.0
    was_held_up: bool = False

    def begin(self, rest: float = 5.0) -> None:
        """Stand back from here on."""
        self.rest = rest

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Do a piece of such work, after a rest where the last one was held up."""
        if self.rest and self.was_held_up:
            time.sleep(self.rest)
        wall, worked = time.monotonic(), time.process_time()
        try:
            yield
        finally:
            self.was_held_up = time.monotonic() - wall > _HELD_UP * (time.process_time() - worked)


THIS_PROCESS = StandingBack()
