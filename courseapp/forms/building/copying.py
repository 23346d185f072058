"""Forms begin as copies: of ours, of a template, of another event's form, or of a file."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.countries.names import folded
from courseapp.events.facts.changing import log
from courseapp.events.models import Event, Series
from courseapp.forms.building.composing import change_form
from courseapp.forms.building.origins import Origin, begun_with, for_another_event, is_template
from courseapp.forms.choosing import form_of
from courseapp.forms.document.record import Stage
from courseapp.forms.document.wording import STAGES
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormStep
from courseapp.initiatives.models import Initiative


def start_form(
    session: Session, actor: Person, now: datetime, event: Event, stage: Stage, origin: Origin
) -> Form:
    """Return the event's form for the stage, composed anew from the origin of any stage.

    Where it has one already, the copy takes its place: a step that can be undone. People see
    nothing of it before it is published.
    """
    lock(session, Event, event.id)  # two starts at once make one form
    document, source = for_another_event(origin.document), begun_with(origin, now)
    form = form_of(session, event, stage)
    if form is None:
        form = Form(
            initiative_id=event.initiative_id,
            event=event,
            stage=stage,
            document=to_plain(document),
            created_at=now,
            changed_at=now,
        )
        session.add(form)
        session.flush()
    else:
        told = f"began anew with “{origin.name}”"
        change_form(session, actor, now, form, told, lambda _held: document)
    form.source = source
    stage_told = STAGES[stage][0].lower()
    told = f"Began the form “{stage_told}”. {source}".strip()
    log(session, event, actor, now, "begin form", told)
    session.flush()
    return form


def add_template(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    name: str,
    origin: Origin,
    series: Series | None = None,
) -> Form:
    """Return a new template of the initiative, or of its series. Raises Problem with the field."""
    lock(session, Initiative, initiative.id)  # two templates never take the same name
    _refuse_a_twin(session, initiative.id, name, series)
    form = Form(
        initiative_id=initiative.id,
        series_id=series.id if series else None,
        stage=origin.stage,
        name=name,
        source=begun_with(origin, now),
        document=to_plain(for_another_event(origin.document)),
        created_at=now,
        changed_at=now,
    )
    session.add(form)
    _tell(session, actor, now, initiative, "add template", f"Added the form template “{name}”.")
    session.flush()
    return form


def rename_template(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    form: Form,
    name: str,
    series: Series | None,
) -> None:
    """Give a template another name, or to another series. Raises Problem with the field."""
    lock(session, Initiative, initiative.id)
    _refuse_a_twin(session, initiative.id, name, series, form.id)
    told = f"The form template “{form.name}” is now called “{name}”."
    form.name, form.series_id = name, series.id if series else None
    _tell(session, actor, now, initiative, "rename template", told)
    session.flush()


def remove_template(
    session: Session, actor: Person, now: datetime, initiative: Initiative, form: Form
) -> None:
    """Take a template away; the forms that were copied from it stay. Raises NotFound for others."""
    if form.event_id is not None:
        raise NotFound
    told = f"Removed the form template “{form.name}”."
    _tell(session, actor, now, initiative, "remove template", told)
    session.execute(delete(FormStep).where(FormStep.form_id == form.id))
    session.delete(form)
    session.flush()


def _refuse_a_twin(
    session: Session,
    initiative_id: int,
    name: str,
    series: Series | None,
    own_id: int | None = None,
) -> None:
    others = select(Form.id, Form.name).where(
        Form.initiative_id == initiative_id,
        is_template(),
        Form.series_id == series.id if series else Form.series_id.is_(None),
    )
    for form_id, taken in session.execute(others):
        if form_id != own_id and folded(taken) == folded(name):
            raise Problem(f"There is a template “{taken}” already. Choose another name.", "name")


def _tell(
    session: Session, actor: Person, now: datetime, initiative: Initiative, verb: str, told: str
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=verb,
        subject=f"initiative/{initiative.id}",
        summary=told,
    )
