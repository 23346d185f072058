"""Which events have changed in a flush so that their messages may have to be planned anew."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from sqlalchemy import inspect
from sqlalchemy.orm import InstanceState, Session

from courseapp.applications.models import Application
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.extra_time.models import DeadlineExtension
from courseapp.logistics.models import Logistics

CHANGED = "messages_to_plan"
MOST_SINGLE = 20  # applications of an event; of more, it is planned anew as a whole
# Of each table, what a plan leans on. A new row matters as a whole, except that an event that was
# only just made has no people yet.
LEANS_ON: Mapping[type[Any], frozenset[str]] = MappingProxyType(
    {
        Event: frozenset(
            {"status", "zone", "starts_on", "ends_on", "starts_time", "ends_time", "access"}
            | {"selection", "applications_zone", "applications_close_at"}
        ),
        PublishedSession: frozenset({"status", "starts_at", "ends_at", "zone", "repeat_group"}),
        EventSession: frozenset({"join_link"}),
        Application: frozenset({"status", "work_country"}),
        DeadlineExtension: frozenset({"until_at", "revoked_at"}),
        Logistics: frozenset({"sent_at", "reminded_at"}),
    }
)


class Changed(NamedTuple):
    """An event to plan anew; of one application only, where `application_id` is not 0."""

    event_id: int
    application_id: int = 0


def changed_in(session: Session) -> frozenset[Changed]:
    """Return what to plan anew; for `after_flush`, when the rows have their ids."""
    return frozenset(each for each in _found(session) if each.event_id)


def gathered(found: Collection[Changed]) -> list[Changed]:
    """Return the same without single applications of an event that is planned anew as a whole."""
    several = Counter(each.event_id for each in found)
    whole = {each.event_id for each in found if not each.application_id}
    whole |= {event_id for event_id, number in several.items() if number > MOST_SINGLE}
    single = (each for each in found if each.event_id not in whole)
    return sorted({*(Changed(each) for each in whole), *single})


def _found(session: Session) -> Iterator[Changed]:
    for row in (*session.new, *session.deleted):
        if type(row) in LEANS_ON and not isinstance(row, Event | EventSession):
            yield _changed(row)
    for row in session.dirty:
        if _is_other(row):
            yield _changed(row)


def _is_other(row: object) -> bool:
    columns = LEANS_ON.get(type(row))
    if columns is None:
        return False
    attributes = cast(InstanceState[Any], inspect(row)).attrs
    return any(attributes[name].history.has_changes() for name in columns)


def _changed(row: object) -> Changed:
    """What is not loaded is not loaded here: the job that plans everything finds it."""
    known = row.__dict__
    if isinstance(row, Event):
        return Changed(known.get("id", 0))
    if isinstance(row, Application):
        return Changed(known.get("event_id", 0), known.get("id", 0))
    if isinstance(row, Logistics):
        application = known.get("application")
        return _changed(application) if application is not None else Changed(0)
    return Changed(known.get("event_id", 0))
