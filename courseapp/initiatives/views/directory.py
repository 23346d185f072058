"""The directory of initiatives."""

from flask import render_template, request

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.initiatives.directory import ORDERS, facet_lists, wanted_from
from courseapp.initiatives.directory_queries import (
    counted_choices,
    listed_initiatives,
    traits_of,
)
from courseapp.initiatives.views.blueprint import blueprint, events


@blueprint.get("/initiatives")
@allow(everyone)
def directory() -> str:
    wanted, today = wanted_from(request.args.to_dict(flat=False)), now().date()
    page = listed_initiatives(session(), wanted, today, request.args.get("page", 1, type=int))
    ids = [initiative.id for initiative in page.items]
    return render_template(
        "initiatives/directory.html",
        wanted=wanted,
        page=page,
        facets=facet_lists(wanted, counted_choices(session(), wanted, today)),
        traits=traits_of(session(), ids, today),
        events=events().counts(session(), now(), ids),
        orders=ORDERS,
    )
