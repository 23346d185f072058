"""What organisers do with a file: bring it, import what it says, throw it away."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import rows_changed
from courseapp.core.errors import NotFound, Problem
from courseapp.core.typed_text import one_line
from courseapp.countries.names import folded
from courseapp.events.changing import hold, log, require_alive
from courseapp.events.models import Event, EventSession, Room, Track
from courseapp.events.queries import organised_event
from courseapp.events.rules import SessionStatus
from courseapp.events.scheduling import (
    add_sessions,
    cancel_session,
    change_session,
    plan_of,
    restore_session,
)
from courseapp.events.sittings import SessionPlan
from courseapp.programmes import parsed as documents
from courseapp.programmes.comparing import Compared, DryRun, compare, imported_rows
from courseapp.programmes.fields import Fields, fields_here, speaker_plans, taking, to_plain
from courseapp.programmes.models import ImportedSession, ProgrammeImport
from courseapp.programmes.parsed import Context, Parsed
from courseapp.programmes.reading.opening import read_file
from courseapp.programmes.rules import WRITES, FileKind, ImportState, Verdict

PASTED = "the pasted text"
LONGEST_FILE_NAME = 120
YEARS_AHEAD = timedelta(days=730)
YEAR_BACK = timedelta(days=365)
CHANGED_MEANWHILE = (
    "The programme was changed after this page was shown. Look at what the file would do now, "
    "then import it."
)


@dataclass(frozen=True)
class Answers:
    """What somebody decided about a dry run.

    `theirs` are the numbers of conflicts in which the file is right; `cancel` are the ids of
    ImportedSession rows whose sessions left the file and are to be cancelled.
    """

    theirs: frozenset[int] = frozenset()
    cancel: frozenset[int] = frozenset()


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
    result = _Taking(session, actor, now, event, parsed).take(run, answers)
    found.result = {verdict.value: count for verdict, count in result.items()}
    _log(session, event, actor, now, found)
    session.flush()
    return True


def throw_away(session: Session, now: datetime, found: ProgrammeImport) -> bool:
    """Let go of a file that is not to be imported; return False where it is too late."""
    return _decide(session, now, found, ImportState.THROWN_AWAY)


class _Taking:
    """Writes the entries of one file, all in the caller's transaction."""

    def __init__(
        self, session: Session, actor: Person, now: datetime, event: Event, parsed: Parsed
    ) -> None:
        self.session, self.actor, self.now = session, actor, now
        self.event, self.parsed = event, parsed
        self.rows = {
            each.uid: each for each in imported_rows(session, event) if each.source == parsed.source
        }

    def take(self, run: DryRun, answers: Answers) -> Counter[Verdict]:
        """Write all of it, and return how many sessions became what."""
        done: Counter[Verdict] = Counter()
        new = [each for each in run.entries if each.verdict is Verdict.NEW]
        done[Verdict.NEW] = len(new)
        self._add(new)
        for entry in run.entries:
            if entry.verdict is not Verdict.NEW:
                done[self._take_one(entry, answers)] += 1
        done[Verdict.REFUSED] = len(run.refusals)
        for row in run.gone:
            if row.id in answers.cancel and row.session.status is SessionStatus.SCHEDULED:
                cancel_session(self.session, self.actor, self.now, row.session)
                done[Verdict.CANCELLED] += 1
        return +done

    def _add(self, entries: Sequence[Compared]) -> None:
        plans = [self._plan(each.there, None) for each in entries]
        added = add_sessions(self.session, self.actor, self.now, self.event, plans)
        for entry, sitting in zip(entries, added, strict=True):
            self._remember(entry, sitting)

    def _take_one(self, entry: Compared, answers: Answers) -> Verdict:
        sitting = entry.sitting
        if entry.verdict in {Verdict.LEFT, Verdict.OLDER} or not entry.result or not sitting:
            return entry.verdict
        wanted, verdict = entry.result, entry.verdict
        if verdict is Verdict.CONFLICT:
            if entry.number in answers.theirs:
                wanted = taking(wanted, entry.there, entry.conflicts)
            verdict = Verdict.SAME if wanted == entry.here else Verdict.CHANGED
        if verdict in WRITES:
            self._write(sitting, wanted)
        self._remember(entry, sitting)
        return verdict

    def _write(self, sitting: EventSession, wanted: Fields) -> None:
        """A cancelled session changes nothing else: it must take place again first."""
        here = (self.session, self.actor, self.now, sitting)
        if sitting.status is SessionStatus.CANCELLED:
            if wanted.cancelled:
                return
            restore_session(*here)
        if replace(fields_here(sitting), cancelled=wanted.cancelled) != wanted:
            change_session(*here, self._plan(wanted, sitting))
        if wanted.cancelled:
            cancel_session(*here)

    def _plan(self, wanted: Fields, sitting: EventSession | None) -> SessionPlan:
        empty = SessionPlan(wanted.title, wanted.zone, wanted.starts_local, wanted.ends_local)
        before = plan_of(sitting) if sitting is not None else empty
        return replace(
            before,
            title=wanted.title,
            zone=wanted.zone,
            starts_local=wanted.starts_local,
            ends_local=wanted.ends_local,
            room_id=self._room(wanted.room),
            place=wanted.place,
            track_id=self._track(wanted.track),
            module_id=self._module(wanted.module),
            language=wanted.language,
            description=wanted.description,
            speakers=speaker_plans(wanted, before.speakers),
            join_link=wanted.join_link,
            recording_link=wanted.recording_link,
            repeat_group=wanted.repeat_group,
            seats=wanted.seats or None,
        )

    def _room(self, name: str) -> int | None:
        if not name:
            return None
        for room in self.event.rooms:
            if folded(room.name) == folded(name):
                return room.id
        position = max((each.position for each in self.event.rooms), default=0) + 1
        made = Room(event_id=self.event.id, position=position, name=name)
        self.event.rooms.append(made)
        self.session.flush()
        return made.id

    def _track(self, name: str) -> int | None:
        if not name:
            return None
        for track in self.event.tracks:
            if folded(track.name) == folded(name):
                return track.id
        position = max((each.position for each in self.event.tracks), default=0) + 1
        made = Track(event_id=self.event.id, position=position, name=name)
        self.event.tracks.append(made)
        self.session.flush()
        return made.id

    def _module(self, title: str) -> int | None:
        named = (each.id for each in self.event.modules if folded(each.title) == folded(title))
        return next(named, None) if title else None

    def _remember(self, entry: Compared, sitting: EventSession) -> None:
        """Keep what the file said, so that the next one is compared with it."""
        row = self.rows.get(entry.incoming.uid)
        if row is None:
            row = ImportedSession(
                event_id=self.event.id, source=self.parsed.source, uid=entry.incoming.uid
            )
            self.session.add(row)
            self.rows[row.uid] = row
        row.session_id = sitting.id
        row.document = to_plain(entry.there)
        row.sequence = entry.incoming.sequence
        row.modified_at = entry.incoming.modified_at
        row.taken_at = self.now


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
