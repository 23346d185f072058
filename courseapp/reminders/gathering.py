"""What the plan of an event is made from: its occasions, its rules, and whom one may write to.

A fixed number of statements, however many people there are. With `only`, the same is read for one
application: so it is looked at once more before a message leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.clock.registration import ends_at
from courseapp.events.models import Event, EventSession
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.reminders.models import MessageSetting
from courseapp.reminders.planning import Key, Occasions, Reader, Rules, Sitting, Wanted, wanted
from courseapp.reminders.readers import LIVE, Readers, applications_of
from courseapp.reminders.rules import SHIPPED
from courseapp.selection.terms import starts_at

THANKFUL = frozenset({EventStatus.PUBLISHED, EventStatus.HELD})


@dataclass(frozen=True)
class Situation:
    """All that a plan is made from. `readers` and `applications` are by the application's id."""

    event: Event
    occasions: Occasions
    rules: Rules
    readers: Mapping[int, Reader] = field(default_factory=dict)
    applications: Mapping[int, Application] = field(default_factory=dict)

    @property
    def wanted(self) -> Mapping[Key, Wanted]:
        """The messages that should exist."""
        return wanted(self.occasions, self.rules, self.readers.values())


def situation_of(session: Session, event: Event, only: int | None = None) -> Situation:
    """Return what the plan of the event is made from now."""
    rules = rules_of(session, event.id)
    if event.status not in THANKFUL:
        return Situation(event, Occasions(), rules)
    found = session.scalars(applications_of(session, event, only)).all()
    readers = Readers.read(session, event, rules, found)
    return Situation(
        event=event,
        occasions=occasions_of(session, event),
        rules=rules,
        readers={each.id: readers.reader(each) for each in found},
        applications={each.id: each for each in found},
    )


def rules_of(session: Session, event_id: int) -> Rules:
    """Return each message as the event has it. One statement."""
    rows = session.scalars(select(MessageSetting).where(MessageSetting.event_id == event_id))
    return {**SHIPPED, **{each.kind: each.rule for each in rows}}


def occasions_of(session: Session, event: Event) -> Occasions:
    """Return what of the event is reminded of. At most two statements."""
    if event.status not in THANKFUL:
        return Occasions()
    if event.status not in LIVE:
        return Occasions(ends_at=ends_at(event))
    links = frozenset(
        session.scalars(
            select(EventSession.id).where(
                EventSession.event_id == event.id, EventSession.join_link != ""
            )
        )
    )
    sittings = tuple(
        Sitting(
            each.session_id,
            each.starts_local.date(),
            each.starts_at,
            each.ends_at,
            each.session_id in links,
        )
        for each in event.published_sessions
        if each.status is SessionStatus.SCHEDULED
    )
    return Occasions(starts_at(event), ends_at(event), sittings)
