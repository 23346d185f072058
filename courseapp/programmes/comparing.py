"""A file beside the programme as it is planned: what each entry would do, before anything is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.countries.names import folded
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import SessionStatus
from courseapp.programmes.fields import (
    Fields,
    Known,
    differing,
    fields_here,
    fields_there,
    from_plain,
    merged,
)
from courseapp.programmes.models import ImportedSession
from courseapp.programmes.parsed import IncomingSession, Parsed, Remark
from courseapp.programmes.rules import WRITES, Verdict

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Compared:
    """One entry of a file. `number` counts from 1 and names it on the page.

    `here` is None for a new session; `result` is what importing gives where what is here is kept
    in conflicts, whose names are `conflicts`.
    """

    number: int
    incoming: IncomingSession
    verdict: Verdict
    there: Fields
    sitting: EventSession | None = None
    here: Fields | None = None
    result: Fields | None = None
    conflicts: tuple[str, ...] = ()
    why: str = ""

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what would change here, conflicts not among them."""
        if self.here is None or self.result is None:
            return ()
        return differing(self.here, self.result)


@dataclass(frozen=True)
class DryRun:
    """What importing a file would do. `gone` were in an earlier file of its source."""

    entries: tuple[Compared, ...]
    gone: tuple[ImportedSession, ...]
    refusals: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    new_rooms: tuple[str, ...]
    new_tracks: tuple[str, ...]

    def count(self, *verdicts: Verdict) -> int:
        """Return how many entries have one of the verdicts."""
        return sum(each.verdict in verdicts for each in self.entries)

    @property
    def writes(self) -> int:
        """How many sessions it would touch."""
        return self.count(*WRITES)

    @property
    def fingerprint(self) -> str:
        """What changes when importing would do something else than the page says."""
        told = [
            (each.number, each.verdict.value, each.sitting and each.sitting.id, each.result)
            for each in self.entries
        ]
        return sha256(repr((told, [each.id for each in self.gone])).encode()).hexdigest()[:32]


def compare(session: Session, event: Event, parsed: Parsed) -> DryRun:
    """Return what importing would do to the programme as it is now. Three statements at most."""
    rows = imported_rows(session, event)
    known = Known.of(event)
    matching = _Matching(event, parsed, rows)
    entries = tuple(
        _compared(number, incoming, matching, known)
        for number, incoming in enumerate(parsed.sessions, 1)
    )
    written = [each.result for each in entries if each.result and each.verdict in WRITES]
    return DryRun(
        entries,
        tuple(_gone(parsed, rows)),
        parsed.refusals,
        (*parsed.warnings, *_module_warnings(parsed, known)),
        _new((each.room for each in written), known.rooms),
        _new((each.track for each in written), known.tracks),
    )


def imported_rows(session: Session, event: Event) -> Sequence[ImportedSession]:
    """Return what was imported into an event before, in order."""
    wanted = select(ImportedSession).where(ImportedSession.event_id == event.id)
    return session.scalars(wanted.order_by(ImportedSession.id)).all()


class _Matching:
    """Finds the session that an entry is about; each session is found once."""

    def __init__(self, event: Event, parsed: Parsed, rows: Sequence[ImportedSession]) -> None:
        self.sessions = {each.id: each for each in event.sessions}
        self.by_calendar_uid = {each.calendar_uid: each for each in event.sessions}
        self.own = {each.uid: each for each in rows if each.source == parsed.source}
        self.others = {each.uid: each for each in rows if each.source != parsed.source}
        self.taken: set[int] = set()
        imported = {each.session_id for each in rows}
        self.by_title = {
            (folded(each.title), each.starts_local, each.zone): each
            for each in event.sessions
            if each.id not in imported
        }

    def row(self, incoming: IncomingSession) -> ImportedSession | None:
        """What was taken of this entry before, from this source or another one."""
        return self.own.get(incoming.uid) or self.others.get(incoming.uid)

    def sitting(self, incoming: IncomingSession) -> EventSession | None:
        """The session that it is, or the one of the same title and start that was typed in."""
        row = self.row(incoming)
        if row is not None:
            return self.sessions.get(row.session_id)
        named = self.by_calendar_uid.get(incoming.uid)
        same = (folded(incoming.title), incoming.starts_local, incoming.zone)
        return named or self.by_title.get(same)


def _compared(
    number: int, incoming: IncomingSession, matching: _Matching, known: Known
) -> Compared:
    sitting = matching.sitting(incoming)
    there = fields_there(incoming, known, sitting)
    if sitting is None:
        return _new_one(number, incoming, there)
    here = fields_here(sitting)
    if sitting.id in matching.taken:
        why = "Another entry of the file is about the same session."
        return Compared(number, incoming, Verdict.LEFT, there, sitting, here, here, why=why)
    matching.taken.add(sitting.id)
    row = matching.row(incoming)
    if row is not None and _is_older(incoming, row):
        why = "What was imported before is newer, by its SEQUENCE or LAST-MODIFIED."
        return Compared(number, incoming, Verdict.OLDER, there, sitting, here, here, why=why)
    found = merged(from_plain(row.document) if row else None, here, there)
    verdict = _verdict(here, found.fields, found.conflicts)
    return Compared(number, incoming, verdict, there, sitting, here, found.fields, found.conflicts)


def _new_one(number: int, incoming: IncomingSession, there: Fields) -> Compared:
    if incoming.cancelled:
        why = "It is cancelled, and was never here."
        return Compared(number, incoming, Verdict.LEFT, there, why=why)
    return Compared(number, incoming, Verdict.NEW, there, result=there)


def _verdict(here: Fields, result: Fields, conflicts: tuple[str, ...]) -> Verdict:
    if here.cancelled and result.cancelled:
        return Verdict.SAME  # of a cancelled session nothing changes any more
    if conflicts:
        return Verdict.CONFLICT
    if here.cancelled != result.cancelled:
        return Verdict.CANCELLED if result.cancelled else Verdict.RESTORED
    return Verdict.SAME if here == result else Verdict.CHANGED


def _is_older(incoming: IncomingSession, row: ImportedSession) -> bool:
    if incoming.sequence != row.sequence:
        return incoming.sequence < row.sequence
    times = (incoming.modified_at, row.modified_at)
    return all(times) and (times[0] or _LONG_AGO) < (times[1] or _LONG_AGO)


def _gone(parsed: Parsed, rows: Sequence[ImportedSession]) -> Iterator[ImportedSession]:
    """What an earlier file of the source had, and still takes place here."""
    present = {each.uid for each in parsed.sessions}
    for row in rows:
        stands = row.session.status is SessionStatus.SCHEDULED
        if row.source == parsed.source and row.uid not in present and stands:
            yield row


def _module_warnings(parsed: Parsed, known: Known) -> Iterator[Remark]:
    for each in parsed.sessions:
        if each.module and folded(each.module) not in known.modules:
            what = f"The event has no module “{each.module[:80]}”. The session is put into none."
            yield Remark(what, each.where, each.title)


def _new(names: Iterator[str], known: Mapping[str, str]) -> tuple[str, ...]:
    found = {folded(each): each for each in names if each and folded(each) not in known}
    return tuple(found.values())
