"""The real events are told as their sources state them, and loading them again changes nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import change_event
from courseapp.events.facts.topics import topic_label
from courseapp.events.models import Event, EventOrganisation, RepeatGroup, Series
from courseapp.events.rules import OrganisationRole, RepeatRule
from courseapp.events.shipped.loading import load_records
from courseapp.scenarios.cast import Cast
from tests.events.real_events import MODULES, SERIES, STATED, Stated
from tests.support.checking_client import CheckingClient

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("catalogue")


def event(session: Session, slug: str) -> Event:
    return session.scalars(select(Event).where(Event.slug == slug)).one()


def told(found: Event) -> Stated:
    """The event of the database in the words of `Stated`."""
    closes, first, last = found.applications_close_local, found.starts_on, found.ends_on
    named = [(each.role, each.name or each.country or "") for each in found.organisations]
    return Stated(
        series=found.series.slug if found.series else "",
        title=found.title,
        kind=found.kind,
        status=found.status,
        edition=found.edition,
        mode=found.mode,
        level=found.level,
        access=found.access,
        days=(first, last) if first and last else None,
        year=(found.year, found.month, found.year_inferred) if found.year else None,
        place=(found.city, found.country, found.zone),
        people=(found.participants_stated, found.participant_countries_stated),
        region=found.region_focus,
        implementers=tuple(who for role, who in named if role is OrganisationRole.IMPLEMENTER),
        co_chairs=tuple(who for role, who in named if role is OrganisationRole.CO_CHAIR),
        topics=tuple(topic_label(each.topic) for each in found.topics),
        closes_on=closes.date() if closes else None,
        seats_per_module=tuple(each.seats or 0 for each in found.modules),
        modules_per_applicant=(found.modules_min, found.modules_max),
        sittings=tuple((each.starts_local, each.ends_local) for each in found.sessions),
    )


def test_each_event_is_told_as_its_source_states_it(session: Session) -> None:
    real = session.scalars(select(Event).where(Event.slug.in_(STATED)).order_by(Event.id)).all()

    assert {each.slug: told(each) for each in real} == STATED
    assert all(each.source and not each.is_example for each in real)
    series = session.scalars(select(Series).order_by(Series.id)).all()
    assert {each.slug: (each.initiative.slug, each.title, each.since) for each in series} == SERIES

    academy = event(session, "icap-online-ets-academy-2021")
    assert [(each.number, each.title, each.level) for each in academy.modules] == [
        (number, title, level) for number, (title, level, _) in enumerate(MODULES, start=1)
    ]
    for module, (_, _, prerequisite) in zip(academy.modules, MODULES, strict=True):
        assert module.prerequisite.startswith(prerequisite)


def test_the_working_group_that_was_held_twice_is_one_group(session: Session) -> None:
    group = event(session, "a6ip-authorization-working-group-1")

    assert [each.repeat_group for each in group.published_sessions] == ["a6ip-awg-1"] * 2
    rules = select(RepeatGroup.rule).where(RepeatGroup.event_id == group.id)
    assert session.scalars(rules).all() == [RepeatRule.ANY]


def test_pages_of_real_events_tell_their_facts(client: CheckingClient) -> None:
    july = client.visit("/events/a6ip-authorization-working-group-4").text
    assert "12:00 – 14:30 CEST" in july
    assert "14:30 CET " not in july
    dialogue = client.visit("/events/cmp-strategic-dialogue-2020").text
    assert "Co-chaired by Canada · United Kingdom" in dialogue
    assert "2020" in dialogue
    course = client.visit("/events/icap-course-bangkok-2017").text
    assert "Emissions trading Scope · Cap · Allocation · Compliance and oversight" in course
    assert (
        "Implemented by Ecologic Institute" in client.visit("/events/icap-summer-course-2009").text
    )
    seminar = client.visit("/events/icap-online-seminar-2023").text
    assert "Region Latin America and the Caribbean" in seminar
    school = client.visit("/events/icap-summer-school-2022").text
    assert "This event was held." in school
    assert "23:59" not in school  # which the source does not state


def test_loading_twice_changes_nothing(session: Session) -> None:
    before = _state(session)

    assert load_records(session, LATER) == ()
    session.flush()
    session.expire_all()

    assert _state(session) == before


def test_an_older_database_gets_new_facts_where_no_organiser_changed_the_event(
    session: Session, cast: Cast
) -> None:
    old, own = (
        event(session, "cmp-strategic-dialogue-2020"),
        event(session, "icap-summer-course-2009"),
    )
    old.organisations.clear()
    old.description = "Told otherwise before."
    own.organisations.clear()
    session.flush()
    change_event(session, cast.administrator, LATER, own, replace(plan_of(own), venue="Somewhere"))

    load_records(session, LATER)
    session.flush()

    assert [each.country for each in old.organisations] == ["CA", "GB"]
    assert (old.description, old.changed_at) == ("Told otherwise before.", LATER)
    assert history(session, [f"event/{old.id}"])[0].summary.startswith("New facts of")
    assert own.organisations == []


def _state(session: Session) -> list[Any]:
    events = session.scalars(select(Event).order_by(Event.id)).all()
    roles = session.scalars(select(EventOrganisation.id).order_by(EventOrganisation.id)).all()
    return [[(each.slug, told(each), each.changed_at) for each in events], roles]
