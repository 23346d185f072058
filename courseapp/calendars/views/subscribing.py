"""The page on which somebody finds the feed that she wants."""

from flask import render_template, request

from courseapp.accounts.current import reader_zone
from courseapp.calendars.feeds.public import preview_of
from courseapp.calendars.feeds.queries import series_with_events
from courseapp.calendars.formats.representations import REPRESENTATIONS
from courseapp.calendars.forms import LANGUAGES
from courseapp.calendars.previewing import FORMS, preview_rows
from courseapp.calendars.subscribing import Subscription
from courseapp.calendars.views.blueprint import blueprint
from courseapp.calendars.views.serving import site
from courseapp.calendars.wishes import HINTS, SHAPES, Asked, asked_for
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.events.lists.filter_choices import choices
from courseapp.mail.outbox import absolute_url

MOST_SHOWN = 10


@blueprint.get("/subscribe")
@allow(everyone)
def subscribe() -> str:
    asked = asked_for(request.args, now().year)
    if asked is None:
        raise NotFound
    head, entries = preview_of(session(), now(), asked.address, site(), MOST_SHOWN)
    return render_template(
        "calendars/subscribe.html",
        asked=asked,
        this_year=now().year,
        chosen=Subscription(head.name, absolute_url(asked.address.path()), head.description),
        forms=_other_forms(asked),
        rows=preview_rows(entries, reader_zone()),
        shapes=[(each, label, HINTS[each]) for each, label in SHAPES.items()],
        choices=choices(session(), asked.wish.scope.filters),
        series=series_with_events(session()),
        languages=LANGUAGES,
    )


def _other_forms(asked: Asked) -> list[tuple[str, str]]:
    """Return the other forms of the feed, each with its address."""
    return [
        (FORMS.get(each.extension, each.extension), asked.address.path(each.extension))
        for each in REPRESENTATIONS[1:]
    ]
