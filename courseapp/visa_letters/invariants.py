"""What must be true of all letters, whatever happened: for operators and for tests."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.rules import LetterState


def broken_letters(session: Session) -> Sequence[str]:
    """Return a sentence for each thing that is not as it must be; nothing means all is well."""
    return [*_gaps(session), *_without_successor(session), *_of_others(session), *_octets(session)]


def _gaps(session: Session) -> Iterator[str]:
    """Numbers run from 1 without a gap: what is unique and as many as its highest has none."""
    counted = select(
        Letter.initiative_id, Letter.year, func.count(), func.max(Letter.sequence)
    ).group_by(Letter.initiative_id, Letter.year)
    for initiative_id, year, letters, highest in session.execute(counted):
        if letters != highest:
            yield f"The numbers of letters of initiative {initiative_id} have a gap in {year}."


def _without_successor(session: Session) -> Iterator[str]:
    lost = select(Letter.number).where(
        (Letter.state == LetterState.REPLACED) != Letter.replaced_by_id.is_not(None)
    )
    for number in session.scalars(lost):
        yield f"Letter {number} is replaced by none, or was not replaced and names another one."


def _of_others(session: Session) -> Iterator[str]:
    wrong = select(Letter.number).join(Application).where(Letter.event_id != Application.event_id)
    for number in session.scalars(wrong):
        yield f"Letter {number} is of another event than its application."


def _octets(session: Session) -> Iterator[str]:
    kept = select(Letter.number, Letter.sha256, Letter.octets).where(Letter.octets.is_not(None))
    for number, digest, octets in session.execute(kept.execution_options(yield_per=50)):
        if sha256(octets or b"").hexdigest() != digest:
            yield f"The file of letter {number} is not the one that was issued."
