"""What operators do with files of records at a terminal."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.request import now, session
from courseapp.exchange.dry_run import compared
from courseapp.exchange.giving_out import (
    GivenAs,
    public_records,
    written,
    written_together,
)
from courseapp.exchange.matching import OnceEach, directory, held_records
from courseapp.exchange.merging.bringing_in import verdict_on
from courseapp.exchange.parsed import BadRow, Parsed, ParsedRow
from courseapp.exchange.reading.opening import read_file
from courseapp.exchange.rules import Result, TextEncoding, Verdict
from courseapp.exchange.taking import Bringer
from courseapp.exchange.telling import Looked, report
from courseapp.exchange.words import records
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import record_of
from courseapp.mail.outbox import absolute_url

TAKEN = frozenset({Verdict.NEW, Verdict.CHANGED})

initiatives = AppGroup("initiatives", help="Records go out to files and come in from them.")


@dataclass(frozen=True)
class Chosen:
    """The rows of a file to import, each with the record that it is about."""

    rows: Sequence[tuple[ParsedRow, int | None]]
    has_faults: bool


@initiatives.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--draft", is_flag=True, help="New records stay drafts.")
@click.option("--with-older", is_flag=True, help="Take also what is older than what is held.")
@click.option(
    "--encoding",
    type=click.Choice([each.value for each in TextEncoding]),
    default=TextEncoding.UTF_8.value,
    help="How the letters of the files are written.",
)
@with_appcontext
def import_files(
    files: Sequence[Path], dry_run: bool, draft: bool, with_older: bool, encoding: str
) -> None:
    """Import the records in FILES, all of them in one transaction.

    Rows with faults are told by line and column, the others are imported. The exit code is 1
    where there were faults.
    """
    has_faults = False
    counted: Counter[Result] = Counter()
    for file in files:
        parsed = read_file(file.read_bytes(), TextEncoding(encoding))
        chosen = _look(file, parsed, TAKEN | ({Verdict.OLDER} if with_older else set()))
        has_faults = has_faults or chosen.has_faults
        counted.update(_bring(chosen.rows, file, not draft))  # so that the next file finds it
    if dry_run:
        session().rollback()
        click.echo("Nothing was imported: this was a dry run.")
    else:
        session().commit()
        click.echo(f"{records(counted[Result.ADDED])} added, {counted[Result.CHANGED]:,} changed.")
    if has_faults:
        raise SystemExit(1)


@initiatives.command("export")
@click.argument("slugs", nargs=-1)
@click.option(
    "--format",
    "given_as",
    type=click.Choice([each.value for each in GivenAs]),
    default=GivenAs.JSON.value,
)
@with_appcontext
def export_records(slugs: Sequence[str], given_as: str) -> None:
    """Print the records SLUGS (their names in addresses), or all public ones."""
    for piece in _pieces(slugs, GivenAs(given_as)):
        click.echo(piece.encode(), nl=False)  # to the byte, whatever the terminal's letters


def _pieces(slugs: Sequence[str], wanted: GivenAs) -> Iterator[str]:
    if wanted is GivenAs.JSONLD and not slugs:
        raise click.ClickException("Linked data is printed for named records only.")
    if wanted is GivenAs.JSONLD or len(slugs) == 1:
        return (written(_record(slug), wanted, _address_of) for slug in slugs)
    chosen = map(_record, slugs) if slugs else public_records(session())
    return written_together(chosen, wanted)


def _look(file: Path, parsed: Parsed, chosen: Collection[Verdict]) -> Chosen:
    """Print the report of a file, and return the rows to import."""
    known, once = directory(session()), OnceEach()
    looked: list[Looked] = []
    rows: list[tuple[ParsedRow, int | None]] = []
    refused: list[BadRow] = []
    for row in parsed.rows:
        about = known.find(row)
        bad = once.refuse(row, known)
        if bad is not None:
            refused.append(bad)
            continue
        looked.append(_looked(session(), row, about))
        if looked[-1].verdict in chosen:
            rows.append((row, about))
    told = replace(parsed, bad=(*parsed.bad, *refused))
    for line in report(file.name, told, looked):
        click.echo(line)
    return Chosen(rows, bool(told.faults))


def _looked(session: Session, row: ParsedRow, about: int | None) -> Looked:
    held = held_records(session, [about]).get(about) if about is not None else None
    return Looked(row.record.name, row.line, verdict_on(held, row), compared(held, row))


def _bring(
    rows: Iterable[tuple[ParsedRow, int | None]], file: Path, new_are_public: bool
) -> Iterator[Result]:
    bringer = Bringer(session(), None, now(), new_are_public, file.name)
    for row, about in rows:
        yield bringer.bring(row, about).result


def _record(slug: str) -> Record:
    named = select(Initiative).where(Initiative.slug == slug)
    found = session().scalars(named).one_or_none()
    if found is None:
        raise click.ClickException(f"There is no initiative {slug!r}.")
    return record_of(session(), found).record


def _address_of(slug: str) -> str:
    return absolute_url(f"/initiatives/{slug}")
