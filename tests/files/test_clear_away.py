"""Bytes that no row names go after a day; rows whose bytes are gone are told to the operator."""

import os
from datetime import timedelta
from pathlib import Path

from flask import Flask
from huey.api import PeriodicTask
from sqlalchemy.orm import Session

from courseapp.files.current import current_folder
from courseapp.files.folder import UNFINISHED, Folder
from courseapp.files.invariants import missing_files
from courseapp.files.rules import DOCUMENTS
from courseapp.files.storing import remove_orphans, store
from tests.files.story import CONTENT, pdf
from tests.support.clock import START

DAY = timedelta(days=1)


def written(folder: Folder, name: str, hours_ago: float) -> Path:
    """Put something into the folder that was last written some hours before START."""
    folder.path.mkdir(parents=True, exist_ok=True)
    path = folder.path / name
    path.write_bytes(CONTENT)
    at = (START - timedelta(hours=hours_ago)).timestamp()
    os.utime(path, (at, at))
    return path


def names_in(folder: Folder) -> set[str]:
    return {path.name for path in folder.path.iterdir()}


def test_bytes_of_a_transaction_that_was_rolled_back_go_after_a_day(
    session: Session, folder: Folder
) -> None:
    kept = store(session, START, folder, pdf(), DOCUMENTS)
    savepoint = session.begin_nested()
    lost = store(session, START, folder, pdf(), DOCUMENTS).key
    savepoint.rollback()
    for key in (kept.key, lost):
        written(folder, key, 0)
    assert remove_orphans(session, folder, START + DAY) == 0
    assert remove_orphans(session, folder, START + DAY + timedelta(seconds=1)) == 1
    assert names_in(folder) == {kept.key}
    assert missing_files(session, folder) == []


def test_what_a_power_cut_left_half_written_goes_too(session: Session, folder: Folder) -> None:
    kept = store(session, START, folder, pdf(), DOCUMENTS)
    written(folder, UNFINISHED + "old", 25)
    written(folder, UNFINISHED + "new", 23)
    (folder.path / "lost+found").mkdir()
    assert remove_orphans(session, folder, START) == 1
    assert names_in(folder) == {kept.key, UNFINISHED + "new", "lost+found"}


def test_a_database_that_names_no_file_removes_none(session: Session, folder: Folder) -> None:
    assert remove_orphans(session, folder, START) == 0
    written(folder, "of-another-database", 1000)
    assert remove_orphans(session, folder, START) == 0
    assert names_in(folder) == {"of-another-database"}


def test_missing_and_shortened_files_are_told(session: Session, folder: Folder) -> None:
    files = [store(session, START, folder, pdf(), DOCUMENTS) for _ in range(3)]
    assert missing_files(session, folder) == []
    folder.remove(files[0].key)
    folder.path_of(files[2].key).write_bytes(CONTENT[:9])
    assert missing_files(session, folder) == [
        f"The file {files[0].id} is not in the folder of files.",
        f"The file {files[2].id} has 9 bytes instead of {len(CONTENT)}.",
    ]


def test_the_operators_check_looks_at_files_too(app: Flask, session: Session) -> None:
    with app.app_context():
        folder = current_folder()
    stored = store(session, START, folder, pdf(), DOCUMENTS)
    session.commit()
    told = app.test_cli_runner().invoke(args=["check", "invariants"])
    assert (told.exit_code, told.output) == (0, "All is well.\n")
    folder.remove(stored.key)
    told = app.test_cli_runner().invoke(args=["check", "invariants"])
    assert told.exit_code == 1
    assert told.output == f"The file {stored.id} is not in the folder of files.\n"


def test_the_worker_clears_away_each_night(app: Flask, session: Session) -> None:
    with app.app_context():
        folder = current_folder()
    store(session, START, folder, pdf(), DOCUMENTS)
    session.commit()
    orphan = written(folder, "orphan", 25)
    (job,) = [
        task
        for task in app.extensions["jobs"].read_periodic(START.replace(hour=2, minute=23))
        if task.name == "clear_files_away"
    ]
    assert isinstance(job, PeriodicTask)
    job.execute()
    assert not orphan.exists()
