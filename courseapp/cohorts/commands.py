"""What operators do with proposals at a terminal: solve them again, take them along as files."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from courseapp.cohorts.model.document import Unreadable
from courseapp.cohorts.models import CohortProposal
from courseapp.cohorts.reproducing import (
    Compared,
    Kept,
    kept_from_json,
    kept_of,
    kept_to_json,
    reproduce,
)
from courseapp.core.request import session

STRIPPED = (
    "Answers were deleted since, as their form had announced, and with them what limits looked at. "
    "So it cannot come out the same from here. A file of “flask selection document” that was taken "
    "before does; its digests stand in the minutes."
)
selection = AppGroup("selection", help="Proposals of who is chosen.")


@selection.command("reproduce")
@click.argument("which")
@with_appcontext
def reproduce_proposal(which: str) -> None:
    """Solve a proposal again: WHICH is its number in the minutes, or a file of it.

    The exit code is 1 where it does not come out the same.
    """
    try:
        kept = _kept(which)
        compared = reproduce(kept)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    for sentence in _sentences(compared):
        click.echo(sentence)
    if kept.is_stripped:
        click.echo(STRIPPED)
    if not compared.is_same:
        raise SystemExit(1)


@selection.command("document")
@click.argument("number", type=int)
@with_appcontext
def document(number: int) -> None:
    """Print a proposal as a file for `reproduce`. It holds traits of people: keep it safe."""
    click.echo(kept_to_json(kept_of(_row(number))))


def _kept(which: str) -> Kept:
    path = Path(which)
    if path.is_file():
        return kept_from_json(path.read_text("utf-8"))
    if not which.isdecimal():
        raise click.ClickException(f"There is no file “{which}”, and it is no number.")
    return kept_of(_row(int(which)))


def _row(number: int) -> CohortProposal:
    found = session().get(CohortProposal, number)
    if found is None:
        raise click.ClickException(f"There is no proposal {number}.")
    return found


def _sentences(compared: Compared) -> list[str]:
    told = []
    if not compared.task_is_whole:
        told.append("The task is not the one that was kept: its digest differs.")
    if not compared.result_is_whole:
        told.append("The result is not the one that was kept: its digest differs.")
    came_out = compared.result_digest or "no cohort, for the limits cannot hold together"
    told.append(f"Solved again: {came_out}")
    told.append("It is the same." if compared.is_same else "It is NOT the same.")
    return told
