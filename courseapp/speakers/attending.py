"""Whom an event has as speakers; see `events.ports.attending`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group
from courseapp.speakers.models import SpeakerEngagement, SpeakerProfile
from courseapp.speakers.rules import WRITTEN_TO, EngagementStatus


class Speakers:
    """The `PeopleSource` of speakers."""

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return who was invited or has confirmed and has an address, by name. One statement.

        None has a path: her page is behind a secret link that only its own letter holds.
        """
        rows = session.execute(
            select(SpeakerProfile.email, SpeakerProfile.name)
            .join(SpeakerEngagement, SpeakerEngagement.profile_id == SpeakerProfile.id)
            .where(
                SpeakerEngagement.event_id == event.id,
                SpeakerEngagement.status.in_(WRITTEN_TO),
                SpeakerProfile.email != "",
            )
            .order_by(SpeakerProfile.folded_name, SpeakerProfile.id)
        )
        found = tuple(Addressee(email, name) for email, name in rows)
        return {Group.SPEAKERS: found} if found else {}

    def attends(self, session: Session, event_id: int, person_id: int) -> bool:
        """Return whether the person has confirmed to speak, under her address. One statement."""
        wanted = (
            select(SpeakerEngagement.id)
            .join(SpeakerProfile, SpeakerEngagement.profile_id == SpeakerProfile.id)
            .join(Person, Person.email == SpeakerProfile.email)
            .where(
                SpeakerEngagement.event_id == event_id,
                SpeakerEngagement.status == EngagementStatus.CONFIRMED,
                Person.id == person_id,
                Person.email_verified_at.is_not(None),
                Person.disabled_at.is_(None),
            )
        )
        return session.scalars(wanted.limit(1)).first() is not None

    def by_country(self, _session: Session, _event_id: int) -> Mapping[str, int]:
        """Return nobody: speakers hold no seat, and the fair time is that of participants."""
        return {}
