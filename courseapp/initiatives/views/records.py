"""The directory of initiatives and the page of each record."""

from typing import cast

from flask import current_app, render_template, request

from courseapp.core.paging import paginate
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.core.typed_text import one_line
from courseapp.initiatives.offerings import OfferingsSource
from courseapp.initiatives.queries import (
    bonds_of,
    initiative_record,
    initiatives_matching,
    partners_of,
)
from courseapp.initiatives.record_page import record_page
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.words import PARTNER_OF

LONGEST_SEARCH = 100


@blueprint.get("/initiatives")
@allow(everyone)
def directory() -> str:
    text = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    number = request.args.get("page", 1, type=int)
    return render_template(
        "initiatives/directory.html",
        page=paginate(session(), initiatives_matching(text), number),
        coming=_events().coming_counts(session(), now()),
        text=text,
    )


@blueprint.get("/initiatives/<slug>")
@allow(everyone)
def record(slug: str) -> str:
    initiative = initiative_record(session(), slug)
    return render_template(
        "initiatives/record.html",
        initiative=initiative,
        record=record_page(initiative, partners_of(session(), initiative.id)),
        bonds=bonds_of(session(), initiative.id),
        partner_of=PARTNER_OF,
        offerings=_events().offerings(session(), now(), initiative.id),
    )


def _events() -> OfferingsSource:
    return cast(OfferingsSource, current_app.extensions["offerings"])
