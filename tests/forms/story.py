"""An organiser's form: begun as a copy of ours for officials, changed, published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.forms.building.composing import Edit, change_form
from courseapp.forms.building.copying import start_form
from courseapp.forms.building.origins import origins_for
from courseapp.forms.building.publishing import Decision, Drafts, publish_form
from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.use import Answered
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock


@dataclass
class Answers:
    """Stands for the room that keeps answers: how many there are of each version, by number."""

    drafts: dict[int, int] = field(default_factory=dict)
    sent: dict[int, int] = field(default_factory=dict)

    def counted(self, _session: Session, form: Form) -> Mapping[int, Answered]:
        return {
            each.id: Answered(self.drafts.get(each.number, 0), self.sent.get(each.number, 0))
            for each in form.versions
        }

    def move_drafts(
        self, _session: Session, _now: datetime, old: FormVersion, new: FormVersion
    ) -> int:
        moved = self.drafts.pop(old.number, 0)
        self.drafts[new.number] = self.drafts.get(new.number, 0) + moved
        return moved


@dataclass(frozen=True)
class Workshop:
    """A draft of a course, and who composes its form."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event
    answers: Answers = field(default_factory=Answers)

    @property
    def hub(self) -> str:
        return f"/manage/events/{self.event.slug}/form"

    def begun(self, key: str = "ours-officials", stage: Stage = Stage.APPLICATION) -> Form:
        """Let the organiser begin the form of the event with one of ours."""
        origin = origins_for(self.session, self.event.initiative, stage).named(key)
        actor, now = self.cast.icap_organiser, self.clock.now
        form = start_form(self.session, actor, now, self.event, stage, origin)
        self.session.commit()
        return form

    def page(self, form: Form) -> str:
        return f"/manage/icap/forms/{form.id}"

    def changed(self, form: Form, edit: Edit, told: str = "changed it") -> FormDocument:
        """Let the organiser make a step."""
        change_form(self.session, self.cast.icap_organiser, self.clock.now, form, told, edit)
        self.session.commit()
        return form.composed

    def published(self, form: Form, drafts: Drafts = Drafts.MOVE, note: str = "") -> FormVersion:
        """Let the organiser publish what is composed."""
        decision = Decision(form.revision, drafts, note)
        with self.app.test_request_context():
            about = (form, self.answers, decision)
            found = publish_form(self.session, self.cast.icap_organiser, self.clock.now, *about)
            self.session.commit()
        return found

    def forms(self) -> list[Form]:
        self.session.expire_all()
        return list(self.session.scalars(select(Form).order_by(Form.id)))

    def fresh(self, form: Form) -> FormDocument:
        """Return the form as it is saved now."""
        self.session.expire_all()
        return form.composed
