"""What a form can begin with: our own forms, templates, forms of other events; and whose it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, selectinload

from courseapp.core.errors import NotFound
from courseapp.events.models import Event, Series
from courseapp.forms.document.record import FormDocument, Question, Stage
from courseapp.forms.models import Form
from courseapp.forms.shipped import SHIPPED, Shipped, shipped_form
from courseapp.initiatives.models import Initiative

MOST_OTHERS = 12
BLANK = "blank"


@dataclass(frozen=True)
class Origin:
    """Something to copy. `key` names it in forms, `source` in words: ``ICAP's template “…”``."""

    key: str
    name: str
    source: str
    document: FormDocument
    summary: str = ""


def begun_with(origin: Origin, now: datetime) -> str:
    """Return what a copy says of where it came from; "" for one that began empty."""
    return f"Copied from {origin.source}, {now.day} {now:%B %Y}." if origin.source else ""


def shipped_origins(stage: Stage) -> tuple[Origin, ...]:
    """Return our own forms for the stage."""
    return tuple(_shipped(each) for each in SHIPPED if each.stage is stage)


def template_origins(session: Session, initiative: Initiative, stage: Stage) -> Sequence[Origin]:
    """Return the templates of the initiative and its series, by name. Two statements."""
    found = session.scalars(
        select(Form)
        .where(Form.initiative_id == initiative.id, is_template(), Form.stage == stage)
        .order_by(Form.name, Form.id)
    ).all()
    series = series_titles(session, found)
    return [_template(each, initiative, series.get(each.series_id or 0, "")) for each in found]


def event_origins(
    session: Session, initiative: Initiative, stage: Stage, but: Event | None = None
) -> Sequence[Origin]:
    """Return the forms of the initiative's other events, the latest first. Two statements."""
    others = (
        select(Form)
        .join(Event)
        .where(
            Form.initiative_id == initiative.id,
            Form.stage == stage,
            or_(Form.source != "", Form.revision > 0),  # not the short form as it is
            Event.id != (but.id if but else 0),
        )
    )
    found = session.scalars(
        others.options(selectinload(Form.versions))
        .order_by(Form.changed_at.desc(), Form.id)
        .limit(MOST_OTHERS)
    )
    return [origin for form in found for origin in _of_event(form)]


def origin_named(
    session: Session, initiative: Initiative, stage: Stage, key: str, but: Event | None = None
) -> Origin:
    """Return what a form's choice names. Raises NotFound."""
    offered = (
        *shipped_origins(stage),
        *template_origins(session, initiative, stage),
        *event_origins(session, initiative, stage, but),
        Origin(BLANK, "Empty form", "", FormDocument({"en": "Application"})),
    )
    for each in offered:
        if each.key == key:
            return each
    raise NotFound


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
    source = f"our form “{each.name}”"
    return Origin(f"ours-{each.key}", each.name, source, shipped_form(each.key), each.summary)


def _template(form: Form, initiative: Initiative, series: str) -> Origin:
    source = f"{initiative.called}'s template “{form.name}”"
    told = f"For the series “{series}”." if series else ""
    return Origin(f"template-{form.id}", form.name, source, form.composed, told)


def _of_event(form: Form) -> Iterator[Origin]:
    if form.event is not None:
        shown = form.newest.shown if form.newest else form.composed
        source = f"the event “{form.event.title}”"
        yield Origin(f"event-{form.id}", form.event.title, source, shown)


def _undated(question: Question) -> Question:
    due = question.due if question.due.startswith("+") else ""
    return replace(question, kept_until=None, due=due)
