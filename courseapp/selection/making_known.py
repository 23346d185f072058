"""The one way in which a decision becomes what an applicant sees: her status, a letter, a trace."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.core.ids import random_token, token_hash
from courseapp.events.contacts import Contact
from courseapp.selection import letters
from courseapp.selection.letter_texts import words_for
from courseapp.selection.models import Decision, Offer
from courseapp.selection.rules import ACTIONS, Choice
from courseapp.selection.wording.placeholders import Words
from courseapp.selection.wording.speaking import language_of

BY_TURN = "the waiting list"


@dataclass(frozen=True)
class News:
    """What she is to hear. `reply_by` (aware) is only for offers, and needed there.

    `note` stands in the letter; `why` says, for organisers, why it is her turn; `words` are a
    letter written for her alone.
    """

    choice: Choice
    contact: Contact
    note: str = ""
    reply_by: datetime | None = None
    why: str = ""
    words: Words | None = None


def make_known(
    session: Session,
    actor: Person | None,
    now: datetime,
    application: Application,
    news: News,
) -> None:
    """Move the application, keep what was decided, and write to her; actor None: it is her turn.

    Raises Problem where no seat is left, or the application does not allow it any more.
    """
    is_offer = news.choice is Choice.OFFER
    reply_by = news.reply_by if is_offer else None
    move(session, application, ACTIONS[news.choice], actor, now, reply_by=reply_by)
    session.add(_decision(application, actor, now, news))
    path = _new_offer(session, now, application, reply_by) if reply_by else ""
    facts = letters.facts_for(
        application, news.contact, note=news.note, reply_by=reply_by, offer_path=path
    )
    words = news.words or words_of(session, application, news.choice)
    letters.send_outcome(session, now, news.choice, application, facts, words)
    session.flush()


def words_of(session: Session, application: Application, choice: Choice) -> Words:
    """Return the letter of an outcome in her language, as the event words it."""
    language = language_of(application.language or "")
    return words_for(session, application.event_id, choice, language)


def _decision(
    application: Application, actor: Person | None, now: datetime, news: News
) -> Decision:
    return Decision(
        application_id=application.id,
        choice=news.choice,
        made_at=now,
        made_by=actor.display_name if actor else BY_TURN,
        note=news.note,
        reply_by=news.reply_by if news.choice is Choice.OFFER else None,
        why=news.why,
    )


def _new_offer(
    session: Session, now: datetime, application: Application, reply_by: datetime
) -> str:
    """Return the path in the letter of a new offer; its secret is kept nowhere else."""
    token = random_token()
    session.add(
        Offer(
            application_id=application.id,
            token_hash=token_hash(token),
            made_at=now,
            reply_by=reply_by,
        )
    )
    return f"/offers/{token}"
