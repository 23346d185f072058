"""Deciding and telling at once, about one or many: first what would happen, then the deed.

It is a private decision and its release in one press, through the same code as both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.mail.outbox import Letter
from courseapp.selection import letters
from courseapp.selection.filling import keep_free
from courseapp.selection.making_known import News, make_known, words_of
from courseapp.selection.people import Affected, Verdict, affected
from courseapp.selection.private import CANCELLED, note_known, own_words, require_free
from courseapp.selection.queries import chosen
from courseapp.selection.rules import Choice, Chosen, Forecast, forecast, reply_by_problem
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
class Preview:
    """What would happen: who gets the letter, how it reads, who stays as she is and why."""

    moved: tuple[Affected, ...]
    refused: tuple[Affected, ...]
    seats_left: int | None
    letter: Letter | None


def preview_decision(session: Session, actor: Person, event: Event, intent: Intent) -> Preview:
    """Foretell a decision; changes nothing."""
    applications = {each.id: each for each in chosen(session, event.id, intent.references)}
    people = [Chosen(each.id, each.status) for each in applications.values()]
    seen = forecast(people, intent.choice, seats_free(event))
    moved = tuple(applications[each] for each in seen.moved)
    return Preview(
        moved=tuple(affected(each) for each in moved),
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
            moved.append(affected(application))
        except Problem as problem:
            refused.append(affected(application, problem.message))
    keep_free(session, event)
    return Verdict(tuple(moved), tuple(refused))


def _refuse_impossible(event: Event, intent: Intent, now: datetime) -> None:
    if event.status is EventStatus.CANCELLED:
        raise Problem(CANCELLED)
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
    require_free(session, application)
    own = own_words(session, application, intent.choice)
    news = News(intent.choice, contact, intent.note, intent.reply_by, words=own)
    make_known(session, actor, now, application, news)
    note_known(session, actor.display_name, now, application, intent.choice)


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
    own = own_words(session, moved[0], intent.choice)
    words = own or words_of(session, moved[0], intent.choice)
    return letters.preview(intent.choice, facts, words)


def _refused(applications: dict[int, Application], seen: Forecast) -> tuple[Affected, ...]:
    return tuple(affected(applications[each], reason) for each, reason in seen.refused)
