"""Everybody whom jurisdictions nominated, for organisers: a list and a table to take along."""

from flask import Blueprint, Response, render_template, request

from courseapp.core.permissions import allow
from courseapp.core.request import session
from courseapp.core.typed_text import one_line
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.nominations.people import PeopleFilter, all_nominees, nominees
from courseapp.nominations.people_csv import people_csv
from courseapp.nominations.queries import quota_choices
from courseapp.nominations.rules import Standing
from courseapp.nominations.views.listing import LIST, LONGEST_SEARCH, home_of
from courseapp.nominations.words import STANDINGS

blueprint = Blueprint("nominees", __name__)
STANDING_CHOICES = [(each.value, label.text) for each, label in STANDINGS.items()]


@blueprint.get(f"{LIST}/people")
@allow(organiser_of_event)
def people(slug: str) -> str:
    event, wanted = organised_event(session(), slug), _wanted()
    return render_template(
        "manage/nominations/people.html",
        event=event,
        here=f"{home_of(event)}/people",
        wanted=wanted,
        page=nominees(session(), event, wanted, request.args.get("page", 1, type=int)),
        quotas=quota_choices(session(), event),
        STANDINGS=STANDINGS,
        STANDING_CHOICES=STANDING_CHOICES,
    )


@blueprint.get(f"{LIST}/people.csv")
@allow(organiser_of_event)
def people_table(slug: str) -> Response:
    event = organised_event(session(), slug)
    table = people_csv(all_nominees(session(), event, _wanted()))
    response = Response(table, content_type="text/csv; charset=utf-8")
    name = f"{event.slug}-nominations.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _wanted() -> PeopleFilter:
    said = request.args.get("standing", "")
    quota = request.args.get("quota", "")
    is_number = quota.isascii() and quota.isdigit() and len(quota) < 10
    return PeopleFilter(
        search=one_line(request.args.get("search", ""))[:LONGEST_SEARCH],
        standing=next((each for each in Standing if each.value == said), None),
        quota_id=int(quota) if is_number else None,
    )
