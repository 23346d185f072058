"""How the supervisor keeps one process alive, and when it gives up."""

import sys
import time
from pathlib import Path

import pytest

from courseapp.serve import parts
from courseapp.serve.parts import BACK_OFF_SECONDS, Part
from courseapp.serve.refusals import Refusal

ENDS_AT_ONCE = [sys.executable, "-S", "-c", "raise SystemExit(3)"]
STAYS = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
DEAF = "import signal, sys, time; signal.signal(15, 1); open(sys.argv[1], 'w'); time.sleep(60)"


def ended(part: Part) -> None:
    if part.process is not None:
        part.process.wait(10)


def test_a_part_that_never_lasts_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parts, "BACK_OFF_SECONDS", (0.0,) * len(BACK_OFF_SECONDS))
    part = Part("worker", ENDS_AT_ONCE, {})
    for _time in BACK_OFF_SECONDS:
        part.keep_alive()
        ended(part)
    part.keep_alive()
    ended(part)
    with pytest.raises(Refusal, match=r"The worker ends again and again \(exit code 3\)"):
        part.keep_alive()
    assert capfd.readouterr().err.count("It is started again.") == len(BACK_OFF_SECONDS)


def test_a_part_that_ends_again_waits_before_it_is_started() -> None:
    part = Part("worker", ENDS_AT_ONCE, {})
    for _time in range(2):
        part.keep_alive()
        ended(part)
    part.keep_alive()
    assert part.process is None
    assert 0 < part.start_at - time.monotonic() <= BACK_OFF_SECONDS[1]


def test_a_part_is_asked_to_stop() -> None:
    part = Part("web server", STAYS, {})
    part.start()
    process = part.process
    assert process is not None
    part.ask_to_stop()
    part.wait(time.monotonic() + 10)
    assert process.returncode == -15


def test_a_part_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    part = Part("web server", [sys.executable, "-S", "-c", DEAF, str(deaf)], {})
    part.start()
    process = part.process
    while not deaf.exists():
        time.sleep(0.01)
    part.ask_to_stop()
    part.wait(time.monotonic() + 0.1)
    assert process is not None
    assert process.returncode == -9
