"""The organiser's list of applications, and one application with all about it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from flask import Blueprint, render_template, request

from courseapp.accounts.current import current_person
from courseapp.applications.judging import subject_of
from courseapp.applications.models import Application
from courseapp.applications.modules_before import sent_without_before
from courseapp.applications.rules import Status
from courseapp.applications.texts import ORGANISATION_TYPES
from courseapp.core.audit import history
from courseapp.core.formats import day
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.eligibility.people.recording import outcome_of
from courseapp.eligibility.queries import current_outcome
from courseapp.eligibility.vocabulary import VERDICTS
from courseapp.endorsements.queries import present_endorsement
from courseapp.endorsements.telling import STANDS
from courseapp.events.clock.deadlines import explain
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.asking import asked_at_present, can_ask
from courseapp.intake.controls import controls, more_questions
from courseapp.intake.desk import desk_of
from courseapp.intake.duplicates.deciding import merges_of
from courseapp.intake.filters import MARK, Filters
from courseapp.intake.listing import listed, neighbours
from courseapp.intake.notes import notes_on
from courseapp.intake.queries import countries_of, sent_application, source_of
from courseapp.intake.saving import kept_filters
from courseapp.intake.scope import Scope, scope_of
from courseapp.intake.sentences import said
from courseapp.intake.tagging.bulk import done_in_words
from courseapp.intake.tagging.reading import step_to_undo, tag_ids_on
from courseapp.intake.words import STATUS_LABELS
from courseapp.mail.queries import messages_about
from courseapp.nominations.people import told_of
from courseapp.selection import private, queries
from courseapp.selection.giving_up import may_give_up
from courseapp.selection.standing import answers_for_organisers, choices_for, runs_of, standing
from courseapp.selection.terms import zone_of
from courseapp.selection.texts import CHOICE_TEXTS, DECISION_TEXTS, MESSAGE_LABELS, PRIVATE_LABELS

MESSAGES_SHOWN = 20
WORDS = MappingProxyType(
    {
        "STATUS_LABELS": STATUS_LABELS,
        "CHOICE_TEXTS": CHOICE_TEXTS,
        "DECISION_TEXTS": DECISION_TEXTS,
        "PRIVATE_LABELS": PRIVATE_LABELS,
        "MESSAGE_LABELS": MESSAGE_LABELS,
        "ORGANISATION_TYPES": ORGANISATION_TYPES,
    }
)
LIST_WORDS = MappingProxyType(
    {
        **WORDS,
        "Status": Status,
        "MARK": MARK,
        "STATUS_CHOICES": [
            (status.value, label.text)
            for status, label in STATUS_LABELS.items()
            if status is not Status.DRAFT
        ],
        "TYPE_CHOICES": [(kind.value, text) for kind, text in ORGANISATION_TYPES.items()],
        "VERDICT_CHOICES": [(verdict.value, text) for verdict, text in VERDICTS.items()],
    }
)

blueprint = Blueprint("selection", __name__)


@blueprint.app_template_filter("day_in")
def day_in(at: datetime, zone: str) -> str:
    """Return the day of an instant in a zone: ``Mon 1 Mar 2027``."""
    return day(local_date(at, zone))


@blueprint.get("/manage/events/<slug>/applications")
@allow(organiser_of_event)
def applications(slug: str) -> str:
    event = organised_event(session(), slug)
    filters = Filters.read(request.args.items(multi=True))
    desk = desk_of(session(), event, current_person())
    number = request.args.get("page", 1, int)
    return render_template(
        "selection/applications.html",
        event=event,
        desk=desk,
        filters=filters,
        zone=desk.scope.zone,
        standing=standing(session(), event, now()),
        seen=private.number_of(session(), event.id),
        window=explain(event, now()),
        runs=runs_of(session(), event),
        page=listed(session(), desk.scope, filters, desk.columns, number),
        **_narrowing(desk.scope, filters),
        **_kept(event),
        **LIST_WORDS,
    )


@blueprint.get("/manage/events/<slug>/applications/<reference>")
@allow(organiser_of_event)
def application(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    found = sent_application(session(), event.id, reference)
    about = [f"application/{found.id}"]
    filters = Filters.read(request.args.items(multi=True))
    scope = scope_of(session(), event)
    judged = current_outcome(session(), event, subject_of(found))
    return render_template(
        "selection/application.html",
        judged=judged,
        outcome=outcome_of(judged) if judged else None,
        event=event,
        application=found,
        answers=answers_for_organisers(found, now()),
        modules_without=sent_without_before(found),
        asked=asked_at_present(found, now()),
        can_ask=can_ask(found),
        source=source_of(session(), found),
        merges=merges_of(session(), found),
        choices=choices_for(event, found.status),
        may_give_up=may_give_up(found, now()),
        turned_down=queries.answered_offers(session(), found.id),
        **_private(event, found),
        decisions=queries.decisions(session(), found.id),
        nominated=told_of(session(), event.id, found.person),
        endorsed=present_endorsement(session(), found.id),
        ENDORSEMENTS=STANDS,
        history=history(session(), about),
        messages=paginate(session(), messages_about(about), 1, MESSAGES_SHOWN).items,
        filters=filters,
        neighbours=neighbours(session(), scope, filters, reference),
        notes=notes_on(session(), found.id),
        me=current_person().id,
        tags=scope.tags,
        tagged=tag_ids_on(session(), found.id),
        zone=zone_of(event),
        **WORDS,
    )


def _private(event: Event, found: Application) -> Mapping[str, object]:
    """What is decided and nobody but organisers may know."""
    return {
        "private": private.decision_of(session(), found.id),
        "private_history": private.private_history(session(), found.id),
        "seen": private.number_of(session(), event.id),
    }


def _narrowing(scope: Scope, filters: Filters) -> Mapping[str, object]:
    """What the list is filtered by, and could be."""
    work, national = countries_of(session(), scope.event.id)
    return {
        "said": said(scope, filters),
        "countries": work,
        "nationalities": national,
        "controls": controls(scope, filters, request.args.get("ask", "")),
        "questions": more_questions(scope, filters),
    }


def _kept(event: Event) -> Mapping[str, object]:
    """What the reader saved, and what she did last with tags, while it can be undone."""
    person = current_person()
    step = step_to_undo(session(), event.id, person.id, now())
    return {
        "kept": kept_filters(session(), person, event.id),
        "step": step,
        "step_said": done_in_words(step) if step else "",
    }
