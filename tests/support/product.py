"""The product as a person starts it: supervisor, web server and worker as real processes."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import postgres
from tests.support.network import free_port

ROOT = Path(__file__).parents[2]
START_WITHIN_SECONDS = 120.0
STOP_WITHIN_SECONDS = 30.0
PART_WITHIN_SECONDS = 30.0

StartProduct = Callable[..., "Product"]


@dataclass
class Product:
    """One started supervisor; `output` is all that it and its parts have said."""

    process: subprocess.Popen[bytes]
    url: str
    instance: Path
    log: Path

    @property
    def output(self) -> str:
        return self.log.read_text()

    @property
    def links(self) -> list[str]:
        """The one-time sign-in links, in the order in which they were printed."""
        return re.findall(r"https?://\S+/sign-in/\S+", self.output)

    def part(self, name: str) -> int:
        """Return the process id of the part: ``webserver`` or ``worker``.

        One that was killed a moment ago is waited for until it runs again.
        """
        self.wait_until(lambda: bool(self._parts(name)), PART_WITHIN_SECONDS)
        return self._parts(name)[0]

    def _parts(self, name: str) -> list[int]:
        return [
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if _parent(folder) == self.process.pid and name in _command(folder)
        ]

    def kill(self, name: str) -> int:
        """Kill the part at once, as a power cut would; return the process id it had."""
        process = self.part(name)
        os.kill(process, signal.SIGKILL)
        return process

    def wait_for(self, text: str, seconds: float = START_WITHIN_SECONDS) -> None:
        """Wait until the text was said."""
        self.wait_until(lambda: text in self.output, seconds)

    def wait_until(self, holds: Callable[[], bool], seconds: float = START_WITHIN_SECONDS) -> None:
        """Wait until something holds; AssertionError with all output after `seconds`."""
        patience = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < patience, f"waited in vain\n{self.output}"
            time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(STOP_WITHIN_SECONDS)


@pytest.fixture
def start_product(tmp_path: Path) -> Iterator[StartProduct]:
    """Start the product on a free port: `start_product(instance=…, stage=…, smtp_url=…)`.

    A folder that is not there yet begins as `prepared_folder` says, or `anew` with nothing.
    """
    started: list[Product] = []

    def start(
        instance: Path | None = None,
        *,
        stage: str | None = None,
        port: int | str | None = None,
        ready: bool = True,
        anew: bool = False,
        smtp_url: str = "",
    ) -> Product:
        folder = instance or tmp_path / "instance"
        if ready and not anew and not folder.exists():
            prepared_folder(folder)
        product = _start(
            folder,
            stage,
            str(port if port is not None else free_port()),
            tmp_path / f"output-{len(started)}.txt",
            smtp_url,
        )
        started.append(product)
        if ready:
            product.wait_for("All data is kept in")
        return product

    yield start
    for product in started:
        if product.process.poll() is None:
            product.stop()


def prepared_folder(folder: Path) -> None:
    """Make it as the product leaves it before it first opens its doors: tables and records."""
    first = postgres.run_folder() / "prepared"
    with postgres.one_at_a_time("prepared"):
        if not first.exists():
            unfinished = first.with_suffix(".new")
            unfinished.mkdir(exist_ok=True)  # by the supervisor, and with it the secret of jobs
            command = [sys.executable, "-m", "courseapp.serve.prepare"]
            settings = {"COURSEAPP_INSTANCE": str(unfinished)}
            subprocess.run(command, cwd=ROOT, env=_environment() | settings, check=True)
            unfinished.rename(first)
    shutil.copytree(first, folder)


def _start(instance: Path, stage: str | None, port: str, log: Path, smtp_url: str) -> Product:
    command = [sys.executable, "-m", "courseapp.serve", "--port", port]
    command += ["--instance", str(instance), *(["--stage", stage] if stage else [])]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment() | {"COURSEAPP_SMTP_URL": smtp_url},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    return Product(process, f"http://127.0.0.1:{port}", instance, log)


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if "COURSEAPP" not in key}


def _parent(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return None  # it has ended meanwhile


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text()
    except OSError:
        return ""
