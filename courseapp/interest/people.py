"""Who wants to hear of the next edition; see `events.ports.attending`."""

from collections.abc import Mapping, Sequence
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from courseapp.config import Settings
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group
from courseapp.events.published.publicity import is_secret
from courseapp.interest.links import leaving_path, path_of
from courseapp.interest.listing import to_be_told
from courseapp.interest.models import Interest


class Interested:
    """The `PeopleSource` of the lists. Who is on one takes part in nothing."""

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return who confirmed that she wants to hear; her page is that on which she leaves.

        Nobody, where everybody is told nothing of the event.
        """
        if is_secret(event):
            return {}
        return {Group.INTERESTED: [_addressee(each) for each in to_be_told(session, event)]}

    def attends(self, _session: Session, _event_id: int, _person_id: int) -> bool:
        """Return False."""
        return False

    def by_country(self, _session: Session, _event_id: int) -> Mapping[str, int]:
        """Return nobody."""
        return {}


def _addressee(interest: Interest) -> Addressee:
    path = path_of(interest, signing_key())
    return Addressee(interest.email, "", path, leave=leaving_path(path), is_secret=True)


def signing_key() -> str:
    """Return what signs the links: the product's own secret."""
    return cast(Settings, current_app.extensions["settings"]).secret_key
