"""Who has which sessions: people with a confirmed seat, their runs, and their modules."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.wordings import ENGLISH, Words, words_in
from courseapp.calendars.feeds.seats import seats_of
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.rules import AllDay, Entry
from courseapp.cohorts.allotted import Allotted, allotted_in
from courseapp.events.models import Event, PublishedSession, RepeatGroup
from courseapp.events.rules import PUBLIC_STATUSES, RepeatRule, SessionStatus
from courseapp.invitations.models import Invitation
from courseapp.invitations.rules import Method
from courseapp.registrations.models import ChosenRun, Registration
from courseapp.registrations.rules import Chosen, Group, not_hers
from courseapp.registrations.runs import runs_of
from courseapp.selection.wording.speaking import language_of


@dataclass(frozen=True)
class Guest:
    """Somebody with a seat, or with invitations that she got while she had one.

    `entries` are what her calendar should show, by UID: none once the seat is given up.
    `registration` is hers where she registered; its page is a secret.
    """

    application: Application
    seat: Seat
    registration: Registration | None
    entries: Mapping[str, Entry]

    @property
    def email(self) -> str:
        return self.application.person.email

    @property
    def name(self) -> str:
        return self.application.full_name or self.application.person.full_name


@dataclass(frozen=True)
class Programme:
    """What everybody with a seat is concerned with: the sessions, or the event as a whole."""

    event: Event
    rows: Sequence[PublishedSession]
    base_url: str

    @property
    def number(self) -> int:
        """How many sessions take place; an event without any counts as one."""
        taking_place = [each for each in self.rows if each.status is SessionStatus.SCHEDULED]
        return len(taking_place) or 1

    def entries(
        self, seat: Seat, left_out: Set[int] = frozenset(), words: Words = ENGLISH
    ) -> dict[str, Entry]:
        """Return what somebody with the seat should have, by UID; `left_out` are not hers."""
        teller = Teller(self.base_url, words)
        if not self.rows:
            return {each.uid: each for each in teller.whole(self.event, seat)}
        hers = (each for each in self.rows if each.session_id not in left_out)
        return {each.calendar_uid: teller.session(each, seat) for each in hers}


def programme_of(session: Session, event: Event, base_url: str) -> Programme:
    """Return the published sessions of an event with the way into each. One statement."""
    rows = session.scalars(
        select(PublishedSession)
        .where(PublishedSession.event_id == event.id)
        .options(joinedload(PublishedSession.session))
        .order_by(PublishedSession.starts_at, PublishedSession.calendar_uid)
        .execution_options(populate_existing=True)
    ).all()
    return Programme(event, rows, base_url)


def guests_of(
    session: Session, programme: Programme, application_id: int | None = None
) -> tuple[Guest, ...]:
    """Return who has a seat or had invitations, or only one of them; no closed account.

    Five statements.
    """
    event, concerned = programme.event, _concerned(programme.event)
    if application_id is not None:
        concerned = concerned.where(Application.id == application_id)
    people = session.scalars(concerned).all()
    seats, runs = seats_of(session, people), _runs(session, event)
    modules, registered = allotted_in(session, [event.id]), _registrations(session, event)
    return tuple(
        Guest(
            each,
            seats[each.id],
            registered.get(each.id),
            _entries(programme, each, seats[each.id], runs.get(each.id, {}), modules),
        )
        for each in people
    )


def _entries(
    programme: Programme, guest: Application, seat: Seat, runs: Chosen, modules: Allotted
) -> dict[str, Entry]:
    if not seat.held or programme.event.status not in PUBLIC_STATUSES:
        return {}
    left_out = not_hers(runs_of(programme.rows), runs)
    planned = [each.session for each in programme.rows]
    left_out |= modules.left_out(programme.event.id, guest.reference, planned)
    return programme.entries(seat, left_out, words_in(language_of(guest.language or "")))


def _concerned(event: Event) -> Select[Application]:
    has_some = exists().where(
        Invitation.application_id == Application.id, Invitation.method == Method.REQUEST
    )
    return (
        select(Application)
        .join(Application.person)
        .where(
            Application.event_id == event.id,
            Application.confirmed_at.is_not(None),
            Person.disabled_at.is_(None),
            or_(Application.status == Status.CONFIRMED, has_some),
        )
        .options(contains_eager(Application.person))
        .order_by(Application.id)
        .execution_options(populate_existing=True)
    )


def _runs(session: Session, event: Event) -> dict[int, dict[Group, int]]:
    """Return the runs that people chose where they may go to one only, by application."""
    same = and_(
        RepeatGroup.event_id == Application.event_id, RepeatGroup.name == ChosenRun.repeat_group
    )
    wanted = (
        select(ChosenRun.application_id, ChosenRun.repeat_group, ChosenRun.session_id)
        .join(Application, Application.id == ChosenRun.application_id)
        .join(RepeatGroup, same)
        .where(Application.event_id == event.id, RepeatGroup.rule == RepeatRule.ONLY_ONE)
    )
    found: dict[int, dict[Group, int]] = {}
    for application_id, name, session_id in session.execute(wanted):
        found.setdefault(application_id, {})[Group(event.id, name)] = session_id
    return found


def _registrations(session: Session, event: Event) -> dict[int, Registration]:
    wanted = (
        select(Registration)
        .join(Registration.application)
        .where(Application.event_id == event.id)
        .options(contains_eager(Registration.application))
    )
    return {each.application_id: each for each in session.scalars(wanted)}


def ends(entry: Entry) -> datetime:
    """Return when an entry is over: whole days at the latest end of their last day on Earth."""
    if isinstance(entry.when, AllDay):
        return AllDay(entry.when.day_after, entry.when.day_after).begins.replace(hour=12)
    return entry.when.ends_at
