"""The port to a virus scanner: clamd, asked over TCP or a socket of this machine.

Its protocol is INSTREAM, see clamd(8): the file goes over in pieces, each behind its length in four
bytes, and an empty one ends it. Where nothing is set, nothing is asked.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

CHUNK_BYTES = 64 * 1024
LONGEST_ANSWER = 4096
CLEAN, FOUND = "OK", " FOUND"


class ScannerDownError(Exception):
    """The scanner gave no answer, or none that says what the file is; the message says why."""


class Scanner(Protocol):
    """Whoever looks for viruses."""

    def virus_in(self, stream: IO[bytes]) -> str | None:
        """Return what was found, None for nothing. Raises ScannerDownError."""


@dataclass(frozen=True)
class NoScanner:
    """Finds nothing: this installation has no scanner."""

    def virus_in(self, stream: IO[bytes]) -> str | None:  # noqa: ARG002 - as the port has it
        """Return None."""
        return None


@dataclass(frozen=True)
class Clamd:
    """A clamd at a host and port, or at the path of its socket."""

    address: tuple[str, int] | Path
    seconds: float = 20.0  # for each answer and each piece, on the clock

    def virus_in(self, stream: IO[bytes]) -> str | None:
        """Return the name of the virus, None for none. Raises ScannerDownError."""
        try:
            with self._line() as line:
                _send(line, stream)
                answer = _answer(line)
        except OSError as error:
            raise ScannerDownError(f"clamd: {error}") from None
        return _name(answer)

    @contextmanager
    def _line(self) -> Iterator[socket.socket]:
        if isinstance(self.address, Path):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.seconds)
            with line:
                line.connect(str(self.address))
                yield line
        else:
            with socket.create_connection(self.address, timeout=self.seconds) as line:
                yield line


def _send(line: socket.socket, stream: IO[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    while chunk := stream.read(CHUNK_BYTES):
        line.sendall(len(chunk).to_bytes(4, "big") + chunk)
    line.sendall(bytes(4))


def _answer(line: socket.socket) -> str:
    """Return what it says up to the NUL that ends it, or up to the end of the line."""
    told = b""
    while b"\0" not in told and len(told) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        told += piece
    return told.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _name(answer: str) -> str | None:
    told = answer.removeprefix("stream: ")
    if told == CLEAN:
        return None
    if told.endswith(FOUND):
        return told.removesuffix(FOUND)
    # Such as "INSTREAM size limit exceeded. ERROR": its StreamMaxLength is too small.
    raise ScannerDownError(f"clamd said {answer!r}")
