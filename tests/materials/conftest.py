"""Readers of a course: who takes part, who is in a delegation, who has no business there."""

from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.materials import readers
from courseapp.scenarios.cast import Cast
from tests.materials.story import course, takes_part
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

Readers = Mapping[str, CheckingClient]


class Delegation:
    """A delegation of one person, as the feature that keeps them would tell of it."""

    def __init__(self, person: Person) -> None:
        self.person_id = person.id

    def is_delegate(self, _session: Session, _event_id: int, person_id: int) -> bool:
        return person_id == self.person_id


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """The ICAP organiser, signed in."""
    return as_person(cast.icap_organiser)


@pytest.fixture
def event(session: Session, cast: Cast, clock: FixedClock) -> Event:
    return course(session, cast.icap_organiser, clock.now)


@pytest.fixture
def people(
    app: Flask,
    session: Session,
    event: Event,
    cast: Cast,
    clock: FixedClock,
    as_person: AsPerson,
    new_client: Callable[[], CheckingClient],
) -> Readers:
    """Browsers of everybody there is, by what they are to the event."""
    takes_part(session, cast.accepted, event, clock.now)
    readers.connect(app, Delegation(cast.waiting))
    return {
        "visitor": new_client(),
        "stranger": as_person(cast.newcomer),
        "neighbour": as_person(cast.a6ip_organiser),
        "participant": as_person(cast.accepted),
        "delegate": as_person(cast.waiting),
        "organiser": as_person(cast.icap_organiser),
        "administrator": as_person(cast.administrator),
    }
