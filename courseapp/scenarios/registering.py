"""Lets invented people register for the webinar: more than it has seats, and some cancel again."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.registrations.registering import Wish, cancel, register
from courseapp.registrations.runs import run_questions
from courseapp.scenarios.people import Applicant
from courseapp.scenarios.stages import Timeline

ONE_IN_SEVEN = 7
CANCELS = frozenset({3, 11})  # who of them finds that she cannot come


def register_for_webinar(
    session: Session, event: Event, times: Timeline, crowd: Sequence[Applicant]
) -> None:
    """Let every seventh of the crowd register, each for the run that suits her zone."""
    people = crowd[::ONE_IN_SEVEN]
    room = times.now - times.published_at - timedelta(hours=1)
    for number, applicant in enumerate(people):
        at = times.published_at + room * (number + 1) / (len(people) + 1)
        questions = run_questions(session, event, at, applicant.zone)
        wish = Wish(
            applicant.answers["full_name"],
            applicant.email,
            {each.group: each.suggested for each in questions},
            applicant.zone,
        )
        registration = register(session, at, event, wish)
        if number in CANCELS and registration is not None:
            cancel(session, at + timedelta(minutes=20), registration)
