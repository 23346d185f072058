"""The product's side: it starts the process apart, waits for it, and does not trust it."""

import logging
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from courseapp.files.apart.findings import Finding, Refusal, Task, read_finding

# On the clock: less than others wait for their turn to write on SQLite. Of the processor the
# process allows itself less still.
MOST_SECONDS = 15
COMMAND = (sys.executable, "-m", "courseapp.files.apart")
HOME = Path(__file__).resolve().parents[3]
# Its memory is its own, so it is enough to bound how many there are.
_few_at_a_time = BoundedSemaphore(2)

log = logging.getLogger(__name__)


def look_at(task: Task) -> Finding:
    """Return what the process apart found; where it gave up, that the file cannot be read."""
    try:
        with _few_at_a_time:
            ended = _run(task)
        return read_finding(ended.stdout)
    except (subprocess.SubprocessError, OSError, ValueError, KeyError, TypeError):
        log.exception("the process that reads uploads gave no answer")
        return Finding(refusal=Refusal.UNREADABLE)


def _run(task: Task) -> "subprocess.CompletedProcess[str]":
    """Give it the task and nothing else: not our environment, in which there are secrets."""
    return subprocess.run(  # noqa: S603 - our own module, and nothing of a stranger's on its line
        COMMAND,
        input=task.written(),
        cwd=HOME,
        env={"PATH": "", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=True,
    )
