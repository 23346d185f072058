"""How asking a supervisor goes on, how often she is written to, and until when her link works."""

from datetime import datetime, timedelta
from enum import StrEnum

from courseapp.asking.rules import Party, Step, Steps

NOTE_CHARACTERS = 2000
MOST_LETTERS = 6  # to one supervisor and her successors, for one application
BETWEEN_LETTERS = timedelta(hours=20)
LINK_LASTS = timedelta(days=21)  # after the deadline, or after the letter where that is later
REMINDED_AFTER = timedelta(days=5)
MOST_REMINDERS = 2  # that nobody presses a button for


class EndorsementStatus(StrEnum):
    """Where asking for support stands."""

    ASKED = "asked"
    ENDORSED = "endorsed"
    DECLINED = "declined"
    REVOKED = "revoked"  # the applicant named somebody else, or adds a letter herself


class EndorsementAction(StrEnum):
    """What moves it on."""

    REMIND = "remind"  # again, with a new link
    ENDORSE = "endorse"
    DECLINE = "decline"
    REVOKE = "revoke"


_S, _A = EndorsementStatus, EndorsementAction
ASKED = frozenset({Party.ASKED})
# Here the one who asks is the applicant, or an organiser for her. Whoever answered may change her
# mind while her link works.
STEPS = Steps(
    {
        (_S.ASKED, _A.REMIND): Step(_S.ASKED),
        (_S.ASKED, _A.ENDORSE): Step(_S.ENDORSED, ASKED),
        (_S.ASKED, _A.DECLINE): Step(_S.DECLINED, ASKED),
        (_S.ASKED, _A.REVOKE): Step(_S.REVOKED),
        (_S.ENDORSED, _A.ENDORSE): Step(_S.ENDORSED, ASKED),
        (_S.ENDORSED, _A.DECLINE): Step(_S.DECLINED, ASKED),
        (_S.DECLINED, _A.ENDORSE): Step(_S.ENDORSED, ASKED),
        (_S.DECLINED, _A.DECLINE): Step(_S.DECLINED, ASKED),
    },
    EndorsementAction,
)
ANSWERED = frozenset({_S.ENDORSED, _S.DECLINED})


def link_ends(deadline: datetime | None, sent_at: datetime) -> datetime:
    """Return until when a link works that was sent at an instant: all are aware instants."""
    return max(deadline or sent_at, sent_at) + LINK_LASTS


def may_write(letters: int, last_at: datetime | None, now: datetime) -> bool:
    """Return whether one more letter may go out now: nobody is written to all day long."""
    rested = last_at is None or now - last_at >= BETWEEN_LETTERS
    return letters < MOST_LETTERS and rested
