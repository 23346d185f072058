"""What goes out with a letter; no mail repeats what the letter says of a passport."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.contacts import contact_for
from courseapp.mail.attachments import attach
from courseapp.mail.models import Message
from courseapp.mail.outbox import absolute_url, queue
from courseapp.selection.letters import facts_for, written_with
from courseapp.selection.rules import Language
from courseapp.selection.wording.placeholders import Value, Words
from courseapp.visa_letters.mail_words import ISSUED, WITHDRAWN
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.rules import LetterState

KIND = "visa_letter"  # of attachments


def path_of(application: Application) -> str:
    """Return the path of the page with her letters."""
    return f"/applications/{application.reference}/letters"


def file_name(letter: Letter) -> str:
    """Return what the file is called, such as ``letter-ICAP-2027-0007.pdf``."""
    return f"letter-{letter.number}.pdf"


def send_issued(session: Session, now: datetime, letter: Letter) -> None:
    """Send a letter to whom it is about, as an attachment that is the very file we keep."""
    words = {language: ISSUED[letter.kind, language] for language in Language}
    message = _send(session, now, letter, "visa_letter_issued", words)
    elsewhere = f"{path_of(letter.application)}/{letter.id}.pdf"
    attach(message, KIND, f"letter/{letter.id}", file_name(letter), elsewhere=elsewhere)


def send_withdrawn(session: Session, now: datetime, letter: Letter) -> None:
    """Tell her that a letter is withdrawn, and why."""
    _send(session, now, letter, "visa_letter_withdrawn", WITHDRAWN)


def make_letter(session: Session, subject: str) -> bytes | None:
    """Return the letter that a message names; None once it was ended or deleted."""
    letter = session.get(Letter, int(subject.removeprefix("letter/")))
    if letter is None or letter.state is not LetterState.VALID:
        return None
    return letter.octets


def _send(
    session: Session, now: datetime, letter: Letter, kind: str, words: Mapping[Language, Words]
) -> Message:
    application = letter.application
    facts = facts_for(application, contact_for(session, application.event))
    filled = written_with(words[facts.language], facts, _values(letter))
    return queue(
        session,
        now,
        kind=kind,
        to=application.person.email,
        about=f"application/{application.id}",
        context={"letter": filled},
    )


def _values(letter: Letter) -> Mapping[Value, str]:
    return {
        Value.NUMBER: letter.number,
        Value.REASON: letter.reason or "",
        Value.LETTERS_LINK: absolute_url(path_of(letter.application)),
    }
