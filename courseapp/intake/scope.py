"""What the applications of one event can be listed and filtered by."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.eligibility.queries import current_outcomes
from courseapp.events.models import Event
from courseapp.intake.marks import Mark, marks_of
from courseapp.intake.questionnaire import Questionnaire, questionnaire_of
from courseapp.intake.tagging.reading import tags_of


@dataclass(frozen=True)
class Scope:
    """An event with its questions, its tags by id in the order of their names, and its marks.

    `is_judged` tells whether anybody was judged by rules of eligibility.
    """

    event: Event
    form: Questionnaire
    tags: Mapping[int, str]
    marks: tuple[Mark, ...]
    is_judged: bool

    @property
    def zone(self) -> str:
        """The IANA zone in which organisers read times."""
        return zone_of(self.event)

    def mark(self, key: str) -> Mark | None:
        """Return the mark with the key, or None."""
        return next((each for each in self.marks if each.key == key), None)


def scope_of(session: Session, event: Event) -> Scope:
    """Return what an event's list offers: three statements, and one for each mark that there is.

    Needs an application context.
    """
    judged = select(current_outcomes(event).exists())
    return Scope(
        event=event,
        form=questionnaire_of(session, event),
        tags=tags_of(session, event.id),
        marks=marks_of(session, event),
        is_judged=bool(session.scalar(judged)),
    )


def zone_of(event: Event) -> str:
    """Return the IANA zone in which the event's people are told times."""
    return event.zone or event.applications_zone or "UTC"
