"""The catalogue of events, for everybody to read: as a list, and month by month."""

from flask import render_template, request

from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.events.lists.filter_choices import choices
from courseapp.events.lists.filters import When, filters_of, wanted_of
from courseapp.events.lists.listing import listed_events
from courseapp.events.lists.month import month_named, month_of
from courseapp.events.lists.rows import sections
from courseapp.events.queries import today_somewhere
from courseapp.events.views.blueprint import blueprint


@blueprint.get("/events")
@allow(everyone)
def index() -> str:
    wanted = wanted_of(request.args)
    page = listed_events(session(), now(), wanted, request.args.get("page", 1, type=int))
    past = wanted.when is When.PAST
    return render_template(
        "events/index.html",
        wanted=wanted,
        page=page,
        past=past,
        sections=sections(page.items, now(), past=past),
        choices=choices(session(), wanted.filters),
    )


@blueprint.get("/events/months/")
@blueprint.get("/events/months/<month>")
@allow(everyone)
def by_month(month: str = "") -> str:
    today = today_somewhere(now())
    first = month_named(month or f"{today:%Y-%m}")
    if first is None:
        raise NotFound
    filters = filters_of(request.args)
    return render_template(
        "events/month.html",
        month=month_of(session(), first, filters),
        today=today,
        filters=filters,
        choices=choices(session(), filters),
    )
