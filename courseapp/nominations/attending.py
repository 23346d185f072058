"""Whom an event has through nominations; see `events.ports.attending`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group
from courseapp.nominations.models import FocalPoint, Quota
from courseapp.nominations.people import PeopleFilter, all_nominees
from courseapp.nominations.rules import PointStatus, Standing


class Nominations:
    """The `PeopleSource` of nominations: focal points, and whom they named without an answer yet.

    Who has begun to apply is known to applications. Nobody takes part by being nominated.
    """

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return whom one can write to, by jurisdiction. Two statements.

        Focal points have no path: their page is behind a secret link that only their letter holds.
        """
        points = session.execute(
            select(FocalPoint.email, FocalPoint.name, Quota.name)
            .join(FocalPoint.quota)
            .where(Quota.event_id == event.id, FocalPoint.status == PointStatus.INVITED)
            .order_by(Quota.folded_name, FocalPoint.id)
        )
        found = {
            Group.FOCAL_POINTS: tuple(Addressee(mail, name or of) for mail, name, of in points),
            Group.NOMINATED: tuple(
                Addressee(each.nomination.email, each.nomination.full_name)
                for each in all_nominees(session, event, PeopleFilter(standing=Standing.INVITED))
            ),
        }
        return {group: people for group, people in found.items() if people}

    def attends(self, _session: Session, _event_id: int, _person_id: int) -> bool:
        """Return that nobody takes part by being nominated."""
        return False

    def by_country(self, _session: Session, _event_id: int) -> Mapping[str, int]:
        """Return nobody: a nomination is no seat."""
        return {}
