"""What organisers do with a file: bring it, import what it says, throw it away."""

from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import rows_changed
from courseapp.core.errors import NotFound, Problem
from courseapp.core.typed_text import one_line
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event
from courseapp.events.queries import organised_event
from courseapp.programmes import parsed as documents
from courseapp.programmes.applying import Answers, Applying
from courseapp.programmes.comparing import DryRun, compare
from courseapp.programmes.models import ProgrammeImport
from courseapp.programmes.parsed import Context, Parsed
from courseapp.programmes.reading.opening import read_file
from courseapp.programmes.rules import WRITES, FileKind, ImportState

PASTED = "the pasted text"
LONGEST_FILE_NAME = 120
YEARS_AHEAD = timedelta(days=730)
YEAR_BACK = timedelta(days=365)
CHANGED_MEANWHILE = (
    "The programme was changed after this page was shown. Look at what the file would do now, "
    "then import it."
)


def start_import(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    content: bytes,
    file_name: str = "",
    *,
    whole_days: bool = False,
) -> ProgrammeImport:
    """Read a file and keep what it says until somebody decides. Nothing is imported.

    Raises Problem, with its field, for a file that cannot be read, and for a cancelled event.
    """
    require_alive(event)
    parsed = read_file(content, context_of(event, now, whole_days=whole_days))
    name = one_line(file_name).replace("\\", "/").rpartition("/")[2].strip()
    started = ProgrammeImport(
        event_id=event.id,
        author_id=actor.id,
        author=actor.display_name,
        file_name=name[-LONGEST_FILE_NAME:] or PASTED,
        kind=parsed.kind,
        state=ImportState.WAITING,
        document=documents.to_plain(parsed),
        result={},
        created_at=now,
    )
    session.add(started)
    session.flush()
    return started


def context_of(event: Event, now: datetime, *, whole_days: bool = False) -> Context:
    """Return what a reader needs to know of an event; without dates it may be soon or was."""
    zone = event.zone or "UTC"
    if event.starts_on is not None:
        return Context(zone, event.starts_on, event.ends_on or event.starts_on, whole_days)
    if event.year is not None:
        return Context(zone, date(event.year, 1, 1), date(event.year, 12, 31), whole_days)
    today = now.date()
    return Context(zone, today - YEAR_BACK, today + YEARS_AHEAD, whole_days)


def import_of(session: Session, event: Event, import_id: int) -> ProgrammeImport:
    """Return an import of the event. Raises NotFound for that of another one."""
    found = session.get(ProgrammeImport, import_id)
    if found is None or found.event_id != event.id:
        raise NotFound
    return found


def dry_run(session: Session, event: Event, found: ProgrammeImport) -> DryRun:
    """Return what importing a waiting file would do now."""
    return compare(session, event, _document(found))


def take_import(
    session: Session,
    actor: Person,
    now: datetime,
    found: ProgrammeImport,
    seen: str,
    answers: Answers,
) -> bool:
    """Write what a file says into the programme; return False where that was done already.

    `seen` is the fingerprint of the dry run that was shown. Raises Problem where it would do
    something else by now; then nothing is written.
    """
    event = hold(session, found.event)
    session.refresh(found)
    if found.state is not ImportState.WAITING:
        return False
    require_alive(event)
    session.expire_all()  # what was read before the lock may be old by now
    event = organised_event(session, found.event.slug)
    parsed = _document(found)
    run = compare(session, event, parsed)
    if run.fingerprint != seen:
        raise Problem(CHANGED_MEANWHILE)
    if not _decide(session, now, found, ImportState.TAKEN):
        return False
    result = Applying(session, actor, now, event, parsed).take(run, answers)
    found.result = {verdict.value: count for verdict, count in result.items()}
    _log(session, event, actor, now, found)
    session.flush()
    return True


def throw_away(session: Session, now: datetime, found: ProgrammeImport) -> bool:
    """Let go of a file that is not to be imported; return False where it is too late."""
    return _decide(session, now, found, ImportState.THROWN_AWAY)


def waiting_imports(session: Session, event: Event) -> list[ProgrammeImport]:
    """Return the files that wait for a decision, the newest first. One statement."""
    wanted = select(ProgrammeImport).where(
        ProgrammeImport.event_id == event.id, ProgrammeImport.state == ImportState.WAITING
    )
    return list(session.scalars(wanted.order_by(ProgrammeImport.id.desc()).limit(20)))


def _document(found: ProgrammeImport) -> Parsed:
    if found.document is None:
        return Parsed(FileKind(found.kind), "")
    return documents.from_plain(found.document)


def _decide(session: Session, now: datetime, found: ProgrammeImport, state: ImportState) -> bool:
    """One conditional UPDATE: of two who decide at once, one does."""
    decided = (
        update(ProgrammeImport)
        .where(ProgrammeImport.id == found.id, ProgrammeImport.state == ImportState.WAITING)
        .values(state=state, document=None, decided_at=now)
        .execution_options(synchronize_session=False)
    )
    done = rows_changed(session, decided) == 1
    session.refresh(found)
    return done


def _log(
    session: Session, event: Event, actor: Person, now: datetime, found: ProgrammeImport
) -> None:
    touched = sum(count for verdict, count in found.result.items() if verdict in WRITES)
    summary = f"Imported {touched} sessions of the programme from “{found.file_name}”."
    log(session, event, actor, now, "import programme", summary)
