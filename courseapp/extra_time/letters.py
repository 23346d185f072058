"""The letters about extra time: one function, one message.

A letter leads to a page of the event or of the draft and holds no secret: extra time belongs to
an address, so a letter that is passed on helps nobody else.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.countries.names import country_name
from courseapp.events.clock.deadlines import closing_of, told_in_zones
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.extra_time.concerned import Begun, Concerned, Reach
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.extra_time.queries import in_force
from courseapp.extra_time.rules import Deadline, last_moment_for
from courseapp.mail.outbox import Letter, queue, render

GIVEN, REVOKED = "extra_time_given", "extra_time_revoked"


@dataclass(frozen=True)
class Facts:
    """All that a letter says. Instants are told in each zone; `country` is a name or "".

    `begin_by` stands where she must have begun by the deadline of everybody.
    """

    name: str
    title: str
    initiative: str
    until: tuple[str, ...]
    begin_by: tuple[str, ...]
    country: str
    reason: str
    has_draft: bool
    path: str
    contact: Contact


def tell_given(
    session: Session, actor: Person, now: datetime, event: Event, plan: ExtraTimePlan, reach: Reach
) -> None:
    """Write to whoever gets extra time and can use it."""
    contact = contact_for(session, event, actor)
    people = reach.written_to
    zones = _zones(session, [each.email for each in people])
    for each in people:
        facts = facts_for(event, plan, each, contact, zones.get(each.email))
        _send(session, now, GIVEN, event, each.email, facts)


def tell_revoked(
    session: Session,
    actor: Person,
    now: datetime,
    extension: DeadlineExtension,
    begun: Sequence[Begun],
) -> None:
    """Write to whoever had it and has not sent; not to who has as much time by other means."""
    event, contact = extension.event, contact_for(session, extension.event, actor)
    sent = {each.email for each in begun if not each.is_draft}
    drafts = {each.email: each for each in begun if each.is_draft}
    people = set(drafts) | ({extension.email} - sent if extension.email else set())
    zones = _zones(session, people)
    left = _left_without(session, event, drafts, people)
    for email in sorted(people):
        own = left.get(email)
        if own is not None and own.closing.at < extension.until_at:
            until = told_in_zones(own.closing.at, own.closing.zone, zones.get(email))
            facts = _revoked_facts(extension, drafts.get(email), until, contact)
            _send(session, now, REVOKED, event, email, facts)


def preview(event: Event, plan: ExtraTimePlan, first: Concerned, contact: Contact) -> Letter:
    """Return the letter as the first reader gets it; nothing is stored or sent."""
    return render(GIVEN, {"letter": facts_for(event, plan, first, contact, None)})


def facts_for(
    event: Event, plan: ExtraTimePlan, person: Concerned, contact: Contact, zone: str | None
) -> Facts:
    """Gather what the letter says; `zone` is the reader's, None where it is not known."""
    begun, closing = person.begun, closing_of(event)
    begins = closing if begun is None and not plan.may_begin else None
    return Facts(
        name=begun.name if begun else "",
        title=event.title,
        initiative=event.initiative.name,
        until=told_in_zones(plan.until.at, plan.until.zone, zone),
        begin_by=told_in_zones(begins.at, begins.zone, zone) if begins else (),
        country=country_name(plan.country),
        reason=plan.reason,
        has_draft=begun is not None,
        path=begun.path if begun else f"/events/{event.slug}/apply",
        contact=contact,
    )


def _revoked_facts(
    extension: DeadlineExtension, draft: Begun | None, until: tuple[str, ...], contact: Contact
) -> Facts:
    event = extension.event
    return Facts(
        name=draft.name if draft else "",
        title=event.title,
        initiative=event.initiative.name,
        until=until,
        begin_by=(),
        country=country_name(extension.country),
        reason=extension.reason,
        has_draft=draft is not None,
        path=draft.path if draft else f"/events/{event.slug}",
        contact=contact,
    )


def _left_without(
    session: Session, event: Event, drafts: Mapping[str, Begun], people: Collection[str]
) -> Mapping[str, Deadline]:
    """Return the deadline that counts for each, now that the extension is gone. One statement."""
    closing = closing_of(event)
    if closing is None:
        return {}
    countries = {email: each.country for email, each in drafts.items() if each.country}
    rows = in_force(session, event, people, set(countries.values()))
    hers = {
        email: [each for each in rows if each.is_for(email, countries.get(email))]
        for email in people
    }
    return {
        email: last_moment_for(closing, (each.extension for each in own))
        for email, own in hers.items()
    }


def _zones(session: Session, emails: Collection[str]) -> Mapping[str, str | None]:
    """Return the zones that people chose for their accounts. One statement."""
    if not emails:
        return {}
    rows = session.execute(select(Person.email, Person.zone).where(Person.email.in_(emails)))
    return {each.email: each.zone for each in rows}


def _send(
    session: Session, now: datetime, kind: str, event: Event, email: str, facts: Facts
) -> None:
    about = f"event/{event.id}"
    queue(session, now, kind=kind, to=email, about=about, context={"letter": facts})
