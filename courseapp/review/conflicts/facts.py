"""What detection compares, read in a fixed number of statements. Nothing sensitive."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import EndorsementStatus
from courseapp.events.models import Event
from courseapp.forms.document import known
from courseapp.intake.queries import is_sent
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.rules import NominationState
from courseapp.review.conflicts.detecting import Applicant, Reviewer
from courseapp.review.conflicts.models import ConflictRules, ReviewerProfile
from courseapp.review.conflicts.people import can_review

Key = TypeVar("Key", int, str)
OF_NO_STATE = frozenset(
    {
        OrganisationType.RESEARCH,
        OrganisationType.NON_GOVERNMENTAL,
        OrganisationType.PRIVATE_SECTOR,
    }
)
COMPARED = (
    Application.person_id,
    Person.email,
    Application.organisation,
    Application.organisation_type,
    Application.work_country,
    Application.nationality,
)


def reviewers_compared(session: Session, event: Event) -> Sequence[Reviewer]:
    """Return the people of the event's review, organisers too. One statement."""
    rows = session.execute(
        select(Person.id, Person.email, ReviewerProfile.affiliations, ReviewerProfile.country)
        .outerjoin(ReviewerProfile, ReviewerProfile.person_id == Person.id)
        .where(can_review(event))
        .order_by(Person.id)
    )
    return [
        Reviewer(number, email, tuple((affiliations or "").splitlines()), country)
        for number, email, affiliations, country in rows
    ]


def applicants_compared(
    session: Session, event: Event, only: int | None = None
) -> Sequence[Applicant]:
    """Return who applied, or the applicant of one application. A fixed number of statements.

    What any version of the form calls sensitive is not compared, for reasons are read by all
    organisers.
    """
    hidden = questionnaire_of(session, event).hidden
    nominators, endorsers = _nominators(session, event), _endorsers(session, event)
    wanted = select(Application.id, *COMPARED).join(Application.person).where(is_sent(event.id))
    if only is not None:
        wanted = wanted.where(Application.id == only)
    return [
        replace(
            _applicant(row, hidden),
            nominated_by=nominators.get(row.email, frozenset()),
            endorsed_by=endorsers.get(row.id, frozenset()),
        )
        for row in session.execute(wanted.order_by(Application.id))
    ]


def counts_country(session: Session, event_id: int) -> bool:
    """Return whether people of one country are in conflict, for the event."""
    row = session.get(ConflictRules, event_id)
    return row is not None and row.same_country


def _applicant(row: Row[*tuple[Any, ...]], hidden: frozenset[str]) -> Applicant:
    kind = None if known.ORGANISATION_TYPE in hidden else row.organisation_type
    return Applicant(
        application_id=row.id,
        person_id=row.person_id,
        email=row.email,
        organisation="" if known.ORGANISATION in hidden else row.organisation,
        work_country=None if known.WORK_COUNTRY in hidden else row.work_country,
        nationality=None if known.NATIONALITY in hidden else row.nationality,
        is_international=kind is OrganisationType.INTERGOVERNMENTAL,
        is_of_no_state=kind in OF_NO_STATE,
    )


def _nominators(session: Session, event: Event) -> Mapping[str, frozenset[str]]:
    """Return, by the address of whom they named, the focal points of a jurisdiction."""
    rows = session.execute(
        select(Nomination.email, FocalPoint.email)
        .join(Quota, Nomination.quota_id == Quota.id)
        .join(FocalPoint, FocalPoint.quota_id == Quota.id)
        .where(Quota.event_id == event.id, Nomination.state == NominationState.NAMED)
    )
    return _gathered((named, point) for named, point in rows)


def _endorsers(session: Session, event: Event) -> Mapping[int, frozenset[str]]:
    """Return, by application, who was asked to support it, whatever she answered."""
    rows = session.execute(
        select(Endorsement.application_id, Endorsement.email)
        .join(Application)
        .where(Application.event_id == event.id)
        .where(Endorsement.status != EndorsementStatus.REVOKED)
    )
    return _gathered((application_id, email) for application_id, email in rows)


def _gathered(pairs: Iterable[tuple[Key, str]]) -> Mapping[Key, frozenset[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}
