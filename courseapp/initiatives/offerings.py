"""What the initiatives' pages show of events, without knowing events.

The feature that knows them fills these values in; `app.py` brings both together under
``app.extensions["offerings"]``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OfferingRow:
    """One event in a list; all texts are ready to be shown.

    `tone` and `standing` are a status tag's, empty where nothing needs saying. `date` is partial
    (ISO 8601 with reduced precision), `kind` the word for what it is: course, webinar, dialogue;
    `text` is what a public source tells of it, such as who hosts and who is in the chair.
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
    date: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class SeriesRow:
    """A series of events; `activity` is the key of the record's activity that owns it, or empty."""

    title: str
    since: int | None
    activity: str
    events: int


@dataclass(frozen=True)
class Offerings:
    """The events of one initiative: still to come, over, and announced once without more news."""

    coming: Sequence[OfferingRow]
    held: Sequence[OfferingRow]
    unconfirmed: Sequence[OfferingRow]

    @property
    def by_year(self) -> Mapping[int, Mapping[str, int]]:
        """How many events that took place there were in each year, by kind; no examples."""
        counted: dict[int, Counter[str]] = {}
        for row in self.held:
            if row.date and not row.is_example and not row.standing:
                counted.setdefault(int(row.date[:4]), Counter())[row.kind] += 1
        return counted


@dataclass(frozen=True)
class OfferingCounts:
    """How many events an initiative has: still to come, over, and announced without more news.

    Cancelled events count nowhere, examples only among those to come, where they are marked.
    """

    coming: int = 0
    held: int = 0
    unconfirmed: int = 0


@dataclass(frozen=True)
class ReadingRow:
    """A session of a public event that has a publication as its reading.

    `path` leads to its day in the programme; `when` is that day, ready to be shown.
    """

    path: str
    session: str
    event_path: str
    event: str
    when: str
    is_example: bool = False


class OfferingsSource(Protocol):
    """Where the pages get events from, in one statement for counts and two for lists."""

    def coming_counts(self, session: Session, now: datetime) -> Mapping[int, int]:
        """Return how many events of each initiative, by its id, are still to come."""

    def offerings(self, session: Session, now: datetime, initiative_id: int) -> Offerings:
        """Return the events of an initiative."""

    def series(self, session: Session, initiative_id: int) -> Sequence[SeriesRow]:
        """Return the series of an initiative by title. One statement."""

    def counts(
        self, session: Session, now: datetime, ids: Sequence[int]
    ) -> Mapping[int, OfferingCounts]:
        """Return the counts of these initiatives, by id. One statement."""

    def next_of(
        self, session: Session, now: datetime, ids: Sequence[int], most: int
    ) -> Mapping[int, Sequence[OfferingRow]]:
        """Return the next events of these initiatives, at most so many of each. One statement."""

    def in_country(self, session: Session, now: datetime, code: str) -> Offerings:
        """Return the events of every public initiative in a country (ISO 3166-1 alpha-2).

        The labels of a row begin with the initiative. Where only the invited are told the place,
        an event is not among them. Two statements.
        """

    def for_members(self, session: Session, now: datetime, ids: Sequence[int]) -> Offerings:
        """Return the events that are for members and partners of these initiatives only.

        The labels of a row begin with the initiative. Two statements.
        """

    def sessions_reading(
        self, session: Session, publication_ids: Sequence[int]
    ) -> Mapping[int, Sequence[ReadingRow]]:
        """Return by publication the sessions that everybody may know of, the latest first.

        A publication that no session reads is not in it. One statement.
        """
