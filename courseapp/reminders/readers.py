"""Whom the messages of an event can go to, read at once: a fixed number of statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, lazyload

from courseapp.accounts.models import Person
from courseapp.accounts.rules import canonical_email
from courseapp.applications.deadlines import countries_of_work
from courseapp.applications.documents.asked import STILL_COUNTS
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.countries.zones import known_zone, usual_zone
from courseapp.events.clock.closing import Closing
from courseapp.events.clock.deadlines import closing_of, takes_applications
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event, RepeatGroup
from courseapp.events.rules import EventStatus, RepeatRule
from courseapp.events.standing.news import News
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.rules import last_moment_for
from courseapp.logistics.models import Logistics
from courseapp.logistics.queries import asks_for_logistics
from courseapp.mail.models import Message
from courseapp.registrations.models import ChosenRun, Registration
from courseapp.registrations.rules import Group
from courseapp.registrations.runs import sessions_left_out
from courseapp.reminders.documents import documents_may_follow, documents_to_follow
from courseapp.reminders.planning import Reader, Rules
from courseapp.reminders.rules import Kind
from courseapp.selection.terms import zone_of

LIVE = frozenset({EventStatus.PUBLISHED})
ALWAYS_READ = frozenset({Status.DRAFT, Status.CONFIRMED})


def applications_of(session: Session, event: Event, only: int | None) -> Select[Application]:
    """Return the statement for who may be written to, or for one of them.

    Who has sent an application is read only where documents may follow it. One statement.
    """
    follows = event.status in LIVE and documents_may_follow(session, event)
    standings = ALWAYS_READ | STILL_COUNTS if follows else ALWAYS_READ
    statement = (
        select(Application)
        .join(Person)
        .where(
            Application.event_id == event.id,
            Application.status.in_(standings),
            Person.disabled_at.is_(None),
        )
        .options(
            joinedload(Application.form_version),
            joinedload(Application.person).lazyload(Person.roles),
            lazyload(Application.event),
        )
        .order_by(Application.id)
    )
    return statement if only is None else statement.where(Application.id == only)


@dataclass(frozen=True)
class Readers:
    """What is known of all of them, read at once."""

    event: Event
    sends_drafts: bool
    asks_travel: bool
    registrations: Mapping[int, Registration]
    runs: Mapping[int, Mapping[Group, int]]
    extensions: Sequence[DeadlineExtension]
    logistics: Mapping[int, Logistics]
    documents: Mapping[int, Mapping[str, datetime]]
    thanked: Collection[str]

    @classmethod
    def read(
        cls, session: Session, event: Event, rules: Rules, found: Sequence[Application]
    ) -> "Readers":
        """Read what is known of the people who applied."""
        ids = [each.id for each in found]
        is_live = event.status in LIVE
        asks_travel = is_live and rules[Kind.TRAVEL].is_on and asks_for_logistics(session, event)
        readers = cls(
            event=event,
            sends_drafts=is_live and takes_applications(event) and not registers(event),
            asks_travel=asks_travel,
            registrations=_registrations(session, event, ids),
            runs=_runs(session, event, ids),
            extensions=_extensions(session, event),
            logistics=_logistics(session, event, ids) if asks_travel else {},
            documents={},
            thanked=_thanked(session, event),
        )
        if not is_live:
            return readers
        follow = documents_to_follow(session, event, found, readers.closing_for)
        return replace(readers, documents=follow)

    def reader(self, application: Application) -> Reader:
        """Return what a plan needs to know of her."""
        logistics = self.logistics.get(application.id)
        has_seat = application.status is Status.CONFIRMED
        asked = (application.confirmed_at, logistics.reminded_at if logistics else None)
        chosen = self.runs.get(application.id)
        return Reader(
            application_id=application.id,
            zone=zone_of_reader(application, self.registrations.get(application.id)),
            has_seat=has_seat,
            deadline=self._deadline(application),
            begun_at=application.created_at,
            documents=self.documents.get(application.id),
            misses_travel=self.asks_travel and (logistics is None or logistics.sent_at is None),
            asked_for_travel_at=max(filter(None, asked), default=None),
            left_out=sessions_left_out(self.event, chosen) if chosen else frozenset(),
            is_thanked=application.person.email in self.thanked,
        )

    def closing_for(self, application: Application) -> Closing | None:
        """Return her deadline with the extra time that she has; None where there is none."""
        closing = closing_of(self.event)
        if closing is None:
            return None
        email, countries = canonical_email(application.person.email), countries_of_work(application)
        hers = (
            each.extension
            for each in self.extensions
            if (each.email == email if each.country is None else each.country in countries)
        )
        return last_moment_for(closing, hers).closing

    def _deadline(self, application: Application) -> datetime | None:
        if not self.sends_drafts or application.status is not Status.DRAFT:
            return None
        closing = self.closing_for(application)
        return closing.at if closing else None


def _registrations(
    session: Session, event: Event, ids: Sequence[int]
) -> Mapping[int, Registration]:
    if not registers(event):
        return {}
    wanted = (
        select(Registration)
        .join(Registration.application)
        .where(Application.event_id == event.id)
        .options(lazyload(Registration.application))
    )
    if len(ids) == 1:  # of one person only her row is read
        wanted = wanted.where(Registration.application_id == ids[0])
    return {each.application_id: each for each in session.scalars(wanted)}


def _logistics(session: Session, event: Event, ids: Sequence[int]) -> Mapping[int, Logistics]:
    wanted = select(Logistics).join(Logistics.application).where(Application.event_id == event.id)
    if len(ids) == 1:
        wanted = wanted.where(Logistics.application_id == ids[0])
    return {each.application_id: each for each in session.scalars(wanted)}


def _runs(session: Session, event: Event, ids: Sequence[int]) -> Mapping[int, Mapping[Group, int]]:
    if not any(each.repeat_group for each in event.published_sessions):
        return {}
    only_one = select(RepeatGroup.name).where(
        RepeatGroup.event_id == event.id, RepeatGroup.rule == RepeatRule.ONLY_ONE
    )
    wanted = (
        select(ChosenRun)
        .join(Application, Application.id == ChosenRun.application_id)
        .where(Application.event_id == event.id, ChosenRun.repeat_group.in_(only_one))
    )
    if len(ids) == 1:
        wanted = wanted.where(ChosenRun.application_id == ids[0])
    found: dict[int, dict[Group, int]] = {}
    for each in session.scalars(wanted):
        group = Group(event.id, each.repeat_group)
        found.setdefault(each.application_id, {})[group] = each.session_id
    return found


def _extensions(session: Session, event: Event) -> Sequence[DeadlineExtension]:
    return session.scalars(
        select(DeadlineExtension).where(
            DeadlineExtension.event_id == event.id, DeadlineExtension.revoked_at.is_(None)
        )
    ).all()


def _thanked(session: Session, event: Event) -> Collection[str]:
    """Whom the organisers thanked themselves, when they marked the event as held."""
    return frozenset(
        session.scalars(
            select(Message.to_address).where(
                Message.about == f"event/{event.id}", Message.kind == News.HELD
            )
        )
    )


def zone_of_reader(application: Application, registration: Registration | None = None) -> str:
    """Return where she reads (IANA): the zone that she chose, her country's, else the event's."""
    told = (application.person.zone, registration.zone if registration else None)
    countries = (application.work_country, *sorted(countries_of_work(application)))
    usual = (usual_zone(code) for code in (*countries, application.nationality) if code)
    found = (each for each in (*told, *usual) if each and known_zone(each))
    return next(found, zone_of(application.event))
