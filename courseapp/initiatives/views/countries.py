"""The initiatives and events of each country."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.core.typed_text import one_line
from courseapp.countries.names import country as country_of
from courseapp.countries.names import is_country
from courseapp.initiatives.country_list import listed_countries
from courseapp.initiatives.country_queries import initiatives_by_country, lines_about
from courseapp.initiatives.country_ties import country_ties
from courseapp.initiatives.directory import LONGEST_SEARCH
from courseapp.initiatives.views.blueprint import blueprint, events

MOST_LISTED = 100  # initiatives of each kind: the directory has them all, a page at a time


@blueprint.get("/countries")
@allow(everyone)
def countries() -> str:
    text = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    counts = initiatives_by_country(session(), now().date())
    return render_template(
        "initiatives/countries.html", text=text, regions=listed_countries(text, counts)
    )


@blueprint.get("/countries/<code>")
@allow(everyone)
def country(code: str) -> str | Response:
    if not code.isascii() or not is_country(code.upper()):
        raise NotFound
    if code != code.upper():
        return redirect(url_for("initiatives.country", code=code.upper()), 301)
    ties = country_ties(lines_about(session(), code), now().date())
    return render_template(
        "initiatives/country.html",
        country=country_of(code),
        ties=ties,
        most=MOST_LISTED,
        here=events().in_country(session(), now(), code),
        for_members=events().for_members(session(), now(), ties.belongs_to),
    )
