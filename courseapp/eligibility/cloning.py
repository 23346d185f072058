"""Rules of who may apply come along into the next edition; nobody who was judged does."""

from sqlalchemy.orm import Session

from courseapp.eligibility.composing.putting_in_force import (
    is_as_composed,
    put_in_force,
    version_in_force,
)
from courseapp.eligibility.queries import composed_rules, decision_table
from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, like, many
from courseapp.events.moves.cloning import Clone, CloneStep


def _count(session: Session, event: Event) -> str:
    held = composed_rules(session, event)
    return many(len(held.composed.rules), "rule") if held else ""


def _bring(session: Session, clone: Clone) -> None:
    """Bring rules, decision table and the day as of which people are judged, moved like all days.

    They are in force in the new edition where they were, unless they had been changed since.
    Lists are asked as of the new day.
    """
    held = composed_rules(session, clone.source)
    if held is None:
        return
    own = held.reference_on
    copy = like(
        held,
        event_id=clone.draft.id,
        reference_on=clone.moved.day(own) if own else None,
        in_force=None,
        revision=0,
        changed_at=clone.now,
    )
    session.add(copy)
    _bring_table(session, clone)
    session.flush()
    version = version_in_force(session, held)
    if version is not None and is_as_composed(held, version):
        put_in_force(session, None, clone.now, clone.draft, None)


def _bring_table(session: Session, clone: Clone) -> None:
    table = decision_table(session, clone.source)
    if table is not None:
        session.add(like(table, event_id=clone.draft.id))


CLONE_STEP: CloneStep = Step(
    "eligibility",
    "Who may apply: the rules, and the decision table with which they are tested",
    _count,
    _bring,
)
