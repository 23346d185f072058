"""The organiser's list of applications, and one application with all about it."""

from datetime import datetime
from types import MappingProxyType

from flask import Blueprint, render_template, request

from courseapp.applications.rules import Status
from courseapp.applications.texts import ORGANISATION_TYPES
from courseapp.applications.wishes import numbers_wished
from courseapp.core.audit import history
from courseapp.core.formats import day
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.clock.deadlines import explain
from courseapp.events.clock.local_time import local_date
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.mail.queries import messages_about
from courseapp.nominations.people import told_of
from courseapp.selection import listing, queries
from courseapp.selection.filters import Filters, Sort
from courseapp.selection.standing import answers_for_organisers, choices_for, runs_of, standing
from courseapp.selection.terms import zone_of
from courseapp.selection.texts import (
    CHOICE_TEXTS,
    DECISION_TEXTS,
    MESSAGE_LABELS,
    SORT_TEXTS,
    STATUS_LABELS,
)

MESSAGES_SHOWN = 20
WORDS = MappingProxyType(
    {
        "STATUS_LABELS": STATUS_LABELS,
        "CHOICE_TEXTS": CHOICE_TEXTS,
        "DECISION_TEXTS": DECISION_TEXTS,
        "MESSAGE_LABELS": MESSAGE_LABELS,
        "ORGANISATION_TYPES": ORGANISATION_TYPES,
    }
)
LIST_WORDS = MappingProxyType(
    {
        **WORDS,
        "Status": Status,
        "STATUS_CHOICES": [
            (status.value, label.text)
            for status, label in STATUS_LABELS.items()
            if status is not Status.DRAFT
        ],
        "TYPE_CHOICES": [(kind.value, text) for kind, text in ORGANISATION_TYPES.items()],
        "SORT_CHOICES": [
            (sort.value, text) for sort, text in SORT_TEXTS.items() if sort is not Sort.SENT
        ],
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
    filters = Filters.read(request.args)
    page = listing.listed(session(), event.id, filters, request.args.get("page", 1, int))
    return render_template(
        "selection/applications.html",
        event=event,
        filters=filters,
        zone=zone_of(event),
        standing=standing(session(), event, now()),
        countries=listing.countries_of_work(session(), event.id),
        window=explain(event, now()),
        **LIST_WORDS,
        page=page,
        wishes=numbers_wished(session(), [row.reference for row in page.items]),
        runs=runs_of(session(), event),
    )


@blueprint.get("/manage/events/<slug>/applications/<reference>")
@allow(organiser_of_event)
def application(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    found = queries.sent_application(session(), event.id, reference)
    about = [f"application/{found.id}"]
    filters = Filters.read(request.args)
    return render_template(
        "selection/application.html",
        event=event,
        application=found,
        answers=answers_for_organisers(found),
        choices=choices_for(event, found.status),
        decisions=queries.decisions(session(), found.id),
        nominated=told_of(session(), event.id, found.person),
        history=history(session(), about),
        messages=paginate(session(), messages_about(about), 1, MESSAGES_SHOWN).items,
        filters=filters,
        neighbours=listing.neighbours(session(), event.id, filters, reference),
        zone=zone_of(event),
        **WORDS,
    )
