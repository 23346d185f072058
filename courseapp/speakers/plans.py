"""What is entered about a speaker, before it is stored. No database, no web."""

from dataclasses import dataclass, replace
from datetime import datetime

from courseapp.events.rules import Presence


@dataclass(frozen=True)
class BiographyPlan:
    """What is told of her in one language (BCP 47)."""

    language: str
    text: str


@dataclass(frozen=True)
class ProfilePlan:
    """Everything about the person that is entered, named as in `SpeakerProfile`.

    `email` is lower case, "" where nobody knows it; `languages` are BCP 47 tags.
    """

    name: str
    title: str = ""
    organisation: str = ""
    country: str | None = None
    email: str = ""
    zone: str | None = None
    languages: tuple[str, ...] = ()
    biographies: tuple[BiographyPlan, ...] = ()

    def known_as(self, name: str, email: str) -> "ProfilePlan":
        """Return the plan under the name and address by which organisers know her."""
        return replace(self, name=name, email=email)


@dataclass(frozen=True)
class PartPlan:
    """What is entered about her part in one event, named as in `SpeakerEngagement`."""

    presence: Presence = Presence.UNSAID
    is_public: bool = False
    note: str = ""


@dataclass(frozen=True)
class WindowPlan:
    """A time at which she can speak, by the wall clock of an IANA zone."""

    zone: str
    starts_local: datetime
    ends_local: datetime
