"""What the pages of an import show, in a fixed number of statements however long the file is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from courseapp.core.paging import Page, paginate
from courseapp.exchange.dry_run import Compared, compared
from courseapp.exchange.matching import held_records
from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.parsed import Fault
from courseapp.exchange.queries import results_of, rows_of, verdicts_of
from courseapp.exchange.rules import Result, TextEncoding, Verdict
from courseapp.exchange.stored import faults_of, parsed_row
from courseapp.exchange.words import became, counted, why_left
from courseapp.initiatives.document.record import Record

ROWS_ON_A_PAGE = 10
RESULTS_ON_A_PAGE = 50
FAULTS_ON_TOP = 20
TAKEN = (Verdict.NEW, Verdict.CHANGED)


@dataclass(frozen=True)
class RowView:
    """A row with its comparison; `compared` is None where it has faults or is not the reader's."""

    row: ImportRow
    compared: Compared | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class DryRun:
    """A page of the dry run."""

    verdicts: Mapping[Verdict, int]
    faults: tuple[RowView, ...]
    page: Page[RowView]
    shown: Verdict | None
    other_encoding: TextEncoding | None

    @property
    def total(self) -> int:
        return sum(self.verdicts.values())

    @property
    def good(self) -> int:
        """How many rows would be imported."""
        return sum(self.verdicts.get(verdict, 0) for verdict in TAKEN)

    @property
    def counted(self) -> str:
        return counted(self.verdicts)

    @property
    def more_faults(self) -> int:
        return self.verdicts.get(Verdict.FAULT, 0) - len(self.faults)


@dataclass(frozen=True)
class ResultView:
    """A page of what became of a file."""

    results: Mapping[Result, int]
    became: str
    why_left: str
    page: Page[RowView]
    shown: Result | None

    @property
    def total(self) -> int:
        return sum(self.results.values())


def dry_run_page(
    session: Session, found: RecordImport, shown: Verdict | None, number: int
) -> DryRun:
    """Return a page of rows with what importing them would do, compared with what is held now."""
    page = paginate(session, rows_of(found.id, shown), number, ROWS_ON_A_PAGE)
    top = session.scalars(rows_of(found.id, Verdict.FAULT).limit(FAULTS_ON_TOP)).all()
    faults = tuple(RowView(row, None, faults_of(row.faults)) for row in top)
    return DryRun(
        verdicts_of(session, [found.id])[found.id],
        faults,
        _with(page, _compared(session, page.items)),
        shown,
        other_encoding(found, [fault for view in faults for fault in view.faults]),
    )


def result_page(
    session: Session, found: RecordImport, shown: Result | None, number: int
) -> ResultView:
    """Return a page of rows with what became of them."""
    page = paginate(session, rows_of(found.id, None, shown), number, RESULTS_ON_A_PAGE)
    views = [RowView(row, None, faults_of(row.faults)) for row in page.items]
    verdicts = dict(verdicts_of(session, [found.id])[found.id])
    if found.with_older:
        verdicts.pop(Verdict.OLDER, None)
    results = results_of(session, found.id)
    told = became(results, found.new_are_public), why_left(verdicts)
    return ResultView(results, *told, _with(page, views), shown)


def _compared(session: Session, rows: Sequence[ImportRow]) -> list[RowView]:
    about = [row.initiative_id for row in rows if row.initiative_id is not None]
    held = held_records(session, about)
    return [RowView(row, _beside(row, held), faults_of(row.faults)) for row in rows]


def _beside(row: ImportRow, held: Mapping[int, Record]) -> Compared | None:
    if row.verdict in {Verdict.FAULT, Verdict.NOT_YOURS}:
        return None
    return compared(held.get(row.initiative_id or 0), parsed_row(row))


def _with(page: Page[ImportRow], views: Sequence[RowView]) -> Page[RowView]:
    return Page(views, page.number, page.size, page.total)


def other_encoding(found: RecordImport, faults: Sequence[Fault]) -> TextEncoding | None:
    """Return in what else the file may be read; that its letters are not UTF-8 is no guess."""
    if found.encoding is not TextEncoding.UTF_8:
        return TextEncoding.UTF_8
    told = (*faults, *faults_of(found.faults))
    is_broken = any("not in UTF-8" in fault.what for fault in told)
    return TextEncoding.WINDOWS_1252 if is_broken and found.format else None
