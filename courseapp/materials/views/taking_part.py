"""The page of those who take part in an event."""

from flask import render_template

from courseapp.accounts.current import current_person, reader_zone
from courseapp.core.permissions import allow
from courseapp.core.request import now, session
from courseapp.events.ports.chosen_runs import sessions_left_out
from courseapp.events.published.reading import zones_to_choose
from courseapp.events.queries import event_taken_part_in
from courseapp.materials.permissions import participant
from courseapp.materials.taking_part import own_page
from courseapp.materials.views.blueprint import blueprint


@blueprint.get("/events/<slug>/take-part")
@allow(participant)
def take_part(slug: str) -> str:
    event, person = event_taken_part_in(session(), slug), current_person()
    left_out = sessions_left_out(session(), event, person.id)
    return render_template(
        "materials/take_part.html",
        event=event,
        own=own_page(session(), event, now(), person, reader_zone(), left_out),
        zones=zones_to_choose(now()),
    )
