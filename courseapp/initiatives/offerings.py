"""What the initiatives' pages show of events, without knowing events.

The feature that knows them fills these values in; `app.py` brings both together under
``app.extensions["offerings"]``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OfferingRow:
    """One event in a list; all texts are ready to be shown.

    `tone` and `standing` are a status tag's, empty where nothing needs saying.
    """

    path: str
    title: str
    lead: str
    lead_note: str
    when_and_where: str
    labels: tuple[str, ...]
    note: str = ""
    tone: str = ""
    standing: str = ""
    is_example: bool = False


@dataclass(frozen=True)
class Offerings:
    """The events of one initiative: still to come, over, and announced once without more news."""

    coming: Sequence[OfferingRow]
    held: Sequence[OfferingRow]
    unconfirmed: Sequence[OfferingRow]


class OfferingsSource(Protocol):
    """Where the pages get events from, in one statement for counts and two for lists."""

    def coming_counts(self, session: Session, now: datetime) -> Mapping[int, int]:
        """Return how many events of each initiative, by its id, are still to come."""

    def offerings(self, session: Session, now: datetime, initiative_id: int) -> Offerings:
        """Return the events of an initiative."""
