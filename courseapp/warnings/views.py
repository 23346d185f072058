"""The organiser's page of all warnings of an event."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.warnings.acknowledging import acknowledge, take_back
from courseapp.warnings.forms import AcknowledgeForm
from courseapp.warnings.listing import By, Filters, Show, chosen, counts, groups
from courseapp.warnings.queries import warnings_of
from courseapp.warnings.rules import KINDS, Kind

Answer = str | Response | tuple[str, int]

blueprint = Blueprint("warnings", __name__)


@blueprint.get("/manage/events/<slug>/warnings")
@allow(organiser_of_event)
def of_event(slug: str) -> Answer:
    event = organised_event(session(), slug)
    parked = parked_values(request.path)
    return _page(event, AcknowledgeForm(parked) if parked else None)


@blueprint.post("/manage/events/<slug>/warnings")
@allow(organiser_of_event)
def let_stand(slug: str) -> Answer:
    event, form = organised_event(session(), slug), AcknowledgeForm()
    key, reason = form.key.data or "", form.reason.data or ""
    if form.validate():
        with answering(form):
            acknowledge(session(), current_person(), now(), event, key, reason)
    if form.errors:
        return _page(event, form), 422
    forget_parked()
    flash("The warning may stand. You find it under “Show: what may stand”.", "good")
    return redirect(_back(slug), 303)


@blueprint.post("/manage/events/<slug>/warnings/take-back")
@allow(organiser_of_event)
def open_again(slug: str) -> Answer:
    event = organised_event(session(), slug)
    key = request.form.get("key", "")
    with answering() as answer:
        take_back(session(), current_person(), now(), event, key)
    if answer.problem:
        flash(answer.problem, "info")
    else:
        flash("The warning is open again.", "good")
    return redirect(_back(slug), 303)


@dataclass(frozen=True)
class _Asked:
    """What the address asks for."""

    filters: Filters
    number: int

    @property
    def arguments(self) -> dict[str, Any]:
        """The same as arguments of an address; None for what is usual."""
        usual, own = Filters(), self.filters
        return {
            "show": own.show.value if own.show is not usual.show else None,
            "by": own.by.value if own.by is not usual.by else None,
            "kind": own.kind.value if own.kind else None,
            "session": own.session_id,
        }


def _asked() -> _Asked:
    given = request.args
    filters = Filters(
        given.get("show", Show.OPEN, type=Show),
        given.get("by", By.KIND, type=By),
        given.get("kind", None, type=Kind),
        given.get("session", None, type=int),
    )
    return _Asked(filters, given.get("page", 1, type=int))


def _back(slug: str) -> str:
    """Return the address of the list as the reader had it."""
    asked = _asked()
    page = asked.number if asked.number > 1 else None
    return url_for("warnings.of_event", slug=slug, page=page, **asked.arguments)


def _page(event: Event, sent: AcknowledgeForm | None = None) -> str:
    """Show the list; `sent` is the form that was refused, or typed before the sign-in lapsed."""
    asked = _asked()
    found = warnings_of(session(), event, now())
    page = page_of(chosen(found, asked.filters), asked.number)
    forms = {each.key: AcknowledgeForm(None).of_warning(each.key) for each in page.items}
    in_hand = (sent.key.data or "") if sent else ""
    if sent and in_hand in forms:
        forms[in_hand] = sent.of_warning(in_hand)
    return render_template(
        "warnings/list.html",
        event=event,
        counts=counts(found, asked.filters),
        page=page,
        groups=groups(page.items, asked.filters.by),
        asked=asked,
        forms=forms,
        refused=sent if sent and sent.errors else None,
        in_hand=in_hand,
        titles={each.id: each.title for each in event.sessions},
        kinds=KINDS,
    )
