"""The forms of an event come along into its next edition: to be looked over, not yet published."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.events.moves.clone_steps import Step, many
from courseapp.events.moves.cloning import Clone, CloneStep
from courseapp.forms.building.origins import Origin, begun_with, for_another_event
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form


def _count(session: Session, event: Event) -> str:
    counted = select(func.count()).select_from(Form).where(Form.event_id == event.id)
    return many(session.scalar(counted) or 0, "form")


def _bring(session: Session, clone: Clone) -> None:
    wanted = select(Form).where(Form.event_id == clone.source.id).order_by(Form.id)
    session.add_all(_like(each, clone) for each in session.scalars(wanted).all())


def _like(form: Form, clone: Clone) -> Form:
    """Copy what people fill in now, or what was composed where nothing was published."""
    shown = form.newest.shown if form.newest else form.composed
    origin = Origin("", clone.source.title, f"the event “{clone.source.title}”", shown)
    return Form(
        initiative_id=clone.draft.initiative_id,
        event_id=clone.draft.id,
        stage=form.stage,
        source=begun_with(origin, clone.now),
        document=to_plain(for_another_event(shown)),
        created_at=clone.now,
        changed_at=clone.now,
    )


CLONE_STEP: CloneStep = Step(
    "forms", "The forms that people fill in, to be published anew (no answers)", _count, _bring
)
