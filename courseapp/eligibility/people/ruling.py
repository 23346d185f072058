"""What an organiser decides about one person, whatever the rules say."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.rules import Ruling
from courseapp.eligibility.vocabulary import RULINGS, VERDICTS
from courseapp.events.facts.changing import log
from courseapp.events.models import Event

LONGEST_REASON = 1000


def rule_on(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    kept: EligibilityOutcome,
    ruling: Ruling | None,
    reason: str,
) -> None:
    """Keep what the organiser decided, with the reason; None takes it back.

    The outcome of the rules stays as it was, beside it. Raises Problem without a reason, and
    where the person was judged again meanwhile.
    """
    held = lock(session, EligibilityOutcome, kept.id)
    if held.superseded_at is not None:
        raise Problem("This person was judged again meanwhile. Look at the new outcome first.")
    if not reason:
        raise Problem("Enter the reason. Others read later why you decided so.", "reason")
    held.ruled_by = actor.display_name if ruling else ""  # first: it may read, and so flush
    held.ruling = ruling
    held.ruling_reason = reason if ruling else ""
    held.ruled_at = now if ruling else None
    log(session, event, actor, now, "rule on person", _told(held, ruling, reason))
    session.flush()


def may_take_part(kept: EligibilityOutcome) -> bool | None:
    """Return what holds of the person: the ruling, else what the rules say; None is undecided."""
    if kept.ruling is not None:
        return kept.ruling is Ruling.ALLOWED
    return {"fits": True, "blocked": False}.get(kept.verdict)


def _told(held: EligibilityOutcome, ruling: Ruling | None, reason: str) -> str:
    decided = RULINGS[ruling].lower() if ruling else "is judged by the rules again"
    return f"{held.subject} ({VERDICTS[held.verdict]}) {decided}: {reason}"
