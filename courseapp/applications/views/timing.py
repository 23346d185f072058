"""What the pages of an application say about time: until when, and by which clock."""

from datetime import datetime

from courseapp.accounts.current import reader_zone
from courseapp.applications.deadlines import deadline_of
from courseapp.applications.models import Application
from courseapp.applications.views.blueprint import organiser_to_ask, zone_of
from courseapp.applications.writing import open_request
from courseapp.core.request import now, session
from courseapp.events.clock.deadlines import Window, told_in_zones
from courseapp.events.clock.server_clock import server_clock
from courseapp.extra_time.rules import Deadline
from courseapp.extra_time.telling import more_time_for
from courseapp.extra_time.windows import accepts_for, explain_for, why_in_words, window_for


def told_deadline(application: Application) -> dict[str, object]:
    """Return what pages of a draft say about her deadline.

    `closes_at` is that deadline, `deadline` the same in words of each zone, `extended` why she
    has longer than others; `more_time` whom else the organiser has given longer, once hers is
    over.
    """
    event, own = application.event, deadline_of(application)
    state = window_for(event, now(), own)
    request_open, accepting = open_request(application), accepts_for(event, now(), own)
    return {
        "accepting": accepting or request_open is not None,
        "late": state is not Window.OPEN,
        "explained": explain_for(event, now(), own),
        "request_open": request_open,
        "contact": organiser_to_ask(event),
        "closes_at": own.closing.at if own else None,
        "deadline": told_in_zones(own.closing.at, own.closing.zone, reader_zone()) if own else (),
        "extended": why_in_words(own) if own else "",
        "more_time": () if accepting else more_time_for(session(), event, now()),
        "server_clock": server_clock(now(), _clock_until(own, state), zone_of(application)),
    }


def _clock_until(own: Deadline | None, state: Window) -> datetime | None:
    """Return what the clock runs towards: the deadline, and in the grace the end of that."""
    if own is None or state not in {Window.OPEN, Window.GRACE}:
        return None
    return own.closing.at if state is Window.OPEN else own.closing.last_moment
