"""Contacts of the initiative who may be focal points of a jurisdiction."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from courseapp.countries.names import country_name
from courseapp.events.names import folded_name
from courseapp.initiatives.contacts import contacts_of
from courseapp.initiatives.models import Contact
from courseapp.nominations.models import Quota


def contacts_to_ask(session: Session, quota: Quota) -> Sequence[Contact]:
    """Return contacts with an address who are no focal points yet; who fits the place comes first.

    A contact has no country of its own: it fits where its words name the jurisdiction. One
    statement.
    """
    known = {point.email for point in quota.points}
    found = [
        each
        for each in contacts_of(session, quota.event.initiative_id)
        if each.email and each.email.lower() not in known
    ]
    return sorted(found, key=lambda each: not _fits(each, quota))


def _fits(contact: Contact, quota: Quota) -> bool:
    said = folded_name(" ".join((contact.name, contact.role, contact.address, contact.email)))
    names = filter(None, (quota.name, country_name(quota.country)))
    return any(folded_name(name) in said for name in names)
