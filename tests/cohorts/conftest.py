"""Twelve people applied for a course with six seats, and were reviewed."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course
from tests.cohorts.story import PEOPLE, Choice, applied, judged, second_organiser
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def choice(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Choice:
    course = new_course(session, clock.now)
    course.seats = 6
    people = [applied(session, course, clock.now, number) for number in range(len(PEOPLE))]
    session.flush()
    judged(session, course, cast.reviewer, people, clock.now)
    second = second_organiser(session, course, clock.now)
    session.commit()
    clock.advance(hours=1)
    return Choice(app, session, clock, cast, course, people, cast.icap_organiser, second)


@pytest.fixture
def organiser(as_person: AsPerson, choice: Choice) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(choice.organiser)
