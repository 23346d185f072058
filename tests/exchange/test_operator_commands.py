"""`flask initiatives import` and `export`: the same report, at a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result as Answer
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.scenarios.cast import Cast

Run = Callable[..., Answer]
TABLE = "Name of initiative,Starting year\nAlpha Club (AC1),2007\n,2008\nBeta Club,twenty\n"


@pytest.fixture
def run(app: Flask, session: Session, cast: Cast) -> Run:
    """Run `flask initiatives …`, and let the test's session see what came of it."""

    def command(*arguments: str | Path) -> Answer:
        session.commit()
        answer = app.test_cli_runner().invoke(args=["initiatives", *map(str, arguments)])
        session.expire_all()
        return answer

    return command


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "clubs.csv"
    file.write_text(TABLE, "utf-8")
    return file


def names(session: Session) -> set[str]:
    return set(session.scalars(select(Initiative.name)))


def test_a_dry_run_tells_everything_and_changes_nothing(
    run: Run, table: Path, session: Session
) -> None:
    answer = run("import", table, "--dry-run")
    assert answer.exit_code == 1
    for told in (
        "clubs.csv (csv): 2 new, 1 fault",
        "! line 3, column 1: The name of the initiative is missing.",
        "New: Alpha Club, line 2",
        "Starting year: 2007 [New]",
        "“twenty” is not a year.",
        "Nothing was imported: this was a dry run.",
    ):
        assert told in answer.output
    assert "Alpha Club" not in names(session)


def test_good_rows_are_imported_and_faults_make_the_exit_code(
    run: Run, table: Path, session: Session
) -> None:
    answer = run("import", table)
    assert (answer.exit_code, answer.output.splitlines()[-1]) == (1, "2 records added, 0 changed.")
    assert {"Alpha Club", "Beta Club"} <= names(session)
    again = run("import", table)
    assert "2 unchanged, 1 fault" in again.output
    assert again.output.splitlines()[-1] == "0 records added, 0 changed."


def test_without_faults_the_exit_code_is_zero(run: Run, table: Path, session: Session) -> None:
    table.write_text(TABLE.replace(",2008\n", ""), "utf-8")
    assert run("import", table, "--draft").exit_code == 0
    found = session.scalars(select(Initiative).where(Initiative.slug == "ac1")).one()
    assert not found.is_public


def test_several_files_are_one_transaction_and_know_of_each_other(
    run: Run, table: Path, tmp_path: Path, session: Session
) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"slug": "ac1", "name": "Alpha Club", "summary": "Later."}', "utf-8")
    answer = run("import", table, other)
    assert "2 records added, 1 changed." in answer.output
    found = session.scalars(select(Initiative).where(Initiative.slug == "ac1")).one()
    assert found.summary == "Later."
    versions = session.scalars(
        select(RecordVersion)
        .where(RecordVersion.initiative_id == found.id)
        .order_by(RecordVersion.number)
    ).all()
    assert [version.note for version in versions] == [
        "Imported from clubs.csv, line 2.",
        "Imported from other.json, line 1.",
    ]


def test_a_file_that_is_nothing_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleagues,", "utf-8")
    answer = run("import", file)
    assert answer.exit_code == 1
    assert "! This is neither the text of a page" in answer.output


def test_another_encoding_is_a_clear_choice(run: Run, tmp_path: Path, session: Session) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("Name of initiative\nQuébec Club\n".encode("windows-1252"))
    assert "not in UTF-8" in run("import", file).output
    assert run("import", file, "--encoding", "windows-1252").exit_code == 0
    assert "Québec Club" in names(session)


@pytest.mark.parametrize("given_as", ["csv", "json", "yaml"])
def test_what_is_exported_is_imported_without_a_change(
    run: Run, tmp_path: Path, given_as: str
) -> None:
    everything = run("export", "--format", given_as)
    assert everything.exit_code == 0
    file = tmp_path / "all"
    file.write_bytes(everything.stdout_bytes)
    answer = run("import", file)
    assert answer.exit_code == 0
    assert "0 records added, 0 changed." in answer.output
    one = run("export", "icap", "--format", given_as)
    assert "International Carbon Action Partnership" in one.output
    assert "Carbon Market Platform" not in one.output


def test_linked_data_is_printed_for_named_records(run: Run) -> None:
    assert '"@type": "Organization"' in run("export", "icap", "--format", "jsonld").output
    assert run("export", "--format", "jsonld").exit_code == 1
    assert "There is no initiative 'nothing'." in run("export", "nothing").output
