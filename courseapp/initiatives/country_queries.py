"""Reading which public initiatives a country has to do with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, distinct, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from courseapp.initiatives.belonging import is_present
from courseapp.initiatives.country_ties import Held
from courseapp.initiatives.models import Initiative, RecordMembership

_WHOSE = (Initiative.id, Initiative.slug, Initiative.name, Initiative.short_name)


def initiatives_by_country(session: Session, today: date) -> Mapping[str, int]:
    """Return how many public initiatives each country has to do with at present. One statement."""
    led = select(Initiative.lead_country.label("country"), Initiative.id.label("initiative"))
    each = union_all(
        _present(RecordMembership.country, today),
        _present(RecordMembership.seat, today),
        led.where(Initiative.is_public, Initiative.lead_country.is_not(None)),
    ).subquery()
    counted = select(each.c.country, func.count(distinct(each.c.initiative)))
    return dict(session.execute(counted.group_by(each.c.country)).all())


def lines_about(session: Session, code: str) -> Sequence[Held]:
    """Return every line of a public record that names the country. Two statements."""
    named = (
        select(*_WHOSE, RecordMembership)
        .join(Initiative, Initiative.id == RecordMembership.initiative_id)
        .where(
            Initiative.is_public,
            or_(RecordMembership.country == code, RecordMembership.seat == code),
        )
        .order_by(RecordMembership.id)
    )
    led = select(*_WHOSE).where(Initiative.is_public, Initiative.lead_country == code)
    lines = [Held(*row[:4], **_told(row[4], code)) for row in session.execute(named)]
    return [*lines, *(Held(*row) for row in session.execute(led))]


def _told(line: RecordMembership, code: str) -> dict[str, Any]:
    """Only the seat of an organisation may lie in the country, or a place that is a member."""
    is_place = line.country == code
    return {
        "kind": line.kind,
        "subdivision": line.subdivision or "" if is_place else "",
        "organisation": "" if is_place else line.organisation or line.printed,
        "since": line.since,
        "until": line.until,
    }


def _present(column: InstrumentedAttribute[str | None], today: date) -> Select[str | None, int]:
    return (
        select(column.label("country"), RecordMembership.initiative_id.label("initiative"))
        .join(Initiative, Initiative.id == RecordMembership.initiative_id)
        .where(Initiative.is_public, column.is_not(None), is_present(today))
    )
