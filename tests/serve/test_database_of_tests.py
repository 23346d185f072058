"""The PostgreSQL that the tests start clears up after runs that could not do so themselves."""

import tempfile
from pathlib import Path

import pytest

from tests.support import postgres

NOBODY = 2**22 + 1  # above the largest process number that Linux hands out


def test_what_a_run_left_when_the_power_went_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / f"{postgres.PREFIX}left"
    (left / "data").mkdir(parents=True)
    (left / "owner").write_text(str(NOBODY))
    (left / "data" / "postmaster.pid").write_text(f"{NOBODY}\n{left}/data\n")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))

    postgres.remove_abandoned()

    assert not left.exists()


def test_the_folder_of_a_run_that_goes_on_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = postgres.run_folder()
    beside = tmp_path / f"{postgres.PREFIX}own"
    beside.mkdir()
    (beside / "owner").write_text((own / "owner").read_text())
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))

    postgres.remove_abandoned()

    assert beside.exists()
