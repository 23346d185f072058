"""The processes that the supervisor keeps alive."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from courseapp.serve.lifeline import SUPERVISED
from courseapp.serve.refusals import Refusal, tell

# A process that lives this long was well: its next end counts as the first one again.
WELL_AFTER_SECONDS = 60.0
BACK_OFF_SECONDS = (0.0, 1.0, 2.0, 5.0, 10.0)


@dataclass
class Part:
    """One process to keep alive."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    descriptors: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_ends: int = 0
    start_at: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Start the process apart from the terminal: Ctrl-C reaches only the supervisor.

        It holds the reading end of a pipe and ends itself when the pipe breaks, so that
        it does not outlive a supervisor that was killed.
        """
        self.process = subprocess.Popen(
            self.command,
            env={**self.environment, SUPERVISED: "1"},
            stdin=subprocess.PIPE,
            pass_fds=self.descriptors,
            start_new_session=True,
        )
        self.started = time.monotonic()

    def keep_alive(self) -> None:
        """Start the process again if it has ended, later each time; Refusal if it never lasts."""
        now = time.monotonic()
        code = self.process.poll() if self.process is not None else None
        if code is not None:
            self._note_end(code, now)
        if self.process is None and now >= self.start_at:
            self.start()

    def _note_end(self, code: int, now: float) -> None:
        self._forget()
        self.quick_ends = 1 if now - self.started > WELL_AFTER_SECONDS else self.quick_ends + 1
        if self.quick_ends > len(BACK_OFF_SECONDS):
            raise Refusal(f"The {self.name} ends again and again ({_ending(code)}): see above.")
        self.start_at = now + BACK_OFF_SECONDS[self.quick_ends - 1]
        tell(f"The {self.name} has ended ({_ending(code)}). It is started again.")

    def ask_to_stop(self) -> None:
        """Ask the process to finish what it has in hand and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for the process; from `until` (monotonic seconds) on it is ended by force."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._forget()

    def _forget(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
