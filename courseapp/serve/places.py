"""The folder and the port of one run: had for itself alone, or refused in one sentence."""

import fcntl
import socket
import tempfile
from pathlib import Path
from typing import TextIO

from courseapp.serve.refusals import Refusal

HOST = "127.0.0.1"
BACKLOG = 1024


def open_instance(folder: Path) -> Path:
    """Make the folder of all state, or refuse where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder.resolve()
    except OSError as error:
        raise Refusal(
            f"Nothing can be written to the folder {folder} ({error.strerror}). "
            "Choose another one, for example: make run INSTANCE=$HOME/courseapp"
        ) from error


def hold(instance: Path) -> TextIO:
    """Hold the folder for this run alone; it is let go when the returned file is closed."""
    file = (instance / "running.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Refusal(
            f"Another courseapp runs on the folder {instance}. "
            "Stop it first, or choose another one with INSTANCE=…"
        ) from error
    return file


def listen(port: int) -> socket.socket:
    """Open the port, or refuse if it is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise Refusal(
            f"Port {port} cannot be used ({error.strerror}). "
            f"Choose another one, for example: make run PORT={port + 1 if port < 65535 else 8000}"
        ) from error
    listener.listen(BACKLOG)
    return listener
