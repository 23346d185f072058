"""The forms of an event, one for each stage: which there are, and what one begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.forms.building.copying import start_form
from courseapp.forms.building.origins import Origin, origin_from_file, origins_for
from courseapp.forms.building.packing import unpacked
from courseapp.forms.building.page_forms import FileForm, content_of
from courseapp.forms.building.publishing import has_news
from courseapp.forms.choosing import form_of
from courseapp.forms.document.faults import blocking
from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.models import Form
from courseapp.forms.shipped import DEFAULT, SHIPPED, Shipped, shipped_form
from courseapp.forms.use import Answered, form_use
from courseapp.forms.views.blueprint import Answer, blueprint, list_of
from courseapp.forms.views.templates import MOST_REQUEST_BYTES

FORMS = "/manage/events/<slug>/form"
STAGE = f"{FORMS}/<any(application,logistics):stage>"


@dataclass(frozen=True)
class Standing:
    """What people are asked at a stage: the event's own form, or the usual one of ours."""

    stage: Stage
    usual: Shipped
    form: Form | None
    document: FormDocument  # what people see now, or would see
    answered: Mapping[int, Answered]

    @property
    def is_own(self) -> bool:
        """Whether the organisers composed it: a copy of the usual form alone is none."""
        return self.form is not None and bool(self.form.source or self.form.revision)

    @property
    def is_published(self) -> bool:
        return self.form is not None and self.form.newest is not None

    @property
    def has_news(self) -> bool:
        return self.form is not None and has_news(self.form)

    @property
    def faults(self) -> int:
        return len(blocking(self.form.composed, self.stage)) if self.form else 0

    @property
    def drafts(self) -> int:
        return sum(each.drafts for each in self.answered.values())

    @property
    def sent(self) -> int:
        return sum(each.sent for each in self.answered.values())


@blueprint.get(FORMS)
@allow(organiser_of_event)
def forms_of_event(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return render_template(
        "manage/forms/event.html",
        event=event,
        here=f"/manage/events/{event.slug}/form",
        forms=list_of(event.initiative),
        standings=[_standing(event, stage) for stage in Stage],
    )


@blueprint.get(STAGE)
@allow(organiser_of_event)
def choose(slug: str, stage: str) -> Answer:
    return _page(organised_event(session(), slug), Stage(stage), FileForm(None))


@blueprint.post(STAGE)
@allow(organiser_of_event)
def start(slug: str, stage: str) -> Answer:
    event, wanted = organised_event(session(), slug), Stage(stage)
    origins = origins_for(session(), event.initiative, wanted, event)
    return _started(event, wanted, origins.named(request.form.get("origin", "")))


@blueprint.post(f"{STAGE}/file")
@allow(organiser_of_event)
@accepts_upload(MOST_REQUEST_BYTES)
def start_from_file(slug: str, stage: str) -> Answer:
    event, form = organised_event(session(), slug), FileForm()
    if form.validate():
        with answering(form):
            name, content = content_of(form.file.data)
            origin = origin_from_file(name, unpacked(content))
    if form.errors:
        return _page(event, Stage(stage), form), 422
    return _started(event, Stage(stage), origin)


def _started(event: Event, stage: Stage, origin: Origin) -> Answer:
    form = start_form(session(), current_person(), now(), event, stage, origin)
    flash("Your copy is here. People see it once you publish it.", "good")
    return redirect(f"{list_of(event.initiative)}/{form.id}", 303)


def _standing(event: Event, stage: Stage) -> Standing:
    form = form_of(session(), event, stage)
    usual = next(each for each in SHIPPED if each.key == DEFAULT[stage])
    shown = form.newest.shown if form and form.newest else shipped_form(DEFAULT[stage])
    answered = form_use().counted(session(), form) if form else {}
    return Standing(stage, usual, form, shown, answered)


def _page(event: Event, stage: Stage, form: FileForm) -> str:
    return render_template(
        "manage/forms/choose.html",
        event=event,
        stage=stage,
        here=f"/manage/events/{event.slug}/form",
        forms=list_of(event.initiative),
        origins=origins_for(session(), event.initiative, stage, event),
        form=form,
        held=form_of(session(), event, stage),
    )
