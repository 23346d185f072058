"""The invitation of somebody nominated: bound to her address, whoever opens the link.

The link opens a page that names the address only as its owner recognises it, and can do one
thing: mail a link to sign in to that very address. Who is signed in under it goes on to her own
page, which holds no secret.
"""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person, optional_person, reader_zone
from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import send_link
from courseapp.applications.deadlines import deadline_before
from courseapp.applications.queries import application_for
from courseapp.asking.pages import ended_page, unknown_page
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone, signed_in
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.events.contacts import contact_for
from courseapp.events.queries import public_event
from courseapp.events.words import dates_of
from courseapp.extensions import csrf
from courseapp.extra_time.windows import explain_for, may_begin
from courseapp.nominations.models import Nomination
from courseapp.nominations.queries import nomination_with_token, nominations_for
from courseapp.nominations.rules import masked

Answer = str | Response | tuple[str, int]
INVITATION = "/nominated/<token>"
TAKEN_BACK = "{} has withdrawn this nomination."

blueprint = Blueprint("nominated", __name__)
csrf.exempt(blueprint)  # the secret in the address is the proof, as for the pages of focal points


@blueprint.get(INVITATION)
@allow(everyone)  # who has the letter is let in, but not further
def show(token: str) -> Answer:
    found = nomination_with_token(session(), token)
    if found is None:
        return unknown_page()
    if found.rank is None:
        reason = TAKEN_BACK.format(found.quota.name)
        return ended_page(session(), found.quota.event, reason)
    person = optional_person()
    if person is not None and is_for(found, person):
        return redirect(path_of(found), 303)
    return _stranger_page(found, person)


@blueprint.post(INVITATION)
@allow(everyone)
def send(token: str) -> Answer:
    """Mail a link to sign in to the address of the invitation, and to no other."""
    found = nomination_with_token(session(), token)
    if found is None or found.rank is None:
        raise NotFound
    with answering() as answer:
        client = request.remote_addr or "unknown"
        send_link(session(), now(), found.email, client, path_of(found))
    if answer.problem:
        flash(answer.problem, "bad")
        return redirect(f"/nominated/{token}", 303)
    return _stranger_page(found, optional_person(), sent=True)


@blueprint.get("/events/<slug>/nominated")
@allow(signed_in)
def mine(slug: str) -> Answer:
    event, person = public_event(session(), slug), current_person()
    proved = person.email_verified_at is not None
    found = nominations_for(session(), event, person.email) if proved else ()
    own = deadline_before(session(), person, event)
    page = render_template(
        "nominations/mine.html",
        event=event,
        person=person,
        found=found,
        application=application_for(session(), person, event),
        open=may_begin(event, now(), own),
        explained=explain_for(event, now(), own),
        contact=contact_for(session(), event),
    )
    return page, 200 if found else 404


blueprint.after_request(keep_private)


def path_of(nomination: Nomination) -> str:
    """Return the path of the page on which she begins; it is hers by her sign-in alone."""
    return f"/events/{nomination.quota.event.slug}/nominated"


def is_for(nomination: Nomination, person: Person) -> bool:
    """Return whether the person has proved the address of the invitation to be hers."""
    return person.email == nomination.email and person.email_verified_at is not None


def _stranger_page(found: Nomination, person: Person | None, *, sent: bool = False) -> str:
    """Show whom it is for, as far as its owner needs, to whoever is not signed in as she."""
    event = found.quota.event
    deadline = event.applications_close_at
    return render_template(
        "nominations/invitation.html",
        event=event,
        quota=found.quota,
        address=masked(found.email),
        other=person.email if person is not None and person.email != found.email else "",
        sent=sent,
        next=path_of(found),
        dates=dates_of(event),
        closes=told_in_zones(deadline, zone_of_deadline(event), reader_zone()) if deadline else (),
        contact=contact_for(session(), event),
    )
