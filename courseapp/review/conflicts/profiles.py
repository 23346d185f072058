"""What reviewers tell of themselves, or organisers of them, so that they get what suits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.rules import RoleKind
from courseapp.core.audit import record
from courseapp.events.facts.topics import in_order
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.review.conflicts.models import ReviewerProfile
from courseapp.review.conflicts.running import detect_conflicts
from courseapp.review.models import ReviewRound

MOST_AFFILIATIONS = 6
MOST_EVENTS = 10  # in which a changed profile is looked at anew at once
OVER = (EventStatus.CANCELLED, EventStatus.HELD)


@dataclass(frozen=True)
class ProfilePlan:
    """A profile as it was entered: organisations, country (alpha-2), languages and topics."""

    affiliations: tuple[str, ...] = ()
    country: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def profile_of(session: Session, person: Person) -> ReviewerProfile | None:
    """Return the person's profile, or None while nobody has filled it in."""
    return session.get(ReviewerProfile, person.id)


def planned(profile: ReviewerProfile | None) -> ProfilePlan:
    """Return a profile as it can be entered."""
    if profile is None:
        return ProfilePlan()
    lines = tuple(profile.affiliations.splitlines())
    return ProfilePlan(lines, profile.country, tuple(profile.languages), tuple(profile.topics))


def save_profile(
    session: Session, actor: Person, now: datetime, person: Person, plan: ProfilePlan
) -> ReviewerProfile:
    """Keep the profile, and look anew for conflicts in what the person reviews at present."""
    found = profile_of(session, person) or ReviewerProfile(person_id=person.id)
    found.affiliations = "\n".join(plan.affiliations)
    found.country = plan.country
    found.languages = list(dict.fromkeys(plan.languages))
    found.topics = list(in_order(plan.topics))
    found.changed_at, found.changed_by = now, actor.display_name
    session.add(found)
    session.flush()
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="profile",
        subject=f"person/{person.id}",
        summary=f"Changed what is known of {person.display_name} as a reviewer",
    )
    for event in _reviewed_at_present(session, person):
        detect_conflicts(session, actor, now, event)
    return found


def reviews_somewhere(person: Person) -> bool:
    """Return whether the person reviews or organises for some initiative."""
    kinds = {role.kind for role in person.roles}
    return bool(kinds & {RoleKind.REVIEWER, RoleKind.ORGANISER}) or person.is_administrator


def _reviewed_at_present(session: Session, person: Person) -> Sequence[Event]:
    initiatives = {role.initiative_id for role in person.roles}
    return session.scalars(
        select(Event)
        .where(Event.initiative_id.in_(initiatives), Event.status.not_in(OVER))
        .where(exists().where(ReviewRound.event_id == Event.id))
        .order_by(Event.id.desc())
        .limit(MOST_EVENTS)
    ).all()
