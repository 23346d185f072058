"""Composes the form of the example course: our short one, and a question that a choice needs."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.forms.building import editing
from courseapp.forms.building.composing import change_form
from courseapp.forms.building.copying import start_form
from courseapp.forms.building.origins import origins_for
from courseapp.forms.building.publishing import Decision, publish_form
from courseapp.forms.document.known import GENDER
from courseapp.forms.document.record import Stage
from courseapp.forms.shipped import shipped_form
from courseapp.forms.use import form_use

ORIGIN = "ours-short"
ASKS_GENDER = "officials"
SECTION = "about"


def compose_form(session: Session, actor: Person, at: datetime, event: Event) -> None:
    """Publish the short form with the question of gender, by which a group is balanced."""
    origin = origins_for(session, event.initiative, Stage.APPLICATION).named(ORIGIN)
    form = start_form(session, actor, at, event, Stage.APPLICATION, origin)
    gender = editing.question_in(shipped_form(ASKS_GENDER), GENDER)
    add = partial(editing.add_question, section=SECTION, question=gender)
    change_form(session, actor, at, form, "Added a question", add)
    publish_form(session, actor, at, form, form_use(), Decision(form.revision))
