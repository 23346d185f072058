"""The lists of countries that come with the product, for everybody to read."""

from datetime import date

from flask import render_template, request

from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now
from courseapp.core.typed_text import one_line
from courseapp.countries.lists.dated import Membership
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.eligibility.country_lists import showing
from courseapp.eligibility.views.blueprint import blueprint

LONGEST_SEARCH = 100


@blueprint.get("/countries/lists")
@allow(everyone)
def lists() -> str:
    text, on = one_line(request.args.get("q", ""))[:LONGEST_SEARCH], _day()
    return render_template(
        "eligibility/lists.html",
        text=text,
        on=on,
        country=showing.on_each_list(text, on),
        sections=showing.sections(on, text),
    )


@blueprint.get("/countries/lists/<key>")
@allow(everyone)
def one_list(key: str) -> str:
    found, on = shipped_lists().get(key), _day()
    if found is None:
        raise NotFound
    before, after = showing.changes_around(found, on)
    return render_template(
        "eligibility/list.html",
        listed=found,
        on=on,
        line=showing.line(found, on),
        members=showing.places(found, on, Membership.IN),
        unknown=tuple(showing.same_notes(showing.places(found, on, Membership.UNKNOWN))),
        before=before,
        after=after,
    )


def _day() -> date:
    return showing.day_asked(request.args.get("on", ""), now().date())
