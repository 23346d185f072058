"""What an officer is told who checks a letter, and how often somebody may guess."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy.orm import Session

from courseapp.accounts.throttling import Limit, count_attempt, refuse_too_many
from courseapp.core.database import reading
from courseapp.visa_letters.queries import letter_by_code, standing_of
from courseapp.visa_letters.rules import Standing, read_code
from courseapp.visa_letters.wording import days_said

WRONG_CODES = Limit("letter/network", 30, timedelta(minutes=15))


@dataclass(frozen=True)
class Verdict:
    """How a letter stands, for an officer: a tone, a heading, and what it means."""

    tone: str
    title: str
    text: str


VERDICTS: Mapping[Standing, Verdict] = MappingProxyType(
    {
        Standing.VALID: Verdict(
            "good", "This letter is genuine and valid", "It was issued as printed."
        ),
        Standing.OUTDATED: Verdict(
            "wait",
            "This letter is genuine, but out of date",
            "The event has changed since. Please ask for a new letter.",
        ),
        Standing.REPLACED: Verdict(
            "bad",
            "This letter was replaced",
            "It is genuine, and not valid any more. Please ask for the newer letter.",
        ),
        Standing.WITHDRAWN: Verdict(
            "bad", "This letter was withdrawn", "It is genuine, and not valid any more."
        ),
        Standing.SEAT_GIVEN_UP: Verdict(
            "bad", "This letter was withdrawn", "It is genuine, and not valid any more."
        ),
        Standing.EVENT_CANCELLED: Verdict(
            "bad", "This letter was withdrawn", "It is genuine, and not valid any more."
        ),
    }
)


@dataclass(frozen=True)
class Checked:
    """All that an officer learns: what she reads on the paper, and whether it still counts."""

    verdict: Verdict
    number: str
    name: str
    event: str
    dates: str


def check_letter(session: Session, typed: str) -> Checked | None:
    """Return what a code tells; None for each that is none, however it is wrong."""
    code = read_code(typed)
    letter = letter_by_code(session, code) if code else None
    if letter is None:
        return None
    return Checked(
        verdict=VERDICTS[standing_of(letter)],
        number=letter.number,
        name=letter.name,
        event=letter.event_title,
        dates=days_said(letter.starts_on, letter.ends_on),
    )


def refuse_guessing(session: Session, now: datetime, network: str) -> None:
    """Raise Problem with the minutes to wait where a network typed too many wrong codes."""
    refuse_too_many(session, now, WRONG_CODES, network)


def count_wrong_code(session: Session, now: datetime, network: str) -> None:
    """Note a wrong code, in a transaction of its own: the request itself only reads."""
    token = reading.set(False)
    try:
        bind = session.get_bind()
        with Session(bind, join_transaction_mode="create_savepoint") as own:
            count_attempt(own, now, WRONG_CODES, network)
            own.commit()
    finally:
        reading.reset(token)
