"""A folder of files of the test's own."""

from pathlib import Path

import pytest

from courseapp.files.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder that does not exist yet, as on the first day."""
    return Folder(tmp_path / "instance" / "files")
