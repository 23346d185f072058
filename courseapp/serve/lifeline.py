"""How a process ends with its supervisor, even one that was killed.

The supervisor holds the other end of the process's standard input. When that pipe breaks,
nobody watches any more, and the process stops as if it had been asked to.
"""

import os
import signal
import sys
import threading

SUPERVISED = "COURSEAPP_SUPERVISED"


def end_with_supervisor() -> None:
    """Ask this process to stop when its supervisor is gone. Nothing happens without one."""
    if os.environ.get(SUPERVISED):
        threading.Thread(target=_wait_and_end, name="lifeline", daemon=True).start()


def _wait_and_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass  # nothing is ever written: only the end matters
    os.kill(os.getpid(), signal.SIGTERM)
