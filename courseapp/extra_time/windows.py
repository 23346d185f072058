"""Where the application window stands for one person, as `events.clock.deadlines` says it for all.

`own` is her deadline, see `queries.deadline_for`; None where the event has none.
"""

from datetime import datetime

from courseapp.core.translations import gettext
from courseapp.countries.spoken_names import country_said
from courseapp.events.clock.deadlines import Window, accepts, explain, window
from courseapp.events.models import Event
from courseapp.extra_time.rules import Deadline, Why

ENDS_OF_SENTENCES = frozenset(".!?…。؟।")


def window_for(event: Event, now: datetime, own: Deadline | None) -> Window:
    """Return where the window stands at `now` (aware) for what she has begun."""
    return window(event, now, own.closing if own else None)


def accepts_for(event: Event, now: datetime, own: Deadline | None) -> bool:
    """Return whether an application of hers that arrives at `now` is taken."""
    return accepts(event, now, own.closing if own else None)


def may_begin(event: Event, now: datetime, own: Deadline | None) -> bool:
    """Return whether she may begin an application: never in the grace."""
    return window(event, now, own.begin if own else None) is Window.OPEN


def explain_for(event: Event, now: datetime, own: Deadline | None) -> str:
    """Return where the window stands, and why she has longer while she has, in a few sentences."""
    said = explain(event, now, own.closing if own else None)
    if own is None or not accepts_for(event, now, own):
        return said
    return f"{said} {why_in_words(own)}".strip()


def why_in_words(own: Deadline) -> str:
    """Return why she has longer than others; "" where she has not."""
    if own.why is Why.EVENT:
        return ""
    reason = gettext("Reason: %(reason)s", reason=_sentence(own.reason))
    if not own.country:
        return f"{gettext('You have extra time.')} {reason}"
    people = gettext(
        "People who work in %(country)s have extra time.", country=country_said(own.country)
    )
    return f"{people} {reason}"


def beginning_refused(event: Event, now: datetime, own: Deadline | None) -> str:
    """Return what to tell somebody who may not begin at `now`."""
    said = explain(event, now, own.begin if own else None)
    return said or gettext("This event takes no applications here.")


def _sentence(reason: str) -> str:
    """Return the reason so that it ends as a sentence does."""
    return reason if reason[-1:] in ENDS_OF_SENTENCES else f"{reason}."
