"""Two or three initiatives side by side."""

from flask import render_template, request

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.core.typed_text import one_line
from courseapp.initiatives.compare_queries import (
    Chosen,
    chosen_initiatives,
    initiatives_to_add,
    newest_records,
)
from courseapp.initiatives.comparing import Side, compared
from courseapp.initiatives.directory import LONGEST_SEARCH
from courseapp.initiatives.offerings import OfferingCounts
from courseapp.initiatives.views.blueprint import blueprint, events

NEXT_EVENTS = 3


@blueprint.get("/initiatives/compare")
@allow(everyone)
def compare() -> str:
    chosen = chosen_initiatives(session(), request.args.getlist("i"))
    text = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    sides = _sides(chosen) if chosen.can_be_shown else []
    return render_template(
        "initiatives/compare.html",
        chosen=chosen,
        text=text,
        sides=sides,
        parts=compared(sides, now().date()) if sides else (),
        offered=initiatives_to_add(session(), text, chosen) if chosen.room else (),
    )


def _sides(chosen: Chosen) -> list[Side]:
    ids = [initiative.id for initiative in chosen.initiatives]
    records = newest_records(session(), ids)
    counts = events().counts(session(), now(), ids)
    following = events().next_of(session(), now(), ids, NEXT_EVENTS)
    return [
        Side(records[each], counts.get(each, OfferingCounts()), following.get(each, ()))
        for each in ids
    ]
