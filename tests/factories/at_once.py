"""Acts of several people in the same instant."""

import threading

from django.db import connection

from thidua.core.errors import Refused


def at_once(*acts):
    """Run the acts in threads that start together; return what each gave in their order, or its refusal."""
    said, barrier = {}, threading.Barrier(len(acts))

    def run(place, act):
        barrier.wait()
        try:
            said[place] = act()
        except Refused as refusal:
            said[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [said[place] for place in range(len(acts))]
