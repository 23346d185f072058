"""What a form can begin with: our own forms, templates, forms of other events; and whose it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from courseapp.core.errors import NotFound
from courseapp.core.typed_text import one_line
from courseapp.events.models import Event, Series
from courseapp.forms.document.record import FormDocument, Question, Stage
from courseapp.forms.models import Form
from courseapp.forms.shipped import SHIPPED, Shipped, shipped_form
from courseapp.initiatives.models import Initiative

MOST_OTHERS = 12
LONGEST_FILE_NAME = 120


@dataclass(frozen=True)
class Origin:
    """Something to copy. `key` names it in forms, `source` in words: ``ICAP's template “…”``.

    `look` is where it can be looked at, below the address of the initiative's forms.
    """

    key: str
    name: str
    source: str
    document: FormDocument
    stage: Stage = Stage.APPLICATION
    summary: str = ""
    look: str = ""


@dataclass(frozen=True)
class Origins:
    """What a form may begin with, in groups."""

    ours: Sequence[Origin]
    templates: Sequence[Origin] = ()
    events: Sequence[Origin] = ()
    blank: Sequence[Origin] = ()

    @property
    def all(self) -> tuple[Origin, ...]:
        return (*self.templates, *self.ours, *self.events, *self.blank)

    def named(self, key: str) -> Origin:
        """Return what a choice names. Raises NotFound."""
        for each in self.all:
            if each.key == key:
                return each
        raise NotFound


def begun_with(origin: Origin, now: datetime) -> str:
    """Return what a copy says of where it came from; "" for one that began empty."""
    return f"Copied from {origin.source}, {now.day} {now:%B %Y}." if origin.source else ""


def origins_for(
    session: Session, initiative: Initiative, stage: Stage, but: Event | None = None
) -> Origins:
    """Return what a form of the stage may begin with, but for the form of one event itself.

    A fixed number of statements.
    """
    return Origins(
        [_shipped(each) for each in SHIPPED if each.stage is stage],
        _templates(session, initiative, stage),
        _of_events(session, initiative, stage, but),
        [_blank(stage)],
    )


def templates_of(session: Session, initiative: Initiative) -> Sequence[Form]:
    """Return the templates of the initiative and its series, by name. One statement."""
    own = select(Form).where(Form.initiative_id == initiative.id, is_template())
    return session.scalars(own.order_by(Form.stage, Form.name, Form.id)).all()


def origin_of(initiative: Initiative, form: Form) -> Origin:
    """Return a form as something to copy: what people fill in, else what is being composed."""
    if form.event is None:
        return _template(form, initiative, "")
    return _of_event(form, form.event)


def origin_from_file(name: str, document: FormDocument) -> Origin:
    """Return a form that was read from a file."""
    return Origin("file", name, f"the file “{one_line(name)[:LONGEST_FILE_NAME]}”", document)


def for_another_event(document: FormDocument) -> FormDocument:
    """Return the form without days of its own: they belong to the event that it was made for."""
    sections = (
        replace(section, questions=tuple(map(_undated, section.questions)))
        for section in document.sections
    )
    return document.with_sections(sections)


def is_template() -> ColumnElement[bool]:
    """Return the condition that a form is nobody's to fill in, but everybody's to copy."""
    return Form.event_id.is_(None)


def series_titles(session: Session, forms: Sequence[Form]) -> dict[int, str]:
    """Return the titles of the series whose templates these are. One statement."""
    wanted = {each.series_id for each in forms if each.series_id}
    if not wanted:
        return {}
    rows = session.execute(select(Series.id, Series.title).where(Series.id.in_(wanted)))
    return dict(rows.tuples())


def _shipped(each: Shipped) -> Origin:
    document, source = shipped_form(each.key), f"our form “{each.name}”"
    key, look = f"ours-{each.key}", f"ours/{each.key}"
    return Origin(key, each.name, source, document, each.stage, each.summary, look)


def _templates(session: Session, initiative: Initiative, stage: Stage) -> Sequence[Origin]:
    found = [each for each in templates_of(session, initiative) if each.stage is stage]
    series = series_titles(session, found)
    return [_template(each, initiative, series.get(each.series_id or 0, "")) for each in found]


def _template(form: Form, initiative: Initiative, series: str) -> Origin:
    source = f"{initiative.called}'s template “{form.name}”"
    told = f"For the series “{series}”." if series else f"For all events of {initiative.called}."
    key = f"template-{form.id}"
    return Origin(key, form.name, source, form.composed, form.stage, told, str(form.id))


def _of_events(
    session: Session, initiative: Initiative, stage: Stage, but: Event | None
) -> Sequence[Origin]:
    """Return the forms that other events composed, the latest first."""
    others = (
        select(Form)
        .join(Event)
        .where(
            Form.initiative_id == initiative.id,
            Form.stage == stage,
            or_(Form.source != "", Form.revision > 0),  # not the short form as it is
            Event.id != (but.id if but else 0),
        )
        .options(selectinload(Form.versions), joinedload(Form.event))
        .order_by(Form.changed_at.desc(), Form.id)
        .limit(MOST_OTHERS)
    )
    return [_of_event(form, form.event) for form in session.scalars(others) if form.event]


def _of_event(form: Form, event: Event) -> Origin:
    shown = form.newest.shown if form.newest else form.composed
    source, look = f"the event “{event.title}”", str(form.id)
    return Origin(f"event-{form.id}", event.title, source, shown, form.stage, "", look)


def _blank(stage: Stage) -> Origin:
    title = "Application" if stage is Stage.APPLICATION else "After admission"
    told = "Nothing is asked yet. The builder says what is missing."
    return Origin(
        f"blank-{stage.value}", "Empty form", "", FormDocument({"en": title}), stage, told
    )


def _undated(question: Question) -> Question:
    due = question.due if question.due.startswith("+") else ""
    return replace(question, kept_until=None, due=due)
