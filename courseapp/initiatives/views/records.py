"""The page of each record."""

from typing import cast

from flask import current_app, render_template

from courseapp.accounts.current import optional_person
from courseapp.accounts.permissions import is_organiser
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.initiatives.contacts import public_contacts
from courseapp.initiatives.document.relations import relations_of
from courseapp.initiatives.invitations import JoinSource
from courseapp.initiatives.offerings import Offerings, OfferingsSource
from courseapp.initiatives.queries import HeldRecord, bonds_of, held_record, records_of
from courseapp.initiatives.record_page import RecordPage, record_page
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.words import PARTNER_OF


@blueprint.get("/initiatives/<slug>")
@allow(everyone)
def record(slug: str) -> str:
    held = held_record(session(), slug, optional_person())
    initiative = held.initiative
    offerings = _events().offerings(session(), now(), initiative.id)
    return render_template(
        "initiatives/record.html",
        initiative=initiative,
        version=held.version,
        page=_arranged(held, offerings),
        bonds=bonds_of(session(), initiative),
        partner_of=PARTNER_OF,
        offerings=offerings,
        contacts=public_contacts(session(), initiative.id),
        can_join=_joining().is_open(session(), initiative.id),
        may_edit=is_organiser(optional_person(), initiative.id),
    )


def _arranged(held: HeldRecord, offerings: Offerings) -> RecordPage:
    lines = (*held.record.memberships, *relations_of(held.record))
    series = _events().series(session(), held.initiative.id)
    return record_page(held.record, records_of(session(), lines), offerings, series)


def _joining() -> JoinSource:
    return cast(JoinSource, current_app.extensions["joining"])


def _events() -> OfferingsSource:
    return cast(OfferingsSource, current_app.extensions["offerings"])
