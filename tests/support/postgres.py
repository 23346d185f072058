"""A private PostgreSQL for one test run: made in a temporary folder, gone afterwards.

It starts when the first test needs it, whichever worker that is, and is stopped by the
process that began the run. Unix socket only, no fsync, no clearing up: nothing in it is worth
keeping.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import programs

FOLDER_NAME = "COURSEAPP_TESTS_FOLDER"  # tells xdist's workers where the run's folder is
PREFIX = "courseapp-tests-"
SOCKET_NAME = ".s.PGSQL.5432"
SERVER_USER = "postgres"  # PostgreSQL refuses to run as root
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",  # compiling a statement costs more than any of these small ones
    "max_connections": "200",
    "timezone": "Pacific/Auckland",  # nobody's results may depend on the server's zone
}


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        remove_abandoned()
        os.environ[FOLDER_NAME] = str(_new_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _stop(run_folder())


def run_folder() -> Path:
    """Return the folder that all workers of this run share."""
    return Path(os.environ[FOLDER_NAME])


@contextmanager
def one_at_a_time(what: str) -> Iterator[None]:
    """Hold the lock of that name, which all workers of this run share."""
    with (run_folder() / f"{what}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def server_url(database: str) -> str:
    """Return the SQLAlchemy address of a database, after starting the server if need be."""
    folder = run_folder()
    with one_at_a_time("server"):
        if not (folder / "data" / "postmaster.pid").exists():
            _start(folder)
    return f"postgresql+psycopg://courseapp@/{database}?host={folder}"


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "owner").write_text(str(os.getpid()))
    if os.geteuid() == 0:
        folder.chmod(0o711)
        shutil.chown(folder, SERVER_USER)
    return folder


def _start(folder: Path) -> None:
    initialise = ["--auth=trust", "--username=courseapp", "--no-sync", "--encoding=UTF8"]
    _server_command(folder, "initdb", *initialise, "--locale=C.UTF-8", "-D", str(folder / "data"))
    settings = " ".join(f"-c {name}='{value}'" for name, value in OPTIONS.items())
    _server_command(
        folder,
        "pg_ctl",
        "-D",
        str(folder / "data"),
        "-l",
        str(folder / "server.log"),
        "-o",
        f"{settings} -k {folder}",
        "-w",
        "start",
    )


def _stop(folder: Path) -> None:
    if _server_runs(folder):
        data = str(folder / "data")
        _server_command(folder, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _server_runs(folder: Path) -> bool:
    """Tell whether it answers: its note of its process outlives a cut of the power."""
    with socket.socket(socket.AF_UNIX) as knock:
        return knock.connect_ex(str(folder / SOCKET_NAME)) == 0


def _server_command(folder: Path, program: str, *arguments: str) -> None:
    binaries = programs.postgresql_folder()
    assert binaries, "PostgreSQL is not installed: `make test` installs it or says how."
    user = ["runuser", "-u", SERVER_USER, "--"] if os.geteuid() == 0 else []
    with (folder / "commands.log").open("a") as log:
        done = subprocess.run(
            [*user, str(binaries / program), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    assert done.returncode == 0, (folder / "commands.log").read_text()


def remove_abandoned() -> None:
    """Stop the server of a run that was killed before it could do so itself."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder / "owner"
        if owner.exists() and not _runs(int(owner.read_text())):
            _stop(folder)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
