"""The programme as a list."""

from collections.abc import Mapping

from flask import render_template, request

from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.request import session
from courseapp.core.typed_text import one_line
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.planner.days import UTC_NAME, days_of, wall_times, zone_of
from courseapp.planner.listing import Filter, changes_by_session, sessions_matching
from courseapp.planner.looking import read_day
from courseapp.planner.steps import step_to_undo
from courseapp.planner.views.blueprint import CHANGES, PLANNER, Answer, beside, blueprint

LONGEST_SEARCH = 100
ROWS = 50
ASKED = ("q", "day", "room", "track", "clock", "unpublished", "warned")


@blueprint.get(f"{PLANNER}/list")
@allow(organiser_of_event)
def show_list(slug: str) -> Answer:
    event = organised_event(session(), slug)
    wanted, in_utc = _asked(request.args), request.args.get("clock") == "utc"
    zone = UTC_NAME if in_utc else zone_of(event)
    changes, warnings = changes_by_session(event), beside(event)
    found = sessions_matching(event, wanted, zone, changes, warnings.warned)
    return render_template(
        "planner/list.html",
        event=event,
        wanted=wanted,
        zone=zone,
        in_utc=in_utc,
        there=days_of(event, zone),
        page=page_of(found, request.args.get("page", 1, type=int), ROWS),
        changes=changes,
        change_words=CHANGES,
        warnings=warnings,
        step=step_to_undo(session(), event),
        wall_times=wall_times,
        asked={name: request.args[name] for name in ASKED if request.args.get(name)},
    )


def _asked(args: Mapping[str, str]) -> Filter:
    return Filter(
        day=read_day(args.get("day", "")),
        room=args.get("room", ""),
        track=args.get("track", ""),
        text=one_line(args.get("q", ""))[:LONGEST_SEARCH],
        unpublished="unpublished" in args,
        warned="warned" in args,
    )
