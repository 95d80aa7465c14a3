"""What a worker process does before its first item."""

import os
import signal
import threading
from multiprocessing import parent_process
from typing import Final

ORPHANED: Final = 70
"""Exit status of a worker whose run is gone."""


def settle() -> None:
    """Leave Ctrl-C to the run, and end when the run is gone.

    A terminal sends Ctrl-C to every process of its group; a worker that answers it would print a traceback over the
    run's own clean stop. And a run that is killed outright cannot stop its workers, so each keeps watch.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, name="watch", daemon=True).start()


def _end_with_the_run() -> None:
    run = parent_process()
    if run is not None:
        run.join()
        os._exit(ORPHANED)
