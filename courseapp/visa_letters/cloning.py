"""Who signs letters and who pays what come along into the next edition; no letter does.

The host and the amounts stay behind: they belong to one place and one number of nights.
"""

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step
from courseapp.events.moves.cloning import Clone, CloneStep
from courseapp.visa_letters.gathering import settings_of
from courseapp.visa_letters.models import LetterSettings


def _count(session: Session, event: Event) -> str:
    found = settings_of(session, event)
    return found.signatory if found else ""


def _bring(session: Session, clone: Clone) -> None:
    found = settings_of(session, clone.source)
    if found is None:
        return
    session.add(
        LetterSettings(
            event_id=clone.draft.id,
            signatory=found.signatory,
            signatory_position=found.signatory_position,
            costs=dict(found.costs),
            changed_at=clone.now,
        )
    )


CLONE_STEP: CloneStep = Step(
    "letters", "Letters for a visa: who signs them, and who pays what", _count, _bring
)
