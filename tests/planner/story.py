"""A course with two rooms and two tracks, and its organiser at the planner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession, Room, Track
from courseapp.planner.models import PlanStep
from courseapp.planner.placements import placement_of
from courseapp.planner.placing import replan
from tests.events.story import ROME, draft, wall, with_session
from tests.support.clock import FixedClock

DAYS = 3
MINUTES = 45


@dataclass
class Story:
    """One event and what happens to it; local times are of Rome."""

    session: Session
    clock: FixedClock
    actor: Person
    event: Event
    rooms: Sequence[Room]
    tracks: Sequence[Track]

    @property
    def address(self) -> str:
        return f"/manage/events/{self.event.slug}/planner"

    def sitting(self, title: str, starts: str, ends: str, **changes: Any) -> EventSession:
        """Return a new session of the event; `changes` are fields of its plan."""
        times = {"starts_local": wall(starts), "ends_local": wall(ends)}
        plan = {"title": title, "place": "", "speakers": (), **times, **changes}
        return with_session(self.session, self.actor, self.clock.now, self.event, **plan)

    def move(self, sitting: EventSession, by: timedelta, room: Room | None = None) -> PlanStep:
        """Move a session through the planner's service."""
        to = placement_of(sitting).later(by)
        if room is not None:
            to = type(to)(to.zone, to.starts_local, to.ends_local, room.id, to.track_id)
        seen = {sitting.id: sitting.changed_at}
        summary = f"Moved “{sitting.title}”"
        step = replan(
            self.session, self.actor, self.clock.now, self.event, {sitting.id: to}, seen, summary
        )
        assert step is not None
        self.session.commit()
        return step

    def steps(self) -> Sequence[PlanStep]:
        return self.session.scalars(select(PlanStep).order_by(PlanStep.number)).all()

    def times(self) -> dict[str, str]:
        """Return start and end of each session by its title, as the clock in Rome shows them."""
        rows = self.session.scalars(select(EventSession).order_by(EventSession.id)).all()
        return {
            each.title: f"{each.starts_local:%d %H:%M} {each.ends_local:%d %H:%M}" for each in rows
        }


def new_story(session: Session, actor: Person, clock: FixedClock) -> Story:
    """Return the story of a draft with the rooms Rossa and Verde, the tracks Markets and Data."""
    event = draft(session, actor, clock.now)
    rooms = [
        Room(event_id=event.id, name=name, position=position, capacity=capacity)
        for position, (name, capacity) in enumerate((("Sala Rossa", 40), ("Sala Verde", None)), 1)
    ]
    tracks = [
        Track(event_id=event.id, name=name, position=position)
        for position, name in enumerate(("Markets", "Data"), 1)
    ]
    session.add_all([*rooms, *tracks])
    session.commit()
    return Story(session, clock, actor, event, rooms, tracks)


def fill(session: Session, event: Event, rooms: Sequence[Room], count: int, now: datetime) -> None:
    """Add so many sessions, spread over the rooms and over three days from 8 o'clock on."""
    zone = ZoneInfo(ROME)
    for number in range(count):
        slot, room = divmod(number // DAYS, len(rooms))
        start = wall("2027-03-22T08:00") + timedelta(days=number % DAYS, minutes=MINUTES * slot)
        end = start + timedelta(minutes=MINUTES)
        session.add(
            EventSession(
                event_id=event.id,
                calendar_uid=calendar_uid(),
                title=f"Session {number}: on the ways of a market",
                zone=ROME,
                starts_local=start,
                ends_local=end,
                starts_at=start.replace(tzinfo=zone).astimezone(UTC),
                ends_at=end.replace(tzinfo=zone).astimezone(UTC),
                room_id=rooms[room].id,
                created_at=now,
                changed_at=now,
            )
        )
    session.commit()
