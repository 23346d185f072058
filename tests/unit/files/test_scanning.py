"""clamd is asked in its own words; what it could not look at is never said to be clean."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from courseapp.files.scanning import CHUNK_BYTES, Clamd, NoScanner, ScannerDownError

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class FakeClamd:
    """A clamd of one answer that reads INSTREAM as the real one does."""

    listening: socket.socket
    answer: bytes = b"stream: OK\0"
    got: bytearray = field(default_factory=bytearray)
    pieces: list[int] = field(default_factory=list)

    def serve(self) -> None:
        line, _ = self.listening.accept()
        with line, line.makefile("rb") as told:
            assert told.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(told.read(4), "big"):
                self.pieces.append(length)
                self.got += told.read(length)
            found = b"stream: Eicar-Signature FOUND\0" if EICAR in self.got else self.answer
            for at in range(len(found)):
                line.sendall(found[at : at + 1])


@contextmanager
def clamd(answer: bytes = b"stream: OK\0", path: Path | None = None) -> Iterator[FakeClamd]:
    with socket.socket(socket.AF_UNIX if path else socket.AF_INET) as listening:
        listening.bind(str(path) if path else ("127.0.0.1", 0))
        listening.listen()
        fake = FakeClamd(listening, answer)
        serving = Thread(target=fake.serve)
        serving.start()
        yield fake
        serving.join(5)
        assert not serving.is_alive()


def asking(fake: FakeClamd) -> Clamd:
    return Clamd(fake.listening.getsockname(), seconds=5)


def test_a_clean_file_goes_over_whole_in_pieces() -> None:
    content = b"clean" * 40_000
    with clamd() as fake:
        assert asking(fake).virus_in(BytesIO(content)) is None
    assert fake.got == content
    assert max(fake.pieces) <= CHUNK_BYTES


def test_a_virus_is_named() -> None:
    with clamd() as fake:
        assert asking(fake).virus_in(BytesIO(b"PDF" + EICAR)) == "Eicar-Signature"


def test_clamd_may_listen_on_a_socket_of_the_machine(tmp_path: Path) -> None:
    with clamd(path=tmp_path / "clamd.ctl"):
        assert Clamd(tmp_path / "clamd.ctl", seconds=5).virus_in(BytesIO(b"x")) is None


@pytest.mark.parametrize(
    "answer",
    [b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0", b"", b"stream: OKAY\0"],
)
def test_any_other_answer_means_that_nobody_looked(answer: bytes) -> None:
    with clamd(answer) as fake, pytest.raises(ScannerDownError, match="clamd said"):
        asking(fake).virus_in(BytesIO(b"x"))


def test_a_scanner_that_is_down_or_silent_is_told_apart_from_a_clean_file(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        nobody = silent.getsockname()
        with pytest.raises(ScannerDownError):
            Clamd(nobody, seconds=1).virus_in(BytesIO(b"x"))
        silent.listen()
        with pytest.raises(ScannerDownError, match="timed out"):
            Clamd(nobody, seconds=0.05).virus_in(BytesIO(b"x"))
    with pytest.raises(ScannerDownError):
        Clamd(tmp_path / "none.ctl", seconds=1).virus_in(BytesIO(b"x"))


def test_without_a_scanner_nothing_is_found() -> None:
    assert NoScanner().virus_in(BytesIO(EICAR)) is None
