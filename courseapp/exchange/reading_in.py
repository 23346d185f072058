"""The worker reads a file row by row and says of each what importing it would do.

Reading takes as long as the file is large, so nothing is locked meanwhile: about once a second the
rows that were read are written down in a transaction of their own, and the page shows how many.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from courseapp.core.clock import Clock
from courseapp.core.database import rows_changed
from courseapp.exchange.matching import Directory, OnceEach, directory, held_records
from courseapp.exchange.merging.bringing_in import verdict_on
from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.parsed import BadRow, Fault, ParsedRow
from courseapp.exchange.reading.opening import open_file
from courseapp.exchange.rules import ImportAction, ImportState, TextEncoding, Verdict
from courseapp.exchange.steps import take_step
from courseapp.exchange.stored import Values, bad_row, good_row, stored_faults
from courseapp.initiatives.document.record import Record

STALE_AFTER = timedelta(minutes=5)  # without a sign of life: the worker is gone
MOST_TURNS = 3  # a file that a worker died of so often is not read again
WRITE_EVERY_SECONDS = 0.8
MOST_IN_A_BATCH = 200

Row = ParsedRow | BadRow


def read_import(session: Session, clock: Clock, import_id: int) -> bool:
    """Read the file of an import that waits, or whose reader has died. Commits as it goes.

    Returns whether it was read to its end here: another worker, or somebody who throws the file
    away, is noticed at the next batch.
    """
    turn = _begin(session, clock(), import_id)
    if turn is None:
        return False
    if turn.number > MOST_TURNS:
        return refuse(session, clock(), import_id)
    opened = open_file(turn.content, turn.encoding)
    if opened.faults:
        faults = stored_faults(opened.faults)
        return turn.end(session, ImportAction.REFUSE, clock(), format=opened.format, faults=faults)
    if not turn.goes_on(
        session, clock(), total=opened.expected, format=opened.format, notes=list(opened.notes)
    ):
        return False
    reader = _Reader(turn, directory(session, turn.only))
    session.commit()
    for batch in _batches(opened.rows):
        reader.take(session, batch)
        if not turn.goes_on(session, clock(), done=reader.done):
            return False
    return turn.end(session, ImportAction.PRESENT, clock(), total=reader.done)


def refuse(session: Session, now: datetime, import_id: int) -> bool:
    """Say that a file cannot be read, for reasons that only the log knows. Commits."""
    session.rollback()
    what = "This file cannot be read. The people who run the site find out why in its log."
    faults = stored_faults([Fault(what)])
    return _settle(session, take_step(session, import_id, ImportAction.REFUSE, now, faults=faults))


@dataclass(frozen=True)
class _Turn:
    """An import in one worker's hands; whoever begins again takes it away with a new number."""

    import_id: int
    number: int
    content: bytes
    encoding: TextEncoding
    only: int | None  # the one initiative that it may be about

    def goes_on(self, session: Session, now: datetime, **values: Any) -> bool:
        """Commit what was read, or undo it where this turn is over."""
        noted = update(RecordImport).where(
            RecordImport.id == self.import_id,
            RecordImport.turn == self.number,
            RecordImport.state == ImportState.READING,
        )
        mine = rows_changed(
            session,
            noted.values(changed_at=now, **values).execution_options(synchronize_session=False),
        )
        return _settle(session, bool(mine))

    def end(self, session: Session, action: ImportAction, now: datetime, **values: Any) -> bool:
        """Take the last step, and commit it."""
        mine = [RecordImport.turn == self.number]
        return _settle(session, take_step(session, self.import_id, action, now, mine, **values))


def _settle(session: Session, fine: bool) -> bool:
    if fine:
        session.commit()
    else:
        session.rollback()
    session.expunge_all()  # thousands of rows are no use to remember
    return fine


def _begin(session: Session, now: datetime, import_id: int) -> _Turn | None:
    """Claim the import, and forget what an earlier turn has read."""
    began: dict[str, Any] = {"turn": RecordImport.turn + 1, "done": 0, "notes": [], "faults": []}
    stale = [RecordImport.changed_at < now - STALE_AFTER]
    claimed = take_step(session, import_id, ImportAction.READ, now, **began) or take_step(
        session, import_id, ImportAction.READ_ON, now, stale, **began
    )
    if not claimed:
        session.rollback()
        return None
    session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))
    found = session.get_one(RecordImport, import_id)
    content = found.content or b""
    turn = _Turn(import_id, found.turn, content, found.encoding, found.initiative_id)
    session.commit()
    return turn


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Yield the rows as they are read, about once a second."""
    batch: list[Row] = []
    since = time.monotonic()
    for row in rows:
        batch.append(row)
        if len(batch) >= MOST_IN_A_BATCH or time.monotonic() - since > WRITE_EVERY_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


@dataclass
class _Reader:
    """Turns rows of a file into rows of the database."""

    turn: _Turn
    directory: Directory
    done: int = 0
    once: OnceEach = field(default_factory=OnceEach)

    def take(self, session: Session, batch: Sequence[Row]) -> None:
        """Add what becomes of each row of the batch. Three statements whatever its size."""
        good = [row for row in batch if isinstance(row, ParsedRow)]
        about = {row.number: self.directory.find(row) for row in good}
        held = held_records(session, [each for each in about.values() if each is not None])
        session.commit()  # the comparing that follows holds nothing up
        stored = [
            bad_row(self.turn.import_id, row)
            if isinstance(row, BadRow)
            else self._good(row, about[row.number], held)
            for row in batch
        ]
        session.execute(insert(ImportRow), stored)
        self.done += len(batch)

    def _good(self, row: ParsedRow, about: int | None, held: Mapping[int, Record]) -> Values:
        if about is None and self.turn.only is not None:
            return good_row(self.turn.import_id, row, Verdict.NOT_YOURS, None)
        refused = self.once.refuse(row, self.directory)
        if refused is not None:
            return bad_row(self.turn.import_id, refused)
        if about is None:
            return good_row(self.turn.import_id, row, Verdict.NEW, None)
        verdict = verdict_on(held[about], row)
        return good_row(self.turn.import_id, row, verdict, about)
