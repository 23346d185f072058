"""Lets the organiser work through the applications: more time, tags, notes, a question."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.information import ask_for_information
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.submitting import submit_application
from courseapp.events.clock.local_time import moment
from courseapp.events.models import Event
from courseapp.extra_time.granting import grant
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.intake.notes import write_note
from courseapp.intake.rules import Change
from courseapp.intake.tagging.bulk import change_tags
from courseapp.intake.tagging.naming import find_or_make_tag
from courseapp.scenarios.applying import save_typed
from courseapp.scenarios.cast import Cast, Part
from courseapp.scenarios.stages import Timeline

COUNTRY_WITH_MORE_TIME = "ET"  # where somebody of the cast has a draft
EXPERIENCE = "experience"  # the question of the short form
MORE_TIME = timedelta(days=4)
REASON = "The lines were down before the deadline (an example)."
BEFORE_THE_LAST = timedelta(days=2)
SINCE_THE_LAST = timedelta(minutes=10)
TIME_TO_REPLY = timedelta(days=5)
TAGS: Mapping[str, slice] = MappingProxyType(
    {"runs a registry": slice(0, 4), "second reading": slice(3, 6)}
)
NOTES = (
    "This ministry drafts the rules for reporting this year. Compare with the other ministry.",
    "Took the course on offsets before. Could speak at the round table.",
)
QUESTION = "Please tell in two sentences which part of the inventory you work on yourself."
REPLY = "I check the reports of the cement plants, and calculate the factors for the grid."
MADE_FOR_CAST = frozenset({Part.ACCEPTED, Part.WAITING, Part.DECLINED})


def give_more_time(session: Session, actor: Person, times: Timeline, event: Event) -> None:
    """Give all who work in one country some days more."""
    closes = times.call.closes + MORE_TIME
    until = moment(closes, times.call.zone)
    plan = ExtraTimePlan(until, REASON, country=COUNTRY_WITH_MORE_TIME)
    grant(session, actor, times.last_application_at - BEFORE_THE_LAST, event, plan)


def look_through(session: Session, cast: Cast, times: Timeline, event: Event) -> None:
    """Tag some applications, write notes on two, and ask one person for more."""
    actor, at = cast.icap_organiser, times.last_application_at + SINCE_THE_LAST
    sent = _sent(session, cast, event)
    for name, chosen in TAGS.items():
        tag = find_or_make_tag(session, actor, at, event, name)
        references = [each.reference for each in sent[chosen]]
        change_tags(session, actor, at, tag, Change.ADD, references)
    for application, text in zip(sent, NOTES, strict=False):
        write_note(session, actor, at, application, text)
    for last in sent[-1:]:
        ask_for_information(session, actor, at, last, [EXPERIENCE], QUESTION, at + TIME_TO_REPLY)


def reply(session: Session, times: Timeline, event: Event) -> None:
    """Let everybody who was asked for more answer before the selection."""
    asked = select(Application).filter_by(event_id=event.id, status=Status.NEEDS_INFORMATION)
    at = times.last_application_at + timedelta(days=1)
    for application in session.scalars(asked.order_by(Application.id)).all():
        save_typed(session, at, application, {EXPERIENCE: REPLY})
        submit_application(session, application.person, at, application, application.version)


def _sent(session: Session, cast: Cast, event: Event) -> Sequence[Application]:
    """Return what the crowd has sent, by the time of sending."""
    of_cast = [cast.people[part].id for part in MADE_FOR_CAST]
    sent = select(Application).filter_by(event_id=event.id, status=Status.SUBMITTED)
    sent = sent.where(Application.person_id.not_in(of_cast))
    return session.scalars(sent.order_by(Application.submitted_at, Application.id)).all()
