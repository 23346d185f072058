"""The members of the initiative's record, as those whom an event can ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from courseapp.countries.names import country_name
from courseapp.events.names import stored_name
from courseapp.initiatives.belonging import is_present
from courseapp.initiatives.models import RecordMembership
from courseapp.initiatives.rules import MembershipKind


@dataclass(frozen=True)
class Member:
    """A country, a part of one (ISO 3166-2 beside its country's alpha-2), or an organisation."""

    name: str
    country: str | None = None
    subdivision: str | None = None


def members_besides(
    session: Session, initiative_id: int, today: date, on_list: Iterable[Member]
) -> Sequence[Member]:
    """Return the members of the present day that are not on the list, by name. One statement.

    A place that is on the list is not asked under another name too.
    """
    listed = tuple(on_list)
    names = {stored_name(each.name) for each in listed}
    places = {each.subdivision or each.country for each in listed}
    found: list[Member] = []
    for row in session.scalars(_members(initiative_id, today)):
        member = _member(row)
        place = member.subdivision or member.country
        if stored_name(member.name) not in names and (place is None or place not in places):
            names.add(stored_name(member.name))
            places.add(place)
            found.append(member)
    return sorted(found, key=lambda member: stored_name(member.name))


def _members(initiative_id: int, today: date) -> Select[RecordMembership]:
    return (
        select(RecordMembership)
        .where(
            RecordMembership.initiative_id == initiative_id,
            RecordMembership.kind == MembershipKind.MEMBER,
            RecordMembership.other_slug.is_(None),
            is_present(today),
        )
        .order_by(RecordMembership.printed, RecordMembership.id)
    )


def _member(row: RecordMembership) -> Member:
    name = row.printed or row.organisation or country_name(row.country)
    return Member(name, row.country, row.subdivision)
