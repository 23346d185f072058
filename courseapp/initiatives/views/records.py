"""The page of each record."""

from typing import cast

from flask import current_app, render_template

from courseapp.accounts.current import optional_person
from courseapp.accounts.permissions import is_organiser
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.initiatives.offerings import OfferingsSource
from courseapp.initiatives.queries import (
    bonds_of,
    held_record,
    names_of,
)
from courseapp.initiatives.record_page import record_page
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.words import PARTNER_OF


@blueprint.get("/initiatives/<slug>")
@allow(everyone)
def record(slug: str) -> str:
    held = held_record(session(), slug, optional_person())
    initiative, record = held.initiative, held.record
    offerings = _events().offerings(session(), now(), initiative.id)
    return render_template(
        "initiatives/record.html",
        initiative=initiative,
        version=held.version,
        page=record_page(
            record,
            names_of(session(), [line.initiative for line in record.memberships]),
            offerings,
            _events().series(session(), initiative.id),
        ),
        bonds=bonds_of(session(), initiative),
        partner_of=PARTNER_OF,
        offerings=offerings,
        contacts=(),
        can_join=False,
        may_edit=is_organiser(optional_person(), initiative.id),
    )


def _events() -> OfferingsSource:
    return cast(OfferingsSource, current_app.extensions["offerings"])
