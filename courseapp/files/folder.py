"""The folder that holds the bytes of stored files.

All that touches the disk is here, so that another store can take its place.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from pathlib import Path
from tempfile import NamedTemporaryFile

from courseapp.core.ids import random_token
from courseapp.files.scanning import NoScanner, Scanner

FOR_US_ALONE = 0o700
UNFINISHED = "unfinished-"


@dataclass(frozen=True)
class Folder:
    """A folder of our own, outside of what the web server gives out. Each method may raise OSError.

    A file's name in it is its key: random, so it says nothing and overwrites nothing.
    """

    path: Path
    scanner: Scanner = field(default_factory=NoScanner)  # who looks at what comes in

    @contextmanager
    def unfinished(self) -> Iterator[Path]:
        """Lend an empty file of the folder to write into; it goes unless it was kept by then."""
        self.path.mkdir(mode=FOR_US_ALONE, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.path, prefix=UNFINISHED, delete=False) as file:
            writing = Path(file.name)
        try:
            yield writing
        finally:
            writing.unlink(missing_ok=True)

    def keep(self, writing: Path) -> str:
        """Keep an unfinished file under a new key and return it.

        Once it returns, the bytes survive a power cut.
        """
        key = random_token()
        with writing.open("rb") as file:
            os.fsync(file.fileno())
        writing.rename(self.path_of(key))
        self._make_names_durable()
        return key

    def path_of(self, key: str) -> Path:
        """Return where the bytes of the key lie, if they do."""
        return self.path / key

    def size_of(self, key: str) -> int | None:
        """Return the number of bytes under the key, or None where there are none."""
        path = self.path_of(key)
        return path.stat().st_size if path.is_file() else None

    def names_before(self, instant: datetime) -> Sequence[str]:
        """Return the names of files last written before the instant, unfinished ones too."""
        if not self.path.is_dir():
            return []
        limit = instant.timestamp()
        return [path.name for path in self.path.iterdir() if _last_written(path) < limit]

    def remove(self, name: str) -> None:
        """Remove one file; nothing happens where there is none."""
        self.path_of(name).unlink(missing_ok=True)

    def _make_names_durable(self) -> None:
        """A renamed file survives a power cut only once its folder is on the disk too."""
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _last_written(path: Path) -> float:
    """Return seconds since 1970; for what has gone meanwhile, or is no file, later than all."""
    try:
        return path.stat().st_mtime if path.is_file() else inf
    except FileNotFoundError:
        return inf
