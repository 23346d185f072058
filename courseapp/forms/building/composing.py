"""Changes the form that is being composed, one step at a time, and takes the last step back."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.forms.document.record import FormDocument
from courseapp.forms.document.soundness import MOST_QUESTIONS
from courseapp.forms.document.writing import Plain, to_plain
from courseapp.forms.models import Form, FormStep

STEPS_KEPT = 30

Edit = Callable[[FormDocument], FormDocument]


def change_form(
    session: Session, actor: Person, now: datetime, form: Form, summary: str, edit: Edit
) -> bool:
    """Put what `edit` makes of the form in its place; return whether anything changed.

    The edit is made on what is saved now, whoever saved it. Raises what `edit` raises, and
    Problem for a form that has grown too long. `summary` names the step, should it be undone.
    """
    lock(session, Form, form.id)
    before = form.composed
    after = edit(before)
    if after == before:
        return False
    if len(after.questions) > MOST_QUESTIONS:
        raise Problem(f"A form may ask {MOST_QUESTIONS} questions. Remove one first.")
    session.add(
        FormStep(
            form_id=form.id,
            revision=form.revision + 1,
            document=form.document,
            source=form.source,
            summary=summary,
            author=actor.display_name,
            at=now,
        )
    )
    _write(form, to_plain(after), now)
    old = FormStep.revision <= form.revision - STEPS_KEPT
    session.execute(delete(FormStep).where(FormStep.form_id == form.id, old))
    session.flush()
    return True


def last_step(session: Session, form: Form) -> FormStep | None:
    """Return the step that made the form what it is; None where nothing can be undone."""
    wanted = select(FormStep).where(FormStep.form_id == form.id)
    return session.scalars(wanted.order_by(FormStep.id.desc()).limit(1)).first()


def undo(session: Session, now: datetime, form: Form, step_id: int) -> str:
    """Take the last step back and return its summary. Raises Problem unless it was this one.

    The step before it can be undone next.
    """
    lock(session, Form, form.id)
    step = last_step(session, form)
    if step is None or step.id != step_id:
        raise Problem(
            "The form was changed again since you opened this page. Look at it first; then you "
            "can undo the last step."
        )
    _write(form, step.document, now)
    form.source = step.source
    session.delete(step)
    session.flush()
    return step.summary


def _write(form: Form, document: Plain, now: datetime) -> None:
    form.document, form.changed_at = document, now
    form.revision += 1
