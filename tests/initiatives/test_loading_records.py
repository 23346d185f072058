"""The records that come with the product, loaded once and never again over people's work."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.core.formats import time_range
from courseapp.events.models import Event, EventSession, Series
from courseapp.events.rules import EventStatus
from courseapp.events.shipped import loading as event_records
from courseapp.initiatives import loading as initiative_records
from courseapp.initiatives.models import Contact, Initiative, RecordMembership, RecordVersion
from courseapp.initiatives.saving import change_record
from courseapp.scenarios.cast import Cast
from courseapp.scenarios.examples import load_examples
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

TABLES = (Initiative, RecordVersion, RecordMembership, Series, Event, EventSession, AuditEntry)

pytestmark = pytest.mark.usefixtures("examples")


def _load_again(session: Session, clock: FixedClock) -> None:
    clock.advance(days=40)
    initiative_records.load_records(session, clock.now)
    event_records.load_records(session, clock.now)
    load_examples(session, clock.now)
    session.commit()


def _sizes(session: Session) -> list[int | None]:
    return [session.scalar(select(func.count()).select_from(table)) for table in TABLES]


def _event(session: Session, slug: str) -> Event:
    return session.scalars(select(Event).where(Event.slug == slug)).one()


def test_loading_twice_changes_nothing(session: Session, clock: FixedClock) -> None:
    before = _sizes(session)
    dates = session.execute(select(Event.slug, Event.starts_on, Event.changed_at)).all()
    _load_again(session, clock)
    assert _sizes(session) == before
    assert session.execute(select(Event.slug, Event.starts_on, Event.changed_at)).all() == dates


def test_what_organisers_changed_stays(session: Session, clock: FixedClock, cast: Cast) -> None:
    icap = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    change_record(
        session, cast.icap_organiser, clock.now, icap, lambda held: replace(held, summary="Ours.")
    )
    _event(session, "icap-course-example").title = "A better title"
    session.commit()
    _load_again(session, clock)
    assert icap.summary == "Ours."
    assert _event(session, "icap-course-example").title == "A better title"


def test_a_record_that_only_the_product_wrote_follows_the_product(
    session: Session, clock: FixedClock
) -> None:
    icap = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    older = lambda held: replace(held, summary="Older.")  # noqa: E731 - an edit
    change_record(session, None, clock.now, icap, older, initiative_records.NOTE)
    assert initiative_records.load_records(session, clock.now) == ()
    assert icap.summary != "Older."


def test_what_an_operator_imported_at_a_terminal_stays(session: Session, clock: FixedClock) -> None:
    icap = session.scalars(select(Initiative).where(Initiative.slug == "icap")).one()
    imported = lambda held: replace(held, summary="Imported.")  # noqa: E731 - an edit
    change_record(session, None, clock.now, icap, imported, "Imported from page.txt, line 1.")
    assert initiative_records.load_records(session, clock.now) == ()
    assert icap.summary == "Imported."


def test_what_an_older_database_held_is_searched_for_as_well(
    session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    session.execute(update(Initiative).values(search_text=""))
    assert "ICAP" not in client.visit("/initiatives?q=quebec").text
    initiative_records.load_records(session, clock.now)
    assert "ICAP" in client.visit("/initiatives?q=quebec").text


def test_a_record_that_is_missing_is_added(session: Session, clock: FixedClock) -> None:
    session.delete(_event(session, "icap-summer-course-2009"))
    session.commit()
    assert event_records.load_records(session, clock.now) == ("icap-summer-course-2009",)


def test_whom_a_source_names_is_an_internal_contact_for_two_years(
    session: Session, clock: FixedClock, client: CheckingClient
) -> None:
    contact = session.scalars(select(Contact)).one()
    assert contact.email == "info@pmrturkiye.org"
    assert not contact.is_public
    assert contact.keep_until == (clock.now + timedelta(days=730)).date()
    assert "pmrturkiye" not in client.visit("/initiatives/icap").html
    session.delete(contact)
    _load_again(session, clock)
    assert session.scalars(select(Contact)).all() == []


def test_plans_are_kept_apart_from_what_was_held(session: Session) -> None:
    announced = session.scalars(
        select(Event.slug).where(Event.status == EventStatus.ANNOUNCED).order_by(Event.slug)
    )
    assert list(announced) == ["cmp-strategic-dialogue-2020", "cmp-strategic-dialogue-2021"]


def test_only_a_year_is_known_of_most_dialogues(session: Session) -> None:
    rome = _event(session, "cmp-strategic-dialogue-2017")
    assert (rome.starts_on, rome.year, rome.month, rome.year_inferred) == (None, 2017, None, True)


def test_the_wrong_label_of_a_source_is_replaced_by_the_zones_own(session: Session) -> None:
    (sitting,) = _event(session, "a6ip-authorization-working-group-4").sessions
    times = time_range(sitting.starts_at, sitting.ends_at, sitting.zone)
    assert times == "12:00 – 14:30 CEST"


def test_a_session_held_twice_is_one_group_at_two_instants(session: Session) -> None:
    first, second = _event(session, "a6ip-authorization-working-group-1").sessions
    assert first.repeat_group == second.repeat_group == "a6ip-awg-1"
    assert f"{second.starts_at:%d %H:%M}" == "16 23:00"


def test_every_loaded_record_tells_where_it_came_from(session: Session) -> None:
    subjects = set(session.scalars(select(AuditEntry.subject)))
    events = {f"event/{key}" for key in session.scalars(select(Event.id))}
    initiatives = {f"initiative/{key}" for key in session.scalars(select(Initiative.id))}
    assert subjects == events | initiatives
    assert "" not in set(session.scalars(select(Event.source)))
