"""All that one letter says, as plain values."""

from dataclasses import dataclass
from datetime import date

from courseapp.visa_letters.rules import LetterKind


@dataclass(frozen=True)
class Passport:
    """What a letter for a visa says of a passport; each is empty where nobody told it."""

    number: str = ""
    nationality: str = ""
    born_on: date | None = None


@dataclass(frozen=True)
class Participant:
    """Who is invited. `name` is that in the passport."""

    name: str
    organisation: str = ""
    position: str = ""
    passport: Passport = Passport()


@dataclass(frozen=True)
class Sender:
    """Whose letter it is: the initiative above, who organises below it, who signs."""

    name: str
    organisers: tuple[str, ...] = ()
    contact: str = ""
    signatory: str = ""
    position: str = ""


@dataclass(frozen=True)
class Host:
    """Who receives people at the place of the event."""

    name: str = ""
    address: str = ""
    contact: str = ""


@dataclass(frozen=True)
class LetterFacts:
    """A letter. Dates are local at the venue; `issued_on` is the date of issue there.

    `check_address` leads to its page for officers, and `code` is what they type instead; both
    are empty in a preview.
    """

    kind: LetterKind
    number: str
    issued_on: date
    sender: Sender
    participant: Participant
    event_kind: str
    event: str
    starts_on: date
    ends_on: date
    venue: str
    country: str
    host: Host = Host()
    consulate: str = ""
    costs: tuple[tuple[str, str], ...] = ()
    amounts: str = ""
    extra: str = ""
    check_address: str = ""
    check_page: str = ""
    code: str = ""
    is_example: bool = False
