"""Reading imports and their rows, each page in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from courseapp.core.errors import NotFound
from courseapp.exchange.models import ImportRow, RecordImport
from courseapp.exchange.reading_in import STALE_AFTER
from courseapp.exchange.rules import ImportState, Result, Verdict
from courseapp.initiatives.models import Initiative


def import_numbered(
    session: Session, import_id: int, initiative: Initiative | None
) -> RecordImport:
    """Return an import of the initiative, or, without one, of administrators. Raises NotFound."""
    found = session.scalars(
        select(RecordImport).where(RecordImport.id == import_id, _belongs_to(initiative))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def imports_of(initiative: Initiative | None) -> Select[RecordImport]:
    """Return the select of the imports of an initiative or of administrators, newest first."""
    return (
        select(RecordImport)
        .where(_belongs_to(initiative))
        .order_by(RecordImport.created_at.desc(), RecordImport.id.desc())
    )


def rows_of(
    import_id: int, verdict: Verdict | None = None, result: Result | None = None
) -> Select[ImportRow]:
    """Return the select of the rows of an import, in the order of the file."""
    chosen = ImportRow.verdict == verdict if verdict else true()
    became = ImportRow.result == result if result else true()
    return (
        select(ImportRow)
        .where(ImportRow.import_id == import_id, chosen, became)
        .options(joinedload(ImportRow.initiative))
        .order_by(ImportRow.number)
    )


def verdicts_of(session: Session, import_ids: Sequence[int]) -> Mapping[int, Mapping[Verdict, int]]:
    """Return how many rows of each kind each import has. One statement."""
    counted = (
        select(ImportRow.import_id, ImportRow.verdict, func.count())
        .where(ImportRow.import_id.in_(import_ids))
        .group_by(ImportRow.import_id, ImportRow.verdict)
    )
    found: dict[int, dict[Verdict, int]] = {import_id: {} for import_id in import_ids}
    for import_id, verdict, number in session.execute(counted):
        found[import_id][verdict] = number
    return found


def results_of(session: Session, import_id: int) -> Mapping[Result, int]:
    """Return how many rows became what. One statement."""
    counted = (
        select(ImportRow.result, func.count())
        .where(ImportRow.import_id == import_id, ImportRow.result.is_not(None))
        .group_by(ImportRow.result)
    )
    return {result: number for result, number in session.execute(counted) if result}


def unfinished_imports(session: Session, now: datetime) -> Sequence[tuple[int, ImportState]]:
    """Return the imports that a worker should take in hand, the oldest first. One statement."""
    waits = or_(
        RecordImport.state.in_([ImportState.WAITING, ImportState.IMPORTING]),
        (RecordImport.state == ImportState.READING) & (RecordImport.changed_at < now - STALE_AFTER),
    )
    rows = session.execute(
        select(RecordImport.id, RecordImport.state).where(waits).order_by(RecordImport.id)
    )
    return [(import_id, state) for import_id, state in rows]


def _belongs_to(initiative: Initiative | None) -> ColumnElement[bool]:
    if initiative is None:
        return RecordImport.initiative_id.is_(None)
    return RecordImport.initiative_id == initiative.id
