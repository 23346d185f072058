"""Writes what a file says into the plan of an event, all in the caller's transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.countries.names import folded
from courseapp.events.models import Event, EventSession, Room, Track
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.scheduling import (
    add_sessions,
    cancel_session,
    change_session,
    plan_of,
    restore_session,
)
from courseapp.events.sessions.sittings import SessionPlan
from courseapp.programmes.comparing import Compared, DryRun, imported_rows
from courseapp.programmes.fields import Fields, fields_here, speaker_plans, taking, to_plain
from courseapp.programmes.models import ImportedSession
from courseapp.programmes.parsed import Parsed
from courseapp.programmes.rules import WRITES, Verdict


@dataclass(frozen=True)
class Answers:
    """What somebody decided about a dry run.

    `theirs` are the numbers of conflicts in which the file is right; `cancel` are the ids of
    ImportedSession rows whose sessions left the file and are to be cancelled.
    """

    theirs: frozenset[int] = frozenset()
    cancel: frozenset[int] = frozenset()


class Applying:
    """The entries of one file on their way into an event that the caller holds."""

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
