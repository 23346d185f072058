"""What a focal point's own pages show, and what her link opens at all."""

from flask import render_template

from courseapp.accounts.current import reader_zone
from courseapp.asking.links import end_of_present_link, link_is_over
from courseapp.asking.pages import Refused, ended_page, unknown_page
from courseapp.core.errors import NotFound
from courseapp.core.request import now, session
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.events.contacts import contact_for
from courseapp.events.lists.rows import place_of
from courseapp.events.rules import EventStatus
from courseapp.events.words import dates_of
from courseapp.nominations import letters
from courseapp.nominations.forms import NomineeForm
from courseapp.nominations.models import FocalPoint, Nomination
from courseapp.nominations.people import standing_now, standing_people
from courseapp.nominations.queries import point_with_token
from courseapp.nominations.rules import REPLACEABLE, Standing
from courseapp.nominations.timing import last_minute, refusal
from courseapp.nominations.words import STANDINGS


def opened(token: str) -> FocalPoint | Refused:
    """Return whose link it is, or the page that says why it opens nothing."""
    found = point_with_token(session(), token)
    if found is None:
        return unknown_page()
    if link_is_over(found, found.quota.event, now()):
        return ended_page(session(), found.quota.event)
    return found


def opened_to_act(token: str) -> FocalPoint:
    """Return whose link it is. Raises NotFound where it opens nothing any more."""
    found = point_with_token(session(), token)
    if found is None or link_is_over(found, found.quota.event, now()):
        raise NotFound
    return found


def home(found: FocalPoint, token: str, form: NomineeForm) -> str:
    """Return her first page: what is asked, until when, whom her jurisdiction named."""
    quota, event = found.quota, found.quota.event
    zone, deadline = zone_of_deadline(event), event.applications_close_at
    named, gone = standing_people(session(), quota)
    return render_template(
        "nominations/home.html",
        **_about(found, token),
        form=form,
        named=named,
        gone=[known for known, _ in gone],
        replaceable=REPLACEABLE,
        invited=Standing.INVITED,
        refused=refusal(quota, now()),
        alive=event.status is not EventStatus.CANCELLED,
        until=told_in_zones(last_minute(quota), zone, reader_zone()),
        closes=told_in_zones(deadline, zone, reader_zone()) if deadline else (),
        place=place_of(event),
        dates=dates_of(event),
        ends=end_of_present_link(found, event, now()),
    )


def person(found: FocalPoint, token: str, known: Nomination, form: NomineeForm) -> str:
    """Return the page on which somebody is changed. Raises NotFound for one withdrawn."""
    _require_on_list(known)
    if form.changed_at.errors:
        form.changed_at.data = known.changed_at
    return render_template(
        "nominations/person.html", **_about(found, token), form=form, person=known
    )


def withdraw(found: FocalPoint, token: str, known: Nomination) -> str:
    """Return the page that says what withdrawing her means. Raises NotFound for one withdrawn."""
    _require_on_list(known)
    stands = standing_now(session(), known)
    return render_template(
        "nominations/withdraw.html", **_about(found, token), person=known, stands=stands
    )


def replace(found: FocalPoint, token: str, known: Nomination, form: NomineeForm) -> str:
    """Return the page on which somebody else is named. Raises NotFound for one withdrawn."""
    _require_on_list(known)
    return render_template(
        "nominations/replace.html", **_about(found, token), form=form, person=known
    )


def _require_on_list(known: Nomination) -> None:
    if known.rank is None:
        raise NotFound


def _about(found: FocalPoint, token: str) -> dict[str, object]:
    event = found.quota.event
    return {
        "point": found,
        "quota": found.quota,
        "event": event,
        "home": letters.path_of(token),
        "zone": reader_zone() or event.zone or "UTC",
        "contact": contact_for(session(), event),
        "STANDINGS": STANDINGS,
    }
