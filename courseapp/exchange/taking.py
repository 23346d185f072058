"""What was read becomes part of the records: all chosen rows in one transaction, or none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit
from courseapp.core.clock import Clock
from courseapp.exchange.matching import Directory, quick_directory
from courseapp.exchange.merging.bringing_in import bring_in
from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.parsed import ParsedRow
from courseapp.exchange.rules import ImportAction, ImportState, Result, Verdict
from courseapp.exchange.steps import take_step
from courseapp.exchange.stored import parsed_row
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import Edit, add_initiative, change_record

AT_ONCE = 100  # rows in memory


@dataclass(frozen=True)
class Taken:
    """What became of one row, and which record it went to."""

    result: Result
    initiative_id: int


def import_rows(session: Session, clock: Clock, import_id: int) -> bool:
    """Import the chosen rows and commit; return whether that was done here.

    The import is locked first: of two workers the second finds it done, and does nothing. If
    anything breaks, everything is undone and the dry run waits for another try.
    """
    chosen = _lock(session, import_id)
    if chosen is None:
        session.rollback()
        return False
    now = clock()
    counted = _take_rows(session, now, chosen)
    _close(session, now, chosen, counted)
    session.commit()
    return True


def give_back(session: Session, now: datetime, import_id: int) -> None:
    """Let somebody try again after a failure that undid everything. Commits."""
    session.rollback()
    take_step(
        session,
        import_id,
        ImportAction.GIVE_BACK,
        now,
        problem="Something went wrong while importing. Nothing was imported.",
    )
    session.commit()


def _lock(session: Session, import_id: int) -> RecordImport | None:
    wanted = (
        select(RecordImport)
        .where(RecordImport.id == import_id, RecordImport.state == ImportState.IMPORTING)
        .with_for_update(of=RecordImport, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return session.scalars(wanted).one_or_none()


def _take_rows(session: Session, now: datetime, chosen: RecordImport) -> Mapping[Result, int]:
    actor = session.get_one(Person, chosen.taken_by_id or chosen.author_id)
    bringer = Bringer(session, actor, now, chosen.new_are_public, chosen.file_name)
    counted: Counter[Result] = Counter()
    for rows in _chosen_rows(session, chosen):
        taken = [(row, bringer.bring(parsed_row(row), row.initiative_id)) for row in rows]
        _note(session, taken)
        counted.update(each.result for _, each in taken)
    return counted


def _chosen_rows(session: Session, chosen: RecordImport) -> Iterator[Sequence[ImportRow]]:
    """Yield the rows to import, in the order of the file, some at a time."""
    wanted = [Verdict.NEW, Verdict.CHANGED, *([Verdict.OLDER] if chosen.with_older else [])]
    import_id, last = chosen.id, 0
    while True:
        rows = session.scalars(
            select(ImportRow)
            .where(
                ImportRow.import_id == import_id,
                ImportRow.verdict.in_(wanted),
                ImportRow.number > last,
            )
            .order_by(ImportRow.number)
            .limit(AT_ONCE)
        ).all()
        if not rows:
            return
        last = rows[-1].number
        yield rows


def _note(session: Session, taken: Sequence[tuple[ImportRow, Taken]]) -> None:
    values: list[dict[str, Any]] = [
        {"id": row.id, "result": each.result, "initiative_id": each.initiative_id}
        for row, each in taken
    ]
    session.execute(update(ImportRow), values)


def _close(
    session: Session, now: datetime, chosen: RecordImport, counted: Mapping[Result, int]
) -> None:
    """Say what became of the other rows, and of the file."""
    others = update(ImportRow).where(ImportRow.import_id == chosen.id, ImportRow.result.is_(None))
    plainly = {"synchronize_session": False}
    same = others.where(ImportRow.verdict == Verdict.SAME).values(result=Result.UNCHANGED)
    session.execute(same.execution_options(**plainly))
    session.execute(others.values(result=Result.LEFT_OUT).execution_options(**plainly))
    audit.record(
        session,
        at=now,
        actor=chosen.author,
        verb="imported records",
        subject=f"import/{chosen.id}",
        summary=f"{chosen.file_name} was imported: {counted[Result.ADDED]} records were added and "
        f"{counted[Result.CHANGED]} were changed.",
    )
    take_step(
        session, chosen.id, ImportAction.FINISH, now, finished_at=now, content=None, problem=""
    )


class Bringer:
    """Brings rows into the database inside the caller's transaction.

    A row finds what was there before: what the same file added is never taken for another row's.
    """

    def __init__(
        self,
        session: Session,
        actor: Person | None,
        now: datetime,
        new_are_public: bool,
        file_name: str,
    ) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.new_are_public = new_are_public
        self.file_name = file_name
        self.directory: Directory = quick_directory(session)

    def bring(self, row: ParsedRow, initiative_id: int | None) -> Taken:
        """Add the record of the row, or change the one that it is about."""
        about = initiative_id if initiative_id is not None else self.directory.find(row)
        if about is None:
            return Taken(Result.ADDED, self._add(row).id)
        initiative = self.session.get_one(Initiative, about)
        with self.session.no_autoflush:
            saved = change_record(
                self.session, self.actor, self.now, initiative, _edit(row), self._note(row)
            )
        return Taken(Result.CHANGED if saved.is_new else Result.UNCHANGED, about)

    def _add(self, row: ParsedRow) -> Initiative:
        record = replace(row.record, slug=self.directory.free_slug(row.record.slug))
        with self.session.no_autoflush:  # it flushes itself, and knows when
            return add_initiative(
                self.session, self.actor, self.now, record, self._note(row), self.new_are_public
            )

    def _note(self, row: ParsedRow) -> str:
        line = f", line {row.line}" if row.line else ""
        return f"Imported from {self.file_name}{line}."


def _edit(row: ParsedRow) -> Edit:
    def bring(held: Record) -> Record:
        return bring_in(held, row).record

    return bring
