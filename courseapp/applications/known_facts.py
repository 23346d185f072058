"""What the rules of who may apply can look at: answers, earlier events, an invitation."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from courseapp.applications.admission import is_invited
from courseapp.applications.asked import form_asked
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.countries.names import is_country
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.people.asking import LONGEST_NAME, MOST_YEARS
from courseapp.eligibility.vocabulary import ORGANISATION_TYPES
from courseapp.events.models import Event
from courseapp.events.queries import is_ahead
from courseapp.events.rules import EventStatus
from courseapp.forms.document import known
from courseapp.forms.document.asking import relevant
from courseapp.forms.document.levels import read_level
from courseapp.forms.document.reading import as_number, values_of
from courseapp.forms.document.record import Visibility
from courseapp.forms.filling.keeping import texts_of

LOOKED_AT = frozenset(
    {
        *(known.NATIONALITY, known.WORK_COUNTRY, known.SEAT_COUNTRY, known.ORGANISATION),
        *(known.ORGANISATION_TYPE, known.EXPERIENCE_YEARS, known.LANGUAGES),
    }
)
NEVER_HELD = (EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.POSTPONED)


def facts_of(session: Session, now: datetime, application: Application) -> Facts:
    """Return what is known of the applicant from what she wrote last, and from elsewhere.

    Sensitive answers stay unknown: the reasons of an outcome are read by all organisers. One
    statement, and those of `is_invited`.
    """
    told = _told(application)
    return Facts(
        nationalities=tuple(filter(is_country, values_of(told.get(known.NATIONALITY, "")))),
        work_country=_country(told, known.WORK_COUNTRY),
        seat_country=_country(told, known.SEAT_COUNTRY),
        organisation=told.get(known.ORGANISATION, "").strip()[:LONGEST_NAME],
        organisation_type=_type(told.get(known.ORGANISATION_TYPE, "")),
        experience_years=_years(told.get(known.EXPERIENCE_YEARS, "")),
        languages=_levels(told.get(known.LANGUAGES, "")),
        earlier=earlier_of(session, now, application),
        is_invited=is_invited(session, application.event, application.person),
        replies=dict(application.replies),
    )


def earlier_of(session: Session, now: datetime, application: Application) -> tuple[Earlier, ...]:
    """Return the other events in which the person had a seat, and that are over. One statement.

    Whether she completed them is what their organisers noted, and unknown where they did not.
    """
    wanted = (
        select(Event, Application.completed)
        .join(Application, Application.event_id == Event.id)
        .where(
            Application.person_id == application.person_id,
            Application.id != application.id,
            Application.status == Status.CONFIRMED,
            Event.status.not_in(NEVER_HELD),
            ~is_ahead(now),
        )
        .options(joinedload(Event.series), joinedload(Event.initiative))
        .order_by(Event.id)
    )
    return tuple(_earlier(event, completed) for event, completed in session.execute(wanted))


def _earlier(event: Event, completed: bool | None) -> Earlier:
    last = event.ends_on or event.starts_on
    return Earlier(
        event=event.slug,
        series=event.series.slug if event.series else "",
        initiative=event.initiative.slug,
        level=event.level,
        year=last.year if last else event.year,
        completed=completed,
    )


def _told(application: Application) -> Mapping[str, str]:
    """Return the answers that are asked for and that organisers may read everywhere."""
    document = form_asked(application)
    texts = relevant(document, texts_of(application))
    return {
        each.key: texts[each.key]
        for each in document.questions
        if each.visibility is not Visibility.SENSITIVE and each.key in texts
    }


def _country(told: Mapping[str, str], key: str) -> str | None:
    return next(filter(is_country, values_of(told.get(key, ""))), None)


def _type(text: str) -> str | None:
    return text if text in ORGANISATION_TYPES else None


def _years(text: str) -> int | None:
    years = as_number(text)
    return years if years is not None and years <= MOST_YEARS else None


def _levels(text: str) -> Mapping[str, Cefr] | None:
    """Return each language with its level; what is half typed is unknown."""
    said = map(read_level, values_of(text))
    levels = {tag: Cefr(level) for tag, level in said if tag and level in set(Cefr)}
    return levels or None
