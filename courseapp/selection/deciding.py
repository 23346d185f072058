"""Deciding about one application or many: first what would happen, then the deed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.countries.names import country_name
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.mail.outbox import Letter
from courseapp.selection import letters
from courseapp.selection.models import Decision
from courseapp.selection.offers import Terms, make_offer
from courseapp.selection.queries import chosen
from courseapp.selection.rules import (
    ACTIONS,
    Choice,
    Chosen,
    Forecast,
    forecast,
    reply_by_problem,
)
from courseapp.selection.terms import seats_free, starts_at

REPLY_BY_FIELD = "reply_date"


@dataclass(frozen=True)
class Intent:
    """What an organiser wants: for whom (references, in her order) and in which words.

    `reply_by` is an aware instant and only for offers.
    """

    choice: Choice
    references: tuple[str, ...]
    note: str = ""
    reply_by: datetime | None = None


@dataclass(frozen=True)
class Affected:
    """Somebody a decision is about; `reason` says why it cannot be made, "" where it can."""

    reference: str
    name: str
    detail: str
    email: str
    reason: str = ""


@dataclass(frozen=True)
class Preview:
    """What would happen: who gets the letter, how it reads, who stays as she is and why."""

    moved: tuple[Affected, ...]
    refused: tuple[Affected, ...]
    seats_left: int | None
    letter: Letter | None


@dataclass(frozen=True)
class Verdict:
    """What has happened."""

    moved: tuple[Affected, ...]
    refused: tuple[Affected, ...]


def preview_decision(session: Session, actor: Person, event: Event, intent: Intent) -> Preview:
    """Foretell a decision; changes nothing."""
    applications = {each.id: each for each in chosen(session, event.id, intent.references)}
    people = [Chosen(each.id, each.status) for each in applications.values()]
    seen = forecast(people, intent.choice, seats_free(event))
    moved = tuple(applications[each] for each in seen.moved)
    return Preview(
        moved=tuple(_affected(each) for each in moved),
        refused=_refused(applications, seen),
        seats_left=seen.seats_left,
        letter=_sample(session, actor, event, intent, moved),
    )


def decide(session: Session, actor: Person, now: datetime, event: Event, intent: Intent) -> Verdict:
    """Make the decision for each application that allows it, in order, under the event's lock.

    Raises Problem where it can be made for nobody: a time to answer that is wrong, an event
    that does not take place. Who cannot be moved is left as she is, with the reason.
    """
    lock(session, Event, event.id)
    _refuse_impossible(event, intent, now)
    contact = contact_for(session, event, actor)
    moved: list[Affected] = []
    refused: list[Affected] = []
    for application in chosen(session, event.id, intent.references):
        try:
            with session.begin_nested():
                _decide_one(session, actor, now, application, intent, contact)
            moved.append(_affected(application))
        except Problem as problem:
            refused.append(_affected(application, problem.message))
    return Verdict(tuple(moved), tuple(refused))


def _refuse_impossible(event: Event, intent: Intent, now: datetime) -> None:
    if event.status is EventStatus.CANCELLED:
        raise Problem("This event is cancelled, so there is nothing to decide any more.")
    if intent.choice is not Choice.OFFER:
        return
    if intent.reply_by is None:
        raise Problem("Enter until when people can answer.", REPLY_BY_FIELD)
    problem = reply_by_problem(intent.reply_by, now, starts_at(event))
    if problem:
        raise Problem(problem, REPLY_BY_FIELD)


def _decide_one(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    intent: Intent,
    contact: Contact,
) -> None:
    if intent.reply_by is not None and intent.choice is Choice.OFFER:
        terms = Terms(intent.reply_by, contact, intent.note)
        make_offer(session, actor, now, application, terms)
        return
    move(session, application, ACTIONS[intent.choice], actor, now)
    session.add(
        Decision(
            application_id=application.id,
            choice=intent.choice,
            made_at=now,
            made_by=actor.display_name,
            note=intent.note,
        )
    )
    facts = letters.facts_for(application, contact, note=intent.note)
    letters.send(session, now, letters.KINDS[intent.choice], application, facts)


def _sample(
    session: Session,
    actor: Person,
    event: Event,
    intent: Intent,
    moved: Sequence[Application],
) -> Letter | None:
    """Return the letter as the first of its readers will get it."""
    if not moved:
        return None
    facts = letters.facts_for(
        moved[0],
        contact_for(session, event, actor),
        note=intent.note,
        reply_by=intent.reply_by,
        offer_path=letters.SAMPLE_PATH,
    )
    return letters.preview(intent.choice, facts)


def _refused(applications: dict[int, Application], seen: Forecast) -> tuple[Affected, ...]:
    return tuple(_affected(applications[each], reason) for each, reason in seen.refused)


def _affected(application: Application, reason: str = "") -> Affected:
    parts = (application.organisation, country_name(application.work_country))
    return Affected(
        reference=application.reference,
        name=application.full_name,
        detail=", ".join(part for part in parts if part),
        email=application.person.email,
        reason=reason,
    )
